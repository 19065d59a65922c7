package kith_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"
)

func loadCompose(t *testing.T, environment types.Mapping) (*types.Project, error) {
	t.Helper()
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  ".",
		ConfigFiles: []types.ConfigFile{{Filename: "docker-compose.yml"}},
		Environment: environment,
	})
}

// chosen is what one has to choose.
func chosen() types.Mapping {
	return types.Mapping{"NEO4J_PASSWORD": "of this test", "KITH_ADMINISTRATOR": "ada@seller.example", "KITH_ADMINISTRATOR_PASSWORD_FILE": "/somewhere/password"}
}

func TestComposeFile(t *testing.T) {
	project, err := loadCompose(t, chosen())
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"administrator", "kith", "neo4j"}, project.ServiceNames())

	for name, service := range project.Services {
		if name == "administrator" {
			continue // it ends
		}
		require.NotNil(t, service.HealthCheck, "health check of %s", name)
		require.NotEmpty(t, service.HealthCheck.Test, "health check of %s", name)
		require.NotEmpty(t, service.Volumes, "volumes of %s", name)
		for _, volume := range service.Volumes {
			require.Contains(t, project.Volumes, volume.Source, "data outlives its container")
		}
		for _, port := range service.Ports {
			require.Equal(t, "127.0.0.1", port.HostIP, "port %s of %s", port.Published, name)
		}
		if service.Build == nil {
			require.Regexp(t, pinned, service.Image)
		}
	}

	neo4j, kith := project.Services["neo4j"], project.Services["kith"]
	require.Equal(t, "neo4j/of this test", *neo4j.Environment["NEO4J_AUTH"])
	require.Equal(t, "of this test", *kith.Environment["NEO4J_PASSWORD"])
	require.Equal(t, "bolt://neo4j:7687", *kith.Environment["NEO4J_URI"])
	require.Equal(t, types.ServiceConditionHealthy, kith.DependsOn["neo4j"].Condition)
	require.Equal(t, types.ServiceConditionCompletedSuccessfully, kith.DependsOn["administrator"].Condition)
	require.Equal(t, "true", *kith.Environment["KITH_BEHIND_PROXY"])
	first := project.Services["administrator"]
	require.Equal(t, types.ShellCommand{"user", "add", "--role", "administrator", "--password-file", "/run/secrets/administrator", "ada@seller.example"}, first.Command)
	require.Equal(t, "/somewhere/password", project.Secrets[first.Secrets[0].Source].File)

	pom, err := os.ReadFile("localdb/pom.xml")
	require.NoError(t, err)
	version := regexp.MustCompile(`<neo4j\.version>(.*)</neo4j\.version>`).FindSubmatch(pom)
	require.Equal(t, "neo4j:"+string(version[1])+"-community", neo4j.Image, "the same Neo4j as without containers")
}

func TestComposeHasNoDefaults(t *testing.T) {
	for name, words := range map[string]string{
		"NEO4J_PASSWORD": "choose a password for Neo4j", "KITH_ADMINISTRATOR": "say who the first administrator is", "KITH_ADMINISTRATOR_PASSWORD_FILE": "name the file",
	} {
		for _, empty := range []bool{false, true} {
			environment := chosen()
			if delete(environment, name); empty {
				environment[name] = ""
			}
			_, err := loadCompose(t, environment)
			require.ErrorContains(t, err, words)
		}
	}
}

// pinned is an image with its tag down to the patch release.
var pinned = regexp.MustCompile(`^[a-z0-9/.]+:\d+\.\d+\.\d+(-[a-z0-9.]+)?$`)

func TestDockerfileImagesArePinned(t *testing.T) {
	text, err := os.ReadFile("Dockerfile")
	require.NoError(t, err)
	var images []string
	for line := range strings.Lines(string(text)) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "FROM" {
			images = append(images, words[1])
		}
	}
	require.Len(t, images, 2)
	for _, image := range images {
		require.Regexp(t, pinned, image)
	}
	gomod, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	require.Contains(t, string(gomod), "go 1.26.", "the Go of the image builds what go.mod asks for")
	require.Contains(t, string(text), "golang:1.26.")
}

package main_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/cypher"
	"kith/graph/store"
	"kith/localdb"
)

// neo4j is a Neo4j that outlives the commands which a test kills.
type neo4j struct {
	t           *testing.T
	environment []string
	store       *store.Store
}

func neo4jFor(t *testing.T) *neo4j {
	t.Helper()
	ctx := context.Background()
	server, err := localdb.Start(ctx, localdb.Options{Dir: t.TempDir(), Progress: os.Stderr})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop(ctx)) })
	a := server.Address()
	s, err := store.Open(ctx, store.Config{URI: a.URI, Username: a.Username, Password: a.Password, TimeLimit: time.Minute})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return &neo4j{t, append(os.Environ(), "NEO4J_URI="+a.URI, "NEO4J_USERNAME="+a.Username, "NEO4J_PASSWORD="+a.Password), s}
}

// ask returns the lines that a statement answers.
func (n *neo4j) ask(text string) []string {
	n.t.Helper()
	rows, err := store.Autocommit[string](context.Background(), n.store, cypher.Statement{Name: "look", Text: text}, nil)
	require.NoError(n.t, err)
	return rows
}

// kith is a command on this Neo4j, in a folder of its own.
func (n *neo4j) kith(dir string, arguments ...string) *exec.Cmd {
	command := exec.Command(program, arguments...)
	command.Env, command.Dir = n.environment, dir
	return command
}

// code runs a command and returns its exit code and all that it printed.
func (n *neo4j) code(dir string, arguments ...string) (int, string) {
	n.t.Helper()
	said, err := n.kith(dir, arguments...).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), string(said)
	}
	require.NoError(n.t, err)
	return 0, string(said)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
}

func TestImportCommand(t *testing.T) {
	n, dir := neo4jFor(t), t.TempDir()
	in := filepath.Join(dir, "in")
	require.NoError(t, os.Mkdir(in, 0o700))
	write(t, in, "accounts.csv", "id,name\nA,Acme\n")
	write(t, in, "contacts.csv", "id;name;account_id\n1;Ann;A\n2;=Ben;A\n")

	code, said := n.code(dir, "import", "--source", "crm", "--dry-run", in)
	require.Equal(t, 0, code, said)
	require.Empty(t, n.ask(`MATCH (n:Account|Contact) RETURN n.name`))
	code, said = n.code(dir, "import", "--source", "crm", in)
	require.Equal(t, 0, code, said)
	require.Contains(t, said, "contacts  created 2, changed 0, unchanged 0")
	require.NoFileExists(t, filepath.Join(dir, "rejects.csv"))
	code, said = n.code(dir, "import", "--source", "crm", in)
	require.Equal(t, 0, code, said)
	require.Contains(t, said, "contacts  created 0, changed 0, unchanged 2")

	write(t, in, "ties.csv", "person_a,person_b,level\n1,2,weak\n1,nobody,strong\n")
	code, said = n.code(dir, "import", "--source", "crm", in)
	require.Equal(t, 3, code, said)
	require.Contains(t, said, "ties      created 1, changed 0, unchanged 0, rejected 1")
	text, err := os.ReadFile(filepath.Join(dir, "rejects.csv"))
	require.NoError(t, err)
	require.Equal(t, "file,line,column,reason\n"+filepath.Join(in, "ties.csv")+",3,person_b,there is nobody with this id,1,nobody,strong\n", string(text))

	// A file that cannot be imported stops all of them before anything is written.
	write(t, in, "products.csv", "id,price\nx,1\n")
	write(t, in, "accounts.csv", "id,name\nA,Another name\n")
	code, said = n.code(dir, "import", "--source", "crm", in)
	require.Equal(t, 1, code, said)
	require.Contains(t, said, "as products it needs the column name")
	require.Equal(t, []string{"Acme"}, n.ask(`MATCH (n:Account) RETURN n.name`))
	code, _ = n.code(dir, "import", "--source", "crm", filepath.Join(dir, "missing.csv"))
	require.Equal(t, 1, code)
}

// people and ties of the import that is killed: several batches of each.
const killedPeople, killedTies = 3_000, 11_000

func killedFiles(t *testing.T) string {
	dir := t.TempDir()
	var accounts, contacts, ties, interactions strings.Builder
	accounts.WriteString("id,name,domain,parent_id\n")
	for i := range 100 {
		fmt.Fprintf(&accounts, "a%d,Account %d,a%d.example,%s\n", i, i, i, map[bool]string{true: fmt.Sprintf("a%d", i/2), false: ""}[i > 0])
	}
	contacts.WriteString("id,name,email,account_id,title,reports_to_id,since\n")
	for i := range killedPeople {
		manager := ""
		if i >= 100 {
			manager = fmt.Sprint(i%100 + (i/100-1)/3*100)
		}
		fmt.Fprintf(&contacts, "%d,Person %d,p%d@x.example,a%d,Title %d,%s,2020-01-%02d\n", i, i, i, i%100, i%50, manager, i%28+1)
	}
	ties.WriteString("person_a,person_b,level,strength,since\n")
	for i := range killedTies {
		fmt.Fprintf(&ties, "%d,%d,%s,2024-05-06\n", i%killedPeople, (i*7+1+2*(i/killedPeople))%killedPeople, []string{"weak,", ",0.25", ","}[i%3])
	}
	interactions.WriteString("at,kind,from,to\n")
	for i := range 3_000 {
		fmt.Fprintf(&interactions, "2026-01-02T03:04:%02dZ,email,%d,p%d@x.example;%d\n", i%60, i, (i+1)%killedPeople, (i+2)%killedPeople)
	}
	for name, text := range map[string]string{"accounts": accounts.String(), "contacts": contacts.String(), "ties": ties.String(), "interactions": interactions.String()} {
		write(t, dir, name+".csv", text)
	}
	return dir
}

// shape is the graph in lines without ids that Kith made.
func (n *neo4j) shape() []string {
	return n.ask(`
MATCH (x:ExternalId)-[:IDENTIFIES]->(n)
RETURN x.kind + ' ' + x.externalId + ' ' + coalesce(n.name, n.title) + ' version ' + toString(n.version) AS line
UNION ALL
MATCH (x:ExternalId)-[:IDENTIFIES]->(:Account|Position|Contact)-[r:SUBSIDIARY_OF|REPORTS_TO|HOLDS|AT]->(:Account|Position)<-[:IDENTIFIES]-(y:ExternalId)
RETURN x.externalId + ' ' + type(r) + ' ' + y.externalId + ' ' + coalesce(toString(r.since), '') + ' ' + coalesce(toString(r.until), '') AS line
UNION ALL
MATCH (a:Contact)-[r:KNOWS|TIE_SOURCE]->(b:Contact)
RETURN CASE WHEN a.name < b.name THEN a.name + ' ' + b.name ELSE b.name + ' ' + a.name END + ' ' + type(r) + ' ' + coalesce(toString(r.strength), '') + ' ' + coalesce(toString(r.since), '') AS line
UNION ALL
MATCH (p:Contact)-[r:TOOK_PART]->(i:Interaction)
RETURN p.name + ' ' + r.as + ' ' + i.externalId + ' ' + toString(i.people) AS line
UNION ALL
MATCH (p:Contact)-[:HAS_EMAIL]->(e:Email)
RETURN p.name + ' ' + e.address AS line`)
}

// An import that is killed again and again, wherever it stands, and run once more ends in the graph of one import in one go.
func TestKilledImportRunsOn(t *testing.T) {
	kills := 5
	if os.Getenv("KITH_SOAK") != "" {
		kills = 100
	}
	n, dir := neo4jFor(t), t.TempDir()
	in := killedFiles(t)
	begin := time.Now()
	code, said := n.code(dir, "import", "--source", "crm", in)
	took := time.Since(begin)
	require.Equal(t, 0, code, said)
	want := n.shape()
	slices.Sort(want)
	n.ask(`MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS RETURN DISTINCT 'gone'`)

	for kill := range kills {
		command := n.kith(dir, "import", "--source", "crm", in)
		require.NoError(t, command.Start())
		ended := make(chan error, 1)
		go func() { ended <- command.Wait() }()
		select {
		case <-time.After(took * time.Duration(kill+1) / time.Duration(kills+2)):
			require.NoError(t, command.Process.Kill())
			require.Error(t, <-ended)
		case err := <-ended: // it was quicker than before
			require.NoError(t, err)
		}
		require.Empty(t, n.ask(`MATCH (s:Position) WHERE NOT EXISTS { (s)-[:AT]->(:Account) } RETURN s.id`))
		require.Empty(t, n.ask(`MATCH (a:Contact)-[t:TIE_SOURCE]->(b:Contact) WHERE NOT EXISTS { (a)-[:KNOWS]->(b) } RETURN t.id`))
		require.Empty(t, n.ask(`MATCH (c:Contact) WHERE NOT EXISTS { (c)<-[:IDENTIFIES]-(:ExternalId) } RETURN c.id`))
	}
	code, said = n.code(dir, "import", "--source", "crm", in)
	require.Equal(t, 0, code, said)
	have := n.shape()
	slices.Sort(have)
	require.Equal(t, want, have)
}

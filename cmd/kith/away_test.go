package main_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/localdb"
)

// children are the processes that a process has started, as Linux lists them.
func children(t *testing.T, pid int) []int {
	t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	require.NoError(t, err)
	var found []int
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, field := range strings.Fields(string(text)) {
			child, err := strconv.Atoi(field)
			require.NoError(t, err)
			found = append(found, child)
		}
	}
	return found
}

func newAccount(address, name string) (*http.Response, error) {
	return http.Post(address+"/api/v1/accounts", "application/json", strings.NewReader(fmt.Sprintf(`{"name": %q}`, name)))
}

// Neo4j killed under the running service: callers are told at once, nothing acknowledged is lost, and all is well again by itself.
func TestNeo4jGoneAndBack(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds the Neo4j process in Linux's /proc")
	}
	s := serveOn(t, t.TempDir())
	var acknowledged []string // addresses of accounts
	var guard sync.Mutex
	write := func(name string) *http.Response {
		response, err := newAccount(s.address, name)
		if err != nil {
			t.Error(err)
			return nil
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		switch response.StatusCode {
		case http.StatusCreated:
			guard.Lock()
			acknowledged = append(acknowledged, response.Header.Get("Location"))
			guard.Unlock()
		case http.StatusServiceUnavailable:
		default:
			t.Errorf("a write was answered with %s", response.Status)
		}
		return response
	}
	require.Equal(t, http.StatusCreated, write("first").StatusCode)

	var writers sync.WaitGroup
	refused := make(chan struct{})
	for writer := range 4 {
		writers.Go(func() {
			for round := 0; ; round++ {
				response := write(fmt.Sprintf("%d-%d", writer, round))
				if response == nil || response.StatusCode != http.StatusCreated {
					return
				}
			}
		})
	}
	go func() { writers.Wait(); close(refused) }()
	require.Eventually(t, func() bool { guard.Lock(); defer guard.Unlock(); return len(acknowledged) > 20 }, time.Minute, time.Millisecond)
	database := children(t, s.command.Process.Pid)
	require.Len(t, database, 1)
	require.NoError(t, syscall.Kill(database[0], syscall.SIGKILL))
	require.Eventually(t, func() bool {
		return !slices.Contains(children(t, s.command.Process.Pid), database[0])
	}, 10*time.Second, time.Millisecond)

	for _, ask := range []func() *http.Response{
		func() *http.Response { return s.get(t, "/api/v1/accounts", nil) },
		func() *http.Response { return write("refused") },
		func() *http.Response { return s.get(t, "/-/ready", nil) },
	} {
		begin := time.Now()
		response := ask()
		require.NotNil(t, response)
		require.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
		seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
		require.NoError(t, err)
		require.Positive(t, seconds)
		require.Less(t, time.Since(begin), time.Second)
	}
	require.Equal(t, http.StatusOK, s.get(t, "/-/healthy", nil).StatusCode)
	select {
	case <-refused:
	case <-time.After(time.Second):
		require.Fail(t, "writes that were under way are not answered")
	}

	require.Eventually(t, func() bool { return s.get(t, "/-/ready", nil).StatusCode == http.StatusOK }, 2*time.Minute, 100*time.Millisecond)
	require.Equal(t, http.StatusOK, s.get(t, "/api/v1/accounts", nil).StatusCode)
	require.Equal(t, http.StatusCreated, write("last").StatusCode)
	for _, location := range acknowledged {
		require.Equal(t, http.StatusOK, s.get(t, location, nil).StatusCode, "acknowledged and lost: %s", location)
	}
	s.stop(t, syscall.SIGTERM)
	require.Contains(t, s.said.String(), "neo4j runs again")
}

// With NEO4J_URI the service uses that Neo4j, and says what is wrong with the credentials without printing them.
func TestSomebodyElsesNeo4j(t *testing.T) {
	server, err := localdb.Start(t.Context(), localdb.Options{Dir: t.TempDir()})
	require.NoError(t, err)
	defer func() { require.NoError(t, server.Stop(t.Context())) }()
	address := server.Address()
	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(file, []byte(address.Password+"\n"), 0o600))
	data := filepath.Join(t.TempDir(), "unused")
	env := []string{"NEO4J_URI=" + address.URI, "NEO4J_USERNAME=" + address.Username}

	s := serveOn(t, data, append(env, "NEO4J_PASSWORD_FILE="+file)...)
	require.Equal(t, http.StatusOK, s.get(t, "/-/ready", nil).StatusCode)
	require.Equal(t, http.StatusOK, s.get(t, "/api/v1/accounts", nil).StatusCode)
	s.stop(t, syscall.SIGTERM)
	require.NoDirExists(t, filepath.Join(data, "neo4j"), "no Neo4j of its own")
	require.NotContains(t, s.said.String(), address.Password)

	wrong := exec.Command(program, "serve", "--data", data, "--addr", "127.0.0.1:0")
	wrong.Env = append(os.Environ(), append(env, "NEO4J_PASSWORD=notThisOne")...)
	said, err := wrong.CombinedOutput()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	require.Equal(t, 1, exit.ExitCode())
	require.Equal(t, "kith: Neo4j refuses the user or the password\n", string(said))
}

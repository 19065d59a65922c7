package main_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/bench"
)

// A run on a very small graph has every line, and leaves nothing behind.
func TestBench(t *testing.T) {
	data, out := t.TempDir(), t.TempDir()
	command := exec.Command(program, "bench", "--size", "0.001", "--data", data, "--json", filepath.Join(out, "bench.json"), "--markdown", filepath.Join(out, "bench.md"))
	command.Stderr = t.Output()
	printed, err := command.Output()
	require.NoError(t, err)
	left, err := os.ReadDir(data)
	require.NoError(t, err)
	require.Empty(t, left)

	markdown, err := os.ReadFile(filepath.Join(out, "bench.md"))
	require.NoError(t, err)
	require.Equal(t, string(printed), string(markdown))
	text, err := os.ReadFile(filepath.Join(out, "bench.json"))
	require.NoError(t, err)
	var r bench.Report
	require.NoError(t, json.Unmarshal(text, &r))

	require.Equal(t, 1000, r.Graph.People)
	require.Contains(t, r.Machine.Neo4j, "5.26")
	require.Len(t, r.Questions, 21)
	for _, q := range r.Questions {
		require.Positive(t, q.Rounds, q.Name)
		require.Positive(t, q.HTTP.P50, q.Name)
		require.Zero(t, q.Failed, q.Name)
		require.Contains(t, string(markdown), "| "+q.Name+" ")
	}
	for _, c := range r.Checks {
		require.Contains(t, string(markdown), "| "+c.What+" ")
		if c.Measured == nil {
			require.NotEmpty(t, c.Why, c.What)
		}
	}
	for i, clients := range []int{1, 8, 64, 512} {
		require.Equal(t, clients, r.Clients[i].Clients)
		require.Positive(t, r.Clients[i].HTTP.PerSecond)
		require.Empty(t, r.Clients[i].HTTP.FirstError)
		require.Zero(t, r.Clients[i].HTTP.WithoutRetryAfter)
	}
	require.Empty(t, r.ImportWhy)
	require.Positive(t, r.ImportRatio)
	require.Len(t, r.Loads, 5)
	require.Contains(t, r.Postgres.Why, "--postgres")
}

// Ctrl-C in the middle of a run stops Neo4j and removes the graph.
func TestBenchIsStopped(t *testing.T) {
	data := t.TempDir()
	command := exec.Command(program, "bench", "--size", "0.001", "--data", data)
	stderr, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	said := ""
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		said += lines.Text() + "\n"
		if lines.Text() == "asking each question once …" {
			require.NoError(t, command.Process.Signal(os.Interrupt))
		}
	}
	require.Error(t, command.Wait())
	require.Equal(t, 1, command.ProcessState.ExitCode(), said)
	require.True(t, strings.HasSuffix(said, "kith: stopped\n"), said)
	left, err := os.ReadDir(data)
	require.NoError(t, err)
	require.Empty(t, left)
}

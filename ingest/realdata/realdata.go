// Package realdata is test support: it turns public data sets into import files and hands over the answers that their
// READMEs give. The sets lie beside the repository, in a folder shared/data next to it or further up.
package realdata

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// folder returns where the data set lies. Without the data sets the test is skipped, and fails where CI=true.
func folder(t testing.TB, set string) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		found := filepath.Join(dir, "shared", "data", set)
		if _, err := os.Stat(found); err == nil {
			return found
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	missing := "NOT TESTED: no folder shared/data/" + set + " beside the repository"
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// table reads a file of a data set: its rows as maps from the header's names.
func table(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	return named(rows)
}

// named makes rows below a header maps from its names.
func named(rows [][]string) []map[string]string {
	var all []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = row[i]
		}
		all = append(all, cells)
	}
	return all
}

// write writes an import file: the kind's, with these columns and rows.
func write(t testing.TB, dir, kind, columns string, rows [][]string) {
	t.Helper()
	file, err := os.Create(filepath.Join(dir, kind+".csv"))
	require.NoError(t, err)
	w := csv.NewWriter(file)
	require.NoError(t, w.Write(strings.Split(columns, ",")))
	require.NoError(t, w.WriteAll(rows))
	require.NoError(t, file.Close())
}

// pairs counts the pairs of different people in directed edges.
func pairs(edges []map[string]string) int {
	seen := map[[2]string]bool{}
	for _, e := range edges {
		a, b := e["from"], e["to"]
		if a > b {
			a, b = b, a
		}
		seen[[2]string{a, b}] = true
	}
	return len(seen)
}

package ingest_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/ingest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// day is the day of the tests' imports, unless they say another.
var day = store.NewDate(2026, time.November, 21)

// folder writes files, each named by its first word: "contacts\nid,name\n1,Ann".
func folder(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range files {
		name, text, _ := strings.Cut(file, "\n")
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text), 0o600))
	}
	return dir
}

// options are those of an import, and its clock.
type options struct {
	ingest.ImportOptions
	Clock func() time.Time
}

// importing imports a folder from source "crm" and returns the summary and the lines of the rejects file.
func importing(t testing.TB, s *store.Store, dir string, change ...func(*options)) (*ingest.Summary, []string) {
	t.Helper()
	paths, notes, err := ingest.Paths(dir)
	require.NoError(t, err)
	require.Empty(t, notes)
	rejects := filepath.Join(t.TempDir(), "rejects.csv")
	o := options{ingest.ImportOptions{Terms: ingest.Terms{Source: "crm"}, Rejects: rejects}, func() time.Time { return day.Time().Add(time.Hour) }}
	for _, path := range paths {
		o.Files = append(o.Files, ingest.Source{Name: filepath.Base(path), Path: path})
	}
	for _, f := range change {
		f(&o)
	}
	summary, err := ingest.Import(context.Background(), graph.New(s, o.Clock), access.System(), o.ImportOptions)
	require.NoError(t, err)
	text, err := os.ReadFile(rejects)
	if os.IsNotExist(err) {
		return summary, nil
	}
	require.NoError(t, err)
	rejected := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	slices.Sort(rejected)
	return summary, rejected
}

// on makes the import happen on another day.
func on(day store.Date) func(*options) {
	return func(o *options) { o.Clock = day.Time }
}

func from(source string) func(*options) {
	return func(o *options) { o.Source = source }
}

// everything is the whole graph as lines of JSON: nodes with all properties, relations with both ends.
func everything(t testing.TB) []string {
	t.Helper()
	var lines []string
	for _, row := range storetest.Ask[map[string]any](t, `
MATCH (n) WHERE NOT n:Schema
RETURN {labels: labels(n), properties: properties(n)} AS row
UNION ALL
MATCH (a)-[r]->(b)
RETURN {from: coalesce(a.id, a.externalId), type: type(r), to: coalesce(b.id, b.address, b.name), properties: properties(r)} AS row`, nil) {
		line, err := json.Marshal(row)
		require.NoError(t, err)
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	return lines
}

package realdata

import (
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/ingest"
)

// counts reads all files of a folder as an import does and counts their rows; every cell must be good.
func counts(t *testing.T, dir string) map[string]int {
	t.Helper()
	files, notes, err := ingest.Paths(dir)
	require.NoError(t, err)
	require.Empty(t, notes)
	rows := map[string]int{}
	for _, path := range files {
		f, err := ingest.Open(path, ingest.DefaultLimits)
		require.NoError(t, err)
		require.Empty(t, f.Notes)
		require.Equal(t, strings.TrimSuffix(filepath.Base(path), ".csv"), f.Kind.Name)
		for {
			row, err := f.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			for i, c := range f.Columns {
				value, err := c.Parse(row.Cells[i])
				require.NoError(t, err)
				require.False(t, c.Required && value == nil, "%s of line %d of %s", c.Name, row.Line, f.Kind.Name)
			}
			rows[f.Kind.Name]++
		}
		require.NoError(t, f.Close())
	}
	return rows
}

func TestAdventureWorks(t *testing.T) {
	dir := t.TempDir()
	answers := AdventureWorks(t, dir)
	require.Equal(t, map[string]int{
		"accounts": 806, "contacts": 1199, "positions": 290, "users": 25, "opportunities": 805, "buying_center": 909, "interactions": 4012,
	}, counts(t, dir))
	require.Len(t, answers.Owners, 701)
	require.Len(t, answers.Roles, 909)
	require.Len(t, answers.Deals, 909)
	require.Len(t, answers.Orders, 129)
}

func TestManufacturing(t *testing.T) {
	dir := t.TempDir()
	answers := Manufacturing(t, dir)
	require.Equal(t, map[string]int{"accounts": 1, "contacts": 154}, counts(t, dir))
	var executives []string
	for id, level := range answers.Levels {
		if level == 1 {
			executives = append(executives, id)
		}
	}
	require.ElementsMatch(t, answers.Executives, executives)
	require.Zero(t, answers.Levels[answers.Root])
	require.NotZero(t, answers.RootLine)
}

func TestKrackhardt(t *testing.T) {
	dir := t.TempDir()
	answers := Krackhardt(t, dir)
	require.Equal(t, map[string]int{"accounts": 1, "contacts": 21, "influences": 190, "ties": 102}, counts(t, dir))
	require.Zero(t, answers.Levels[answers.Root])
}

func TestLazega(t *testing.T) {
	dir := t.TempDir()
	Lazega(t, dir)
	require.Equal(t, map[string]int{"accounts": 1, "contacts": 71, "influences": 892, "relations": 1104, "ties": 575}, counts(t, dir))
}

func TestWeightedPaths(t *testing.T) {
	dir := t.TempDir()
	answers := WeightedPaths(t, dir)
	require.Equal(t, map[string]int{"contacts": 6, "ties": 9}, counts(t, dir))
	require.Len(t, answers, 5)
}

func TestEnron(t *testing.T) {
	dir := t.TempDir()
	answers := Enron(t, dir, "28", "21")
	require.Equal(t, 184, answers.People)
	require.Equal(t, 116, answers.WrongClock)
	require.Len(t, answers.Executives, 10)
	require.Equal(t, map[string]int{"accounts": 1, "users": 2, "contacts": 182, "interactions": answers.Messages}, counts(t, dir))
	t.Log(answers)
}

package realdata

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// A WeightedPath is the best way from A to somebody.
type WeightedPath struct {
	Cost  float64
	Score float64  // of the path, when each tie's strength is e^(−cost/100)
	Paths []string // all paths of that cost, each as the people's letters
}

// WeightedPaths writes six people, A to F, with ties whose strength is e^(−cost/100): the strongest path is then the
// cheapest. It returns the best paths from A by who they lead to. (The README prints one path each; B and C are alike seen
// from A and D, so from D on there are two.)
func WeightedPaths(t testing.TB, dir string) map[string]WeightedPath {
	t.Helper()
	from := folder(t, "kuzu-weighted-path")
	const cost1 = 3 // e.csv has no header: from, to, cost0, cost1 …
	var contacts, ties [][]string
	for _, n := range records(t, filepath.Join(from, "n.csv")) {
		contacts = append(contacts, []string{n[0], n[0]})
	}
	for _, e := range records(t, filepath.Join(from, "e.csv")) {
		cost, err := strconv.ParseFloat(e[cost1], 64)
		require.NoError(t, err)
		ties = append(ties, []string{e[0], e[1], strconv.FormatFloat(strength(cost), 'g', -1, 64)})
	}
	require.Len(t, contacts, 6)
	require.Len(t, ties, 9)
	write(t, dir, "contacts", "id,name", contacts)
	write(t, dir, "ties", "person_a,person_b,strength", ties)

	answers := map[string]WeightedPath{}
	for to, best := range map[string]WeightedPath{
		"B": {Cost: 50, Paths: []string{"AB"}},
		"C": {Cost: 50, Paths: []string{"AC"}},
		"D": {Cost: 90, Paths: []string{"ABD", "ACD"}},
		"E": {Cost: 120, Paths: []string{"ABDE", "ACDE"}},
		"F": {Cost: 160, Paths: []string{"ABDEF", "ACDEF"}},
	} {
		best.Score = strength(best.Cost)
		answers[to] = best
	}
	return answers
}

func strength(cost float64) float64 { return math.Exp(-cost / 100) }

// records reads a file without a header.
func records(t testing.TB, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	return rows
}

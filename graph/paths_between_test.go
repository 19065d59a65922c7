package graph_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

// Whatever the graph, the paths between two people are those that trying every path finds.
func TestPathsAreExact(t *testing.T) {
	outer, s := t, storetest.Empty(t)
	g := graph.New(s, clock)
	rapid.Check(t, func(t *rapid.T) {
		w, fixture := drawTieWorld(t)
		storetest.Put(outer, `MATCH (n:Person) DETACH DELETE n`, nil)
		storetest.Put(outer, putTies, fixture)
		for range 6 {
			from := rapid.SampledFrom(w.people).Draw(t, "from")
			to := rapid.SampledFrom(slices.DeleteFunc(slices.Clone(w.people), func(id string) bool { return id == from })).Draw(t, "to")
			o := graph.PathsOptions{ByHops: rapid.Bool().Draw(t, "byHops"), Limit: rapid.SampledFrom([]int{1, 2, 10, 200}).Draw(t, "limit")}
			o.MaxHops = rapid.IntRange(1, 4).Draw(t, "maxHops")
			if o.ByHops {
				o.MaxHops = rapid.IntRange(1, 6).Draw(t, "maxHops")
			}
			var expected []walked
			w.every(from, to, o.MaxHops, func(s *float64) bool { return o.ByHops || s != nil }, w.out, func(p walked) { expected = append(expected, p) })
			var distance *int
			for _, p := range expected {
				if hops := len(p.ids) - 1; distance == nil || hops < *distance {
					distance = &hops
				}
			}
			if o.ByHops {
				expected = slices.DeleteFunc(expected, func(p walked) bool { return len(p.ids)-1 > *distance })
			}
			slices.SortFunc(expected, before)

			answer, err := g.Paths(context.Background(), access.System(), from, to, o)
			require.NoError(t, err)
			require.Equal(t, from, answer.From.ID)
			require.Equal(t, to, answer.To.ID)
			require.Equal(t, distance, answer.Distance)
			require.Equal(t, len(expected), answer.Total)
			require.Equal(t, len(expected) > o.Limit, answer.Truncated)
			require.Equal(t, expected[:min(o.Limit, len(expected))], told(answer.Paths), "%s to %s, %+v", from, to, o)
		}
	})
}

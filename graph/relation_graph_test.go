package graph_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

// today is the day of the graphs of these tests.
func today() time.Time { return time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC) }

// The answer is the contract's, for every graph and every question.
func TestRelationGraphEqualsTheObviousOne(t *testing.T) {
	kinds := map[string]string{"Contact": "contact", "User": "user", "Account": "account"}
	rapid.Check(t, func(rt *rapid.T) {
		s := anySketch(rt)
		g := graph.New(storetest.Empty(t), today)
		s.put(t)
		for range 4 {
			n := rapid.SampledFrom(s.nodes).Draw(rt, "focus")
			if kinds[n.label] == "" {
				continue
			}
			asOf := rapid.IntRange(1, lastDay).Draw(rt, "asOf")
			date := day(asOf)
			o := graph.RelationGraphOptions{
				Depth: rapid.IntRange(1, 3).Draw(rt, "depth"), Limit: rapid.SampledFrom([]int{1, 2, 3, 5, 8, 500}).Draw(rt, "limit"),
				AsOf: &date, Ended: rapid.Bool().Draw(rt, "ended"),
			}
			if rapid.Bool().Draw(rt, "some kinds") {
				o.Kinds = rapid.SliceOfNDistinct(rapid.SampledFrom(graph.EdgeKinds), 1, 4, rapid.ID).Draw(rt, "kinds")
			}
			if rapid.Bool().Draw(rt, "least") {
				least := float64(rapid.IntRange(0, 4).Draw(rt, "least strength")) / 4
				o.MinStrength = &least
			}
			got, err := g.RelationGraph(context.Background(), access.System(), kinds[n.label], n.id, o)
			if n.deleted {
				require.True(rt, problem.Is(err, problem.KindNotFound))
				continue
			}
			require.NoError(rt, err)
			require.Equal(rt, s.relationGraph(n.id, asOf, o), got)
		}
	})
}

// A hub with more neighbours than the limit lets in: the strongest enter, and every edge among them is there.
func TestRelationGraphOfAHub(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (hub:Contact:Person {id: 'con_hub', name: 'Hub'})
		WITH hub UNWIND range(1000, 2499) AS i
		CREATE (hub)<-[:KNOWS {id: 'tie_' + i, strength: i / 2500.0, muted: false, status: 'fact', source: 'test'}]-(c:Contact:Person {id: 'con_' + i, name: 'C' + i})
		WITH collect(c) AS others UNWIND range(1, size(others) - 1) AS i WITH others[i - 1] AS a, others[i] AS b
		CREATE (a)-[:KNOWS {id: 'tie_' + a.id, muted: false, status: 'fact', source: 'test'}]->(b)`, nil)
	answer, err := g.RelationGraph(context.Background(), access.System(), "contact", "con_hub", graph.RelationGraphOptions{Depth: 3, Limit: 500})
	require.NoError(t, err)
	require.True(t, answer.Truncated)
	require.Len(t, answer.Nodes, 500)
	for i, node := range answer.Nodes[1:] {
		require.Equal(t, fmt.Sprintf("con_%d", 2499-i), node.ID)
		require.Equal(t, 1, node.Distance)
	}
	require.Len(t, answer.Edges, 499+498)

	answer, err = g.RelationGraph(context.Background(), access.System(), "contact", "con_1000", graph.RelationGraphOptions{Depth: 3, Limit: 5000})
	require.NoError(t, err)
	require.False(t, answer.Truncated)
	require.Len(t, answer.Nodes, 1501)
	require.Len(t, answer.Edges, 1500+1499)
}

func TestRelationGraphOfNobody(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (:Contact:Person {id: 'con_1', name: 'One'}), (:User:Person {id: 'usr_1', name: 'Two', email: 'two@x.example', active: false}), (:Deleted {id: 'con_2'})`, nil)
	one := graph.RelationGraphOptions{Depth: 1, Limit: 500}
	for _, id := range []string{"con_2", "con_3", "usr_1", ""} {
		_, err := g.RelationGraph(context.Background(), access.System(), "contact", id, one)
		require.True(t, problem.Is(err, problem.KindNotFound), id)
	}
	answer, err := g.RelationGraph(context.Background(), access.System(), "user", "usr_1", one)
	require.NoError(t, err)
	require.Equal(t, []graph.Node{{ID: "usr_1", Kind: "user", Name: "Two"}}, answer.Nodes, "a user who left is shown")
	require.NotNil(t, answer.Edges)
	require.Equal(t, g.Today(), answer.AsOf)
}

package graph_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

// What is stored is today's after a refresh: assertions have decayed, sources begun and ended; what is listed for a day agrees with what
// was stored on it.
func TestRefreshTies(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `UNWIND range(1, 4) AS i CREATE (:Contact:Person {id: 'con_' + i, name: 'Person ' + i})`, nil)
	now := noon
	g := graph.New(s, func() time.Time { return now })
	ctx, v := context.Background(), access.System()
	for _, put := range []graph.TieChange{
		{PersonA: ref("con_1"), PersonB: ref("con_2"), Level: new("familiar"), Since: given(nil)},
		{PersonA: ref("con_1"), PersonB: ref("con_3"), Strength: new(.25), Until: new(theDay("2027-01-01"))},
		{PersonA: ref("con_1"), PersonB: ref("con_3"), Level: new("weak"), Since: given(new(theDay("2027-06-01")))},
		{PersonA: ref("con_1"), PersonB: ref("con_4"), Strength: new(.75)},
	} {
		_, err := g.PutTie(ctx, v, put)
		require.NoError(t, err)
	}
	stored := func() map[string]*float64 {
		strengths := map[string]*float64{}
		for _, row := range storetest.Ask[struct {
			ID       string   `json:"id"`
			Strength *float64 `json:"strength"`
		}](t, `MATCH (:Person)-[k:KNOWS]->(b:Person) RETURN b.id AS id, k.strength AS strength`, nil) {
			strengths[row.ID] = row.Strength
		}
		return strengths
	}
	require.Equal(t, map[string]*float64{"con_2": new(.5), "con_3": new(.25), "con_4": new(.75)}, stored())
	looked, err := g.RefreshTies(ctx, v)
	require.NoError(t, err)
	require.Zero(t, looked, "everything is today's")

	for _, days := range []int{1, 41, 192, 365} {
		now = noon.AddDate(0, 0, days)
		looked, err = g.RefreshTies(ctx, v)
		require.NoError(t, err)
		require.Positive(t, looked)
		strengths := stored()
		require.InDelta(t, .5*math.Exp2(-float64(days)/365.25), *strengths["con_2"], 1e-12)
		switch {
		case days < 41:
			require.Equal(t, .25, *strengths["con_3"])
		case days < 192:
			require.Nil(t, strengths["con_3"], "one has ended, the other not begun")
		default:
			require.InDelta(t, .2*math.Exp2(-float64(days)/365.25), *strengths["con_3"], 1e-12)
		}
		require.Equal(t, .75, *strengths["con_4"])
		page, err := g.Ties(ctx, v, "contact", "con_1", graph.TiesOptions{Limit: 10})
		require.NoError(t, err)
		for _, item := range page.Items {
			if want := strengths[item.Person.ID]; want == nil {
				require.Nil(t, item.Strength)
			} else {
				require.InDelta(t, *want, *item.Strength, 1e-12)
			}
		}
	}
}

// A word on a relation type, an account's size, a deletion: all ties that rest on it follow, before the change is answered where they are few, by a
// refresh where they are many and only those that there are.
func TestChangesOfManyTies(t *testing.T) {
	ctx, v := context.Background(), access.System()
	for _, people := range []int{3, 102} { // of 102 there are 5,151 pairs
		s := storetest.Empty(t)
		storetest.Put(t, `
CREATE (a:Account {id: 'acc_1', name: 'Acme', employees: 50, createdAt: datetime(), updatedAt: datetime(), version: 1}), (:RelationType {id: 'rty_1', name: 'friend of', forward: 'friend of', backward: 'friend of', symmetric: true, knows: true, createdAt: datetime(), updatedAt: datetime(), version: 1})
WITH a UNWIND range(100, 99 + $people) AS i
CREATE (p:Contact:Person {id: 'con_' + i, name: 'Person ' + i})-[:HOLDS {id: 'rel_h' + i, since: date('2016-11-21')}]->(:Position {id: 'pos_' + i, title: 'Seat'})-[:AT {id: 'rel_a' + i}]->(a)
WITH collect(p) AS all UNWIND all AS p UNWIND all AS q
WITH p, q WHERE p.id < q.id
CREATE (p)-[:RELATED_TO {id: 'rel_' + p.id + q.id, type: 'rty_1', status: 'fact'}]->(q), (p)-[:KNOWS {id: 'tie_' + p.id + q.id, status: 'fact', muted: false, staleOn: date('2026-11-21')}]->(q),
  (p)-[:TIE_SOURCE {id: 'tie_s' + p.id + q.id, kind: 'measured', source: 'api', saidBy: 'x', strength: .5, status: 'fact', muted: false}]->(q)`, map[string]any{"people": people})
		g := graph.New(s, clock)
		_, err := g.RefreshTies(ctx, v)
		require.NoError(t, err)
		strengths := func() []float64 {
			return storetest.Ask[float64](t, `MATCH (:Person)-[k:KNOWS]->(:Person) RETURN DISTINCT round(k.strength, 6)`, nil)
		}
		require.Equal(t, []float64{1 - .5*.65*.9}, strengths())
		knows := func(is bool) error {
			_, err := graph.RelationTypes.Patch(ctx, g, v, "rty_1", nil, func(f graph.RelationTypeFields) (graph.RelationTypeFields, error) { f.Knows = &is; return f, nil })
			return err
		}
		for _, change := range []struct {
			make func() error
			now  float64
		}{
			{func() error { return knows(false) }, 1 - .5*.65},
			{func() error {
				_, err := graph.Accounts.Patch(ctx, g, v, "acc_1", nil, func(f graph.AccountFields) (graph.AccountFields, error) {
					f.Employees = new(int64(5000))
					return f, nil
				})
				return err
			}, 1 - .5*.825},
			{func() error { return graph.Accounts.Delete(ctx, g, v, "acc_1", true) }, .5},
		} {
			before := strengths()
			require.NoError(t, change.make())
			if people > 3 {
				require.Equal(t, before, strengths())
				require.NoError(t, g.RefreshStale(ctx, v))
			}
			require.Equal(t, []float64{change.now}, strengths())
		}
		require.NoError(t, knows(true))
		require.Equal(t, []float64{1 - .5*.9}, strengths(), "a tie that comes to be is there at once")
	}
}

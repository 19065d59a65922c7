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

package ingest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/ingest/realdata"
)

// Mail among real people: what the ties say of them is what is known of them.
func TestEnronTies(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.Enron(t, dir)
	s := storetest.Empty(t)
	midsummer, last := store.NewDate(2001, time.June, 30), store.NewDate(2002, time.June, 21)
	begin := time.Now()
	_, rejects := importing(t, s, dir, on(midsummer), from("enron"))
	require.Empty(t, rejects)
	t.Logf("%d messages in %s", answers.Messages, time.Since(begin).Round(time.Second))

	ids := idsOf(t, "contact")
	require.Len(t, ids, answers.People)
	ties := func(day store.Date) (degrees map[string]float64, oneWay, both int, strengths map[string]float64) {
		g := graph.New(s, day.Time)
		degrees, strengths = map[string]float64{}, map[string]float64{}
		for own, id := range ids {
			page, err := g.Ties(context.Background(), access.System(), "contact", id, graph.TiesOptions{AsOf: &day, Limit: 200})
			require.NoError(t, err)
			for _, tie := range page.Items {
				degrees[own] += *tie.Strength
				strengths[tie.ID] = *tie.Strength
				if i := slices.IndexFunc(tie.Sources, func(s graph.TieSourceItem) bool { return s.Kind == "interactions" }); i >= 0 {
					if *tie.Sources[i].Detail.Reciprocity == 0 {
						oneWay++
						require.LessOrEqual(t, *tie.Sources[i].Detail.Strength, .15, "mail all one way is worth little, however much of it")
					} else {
						both++
					}
				}
			}
		}
		return degrees, oneWay, both, strengths
	}
	degrees, oneWay, both, then := ties(midsummer)
	require.Greater(t, oneWay, 100)
	require.Greater(t, both, 100)

	// The executives are among the best connected: their median is in the upper half.
	var all, executives []float64
	for own := range ids {
		all = append(all, degrees[own])
	}
	for _, own := range answers.Executives {
		executives = append(executives, degrees[own])
	}
	slices.Sort(all)
	slices.Sort(executives)
	require.Greater(t, executives[len(executives)/2], all[len(all)/2])

	// The best ways between people who hardly write to each other lead over whom one would ask: James Steffes of government affairs comes to Jeffrey Skilling
	// over the chief of staff, whom he reports to; Errol McLaughlin of risk to John Lavorato over the head of gas trading; Sara Shackleton of legal to Louise
	// Kitchen over the head of her department.
	g := graph.New(s, midsummer.Time)
	for _, way := range [][]string{{"59", "164", "68"}, {"42", "79", "83"}, {"156", "115", "108"}} {
		found, err := g.Paths(context.Background(), access.System(), ids[way[0]], ids[way[len(way)-1]], graph.PathsOptions{MaxHops: 3, Limit: 2})
		require.NoError(t, err)
		var over []string
		for _, person := range found.Paths[0].People {
			over = append(over, person.ID)
		}
		require.Equal(t, []string{ids[way[0]], ids[way[1]], ids[way[2]]}, over)
		best := found.Paths[0]
		require.Greater(t, *best.Score, *found.Paths[1].Score)
		t.Logf("%s → %s → %s: %.3f. %s | %s | %s", best.People[0].Name, best.People[1].Name, best.People[2].Name, *best.Score, best.Hops[0].Reason, best.Hops[1].Reason, best.WhyNotNext)
	}

	// What is stored is what is listed for the day; after the refresh for a later day it is that day's.
	stored := func() map[string]float64 {
		strengths := map[string]float64{}
		for _, row := range storetest.Ask[struct {
			ID       string  `json:"id"`
			Strength float64 `json:"strength"`
		}](t, `MATCH (:Contact)-[k:KNOWS]->(:Contact) WHERE k.strength IS NOT NULL RETURN k.id AS id, k.strength AS strength`, nil) {
			strengths[row.ID] = row.Strength
		}
		return strengths
	}
	have := stored()
	for id, strength := range then {
		require.InDelta(t, strength, have[id], 1e-9)
	}
	g = graph.New(s, last.Time)
	_, err := g.RefreshTies(context.Background(), access.System())
	require.NoError(t, err)
	_, _, _, now := ties(last)
	have = stored()
	weaker := 0
	for id, strength := range now {
		require.InDelta(t, strength, have[id], 1e-9)
		if strength < then[id] {
			weaker++
		}
	}
	require.Greater(t, weaker, 100, "what was a year ago has faded")
}

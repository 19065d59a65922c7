package graph_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

// Interactions older than an age go, also where that was stopped in the middle. What they say of ties stays: strength, counts, days, sentences. They do
// not come in again; merging, deleting and erasing take the lines along.
func TestFoldInteractions(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `
UNWIND [1, 3, 4] AS i CREATE (:Contact:Person {id: 'con_' + i, name: 'Contact ' + i, createdAt: datetime(), updatedAt: datetime(), version: 1})
WITH count(*) AS _ CREATE (:User:Person {id: 'usr_1', name: 'Eve', email: 'eve@us.example', active: true})`, nil)
	left := func() int { return storetest.Ask[int](t, `MATCH (i:Interaction) RETURN count(i)`, nil)[0] }
	ctx, v := context.Background(), access.System()
	stopping, stop := context.WithCancel(ctx)
	armed := false
	g := graph.New(s, func() time.Time {
		if armed && left() == 302 { // in the middle of the second batch
			stop()
		}
		return noon
	})
	var items []graph.InteractionChange
	for i := range 1_300 { // one a day from September 2020 on
		at := noon.AddDate(-6, -2, i)
		item := graph.InteractionChange{ExternalID: fmt.Sprint(i), At: &at, Kind: []string{"email", "meeting", "call"}[i%3], From: ref("usr_1"), To: []graph.Ref{*ref([]string{"con_1", "con_4"}[i%2])}}
		if i%5 == 0 {
			item.From, item.To = &item.To[0], []graph.Ref{*item.From, *ref("con_3")}
		}
		items = append(items, item)
	}
	for _, days := range []int{-3, 0} {
		at := noon.AddDate(0, 0, days)
		items = append(items, graph.InteractionChange{ExternalID: fmt.Sprint("new", days), At: &at, Kind: "meeting", From: ref("usr_1"), To: []graph.Ref{*ref("con_1")}})
	}
	put := func() map[string]int {
		results, err := g.PutInteractions(ctx, v, items)
		require.NoError(t, err)
		became := map[string]int{}
		for _, r := range results {
			became[r.Status]++
		}
		return became
	}
	require.Equal(t, map[string]int{graph.Created: 1_302}, put())

	ties := func(id string) map[string]graph.TieItem {
		page, err := g.Ties(ctx, v, "contact", id, graph.TiesOptions{Limit: 10})
		require.NoError(t, err)
		all := map[string]graph.TieItem{}
		for _, item := range page.Items {
			all[item.Person.ID] = item
		}
		return all
	}
	all := []string{"con_1", "con_3", "con_4"}
	before := map[string]map[string]graph.TieItem{}
	for _, id := range all {
		before[id] = ties(id)
		require.NotEmpty(t, before[id])
	}
	same := func() {
		t.Helper()
		for _, id := range all {
			have := ties(id)
			require.Len(t, have, len(before[id]))
			for other, want := range before[id] {
				is := have[other]
				require.InDelta(t, *want.Strength, *is.Strength, .01)
				require.InDelta(t, *want.StrengthYearAgo, *is.StrengthYearAgo, .01)
				require.Equal(t, []any{want.LastContact, want.Since}, []any{is.LastContact, is.Since})
				require.Equal(t, want.Sources[0].Detail.Counts, is.Sources[0].Detail.Counts)
				require.Equal(t, want.Sources[0].Detail.Reciprocity, is.Sources[0].Detail.Reciprocity)
			}
		}
	}
	age := theDay("2023-11-21")
	armed = true
	_, err := g.FoldInteractions(stopping, v, age)
	require.ErrorIs(t, err, context.Canceled)
	armed = false
	require.Equal(t, 302, left())
	same()
	folded, err := g.FoldInteractions(ctx, v, age)
	require.NoError(t, err)
	require.Equal(t, 156, folded)
	require.Equal(t, 146, left())
	same()
	require.Equal(t, map[string]int{graph.Unchanged: 146, graph.Refused: 1_156}, put())
	same()
	require.Equal(t, []int{1_000, 156}, storetest.Ask[int](t, `MATCH (a:Audit) WHERE a.entries[0] CONTAINS '"folded"' RETURN toInteger(split(split(a.entries[0], '"count","before":null,"after":')[1], '}')[0]) AS n ORDER BY a.at, n DESC`, nil))

	// All that is held on a person has the lines.
	held, err := g.Everything(ctx, v, "con_1")
	require.NoError(t, err)
	lines := map[string]int{}
	for _, r := range held.Relations {
		if shown, is := r.Properties["folded"].([]graph.FoldedInteractions); is && r.Other != nil {
			for _, line := range shown {
				lines[r.Other.Name] += line.Count
				require.Equal(t, line.Month, line.Mean.String()[:7])
			}
		}
	}
	require.Equal(t, 578, lines["Eve"])

	// A merge counts them for the other, whichever way they are told, and its undoing takes them back.
	_, err = graph.Contacts.Merge(ctx, g, v, "con_1", graph.Merging{From: ref("con_4")})
	require.NoError(t, err)
	sum := map[string]graph.InteractionCount{}
	for _, of := range []string{"con_1", "con_4"} {
		for _, c := range before["con_3"][of].Sources[0].Detail.Counts {
			was := sum[c.Kind]
			sum[c.Kind] = graph.InteractionCount{Kind: c.Kind, Count: was.Count + c.Count, Sent: was.Sent + c.Sent, Received: was.Received + c.Received}
		}
	}
	for _, c := range ties("con_3")["con_1"].Sources[0].Detail.Counts {
		require.Equal(t, sum[c.Kind], c)
	}
	merge := storetest.Ask[string](t, `MATCH (a:Audit) WHERE a.entries[0] CONTAINS '"merged"' RETURN a.id`, nil)[0]
	require.NoError(t, g.Undo(ctx, v, merge+"-0"))
	same()

	// Who is in the bin comes back as they were; then the rest is folded. Who is erased takes the lines along.
	require.NoError(t, graph.Contacts.Delete(ctx, g, v, "con_1", true))
	folded, err = g.FoldInteractions(ctx, v, theDay("2025-11-21"))
	require.NoError(t, err)
	require.Equal(t, 72, folded)
	require.NoError(t, g.Restore(ctx, v, "con_1"))
	folded, err = g.FoldInteractions(ctx, v, theDay("2025-11-21"))
	require.NoError(t, err)
	require.Equal(t, 72, folded)
	require.Equal(t, 2, left())
	same()

	// When one last met somebody is known still, and who was not met since.
	var last graph.Date
	for _, tie := range ties("con_3") {
		if last.Before(*tie.LastContact) {
			last = *tie.LastContact
		}
	}
	brief, err := g.Brief(ctx, v, "con_3", graph.BriefOptions{})
	require.NoError(t, err)
	require.Equal(t, last.Time(), *brief.LastContact)
	listed := func(before graph.Date) []string {
		page, err := graph.Contacts.List(ctx, g, v, graph.ListOptions{Limit: 10, LastContactBefore: &before})
		require.NoError(t, err)
		return idsOf(page.Items, func(c graph.Contact) string { return c.ID })
	}
	require.Contains(t, listed(last.AddDays(1)), "con_3")
	require.NotContains(t, listed(last), "con_3")
	_, err = g.Erase(ctx, v, "con_1")
	require.NoError(t, err)
	require.Equal(t, []string{"con_3 con_4", "con_3 usr_1", "con_4 usr_1"}, storetest.Ask[string](t, `MATCH (a)-[t:TIE_SOURCE]->(b) WHERE t.folded IS NOT NULL RETURN a.id + ' ' + b.id AS pair ORDER BY pair`, nil))
}

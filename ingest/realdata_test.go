package ingest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/ingest"
	"kith/ingest/realdata"
)

// depths asks how deep in its account's chart everybody of a source sits, by the id of the person's row.
func depths(t testing.TB, account string) map[string]int {
	t.Helper()
	levels := map[string]int{}
	for _, row := range storetest.Ask[struct {
		ID    string `json:"id"`
		Depth int    `json:"depth"`
	}](t, `
MATCH (:ExternalId {kind: 'account', externalId: $account})-[:IDENTIFIES]->(:Account)<-[:AT]-(s:Position)<-[:HOLDS]-(:Contact)<-[:IDENTIFIES]-(x:ExternalId)
MATCH way = (s)-[:REPORTS_TO*0..]->(top:Position)
WHERE NOT EXISTS { (top)-[:REPORTS_TO]->(:Position) }
RETURN x.externalId AS id, length(way) AS depth`, map[string]any{"account": account}) {
		levels[row.ID] = row.Depth
	}
	return levels
}

func number(t testing.TB, question string) int {
	t.Helper()
	return storetest.Ask[int](t, question, nil)[0]
}

func created(kind string, rows int) ingest.Counts {
	return ingest.Counts{Kind: kind, Created: int64(rows)}
}

func TestAdventureWorks(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.AdventureWorks(t, dir)
	s := storetest.Empty(t)
	autumn := store.NewDate(2014, time.September, 30)
	summary, rejects := importing(t, s, dir, on(autumn))
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{
		created("users", answers.Users), created("accounts", answers.Accounts), created("contacts", answers.Contacts), created("positions", 290),
		created("opportunities", answers.Accounts-1), created("buying_center", 909), created("interactions", 4012),
	}, summary.Kinds)
	require.Equal(t, answers.Levels, depths(t, realdata.AdventureWorksAccount))

	owners := map[string]string{}
	for _, row := range storetest.Ask[struct {
		ID    string `json:"id"`
		Owner string `json:"owner"`
	}](t, `
MATCH (x:ExternalId {kind: 'account'})-[:IDENTIFIES]->(:Account)-[:OWNED_BY]->(u:User) RETURN x.externalId AS id, u.email AS owner`, nil) {
		owners[row.ID] = row.Owner
	}
	require.Equal(t, answers.Owners, owners)
	roles, deals := map[string][]string{}, map[string]string{}
	for _, row := range storetest.Ask[struct {
		ID    string   `json:"id"`
		Deal  string   `json:"deal"`
		Roles []string `json:"roles"`
	}](t, `
MATCH (x:ExternalId {kind: 'contact'})-[:IDENTIFIES]->(:Contact)-[r:INVOLVED_IN]->(:Opportunity)<-[:IDENTIFIES]-(d:ExternalId)
RETURN x.externalId AS id, d.externalId AS deal, r.roles AS roles`, nil) {
		roles[row.ID], deals[row.ID] = row.Roles, row.Deal
	}
	require.Equal(t, answers.Roles, roles)
	require.Equal(t, answers.Deals, deals)

	// Who of us a vendor's contact knows are the buyers who order there, by each order; all of it goes one way.
	g, ctx := graph.New(s, autumn.Time), context.Background()
	ids := idsOf(t, "contact")
	for contact, orders := range answers.Orders {
		page, err := g.Ties(ctx, access.System(), "contact", ids[contact], graph.TiesOptions{Limit: 50})
		require.NoError(t, err)
		have := map[string]int{}
		for _, tie := range page.Items {
			require.LessOrEqual(t, *tie.Strength, .15)
			counts := tie.Sources[0].Detail.Counts
			require.Equal(t, []graph.InteractionCount{{Kind: "message", Count: counts[0].Count, Received: counts[0].Count}}, counts)
			have[tie.Person.Name+"@adventure-works.com"] = counts[0].Count
		}
		require.Equal(t, orders, have)
	}
	answer, err := g.AdvocatePaths(ctx, access.System(), ids["1577"], graph.AdvocatePathsOptions{From: "anyone", MaxHops: 1, Limit: 3})
	require.NoError(t, err)
	for _, path := range answer.Paths {
		t.Log(*path.Score, path.Hops[0].Reason, path.WhyNotNext)
	}
}

// idsOf are Kith's ids of records of a kind by what their source calls them.
func idsOf(t testing.TB, kind string) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, row := range storetest.Ask[struct {
		ID  string `json:"id"`
		Own string `json:"own"`
	}](t, `MATCH (x:ExternalId {kind: $kind})-[:IDENTIFIES]->(n) RETURN n.id AS id, x.externalId AS own`, map[string]any{"kind": kind}) {
		ids[row.Own] = row.ID
	}
	return ids
}

func TestManufacturing(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.Manufacturing(t, dir)
	s := storetest.Empty(t)
	summary, rejects := importing(t, s, dir)
	require.Len(t, rejects, 1)
	require.Contains(t, rejects[0], fmt.Sprintf("contacts.csv,%d,reports_to_id,a seat cannot report to itself,86,", answers.RootLine))
	require.Equal(t, []ingest.Counts{created("accounts", 1), {Kind: "contacts", Created: 154, Rejected: 1}}, summary.Kinds)
	levels := depths(t, realdata.ManufacturingAccount)
	require.Equal(t, answers.Levels, levels)
	require.Zero(t, levels[answers.Root])
	for _, executive := range answers.Executives {
		require.Equal(t, 1, levels[executive])
	}
	before := everything(t)
	again, rejects := importing(t, s, dir, on(day.AddDays(1)))
	require.Len(t, rejects, 1)
	require.Equal(t, []ingest.Counts{{Kind: "accounts", Unchanged: 1}, {Kind: "contacts", Unchanged: 154, Rejected: 1}}, again.Kinds)
	require.Equal(t, before, everything(t))
}

func TestKrackhardt(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.Krackhardt(t, dir)
	s := storetest.Empty(t)
	_, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, answers.Levels, depths(t, realdata.KrackhardtAccount))
	require.Equal(t, answers.Influences, number(t, `MATCH (:Contact)-[r:INFLUENCES]->(:Contact) RETURN count(r)`))
	require.Equal(t, answers.Friends, number(t, `MATCH (:Contact)-[r:TIE_SOURCE {level: 'familiar'}]->(:Contact) RETURN count(r)`))
}

func TestLazega(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.Lazega(t, dir)
	s := storetest.Empty(t)
	_, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, answers.Lawyers, number(t, `MATCH (n:Contact) RETURN count(n)`))
	require.Equal(t, answers.Influences, number(t, `MATCH (:Contact)-[r:INFLUENCES]->(:Contact) RETURN count(r)`))
	require.Equal(t, answers.Relations, number(t, `MATCH (:Contact)-[r:RELATED_TO]->(:Contact) RETURN count(r)`))
	require.Equal(t, answers.Friends, number(t, `MATCH (:Contact)-[r:KNOWS]->(:Contact) RETURN count(r)`))
}

func TestWeightedPaths(t *testing.T) {
	dir := t.TempDir()
	answers := realdata.WeightedPaths(t, dir)
	s := storetest.Empty(t)
	_, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	for to, best := range answers {
		scores := storetest.Ask[float64](t, `
MATCH way = (:Contact {name: 'A'})-[:KNOWS*1..5]-(:Contact {name: $to})
RETURN reduce(score = 1.0, r IN relationships(way) | score * r.strength) AS score ORDER BY score DESC LIMIT 1`, map[string]any{"to": to})
		require.InEpsilon(t, best.Score, scores[0], 1e-9, to)
	}
}

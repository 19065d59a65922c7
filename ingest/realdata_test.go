package ingest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

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
	summary, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{
		created("users", answers.Users), created("accounts", answers.Accounts), created("contacts", answers.Contacts), created("positions", 290),
		created("opportunities", answers.Accounts-1), created("buying_center", 909),
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

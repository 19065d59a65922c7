package handlers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

// held is what people hold: name, title, account, since, until, the holder of the seat that theirs reports to.
func held(t *testing.T) [][]any {
	return storetest.Ask[[]any](t, `
		MATCH (c:Contact)-[h:HOLDS]->(s:Position)-[:AT]->(a:Account)
		WITH c, h, s, a, COLLECT { MATCH (s)-[r:REPORTS_TO]->(:Position)<-[:HOLDS]-(m:Contact) RETURN m.name + ' ' + coalesce(toString(r.since), '') + '–' + coalesce(toString(r.until), '') ORDER BY r.since } AS managers
		ORDER BY c.name, h.since
		RETURN [c.name, s.title, a.name, toString(h.since), toString(h.until), managers] AS held`, nil)
}

func TestEmploymentGivesPositionHolderAndLine(t *testing.T) {
	c := fresh(t)
	c.create("accounts", `{"name":"A","externalIds":[{"source":"sf","id":"a"}]}`)
	c.create("accounts", `{"name":"B","externalIds":[{"source":"sf","id":"b"}]}`)
	batch := `{"items":[
		{"name":"Low","externalIds":[{"source":"sf","id":"low"}],"employment":{"accountId":{"source":"sf","id":"a"},"title":"Buyer","reportsTo":{"source":"sf","id":"top"},"since":"2024-01-01"}},
		{"name":"Top","externalIds":[{"source":"sf","id":"top"}],"employment":{"accountId":{"source":"sf","id":"a"},"title":"CEO"}}]}`
	for _, want := range []string{"created", "unchanged"} {
		for _, item := range c.must(200, "POST", "/contacts:batchUpsert", batch).Body["items"].([]any) {
			require.Equal(t, want, item.(map[string]any)["status"])
		}
		require.Equal(t, [][]any{{"Low", "Buyer", "A", "2024-01-01", nil, []any{"Top 2024-01-01–"}}, {"Top", "CEO", "A", nil, nil, []any{}}}, held(t))
	}
	low := "/contacts/by-external-id/sf/low"
	c.must(200, "PUT", low, `{"employment":{"accountId":{"source":"sf","id":"a"},"title":"Head Buyer","since":"2024-02-01"}}`)
	require.Equal(t, []any{"Low", "Head Buyer", "A", "2024-02-01", nil, []any{"Top 2024-01-01–"}}, held(t)[0], "another since alone corrects")
	cycle := c.must(409, "PUT", "/contacts/by-external-id/sf/top", `{"employment":{"accountId":{"source":"sf","id":"a"},"reportsTo":{"source":"sf","id":"low"}}}`)
	require.Contains(t, cycle.Body["detail"], "Head Buyer")
	require.Equal(t, []string{"/employment/reportsTo"}, c.must(422, "PUT", low, `{"employment":{"accountId":{"source":"sf","id":"b"},"reportsTo":{"source":"sf","id":"top"}}}`).pointers())
	require.Len(t, held(t), 2, "nothing of it is in the graph")

	c.must(200, "PUT", low, `{"employment":{"accountId":{"source":"sf","id":"a"},"reportsTo":null,"since":"2026-01-01"}}`)
	require.Equal(t, []any{"Top 2024-01-01–2026-01-01"}, held(t)[0][5], "null ends the line")
	c.must(200, "PUT", low, `{"employment":{"accountId":{"source":"sf","id":"b"},"title":"CFO","since":"2026-06-01"}}`)
	require.Equal(t, [][]any{
		{"Low", "Head Buyer", "A", "2026-01-01", "2026-06-01", []any{"Top 2024-01-01–2026-01-01"}}, {"Low", "CFO", "B", "2026-06-01", nil, []any{}}, {"Top", "CEO", "A", nil, nil, []any{}},
	}, held(t), "another account ends what was before")

	// In a batch a bad line leaves the others, and its own contact out.
	items := c.must(200, "POST", "/contacts:batchUpsert", `{"items":[
		{"name":"Good","employment":{"accountId":{"source":"sf","id":"b"}}},
		{"name":"Bad","employment":{"accountId":{"source":"sf","id":"b"},"reportsTo":{"source":"sf","id":"top"}}}]}`).Body["items"].([]any)
	require.Equal(t, []any{"created", "refused"}, []any{items[0].(map[string]any)["status"], items[1].(map[string]any)["status"]})
	require.Equal(t, []int{0}, storetest.Ask[int](t, `MATCH (c:Contact {name: 'Bad'}) RETURN count(c) AS n`, nil))
	require.NotContains(t, c.must(200, "GET", low, "").Body, "employment")
}

package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
)

// told are the sentences of a page of the audit or of a history, newest first.
func (c *caller) told(path string) (sentences []string) {
	c.t.Helper()
	for _, each := range c.must(200, "GET", path, "").Body["items"].([]any) {
		sentences = append(sentences, each.(map[string]any)["sentence"].(string))
	}
	return sentences
}

// Every kind of change is told of in the histories of all whom it is about, with what was before and after.
func TestHistoryTellsWhatWasDone(t *testing.T) {
	c := fresh(t)
	account := c.create("accounts", `{"name":"Moravia","address":{"city":"Brno"}}`)
	ann := c.create("contacts", `{"name":"Ann","emails":["ann@moravia.example"],"custom":{"tier":1},"employment":{"accountId":"`+account+`","title":"CFO"}}`)
	bob, eve := c.create("contacts", `{"name":"Bob"}`), c.create("users", `{"name":"Eve","email":"eve@seller.example"}`)
	seat := c.must(200, "GET", "/positions?accountId="+account, "").Body["items"].([]any)[0].(map[string]any)["id"].(string)
	require.Equal(t, []string{"administrator said that Ann holds the position CFO.", "administrator created the contact Ann."}, c.told("/contacts/"+ann+"/history"))

	c.must(200, "PATCH", "/contacts/"+ann, `{"name":"Anna","emails":[],"custom":{"tier":2.5,"since":"2026-01-01"},"ownerId":"`+eve+`"}`, "If-Match", "*", "X-Request-Id", "mine")
	c.must(200, "PATCH", "/contacts/"+ann, `{"name":"Anna"}`, "If-Match", "*") // changes nothing
	boss := c.create("positions", `{"accountId":"`+account+`","title":"CEO"}`)
	c.must(200, "PUT", "/positions/"+seat+"/manager", `{"managerId":"`+boss+`"}`)
	c.must(200, "PUT", "/positions/"+seat+"/holder", `{"contactId":"`+bob+`"}`)
	tie := c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+eve+`","level":"weak"}`).Body["id"].(string)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+eve+`","level":"strong"}`)
	c.must(204, "DELETE", "/ties/"+tie, "")
	c.must(200, "PUT", "/influences", `{"from":"`+ann+`","to":"`+bob+`","weight":3}`)
	require.Equal(t, []string{
		"administrator said that Anna influences Bob since 2026-11-21.",
		"administrator took back that Anna and Eve know each other since 2026-11-21.",
		"administrator changed level from “weak” to “strong” where Anna and Eve know each other.",
		"administrator said that Anna and Eve know each other since 2026-11-21.",
		"administrator said that Anna holds the position CFO until 2026-11-21.",
		"administrator set since to “2026-01-01”, changed tier from 1 to 2.5, cleared emails, which was “ann@moravia.example”, changed name from “Ann” to “Anna” and set owner to “Eve”.",
		"administrator said that Anna holds the position CFO.",
		"administrator created the contact Anna.",
	}, c.told("/contacts/"+ann+"/history"))
	require.Equal(t, []string{
		"administrator said that Anna holds the position CFO until 2026-11-21 and said that Bob holds the position CFO since 2026-11-21.",
		"administrator said that CFO reports to CEO since 2026-11-21.",
		"administrator created the position CFO and said that Anna holds the position CFO.",
	}, c.told("/positions/"+seat+"/history"))

	// The audit has the same, page by page too, with who, by which request, before and after.
	mine := c.must(200, "GET", "/audit?record="+ann+"&limit=200", "").Body["items"].([]any)
	require.Len(t, mine, 8)
	patched := mine[5].(map[string]any)
	actor := patched["actor"].(map[string]any)["id"].(string)
	require.Regexp(t, "^tok_", actor)
	require.Equal(t, "mine administrator contact changed", fmt.Sprint(patched["request"], " ", patched["actor"].(map[string]any)["name"], " ", patched["kind"], " ", patched["action"]))
	require.Contains(t, patched["changes"], map[string]any{"field": "custom.tier", "before": 1.0, "after": 2.5})
	all := c.told("/audit?limit=200")
	require.Subset(t, all, c.told("/audit?actor="+actor+"&limit=200"))
	require.Empty(t, c.told("/audit?actor="+eve))
	require.Empty(t, c.told("/audit?since=2999-01-01"))
	var paged []string
	for cursor := ""; ; {
		page := c.must(200, "GET", "/audit?limit=2&cursor="+cursor, "").Body
		for _, item := range page["items"].([]any) {
			paged = append(paged, item.(map[string]any)["sentence"].(string))
		}
		if page["nextCursor"] == nil {
			break
		}
		cursor = page["nextCursor"].(string)
	}
	require.Equal(t, all, paged)
	require.Contains(t, strings.Join(all, "\n"), "administrator created the user Eve.")
	for path, status := range map[string]int{
		"/audit?limit=0": 400, "/audit?cursor=x": 400, "/audit?since=soon": 400, "/contacts/" + account + "/history": 404, "/users/usr_1/history?x=1": 400,
	} {
		require.Equal(t, status, c.ask("GET", path, "").Status, path)
	}
	require.Empty(t, c.told(`/audit?record=%22%20OR%20*`), "a record is an id, whatever it says")

	// An erasure takes the values out, of that person alone; that something was done stays.
	c.must(204, "DELETE", "/contacts/"+ann+"?cascade=true", "")
	require.Contains(t, c.must(200, "GET", "/audit?limit=200", "").Text, "ann@moravia.example")
	require.NoError(t, graph.New(c.store, time.Now).Transact(t.Context(), access.System(), func(tx *store.Tx) error {
		return graph.ForgetInAudit(t.Context(), tx, ann, eve)
	}))
	left := c.must(200, "GET", "/audit?limit=200", "").Text
	for _, value := range []string{"ann@moravia.example", "Anna", "eve@seller.example", "strong"} {
		require.NotContains(t, left, value)
	}
	require.Contains(t, left, "Moravia")
	require.Len(t, c.told("/audit?record="+ann), 9)
}

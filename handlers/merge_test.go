package handlers_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

func TestMerge(t *testing.T) {
	c := fresh(t)
	account := c.create("accounts", `{"name":"Moravia","domains":["moravia.example"]}`)
	double := c.create("accounts", `{"name":"Moravia Steel","domains":["steel.example"],"industry":"Metals","externalIds":[{"source":"crm","id":"a2"}]}`)
	ann := c.create("contacts", `{"name":"Ann","emails":["ann@moravia.example"],"custom":{"tier":1},"externalIds":[{"source":"crm","id":"c1"}],"employment":{"accountId":"`+account+`","title":"CFO"}}`)
	anna := c.create("contacts", `{"name":"Anna","emails":["anna@moravia.example"],"phones":["1"],"custom":{"tier":2,"vip":true},"externalIds":[{"source":"crm","id":"c2"}],"employment":{"accountId":"`+double+`","title":"CFO"}}`)
	bob := c.create("contacts", `{"name":"Bob"}`)
	eve := c.create("users", `{"name":"Eve","email":"eve@seller.example"}`)
	deal := c.create("opportunities", `{"accountId":"`+double+`","name":"Mill"}`)
	typeID := c.create("relation-types", `{"name":"mentor","knows":true}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+eve+`","level":"weak"}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+anna+`","personB":"`+eve+`","level":"strong"}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+anna+`","personB":"`+bob+`","level":"familiar"}`)
	c.must(200, "PUT", "/ties", `{"personA":"`+anna+`","personB":"`+ann+`","level":"familiar"}`)
	relation := c.must(201, "POST", "/relations", `{"from":"`+anna+`","to":"`+bob+`","type":"`+typeID+`"}`).Body["id"].(string)
	c.must(200, "PUT", "/influences", `{"from":"`+ann+`","to":"`+bob+`","weight":2,"since":"2026-02-01"}`)
	c.must(200, "PUT", "/influences", `{"from":"`+anna+`","to":"`+bob+`","weight":5,"effect":"positive","since":"2026-01-01"}`)
	c.must(200, "PUT", "/opportunities/"+deal+"/buying-center/members/"+anna, `{"roles":["champion"]}`)
	c.must(200, "POST", "/interactions:batch", `{"items":[
		{"externalId":"m1","kind":"email","at":"2026-11-01T10:00:00Z","from":"`+eve+`","to":["`+ann+`"]},
		{"externalId":"m2","kind":"email","at":"2026-11-02T10:00:00Z","from":"`+anna+`","to":["`+eve+`"],"cc":["`+ann+`"]},
		{"externalId":"m3","kind":"meeting","at":"2026-11-03T10:00:00Z","attendees":["`+anna+`","`+bob+`"]}]}`)
	state := func() any {
		return storetest.Ask[string](t, `
			MATCH (a:Account|Person|Position|Opportunity)-[r]->(b:!Interaction) WHERE NOT b:Deleted AND a.id > ''
			RETURN coalesce(a.name, a.title) + ' ' + type(r) + ' ' + coalesce(b.name, b.title, b.address, '') + ' ' + coalesce(r.id, '') + coalesce(' ' + r.level, '')
				+ coalesce(' ' + r.weight, '') + coalesce(' ' + r.since, '') + coalesce(' ' + r.strength, '') + reduce(all = '', n IN coalesce(r.history, []) | all + ' ' + n) AS said
			ORDER BY said`, nil)
	}
	before, contact := state(), c.must(200, "GET", "/contacts/"+ann, "").Body
	_, cursor := c.feed("")

	for body, status := range map[string]int{`{"from":"` + ann + `"}`: 422, `{"from":"` + eve + `"}`: 422, `{"from":"con_9"}`: 422, `{}`: 422, `[]`: 400} {
		require.Equal(t, status, c.ask("POST", "/contacts/"+ann+":merge", body).Status, body)
	}
	c.must(404, "POST", "/contacts/con_9:merge", `{"from":"`+anna+`"}`)
	c.must(404, "POST", "/contacts/"+eve+":merge", `{"from":"`+anna+`"}`)

	// The one that goes gives all that it has, doubles become one, the stronger and the earlier.
	merged := c.must(200, "POST", "/contacts/"+ann+":merge", `{"from":"`+anna+`"}`).Body
	require.Equal(t, []any{"ann@moravia.example", "anna@moravia.example"}, merged["emails"])
	require.Equal(t, []any{"1"}, merged["phones"])
	require.Equal(t, map[string]any{"tier": 1.0, "vip": true}, merged["custom"])
	require.Len(t, merged["externalIds"], 2)
	require.Equal(t, "Ann", c.must(200, "GET", "/contacts/by-external-id/crm/c2", "").Body["name"])
	require.Equal(t, []string{"Bob .63", "Eve .8"}, storetest.Ask[string](t,
		`MATCH (:Contact {id: $id})-[k:KNOWS]-(p:Person) RETURN p.name + ' ' + CASE WHEN k.strength > .8 THEN '.8' WHEN k.strength > .5 THEN '.63' ELSE toString(k.strength) END ORDER BY p.name`, map[string]any{"id": ann}))
	require.Equal(t, []string{"5 positive 2026-01-01"}, storetest.Ask[string](t,
		`MATCH (:Contact {id: $id})-[r:INFLUENCES]->(:Contact) RETURN r.weight + ' ' + r.effect + ' ' + r.since`, map[string]any{"id": ann}))
	require.Equal(t, []int{2}, storetest.Ask[int](t, `MATCH (:Contact {id: $id})-[:HOLDS]->(:Position) RETURN count(*)`, map[string]any{"id": ann}))
	require.Len(t, c.must(200, "GET", "/contacts/"+ann+"/interactions", "").Body["items"], 3)
	c.must(200, "PATCH", "/relations/"+relation, `{}`)
	items, _ := c.feed(cursor)
	require.Contains(t, items, "contact merged c2")
	require.Equal(t, ann, c.must(200, "GET", "/contacts/"+anna, "").Body["id"], "a client that follows is there")
	request, err := http.NewRequest("GET", c.address+"/contacts/"+anna, nil)
	require.NoError(t, err)
	moved, err := http.DefaultTransport.RoundTrip(request)
	require.NoError(t, err)
	require.NoError(t, moved.Body.Close())
	require.Equal(t, http.StatusMovedPermanently, moved.StatusCode)
	require.Equal(t, "/api/v1/contacts/"+ann, moved.Header.Get("Location"))
	require.Empty(t, c.must(200, "GET", "/bin", "").Body["items"], "it is to be had by undoing")
	c.must(409, "POST", "/bin/"+anna+":restore", "")

	// Undone, both are as they were; not where something was done since.
	sentence := c.last("/contacts/" + ann)["sentence"]
	require.Contains(t, sentence, "administrator merged ")
	entry := c.last("/contacts/" + ann)["id"].(string)
	c.must(204, "POST", "/audit/"+entry+":undo", "")
	require.Equal(t, before, state())
	now := c.must(200, "GET", "/contacts/"+ann, "").Body
	for _, field := range []string{"emails", "phones", "custom", "externalIds"} {
		require.Equal(t, contact[field], now[field], field)
	}
	require.Equal(t, "Anna", c.must(200, "GET", "/contacts/by-external-id/crm/c2", "").Body["name"])
	c.must(409, "POST", "/audit/"+entry+":undo", "")
	c.must(200, "POST", "/contacts/"+ann+":merge", `{"from":"`+anna+`"}`)
	entry = c.last("/contacts/" + ann)["id"].(string)
	c.must(200, "PATCH", "/contacts/"+ann, `{"location":"Brno"}`, "If-Match", "*")
	stands := c.must(409, "POST", "/audit/"+entry+":undo", "").Body["errors"].([]any)
	require.Equal(t, "administrator set location to “Brno”.", stands[0].(map[string]any)["detail"])

	// Who has taken one over goes on into a third, and comes back.
	cleo := c.create("contacts", `{"name":"Cleo"}`)
	before = state()
	c.must(200, "POST", "/contacts/"+cleo+":merge", `{"from":"`+ann+`"}`)
	c.undo(204, "/contacts/"+cleo)
	require.Equal(t, before, state())

	// Accounts likewise: positions and deals go over; owners may not form a circle.
	c.must(200, "PUT", "/accounts/"+double+"/parent", `{"parentId":"`+account+`"}`)
	before = state()
	require.Equal(t, "Metals", c.must(200, "POST", "/accounts/"+account+":merge", `{"from":"`+double+`"}`).Body["industry"])
	require.Equal(t, account, c.must(200, "GET", "/opportunities/"+deal, "").Body["accountId"])
	require.Len(t, c.must(200, "GET", "/accounts/"+account+"/org-chart", "").Body["positions"], 2)
	require.Equal(t, "Moravia", c.must(200, "GET", "/accounts/by-external-id/crm/a2", "").Body["name"])
	c.undo(204, "/accounts/"+account)
	require.Contains(t, c.last("/accounts/" + double)["sentence"], "restored the account Moravia Steel")
	require.Equal(t, before, state())
}

package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
)

func TestRelationGraphsAndSearchOverHTTP(t *testing.T) {
	s := empty(t)
	storetest.Put(t, quarry, nil)
	storetest.Put(t, `MATCH ()-[r]->() SET r.status = 'fact', r.source = 'api', r.id = coalesce(r.id, 'rel_x')`, nil)
	storetest.Put(t, `CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()`, nil)
	clock := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: graph.New(s, clock)}))
	defer server.Close()

	status, body := ask(t, server.URL+"/api/v1/users/usr_1/relation-graph?kinds=knows,reportsTo&depth=2&minStrength=0.5")
	require.Equal(t, http.StatusOK, status, string(body))
	require.JSONEq(t, `{"focus": "usr_1", "asOf": "2026-11-21", "depth": 2, "truncated": false,
		"nodes": [
			{"id": "usr_1", "kind": "user", "name": "Eva", "title": null, "accountId": null, "distance": 0},
			{"id": "con_1", "kind": "contact", "name": "Ann", "title": "Boss", "accountId": "acc_1", "distance": 1},
			{"id": "con_2", "kind": "contact", "name": "Bob <&>", "title": "Lead", "accountId": "acc_1", "distance": 2}],
		"edges": [
			{"id": "tie_1", "kind": "knows", "from": "con_1", "to": "usr_1", "label": null, "strength": 0.8200001, "weight": null, "effect": null, "line": null,
			 "opportunityId": null, "since": null, "until": null, "status": "fact", "source": "api", "confidence": null},
			{"id": "rel_1", "kind": "reportsTo", "from": "con_2", "to": "con_1", "label": null, "strength": null, "weight": null, "effect": null, "line": "solid",
			 "opportunityId": null, "since": "2024-01-01", "until": null, "status": "fact", "source": "api", "confidence": null}]}`, string(body))

	status, body = ask(t, server.URL+"/api/v1/search?q=ann&kinds=contact,account")
	require.Equal(t, http.StatusOK, status, string(body))
	require.JSONEq(t, `{"items": [{"id": "con_1", "kind": "contact", "name": "Ann", "email": "ann@quarry.example", "title": "Boss", "accountId": "acc_1", "accountName": "Quarry"}]}`, string(body))

	status, body = ask(t, server.URL+"/api/v1/contacts/con_1/former-colleagues?present=true")
	require.Equal(t, http.StatusOK, status, string(body))
	require.JSONEq(t, `{"contact": {"id": "con_1", "kind": "contact", "name": "Ann", "title": "Boss", "accountId": "acc_1", "accountName": "Quarry"}, "asOf": "2026-11-21",
		"items": [{"person": {"id": "con_2", "kind": "contact", "name": "Bob <&>", "title": "Lead", "accountId": "acc_1", "accountName": "Quarry"},
			"overlaps": [{"account": {"id": "acc_1", "name": "Quarry"}, "from": "2024-01-01", "to": null, "months": 34}],
			"now": [{"account": {"id": "acc_1", "name": "Quarry"}, "title": "Lead"}], "ties": []}]}`, string(body))

	status, body = ask(t, server.URL+"/api/v1/contacts/con_2/companies")
	require.Equal(t, http.StatusOK, status, string(body))
	var companies graph.Companies
	require.NoError(t, json.Unmarshal(body, &companies))
	require.Len(t, companies.Items, 1)
	require.Len(t, companies.Items[0].Ties, 2, "the position and the deal")

	for address, want := range map[string]int{
		"/contacts/con_9/relation-graph":                 http.StatusNotFound,
		"/contacts/acc_1/relation-graph":                 http.StatusNotFound,
		"/accounts/acc_1/relation-graph?depth=4":         http.StatusBadRequest,
		"/accounts/acc_1/relation-graph?limit=5001":      http.StatusBadRequest,
		"/accounts/acc_1/relation-graph?limit=0":         http.StatusBadRequest,
		"/accounts/acc_1/relation-graph?kinds=knows,for": http.StatusBadRequest,
		"/accounts/acc_1/relation-graph?minStrength=1.1": http.StatusBadRequest,
		"/accounts/acc_1/relation-graph?hops=1":          http.StatusBadRequest,
		"/contacts/con_9/companies":                      http.StatusNotFound,
		"/contacts/con_9/former-colleagues":              http.StatusNotFound,
		"/contacts/con_1/former-colleagues?cursor=abc":   http.StatusBadRequest,
		"/contacts/con_1/former-colleagues?limit=201":    http.StatusBadRequest,
		"/search":               http.StatusBadRequest,
		"/search?q=+":           http.StatusBadRequest,
		"/search?q=a&kinds=all": http.StatusBadRequest,
		"/search?q=a&limit=51":  http.StatusBadRequest,
		"/search?q=%22%5B%28":   http.StatusOK,
	} {
		status, body := ask(t, server.URL+"/api/v1"+address)
		require.Equal(t, want, status, "%s: %s", address, body)
	}
}

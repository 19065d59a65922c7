package handlers_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
)

// Eva and Tom are ours, Tom has left. Ann knows Cleo; Bob knows Cleo less well, Eva knows both. Dora is known to Cleo, how well is not known.
const pathsWorld = `
CREATE (eva:User:Person {id: 'usr_1', name: 'Eva', email: 'eva', active: true, shareTies: 'details'}), (tom:User:Person {id: 'usr_2', name: 'Tom', email: 'tom', active: true, leftOn: date('2026-01-01')}),
  (ann:Contact:Person {id: 'con_1', name: 'Ann'}), (bob:Contact:Person {id: 'con_2', name: 'Bob'}), (cleo:Contact:Person {id: 'con_3', name: 'Cleo'}), (dora:Contact:Person {id: 'con_4', name: 'Dora'}),
  (ann)-[:KNOWS {id: 'tie_1', strength: 0.8, status: 'asserted', muted: false}]->(eva), (bob)-[:KNOWS {id: 'tie_2', strength: 0.5, status: 'fact', muted: false}]->(eva),
  (ann)-[:KNOWS {id: 'tie_3', strength: 0.5, status: 'fact', muted: false}]->(cleo), (bob)-[:KNOWS {id: 'tie_4', strength: 0.8, status: 'fact', muted: false}]->(cleo),
  (cleo)-[:KNOWS {id: 'tie_5', strength: 1.0, status: 'fact', muted: false}]->(tom), (cleo)-[:KNOWS {id: 'tie_6', status: 'asserted', muted: false}]->(dora),
  (ann)-[:TIE_SOURCE {id: 'tie_7', kind: 'asserted', status: 'asserted', source: 'api', saidBy: 'usr_1', level: 'strong', saidOn: date('2026-11-21'), muted: false, private: false}]->(eva),
  (bob)-[:TIE_SOURCE {id: 'tie_8', kind: 'measured', status: 'fact', source: 'crm', strength: 0.5, saidOn: date('2026-10-02'), muted: false, private: false}]->(eva),
  (acc:Account {id: 'acc_1', name: 'Works'}), (cleo)-[:HOLDS {id: 'rel_1', primary: true}]->(:Position {id: 'pos_1', title: 'Head'})-[:AT {id: 'rel_2'}]->(acc),
  (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open'})-[:FOR {id: 'rel_3'}]->(acc), (ann)-[:INVOLVED_IN {id: 'rel_4', roles: ['blocker']}]->(deal), (:Unit {id: 'unt_1', name: 'North'})`

// asked is a service on a small graph, to be asked with GET.
func asked(t *testing.T, world string) func(path string) (int, map[string]any) {
	g := graph.New(empty(t), func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) })
	storetest.Put(t, world, nil)
	service := handlers.New(handlers.Options{Graph: g, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Metrics: handlers.NewMetrics()})
	return func(path string) (int, map[string]any) {
		t.Helper()
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodGet, "/api/v1"+path, nil)
		request.Header.Set("Authorization", "Bearer "+administrator)
		service.ServeHTTP(recorder, request)
		var answer map[string]any
		require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &answer), recorder.Body.String())
		return recorder.Code, answer
	}
}

func TestAdvocatePathsOverHTTP(t *testing.T) {
	get := asked(t, pathsWorld)

	status, answer := get("/contacts/con_3/advocate-paths")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, map[string]any{"id": "con_3", "kind": "contact", "name": "Cleo", "title": "Head", "accountId": "acc_1", "accountName": "Works"}, answer["target"])
	require.Equal(t, "anyone", answer["from"])
	require.Equal(t, 3.0, answer["maxHops"])
	require.Equal(t, []any{}, answer["nearest"])
	paths := answer["paths"].([]any)
	require.Len(t, paths, 2)
	first := paths[0].(map[string]any)
	require.Equal(t, 0.4, first["score"])
	require.Equal(t, "Ann", first["introducer"].(map[string]any)["name"])
	require.Equal(t, map[string]any{
		"from": "usr_1", "to": "con_1", "strength": 0.8, "band": "strong", "status": "asserted",
		"evidence": []any{map[string]any{"kind": "asserted", "count": nil, "last": "2026-11-21", "share": 1.0}},
		"reason":   "Eva and Ann: said to be strong on 21 November.",
	}, first["hops"].([]any)[0])
	require.Equal(t, "The next path (Eva, Bob) is as good: the same score and as many hops; the ids order them.", first["whyNotNext"])
	second := paths[1].(map[string]any)
	require.Equal(t, "Eva and Bob: measured as 0.5 by crm.", second["hops"].([]any)[0].(map[string]any)["reason"])
	require.Equal(t, "There is no other path.", second["whyNotNext"])

	status, answer = get("/contacts/con_3/advocate-paths?from=usr_1&opportunityId=opp_1&limit=2000&maxHops=4&minStrength=0.5&without=con_9,")
	require.Equal(t, http.StatusOK, status)
	require.Len(t, answer["paths"], 1, "Ann is a blocker")

	status, answer = get("/contacts/con_4/advocate-paths")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, []any{}, answer["paths"], "a tie without a strength is no link")
	nearest := answer["nearest"].([]any)
	require.Len(t, nearest, 2)
	require.Equal(t, "Ann", nearest[0].(map[string]any)["person"].(map[string]any)["name"])
	require.Equal(t, "Eva knows Ann, who is 2 ties away from Dora.", nearest[0].(map[string]any)["why"])

	for path, expected := range map[string]int{
		"/contacts/con_9/advocate-paths":                        404,
		"/contacts/usr_1/advocate-paths":                        404,
		"/contacts/con_3/advocate-paths?from=me":                422,
		"/contacts/con_3/advocate-paths?from=usr_9":             404,
		"/contacts/con_3/advocate-paths?from=unt_9":             404,
		"/contacts/con_3/advocate-paths?from=unt_1":             200,
		"/contacts/con_3/advocate-paths?from=usr_2":             200,
		"/contacts/con_3/advocate-paths?from=con_3":             200,
		"/contacts/con_3/advocate-paths?from=%27)%20RETURN%201": 404,
		"/contacts/con_3/advocate-paths?opportunityId=opp_9":    404,
		"/contacts/con_3/advocate-paths?maxHops=0":              400,
		"/contacts/con_3/advocate-paths?maxHops=5":              400,
		"/contacts/con_3/advocate-paths?limit=2001":             400,
		"/contacts/con_3/advocate-paths?minStrength=2":          400,
		"/contacts/con_3/advocate-paths?depth=1":                400,
	} {
		status, answer := get(path)
		require.Equal(t, expected, status, path)
		if status == http.StatusOK {
			require.Equal(t, []any{}, answer["paths"], path)
		}
	}
}

func TestPathsOverHTTP(t *testing.T) {
	get := asked(t, pathsWorld)

	status, answer := get("/paths?from=usr_1&to=con_3&limit=1")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "Eva", answer["from"].(map[string]any)["name"])
	require.Equal(t, "Cleo", answer["to"].(map[string]any)["name"])
	require.Equal(t, "strength", answer["by"])
	require.Equal(t, 2.0, answer["distance"])
	require.Equal(t, 2.0, answer["total"])
	require.Equal(t, true, answer["truncated"])
	require.Len(t, answer["paths"], 1)

	status, answer = get("/paths?from=usr_1&to=con_4&by=hops")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, 3.0, answer["distance"])
	require.Equal(t, 2.0, answer["total"])
	last := answer["paths"].([]any)[0].(map[string]any)
	require.Nil(t, last["score"])
	require.Equal(t, "Cleo and Dora know each other; how well is not known.", last["hops"].([]any)[2].(map[string]any)["reason"])

	status, answer = get("/paths?from=usr_1&to=con_4")
	require.Equal(t, http.StatusOK, status)
	require.Nil(t, answer["distance"])
	require.Equal(t, []any{}, answer["paths"])

	for path, expected := range map[string]int{
		"/paths?from=usr_1&to=usr_1":                   422,
		"/paths?from=usr_9&to=usr_1":                   404,
		"/paths?from=usr_1&to=con_9":                   404,
		"/paths?from=usr_1":                            400,
		"/paths?from=usr_1&to=con_1&maxHops=5":         400,
		"/paths?from=usr_1&to=con_1&maxHops=6&by=hops": 200,
		"/paths?from=usr_1&to=con_1&maxHops=7&by=hops": 400,
		"/paths?from=usr_1&to=con_1&limit=201":         400,
		"/paths?from=usr_1&to=con_1&by=love":           400,
	} {
		status, _ := get(path)
		require.Equal(t, expected, status, path)
	}
}

func TestAdvocatesAndInvolvementsOverHTTP(t *testing.T) {
	get := asked(t, pathsWorld)
	for path, expected := range map[string]int{
		"/accounts/acc_1/advocates?outside=true&opportunityId=opp_1": 200,
		"/accounts/acc_9/advocates":                                  404,
		"/accounts/acc_1/advocates?opportunityId=opp_9":              404,
		"/accounts/acc_1/advocates?outside=yes":                      400,
		"/contacts/con_1/involvements":                               200,
		"/contacts/con_9/involvements":                               404,
		"/contacts/con_1/involvements?asOf=2026-01-01":               200,
		"/accounts/acc_1/advocates?asOf=2026-01-01":                  200,
	} {
		status, _ := get(path)
		require.Equal(t, expected, status, path)
	}
}

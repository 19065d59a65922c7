package handlers_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// Eva of ours knows Ann of Works well, Ann knows the decision maker Bob. Ann moves Bob, and used to be at Mills, where we won a deal.
const insightWorld = `
CREATE (works:Account {id: 'acc_1', name: 'Works'}), (mills:Account {id: 'acc_2', name: 'Mills'}), (:Account {id: 'acc_3', name: 'Empty'}),
  (eva:User:Person {id: 'usr_1', name: 'Eva', active: true}),
  (ann:Contact:Person {id: 'con_1', name: 'Ann'})-[:HOLDS {since: date('2020-01-01')}]->(:Position {id: 'pos_1', title: 'Buyer'})-[:AT]->(works), (bob:Contact:Person {id: 'con_2', name: 'Bob'}),
  (ann)-[:HOLDS {since: date('2015-01-01'), until: date('2020-01-01')}]->(:Position {id: 'pos_2', title: 'Miller'})-[:AT]->(mills),
  (ann)-[:KNOWS {id: 'tie_1', strength: 0.8, muted: false}]->(bob), (ann)-[:KNOWS {id: 'tie_2', strength: 0.5, muted: false}]->(eva),
  (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open', value: 250000, currency: 'EUR'})-[:FOR]->(works), (won:Opportunity {id: 'opp_2', name: 'Old', status: 'won', value: 1000})-[:FOR]->(mills),
  (bob)-[:INVOLVED_IN {roles: ['decisionMaker'], influence: 4}]->(deal), (ann)-[:INFLUENCES {id: 'inf_1', weight: 3, effect: 'positive'}]->(bob)`

func TestInsightOverHTTP(t *testing.T) {
	get := asked(t, insightWorld)
	person := func(id, name string, rest ...any) map[string]any {
		shown := map[string]any{"id": id, "kind": "contact", "name": name, "title": nil, "accountId": nil, "accountName": nil}
		if len(rest) > 0 {
			shown["title"], shown["accountId"], shown["accountName"] = rest[0], rest[1], rest[2]
		}
		return shown
	}
	ann, bob := person("con_1", "Ann", "Buyer", "acc_1", "Works"), person("con_2", "Bob")
	eva := person("usr_1", "Eva")
	eva["kind"] = "user"
	works := map[string]any{"id": "acc_1", "name": "Works"}

	status, answer := get("/accounts/acc_1/resilience")
	require.Equal(t, http.StatusOK, status)
	cuts := func(who map[string]any, name string) map[string]any {
		return map[string]any{"person": who, "cutsOff": []any{bob}, "text": "If " + name + " left, nobody of us would reach Bob."}
	}
	costs := func(who map[string]any, name string) map[string]any {
		cost := cuts(who, name)
		cost["opportunityIds"], cost["value"] = []any{"opp_1"}, []any{map[string]any{"currency": "EUR", "value": 250000.0}}
		return cost
	}
	require.Equal(t, map[string]any{
		"account": works, "asOf": "2026-11-21",
		"deals": []any{map[string]any{
			"opportunity":    map[string]any{"id": "opp_1", "name": "Deal", "accountId": "acc_1", "status": "open", "value": 250000.0, "currency": "EUR"},
			"singleThreaded": true,
			"keyPlayers": []any{map[string]any{
				"person": bob, "roles": []any{"decisionMaker"}, "attitude": nil, "reached": true, "best": 0.4, "throughUsers": []any{"usr_1"},
			}},
			"critical": []any{cuts(ann, "Ann"), cuts(eva, "Eva")},
		}},
		"people": []any{costs(ann, "Ann"), costs(eva, "Eva")},
	}, answer)

	status, answer = get("/accounts/acc_1/bridges?asOf=2026-11-20&limit=200")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, map[string]any{
		"account": works, "asOf": "2026-11-20",
		"items": []any{map[string]any{
			"person": ann, "kind": "alumni", "from": map[string]any{"id": "acc_2", "name": "Mills"}, "to": works, "since": "2015-01-01", "until": "2020-01-01",
			"strength": 0.5, "through": nil, "wonValue": []any{map[string]any{"currency": nil, "value": 1000.0}},
			"text": "Ann works at Works and worked at Mills until 2020-01-01. Eva knows Ann (strength 0.5). We won 1 deal at Mills.",
		}},
	}, answer)

	status, answer = get("/accounts/acc_1/influence?opportunityId=opp_1")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, map[string]any{
		"account": works, "opportunity": map[string]any{"id": "opp_1", "name": "Deal"}, "asOf": "2026-11-21",
		"people": []any{
			map[string]any{
				"person": ann, "asserted": nil, "pageRank": 0.649123, "rank": 1.0, "brokerage": 0.0, "influences": 1.0, "influencedBy": 0.0, "status": "inferred",
				"text": "Computed: rank 1 of 2, influences 1 person, is influenced by nobody. Nothing is asserted.",
			},
			map[string]any{
				"person": bob, "asserted": 4.0, "pageRank": 0.350877, "rank": 2.0, "brokerage": 0.0, "influences": 0.0, "influencedBy": 1.0, "status": "inferred",
				"text": "Computed: rank 2 of 2, influences nobody, is influenced by 1 person. Asserted: 4 of 5.",
			},
		},
	}, answer)

	for path, list := range map[string]string{"resilience": "deals", "bridges": "items", "influence": "people"} {
		status, answer = get("/accounts/acc_3/" + path)
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, []any{}, answer[list], path)
	}
	for path, want := range map[string]int{
		"/accounts/acc_9/resilience":                    http.StatusNotFound,
		"/accounts/con_1/bridges":                       http.StatusNotFound,
		"/accounts/acc_9/influence":                     http.StatusNotFound,
		"/accounts/acc_1/influence?opportunityId=opp_9": http.StatusNotFound,
		"/accounts/acc_1/resilience?asOf=today":         http.StatusBadRequest,
		"/accounts/acc_1/resilience?limit=1":            http.StatusBadRequest,
		"/accounts/acc_1/bridges?limit=0":               http.StatusBadRequest,
		"/accounts/acc_1/bridges?limit=201":             http.StatusBadRequest,
		"/accounts/acc_1/bridges?asOf=2026-02-30":       http.StatusBadRequest,
		"/accounts/acc_1/influence?asOf=1":              http.StatusBadRequest,
		"/accounts/acc_1/influence?deal=opp_1":          http.StatusBadRequest,
	} {
		status, answer = get(path)
		require.Equal(t, want, status, "%s: %v", path, answer)
	}
}

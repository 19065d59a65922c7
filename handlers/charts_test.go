package handlers_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
)

var update = flag.Bool("update", false, "write the golden answers anew")

// quarry is an account with every kind of thing that a chart or a buying centre shows.
const quarry = `
CREATE (a:Account {id: 'acc_1', name: 'Quarry', class: 'A'}),
  (boss:Position {id: 'pos_1', title: 'Boss', department: 'Board', location: 'Brno', assistant: false, placeholder: false})-[:AT]->(a),
  (lead:Position {id: 'pos_2', title: 'Lead', assistant: false, placeholder: false})-[:AT]->(a),
  (loose:Position {id: 'pos_3', assistant: false, placeholder: true})-[:AT]->(a),
  (lead)-[:REPORTS_TO {id: 'rel_1', line: 'solid', status: 'fact', source: 'api'}]->(boss),
  (ann:Contact:Person {id: 'con_1', name: 'Ann', phones: ['+420 1'], attitude: 'neutral'})-[:HOLDS {primary: true, since: date('2024-01-01')}]->(boss),
  (ann)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'ann@quarry.example'}),
  (bob:Contact:Person {id: 'con_2', name: 'Bob <&>'})-[:HOLDS {primary: true}]->(lead),
  (eva:User:Person {id: 'usr_1', name: 'Eva', active: true}), (ann)-[:KNOWS {id: 'tie_1', strength: 0.8200001, muted: false}]->(eva),
  (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open', value: 250000, currency: 'EUR', createdAt: datetime('2026-01-01T00:00:00Z')})-[:FOR]->(a),
  (ann)-[:INVOLVED_IN {roles: ['decisionMaker'], attitude: 'supporter', influence: 4, politicalStatus: 'innerCircle'}]->(deal),
  (bob)-[:INVOLVED_IN {roles: ['champion', 'user'], note: 'likes tea'}]->(deal),
  (bob)-[:INFLUENCES {id: 'inf_1', weight: 3, effect: 'positive', opportunityId: 'opp_1', since: date('2026-02-01'), status: 'asserted', source: 'api'}]->(ann),
  (a)-[:OWNED_BY]->(eva), (eva)-[:WORKS_ON {as: 'accountManager', access: 'write'}]->(a),
  (ann)-[:TOOK_PART]->(:Interaction {id: 'int_1', at: datetime('2026-11-01T09:30:00Z')})`

func ask(t *testing.T, address string) (int, []byte) {
	t.Helper()
	response, err := http.Get(address)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, body
}

// The answers over HTTP are, byte for byte but for the indentation, those in testdata.
func TestChartsOverHTTP(t *testing.T) {
	s := empty(t)
	storetest.Put(t, quarry, nil)
	clock := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: graph.New(s, clock), Log: slog.New(slog.DiscardHandler)}))
	defer server.Close()

	for name, address := range map[string]string{
		"org_chart":        "/accounts/acc_1/org-chart?opportunityId=opp_1",
		"org_chart_root":   "/accounts/acc_1/org-chart?root=pos_2&asOf=2025-06-30",
		"chain_of_command": "/contacts/con_2/chain-of-command?opportunityId=opp_1",
		"buying_center":    "/opportunities/opp_1/buying-center",
		"buying_centers":   "/accounts/acc_1/buying-centers",
		"account_summary":  "/accounts/acc_1/summary",
	} {
		t.Run(name, func(t *testing.T) {
			status, body := ask(t, server.URL+"/api/v1"+address)
			require.Equal(t, http.StatusOK, status, string(body))
			var indented bytes.Buffer
			require.NoError(t, json.Indent(&indented, body, "", "  "))
			file := filepath.Join("testdata", name+".json")
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, indented.Bytes(), 0o644))
			}
			golden, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(golden), indented.String())
		})
	}

	for address, want := range map[string]int{
		"/accounts/acc_2/org-chart":                          http.StatusNotFound,
		"/accounts/acc_1/org-chart?root=pos_9":               http.StatusNotFound,
		"/accounts/acc_1/org-chart?opportunityId=opp_9":      http.StatusNotFound,
		"/accounts/acc_1/org-chart?asOf=21.11.2026":          http.StatusBadRequest,
		"/accounts/acc_1/org-chart?depth=2":                  http.StatusBadRequest,
		"/contacts/con_9/chain-of-command":                   http.StatusNotFound,
		"/contacts/usr_1/chain-of-command":                   http.StatusNotFound,
		"/contacts/con_1/chain-of-command?to=con_9":          http.StatusNotFound,
		"/contacts/con_1/chain-of-command?to=con_1&to=con_2": http.StatusBadRequest,
		"/opportunities/opp_9/buying-center":                 http.StatusNotFound,
		"/opportunities/opp_1/buying-center?asOf=2026-02-30": http.StatusBadRequest,
		"/accounts/acc_9/buying-centers":                     http.StatusNotFound,
		"/accounts/acc_9/summary":                            http.StatusNotFound,
		"/accounts/acc_1/summary?asOf=yesterday":             http.StatusBadRequest,
		"/accounts/%27%20OR%201%3D1%20%2F%2F/org-chart":      http.StatusNotFound,
	} {
		status, body := ask(t, server.URL+"/api/v1"+address)
		require.Equal(t, want, status, "%s: %s", address, body)
	}
}

package handlers_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
)

// company is two accounts, some people, a deal: small enough to read.
const company = `
CREATE (a:Account {id: 'acc_1', name: 'Northwind'}), (b:Account {id: 'acc_2', name: 'Eastfield'}), (c:Account {id: 'acc_3', name: 'Holding'}),
  (ceo:Position {id: 'pos_1', title: 'CEO', assistant: false, placeholder: false})-[:AT {id: 'rel_1'}]->(a),
  (cfo:Position {id: 'pos_2', title: 'CFO', assistant: false, placeholder: false})-[:AT {id: 'rel_2'}]->(a),
  (far:Position {id: 'pos_3', title: 'COO', assistant: false, placeholder: false})-[:AT {id: 'rel_3'}]->(b),
  (ann:Contact:Person {id: 'con_1', name: 'Ann'})-[:HOLDS {id: 'rel_4', since: date('2020-01-01'), primary: false}]->(cfo), (bob:Contact:Person {id: 'con_2', name: 'Bob'}),
  (ann)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'ann@example.com'}),
  (eve:User:Person {id: 'usr_1', name: 'Eve', email: 'eve@example.org', active: true})-[:HAS_EMAIL {index: 0}]->(:Email {address: 'eve@example.org'}),
  (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open', createdAt: datetime('2026-01-01T00:00:00Z')})-[:FOR {id: 'rel_5'}]->(a), (:Product {id: 'prd_1', name: 'Pump'}),
  (:RelationType {id: 'rty_1', name: 'Consulting', forward: 'advises', backward: 'is advised by', symmetric: false, knows: false}),
  (:ExternalId {kind: 'contact', source: 'crm', externalId: '77'})-[:IDENTIFIES {index: 0}]->(bob)`

type client struct {
	t       *testing.T
	service http.Handler
}

func newClient(t *testing.T) client {
	s := empty(t)
	storetest.Put(t, company, nil)
	clock := func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }
	return client{t, handlers.New(handlers.Options{Graph: graph.New(s, clock), Log: slog.New(slog.DiscardHandler)})}
}

// ask sends a request and returns the answer's JSON, nil where there is none.
func (c client) ask(method, path, body string, status int) map[string]any {
	c.t.Helper()
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+administrator)
	w := httptest.NewRecorder()
	c.service.ServeHTTP(w, r)
	data, err := io.ReadAll(w.Body)
	require.NoError(c.t, err)
	require.Equal(c.t, status, w.Code, "%s %s %s: %s", method, path, body, data)
	if len(data) == 0 {
		return nil
	}
	var answer map[string]any
	require.NoError(c.t, json.Unmarshal(data, &answer))
	return answer
}

func TestChangesAreRefused(t *testing.T) {
	c := newClient(t)
	for _, refused := range []struct {
		method, path, body string
		status             int
	}{
		{"PUT", "/positions/pos_2/manager", `{`, 400},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_1"} x`, 400},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_1","when":1}`, 400},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_1","since":"1.2.2026"}`, 400},
		{"PUT", "/positions/pos_2/manager", `{"managerId":7}`, 400},
		{"PUT", "/positions/pos_2/manager", `{"managerId":{"source":"crm"}}`, 400},
		{"PUT", "/positions/pos_2/manager", "{\"managerId\":\"\xff\"}", 400},
		{"PUT", "/positions/pos_2/manager?x=1", `{}`, 400},
		{"PUT", "/positions/pos_9/manager", `{"managerId":"pos_1"}`, 404},
		{"PUT", "/positions/pos_9/manager", `{"managerId":null}`, 404},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_9"}`, 422},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_3"}`, 422},
		{"PUT", "/positions/pos_2/manager", `{"managerId":"pos_2"}`, 409},
		{"PUT", "/positions/pos_2/dotted-managers/pos_2", ``, 409},
		{"PUT", "/positions/pos_2/dotted-managers/pos_1", `{"since":"2026-01-02","until":"2026-01-02"}`, 422},
		{"DELETE", "/positions/pos_2/dotted-managers/pos_1", ``, 404},
		{"DELETE", "/positions/pos_2/dotted-managers/pos_1?until=soon", ``, 400},
		{"PUT", "/positions/pos_2/holder", `{"contactId":"acc_1"}`, 422},
		{"PUT", "/positions/pos_9/holder", `{"contactId":"con_1"}`, 404},
		{"PUT", "/positions/pos_2/holders/con_9", ``, 404},
		{"DELETE", "/positions/pos_2/holders/con_2", ``, 404},
		{"POST", "/contacts/con_9:depart", `{"accountId":"acc_1"}`, 404},
		{"POST", "/contacts/con_1:depart", `{}`, 422},
		{"POST", "/contacts/con_1:depart", `{"accountId":"acc_2"}`, 422},
		{"POST", "/contacts/con_1:depart", `{"accountId":"acc_1","successorId":"con_1"}`, 422},
		{"POST", "/contacts/con_1", `{}`, 405},
		{"PUT", "/accounts/acc_1/parent", `{"parentId":"acc_1"}`, 409},
		{"PUT", "/accounts/acc_9/parent", `{"parentId":"acc_1"}`, 404},
		{"PUT", "/accounts/acc_1/parent", `{"parentId":"acc_9"}`, 422},
		{"PUT", "/accounts/acc_1/parent", `{"parentId":"acc_2","percent":0}`, 422},
		{"PUT", "/accounts/acc_1/parent", `{"parentId":"acc_2","percent":100.5}`, 422},
		{"PUT", "/accounts/acc_1/team/con_1", ``, 404},
		{"PUT", "/accounts/acc_1/team/usr_1", `{"as":"boss"}`, 422},
		{"PUT", "/opportunities/acc_1/team/usr_1", ``, 404},
		{"DELETE", "/opportunities/opp_1/team/usr_1", ``, 404},
		{"PUT", "/opportunities/opp_1/line-items/prd_9", `{}`, 404},
		{"PUT", "/opportunities/opp_1/line-items/prd_1", `{"discount":101}`, 422},
		{"DELETE", "/opportunities/opp_1/line-items/prd_1", ``, 404},
		{"PUT", "/opportunities/opp_1/buying-center/members/con_9", ``, 404},
		{"PUT", "/opportunities/opp_1/buying-center/members/con_1", `{"roles":["boss"]}`, 422},
		{"PUT", "/opportunities/opp_1/buying-center/members/con_1", `{"influence":6}`, 422},
		{"PUT", "/opportunities/opp_1/buying-center/members/con_1", `{"note":"a\u0000b"}`, 422},
		{"DELETE", "/opportunities/opp_1/buying-center/members/con_1", ``, 404},
		{"PUT", "/influences", `{"from":"con_1","to":"con_1"}`, 422},
		{"PUT", "/influences", `{"from":"usr_1","to":"con_1"}`, 422},
		{"PUT", "/influences", `{"from":"con_1","to":"con_2","weight":0}`, 422},
		{"PUT", "/influences", `{"from":"con_1","to":"con_2","effect":"magic"}`, 422},
		{"PUT", "/influences", `{"from":"con_1","to":"con_2","opportunityId":"opp_9"}`, 422},
		{"DELETE", "/influences/inf_9", ``, 404},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_1","level":"weak"}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","level":"weak"}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_9","level":"weak"}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_2","level":"great"}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_2","level":"weak","strength":0.5}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_2","strength":1.5}`, 422},
		{"PUT", "/ties", `{"personA":"con_1","personB":"con_2","until":"2026-11-21"}`, 422},
		{"DELETE", "/ties/tie_9", ``, 404},
		{"GET", "/contacts/con_9/ties", ``, 404},
		{"GET", "/users/con_1/ties", ``, 404},
		{"GET", "/contacts/con_1/ties?limit=201", ``, 400},
		{"GET", "/contacts/con_1/ties?cursor=abc", ``, 400},
		{"POST", "/relations", `{"from":"con_1","to":"acc_2","type":"sings with"}`, 422},
		{"POST", "/relations", `{"from":"con_1","to":"con_1","type":"advises"}`, 422},
		{"PATCH", "/relations/rel_9", `{}`, 404},
		{"DELETE", "/relations/rel_9", ``, 404},
		{"POST", "/ties:batchUpsert", `{}`, 422},
		{"POST", "/interactions:batch", `{"items":[` + strings.TrimSuffix(strings.Repeat(`{},`, 1001), ",") + `]}`, 422},
		{"GET", "/accounts/acc_9/interactions", ``, 404},
		{"GET", "/contacts/con_1/interactions?cursor=%00", ``, 400},
	} {
		answer := c.ask(refused.method, refused.path, refused.body, refused.status)
		require.NotEmpty(t, answer["detail"])
	}
}

func TestTies(t *testing.T) {
	c := newClient(t)
	storetest.Put(t, `MATCH (u:User) SET u.shareTies = 'details'`, nil)
	tie := c.ask("PUT", "/ties", `{"personA":"usr_1","personB":"con_1","level":"strong","note":"same school"}`, 200)
	require.Equal(t, .8, tie["strength"])
	require.Equal(t, "asserted", tie["status"])
	require.Equal(t, tie, c.ask("PUT", "/ties", `{"personA":"con_1","personB":"usr_1","level":"strong","note":"same school"}`, 200), "the same again changes nothing")
	both := c.ask("PUT", "/ties", `{"personA":"ANN@example.com","personB":"usr_1","strength":0.5,"since":"2024-01-01"}`, 200)
	require.Equal(t, tie["id"], both["id"])
	require.InDelta(t, .9, both["strength"], 1e-12)
	c.ask("PUT", "/ties", `{"personA":"con_1","personB":{"source":"crm","id":"77"}}`, 200)

	page := c.ask("GET", "/contacts/con_1/ties?limit=1", "", 200)
	items := page["items"].([]any)
	require.Len(t, items, 1)
	first := items[0].(map[string]any)
	require.InDelta(t, .9, first["strength"], 1e-12)
	require.Equal(t, "Eve", first["person"].(map[string]any)["name"])
	require.Equal(t, .5, first["strengthYearAgo"], "what was asserted today had not been said a year ago")
	require.Len(t, first["sources"], 2)
	next := c.ask("GET", "/contacts/con_1/ties?limit=1&cursor="+page["nextCursor"].(string), "", 200)
	require.Nil(t, next["nextCursor"])
	last := next["items"].([]any)[0].(map[string]any)
	require.Equal(t, "con_2", last["person"].(map[string]any)["id"])
	require.Nil(t, last["strength"], "unknown is not 0")
	require.Len(t, c.ask("GET", "/users/usr_1/ties?asOf=2024-06-01", "", 200)["items"], 1)
	require.Empty(t, c.ask("GET", "/users/usr_1/ties?asOf=2023-12-31", "", 200)["items"])

	c.ask("PUT", "/ties", `{"personA":"con_1","personB":"usr_1","level":"strong","muted":true}`, 200)
	require.Empty(t, c.ask("GET", "/users/usr_1/ties", "", 200)["items"], "a muted tie counts nowhere")
	c.ask("DELETE", "/ties/"+tie["id"].(string), "", 204)
	c.ask("DELETE", "/ties/"+tie["id"].(string), "", 404)
	require.Equal(t, []int{1}, storetest.Ask[int](t, `MATCH (:Person)-[r:KNOWS]->(:Person) RETURN count(r)`, nil))
}

func TestInvolvementAndInfluenceChange(t *testing.T) {
	c := newClient(t)
	path := "/opportunities/opp_1/buying-center/members/con_1"
	was := c.ask("PUT", path, `{"roles":["champion","champion"],"attitude":"supporter","since":"2026-01-01"}`, 200)
	require.Equal(t, []any{"champion"}, was["roles"])
	require.Equal(t, was, c.ask("PUT", path, `{"roles":["champion"],"attitude":"supporter"}`, 200), "the same state changes nothing")
	now := c.ask("PUT", path, `{"roles":["champion"],"attitude":"enemy"}`, 200)
	require.NotEqual(t, was["id"], now["id"])
	require.Equal(t, []string{"supporter 2026-01-01 2026-11-21", "enemy 2026-11-21 -"}, storetest.Ask[string](t,
		`MATCH (:Contact)-[r:INVOLVED_IN]->() RETURN r.attitude + ' ' + toString(r.since) + ' ' + coalesce(toString(r.until), '-') ORDER BY r.since`, nil))
	c.ask("DELETE", path+"?until=2027-01-01", "", 204)

	general := c.ask("PUT", "/influences", `{"from":"acc_2","to":"con_1","weight":3,"effect":"positive","since":null}`, 200)
	require.Nil(t, general["since"])
	deal := c.ask("PUT", "/influences", `{"from":"acc_2","to":"con_1","weight":3,"opportunityId":"opp_1"}`, 200)
	require.Equal(t, "opp_1", deal["opportunityId"])
	batch := c.ask("POST", "/influences:batchUpsert", `{"items":[
		{"from":"acc_2","to":"con_1","weight":3,"effect":"positive"}, {"from":"acc_2","to":"con_1","weight":5}, {"from":"acc_2","to":"con_2"}, {"from":"acc_2","to":"con_9"}]}`, 200)
	require.Equal(t, "unchanged changed created refused", statuses(batch))
	c.ask("DELETE", "/influences/"+deal["id"].(string), "", 204)
}

func statuses(batch map[string]any) string {
	var all []string
	for _, item := range batch["items"].([]any) {
		all = append(all, item.(map[string]any)["status"].(string))
	}
	return strings.Join(all, " ")
}

func TestRelationsAndLineItems(t *testing.T) {
	c := newClient(t)
	r := c.ask("POST", "/relations", `{"from":"acc_2","to":"con_1","type":"IS ADVISED BY","note":"since the merger"}`, 201)
	require.Equal(t, "con_1 acc_2 rty_1", fmt.Sprint(r["from"], " ", r["to"], " ", r["type"]))
	patched := c.ask("PATCH", "/relations/"+r["id"].(string), `{"until":"2027-01-01","note":null}`, 200)
	require.Equal(t, "2027-01-01", patched["until"])
	require.Nil(t, patched["note"])
	require.Equal(t, patched, c.ask("PATCH", "/relations/"+r["id"].(string), `{}`, 200))
	batch := `{"items":[{"from":"con_1","to":"acc_2","type":"advises","until":"2027-01-01"},{"from":"con_2","to":"acc_2","type":"consulting"},{"from":"con_2","to":"acc_2","type":"nothing"}]}`
	require.Equal(t, "unchanged created refused", statuses(c.ask("POST", "/relations:batchUpsert", batch, 200)))
	require.Equal(t, "unchanged unchanged refused", statuses(c.ask("POST", "/relations:batchUpsert", batch, 200)))
	c.ask("DELETE", "/relations/"+r["id"].(string), "", 204)

	item := c.ask("PUT", "/opportunities/opp_1/line-items/prd_1", `{"quantity":20,"unitPrice":1450.5,"discount":5}`, 200)
	require.Equal(t, 27559.5, item["total"])
	require.Equal(t, item, c.ask("PUT", "/opportunities/opp_1/line-items/prd_1", `{"quantity":20,"unitPrice":1450.5,"discount":5}`, 200))
	items := `{"items":[{"opportunityId":"opp_1","productId":"prd_1","quantity":21},{"opportunityId":"opp_1"}]}`
	require.Equal(t, "changed refused", statuses(c.ask("POST", "/line-items:batchUpsert", items, 200)))
	c.ask("DELETE", "/opportunities/opp_1/line-items/prd_1", "", 204)
}

func TestDeparture(t *testing.T) {
	c := newClient(t)
	c.ask("PUT", "/ties", `{"personA":"usr_1","personB":"con_1","level":"weak"}`, 200)
	c.ask("PUT", "/opportunities/opp_1/buying-center/members/con_1", `{"roles":["economicBuyer"]}`, 200)
	c.ask("PUT", "/positions/pos_1/manager", `{"managerId":"pos_2"}`, 200)
	left := c.ask("POST", "/contacts/con_1:depart", `{"accountId":"acc_1","to":{"accountId":"acc_2","title":"Chair"},"successorId":{"source":"crm","id":"77"}}`, 200)
	require.Equal(t, "Chair", left["contact"].(map[string]any)["title"])
	require.Equal(t, "CFO", left["vacated"].([]any)[0].(map[string]any)["title"])
	require.Equal(t, "opp_1", left["deals"].([]any)[0].(map[string]any)["opportunityId"])
	require.Equal(t, "usr_1", left["ties"].([]any)[0].(map[string]any)["userId"])
	require.Equal(t, "pos_1", left["reports"].([]any)[0].(map[string]any)["id"])
	require.Equal(t, "CFO", left["successor"].(map[string]any)["title"])
	require.Equal(t, []string{"con_1 2026-11-21", "con_2 -"}, storetest.Ask[string](t,
		`MATCH (:Position {id: 'pos_2'})<-[h:HOLDS]-(p) RETURN p.id + ' ' + coalesce(toString(h.until), '-') ORDER BY p.id`, nil))
}

func TestHoldersTeamsAndParents(t *testing.T) {
	c := newClient(t)
	ann := c.ask("PUT", "/positions/pos_2/holders/con_1", `{"primary":true,"since":"2026-01-01"}`, 200)
	require.Equal(t, true, ann["primary"])
	c.ask("PUT", "/positions/pos_2/holders/con_2", "", 200)
	require.Equal(t, ann, c.ask("PUT", "/positions/pos_2/holders/con_1", "", 200), "primary stays as it is")
	c.ask("DELETE", "/positions/pos_2/holders/con_2?until=2027-01-01", "", 204)
	c.ask("PUT", "/positions/pos_2/holder", `{"contactId":null}`, 204)
	require.Equal(t, []int{0}, storetest.Ask[int](t, `MATCH (:Position {id: 'pos_2'})<-[h:HOLDS]-() WHERE h.until IS NULL OR h.until > date('2026-11-21') RETURN count(h)`, nil))
	team := c.ask("PUT", "/opportunities/opp_1/team/usr_1", `{"as":"presales","access":"write"}`, 200)
	require.Equal(t, team, c.ask("PUT", "/opportunities/opp_1/team/usr_1", `{"as":"presales","access":"write"}`, 200))
	c.ask("DELETE", "/opportunities/opp_1/team/usr_1", "", 204)
	require.Equal(t, 60.0, c.ask("PUT", "/accounts/acc_1/parent", `{"parentId":"acc_2","percent":60}`, 200)["percent"])
	c.ask("PUT", "/accounts/acc_2/parent", `{"parentId":"acc_3"}`, 200)
	refused := c.ask("PUT", "/accounts/acc_3/parent", `{"parentId":"acc_1","since":null}`, 409)
	require.Contains(t, refused["detail"], "Holding (acc_3) → Northwind (acc_1) → Eastfield (acc_2) → Holding (acc_3), from 2026-11-21 on")
	c.ask("PUT", "/accounts/acc_1/parent", `{"parentId":null}`, 204)
}

func TestInteractions(t *testing.T) {
	c := newClient(t)
	var items []string
	for i := range 5 {
		items = append(items, fmt.Sprintf(`{"source":"mail","externalId":"m%d","kind":"email","at":"2026-11-0%dT10:00:00Z","from":"eve@example.org","to":["con_1"],"cc":[{"source":"crm","id":"77"}]}`, i, i/2+1))
	}
	items = append(items, `{"source":"mail","externalId":"x","kind":"email","at":"2026-11-01T10:00:00Z","from":"who@example.net","to":["con_1"]}`)
	body := `{"items":[` + strings.Join(items, ",") + `]}`
	require.Equal(t, "created created created created created refused", statuses(c.ask("POST", "/interactions:batch", body, 200)))
	require.Equal(t, "unchanged unchanged unchanged unchanged unchanged refused", statuses(c.ask("POST", "/interactions:batch", body, 200)))
	for _, path := range []string{"/contacts/con_1/interactions", "/accounts/acc_1/interactions"} {
		var seen []string
		last := math.Inf(1)
		for cursor := ""; ; {
			page := c.ask("GET", path+"?limit=2&cursor="+cursor, "", 200)
			for _, item := range page["items"].([]any) {
				interaction := item.(map[string]any)
				at, err := time.Parse(time.RFC3339, interaction["at"].(string))
				require.NoError(t, err)
				require.LessOrEqual(t, float64(at.Unix()), last, "newest first")
				last = float64(at.Unix())
				require.Equal(t, 3.0, interaction["people"])
				require.Equal(t, 2.0, interaction["outside"])
				seen = append(seen, interaction["externalId"].(string))
			}
			if page["nextCursor"] == nil {
				break
			}
			cursor = page["nextCursor"].(string)
		}
		require.Len(t, seen, 5)
		require.ElementsMatch(t, []string{"m0", "m1", "m2", "m3", "m4"}, seen)
	}
	require.Empty(t, c.ask("GET", "/accounts/acc_2/interactions", "", 200)["items"])
	for asOf, count := range map[string]int{"2026-10-31": 0, "2026-11-01": 2, "2026-11-02": 4, "2026-11-03": 5} {
		require.Len(t, c.ask("GET", "/contacts/con_1/interactions?asOf="+asOf, "", 200)["items"], count, asOf)
		require.Len(t, c.ask("GET", "/accounts/acc_1/interactions?asOf="+asOf, "", 200)["items"], count, asOf)
	}
	c.ask("GET", "/contacts/con_1/interactions?asOf=yesterday", "", 400)
	moved := strings.Replace(items[0], "m0", "m1", 1)
	require.Equal(t, "changed", statuses(c.ask("POST", "/interactions:batch", `{"items":[`+strings.Replace(moved, "email", "message", 1)+`]}`, 200)))
}

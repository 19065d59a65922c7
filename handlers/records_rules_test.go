package handlers_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
)

func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func TestPatchNeedsTheVersion(t *testing.T) {
	c := fresh(t)
	id := c.create("products", `{"name":"Mill"}`)
	require.Equal(t, 428, c.ask("PATCH", "/products/"+id, `{"name":"Mill 2"}`).Status)
	require.Equal(t, 412, c.ask("PATCH", "/products/"+id, `{"name":"Mill 2"}`, "If-Match", `"2"`).Status)
	require.Equal(t, 412, c.ask("PATCH", "/products/"+id, `{"name":"Mill 2"}`, "If-Match", `W/"1"`).Status)
	require.Equal(t, 200, c.ask("PATCH", "/products/"+id, `{"name":"Mill 2"}`, "If-Match", `"7", "1"`).Status)
	require.Equal(t, `"3"`, c.must(200, "PATCH", "/products/"+id, `{"name":"Mill 3"}`, "If-Match", `*`).Header.Get("ETag"))
	require.Equal(t, 422, c.ask("PATCH", "/products/"+id, `{"name":null}`, "If-Match", `*`).Status)
}

// Of many patches of one version just one goes in.
func TestConcurrentPatchesOfOneVersion(t *testing.T) {
	c := fresh(t)
	id := c.create("products", `{"name":"Mill"}`)
	statuses := make([]int, 16)
	var group sync.WaitGroup
	for i := range statuses {
		group.Go(func() {
			statuses[i] = c.ask("PATCH", "/products/"+id, fmt.Sprintf(`{"sku":"%d"}`, i), "If-Match", `"1"`).Status
		})
	}
	group.Wait()
	count := map[int]int{}
	for _, status := range statuses {
		count[status]++
	}
	require.Equal(t, map[int]int{200: 1, 412: 15}, count)
	require.Equal(t, 2., c.must(200, "GET", "/products/"+id, "").Body["version"])
}

func TestExternalIDs(t *testing.T) {
	c := fresh(t)
	odd := "a/b+c %2F?#é"
	path := "/accounts/by-external-id/" + url.PathEscape("sales force") + "/" + url.PathEscape(odd)
	made := c.must(201, "PUT", path, `{"name":"A","class":"B"}`)
	id := made.Body["id"].(string)
	require.Equal(t, "/api/v1/accounts/"+id, made.Header.Get("Location"))
	require.Equal(t, []any{map[string]any{"source": "sales force", "id": odd}}, made.Body["externalIds"])
	require.Equal(t, id, c.must(200, "GET", path, "").Body["id"])

	again := c.must(200, "PUT", path, `{"name":"A2","externalIds":[{"source":"hub","id":"7"}]}`)
	require.Equal(t, "A2", again.Body["name"])
	require.Equal(t, "B", again.Body["class"], "what the body leaves out stays")
	require.Len(t, again.Body["externalIds"], 2)
	require.Equal(t, `"2"`, c.must(200, "PUT", path, `{"name":"A2"}`).Header.Get("ETag"), "twice is once")

	require.Equal(t, 409, c.ask("POST", "/accounts", `{"name":"B","externalIds":[{"source":"hub","id":"7"}]}`).Status)
	other := c.create("accounts", `{"name":"B"}`)
	require.Equal(t, 409, c.ask("PATCH", "/accounts/"+other, `{"externalIds":[{"source":"hub","id":"7"}]}`, "If-Match", "*").Status)
	c.create("contacts", `{"name":"C","externalIds":[{"source":"hub","id":"7"}]}`) // another kind's ids are its own

	c.must(200, "PATCH", "/accounts/"+id, `{"externalIds":[{"source":"hub","id":"8"}]}`, "If-Match", "*")
	require.Equal(t, 404, c.ask("GET", path, "").Status)
	c.must(200, "PATCH", "/accounts/"+other, `{"externalIds":[{"source":"hub","id":"7"}]}`, "If-Match", "*")

	c.must(204, "DELETE", "/accounts/by-external-id/hub/8", "")
	require.Equal(t, 404, c.ask("GET", "/accounts/by-external-id/hub/8", "").Status)
	require.Equal(t, 404, c.ask("GET", "/accounts/"+id, "").Status)
	require.NotEqual(t, id, c.must(201, "PUT", "/accounts/by-external-id/hub/8", `{"name":"new"}`).Body["id"], "a deleted record stays deleted")
}

// Of many puts of one new external id one makes the record and the others find it.
func TestConcurrentPutsOfOneExternalID(t *testing.T) {
	c := fresh(t)
	statuses := make([]int, 8)
	var group sync.WaitGroup
	for i := range statuses {
		group.Go(func() {
			statuses[i] = c.ask("PUT", "/accounts/by-external-id/sf/1", `{"name":"A","domains":["a.example"]}`).Status
		})
	}
	group.Wait()
	count := map[int]int{}
	for _, status := range statuses {
		count[status]++
	}
	require.Equal(t, map[int]int{201: 1, 200: 7}, count)
	require.Len(t, c.must(200, "GET", "/accounts", "").ids(), 1)
}

func TestReferencesStandAsIDsOrExternalIDs(t *testing.T) {
	c := fresh(t)
	unit := c.create("units", `{"name":"Sales","externalIds":[{"source":"hr","id":"u1"}]}`)
	user := c.create("users", `{"name":"Ada","email":"Ada@Seller.example","unitId":{"source":"hr","id":"u1"},"externalIds":[{"source":"hr","id":"7"}]}`)
	read := c.must(200, "GET", "/users/"+user, "").Body
	require.Equal(t, unit, read["unitId"])
	require.Equal(t, "ada@seller.example", read["email"])
	require.Equal(t, true, read["active"])
	account := c.create("accounts", `{"name":"A","ownerId":{"source":"hr","id":"7"}}`)
	require.Equal(t, user, c.must(200, "GET", "/accounts/"+account, "").Body["ownerId"])
	deal := c.create("opportunities", `{"name":"D","accountId":"`+account+`","ownerId":"`+user+`","value":-5.25}`)
	read = c.must(200, "GET", "/opportunities/"+deal, "").Body
	require.Equal(t, []any{"open", account, user, -5.25}, []any{read["status"], read["accountId"], read["ownerId"], read["value"]})
	require.Nil(t, c.must(200, "PATCH", "/opportunities/"+deal, `{"ownerId":null}`, "If-Match", "*").Body["ownerId"])
	other := c.create("accounts", `{"name":"B"}`)
	fixed := c.must(422, "PATCH", "/opportunities/"+deal, `{"accountId":"`+other+`"}`, "If-Match", "*")
	require.Equal(t, []string{"/accountId"}, fixed.pointers())

	seat := c.create("positions", `{"accountId":"`+account+`","title":"CFO","since":"2020-01-01"}`)
	require.Equal(t, []string{"/accountId"}, c.must(422, "PATCH", "/positions/"+seat, `{"accountId":null}`, "If-Match", "*").pointers())
	closed := c.must(200, "PATCH", "/positions/"+seat, `{"until":"2026-01-01"}`, "If-Match", `"1"`).Body
	require.Equal(t, []any{account, "2020-01-01", "2026-01-01", false, 2.}, []any{closed["accountId"], closed["since"], closed["until"], closed["placeholder"], closed["version"]})
}

func TestWhatOnlyOneMayHave(t *testing.T) {
	c := fresh(t)
	c.create("users", `{"name":"Ada","email":"a@seller.example"}`)
	require.Equal(t, 409, c.ask("POST", "/users", `{"name":"Eve","email":"A@seller.example"}`).Status)
	c.create("contacts", `{"name":"C","emails":["a@seller.example","a@seller.example"]}`)
	c.create("contacts", `{"name":"D","emails":["a@seller.example"]}`)
	c.create("relation-types", `{"name":"ownership","forward":"owns","backward":"is owned by"}`)
	require.Equal(t, 409, c.ask("POST", "/relation-types", `{"name":"ownership"}`).Status)

	top := c.create("units", `{"name":"Top"}`)
	middle := c.create("units", `{"name":"Middle","parentId":"`+top+`"}`)
	low := c.create("units", `{"name":"Low","parentId":"`+middle+`"}`)
	cycle := c.must(409, "PATCH", "/units/"+top, `{"parentId":"`+low+`"}`, "If-Match", "*")
	require.Contains(t, cycle.Body["detail"], "Top → Low → Middle → Top")
	require.Equal(t, 409, c.ask("PATCH", "/units/"+top, `{"parentId":"`+top+`"}`, "If-Match", "*").Status)
	require.Equal(t, []string{middle, low}, c.must(200, "GET", "/units?unitId="+middle, "").ids())
}

func TestContactNamesAndAttitude(t *testing.T) {
	c := fresh(t)
	made := c.must(201, "POST", "/contacts", `{"firstName":"Jana","lastName":"Novotná","attitude":"supporter","phones":["+420 1"]}`).Body
	require.Equal(t, []any{"Jana Novotná", "2026-11-21"}, []any{made["name"], made["attitudeOn"]})
	path := "/contacts/" + made["id"].(string)
	*c.now = c.now.AddDate(0, 0, 2)
	married := c.must(200, "PATCH", path, `{"lastName":"Dvořáková"}`, "If-Match", "*").Body
	require.Equal(t, []any{"Jana Dvořáková", "2026-11-21"}, []any{married["name"], married["attitudeOn"]})
	turned := c.must(200, "PATCH", path, `{"attitude":"enemy"}`, "If-Match", "*").Body
	require.Equal(t, "2026-11-23", turned["attitudeOn"])
	require.Nil(t, c.must(200, "PATCH", path, `{"attitude":null}`, "If-Match", "*").Body["attitudeOn"])
}

func TestDeleting(t *testing.T) {
	c := fresh(t)
	user := c.create("users", `{"name":"Ada","email":"ada@seller.example"}`)
	account := c.create("accounts", `{"name":"A","domains":["a.example","b.example"],"ownerId":"`+user+`","externalIds":[{"source":"sf","id":"1"}]}`)
	c.create("accounts", `{"name":"B","domains":["b.example"]}`)
	contact := c.create("contacts", `{"name":"C","emails":["c@a.example"],"employment":{"accountId":"`+account+`","title":"CEO"}}`)
	deal := c.create("opportunities", `{"name":"D","accountId":"`+account+`"}`)
	seat := c.must(200, "GET", "/positions?accountId="+account, "").ids()[0]

	used := c.must(409, "DELETE", "/accounts/"+account, "")
	require.Equal(t, "/problems/in-use", used.Body["type"])
	require.Equal(t, map[string]any{"AT": 1., "FOR": 1.}, used.Body["relations"])
	require.Equal(t, map[string]any{"OWNED_BY": 1.}, c.must(409, "DELETE", "/users/"+user, "").Body["relations"])
	require.Equal(t, map[string]any{"HOLDS": 1.}, c.must(409, "DELETE", "/contacts/"+contact, "").Body["relations"])

	c.must(204, "DELETE", "/accounts/"+account+"?cascade=true", "")
	for _, path := range []string{"/accounts/" + account, "/opportunities/" + deal, "/positions/" + seat, "/accounts/by-external-id/sf/1"} {
		require.Equal(t, 404, c.ask("GET", path, "").Status, path)
	}
	require.Equal(t, []string{"b.example"}, storetest.Ask[string](t, `MATCH (d:Domain) RETURN d.name AS name`, nil), "a shared domain stays")
	require.Equal(t, [][]string{{"Account"}}, storetest.Ask[[]string](t, `MATCH (d:Deleted {id: $id}) RETURN d.deletedLabels AS labels`, map[string]any{"id": account}))
	c.must(204, "DELETE", "/users/"+user, "")
	c.must(204, "DELETE", "/contacts/"+contact, "")
	require.Empty(t, storetest.Ask[string](t, `MATCH (e:Email) RETURN e.address AS address`, nil))
	c.create("users", `{"name":"Ada","email":"ada@seller.example"}`)
}

func TestIdempotencyKey(t *testing.T) {
	c := fresh(t)
	first := c.must(201, "POST", "/accounts", `{"name":"A"}`, "Idempotency-Key", "k1")
	again := c.must(201, "POST", "/accounts", `{"name":"A"}`, "Idempotency-Key", "k1")
	require.Equal(t, first.Text, again.Text)
	require.Equal(t, first.Header.Get("Location"), again.Header.Get("Location"))
	require.Equal(t, 422, c.ask("POST", "/accounts", `{"name":"B"}`, "Idempotency-Key", "k1").Status)
	require.Equal(t, 422, c.ask("POST", "/products", `{"name":"A"}`, "Idempotency-Key", "k1").Status)
	require.Equal(t, 400, c.ask("POST", "/accounts", `{"name":"A"}`, "Idempotency-Key", "a b").Status)
	require.Equal(t, 422, c.ask("POST", "/accounts", `{}`, "Idempotency-Key", "k2").Status)
	c.must(201, "POST", "/accounts", `{"name":"C"}`, "Idempotency-Key", "k2") // what was refused has kept nothing

	batch := `{"items":[{"name":"D","externalIds":[{"source":"s","id":"d"}]},{"name":""}]}`
	one := c.must(200, "POST", "/accounts:batchUpsert", batch, "Idempotency-Key", "k3").Body["items"].([]any)
	two := c.must(200, "POST", "/accounts:batchUpsert", batch, "Idempotency-Key", "k3").Body["items"].([]any)
	require.Equal(t, one[0], two[0])
	require.Equal(t, "created", two[0].(map[string]any)["status"])
	require.Equal(t, "refused", two[1].(map[string]any)["status"])
	problem := two[1].(map[string]any)["problem"].(map[string]any)
	require.Equal(t, []any{422., "/name"}, []any{problem["status"], problem["errors"].([]any)[0].(map[string]any)["pointer"]})
	require.Len(t, c.must(200, "GET", "/accounts", "").ids(), 3)

	for _, node := range storetest.Ask[map[string]any](t, `MATCH (k:IdempotencyKey) RETURN properties(k) AS kept`, nil) {
		require.NotContains(t, fmt.Sprint(node), `"name"`)
	}
	*c.now = c.now.Add(25 * time.Hour)
	require.NotEqual(t, first.Text, c.must(201, "POST", "/accounts", `{"name":"A"}`, "Idempotency-Key", "k1").Text, "a day later it is a new request")
	require.Equal(t, []string{"k1"}, storetest.Ask[string](t, `MATCH (k:IdempotencyKey) RETURN k.key AS key`, nil), "old ones are gone")
}

func TestConcurrentRequestsOfOneKey(t *testing.T) {
	c := fresh(t)
	statuses := make([]int, 8)
	var group sync.WaitGroup
	for i := range statuses {
		group.Go(func() {
			statuses[i] = c.ask("POST", "/accounts", `{"name":"A"}`, "Idempotency-Key", "k").Status
		})
	}
	group.Wait()
	for _, status := range statuses {
		require.Contains(t, []int{201, 409}, status)
	}
	require.Contains(t, statuses, 201)
	require.Len(t, c.must(200, "GET", "/accounts", "").ids(), 1)
}

func TestBatchUpsert(t *testing.T) {
	c := fresh(t)
	batch := `{"items":[
		{"name":"Low","parentId":{"source":"hr","id":"top"},"externalIds":[{"source":"hr","id":"low"}]},
		{"name":"Top","externalIds":[{"source":"hr","id":"top"}]},
		{"name":"Lost","parentId":{"source":"hr","id":"bad"},"externalIds":[{"source":"hr","id":"lost"}]},
		{"name":"","externalIds":[{"source":"hr","id":"bad"}]},
		{"xname":"x"},
		{"id":"unt_none","name":"x"}]}`
	statuses := func(r reply) []string {
		list := []string{}
		for _, item := range r.Body["items"].([]any) {
			status := item.(map[string]any)["status"].(string)
			if document, is := item.(map[string]any)["problem"].(map[string]any); is {
				status = fmt.Sprint(document["status"])
			}
			list = append(list, status)
		}
		return list
	}
	require.Equal(t, []string{"created", "created", "422", "422", "400", "404"}, statuses(c.must(200, "POST", "/units:batchUpsert", batch)))
	require.Equal(t, []string{"unchanged", "unchanged", "422", "422", "400", "404"}, statuses(c.must(200, "POST", "/units:batchUpsert", batch)))
	low := c.must(200, "GET", "/units/by-external-id/hr/low", "").Body
	top := c.must(200, "GET", "/units/by-external-id/hr/top", "").Body
	require.Equal(t, top["id"], low["parentId"])
	require.Equal(t, 1., low["version"])
	require.Len(t, c.must(200, "GET", "/units", "").ids(), 2)

	changed := c.must(200, "POST", "/units:batchUpsert", `{"items":[{"id":"`+low["id"].(string)+`","name":"Lower"},{"name":"Top 1","externalIds":[{"source":"hr","id":"top"}]},{"name":"Top 2","externalIds":[{"source":"hr","id":"top"}]}]}`)
	require.Equal(t, []string{"changed", "changed", "changed"}, statuses(changed))
	require.Equal(t, "Top 2", c.must(200, "GET", "/units/by-external-id/hr/top", "").Body["name"])
	require.Equal(t, []string{"409", "changed"}, statuses(c.must(200, "POST", "/units:batchUpsert",
		`{"items":[{"externalIds":[{"source":"hr","id":"top"}],"parentId":{"source":"hr","id":"low"}},{"externalIds":[{"source":"hr","id":"low"}],"custom":{"a":1}}]}`)))
	require.Equal(t, []any{}, c.must(200, "POST", "/units:batchUpsert", `{"items":[]}`).Body["items"])

	items := make([]map[string]any, 1000)
	for i := range items {
		items[i] = map[string]any{"name": fmt.Sprint("A", i), "domains": []string{fmt.Sprintf("a%d.example", i)}, "externalIds": []graph.ExternalID{{Source: "sf", ID: fmt.Sprint(i)}}}
	}
	body, err := json.Marshal(map[string]any{"items": items})
	require.NoError(t, err)
	require.NotContains(t, statuses(c.must(200, "POST", "/accounts:batchUpsert", string(body))), "unchanged")
	require.NotContains(t, statuses(c.must(200, "POST", "/accounts:batchUpsert", string(body))), "created")
}

package handlers_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
)

// last is the newest item of a history.
func (c *caller) last(path string) map[string]any {
	c.t.Helper()
	return c.must(200, "GET", path+"/history?limit=1", "").Body["items"].([]any)[0].(map[string]any)
}

// undo takes the newest item of a history back.
func (c *caller) undo(status int, path string) map[string]any {
	c.t.Helper()
	return c.must(status, "POST", "/audit/"+c.last(path)["id"].(string)+":undo", "").Body
}

func TestUndo(t *testing.T) {
	c := fresh(t)
	account := c.create("accounts", `{"name":"Moravia","address":{"city":"Brno","country":"CZ"},"domains":["moravia.example"],"custom":{"since":"2020-01-01","tier":2.5}}`)
	ann, bob := c.create("contacts", `{"name":"Ann","emails":["ann@moravia.example"]}`), c.create("contacts", `{"name":"Bob"}`)
	eve := c.create("users", `{"name":"Eve","email":"eve@seller.example"}`)
	seat, boss := c.create("positions", `{"accountId":"`+account+`","title":"CFO"}`), c.create("positions", `{"accountId":"`+account+`","title":"CEO"}`)
	other := c.create("positions", `{"accountId":"`+account+`","title":"COO"}`)
	deal := c.create("opportunities", `{"accountId":"`+account+`","name":"Mill"}`)

	// Fields of every kind have their values of before again; one that was changed since stands against it.
	before := c.must(200, "GET", "/accounts/"+account, "").Body
	c.must(200, "PATCH", "/accounts/"+account, `{"name":"Moravia Steel","address":{"city":null},"domains":[],"custom":{"tier":3,"since":null,"new":true},"employees":5}`, "If-Match", "*")
	changed := c.last("/accounts/" + account)["id"].(string)
	c.undo(204, "/accounts/"+account)
	after := c.must(200, "GET", "/accounts/"+account, "").Body
	for _, field := range []string{"name", "address", "domains", "custom", "employees"} {
		require.Equal(t, before[field], after[field], field)
	}
	require.Contains(t, c.last("/accounts/" + account)["sentence"], "administrator undid a change and ")
	require.Equal(t, changed, c.last("/accounts/" + account)["undoes"])
	stands := c.must(409, "POST", "/audit/"+changed+":undo", "").Body
	require.Contains(t, fmt.Sprint(stands["errors"]), "is “Moravia” now: it was changed since")
	c.undo(204, "/accounts/"+account) // the undoing itself
	require.Equal(t, "Moravia Steel", c.must(200, "GET", "/accounts/"+account, "").Body["name"])

	// Relations: what ended goes on, what began is gone, what was taken back is there; two managers on one day are refused.
	lines := func() []string {
		return storetest.Ask[string](t, `MATCH (:Position {id: $id})-[r:REPORTS_TO]->(m:Position) RETURN m.title + coalesce(' until ' + toString(r.until), '') ORDER BY m.title`, map[string]any{"id": seat})
	}
	c.must(200, "PUT", "/positions/"+seat+"/manager", `{"managerId":"`+boss+`","since":"2026-01-01"}`)
	first := c.last("/positions/" + seat)["id"].(string)
	c.must(200, "PUT", "/positions/"+seat+"/manager", `{"managerId":"`+other+`"}`)
	require.Equal(t, []string{"CEO until 2026-11-21", "COO"}, lines())
	c.must(409, "POST", "/audit/"+first+":undo", "")
	c.undo(204, "/positions/"+seat)
	require.Equal(t, []string{"CEO"}, lines())
	c.must(200, "PUT", "/positions/"+boss+"/manager", `{"managerId":"`+other+`","since":"2026-01-01"}`)
	c.must(204, "PUT", "/positions/"+boss+"/manager", `{"managerId":null,"since":"2026-01-01"}`)
	c.must(200, "PUT", "/positions/"+other+"/manager", `{"managerId":"`+boss+`"}`)
	taken := c.must(200, "GET", "/positions/"+boss+"/history", "").Body["items"].([]any)[1].(map[string]any)
	require.Contains(t, c.must(409, "POST", "/audit/"+taken["id"].(string)+":undo", "").Body["detail"], "circle")

	c.must(200, "PUT", "/opportunities/"+deal+"/buying-center/members/"+ann, `{"roles":["champion"],"influence":4}`)
	c.must(204, "DELETE", "/opportunities/"+deal+"/buying-center/members/"+ann, "")
	c.undo(204, "/opportunities/"+deal)
	member := c.must(200, "GET", "/opportunities/"+deal+"/buying-center", "").Body["members"].([]any)[0].(map[string]any)
	require.Equal(t, 4.0, member["influence"])
	tie := c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+eve+`","level":"strong"}`).Body["id"].(string)
	c.must(204, "DELETE", "/ties/"+tie, "")
	require.Empty(t, c.must(200, "GET", "/users/"+eve+"/ties", "").Body["items"])
	c.undo(204, "/contacts/"+ann)
	require.Len(t, c.must(200, "GET", "/users/"+eve+"/ties", "").Body["items"], 1, "the tie is derived again")

	// What was created goes into the bin, where nothing rests on it; what was deleted comes back.
	product := c.create("products", `{"name":"Pump"}`)
	c.undo(204, "/products/"+product)
	c.must(404, "GET", "/products/"+product, "")
	created := c.must(200, "GET", "/contacts/"+ann+"/history", "").Body["items"].([]any)
	require.Equal(t, 409, c.ask("POST", "/audit/"+created[len(created)-1].(map[string]any)["id"].(string)+":undo", "").Status)
	c.undo(204, "/contacts/"+bob)
	c.must(404, "GET", "/contacts/"+bob, "")
	for path, status := range map[string]int{"/audit/aud_1-0:undo": 404, "/audit/x:undo": 404, "/audit/aud_1-0": 405} {
		require.Equal(t, status, c.ask("POST", path, "").Status, path)
	}
}

func TestBin(t *testing.T) {
	c := fresh(t)
	account := c.create("accounts", `{"name":"Moravia","domains":["moravia.example"],"externalIds":[{"source":"crm","id":"a1"}]}`)
	ann := c.create("contacts", `{"name":"Ann","emails":["ann@moravia.example"],"externalIds":[{"source":"crm","id":"c1"}],"employment":{"accountId":"`+account+`","title":"CFO"}}`)
	eve := c.create("users", `{"name":"Eve","email":"eve@seller.example"}`)
	seat := c.must(200, "GET", "/positions?accountId="+account, "").Body["items"].([]any)[0].(map[string]any)["id"].(string)
	c.must(200, "PUT", "/ties", `{"personA":"`+ann+`","personB":"`+eve+`","level":"strong"}`)
	c.must(200, "POST", "/interactions:batch", `{"items":[{"externalId":"m1","kind":"email","at":"2026-11-01T10:00:00Z","from":"`+eve+`","to":["`+ann+`"]}]}`)
	shown := func() []any {
		return []any{
			c.must(200, "GET", "/accounts/"+account+"/org-chart", "").Body, c.must(200, "GET", "/contacts/"+ann+"/ties", "").Body,
			c.must(200, "GET", "/contacts/"+ann, "").Body, c.must(200, "GET", "/accounts/by-external-id/crm/a1", "").Body,
			c.must(200, "GET", "/contacts/"+ann+"/advocate-paths", "").Body, c.must(200, "GET", "/search?q=moravia", "").Body,
		}
	}
	before := shown()

	// A deleted account takes its positions along; all come back, each as it was.
	c.must(204, "DELETE", "/accounts/"+account+"?cascade=true", "")
	c.must(204, "DELETE", "/contacts/"+ann+"?cascade=true", "")
	c.must(404, "GET", "/positions/"+seat, "")
	bin := c.must(200, "GET", "/bin", "").Body["items"].([]any)
	require.Len(t, bin, 2)
	newest := bin[0].(map[string]any)
	require.Equal(t, "contact Ann 0 2026-12-21T", fmt.Sprint(newest["kind"], " ", newest["name"], " ", newest["along"], " ", newest["until"].(string)[:11]))
	require.Equal(t, 1.0, bin[1].(map[string]any)["along"])
	require.Len(t, c.must(200, "GET", "/bin?kind=account&q=morav", "").Body["items"], 1)
	require.Empty(t, c.must(200, "GET", "/bin?kind=product", "").Body["items"])
	paged := c.must(200, "GET", "/bin?limit=1", "").Body
	require.Equal(t, bin[1:], c.must(200, "GET", "/bin?limit=1&cursor="+paged["nextCursor"].(string), "").Body["items"])
	c.must(204, "POST", "/bin/"+ann+":restore", "")
	c.must(204, "POST", "/bin/"+account+":restore", "")
	require.Equal(t, before, shown())
	c.must(404, "POST", "/bin/"+ann+":restore", "")
	require.Equal(t, "administrator restored the contact Ann.", c.last("/contacts/" + ann)["sentence"])

	// A key that another has now, a manager of the same days, and what it is a part of stand against it.
	c.must(204, "DELETE", "/contacts/"+ann+"?cascade=true", "")
	taken := c.create("contacts", `{"name":"Other","emails":["ann@moravia.example"],"externalIds":[{"source":"crm","id":"c1"}]}`)
	require.Contains(t, c.must(409, "POST", "/bin/"+ann+":restore", "").Body["detail"], taken)
	c.must(204, "DELETE", "/contacts/"+taken, "")
	c.must(204, "POST", "/bin/"+ann+":restore", "")
	require.Equal(t, before, shown())
	c.must(204, "DELETE", "/users/"+eve+"?cascade=true", "")
	c.create("users", `{"name":"Eva","email":"eve@seller.example"}`)
	require.Contains(t, c.must(409, "POST", "/bin/"+eve+":restore", "").Body["detail"], "e-mail address")
	boss := c.create("positions", `{"accountId":"`+account+`","title":"CEO"}`)
	c.must(200, "PUT", "/positions/"+seat+"/manager", `{"managerId":"`+boss+`","since":null}`)
	c.must(204, "DELETE", "/positions/"+boss+"?cascade=true", "")
	second := c.create("positions", `{"accountId":"`+account+`","title":"Chair"}`)
	c.must(200, "PUT", "/positions/"+seat+"/manager", `{"managerId":"`+second+`"}`)
	require.Contains(t, c.must(409, "POST", "/bin/"+boss+":restore", "").Body["detail"], "two managers")
	c.must(204, "DELETE", "/accounts/"+account+"?cascade=true", "")
	require.Contains(t, c.must(409, "POST", "/bin/"+boss+":restore", "").Body["detail"], account)

	// Who may administer and has narrow rights beside purges what they see, and nothing else.
	c.must(201, "POST", "/roles", `{"name":"Keeper","rules":{"kinds":`+kindsWith("own", "")+`,"permissions":["administer"],"connections":"own"}}`)
	c.admit("keeper@us.example", "Keeper")
	keeper := c.signIn("keeper@us.example").cookie(t)
	kept := c.must(201, "POST", "/accounts", `{"name":"Kept"}`, keeper...).Body["id"].(string)
	c.must(204, "DELETE", "/accounts/"+kept, "", keeper...)
	c.must(404, "DELETE", "/bin/"+account, "", keeper...)
	c.must(204, "DELETE", "/bin/"+kept, "", keeper...)
	c.must(404, "DELETE", "/bin/"+kept, "", keeper...)
	require.Equal(t, "keeper@us.example purged an account.", c.told("/audit?record=" + kept)[0])

	// A purge is final and audited.
	c.must(204, "DELETE", "/bin/"+account, "")
	c.must(404, "DELETE", "/bin/"+account, "")
	c.must(404, "POST", "/bin/"+account+":restore", "")
	require.Equal(t, []int{0}, storetest.Ask[int](t, `MATCH (n) WHERE n.id IN $ids RETURN count(n)`, map[string]any{"ids": []string{account, seat, second}}))
	require.Equal(t, "administrator purged an account.", c.told("/audit?record=" + account)[0])
}

// Whoever administered once does not take their place back by undoing, nor does a token without that scope.
func TestUndoOfRights(t *testing.T) {
	c := fresh(t)
	c.admit("ada@us.example", "administrator")
	rita := c.admit("rita@us.example", "administrator")
	rep := c.must(200, "GET", "/roles?q=rep", "").ids()[0]
	unit := c.create("units", `{"name":"North"}`)
	c.must(200, "PATCH", "/users/"+rita, `{"roleId":"`+rep+`"}`, "If-Match", "*")
	c.must(204, "DELETE", "/units/"+unit, "")
	demoted := c.signIn("rita@us.example").cookie(t)
	change := c.must(200, "GET", "/users/"+rita+"/history?limit=1", "", demoted...).Body["items"].([]any)[0].(map[string]any)["id"].(string)
	c.must(403, "POST", "/audit/"+change+":undo", "", demoted...)
	c.must(403, "POST", "/bin/"+unit+":restore", "", demoted...)
	administrator := c.must(200, "GET", "/roles?q=administrator", "").ids()[0]
	made := c.must(201, "POST", "/tokens", `{"name":"writes","roleId":"`+administrator+`","scopes":["read","write"]}`)
	writes := []string{"Authorization", "Bearer " + made.Body["token"].(string)}
	c.must(403, "POST", "/audit/"+change+":undo", "", writes...)
	c.must(403, "POST", "/bin/"+unit+":restore", "", writes...)
	require.Equal(t, rep, c.must(200, "GET", "/users/"+rita, "").Body["roleId"])
	c.must(204, "POST", "/bin/"+unit+":restore", "")

	// Who lets somebody in by a link could be them for a while: the audit has it.
	c.must(201, "POST", "/users/"+rita+"/sign-in-links", "")
	require.Equal(t, "signInLinkUntil", c.last("/users/" + rita)["changes"].([]any)[0].(map[string]any)["field"])
}

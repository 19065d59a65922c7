package handlers_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

// What a role says, from its making to what it lets one do.
func TestRoles(t *testing.T) {
	c := fresh(t)
	roles := c.must(200, "GET", "/roles?sort=name", "").Body["items"].([]any)
	builtin := map[string]string{}
	for _, item := range roles {
		role := item.(map[string]any)
		builtin[role["name"].(string)] = role["id"].(string)
	}
	require.Len(t, builtin, 5)
	rep := c.must(200, "GET", "/roles/"+builtin["rep"], "")
	require.Equal(t, map[string]any{"read": "unitTree", "write": "own", "delete": "own"}, rep.Body["rules"].(map[string]any)["kinds"].(map[string]any)["accounts"])

	for _, id := range builtin {
		require.Equal(t, 409, c.ask("PATCH", "/roles/"+id, `{"rules":{"connections":"none"}}`, "If-Match", "*").Status)
		require.Equal(t, 409, c.ask("PATCH", "/roles/"+id, `{"name":"Mine"}`, "If-Match", "*").Status)
		require.Equal(t, 409, c.ask("DELETE", "/roles/"+id+"?cascade=true", "").Status)
	}
	require.Equal(t, 409, c.ask("POST", "/roles", `{"name":"Administrator","rules":{}}`).Status, "nobody takes another for it")

	for body, pointers := range map[string][]string{
		`{"rules":{}}`: {"/name"},
		`{"name":"x","rules":{"kinds":{"accounts":{"read":"most"},"cars":{"read":"all"}},"permissions":["fly"],"connections":"some"}}`: {"/rules/connections", "/rules/kinds/accounts/read", "/rules/kinds/cars", "/rules/permissions/0"},
		`{"name":"x","rules":{"fields":{"accounts":{"annualRevenue":"none","revenue":"none","custom.a b":"none","custom.tier":"hide"},"cars":{"name":"none"},"ties":{"custom.tier":"none"}}}}`: {
			"/rules/fields/accounts/custom.a b", "/rules/fields/accounts/custom.tier", "/rules/fields/accounts/revenue", "/rules/fields/cars", "/rules/fields/ties/custom.tier"},
	} {
		r := c.ask("POST", "/roles", body)
		require.Equal(t, 422, r.Status, body)
		require.Equal(t, pointers, r.pointers(), body)
	}
	require.Equal(t, 400, c.ask("POST", "/roles", `{"name":"x","rules":{"rights":{}}}`).Status)

	made := c.must(201, "POST", "/roles", `{"name":"Partner","rules":{"kinds":{"accounts":{"read":"all"}},"permissions":["import"],"fields":{"accounts":{"annualRevenue":"none","custom.tier":"read"}}}}`)
	id := made.Body["id"].(string)
	rules := made.Body["rules"].(map[string]any)
	require.Equal(t, map[string]any{"read": "all", "write": "none", "delete": "none"}, rules["kinds"].(map[string]any)["accounts"])
	require.Equal(t, map[string]any{"read": "none", "write": "none", "delete": "none"}, rules["kinds"].(map[string]any)["contacts"])
	require.Equal(t, "none", rules["connections"])
	require.Equal(t, map[string]any{"accounts": map[string]any{"annualRevenue": "none", "custom.tier": "read"}}, rules["fields"])
	require.Equal(t, made.Text, c.must(200, "GET", "/roles/"+id, "").Text)
	require.Equal(t, []string{id}, c.must(200, "GET", "/roles?q=part", "").ids())
	require.Equal(t, 409, c.ask("POST", "/roles", `{"name":"Partner","rules":{}}`).Status)
	patched := c.must(200, "PATCH", "/roles/"+id, `{"rules":{"fields":{"accounts":{"custom.tier":null}},"kinds":{"contacts":{"read":"own"}}}}`, "If-Match", `"1"`)
	require.Equal(t, map[string]any{"accounts": map[string]any{"annualRevenue": "none"}}, patched.Body["rules"].(map[string]any)["fields"])
	require.Equal(t, "own", patched.Body["rules"].(map[string]any)["kinds"].(map[string]any)["contacts"].(map[string]any)["read"])
	require.Equal(t, "all", patched.Body["rules"].(map[string]any)["kinds"].(map[string]any)["accounts"].(map[string]any)["read"])

	// It counts from the next request on, and is not taken from under those who have it.
	user := c.admit("pat@us.example", "Partner")
	pat := c.signIn("pat@us.example").cookie(t)
	require.Equal(t, 403, c.ask("GET", "/roles", "", pat...).Status)
	require.Equal(t, 403, c.ask("POST", "/units", `{"name":"Mine"}`, pat...).Status)
	require.Equal(t, 403, c.ask("PATCH", "/users/"+user, `{"roleId":"`+builtin["administrator"]+`"}`, append(pat, "If-Match", "*")...).Status)
	c.must(200, "GET", "/users", "", pat...)
	require.Equal(t, 400, c.ask("GET", "/imports/x?nonsense=1", "", pat...).Status, "may import")
	c.must(200, "PATCH", "/roles/"+id, `{"rules":{"permissions":["administer"]}}`, "If-Match", "*")
	require.Equal(t, 403, c.ask("GET", "/imports/x", "", pat...).Status, "may import no more")
	c.must(201, "POST", "/units", `{"name":"Mine"}`, pat...)
	require.Equal(t, 409, c.ask("PATCH", "/roles/"+id, `{"rules":{"permissions":[]}}`, "If-Match", "*").Status, "who has it is the last who administers")
	inUse := c.ask("DELETE", "/roles/"+id, "")
	require.Equal(t, 409, inUse.Status)
	require.Equal(t, map[string]any{"HAS_ROLE": 1.}, inUse.Body["relations"])
	require.Equal(t, 409, c.ask("DELETE", "/roles/"+id+"?cascade=true", "").Status)
	c.admit("ada@us.example", "administrator")
	c.must(204, "DELETE", "/roles/"+id+"?cascade=true", "")
	c.must(404, "GET", "/roles/"+id, "")
	require.Equal(t, 403, c.ask("POST", "/units", `{"name":"Another"}`, pat...).Status)
	require.Nil(t, c.must(200, "GET", "/me", "", pat...).Body["role"], "without a role one may nothing")
}

// What tokens are good for, and what they are not.
func TestTokens(t *testing.T) {
	c := fresh(t)
	g := graph.New(c.store, func() time.Time { return *c.now })
	with := func(secret string, more ...string) []string { return append(more, "Authorization", "Bearer "+secret) }
	status := func(secret, method, path, body string, more ...string) int {
		t.Helper()
		return c.ask(method, path, body, with(secret, more...)...).Status
	}
	reads, writes := token(t, g, "administrator", access.ReadScope), token(t, g, "administrator", access.WriteScope)
	admins, imports := token(t, g, "administrator", access.AdminScope), token(t, g, "administrator", access.ImportScope)
	integration := token(t, g, "integration", access.ReadScope, access.WriteScope, access.AdminScope)
	for _, one := range []struct{ method, path, body, allowed string }{
		{"GET", "/accounts", "", reads}, {"POST", "/advocate-paths:batch", `{"targets":["con_1"]}`, reads}, {"GET", "/tokens", "", reads},
		{"POST", "/accounts", `{"name":"A"}`, writes}, {"POST", "/accounts:batchUpsert", `{"items":[]}`, writes}, {"POST", "/contacts/con_1:depart", `{}`, writes},
		{"POST", "/units", `{"name":"U"}`, admins}, {"POST", "/users:batchUpsert", `{"items":[]}`, admins}, {"GET", "/roles", "", admins},
		{"GET", "/imports/x?nonsense=1", "", imports}, {"POST", "/imports?nonsense=1", "", imports},
	} {
		for _, secret := range []string{reads, writes, admins, imports} {
			got := status(secret, one.method, one.path, one.body)
			require.Equal(t, secret == one.allowed, got != 403, "%s %s: %d", one.method, one.path, got)
			require.NotEqual(t, 401, got)
		}
	}
	require.Equal(t, 403, status(integration, "POST", "/units", `{"name":"V"}`), "the scope does not make the role more")
	require.Equal(t, 403, status(integration, "POST", "/tokens", `{"name":"x","roleId":{"source":"x","id":"y"}}`))

	// Mistyped, foreign, expired, taken back.
	for _, bad := range []string{"", "x", reads[:len(reads)-1], reads + "a", reads[:10] + "x" + reads[11:], "kith_" + reads[5:9] + reads[5:], "kithses_" + reads[5:]} {
		r := c.ask("GET", "/accounts", "", with(bad)...)
		require.Equal(t, 401, r.Status, bad)
		require.NotEmpty(t, r.Header.Get("WWW-Authenticate"))
	}
	lasting := fmt.Sprintf(`{"name":"short","roleId":%q,"expiresAt":%q}`, c.must(200, "GET", "/roles?q=readonly", "").ids()[0], time.Now().Add(time.Hour).UTC().Format(time.RFC3339Nano))
	made := c.must(201, "POST", "/tokens", lasting)
	secret, id := made.Body["token"].(string), made.Body["id"].(string)
	require.Equal(t, 200, status(secret, "GET", "/accounts", ""))
	listed := c.must(200, "GET", "/tokens", "")
	require.NotContains(t, listed.Text, secret)
	require.Regexp(t, `"id":"`+id+`".*"lastUsedAt":"20`, listed.Text)
	first := c.must(200, "GET", "/tokens?limit=1", "")
	require.Len(t, first.Body["items"], 1)
	require.NotEqual(t, first.ids(), c.must(200, "GET", "/tokens?limit=1&cursor="+first.Body["nextCursor"].(string), "").ids())
	storetest.Put(t, `MATCH (t:Token {id: $id}) SET t.expiresAt = datetime() - duration('PT1S')`, map[string]any{"id": id})
	require.Equal(t, 401, status(secret, "GET", "/accounts", ""))
	c.must(204, "DELETE", "/tokens/"+id, "")
	c.must(404, "DELETE", "/tokens/"+id, "")
	for body, pointers := range map[string][]string{
		`{"roleId":"rol_none"}`: {"/name"},
		`{"name":"x"}`:          {"/roleId"},
		`{"name":"x","roleId":"rol_none","unitId":"unt_none"}`:         {"/roleId", "/unitId"},
		`{"name":"x","roleId":"rol_none","scopes":["all"]}`:            {"/scopes/0"},
		`{"name":"x","roleId":"r","expiresAt":"2020-01-01T00:00:00Z"}`: {"/expiresAt"},
	} {
		if body == `{"name":"x"}` {
			require.Equal(t, 403, c.ask("POST", "/tokens", body).Status, "a token makes no tokens of its own")
			continue
		}
		r := c.ask("POST", "/tokens", body)
		require.Equal(t, 422, r.Status, body)
		require.Equal(t, pointers, r.pointers(), body)
	}

	// One's own: with one's own rights, seen and taken back by oneself.
	north := c.create("units", `{"name":"North"}`)
	south := c.create("units", `{"name":"South"}`)
	team := c.create("units", `{"name":"Team","parentId":"`+north+`"}`)
	rita := c.admit("rita@us.example", "rep")
	c.admit("ben@us.example", "administrator")
	c.must(200, "PATCH", "/users/"+rita, `{"unitId":"`+team+`"}`, "If-Match", "*")
	session := c.signIn("rita@us.example").cookie(t)
	require.Equal(t, []string{"/scopes/0"}, c.ask("POST", "/tokens", `{"name":"mine","scopes":["actAs"]}`, session...).pointers())
	mine := c.must(201, "POST", "/tokens", `{"name":"mine","scopes":["read"]}`, session...)
	own := mine.Body["token"].(string)
	me := c.must(200, "GET", "/me", "", with(own)...)
	require.Equal(t, rita, me.Body["user"].(map[string]any)["id"])
	require.Equal(t, "rep", me.Body["role"].(map[string]any)["name"])
	require.Equal(t, 403, status(own, "POST", "/accounts", `{"name":"x"}`))
	require.Equal(t, 403, status(own, "PUT", "/me/password", `{"current":"`+phrase+`","password":"`+phrase+`"}`))
	require.Equal(t, []string{mine.Body["id"].(string)}, c.must(200, "GET", "/tokens", "", session...).ids())
	c.must(404, "DELETE", "/tokens/"+listed.ids()[0], "", session...)

	// As a user: with the rights that both have.
	var acting string
	{
		role := c.must(200, "GET", "/roles?q=manager", "").ids()[0]
		r := c.must(201, "POST", "/tokens", fmt.Sprintf(`{"name":"crm","roleId":%q,"unitId":%q,"scopes":["read","write","actAs"]}`, role, north))
		acting = r.Body["token"].(string)
		r = c.must(201, "POST", "/tokens", fmt.Sprintf(`{"name":"agrees","roleId":%q,"unitId":%q,"scopes":["read","write","admin","actAs"]}`, role, north))
		refused := c.must(403, "PUT", "/me/mailbox", `{"agreed":true}`, with(r.Body["token"].(string), "Kith-User", rita)...)
		require.Contains(t, refused.Body["detail"], "Nobody agrees for another")
	}
	for _, name := range []string{rita, "rita@us.example", "RITA@us.example"} {
		me = c.must(200, "GET", "/me", "", with(acting, "Kith-User", name)...)
		require.Equal(t, rita, me.Body["user"].(map[string]any)["id"])
		require.NotNil(t, me.Body["tokenId"])
		require.Equal(t, map[string]any{"read": "unitTree", "write": "own", "delete": "own"}, me.Body["rights"].(map[string]any)["kinds"].(map[string]any)["accounts"])
		require.Empty(t, me.Body["rights"].(map[string]any)["permissions"])
	}
	for _, name := range []string{"usr_none", "nobody@us.example", "ben@us.example"} {
		require.Equal(t, 403, status(acting, "GET", "/me", "", "Kith-User", name), "nobody, or outside the token's units")
	}
	require.Equal(t, 403, status(own, "GET", "/me", "", "Kith-User", rita))
	require.Equal(t, 403, status(reads, "GET", "/me", "", "Kith-User", rita))
	c.must(200, "PATCH", "/units/"+team, `{"parentId":"`+south+`"}`, "If-Match", "*")
	require.Equal(t, 403, status(acting, "GET", "/me", "", "Kith-User", rita), "the unit has moved away")
	require.Equal(t, 409, c.ask("PATCH", "/units/"+south, `{"parentId":"`+team+`"}`, "If-Match", "*").Status)
	c.must(200, "PATCH", "/users/"+rita, `{"active":false}`, "If-Match", "*")
	require.Equal(t, 401, status(own, "GET", "/me", ""), "a token is no more than its user")
	require.Equal(t, 409, c.ask("DELETE", "/units/"+north, "").Status, "a token is kept to it")
}

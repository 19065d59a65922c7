package handlers_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBadBodies(t *testing.T) {
	c := fresh(t)
	account := c.create("accounts", `{"name":"A"}`)
	for _, bad := range []struct {
		name, kind, body string
		status           int
		pointers         []string
	}{
		{"no JSON", "accounts", `{"name"`, 400, nil},
		{"empty", "accounts", ``, 400, nil},
		{"text after it", "accounts", `{"name":"A"} x`, 400, nil},
		{"not UTF-8", "accounts", "{\"name\":\"\xff\"}", 400, nil},
		{"a list", "accounts", `[]`, 400, []string{""}},
		{"null", "accounts", `null`, 400, []string{""}},
		{"deep", "accounts", strings.Repeat(`{"name":`, 20_000) + strings.Repeat("}", 20_000), 400, nil},
		{"unknown fields, all at once", "accounts", `{"xname":"A","address":{"zip":"1"},"id":"acc_1","Name":"x"}`, 400, []string{"/Name", "/address/zip", "/id", "/xname"}},
		{"wrong types", "accounts", `{"name":1,"domains":["a.example",5],"employees":"many","address":[],"externalIds":[{"source":1,"id":"x"}],"custom":{"a":{},"b":[1]}}`, 400,
			[]string{"/address", "/custom/a", "/custom/b", "/domains/1", "/employees", "/externalIds/0/source", "/name"}},
		{"half a person", "accounts", `{"name":"A","employees":1.5}`, 400, []string{"/employees"}},
		{"wrong date", "opportunities", `{"name":"A","accountId":"` + account + `","closeDate":"21.11.2026"}`, 400, []string{"/closeDate"}},
		{"no such day", "opportunities", `{"name":"A","accountId":"` + account + `","closeDate":"2026-02-30"}`, 400, []string{"/closeDate"}},
		{"half a reference", "opportunities", `{"name":"A","accountId":{"source":"sf"}}`, 400, []string{"/accountId"}},
		{"huge numbers", "accounts", `{"name":"A","annualRevenue":1e400,"employees":123456789012345678901234567890}`, 422, []string{"/annualRevenue", "/employees"}},
		{"missing", "accounts", `{}`, 422, []string{"/name"}},
		{"blank", "accounts", `{"name":"  "}`, 422, []string{"/name"}},
		{"out of range, all at once", "accounts", `{"name":"` + strings.Repeat("x", 501) + `","employees":-1,"annualRevenue":-1,"currency":"euro","website":"ftp://x","domains":["a.example","no domain"],"ownerId":"usr_none"}`, 422,
			[]string{"/annualRevenue", "/currency", "/domains/1", "/employees", "/name", "/ownerId", "/website"}},
		{"control characters", "contacts", `{"name":"a\u0000b","notes":"line\nline","phones":["1\u0007"]}`, 422, []string{"/name", "/phones/0"}},
		{"e-mails", "contacts", `{"name":"A","emails":["a@b.example","Jana <j@b.example>","none"]}`, 422, []string{"/emails/1", "/emails/2"}},
		{"attitude", "contacts", `{"name":"A","attitude":"friend"}`, 422, []string{"/attitude"}},
		{"long notes", "contacts", `{"name":"A","notes":"` + strings.Repeat("x", 10_001) + `"}`, 422, []string{"/notes"}},
		{"nameless", "contacts", `{"emails":["a@b.example"]}`, 422, []string{"/name"}},
		{"status", "opportunities", `{"name":"A","accountId":"` + account + `","status":"maybe"}`, 422, []string{"/status"}},
		{"no account", "positions", `{"title":"CEO"}`, 422, []string{"/accountId"}},
		{"unknown account", "positions", `{"title":"CEO","accountId":{"source":"sf","id":"9"}}`, 422, []string{"/accountId"}},
		{"a contact for an account", "positions", `{"title":"CEO","accountId":"con_1"}`, 422, []string{"/accountId"}},
		{"since not before until", "positions", `{"title":"CEO","accountId":"` + account + `","since":"2020-01-01","until":"2020-01-01"}`, 422, []string{"/until"}},
		{"custom names", "products", `{"name":"A","custom":{"a b":1,"9":1,"x'})":1,"a/b":1,"ok":1}}`, 422, []string{"/custom/9", "/custom/a b", "/custom/a~1b", "/custom/x'})"}},
		{"external ids", "products", `{"name":"A","externalIds":[{"source":"","id":"1"},{"source":"s","id":"1"},{"source":"s","id":"1"}]}`, 422, []string{"/externalIds/0/source", "/externalIds/2"}},
		{"employment", "contacts", `{"name":"A","employment":{"title":"CEO","since":"2020-01-02","until":"2020-01-01","reportsTo":"con_9"}}`, 422, []string{"/employment/accountId", "/employment/reportsTo", "/employment/until"}},
		{"too large", "accounts", `{"name":"` + strings.Repeat("x", 1<<20) + `"}`, 413, nil},
		{"too many items", "accounts:batchUpsert", `{"items":[` + strings.Repeat(`{},`, 1000) + `{}]}`, 422, []string{"/items"}},
		{"items missing", "accounts:batchUpsert", `{}`, 422, []string{"/items"}},
	} {
		t.Run(bad.name, func(t *testing.T) {
			r := c.ask("POST", "/"+bad.kind, bad.body)
			require.Equal(t, bad.status, r.Status, r.Text)
			require.Equal(t, "application/problem+json", r.Header.Get("Content-Type"))
			if bad.pointers != nil {
				require.Equal(t, bad.pointers, r.pointers(), r.Text)
			}
		})
	}
	list := c.must(422, "POST", "/opportunities", `{"name":"A","accountId":"`+account+`","status":"maybe"}`)
	require.Contains(t, list.Text, "open, won, lost")
	require.Len(t, c.must(200, "GET", "/accounts", "").ids(), 1, "nothing of it is in the graph")

	for _, bad := range []string{
		"limit=0", "limit=201", "limit=x", "sort=colour", "cursor=abc", "colour=red", "status=open", "updatedSince=yesterday", "custom.a%20b=1", "q=%00", "q=%ff", "limit=1&limit=2",
	} {
		require.Equal(t, 400, c.ask("GET", "/accounts?"+bad, "").Status, bad)
	}
	require.Equal(t, 400, c.ask("GET", "/opportunities?status=maybe", "").Status)
	require.Equal(t, 400, c.ask("GET", "/accounts/"+account+"?x=1", "").Status)
	require.Equal(t, 400, c.ask("DELETE", "/accounts/"+account+"?cascade=yes", "").Status)
	require.Equal(t, 404, c.ask("GET", "/accounts/acc_none", "").Status)
	require.Equal(t, 404, c.ask("GET", "/contacts/"+account, "").Status, "of another kind")
	require.Equal(t, 404, c.ask("PATCH", "/accounts/acc_none", `{}`, "If-Match", "*").Status)
	require.Equal(t, 404, c.ask("DELETE", "/accounts/acc_none", "").Status)
	require.Equal(t, 404, c.ask("GET", "/accounts/by-external-id/sf/1", "").Status)
	require.Equal(t, 404, c.ask("DELETE", "/accounts/by-external-id/sf/1", "").Status)
	require.Equal(t, 422, c.ask("GET", "/accounts?ownerId=me", "").Status, "nobody is signed in")
	put := c.ask("PUT", "/accounts", `{}`)
	require.Equal(t, 405, put.Status)
	require.NotEmpty(t, put.Header.Get("Allow"))
}

func TestTextIsKeptAsItIs(t *testing.T) {
	c := fresh(t)
	for _, name := range []string{`'}) DETACH DELETE (n) //`, "=cmd|' /C calc'!A0", "𝕂𝕚𝕥𝕙 👩‍👩‍👧", "שלום עולם", "شركة الأمل", "名古屋製鋼", "a\"b\\c<&>"} {
		created := c.must(201, "POST", "/accounts", `{"name":`+quoted(name)+`,"custom":{"said":`+quoted(name)+`}}`)
		require.Equal(t, name, created.Body["name"])
		require.Equal(t, name, created.Body["custom"].(map[string]any)["said"])
	}
}

package handlers_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
)

// walk follows cursors to the end; between is called between pages.
func (c *caller) walk(path string, between func()) []string {
	c.t.Helper()
	ids := []string{}
	cursor := ""
	for {
		page := c.must(200, "GET", path+"&cursor="+url.QueryEscape(cursor), "")
		ids = append(ids, page.ids()...)
		next, has := page.Body["nextCursor"].(string)
		if !has {
			return ids
		}
		cursor = next
		between()
	}
}

func TestListsAreWalkedWhole(t *testing.T) {
	c := fresh(t)
	var ids []string
	for i := range 12 {
		*c.now = c.now.Add(time.Minute)
		ids = append(ids, c.create("products", fmt.Sprintf(`{"name":"%c","custom":{"even":%t,"n":%d}}`, 'a'+(i*5)%12, i%2 == 0, i%3)))
	}
	none := func() {}
	byName := []string{}
	for i := range 12 {
		byName = append(byName, ids[slices.IndexFunc(ids, func(id string) bool { return (slices.Index(ids, id)*5)%12 == i })])
	}
	require.Equal(t, ids, c.walk("/products?limit=5", none))
	require.Equal(t, ids, c.walk("/products?limit=12", none))
	require.Equal(t, byName, c.walk("/products?limit=5&sort=name", none))
	backwards := slices.Clone(byName)
	slices.Reverse(backwards)
	require.Equal(t, backwards, c.walk("/products?limit=5&sort=-name", none))
	require.Equal(t, ids, c.walk("/products?limit=5&sort=createdAt", none))
	newest := slices.Clone(ids)
	slices.Reverse(newest)
	require.Equal(t, newest, c.walk("/products?limit=1&sort=-createdAt", none))
	c.must(200, "PATCH", "/products/"+ids[3], `{"sku":"x"}`, "If-Match", "*")
	*c.now = c.now.Add(time.Minute)
	c.must(200, "PATCH", "/products/"+ids[5], `{"sku":"x"}`, "If-Match", "*")
	require.Equal(t, []string{ids[5], ids[11], ids[3]}, c.must(200, "GET", "/products?limit=3&sort=-updatedAt", "").ids())
	require.Len(t, c.must(200, "GET", "/products?custom.even=true", "").ids(), 6)
	require.Equal(t, []string{ids[4], ids[10]}, c.walk("/products?limit=1&custom.even=true&custom.n=1", none))
	require.Equal(t, []string{ids[5]}, c.must(200, "GET", "/products?updatedSince="+c.now.Format(time.RFC3339), "").ids())

	for _, path := range []string{"/products?limit=5", "/products?limit=5&sort=name", "/products?limit=5&sort=-createdAt"} {
		seen := c.walk(path, func() { c.create("products", `{"name":"new"}`) })
		for _, id := range ids {
			require.Len(t, slices.DeleteFunc(slices.Clone(seen), func(other string) bool { return other != id }), 1, "%s: %s once, whatever comes in meanwhile", path, id)
		}
	}
}

func TestCursorsAreOfOneQuery(t *testing.T) {
	c := fresh(t)
	for i := range 4 {
		c.create("accounts", fmt.Sprintf(`{"name":"A%d"}`, i))
	}
	first := c.must(200, "GET", "/accounts?limit=2", "")
	cursor := first.Body["nextCursor"].(string)
	rest := c.must(200, "GET", "/accounts?limit=2&cursor="+cursor, "")
	require.NotContains(t, rest.Body, "nextCursor", "absent on the last page")
	for _, path := range []string{"/accounts?sort=name&cursor=" + cursor, "/accounts?q=A&cursor=" + cursor, "/contacts?cursor=" + cursor, "/accounts?cursor=" + cursor[:len(cursor)-1] + "A", "/accounts?cursor=x" + cursor} {
		r := c.must(400, "GET", path, "")
		require.Equal(t, []string{"cursor"}, r.pointers())
	}
	// Another service on the same graph takes it.
	other := *c
	other.address = serving(t, graph.New(c.store, func() time.Time { return *c.now }))
	require.Equal(t, rest.ids(), other.must(200, "GET", "/accounts?limit=3&cursor="+cursor, "").ids())
}

func TestSearchInLists(t *testing.T) {
	c := fresh(t)
	names := map[string]string{}
	for _, name := range []string{"Jana Novotná", "Sean O'Brien", "田中 太郎", "Jean-Luc Ångström", "김민준", "Łukasz Große", "C++ (R&D) Team", "AND OR Theodor", "Bank of Brno"} {
		names[c.create("contacts", `{"name":`+quoted(name)+`}`)] = name
	}
	names[c.create("contacts", `{"name":"Mail","emails":["office@moravia.example"]}`)] = "Mail"
	find := func(q string) []string {
		found := []string{}
		for _, id := range c.must(200, "GET", "/contacts?q="+url.QueryEscape(q), "").ids() {
			found = append(found, names[id])
		}
		return found
	}
	for q, want := range map[string][]string{
		"nov": {"Jana Novotná"}, "novotna": {"Jana Novotná"}, "NOVOTNÁ ja": {"Jana Novotná"}, "o'br": {"Sean O'Brien"}, "田中": {"田中 太郎"}, "太": {"田中 太郎"},
		"ång": {"Jean-Luc Ångström"}, "jean-luc": {"Jean-Luc Ångström"}, "angstrom": {"Jean-Luc Ångström"}, "김민": {"김민준"}, "ŁUK gros": {"Łukasz Große"}, "luk": {"Łukasz Große"}, "c++ (r&d": {"C++ (R&D) Team"},
		"the": {"AND OR Theodor"}, "and theo": {"AND OR Theodor"}, "bank of b": {"Bank of Brno"}, "AND OR": {}, "OFFICE@mor": {"Mail"}, "novotna x": {}, `"`: {}, "***": {}, `\`: {}, "a:b": {}, "[1 TO 2]": {}, "中田": {},
	} {
		require.Equal(t, want, find(q), q)
	}
	seat := c.create("positions", `{"accountId":"`+c.create("accounts", `{"name":"A"}`)+`","title":"Chief Financial Officer"}`)
	require.Equal(t, []string{seat}, c.must(200, "GET", "/positions?q=fin", "").ids())
	for _, long := range []string{strings.Repeat("x", 500), strings.Repeat("x ", 250), strings.Repeat("田", 500), strings.Repeat("ё", 500), strings.Repeat("田x", 250)} {
		require.Equal(t, 200, c.ask("GET", "/contacts?q="+url.QueryEscape(long), "").Status, long)
	}
	require.Equal(t, 400, c.ask("GET", "/contacts?q="+strings.Repeat("x", 501), "").Status)
}

func TestFilters(t *testing.T) {
	c := fresh(t)
	top := c.create("units", `{"name":"Top"}`)
	team := c.create("units", `{"name":"Team","parentId":"`+top+`"}`)
	ada := c.create("users", `{"name":"Ada","email":"ada@s.example","unitId":"`+team+`"}`)
	bob := c.create("users", `{"name":"Bob","email":"bob@s.example","unitId":"`+top+`","active":false}`)
	eve := c.create("users", `{"name":"Eve","email":"eve@s.example","leftOn":"2026-11-21"}`)
	a := c.create("accounts", `{"name":"A","ownerId":"`+ada+`","class":"A","industry":"Metals"}`)
	b := c.create("accounts", `{"name":"B","ownerId":"`+bob+`","class":"B"}`)
	deal := c.create("opportunities", `{"name":"D","accountId":"`+a+`","ownerId":"`+ada+`","stage":"offer","closeDate":"2026-12-01"}`)
	won := c.create("opportunities", `{"name":"W","accountId":"`+a+`","status":"won"}`)
	open := c.create("positions", `{"accountId":"`+a+`","title":"CEO"}`)
	closed := c.create("positions", `{"accountId":"`+a+`","title":"CIO","until":"2026-11-21"}`)
	con := c.create("contacts", `{"name":"C","ownerId":"`+bob+`","employment":{"accountId":"`+b+`","title":"CFO"}}`)
	gone := c.create("contacts", `{"name":"G","employment":{"accountId":"`+b+`","until":"2026-01-01"}}`)
	storetest.Put(t, `MATCH (c:Contact {id: $id}) CREATE (c)-[:TOOK_PART]->(:Interaction {id: 'int_1', at: datetime('2026-05-31T23:00:00Z')})`, map[string]any{"id": con})
	for path, want := range map[string][]string{
		"/accounts?ownerId=" + ada: {a}, "/accounts?unitId=" + top: {a, b}, "/accounts?unitId=" + team: {a}, "/accounts?class=A&industry=Metals": {a}, "/accounts?class=A&ownerId=" + bob: {},
		"/accounts?lastContactBefore=2026-06-01": {b}, "/accounts?lastContactBefore=2026-05-31": {},
		"/contacts?lastContactBefore=2026-06-01": {con}, "/contacts?accountId=" + b: {con}, "/contacts?ownerId=" + bob: {con}, "/contacts": {con, gone},
		"/users?active=true": {ada}, "/users?active=false": {bob, eve}, "/users?unitId=" + top: {ada, bob}, "/users": {ada, bob, eve},
		"/opportunities?accountId=" + a: {deal, won}, "/opportunities?status=won": {won}, "/opportunities?stage=offer": {deal}, "/opportunities?closeBefore=2026-12-01": {},
		"/opportunities?closeBefore=2026-12-02": {deal}, "/opportunities?unitId=" + top: {deal}, "/opportunities?ownerId=" + ada: {deal},
		"/positions?open=true&accountId=" + a: {open}, "/positions?open=false&accountId=" + a: {closed}, "/positions?accountId=" + a: {open, closed},
		"/accounts?updatedSince=2026-11-22": {}, "/accounts?updatedSince=2026-11-21": {a, b},
	} {
		require.Equal(t, want, c.must(200, "GET", path, "").ids(), path)
	}
}

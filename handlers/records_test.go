package handlers_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store"
	"kith/handlers"
)

// caller asks a service over HTTP on an empty graph.
type caller struct {
	t       *testing.T
	address string
	now     *time.Time
	store   *store.Store
}

// fresh is a caller of a service on an empty graph, whose clock stands until it is moved.
func fresh(t *testing.T) *caller {
	t.Helper()
	now := time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	c := &caller{t: t, now: &now, store: empty(t)}
	g := graph.New(c.store, func() time.Time { return *c.now })
	c.address = serving(t, g)
	return c
}

func serving(t *testing.T, g *graph.Graph) string { return served(t, handlers.Options{Graph: g}) }

// served is the address of a service's API.
func served(t *testing.T, o handlers.Options) string {
	o.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	server := httptest.NewServer(handlers.New(o))
	t.Cleanup(server.Close)
	return server.URL + "/api/v1"
}

// reply is what came back.
type reply struct {
	Status int
	Header http.Header
	Text   string
	Body   map[string]any
}

// ask sends a request; headers are pairs of name and value.
func (c *caller) ask(method, path, body string, headers ...string) reply {
	c.t.Helper()
	request, err := http.NewRequest(method, c.address+path, strings.NewReader(body))
	require.NoError(c.t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(c.t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(c.t, err)
	r := reply{Status: response.StatusCode, Header: response.Header, Text: string(text)}
	if strings.Contains(r.Header.Get("Content-Type"), "json") {
		require.NoError(c.t, json.Unmarshal(text, &r.Body), r.Text)
	}
	return r
}

// must asks and expects a status.
func (c *caller) must(status int, method, path, body string, headers ...string) reply {
	c.t.Helper()
	r := c.ask(method, path, body, headers...)
	require.Equal(c.t, status, r.Status, "%s %s: %s", method, path, r.Text)
	return r
}

// create makes a record and returns its id.
func (c *caller) create(kind, body string) string {
	c.t.Helper()
	return c.must(http.StatusCreated, "POST", "/"+kind, body).Body["id"].(string)
}

// pointers are the places that a problem names.
func (r reply) pointers() []string {
	pointers := []string{}
	errors, _ := r.Body["errors"].([]any)
	for _, e := range errors {
		pointers = append(pointers, e.(map[string]any)["pointer"].(string))
	}
	return pointers
}

// ids are the ids of a page's items.
func (r reply) ids() []string {
	ids := []string{}
	for _, item := range r.Body["items"].([]any) {
		ids = append(ids, fmt.Sprint(item.(map[string]any)["id"]))
	}
	return ids
}

func TestAccountIsCreatedReadAndPatched(t *testing.T) {
	c := fresh(t)
	created := c.must(201, "POST", "/accounts", `{"name":" Moravia Steel ","domains":["Moravia.example"],"employees":1200,"annualRevenue":1.5e7,
		"address":{"city":"Brno","postalCode":"602 00"},"ownerId":null,"externalIds":[{"source":"sf","id":"1/2"}],
		"custom":{"tier":"gold","score":7,"ratio":0.5,"partner":true,"signed":"2024-02-29"}}`)
	id := created.Body["id"].(string)
	require.Equal(t, "/api/v1/accounts/"+id, created.Header.Get("Location"))
	require.Equal(t, `"1"`, created.Header.Get("ETag"))
	require.JSONEq(t, `{"id":"`+id+`","createdAt":"2026-11-21T09:30:00Z","updatedAt":"2026-11-21T09:30:00Z","version":1,
		"name":"Moravia Steel","legalName":null,"website":null,"domains":["moravia.example"],"industry":null,"employees":1200,"annualRevenue":15000000,
		"currency":null,"class":null,"phone":null,"address":{"street":null,"city":"Brno","region":null,"postalCode":"602 00","country":null},
		"ownerId":null,"externalIds":[{"source":"sf","id":"1/2"}],
		"custom":{"tier":"gold","score":7,"ratio":0.5,"partner":true,"signed":"2024-02-29"}}`, created.Text)
	read := c.must(200, "GET", "/accounts/"+id, "")
	require.Equal(t, created.Text, read.Text)
	require.Equal(t, `"1"`, read.Header.Get("ETag"))

	*c.now = c.now.Add(time.Hour)
	same := c.must(200, "PATCH", "/accounts/"+id, `{"name":"Moravia Steel","custom":{"signed":"2024-02-29"}}`, "If-Match", `"1"`)
	require.Equal(t, created.Text, same.Text, "a patch of nothing changes nothing")
	patched := c.must(200, "PATCH", "/accounts/"+id, `{"class":"A","domains":[],"address":{"city":null},"custom":{"tier":null,"score":8}}`, "If-Match", `"1"`)
	require.Equal(t, `"2"`, patched.Header.Get("ETag"))
	require.Equal(t, "2026-11-21T10:30:00Z", patched.Body["updatedAt"])
	require.Equal(t, "A", patched.Body["class"])
	require.Equal(t, []any{}, patched.Body["domains"])
	require.Equal(t, map[string]any{"score": 8., "ratio": .5, "partner": true, "signed": "2024-02-29"}, patched.Body["custom"])
	require.Equal(t, "602 00", patched.Body["address"].(map[string]any)["postalCode"])
	require.Nil(t, patched.Body["address"].(map[string]any)["city"])
}

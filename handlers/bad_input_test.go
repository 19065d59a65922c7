package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/docs"
	"kith/graph/store/storetest"
)

// operation is a route with a method, as the API document has it (which is just as it is routed: see documents_test.go).
type operation struct {
	method, path string
	query        []string
}

func operations(t *testing.T) []operation {
	var document struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	require.NoError(t, json.Unmarshal(docs.Swagger, &document))
	var all []operation
	for path, methods := range document.Paths {
		for method, described := range methods {
			o := operation{method: strings.ToUpper(method), path: path}
			for _, parameter := range described.Parameters {
				if parameter.In == "query" {
					o.query = append(o.query, parameter.Name)
				}
			}
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	require.Greater(t, len(all), 100)
	return all
}

var pathParameter = regexp.MustCompile(`\{[^}]*\}`)

// with is the path with a value, escaped, for every parameter.
func (o operation) with(value string) string {
	return pathParameter.ReplaceAllLiteralString(o.path, value)
}

func (o operation) takesBody() bool {
	return o.method == "POST" || o.method == "PUT" || o.method == "PATCH"
}

// takesFile reports whether the body is not JSON.
func (o operation) takesFile() bool { return o.path == "/imports" || o.path == "/imports:recognise" }

// internal is what no caller is told.
var internal = regexp.MustCompile(`(?i:neo4j|bolt|cypher|goroutine|panic|runtime error|\.go\b|/(root|home|tmp|work|usr)/|strconv|reflect|kith/|gin\.)|\b(MATCH|MERGE|UNWIND|WHERE|RETURN) |json: `)

// refused asks for what must be refused, as a whole problem document that says nothing of what is inside.
func (c *caller) refused(status int, method, path, body string, headers ...string) reply {
	c.t.Helper()
	r := c.must(status, method, path, body, headers...)
	require.Equal(c.t, "application/problem+json", r.Header.Get("Content-Type"), "%s %s", method, path)
	for _, member := range []string{"type", "title", "detail", "instance", "requestId"} {
		require.NotEmpty(c.t, r.Body[member], "%s of %s %s: %s", member, method, path, r.Text)
	}
	require.Equal(c.t, float64(status), r.Body["status"])
	require.Equal(c.t, r.Header.Get("X-Request-Id"), r.Body["requestId"])
	require.Regexp(c.t, `^/problems/[a-z-]+$`, r.Body["type"])
	said := []string{r.Body["title"].(string), r.Body["detail"].(string)}
	errors, _ := r.Body["errors"].([]any)
	for _, e := range errors {
		said = append(said, e.(map[string]any)["detail"].(string))
	}
	require.NotRegexp(c.t, internal, strings.Join(said, "\n"), "%s %s", method, path)
	return r
}

func TestBodiesThatCannotBeRead(t *testing.T) {
	c := fresh(t)
	for _, o := range operations(t) {
		if !o.takesBody() || o.takesFile() {
			continue
		}
		for _, bad := range []struct {
			name, body string
			status     int
		}{
			{"malformed", `{"a":`, 400},
			{"text after it", `{} {}`, 400},
			{"not UTF-8", "{\"note\":\"\xc3\x28\"}", 400},
			{"unknown field", `{"nonsense":1}`, 400},
			{"wrong type", `[]`, 400},
			{"100,000 lists in one another", strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), 400},
			{"over 1 MiB", `{"note":"` + strings.Repeat("x", 1<<20) + `"}`, 413},
		} {
			t.Run(o.method+" "+o.path+" "+bad.name, func(t *testing.T) {
				inside := *c
				inside.t = t
				inside.refused(bad.status, o.method, o.with("none_1"), bad.body, "If-Match", "*")
			})
		}
	}
	require.Empty(t, storetest.Ask[string](t, `MATCH (n:Account|Person|Position|Opportunity|Product|Unit|RelationType|Interaction) RETURN n.id AS id`, nil), "nothing of it is in the graph")
}

func TestBadParameters(t *testing.T) {
	c := fresh(t)
	bad := map[string][]string{
		"asOf": {"2026-13-01", "2026-02-30", "today", "2026-11-21T00:00:00Z"}, "until": {"2026-13-01"}, "depth": {"0", "4", "x", "1e0"}, "maxHops": {"0", "9", "-1"},
		"limit": {"0", "100000", "99999999999999999999", "5.5"}, "minStrength": {"-0.1", "1.1", "NaN", "1e400", "x"}, "kinds": {"friends"}, "by": {"luck"},
		"cursor": {"abc", "%00", "%ff"}, "ended": {"1"}, "outside": {"yes"}, "present": {"yes"}, "knownToUs": {"yes"}, "cascade": {"yes"}, "sort": {"colour"},
		"active": {"yes"}, "open": {"yes"}, "closeBefore": {"soon"}, "lastContactBefore": {"soon"}, "updatedSince": {"soon"}, "q": {"%00", "%ff"},
	}
	for _, o := range operations(t) {
		if o.takesFile() {
			continue
		}
		queries := []string{"nonsense=1", "nonsense", "a=%zz"}
		for _, name := range o.query {
			for _, value := range bad[name] {
				queries = append(queries, name+"="+value)
			}
			queries = append(queries, name+"=1&"+name+"=2")
		}
		t.Run(o.method+" "+o.path, func(t *testing.T) {
			inside := *c
			inside.t = t
			for _, query := range queries {
				r := inside.refused(400, o.method, o.with("none_1")+"?"+query, `{}`, "If-Match", "*")
				require.NotEmpty(t, r.pointers(), r.Text)
			}
		})
	}
}

func TestUnknownIDs(t *testing.T) {
	c := importsAt(t, t.TempDir())
	storetest.Put(t, company, nil)
	bodies := map[string]string{"/contacts/{id}:depart": `{"accountId":"acc_1"}`, "/positions/{id}/manager": `{"managerId":"pos_1"}`, "/positions/{id}/holder": `{"contactId":"con_1"}`}
	queries := map[string]string{"/accounts/{id}/differences": "?from=2026-01-01", "/opportunities/{id}/differences": "?from=2026-01-01"}
	values := []string{"acc_none", "%00", "%ff", url.PathEscape(`'}) DETACH DELETE (n) // שלום 🚀`) + strings.Repeat("x", 5000)}
	before := storetest.Ask[int](t, `MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(*) AS all`, nil)
	for _, o := range operations(t) {
		if !strings.Contains(o.path, "{") || o.takesFile() || o.method == "PUT" && strings.Contains(o.path, "/by-external-id/") || // which makes the record
			o.path == "/by-external-id/{source}/{externalId}" { // which answers a list
			continue
		}
		t.Run(o.method+" "+o.path, func(t *testing.T) {
			inside := *c
			inside.t = t
			for _, value := range values {
				body := ""
				if o.takesBody() {
					body = "{}"
				}
				if own, has := bodies[o.path]; has {
					body = own
				}
				inside.refused(404, o.method, o.with(value)+queries[o.path], body, "If-Match", "*")
			}
		})
	}
	for _, second := range []string{
		"PUT /positions/pos_1/dotted-managers/pos_9", "DELETE /positions/pos_1/dotted-managers/pos_9", "PUT /positions/pos_1/holders/con_9", "DELETE /positions/pos_1/holders/con_9",
		"PUT /accounts/acc_1/team/usr_9", "DELETE /accounts/acc_1/team/usr_9", "PUT /opportunities/opp_1/team/usr_9", "DELETE /opportunities/opp_1/team/usr_9",
		"PUT /opportunities/opp_1/line-items/prd_9", "DELETE /opportunities/opp_1/line-items/prd_9",
		"PUT /opportunities/opp_1/buying-center/members/con_9", "DELETE /opportunities/opp_1/buying-center/members/con_9",
		"GET /accounts/acc_1/org-chart?opportunityId=opp_9", "GET /accounts/acc_1/org-chart?root=pos_9", "GET /accounts/acc_1/advocates?opportunityId=opp_9",
		"GET /contacts/con_1/advocate-paths?from=usr_9", "GET /contacts/con_1/advocate-paths?opportunityId=opp_9",
		"GET /contacts/con_1/chain-of-command?opportunityId=opp_9", "GET /contacts/con_1/chain-of-command?to=con_9", "GET /contacts/con_1/chain-of-command?accountId=acc_9",
		"GET /paths?from=con_9&to=con_1", "GET /paths?from=con_1&to=con_9", "GET /nothing", "POST /accounts/acc_1/nothing", "GET /accounts/acc_1/", "GET /",
	} {
		method, path, _ := strings.Cut(second, " ")
		body := ""
		if method == "PUT" {
			body = "{}"
		}
		c.refused(404, method, path, body)
	}
	require.Equal(t, before, storetest.Ask[int](t, `MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(*) AS all`, nil), "nothing has changed")
}

func TestMethodsThatAreNotThere(t *testing.T) {
	c := fresh(t)
	has := map[string][]string{}
	for _, o := range operations(t) {
		if strings.Contains(o.path, "}:") { // the router takes it for a method of the record
			continue
		}
		has[o.path] = append(has[o.path], o.method)
	}
	for path, methods := range has {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodTrace} {
			if slices.Contains(methods, method) {
				continue
			}
			r := c.refused(405, method, operation{path: path}.with("none_1"), "")
			for _, allowed := range methods {
				require.Contains(t, r.Header.Get("Allow"), allowed, "%s %s", method, path)
			}
		}
	}
}

// Whatever stands in a text goes in and comes out as it is, or is refused.
func TestTextsOfChanges(t *testing.T) {
	c := fresh(t)
	storetest.Put(t, company, nil)
	const member = "/opportunities/opp_1/buying-center/members/con_1"
	for _, text := range []string{`'}) DETACH DELETE (n) //`, "${jndi:ldap://x}", "𝕂𝕚𝕥𝕙 👩‍👩‍👧", "שלום עולם", "شركة \u202eالأمل", "a\"b\\c<&>\r\n\t"} {
		note := quoted(text)
		require.Equal(t, text, c.must(200, "PUT", member, `{"note":`+note+`}`).Body["note"])
		require.Equal(t, text, c.must(201, "POST", "/relations", `{"from":"con_1","to":"acc_2","type":"advises","note":`+note+`}`).Body["note"])
		c.must(200, "PUT", "/ties", `{"personA":"usr_1","personB":"con_1","note":`+note+`}`)
		require.Contains(t, storetest.Ask[string](t, `MATCH (:Person)-[t:TIE_SOURCE]->(:Person) RETURN t.note AS note`, nil), text)
		c.refused(422, "POST", "/relations", `{"from":"con_1","to":"acc_2","type":`+note+`}`)
		c.refused(422, "PUT", "/positions/pos_1/manager", `{"managerId":`+note+`}`)
		c.must(200, "GET", "/search?q="+url.QueryEscape(text), "")
		c.must(200, "GET", "/accounts?q="+url.QueryEscape(text), "")
	}
	const nul = `"a\u0000b"`
	for _, bad := range []struct {
		method, path, body string
		status             int
	}{
		{"PUT", member, `{"influence":1e400}`, 400},
		{"PUT", member, `{"influence":99999999999999999999}`, 422},
		{"PUT", member, `{"influence":4.5}`, 400},
		{"PUT", member, `{"since":"-0001-01-01"}`, 400},
		{"PUT", member, `{"since":"10000-01-01"}`, 400},
		{"PUT", "/ties", `{"personA":"usr_1","personB":"con_1","strength":1e400}`, 422},
		{"PUT", "/ties", `{"personA":"usr_1","personB":"con_1","strength":NaN}`, 400},
		{"PUT", "/ties", `{"personA":"usr_1","personB":"con_1","note":` + nul + `}`, 422},
		{"PUT", "/ties", `{"personA":` + nul + `,"personB":"con_1"}`, 422},
		{"PUT", "/ties", `{"personA":{"source":` + nul + `,"id":"1"},"personB":"con_1"}`, 422},
		{"PUT", "/accounts/acc_1/parent", `{"parentId":"acc_2","percent":1e400}`, 422},
		{"PUT", "/opportunities/opp_1/line-items/prd_1", `{"quantity":1e400}`, 422},
		{"PUT", "/opportunities/opp_1/line-items/prd_1", `{"quantity":1e308,"unitPrice":1e308}`, 422},
		{"PUT", "/accounts/acc_1/team/usr_1", `{"as":` + nul + `}`, 422},
		{"POST", "/relations", `{"from":"con_1","to":"acc_2","type":"advises","note":` + nul + `}`, 422},
		{"POST", "/contacts/con_1:depart", `{"accountId":"acc_1","to":{"accountId":"acc_2","title":` + nul + `}}`, 422},
		{"POST", "/contacts/con_1:depart", `{"accountId":"acc_1","to":{"title":"Chair"}}`, 422},
	} {
		c.refused(bad.status, bad.method, bad.path, bad.body)
	}
	mixed := c.must(200, "POST", "/ties:batchUpsert", `{"items":[{"nonsense":1},{"personA":"usr_1","personB":"con_2","level":"weak"},7]}`)
	items := mixed.Body["items"].([]any)
	require.Equal(t, "refused created refused", statuses(mixed.Body))
	for i, pointer := range map[int]string{0: "/nonsense", 2: ""} {
		problem := items[i].(map[string]any)["problem"].(map[string]any)
		require.Equal(t, []any{400., pointer}, []any{problem["status"], problem["errors"].([]any)[0].(map[string]any)["pointer"]})
	}
}

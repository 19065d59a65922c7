package handlers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/docs"
	"kith/graph"
)

// fuzzer makes requests from the API document, good ones and bad ones.
type fuzzer struct {
	*rand.Rand
	ids  map[string][]string // by collection: accounts, contacts …
	good bool                // whether the request at hand is to be one that can be answered
}

// nasty are texts that a program of little care stumbles over.
var nasty = []string{
	"", " ", "x", "Zoë Ä. Ørsted", "\x00", "a\x00b", "\u202eabc", "👩‍👩‍👧", "' OR 1=1 --", "') detach delete n //", "`$` {} [] ;", "../../etc/passwd", "%2F%00", "+ +", "<script>alert(1)</script>",
	"true", "null", "0", "-1", "1e999", "NaN", "2026-02-30", "2026-11-21", "0000-01-01", "9999-12-31", "10000-01-01", "con_", "usr_00000000000000000000000000", "acc_01h455vb4pex5vsknk084sn02q", "*", "me", "anyone",
	strings.Repeat("x", 300), strings.Repeat("ü", 5000), strings.Repeat("9", 400), "a:b", "a/b", "a,b,,c", "custom.x", "\ufeff", "\r\nSet-Cookie: x=y",
}

func one[T any](f *fuzzer, of []T) T { return of[f.IntN(len(of))] }

func (f *fuzzer) sometimes(percent int) bool { return f.IntN(100) < percent }

// spoils says whether to do something bad now.
func (f *fuzzer) spoils(percent int) bool { return !f.good && f.sometimes(percent) }

// collections are what fields and parameters of a name refer to.
var collections = map[string]string{
	"accountId": "accounts", "ownerId": "users", "userId": "users", "unitId": "units", "roleId": "roles", "parentId": "accounts", "contactId": "contacts", "productId": "products",
	"managerId": "positions", "positionId": "positions", "opportunityId": "opportunities", "personA": "contacts", "personB": "users", "from": "contacts", "to": "contacts", "introducerId": "users",
	"targetId": "contacts", "successorId": "contacts", "reportsTo": "contacts", "root": "positions", "without": "contacts", "targets": "contacts", "type": "relation-types", "record": "accounts", "actor": "users",
}

// id is that of a record, mostly of the right collection.
func (f *fuzzer) id(collection string) string {
	if ids := f.ids[collection]; len(ids) > 0 && !f.spoils(20) {
		return one(f, ids)
	}
	if all := f.ids[one(f, slices.Sorted(maps.Keys(f.ids)))]; f.sometimes(70) {
		return one(f, all)
	}
	return one(f, nasty)
}

// value is one that a schema allows, now and then one that it does not.
func (f *fuzzer) value(name string, schema *openapi3.Schema, depth int) any {
	if f.spoils(8) {
		return one(f, []any{nil, true, "x", 1, -1.5, []any{}, map[string]any{}, []any{map[string]any{"x": 1}}, 9223372036854775807, 1e308})
	}
	if len(schema.AllOf) > 0 {
		return f.value(name, schema.AllOf[0].Value, depth)
	}
	switch {
	case schema.Nullable && f.spoils(15):
		return nil
	case len(schema.Enum) > 0 && !f.spoils(10):
		return one(f, schema.Enum)
	case schema.Type.Is("object") || len(schema.Properties) > 0:
		object := map[string]any{}
		for _, field := range slices.Sorted(maps.Keys(schema.Properties)) {
			if depth < 6 && (f.sometimes(60) || f.good && f.sometimes(60)) {
				object[field] = f.value(field, schema.Properties[field].Value, depth+1)
			}
		}
		if schema.AdditionalProperties.Schema != nil {
			key := "colour"
			if f.spoils(50) {
				key = one(f, nasty)
			}
			object[key] = f.value("", schema.AdditionalProperties.Schema.Value, depth+1)
		}
		if f.spoils(5) {
			object[one(f, nasty)] = 1
		}
		return object
	case schema.Example != nil && !schema.Type.Is("string") && !f.spoils(50):
		return schema.Example
	case schema.Type.Is("array"):
		list := []any{}
		for range f.IntN(3) + 1 {
			list = append(list, f.value(name, schema.Items.Value, depth+1))
		}
		return list
	case schema.Type.Is("boolean"):
		return f.sometimes(50)
	case schema.Type.Is("integer"), schema.Type.Is("number"):
		if f.good {
			return 1
		}
		return one(f, []any{0, 1, 1, 2, 3, 5, 0.5, 0.25, 1, 2, -1, 200, 100_000, json.Number("99999999999999999999"), json.Number("1e400")})
	}
	return f.text(name, schema)
}

func (f *fuzzer) text(name string, schema *openapi3.Schema) string {
	collection, refers := collections[name]
	switch {
	case refers && !f.spoils(15):
		return f.id(collection)
	case schema.Format == "date" && !f.spoils(20):
		if f.good && name == "until" {
			return "2031-12-31"
		}
		return one(f, []string{"2026-11-21", "2020-01-01", "2026-02-28", "1970-01-01"})
	case name == "email":
		return fmt.Sprintf("somebody%d@us.example", f.IntN(100_000))
	case schema.Example != nil && !f.spoils(20):
		return fmt.Sprint(schema.Example)
	case !f.spoils(50):
		return fmt.Sprintf("%s %d", name, f.IntN(100_000))
	}
	return one(f, nasty)
}

// request is one of an operation.
type request struct {
	path, body string
	headers    []string
}

// request makes one, good or bad.
func (f *fuzzer) request(path string, o *openapi3.Operation) request {
	f.good = f.sometimes(60)
	var query []string
	r := request{}
	collection, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	collection, _, _ = strings.Cut(collection, ":")
	for _, p := range o.Parameters {
		name, schema := p.Value.Name, p.Value.Schema.Value
		switch p.Value.In {
		case openapi3.ParameterInPath:
			value := f.text(name, schema)
			if name == "id" {
				value = f.id(collection)
			}
			if value == "" || value == "." || value == ".." {
				value = "x"
			}
			path = strings.Replace(path, "{"+name+"}", url.PathEscape(value), 1)
		case openapi3.ParameterInQuery:
			_, refers := collections[name]
			if name == "wait" || f.good && schema.Type.Is("string") && len(schema.Enum) == 0 && schema.Format == "" && !refers { // it waits, or is not any text
				continue
			}
			if f.sometimes(30) || p.Value.Required && !f.spoils(10) {
				value := f.value(name, schema, 6)
				if list, is := value.([]any); is {
					words := []string{}
					for _, one := range list {
						words = append(words, fmt.Sprint(one))
					}
					value = strings.Join(words, ",")
				}
				query = append(query, name+"="+url.QueryEscape(fmt.Sprint(value)))
			}
		case openapi3.ParameterInHeader:
			if name == "If-Match" && f.good {
				r.headers = append(r.headers, name, "*")
			} else if !f.good && f.sometimes(80) {
				r.headers = append(r.headers, name, one(f, []string{"*", "*", "*", `"1"`, `W/"2"`, "key-1", "x", strings.Repeat("k", 400)}))
			}
		}
	}
	if f.spoils(8) {
		query = append(query, one(f, []string{"nonsense=1", "a=%zz", "limit=1&limit=2", "&&=", "cursor=abc"}))
	}
	if len(query) > 0 {
		path += "?" + strings.Join(query, "&")
	}
	r.path = path
	if o.RequestBody == nil {
		if f.spoils(8) {
			r.body = one(f, []string{"{}", "x", `{"a":1}`})
		}
		return r
	}
	content := o.RequestBody.Value.Content
	if content["application/json"] == nil {
		r.headers = append(r.headers, "Content-Type", "multipart/form-data; boundary=b")
		r.body = one(f, []string{"", "x", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\ncrm\r\n--b--\r\n",
			"--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\ncrm\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"accounts.csv\"\r\n\r\nid,name\n1,\"A\n--b--\r\n",
			"--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\ncrm\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"accounts.csv\"\r\n\r\nid,name\n1,Acme\n\x00,\xff\n--b--\r\n"})
		return r
	}
	r.headers = append(r.headers, "Content-Type", one(f, []string{"application/json", "application/json; charset=utf-8", "text/plain"}))
	text, err := json.Marshal(f.value("", content["application/json"].Schema.Value, 0))
	if err != nil {
		text = []byte("{")
	}
	r.body = string(text)
	if f.spoils(25) {
		r.body = one(f, []string{"", "{", "[]", "null", `"x"`, r.body + "x", r.body[:len(r.body)/2], strings.ReplaceAll(r.body, `"`, "'"), strings.Repeat(`{"a":`, 2000), "\xff" + r.body, `{"name":"\ud800"}`, strings.Replace(r.body, "{", `{"__proto__":{},`, 1)})
	}
	return r
}

// asker is somebody who asks: headers say who.
type asker struct {
	name    string
	headers []string
}

// askers are everybody from nobody to who may do all.
func (c *caller) askers() []asker {
	g := graph.New(c.store, func() time.Time { return *c.now })
	all := []asker{
		{"nobody", nobody}, {"a liar", []string{"Authorization", "Bearer kith_" + strings.Repeat("a", 48)}}, {"who begs", []string{"Authorization", "Basic YTpi"}},
		{"who acts as nobody", []string{"Kith-User", "nobody@us.example"}},
	}
	for _, role := range []string{"administrator", "manager", "rep", "readOnly", "integration"} {
		secret := token(c.t, g, role, access.ReadScope, access.WriteScope, access.ImportScope, access.AdminScope)
		all = append(all, asker{"a program: " + role, []string{"Authorization", "Bearer " + secret}})
	}
	for _, role := range []string{"administrator", "rep"} {
		c.admit(role+"@us.example", role)
		all = append(all, asker{role, c.signedIn(role)})
	}
	return all
}

// signedIn is the header of who has just signed in, where nobody has failed to.
func (c *caller) signedIn(role string) []string {
	in, err := graph.New(c.store, time.Now).SignIn(c.t.Context(), graph.Browser{}, role+"@us.example", phrase)
	require.NoError(c.t, err)
	return []string{"Authorization", "", "Cookie", "kith=" + in.Secret}
}

// Whatever is asked, by whomever: what comes back is documented, and nothing from inside. 10,000 requests with KITH_SOAK=1.
func TestFuzz(t *testing.T) {
	const seed = 20261122
	requests := 600
	if os.Getenv("KITH_SOAK") != "" {
		requests = 10_000
	}
	t.Logf("%d requests with seed %d", requests, seed)
	document, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI)
	require.NoError(t, err)
	type route struct {
		method, path string
		*openapi3.Operation
	}
	var routes []route
	for path, item := range document.Paths.Map() {
		for method, o := range item.Operations() {
			routes = append(routes, route{method, path, o})
		}
	}
	slices.SortFunc(routes, func(a, b route) int { return strings.Compare(a.path+" "+a.method, b.path+" "+b.method) })

	c := importsAt(t, t.TempDir())
	f := &fuzzer{Rand: rand.New(rand.NewPCG(seed, 1)), ids: map[string][]string{}}
	made := func(collection, body string) string {
		id := c.must(201, "POST", "/"+collection, body).Body["id"].(string)
		f.ids[collection] = append(f.ids[collection], id)
		return id
	}
	unit := made("units", `{"name":"North"}`)
	user := made("users", `{"name":"Una","email":"una@us.example","unitId":"`+unit+`"}`)
	made("roles", `{"name":"Partner","rules":{"kinds":{"accounts":{"read":"all"}}}}`)
	made("products", `{"name":"Valve","sku":"V1"}`)
	made("relation-types", `{"name":"advises","forward":"advises","backward":"is advised by"}`)
	for i := range 3 {
		account := made("accounts", fmt.Sprintf(`{"name":"Account %d","ownerId":%q}`, i, user))
		made("opportunities", fmt.Sprintf(`{"name":"Deal %d","accountId":%q,"status":"open"}`, i, account))
		made("positions", fmt.Sprintf(`{"title":"CFO","accountId":%q}`, account))
		for k := range 2 {
			made("contacts", fmt.Sprintf(`{"name":"Person %d %d","employment":{"accountId":%q,"title":"Buyer","since":"2020-01-01"}}`, i, k, account))
		}
	}

	f.ids["ties"] = []string{c.must(200, "PUT", "/ties", fmt.Sprintf(`{"personA":%q,"personB":%q,"level":"weak"}`, f.ids["contacts"][0], f.ids["users"][0])).Body["id"].(string)}

	all := c.askers()
	answers := map[int]int{}
	answered := map[string]bool{}
	told := map[string]bool{}
	for i := range requests {
		route := routes[i%len(routes)]
		if i >= len(routes) {
			route = one(f, routes)
		}
		r := f.request(route.path, route.Operation)
		who := one(f, all)
		if f.good && f.sometimes(60) {
			who = all[slices.IndexFunc(all, func(a asker) bool { return a.name == "a program: administrator" })]
		}
		got := c.ask(route.method, r.path, r.body, append(slices.Clone(r.headers), who.headers...)...)
		answers[got.Status]++
		wrong := ""
		switch {
		case route.Responses.Value(fmt.Sprint(got.Status)) == nil, got.Status == 500:
			wrong = "is not documented"
		case got.Text != "" && route.Responses.Value(fmt.Sprint(got.Status)).Value.Content.Get(got.Header.Get("Content-Type")) == nil:
			wrong = "has a form that is not documented: " + got.Header.Get("Content-Type")
		case got.Status >= 400 && got.Header.Get("Content-Type") != "application/problem+json":
			wrong = "is no problem document"
		case internal.MatchString(got.Text):
			wrong = "tells of the inside: " + internal.FindString(got.Text)
		}
		if name := fmt.Sprintf("%s %d %s", route.OperationID, got.Status, wrong); wrong != "" && !told[name] {
			told[name] = true
			asked := fmt.Sprintf("%s asks %s %s %q\n%q\n→ %s", who.name, route.method, r.path, r.headers, r.body, got.Text)
			t.Errorf("request %d: %s: %s", i, name, asked[:min(len(asked), 1500)])
		}
		if got.Status < 300 {
			answered[route.OperationID] = true
			if id, is := got.Body["id"].(string); is && route.method != "GET" && route.path != "/sessions" {
				collection, _, _ := strings.Cut(strings.TrimPrefix(route.path, "/"), "/")
				f.ids[collection] = append(f.ids[collection], id)
			}
		}
		if (i+1)%1000 == 0 {
			t.Log(i+1, "requests, answers by status:", answers)
		}
		if got.Status == 401 && slices.Contains(who.headers, "Cookie") { // who has signed out comes back
			all[slices.IndexFunc(all, func(a asker) bool { return a.name == who.name })].headers = c.signedIn(who.name)
		}
	}
	t.Log("answers by status:", answers, "and", len(answered), "of", len(routes), "operations that did what was asked")
	require.Greater(t, len(answered), len(routes)/4, "most requests are too bad to try anything")
}

package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
)

const phrase = "an uncommon phrase"

// nobody is the header of a request that comes without a token.
var nobody = []string{"Authorization", ""}

// cookie is the header that a browser sends after it got an answer.
func (r reply) cookie(t *testing.T) []string {
	t.Helper()
	cookies := (&http.Response{Header: r.Header}).Cookies()
	require.Len(t, cookies, 1)
	return []string{"Authorization", "", "Cookie", cookies[0].Name + "=" + cookies[0].Value}
}

// admit makes a user who can sign in with phrase, and returns their id.
func (c *caller) admit(email, role string) string {
	c.t.Helper()
	g := graph.New(c.store, func() time.Time { return *c.now })
	id, admitted, err := g.Admit(c.t.Context(), access.System(), graph.Newcomer{Email: email, Name: email, Role: role}, phrase)
	require.NoError(c.t, err)
	require.True(c.t, admitted)
	return id
}

func (c *caller) signIn(email string) reply {
	c.t.Helper()
	return c.must(201, "POST", "/sessions", fmt.Sprintf(`{"email":%q,"password":%q}`, email, phrase), nobody...)
}

// Every route wants to know who asks, but for those by which one says it.
func TestNobodyGetsAnAnswer(t *testing.T) {
	c := fresh(t)
	for _, o := range operations(t) {
		r := c.ask(o.method, o.with("x"), "", nobody...)
		if o.path == "/sessions" && o.method == "POST" || o.path == "/sessions:byLink" {
			require.Equal(t, 400, r.Status, o)
			continue
		}
		require.Equal(t, 401, r.Status, o)
		require.Equal(t, `Bearer realm="kith"`, r.Header.Get("WWW-Authenticate"))
		require.Equal(t, "/problems/not-signed-in", r.Body["type"])
	}
	for _, open := range []string{"/-/healthy", "/-/ready", "/metrics", "/docs", "/api/openapi.json", "/problems/not-allowed", "/sign-in", "/sign-in/page.js", "/sign-in/page.css"} {
		request, err := http.NewRequest("GET", strings.TrimSuffix(c.address, "/api/v1")+open, nil)
		require.NoError(t, err)
		request.Header["Authorization"] = []string{""}
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Equal(t, 200, response.StatusCode, open)
		if strings.HasPrefix(open, "/sign-in") {
			require.Contains(t, response.Header.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'")
		}
	}
}

// From the printed link to the last sign-out.
func TestSignIn(t *testing.T) {
	c := fresh(t)
	g := graph.New(c.store, func() time.Time { return *c.now })
	link, err := g.FirstSignInLink(t.Context(), access.System())
	require.NoError(t, err)
	byLink := func(code, email, password string, headers ...string) reply {
		return c.ask("POST", "/sessions:byLink", fmt.Sprintf(`{"code":%q,"email":%q,"name":"Ada King","password":%q}`, code, email, password), append(headers, nobody...)...)
	}
	altered := link.Code[:len(link.Code)-1] + "x"
	require.Equal(t, 401, byLink(altered, "ada@us.example", phrase).Status)
	require.Equal(t, []string{"/password"}, byLink(link.Code, "ada@us.example", "short").pointers())
	require.Equal(t, []string{"/email"}, byLink(link.Code, "nonsense", phrase).pointers(), "the link counts until it has let somebody in")
	require.Equal(t, 403, byLink(link.Code, "ada@us.example", phrase, "Origin", "https://elsewhere.example").Status)
	in := byLink(link.Code, " Ada@us.example", phrase)
	require.Equal(t, 201, in.Status, in.Text)
	require.Regexp(t, `^kith=kithses_[a-z2-7]{48}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`, in.Header.Get("Set-Cookie"))
	require.NotContains(t, in.Text, "kithses_")
	require.Equal(t, 401, byLink(link.Code, "ada@us.example", phrase).Status, "once")
	late, err := g.FirstSignInLink(t.Context(), access.System())
	require.NoError(t, err)
	require.Equal(t, 409, byLink(late.Code, "eve@us.example", phrase).Status, "there is one first administrator")

	ada := in.cookie(t)
	me := c.must(200, "GET", "/me", "", ada...)
	require.Equal(t, "ada@us.example", me.Body["user"].(map[string]any)["email"])
	require.Equal(t, "administrator", me.Body["role"].(map[string]any)["name"])
	require.Contains(t, me.Body["rights"].(map[string]any)["permissions"], "administer")
	id := me.Body["user"].(map[string]any)["id"].(string)
	made := c.must(201, "POST", "/accounts", `{"name":"Made by Ada"}`, append(ada, "Sec-Fetch-Site", "same-origin")...)
	c.must(200, "GET", made.Header.Get("Location")[len("/api/v1"):], "", ada...)

	// A page of another origin makes the browser send the cookie, and gets nothing changed by that.
	for _, origin := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elsewhere.example"}, {"Origin", "null"}} {
		require.Equal(t, 403, c.ask("POST", "/accounts", `{"name":"Forged"}`, append(ada, origin...)...).Status, origin)
		require.Equal(t, 403, c.ask("DELETE", "/sessions", "", append(ada, origin...)...).Status, origin)
		require.Equal(t, 403, c.ask("POST", "/sessions", `{"email":"ada@us.example","password":"`+phrase+`"}`, append(nobody, origin...)...).Status, "nor is anybody signed in unawares")
		require.Equal(t, 201, c.ask("POST", "/accounts", `{"name":"By a program"}`, origin...).Status, "tokens do not come by themselves")
	}
	require.Equal(t, 403, c.ask("GET", "/me", "", append(ada, "Kith-User", id)...).Status)

	// What is no cookie of ours lets nobody in.
	value := ada[3]
	for _, bad := range []string{"kith=", "kith=x", value[:len(value)-1], value + "a", strings.ToUpper(value), "__Host-" + value, "kith=kithses_" + strings.Repeat("a", 48), strings.Replace(value, "kithses_", "kith_", 1)} {
		require.Equal(t, 401, c.ask("GET", "/me", "", "Authorization", "", "Cookie", bad).Status, bad)
	}
	require.Equal(t, 401, c.ask("GET", "/me", "", "Authorization", "Bearer "+strings.TrimPrefix(value, "kith=")).Status, "a session is no token")
	require.Equal(t, 401, c.ask("GET", "/me", "", "Authorization", "Basic YTpi", "Cookie", value).Status, "what is said goes before what is sent along")

	// Sessions: listed, ended one by one, by a new password, all at once, by age.
	second, third := c.signIn("ada@us.example"), c.signIn("ADA@us.example ")
	list := c.must(200, "GET", "/sessions", "", ada...).Body["items"].([]any)
	require.Len(t, list, 3)
	c.must(204, "DELETE", "/sessions/"+second.Body["id"].(string), "", ada...)
	require.Equal(t, 401, c.ask("GET", "/me", "", second.cookie(t)...).Status)
	c.must(404, "DELETE", "/sessions/"+second.Body["id"].(string), "", ada...)
	require.Equal(t, 403, c.ask("PUT", "/me/password", `{"current":"another phrase","password":"the next phrase"}`, ada...).Status)
	require.Equal(t, []string{"/password"}, c.ask("PUT", "/me/password", `{"current":"`+phrase+`","password":"short"}`, ada...).pointers())
	c.must(204, "PUT", "/me/password", `{"current":"`+phrase+`","password":"the next phrase"}`, ada...)
	require.Equal(t, 401, c.ask("GET", "/me", "", third.cookie(t)...).Status, "a new password ends the other sessions")
	c.must(200, "GET", "/me", "", ada...)
	c.must(401, "POST", "/sessions", `{"email":"ada@us.example","password":"`+phrase+`"}`, nobody...)
	c.must(204, "PUT", "/me/password", `{"current":"the next phrase","password":"`+phrase+`"}`, ada...)
	fourth := c.signIn("ada@us.example")
	gone := c.must(204, "DELETE", "/sessions/current", "", fourth.cookie(t)...)
	require.Contains(t, gone.Header.Get("Set-Cookie"), "kith=; Path=/; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0")
	require.Equal(t, 401, c.ask("GET", "/me", "", fourth.cookie(t)...).Status)
	for _, aged := range []string{"expiresAt = datetime() - duration('PT1S')", "lastUsedAt = datetime() - duration('PT12H1M')"} {
		old := c.signIn("ada@us.example")
		storetest.Put(t, `MATCH (s:Session {id: $id}) SET s.`+aged, map[string]any{"id": old.Body["id"]})
		require.Equal(t, 401, c.ask("GET", "/me", "", old.cookie(t)...).Status, aged)
	}
	c.must(204, "DELETE", "/sessions", "", ada...)
	require.Equal(t, 401, c.ask("GET", "/me", "", ada...).Status)
	for range 30 {
		ada = c.signIn("ada@us.example").cookie(t)
	}
	require.Len(t, c.must(200, "GET", "/sessions", "", ada...).Body["items"], 20, "the oldest end for the new")

	// Nobody is left alone in front of a locked door.
	last := []string{`{"active":false}`, `{"roleId":null}`, `{"leftOn":"2020-01-01"}`}
	for _, patch := range last {
		require.Equal(t, 409, c.ask("PATCH", "/users/"+id, patch, "If-Match", "*").Status, patch)
	}
	require.Equal(t, 409, c.ask("DELETE", "/users/"+id+"?cascade=true", "").Status)
	c.must(200, "GET", "/me", "", ada...)
	c.admit("ben@us.example", "administrator")
	c.must(200, "PATCH", "/users/"+id, last[0], "If-Match", "*")
	require.Equal(t, 401, c.ask("GET", "/me", "", ada...).Status, "who is deactivated is out at once")
	c.must(200, "PATCH", "/users/"+id, `{"active":true}`, "If-Match", "*")
	require.Equal(t, 401, c.ask("GET", "/me", "", ada...).Status, "and does not come back in by an old session")

	// Who has forgotten the password comes by a link of an administrator's.
	forgotten := c.must(201, "POST", "/users/"+id+"/sign-in-links", "").Body["code"].(string)
	again := c.must(201, "POST", "/users/"+id+"/sign-in-links", "").Body["code"].(string)
	require.Equal(t, 401, byLink(forgotten, "", "yet another phrase").Status, "the newest counts")
	in = byLink(again, "", "yet another phrase")
	require.Equal(t, 201, in.Status, in.Text)
	require.Equal(t, id, c.must(200, "GET", "/me", "", in.cookie(t)...).Body["user"].(map[string]any)["id"])
	c.must(404, "POST", "/users/usr_nobody/sign-in-links", "")
	c.must(204, "DELETE", "/users/"+id+"/sessions", "")
	require.Equal(t, 401, c.ask("GET", "/me", "", in.cookie(t)...).Status)
}

// Who guesses is slowed, whether the name exists or not, and learns nothing from it.
func TestGuessing(t *testing.T) {
	c := fresh(t)
	c.admit("ada@us.example", "rep")
	guess := func(email string, headers ...string) reply {
		return c.ask("POST", "/sessions", fmt.Sprintf(`{"email":%q,"password":"not that one"}`, email), append(headers, nobody...)...)
	}
	known, unknown := guess("ada@us.example"), guess("nobody@us.example")
	require.Equal(t, 401, known.Status)
	for _, r := range []*reply{&known, &unknown} {
		delete(r.Body, "requestId")
	}
	require.Equal(t, known.Body, unknown.Body)
	for _, email := range []string{"ada@us.example", "nobody@us.example"} {
		for range 4 {
			require.Equal(t, 401, guess(email).Status)
		}
		slowed := guess(email, "X-Forwarded-For", "203.0.113.9")
		require.Equal(t, 429, slowed.Status, "%s: %s", email, slowed.Text)
		require.Equal(t, "1", slowed.Header.Get("Retry-After"))
		right := c.ask("POST", "/sessions", fmt.Sprintf(`{"email":%q,"password":%q}`, email, phrase), nobody...)
		require.Equal(t, 429, right.Status, "nor does the right one help now")
	}

	// From one address only so many names can be tried, whatever it says of where it comes from; for a proxy's word one has to be asked for.
	tried := func(address func(int) []string) (slowed int) {
		for i := range 150 {
			if guess(fmt.Sprintf("user%d@us.example", i), address(i)...).Status == 429 {
				slowed++
			}
		}
		return slowed
	}
	require.Positive(t, tried(func(i int) []string { return []string{"X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i)} }))
	g := graph.New(c.store, time.Now)
	c.address = served(t, handlers.Options{Graph: g, BehindProxy: true})
	require.Zero(t, tried(func(i int) []string { return []string{"X-Forwarded-For", fmt.Sprintf("10.0.0.1, 198.51.100.%d", i)} }))
	c.address = served(t, handlers.Options{Graph: graph.New(c.store, time.Now), BehindProxy: true})
	require.Positive(t, tried(func(i int) []string { return []string{"X-Forwarded-For", fmt.Sprintf("198.51.100.%d, 203.0.113.9", i)} }), "what stands before the proxy's word is the caller's")
}

// Over TLS the cookie is kept to this host and to TLS; a header says so only where a proxy of ours sends it.
func TestCookieOverTLS(t *testing.T) {
	c := fresh(t)
	c.admit("ada@us.example", "rep")
	signIn := func() reply {
		return c.must(201, "POST", "/sessions", `{"email":"ada@us.example","password":"`+phrase+`"}`, "Authorization", "", "X-Forwarded-Proto", "https")
	}
	lied := signIn()
	require.NotContains(t, lied.Header.Get("Set-Cookie"), "Secure")
	c.address = served(t, handlers.Options{Graph: graph.New(c.store, func() time.Time { return *c.now }), BehindProxy: true})
	in := signIn()
	require.Regexp(t, `^__Host-kith=kithses_\S+; Path=/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$`, in.Header.Get("Set-Cookie"))
	c.must(200, "GET", "/me", "", append(in.cookie(t), "X-Forwarded-Proto", "https")...)
	c.must(401, "GET", "/me", "", append(in.cookie(t), "X-Forwarded-Proto", "http")...)
	c.must(401, "GET", "/me", "", append(lied.cookie(t), "X-Forwarded-Proto", "https")...)
}

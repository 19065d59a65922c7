package handlers_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store/storetest"
	"kith/handlers"
	"kith/openid"
)

// providerAccounts are whom the provider of the test knows, by login.
const providerAccounts = `{
	"eva": {"email":"Eva@us.example","email_verified":true,"name":"Eva Müller","groups":["all","sales"],"department":"EMEA"},
	"ben": {"email":"ben@us.example","email_verified":true,"groups":["leads","sales"]},
	"ben2": {"email":"ben@us.example","email_verified":true,"groups":["leads"]},
	"ina": {"email":"ina@us.example","email_verified":true,"groups":["sales"]},
	"una": {"email":"ada@us.example","email_verified":false,"groups":["sales"]},
	"tom": {"email":"tom@us.example","email_verified":true,"groups":["all"]},
	"zoe": {"email":"zoe@us.example","email_verified":true,"groups":["sales"],"department":"nowhere"}
}`

// runProvider runs a real provider (npm's oidc-provider) that sends browsers back to an address, and returns its own.
func runProvider(t *testing.T, secret, callback string) (issuer string, stop func()) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata/provider")))
	install := exec.Command("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
	install.Dir = dir
	said, err := install.CombinedOutput()
	require.NoError(t, err, "%s", said)
	ctx, cancel := context.WithCancel(context.Background())
	process := exec.CommandContext(ctx, "node", "provider.js", secret, callback, providerAccounts)
	process.Dir = dir
	out, err := process.StdoutPipe()
	require.NoError(t, err)
	warnings := &bytes.Buffer{}
	process.Stderr = warnings
	require.NoError(t, process.Start())
	stop = func() { cancel(); _ = process.Wait() }
	t.Cleanup(stop)
	issuer, err = bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err, "%s", warnings)
	return strings.TrimSpace(issuer), stop
}

// browser is a person's, who follows links and fills forms.
type browser struct {
	t       *testing.T
	http    *http.Client
	service string
}

func newBrowser(t *testing.T, service string) *browser {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &browser{t, &http.Client{Transport: &http.Transport{}, Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.Path, "/sign-in") || r.URL.Path == "/" {
			return http.ErrUseLastResponse
		}
		return nil
	}}, service}
}

// page is what a browser shows.
type page struct {
	status int
	header http.Header
	text   string
	at     *url.URL
}

func (b *browser) send(method, address string, form url.Values) page {
	b.t.Helper()
	request, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	require.NoError(b.t, err)
	request.Header.Set("Accept", "text/html,*/*")
	if method == "POST" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := b.http.Do(request)
	require.NoError(b.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(b.t, err)
	return page{response.StatusCode, response.Header, string(text), response.Request.URL}
}

// begin asks to sign in, and returns where at the provider.
func (b *browser) begin() *url.URL {
	b.t.Helper()
	asked := b.http.CheckRedirect
	b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer := b.send("GET", b.service+"/sign-in/provider", nil)
	b.http.CheckRedirect = asked
	require.Equal(b.t, 303, answer.status, answer.text)
	at, err := url.Parse(answer.header.Get("Location"))
	require.NoError(b.t, err)
	return at
}

var formAction = regexp.MustCompile(`<form[^>]* action="([^"]+)"`)

// signInAt goes through the provider's forms as somebody, and returns the address that it sends the browser back to.
func (b *browser) signInAt(at *url.URL, login string) string {
	b.t.Helper()
	shown := b.send("GET", at.String(), nil)
	for range 4 {
		if to := shown.header.Get("Location"); to != "" {
			return to
		}
		action := formAction.FindStringSubmatch(shown.text)
		require.NotNil(b.t, action, shown.text)
		form := url.Values{"prompt": {"consent"}}
		if strings.Contains(shown.text, `name="login"`) {
			form = url.Values{"prompt": {"login"}, "login": {login}, "password": {"any"}}
		}
		to, err := shown.at.Parse(html.UnescapeString(action[1]))
		require.NoError(b.t, err)
		shown = b.send("POST", to.String(), form)
	}
	b.t.Fatal("the provider asks for more and more")
	return ""
}

// signIn is the whole way.
func (b *browser) signIn(login string) page {
	b.t.Helper()
	return b.send("GET", b.signInAt(b.begin(), login), nil)
}

// me is who the service says that the browser's person is.
func (b *browser) me() page { return b.send("GET", b.service+"/api/v1/me", nil) }

// Users sign in at a real provider; whatever does not fit together lets nobody in and changes nothing.
func TestSignInByProvider(t *testing.T) {
	c := fresh(t)
	g := graph.New(c.store, func() time.Time { return *c.now })
	ben := c.admit("ben@us.example", "rep")
	c.admit("ada@us.example", "administrator")
	ina := c.admit("ina@us.example", "rep")
	storetest.Put(t, `MATCH (u:User {id: $id}) SET u.active = false CREATE (:Unit {id: 'unt_north', name: 'North', version: 1, createdAt: datetime(), updatedAt: datetime()})`, map[string]any{"id": ina})

	var service http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { service.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	callback := server.URL + "/sign-in/callback"
	const secret = "a secret of the test's client"
	issuer, stop := runProvider(t, secret, callback)
	settings := openid.Settings{Issuer: issuer, ClientID: "kith", ClientSecret: secret, Scopes: []string{"email", "profile"}}
	var err error
	settings.Roles, err = openid.ParseRules([]string{"manager:groups=leads", "rep:groups=sales"})
	require.NoError(t, err)
	settings.Units, err = openid.ParseRules([]string{"North:department=EMEA", "Atlantis:department=nowhere"})
	require.NoError(t, err)
	serve := func(settings openid.Settings, behindProxy bool) {
		provider, err := openid.New(settings, func() time.Time { return *c.now })
		require.NoError(t, err)
		service = handlers.New(handlers.Options{Graph: g, Provider: provider, BehindProxy: behindProxy})
	}
	service = handlers.New(handlers.Options{Graph: g})
	require.NotContains(t, newBrowser(t, server.URL).send("GET", server.URL+"/sign-in", nil).text, "/sign-in/provider")
	require.Equal(t, 404, newBrowser(t, server.URL).send("GET", server.URL+"/sign-in/provider", nil).status)
	require.Equal(t, 404, newBrowser(t, server.URL).send("GET", callback+"?state=x", nil).status)
	serve(settings, false)
	require.Contains(t, newBrowser(t, server.URL).send("GET", server.URL+"/sign-in", nil).text, `<a href="/sign-in/provider">`)

	in := func() []int {
		return storetest.Ask[int](t, `WITH [COUNT { (:User) }, COUNT { (:Session) }, COUNT { (:Credential) }, COUNT { (:Audit) }] AS counts UNWIND counts AS count RETURN count`, nil)
	}
	refused := func(status int, words string, p page) {
		t.Helper()
		require.Equal(t, status, p.status, p.text)
		require.Contains(t, p.text, words)
		require.NotContains(t, p.text, "oauth2")
		require.Contains(t, p.header.Get("Content-Security-Policy"), "default-src 'none'")
		for _, cookie := range p.header.Values("Set-Cookie") {
			require.NotContains(t, cookie, "kithses_")
		}
	}

	// Whom nobody knows is refused, or made, as the setting says, and gets what the rules give.
	before := in()
	refused(403, "ask an administrator", newBrowser(t, server.URL).signIn("eva"))
	refused(403, "verified", newBrowser(t, server.URL).signIn("una"))
	require.Equal(t, before, in())
	settings.Unknown = true
	serve(settings, false)
	refused(403, "ask an administrator", newBrowser(t, server.URL).signIn("tom")) // no rule gives a role
	refused(403, "name a unit", newBrowser(t, server.URL).signIn("zoe"))
	require.Equal(t, before, in())
	evas := newBrowser(t, server.URL)
	done := evas.signIn("eva")
	require.Equal(t, 303, done.status, done.text)
	require.Equal(t, "/", done.header.Get("Location"))
	require.Regexp(t, `(?m)^kith=kithses_[a-z2-7]{48}; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax$`, strings.Join(done.header.Values("Set-Cookie"), "\n"))
	me := evas.me()
	require.Equal(t, 200, me.status)
	for _, is := range []string{`"eva@us.example"`, `"Eva Müller"`, `"rep"`, `"unt_north"`} {
		require.Contains(t, me.text, is)
	}
	require.Equal(t, []string{"openid"}, storetest.Ask[string](t, `MATCH (u:User {email: 'eva@us.example'}), (c:Credential {userId: u.id}) RETURN c.kind AS kind`, nil))
	require.Equal(t, 303, newBrowser(t, server.URL).signIn("eva").status)
	require.Equal(t, []int{before[0] + 1, before[1] + 2, before[2] + 1}, in()[:3], "the same Eva")
	entries := c.must(200, "GET", "/audit?limit=3", "").Text
	require.Contains(t, entries, `"session"`)
	require.Contains(t, entries, `"user"`)

	// Who is known is found by the verified address, then by the subject, and keeps the password; the rules count at each sign-in.
	require.Equal(t, 303, newBrowser(t, server.URL).signIn("ben").status)
	require.Equal(t, []string{"manager"}, storetest.Ask[string](t, `MATCH (:User {id: $id})-[:HAS_ROLE]->(r:Role) RETURN r.name AS name`, map[string]any{"id": ben}))
	c.signIn("ben@us.example")
	storetest.Put(t, `MATCH (u:User {id: $id}) SET u.email = 'benjamin@us.example'`, map[string]any{"id": ben})
	bens := newBrowser(t, server.URL)
	require.Equal(t, 303, bens.signIn("ben").status)
	require.Contains(t, bens.me().text, ben)
	storetest.Put(t, `MATCH (u:User {id: $id}) SET u.email = 'ben@us.example'`, map[string]any{"id": ben})
	before = in()
	refused(403, "Somebody else", newBrowser(t, server.URL).signIn("ben2"))
	refused(403, "not let in any more", newBrowser(t, server.URL).signIn("ina"))

	// What comes back counts once, in the browser that began, soon, and as it was.
	b := newBrowser(t, server.URL)
	back := b.signInAt(b.begin(), "eva")
	refused(401, "did not begin", newBrowser(t, server.URL).send("GET", back, nil))
	victim := newBrowser(t, server.URL)
	victim.begin()
	refused(401, "did not begin", victim.send("GET", back, nil))
	require.Equal(t, 401, victim.me().status)
	refused(401, "did not begin", b.send("GET", strings.Replace(back, "state=", "state=x", 1), nil))
	refused(401, "did not begin", b.send("GET", back, nil)) // the cookie was taken away by the attempt before

	begun := b.begin()
	cookies := b.http.Jar.Cookies(begun)
	back = b.signInAt(begun, "eva")
	require.Equal(t, before, in())
	require.Equal(t, 303, b.send("GET", back, nil).status)
	before = in()
	refused(401, "did not begin", b.send("GET", back, nil))
	b.http.Jar.SetCookies(begun, cookies)
	refused(401, "used already", b.send("GET", back, nil)) // nor does the provider confirm it twice

	back = b.signInAt(b.begin(), "eva")
	*c.now = c.now.Add(openid.Lifetime + time.Second)
	refused(401, "longer than ten minutes", b.send("GET", back, nil))
	for parameter, words := range map[string]string{"nonce": "cannot be trusted", "code_challenge": "does not confirm"} {
		at := b.begin()
		query := at.Query()
		query.Set(parameter, strings.Repeat("a", 43))
		at.RawQuery = query.Encode()
		refused(401, words, b.send("GET", b.signInAt(at, "eva"), nil))
	}
	at := b.begin()
	refused(403, "did not let you in", b.send("GET", callback+"?error=access_denied&error_description=oauth2&state="+at.Query().Get("state"), nil))
	at = b.begin()
	refused(401, "another provider", b.send("GET", callback+"?code=x&iss=https%3A%2F%2Fevil.example&state="+at.Query().Get("state"), nil))
	at = b.begin()
	refused(401, "does not confirm", b.send("GET", callback+"?code=x&state="+at.Query().Get("state"), nil))
	require.Equal(t, before, in())
	require.Equal(t, "S256", at.Query().Get("code_challenge_method"))
	require.Equal(t, callback, at.Query().Get("redirect_uri"))

	// Programs get problem documents.
	problem := c.raw(server.URL + "/sign-in/callback?state=x")
	require.Equal(t, "application/problem+json", problem.Header.Get("Content-Type"))
	require.Equal(t, "/problems/not-signed-in", problem.Body["type"])

	// Over TLS the cookie is kept to this host, and the browser comes back over TLS.
	serve(settings, true)
	secure := c.raw(server.URL+"/sign-in/provider", "X-Forwarded-Proto", "https")
	require.Regexp(t, `^__Host-kith-provider=[A-Za-z0-9_-]{54}; Path=/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$`, secure.Header.Get("Set-Cookie"))
	require.Contains(t, secure.Header.Get("Location"), url.QueryEscape("https://"))
	settings.Redirect = "https://kith.example/sign-in/callback"
	serve(settings, false)
	require.Contains(t, c.raw(server.URL+"/sign-in/provider").Header.Get("Location"), url.QueryEscape(settings.Redirect))

	// A provider that is away is not waited for, and is found again.
	settings.Redirect = ""
	serve(settings, false)
	back = b.signInAt(b.begin(), "eva")
	stop()
	refused(503, "cannot be reached", b.send("GET", back, nil))
	serve(settings, false)
	refused(503, "cannot be reached", b.send("GET", server.URL+"/sign-in/provider", nil))
	require.Equal(t, before, in())
}

// raw asks an address that is not the API's, without a token and without following where it leads.
func (c *caller) raw(address string, headers ...string) reply {
	c.t.Helper()
	request, err := http.NewRequest("GET", address, nil)
	require.NoError(c.t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Transport{}).RoundTrip(request)
	require.NoError(c.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(c.t, err)
	r := reply{Status: response.StatusCode, Header: response.Header, Text: string(text)}
	if strings.Contains(response.Header.Get("Content-Type"), "json") {
		require.NoError(c.t, json.Unmarshal(text, &r.Body))
	}
	return r
}

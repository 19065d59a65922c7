package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/handlers"
)

// Every answer, good or bad, tells browsers to do nothing with it but what it is for.
func TestSecurityHeaders(t *testing.T) {
	c := fresh(t)
	c.address = served(t, handlers.Options{Graph: graph.New(c.store, time.Now), BehindProxy: true})
	origin := strings.TrimSuffix(c.address, "/api/v1")
	for _, path := range []string{"/", "/-/healthy", "/-/ready", "/metrics", "/docs", "/docs/open.js", "/docs/nonsense", "/api/openapi.json", "/problems/invalid", "/sign-in", "/sign-in/page.js", "/sign-in/provider", "/api/v1/accounts", "/api/v1/nonsense"} {
		r := c.raw(origin+path, "X-Forwarded-Proto", "https")
		policy := r.Header.Get("Content-Security-Policy")
		require.Contains(t, policy, "default-src 'none'", path)
		require.Contains(t, policy, "frame-ancestors 'none'", path)
		require.NotContains(t, policy, "http", path)
		for name, value := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": "max-age=31536000",
		} {
			require.Equal(t, []string{value}, r.Header.Values(name), path)
		}
		require.Contains(t, r.Header.Get("Permissions-Policy"), "camera=()", path)
		if strings.HasPrefix(path, "/api/v1") {
			require.Equal(t, "no-store", r.Header.Get("Cache-Control"), path)
		}
		require.Equal(t, path == "/" || path == "/docs" || path == "/sign-in", strings.Contains(policy, "script-src 'self'"), path)
	}
	require.Empty(t, c.raw(origin+"/sign-in").Header.Get("Strict-Transport-Security"), "not over TLS")
	require.Equal(t, "no-store", c.must(200, "GET", "/accounts", "").Header.Get("Cache-Control"))
}

// Who asks too often waits, and takes nothing from others; from where nobody is signed in less is asked.
func TestRequestRate(t *testing.T) {
	c := fresh(t)
	g := graph.New(c.store, time.Now)
	c.address = served(t, handlers.Options{Graph: g, Rate: 10})
	all := func(headers ...string) (last reply) {
		for range 60 {
			if last = c.ask("GET", "/me", "", headers...); last.Status == 429 {
				return last
			}
		}
		return last
	}
	first := c.must(200, "GET", "/me", "")
	require.Equal(t, `"principal";q=10;w=60`, first.Header.Get("RateLimit-Policy"))
	require.Equal(t, `"principal";r=9;t=6`, first.Header.Get("RateLimit"))
	slowed := all()
	require.Equal(t, 429, slowed.Status)
	require.Equal(t, "/problems/too-many-requests", slowed.Body["type"])
	require.Regexp(t, `^"principal";r=0;t=\d+$`, slowed.Header.Get("RateLimit"))
	require.Regexp(t, `^[1-6]$`, slowed.Header.Get("Retry-After"))
	other := token(t, g, "readOnly", access.ReadScope)
	c.must(200, "GET", "/me", "", "Authorization", "Bearer "+other)

	guessed := all("Authorization", "Bearer "+other+"x", "X-Forwarded-For", "203.0.113.9")
	require.Equal(t, 429, guessed.Status)
	require.Equal(t, `"address";q=1;w=60`, guessed.Header.Get("RateLimit-Policy"))
	require.Equal(t, 429, c.ask("POST", "/sessions", `{}`, nobody...).Status, "nor may they try passwords")
	require.Equal(t, 429, c.raw(strings.TrimSuffix(c.address, "/api/v1")+"/sign-in/provider").Status)
	c.must(200, "GET", "/me", "", "Authorization", "Bearer "+other)
	for _, free := range []string{"/-/healthy", "/-/ready", "/sign-in", "/docs"} {
		r := c.raw(strings.TrimSuffix(c.address, "/api/v1") + free)
		require.Equal(t, 200, r.Status, free)
		require.Empty(t, r.Header.Get("RateLimit"))
	}

	// A proxy of ours says who asks; what a caller says of themselves counts for nothing.
	for _, proxy := range []bool{false, true} {
		c.address = served(t, handlers.Options{Graph: g, Rate: 10, BehindProxy: proxy})
		let := 0
		for i := range 20 {
			if c.ask("GET", "/me", "", append([]string{"X-Forwarded-For", fmt.Sprintf("10.0.0.1, 198.51.100.%d", i)}, nobody...)...).Status == 401 {
				let++
			}
		}
		require.Equal(t, proxy, let == 20, let)
	}
}

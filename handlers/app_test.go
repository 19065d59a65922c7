package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/handlers"
)

// The app is in the program: on each of its own addresses its page, its assets once and for all, and nothing on an address that it does not have.
func TestApp(t *testing.T) {
	service := handlers.New(handlers.Options{})
	get := func(path string, headers ...string) *httptest.ResponseRecorder {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		answer := httptest.NewRecorder()
		service.ServeHTTP(answer, request)
		return answer
	}
	page := get("/")
	require.Equal(t, http.StatusOK, page.Code)
	require.Equal(t, "text/html; charset=utf-8", page.Header().Get("Content-Type"))
	require.Equal(t, "no-cache", page.Header().Get("Cache-Control"))
	policy := page.Header().Get("Content-Security-Policy")
	require.Contains(t, policy, "default-src 'none'; script-src 'self'; style-src 'self';")
	require.NotContains(t, policy, "unsafe")
	for _, path := range []string{"/accounts", "/accounts/acc_1/graph", "/people/con_1?asOf=2026-01-01", "/open?source=crm&id=1"} {
		require.Equal(t, page.Body.String(), get(path).Body.String(), path)
	}
	require.Equal(t, http.StatusNotModified, get("/deals", "If-None-Match", page.Header().Get("ETag")).Code)

	script := regexp.MustCompile(`/assets/[\w.-]+\.js`).FindString(page.Body.String())
	asset := get(script, "Accept-Encoding", "gzip, br")
	require.Equal(t, http.StatusOK, asset.Code)
	require.Equal(t, "gzip", asset.Header().Get("Content-Encoding"))
	require.Equal(t, "public, max-age=31536000, immutable", asset.Header().Get("Cache-Control"))
	require.Less(t, asset.Body.Len(), 200_000)

	for _, path := range []string{"/assets/gone.js", "/nowhere", "/api/v1/nowhere"} {
		answer := get(path)
		require.Equal(t, http.StatusNotFound, answer.Code, path)
		require.Equal(t, "application/problem+json", answer.Header().Get("Content-Type"), path)
	}
}

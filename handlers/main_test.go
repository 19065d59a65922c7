package handlers_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

func TestMain(m *testing.M) {
	http.DefaultTransport = asAdministrator{http.DefaultTransport}
	storetest.Main(m)
}

// administrator is the token of a program that may do everything; each graph of empty knows it.
var administrator string

// empty is an empty graph but for the built-in roles and the administrator's token.
func empty(t testing.TB) *store.Store {
	t.Helper()
	s := storetest.Empty(t)
	administrator = token(t, graph.New(s, time.Now), "administrator", access.ReadScope, access.WriteScope, access.ImportScope, access.AdminScope)
	return s
}

// token is a new program's with a role, by name, and scopes.
func token(t testing.TB, g *graph.Graph, role string, scopes ...access.Scope) string {
	t.Helper()
	require.NoError(t, g.PutBuiltinRoles(t.Context(), access.System()))
	named, err := g.RoleNamed(t.Context(), access.System(), role)
	require.NoError(t, err)
	made, err := g.CreateToken(t.Context(), access.System(), graph.TokenFields{Name: &role, RoleID: &graph.Ref{ID: named.ID}, Scopes: scopes})
	require.NoError(t, err)
	return made.Secret
}

// asAdministrator sends the administrator's token with requests that say nothing of who asks.
type asAdministrator struct{ http.RoundTripper }

func (a asAdministrator) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, says := r.Header["Authorization"]; !says {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+administrator)
	}
	return a.RoundTripper.RoundTrip(r)
}

// CloseIdleConnections lets http.Client close those of the transport beneath.
func (a asAdministrator) CloseIdleConnections() {
	a.RoundTripper.(*http.Transport).CloseIdleConnections()
}

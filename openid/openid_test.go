package openid

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
)

func TestRules(t *testing.T) {
	roles, err := ParseRules([]string{"administrator:groups=kith admins", "rep:department=42", "manager:lead=true", "readOnly"})
	require.NoError(t, err)
	for claims, role := range map[string]string{
		`{"groups":["sales","kith admins"],"department":42}`: "administrator",
		`{"groups":"kith admins"}`:                           "administrator",
		`{"groups":["kith"],"department":42}`:                "rep",
		`{"department":"42","lead":true}`:                    "rep",
		`{"lead":true}`:                                      "manager",
		`{"groups":{"kith admins":1},"lead":null}`:           "readOnly",
		`{}`: "readOnly",
	} {
		said := map[string]any{}
		require.NoError(t, json.Unmarshal([]byte(claims), &said))
		require.Equal(t, role, roles.first(said), claims)
	}
	require.Empty(t, roles[:3].first(nil), "no rule, no role")
	for _, bad := range []string{"", ":groups=x", "rep:", "rep:groups", "rep:=x"} {
		_, err := ParseRules([]string{bad})
		require.Error(t, err, bad)
	}
}

// Whose address the provider has not verified has none.
func TestIdentity(t *testing.T) {
	p, err := New(Settings{Issuer: "https://id.example", ClientID: "kith", ClientSecret: "s", Unknown: true, Units: Rules{{name: "North"}}}, time.Now)
	require.NoError(t, err)
	require.Equal(t, graph.Identity{Issuer: "https://id.example", Subject: "1", Email: "a@us.example", Name: "Ada", Unit: "North", Unknown: true},
		p.identity("1", map[string]any{"email": "a@us.example", "email_verified": true, "name": "Ada"}))
	for _, verified := range []any{nil, false, "false", 1.0} {
		require.Empty(t, p.identity("1", map[string]any{"email": "a@us.example", "email_verified": verified}).Email)
	}
}

func TestSettings(t *testing.T) {
	good := Settings{Issuer: "https://id.example/realm", ClientID: "kith", ClientSecret: "s"}
	for _, spoil := range []func(*Settings){
		func(s *Settings) { s.Issuer = "" },
		func(s *Settings) { s.Issuer = "http://id.example" },
		func(s *Settings) { s.Issuer = "id.example" },
		func(s *Settings) { s.ClientID = "" },
		func(s *Settings) { s.ClientSecret = "" },
		func(s *Settings) { s.Redirect = "/sign-in" },
	} {
		bad := good
		spoil(&bad)
		_, err := New(bad, time.Now)
		require.Error(t, err, "%+v", bad)
	}
	for _, issuer := range []string{good.Issuer, "http://127.0.0.1:9000", "http://localhost:9000"} {
		good.Issuer = issuer
		_, err := New(good, time.Now)
		require.NoError(t, err)
	}
}

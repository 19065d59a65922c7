package main_test

import (
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// tokens are those of administrators, by the data folder, and by the address of who serves it.
var tokens sync.Map

// signedIn sends with requests the token for whom they go to.
type signedIn struct{ http.RoundTripper }

func (s signedIn) RoundTrip(r *http.Request) (*http.Response, error) {
	if token, has := tokens.Load("http://" + r.URL.Host); has && r.Header.Get("Authorization") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "Bearer "+token.(string))
	}
	return s.RoundTripper.RoundTrip(r)
}

// firstIn comes in by the link that a new Kith prints, and makes a token.
func firstIn(t *testing.T, address, link string) (token string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	browser := &http.Client{Jar: jar}
	_, code, found := strings.Cut(link, "#first=")
	require.True(t, found, link)
	post := func(path, body string, into any) {
		response, err := browser.Post(address+"/api/v1"+path, "application/json", strings.NewReader(body))
		require.NoError(t, err)
		defer response.Body.Close()
		require.Equal(t, http.StatusCreated, response.StatusCode)
		require.NoError(t, json.NewDecoder(response.Body).Decode(into))
	}
	post("/sessions:byLink", `{"code":"`+code+`","email":"ada@seller.example","name":"Ada King","password":"an uncommon phrase"}`, &struct{}{})
	var role struct{ Items []struct{ ID string } }
	response, err := browser.Get(address + "/api/v1/roles?q=administrator")
	require.NoError(t, err)
	defer response.Body.Close()
	require.NoError(t, json.NewDecoder(response.Body).Decode(&role))
	var made struct{ Token string }
	post("/tokens", `{"name":"tests","roleId":"`+role.Items[0].ID+`","scopes":["read","write","import","admin"]}`, &made)
	return made.Token
}

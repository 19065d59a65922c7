package handlers_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/handlers"
)

// What is taken back does not count from the next request on where it was taken back, though it is kept in memory, and soon after elsewhere.
func TestRevokeThenRead(t *testing.T) {
	c := fresh(t)
	rounds := 40
	if os.Getenv("KITH_SOAK") != "" {
		rounds = 10_000
	}
	c.admit("ada@us.example", "administrator")
	user := c.admit("rita@us.example", "readOnly")
	manager, readOnly := c.must(200, "GET", "/roles?q=manager", "").ids()[0], c.must(200, "GET", "/roles?q=readonly", "").ids()[0]
	role := c.create("roles", `{"name":"Changing","rules":{"permissions":["administer"]}}`)

	following, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	kith := func() string { // as one process has it
		address := storetest.Address()
		s, err := store.Open(t.Context(), store.Config{URI: address.URI, Username: address.Username, Password: address.Password, TimeLimit: time.Minute})
		require.NoError(t, err)
		t.Cleanup(func() { _ = s.Close() })
		g := graph.New(s, time.Now)
		working.Go(func() { g.FollowPrincipals(following, slog.New(slog.DiscardHandler)) })
		return served(t, handlers.Options{Graph: g})
	}
	here := kith()
	there := kith()
	status := func(address, method, path, body string, headers ...string) int {
		t.Helper()
		at := *c
		at.address = address
		return at.ask(method, path, body, headers...).Status
	}

	load, enough := context.WithCancel(t.Context())
	var asking sync.WaitGroup
	defer asking.Wait()
	defer enough()
	for range 4 {
		asking.Go(func() {
			for load.Err() == nil {
				response, err := http.Get(here + "/units")
				if err == nil {
					_ = response.Body.Close()
				}
			}
		})
	}
	for i := range rounds {
		switch i % 4 {
		case 0: // a token
			made := c.must(201, "POST", "/tokens", fmt.Sprintf(`{"name":"t","roleId":%q}`, readOnly))
			bearer := []string{"Authorization", "Bearer " + made.Body["token"].(string)}
			require.Equal(t, 200, status(here, "GET", "/units", "", bearer...))
			require.Equal(t, 200, status(there, "GET", "/units", "", bearer...))
			require.Equal(t, 204, status(here, "DELETE", "/tokens/"+made.Body["id"].(string), ""))
			require.Equal(t, 401, status(here, "GET", "/units", "", bearer...))
			if rounds < 100 || i%100 == 0 { // which takes up to a second
				require.Eventually(t, func() bool { return status(there, "GET", "/units", "", bearer...) == 401 }, 10*time.Second, 10*time.Millisecond)
			}
		case 1: // a session
			in := c.signIn("rita@us.example")
			require.Equal(t, 200, status(here, "GET", "/me", "", in.cookie(t)...))
			require.Equal(t, 204, status(here, "DELETE", "/sessions", "", in.cookie(t)...))
			require.Equal(t, 401, status(here, "GET", "/me", "", in.cookie(t)...))
		case 2: // a user, and their role
			in := c.signIn("rita@us.example").cookie(t)
			require.Equal(t, 200, status(here, "PATCH", "/users/"+user, fmt.Sprintf(`{"roleId":%q}`, role), "If-Match", "*"))
			require.Equal(t, 200, status(here, "GET", "/roles", "", in...))
			require.Equal(t, 200, status(here, "PATCH", "/users/"+user, fmt.Sprintf(`{"roleId":%q}`, manager), "If-Match", "*"))
			require.Equal(t, 403, status(here, "GET", "/roles", "", in...))
			require.Equal(t, 200, status(here, "PATCH", "/users/"+user, `{"active":false}`, "If-Match", "*"))
			require.Equal(t, 401, status(here, "GET", "/me", "", in...))
			require.Equal(t, 200, status(here, "PATCH", "/users/"+user, `{"active":true}`, "If-Match", "*"))
		case 3: // what a role says
			require.Equal(t, 200, status(here, "PATCH", "/users/"+user, fmt.Sprintf(`{"roleId":%q}`, role), "If-Match", "*"))
			in := c.signIn("rita@us.example").cookie(t)
			require.Equal(t, 200, status(here, "GET", "/roles", "", in...))
			require.Equal(t, 200, status(here, "PATCH", "/roles/"+role, `{"rules":{"permissions":[]}}`, "If-Match", "*"))
			require.Equal(t, 403, status(here, "GET", "/roles", "", in...))
			require.Equal(t, 200, status(here, "PATCH", "/roles/"+role, `{"rules":{"permissions":["administer"]}}`, "If-Match", "*"))
		}
	}
}

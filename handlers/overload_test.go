package handlers_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/handlers"
)

// More callers than there are turns: some are told to come again, those who are served are served right, and nothing is left behind.
func TestOverload(t *testing.T) {
	empty(t)
	storetest.Put(t, `UNWIND range(1, 200) AS i CREATE (:Contact:Person {id: 'con_' + i, name: 'C' + i})`, nil)
	storetest.Put(t, `MATCH (a:Contact), (b:Contact) WHERE a.id < b.id CREATE (a)-[:KNOWS {id: 'tie_' + a.id + b.id, strength: 0.5, status: 'fact', source: 'api'}]->(b)`, nil)
	before := goleak.IgnoreCurrent()
	address := storetest.Address()
	s, err := store.Open(t.Context(), store.Config{URI: address.URI, Username: address.Username, Password: address.Password, Concurrent: 2, TimeLimit: time.Minute})
	require.NoError(t, err)
	server := httptest.NewServer(handlers.New(handlers.Options{Graph: graph.New(s, time.Now)}))
	question := server.URL + "/api/v1/contacts/con_1/relation-graph?depth=3"
	client := &http.Client{Transport: asAdministrator{&http.Transport{}}}

	status, alone := ask(t, question)
	require.Equal(t, http.StatusOK, status, string(alone))
	var served, refused atomic.Int64
	var callers sync.WaitGroup
	for range 512 {
		callers.Go(func() {
			response, err := client.Get(question)
			if err != nil {
				t.Error(err)
				return
			}
			defer response.Body.Close()
			answer, err := io.ReadAll(response.Body)
			if err != nil {
				t.Error(err)
			}
			switch response.StatusCode {
			case http.StatusOK:
				served.Add(1)
				if string(answer) != string(alone) {
					t.Error("an answer under load is not the answer")
				}
			case http.StatusServiceUnavailable:
				refused.Add(1)
				if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err != nil || seconds < 1 {
					t.Error("Retry-After:", response.Header.Get("Retry-After"))
				}
			default:
				t.Error(response.Status, string(answer))
			}
		})
	}
	callers.Wait()
	require.GreaterOrEqual(t, served.Load(), int64(2), "every turn serves somebody")
	require.Positive(t, refused.Load())
	require.Zero(t, s.Running())

	client.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	server.Close()
	require.NoError(t, s.Close())
	goleak.VerifyNone(t, before)
}

// Package storetest gives tests a real Neo4j: one for each test binary, started in TestMain, emptied for each test that asks for it.
package storetest

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/cypher"
	"kith/graph/store"
	"kith/localdb"
)

var (
	shared  *store.Store
	address localdb.Address
)

// settings make Neo4j plan each statement once, however often the graph is emptied and filled and however long the lists and strings of parameters
// are: else planning is most of what tests wait for.
var settings = []string{"dbms.cypher.min_replan_interval=1d", "internal.cypher.use_parameter_size=false"}

// Main runs a package's tests beside a Neo4j of its own; call it from TestMain.
func Main(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "kith-test-")
	if err != nil {
		return failed(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	server, err := localdb.Start(ctx, localdb.Options{Dir: dir, Progress: os.Stderr, Settings: settings})
	if err != nil {
		return failed(err)
	}
	defer func() { _ = server.Stop(ctx) }()
	address = server.Address()
	shared, err = store.Open(ctx, store.Config{URI: address.URI, Username: address.Username, Password: address.Password, TimeLimit: 30 * time.Second})
	if err != nil {
		return failed(err)
	}
	defer func() { _ = shared.Close() }()
	if err := shared.PutSchema(ctx); err != nil {
		return failed(err)
	}
	return m.Run()
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, "the Neo4j of these tests:", err)
	return 1
}

// Empty returns the store with the schema in place and nothing else in the graph.
func Empty(t testing.TB) *store.Store {
	t.Helper()
	require.NotNil(t, shared, "TestMain does not call storetest.Main")
	Put(t, `MATCH (n) WHERE NOT n:Schema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 200 ROWS`, nil)
	Put(t, `MATCH (s:Schema) REMOVE s.foldedBefore`, nil)
	return shared
}

// Address is how to reach the same Neo4j by another store.
func Address() localdb.Address { return address }

// Put runs a statement of the test's own, such as a small graph.
func Put(t testing.TB, text string, parameters map[string]any) {
	t.Helper()
	_, err := store.Autocommit[store.None](context.Background(), shared, cypher.Statement{Name: "fixture", Text: text}, parameters)
	require.NoError(t, err)
}

// Ask returns the rows of a statement of the test's own, for what no question answers; R is a struct by the columns' names, or one value.
func Ask[R any](t testing.TB, text string, parameters map[string]any) []R {
	t.Helper()
	rows, err := store.Autocommit[R](context.Background(), shared, cypher.Statement{Name: "look", Text: text}, parameters)
	require.NoError(t, err)
	return rows
}

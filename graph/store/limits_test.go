package store_test

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

var (
	one     = cypher.Statement{Name: "one", Sent: "RETURN 1 AS n"}
	endless = cypher.Statement{Name: "endless", Sent: "UNWIND range(1, 1000000000) AS i UNWIND range(1, 1000000000) AS j WITH i WHERE i < 0 RETURN count(*) AS n"}
)

// open opens another store on the tests' Neo4j.
func open(t *testing.T, c store.Config) *store.Store {
	t.Helper()
	address := storetest.Address()
	if c.URI == "" {
		c.URI = address.URI
	}
	c.Username, c.Password = address.Username, address.Password
	s, err := store.Open(t.Context(), c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func readOne(s *store.Store) error {
	_, err := store.Read[int](context.Background(), s, one, nil)
	return err
}

func writeOne(s *store.Store) error {
	return s.InTransaction(context.Background(), func(tx *store.Tx) error {
		_, err := store.Write[int](context.Background(), tx, one, nil)
		return err
	})
}

// What goes past its time limit is told so, ends in Neo4j too, and hinders nobody else.
func TestTimeLimit(t *testing.T) {
	storetest.Empty(t)
	s := open(t, store.Config{TimeLimit: 300 * time.Millisecond})
	require.NoError(t, writeOne(s))
	for name, ask := range map[string]func() error{
		"read": func() error {
			_, err := store.Read[int](context.Background(), s, endless, nil)
			return err
		},
		"write": func() error {
			return s.InTransaction(context.Background(), func(tx *store.Tx) error {
				_, err := store.Write[int](context.Background(), tx, endless, nil)
				return err
			})
		},
		"caller's own limit": func() error {
			ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
			defer cancel()
			_, err := store.Read[int](ctx, s, endless, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := ask()
			require.True(t, problem.Is(err, problem.KindTimedOut), "%v", err)
			require.NoError(t, readOne(s), "others are answered")
			require.Eventually(t, func() bool {
				running := storetest.Ask[int](t, `SHOW TRANSACTIONS YIELD currentQuery, status WHERE currentQuery CONTAINS 'UNWIND range' AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*)`, nil)
				return running[0] == 0
			}, 20*time.Second, 100*time.Millisecond, "Neo4j still works on it")
		})
	}
}

// wire is a way to Neo4j that can be cut.
type wire struct {
	address  string
	listener net.Listener
	mutex    sync.Mutex
	ends     []net.Conn
}

// join lets connections through, on the address that it had before.
func (w *wire) join(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", w.address)
	require.NoError(t, err)
	w.listener, w.address = listener, listener.Addr().String()
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", strings.TrimPrefix(storetest.Address().URI, "bolt://"))
			if err != nil {
				_ = near.Close()
				continue
			}
			w.mutex.Lock()
			w.ends = append(w.ends, near, far)
			w.mutex.Unlock()
			go func() { _, _ = io.Copy(far, near); _ = far.Close() }()
			go func() { _, _ = io.Copy(near, far); _ = near.Close() }()
		}
	}()
}

// cut breaks every connection; others can still be made.
func (w *wire) cut() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, end := range w.ends {
		_ = end.Close()
	}
	w.ends = nil
}

func TestNeo4jAwayAndBack(t *testing.T) {
	storetest.Empty(t)
	w := &wire{address: "127.0.0.1:0"}
	w.join(t)
	s := open(t, store.Config{URI: "bolt://" + w.address})
	together := func() {
		var callers sync.WaitGroup
		for range 8 {
			callers.Go(func() {
				if err := readOne(s); err != nil {
					t.Error(err)
				}
				if err := writeOne(s); err != nil {
					t.Error(err)
				}
			})
		}
		callers.Wait()
	}
	together() // several connections in the pool

	w.cut()
	require.NoError(t, writeOne(s), "broken connections are no matter while others can be made")
	w.cut()
	require.NoError(t, readOne(s))
	together()

	require.NoError(t, w.listener.Close())
	w.cut()
	begin := time.Now()
	for range 10 {
		err := writeOne(s)
		require.True(t, problem.Is(err, problem.KindUnavailable), "%v", err)
		err = readOne(s)
		require.True(t, problem.Is(err, problem.KindUnavailable), "%v", err)
	}
	require.Less(t, time.Since(begin), time.Second, "refused at once")

	w.join(t)
	require.Eventually(t, func() bool { return s.Ready(context.Background()) == nil }, 10*time.Second, 10*time.Millisecond)
	together()

	// In the moment of a commit.
	err := s.InTransaction(context.Background(), func(tx *store.Tx) error {
		_, err := store.Write[int](context.Background(), tx, one, nil)
		w.cut()
		return err
	})
	require.True(t, problem.Is(err, problem.KindUnavailable), "%v", err)
	require.ErrorContains(t, err, "may have been made or not")
	together()
}

func TestNewerSchemaIsRefused(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `MATCH (s:Schema {id: 'kith'}) SET s.version = 99`, nil)
	t.Cleanup(func() {
		storetest.Put(t, `MATCH (s:Schema {id: 'kith'}) SET s.version = $v`, map[string]any{"v": store.SchemaVersion})
	})
	require.ErrorContains(t, s.PutSchema(t.Context()), "the graph has schema version 99 and this Kith understands 1: use a newer Kith")
}

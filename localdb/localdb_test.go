package localdb

import (
	"context"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/require"
)

func TestStart(t *testing.T) {
	t0 := time.Now()
	s, err := Start(t.Context(), Options{Dir: t.TempDir(), Progress: t.Output()})
	require.NoError(t, err)
	t.Log(time.Since(t0))
	a := s.Address()
	d, err := neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.Username, a.Password, ""))
	require.NoError(t, err)
	require.NoError(t, d.VerifyConnectivity(t.Context()))
	t.Log(time.Since(t0))
	for _, q := range []string{
		"CREATE CONSTRAINT FOR (n:A) REQUIRE n.id IS UNIQUE", "CREATE FULLTEXT INDEX ft FOR (n:A) ON EACH [n.name]",
		"CREATE (:A {id: 1, name: 'Ada Lovelace'})-[:R]->(:A {id:2})", "CALL db.awaitIndexes(30)", "CALL db.index.fulltext.queryNodes('ft', 'ada~') YIELD node RETURN node", "MATCH (a:A {id:1}) MATCH p = shortestPath((a)-[*..4]-(b:A {id:2})) RETURN p",
		"MATCH p = ANY SHORTEST (a:A {id: 1})-[:R]-{1,4}(b:A {id:2}) RETURN p",
		"CALL db.index.vector.queryNodes('v', 1, [1.0,2.0]) YIELD node RETURN node",
		"LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
	} {
		t1 := time.Now()
		_, err := neo4j.ExecuteQuery(t.Context(), d, q, nil, neo4j.EagerResultTransformer)
		t.Log(time.Since(t1), q, err)
	}
	t0 = time.Now()
	require.NoError(t, s.Stop(context.Background()))
	t.Log(time.Since(t0))
}

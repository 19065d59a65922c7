package localdb

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/stretchr/testify/require"
)

// childDir names the variable that makes this test binary a Kith: it starts the Neo4j of that folder, says so, and
// waits to be killed.
const childDir = "LOCALDB_TEST_CHILD_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if _, err := Start(context.Background(), Options{Dir: dir}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("ready")
		select {}
	}
	os.Exit(m.Run())
}

// startServer starts the Neo4j of dir, to be stopped with the test.
func startServer(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), Options{Dir: dir, Progress: t.Output()})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Stop(context.Background())) })
	return s
}

func connect(t *testing.T, a Address) neo4j.DriverWithContext {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.Username, a.Password, ""))
	require.NoError(t, err)
	t.Cleanup(func() { driver.Close(context.Background()) })
	return driver
}

// query runs one statement by itself and returns its rows.
func query(t *testing.T, driver neo4j.DriverWithContext, statement string) ([]*neo4j.Record, error) {
	t.Helper()
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(context.Background())
	result, err := session.Run(t.Context(), statement, nil)
	if err != nil {
		return nil, err
	}
	return result.Collect(t.Context())
}

func count(t *testing.T, driver neo4j.DriverWithContext) int64 {
	t.Helper()
	rows, err := query(t, driver, "MATCH (n:Kept) RETURN count(n)")
	require.NoError(t, err)
	return rows[0].Values[0].(int64)
}

func TestOnlyThePasswordOfTheFolderWorks(t *testing.T) {
	dir := t.TempDir()
	s := startServer(t, dir)
	a := s.Address()

	require.NoError(t, connect(t, a).VerifyConnectivity(t.Context()), "Bolt answers when Start returns")
	for _, wrong := range []string{"neo4j", "wrong", ""} {
		err := connect(t, Address{URI: a.URI, Username: a.Username, Password: wrong}).VerifyConnectivity(t.Context())
		require.ErrorContains(t, err, "Unauthorized", "password %q", wrong)
	}
	require.NoError(t, connect(t, a).VerifyConnectivity(t.Context()), "failed attempts lock nobody out")

	home := filepath.Join(dir, "neo4j")
	for name, mode := range map[string]os.FileMode{
		"": 0o700, "password": 0o600, "data/dbms/auth.ini": 0o600, "running.json": 0o600, "conf/neo4j.conf": 0o600,
	} {
		info, err := os.Stat(filepath.Join(home, name))
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm(), "mode of %q", name)
	}
	auth, err := os.ReadFile(filepath.Join(home, "data/dbms/auth.ini"))
	require.NoError(t, err)
	require.NotContains(t, string(auth), a.Password)

	other, err := ensurePassword(t.TempDir())
	require.NoError(t, err)
	require.NotEqual(t, a.Password, other, "each folder has its own password")
}

func TestFolderIsHeldFoundAndGivenBack(t *testing.T) {
	dir := t.TempDir()
	_, found, err := Find(dir)
	require.NoError(t, err)
	require.False(t, found, "nothing was started yet")

	s := startServer(t, dir)
	_, err = query(t, connect(t, s.Address()), "CREATE (:Kept)")
	require.NoError(t, err)

	_, err = Start(t.Context(), Options{Dir: dir})
	require.ErrorIs(t, err, ErrHeld)
	require.ErrorContains(t, err, "process "+strconv.Itoa(os.Getpid()))
	require.ErrorContains(t, err, dir)
	require.ErrorContains(t, err, "--data")

	a, found, err := Find(dir)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, s.Address(), a)
	require.EqualValues(t, 1, count(t, connect(t, a)))

	select {
	case <-s.Done():
		require.Fail(t, "Neo4j ended by itself")
	default:
	}
	require.NoError(t, s.Stop(t.Context()))
	<-s.Done()
	_, found, err = Find(dir)
	require.NoError(t, err)
	require.False(t, found, "Neo4j has stopped")

	again := startServer(t, dir)
	require.Equal(t, s.Address().Password, again.Address().Password)
	require.EqualValues(t, 1, count(t, connect(t, again.Address())), "what was written is kept")
}

func TestNeo4jEndsWithAKilledKithAndStartsAgainAtOnce(t *testing.T) {
	dir := t.TempDir()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir)
	child.Stderr = t.Output()
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "ready\n", line)

	_, err = Start(t.Context(), Options{Dir: dir})
	require.ErrorIs(t, err, ErrHeld)
	require.ErrorContains(t, err, "process "+strconv.Itoa(child.Process.Pid))
	old, found, err := Find(dir)
	require.NoError(t, err)
	require.True(t, found, "another process finds it")
	_, err = query(t, connect(t, old), "CREATE (:Kept)")
	require.NoError(t, err)

	require.NoError(t, child.Process.Kill())
	require.Error(t, child.Wait())
	_, found, err = Find(dir)
	require.NoError(t, err)
	require.False(t, found, "a Neo4j that is ending is not offered")

	s := startServer(t, dir)
	require.EqualValues(t, 1, count(t, connect(t, s.Address())))
	_, err = net.Dial("tcp", strings.TrimPrefix(old.URI, "bolt://"))
	require.Error(t, err, "the old Neo4j is gone")
}

func TestCancelledStartLeavesNothingRunning(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Start(ctx, Options{Dir: dir, Progress: writerFunc(func(line []byte) {
		if strings.HasPrefix(string(line), "Starting Neo4j") {
			cancel()
		}
	})})
	require.ErrorIs(t, err, context.Canceled)
	l, err := lock(filepath.Join(dir, "neo4j", runningLock))
	require.NoError(t, err, "Neo4j is gone")
	require.NoError(t, l.Close())
	startServer(t, dir)
}

type writerFunc func([]byte)

func (f writerFunc) Write(b []byte) (int, error) { f(b); return len(b), nil }

func TestClassArchiveIsMadeOnce(t *testing.T) {
	o := Options{Log: slog.New(slog.DiscardHandler), Progress: t.Output()}
	d, err := prepare(t.Context(), o)
	require.NoError(t, err)
	require.FileExists(t, d.archive)
	var said strings.Builder
	o.Progress = &said
	again, err := prepare(t.Context(), o)
	require.NoError(t, err)
	require.Equal(t, d, again)
	require.Empty(t, said.String(), "nothing is fetched or made again")
}

func TestArchiveThatDoesNotFitIsPassedOver(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "classes.jsa")
	require.NoError(t, os.WriteFile(archive, []byte("not an archive"), 0o600))
	p, err := launchOn(t, func(d *distribution) { d.archive = archive }, 0)
	require.NoError(t, err)
	p.kill()
}

func TestTakenPortIsTold(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	_, err = launchOn(t, func(*distribution) {}, l.Addr().(*net.TCPAddr).Port)
	require.ErrorIs(t, err, errPortTaken)
}

// launchOn launches an empty Neo4j on the port, with the distribution changed.
func launchOn(t *testing.T, change func(*distribution), port int) (*process, error) {
	t.Helper()
	home := t.TempDir()
	o := Options{HeapMB: 256, PageCacheMB: 64, Log: slog.New(slog.DiscardHandler), Progress: io.Discard}
	d, err := prepare(t.Context(), o)
	require.NoError(t, err)
	change(&d)
	_, err = ensurePassword(home)
	require.NoError(t, err)
	require.NoError(t, writeConfig(home, port, o))
	l, err := lock(filepath.Join(home, runningLock))
	require.NoError(t, err)
	defer l.Close()
	return launch(t.Context(), o.Log, d.command(home, o.HeapMB), l)
}

func TestMissingPartsAreNamed(t *testing.T) {
	bin := t.TempDir()
	java, err := findJava()
	require.NoError(t, err)
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", bin)

	_, err = Start(t.Context(), Options{Dir: t.TempDir()})
	require.ErrorContains(t, err, "needs Java 17 or newer")
	require.ErrorContains(t, err, install)

	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir()) // without jars
	require.NoError(t, os.Symlink(java, filepath.Join(bin, "java")))
	_, err = Start(t.Context(), Options{Dir: t.TempDir()})
	require.ErrorContains(t, err, "needs Maven")
	require.ErrorContains(t, err, install)

	require.NoError(t, os.WriteFile(filepath.Join(bin, "mvn"),
		[]byte("#!/bin/sh\necho 'Could not transfer artifact'\nexit 1\n"), 0o700))
	_, err = Start(t.Context(), Options{Dir: t.TempDir()})
	require.ErrorContains(t, err, "Could not transfer artifact")
}

func TestOldJavaIsTold(t *testing.T) {
	java := filepath.Join(t.TempDir(), "bin", "java")
	require.NoError(t, os.Mkdir(filepath.Dir(java), 0o700))
	require.NoError(t, os.WriteFile(java,
		[]byte("#!/bin/sh\necho 'java.lang.UnsupportedClassVersionError: version 61.0' >&2\nexit 1\n"), 0o700))
	t.Setenv("JAVA_HOME", filepath.Dir(filepath.Dir(java)))
	_, err := Start(t.Context(), Options{Dir: t.TempDir()})
	require.ErrorContains(t, err, "is too old")
	require.ErrorContains(t, err, "Java 17 or newer")
}

func TestLostPasswordIsTold(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "neo4j", "data", "databases"), 0o700))
	_, err := Start(t.Context(), Options{Dir: dir})
	require.ErrorContains(t, err, filepath.Join(dir, "neo4j", "password")+" is missing")
}

// The jars that pom.xml leaves out must not be missed by anything that Kith sends.
func TestEveryKindOfStatementRuns(t *testing.T) {
	driver := connect(t, startServer(t, t.TempDir()).Address())
	for _, statement := range []string{
		"CREATE CONSTRAINT person IF NOT EXISTS FOR (p:Person) REQUIRE p.id IS UNIQUE",
		"CREATE INDEX born IF NOT EXISTS FOR (p:Person) ON (p.born)",
		"CREATE TEXT INDEX email IF NOT EXISTS FOR (p:Person) ON (p.email)",
		"CREATE INDEX since IF NOT EXISTS FOR ()-[k:KNOWS]-() ON (k.since)",
		"CREATE FULLTEXT INDEX name IF NOT EXISTS FOR (p:Person) ON EACH [p.name] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}",
		"CREATE VECTOR INDEX face IF NOT EXISTS FOR (p:Person) ON p.face OPTIONS {indexConfig: {`vector.dimensions`: 2, `vector.similarity_function`: 'cosine'}}",
		"CALL db.awaitIndexes(60)",
		"UNWIND range(1, 5) AS i MERGE (p:Person {id: i}) ON CREATE SET p += {name: 'Zoë ' + i, born: date('1990-01-01') + duration({days: i}), face: [1.0, i], email: 'p' + i + '@example.org'}",
		"MATCH (a:Person), (b:Person) WHERE b.id = a.id + 1 CREATE (a)-[:KNOWS {since: date(), strength: 0.5}]->(b)",
		"UNWIND range(6, 50) AS i CALL (i) { MERGE (p:Person {id: i}) SET p.at = datetime() } IN 2 CONCURRENT TRANSACTIONS OF 10 ROWS ON ERROR CONTINUE REPORT STATUS AS s RETURN s.committed",
		"CALL db.index.fulltext.queryNodes('name', 'zoe~ OR zoë*') YIELD node, score RETURN node.name, score",
		"CALL db.index.vector.queryNodes('face', 2, [1.0, 2.0]) YIELD node RETURN node.id",
		"MATCH (a:Person {id: 1}), (b:Person {id: 5}) MATCH p = shortestPath((a)-[:KNOWS*..6]-(b)) RETURN length(p)",
		"MATCH (a:Person {id: 1}), (b:Person {id: 5}) MATCH p = allShortestPaths((a)-[:KNOWS*..6]-(b)) RETURN nodes(p)",
		"MATCH p = ANY SHORTEST (a:Person {id: 1})-[:KNOWS]-{1,6}(b:Person {id: 5}) RETURN p",
		"MATCH p = SHORTEST 2 GROUPS (a:Person {id: 1})-[:KNOWS]-{1,6}(b:Person {id: 5}) RETURN p",
		"MATCH (a:Person {id: 1}) ((x)-[k:KNOWS WHERE k.strength > 0.1]->(y) WHERE x.id < y.id){1,3} (b) RETURN b.id, reduce(s = 1.0, r IN k | s * r.strength) AS score ORDER BY score DESC, b.id LIMIT 3",
		"MATCH (p:Person) WHERE EXISTS { (p)-[:KNOWS]->(:Person {id: 3}) } AND COUNT { (p)--() } > 0 RETURN p {.*, others: COLLECT { MATCH (p)--(o) RETURN o.id ORDER BY o.id }, n: [(p)-->(o) | o.id]}",
		"MATCH (p:Person) WHERE p.name STARTS WITH 'Zoë' AND p.email =~ '.*@example.org' AND p.email CONTAINS '1' RETURN toLower(p.name), split(p.email, '@'), point({latitude: 1, longitude: 2})",
		"MATCH (p:Person) OPTIONAL MATCH (p)-[k:KNOWS]-(o) WITH p, collect(DISTINCT o.id) AS others, avg(k.strength) AS s, percentileCont(p.id, 0.5) AS m RETURN p.id, CASE WHEN s IS NULL THEN 'none' ELSE 'some' END UNION MATCH (p:Person {id: 2}) RETURN p.id, 'two' AS `CASE WHEN s IS NULL THEN 'none' ELSE 'some' END`",
		"MATCH (p:Person {id: 9}) FOREACH (i IN [1, 2] | SET p['x' + i] = i) REMOVE p.x1 SET p:Gone DETACH DELETE p",
		"EXPLAIN MATCH (p:Person {id: $id}) RETURN p",
		"PROFILE MATCH (p:Person {id: 1})--(o) RETURN count(o)",
		"SHOW INDEXES YIELD name, state", "SHOW CONSTRAINTS", "SHOW TRANSACTIONS", "SHOW PROCEDURES YIELD name", "SHOW FUNCTIONS YIELD name", "SHOW SETTINGS YIELD name",
		"CALL db.labels()", "CALL db.schema.nodeTypeProperties()", "CALL db.schema.visualization()", "CALL dbms.components()", "CALL db.stats.retrieve('GRAPH COUNTS')",
		"CALL dbms.listConnections()", "RETURN randomUUID(), rand(), localdatetime(), duration.between(date('2020-01-31'), date()).months",
		"DROP INDEX face", "DROP CONSTRAINT person",
	} {
		_, err := query(t, driver, statement)
		require.NoError(t, err, statement)
	}
	_, err := query(t, driver, "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line")
	require.ErrorContains(t, err, "allow_csv_import_from_file_urls", "a statement reads no files")
}

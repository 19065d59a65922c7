package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"kith/access"
	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
	"kith/handlers"
	"kith/localdb"
)

// bed is what is measured: a Neo4j with the graph in it, the service on it, and a driver of one's own beside.
type bed struct {
	options Options
	network *network
	effort  effort
	load    []Load

	local  *localdb.Server
	store  *store.Store
	graph  *graph.Graph
	view   *View // nil where the service answers paths by Cypher
	driver neo4j.DriverWithContext
	server *http.Server
	client *http.Client
	base   string   // of the service
	token  string   // of the program that asks it
	cypher string   // of a service that answers paths by Cypher where the other has the engine; else empty
	log    *os.File // of the service
	sent   sent

	working sync.WaitGroup     // the follower of the view
	stop    context.CancelFunc // ends them
}

// sent notes the statements that the service sends, while it is asked to.
type sent struct {
	mutex   sync.Mutex
	listens bool
	names   []string
}

// follows says whether a statement is of those by which the view stays fresh, and what is known of who asks, whenever that is.
func follows(name string) bool {
	return strings.HasPrefix(name, "view_") || strings.HasPrefix(name, "changes_") || strings.HasPrefix(name, "reload_") ||
		strings.HasPrefix(name, "principal") || name == "roles"
}

func (s *sent) observe(name string) {
	if follows(name) {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.listens {
		s.names = append(s.names, name)
	}
}

// during returns the statements that are sent while work runs.
func (s *sent) during(work func() error) ([]string, error) {
	s.mutex.Lock()
	s.listens, s.names = true, nil
	s.mutex.Unlock()
	err := work()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.listens = false
	return s.names, err
}

// mostClients are the connections that the raw driver may have; raw is not measured with more.
const mostClients = 64

// openBed makes the graph, loads it where an earlier run with Keep has not, and starts everything. Close it in any case.
func openBed(ctx context.Context, o Options) (*bed, error) {
	b := &bed{options: o}
	o.say("drawing the graph of size %g …", o.Size)
	b.network = newNetwork(o.Size)
	b.effort = effortFor(b.network.people)
	if err := b.fill(ctx); err != nil {
		return b, err
	}
	b.network.others = nil // ten million of them: no part of the service's memory
	debug.FreeOSMemory()
	return b, b.start(ctx)
}

// fill loads the graph by the offline importer. What it took is kept beside the graph, for a later run on the same folder.
func (b *bed) fill(ctx context.Context) error {
	done := filepath.Join(b.options.Dir, "loaded.json")
	text, err := os.ReadFile(done)
	if err == nil {
		b.options.say("the graph of an earlier run is there")
		return json.Unmarshal(text, &b.load)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.RemoveAll(b.options.Dir); err != nil { // of a run that was broken off
		return err
	}
	csv := filepath.Join(b.options.Dir, "csv")
	if err := os.MkdirAll(csv, 0o700); err != nil {
		return err
	}
	began := time.Now()
	files, rows, err := b.network.write(ctx, csv, b.options.say)
	if err != nil {
		return err
	}
	b.load = append(b.load, newLoad("files for the offline importer written", rows, time.Since(began)))
	b.options.say("importing them …")
	began = time.Now()
	if err := localdb.Load(ctx, localdb.Options{Dir: b.options.Dir, Progress: b.options.Progress}, files); err != nil {
		return err
	}
	b.load = append(b.load, newLoad("nodes and relationships in by the offline importer", rows, time.Since(began)))
	if err := os.RemoveAll(csv); err != nil {
		return err
	}
	if err := b.startNeo4j(ctx); err != nil {
		return err
	}
	b.options.say("putting constraints and indexes in place …")
	began = time.Now()
	if err := b.store.PutSchema(ctx); err != nil {
		return err
	}
	b.load = append(b.load, newLoad("constraints and indexes", 0, time.Since(began)))
	if text, err = json.Marshal(b.load); err != nil {
		return err
	}
	return os.WriteFile(done, text, 0o600)
}

func (b *bed) startNeo4j(ctx context.Context) (err error) {
	o := b.options
	b.local, err = localdb.Start(ctx, localdb.Options{Dir: o.Dir, HeapMB: o.HeapMB, PageCacheMB: o.PageCacheMB, Log: o.Log, Progress: o.Progress})
	if err != nil {
		return err
	}
	metrics := handlers.NewMetrics()
	a := b.local.Address()
	b.store, err = store.Open(ctx, store.Config{URI: a.URI, Username: a.Username, Password: a.Password, Log: o.Log, TimeLimit: time.Minute,
		Observe: func(name string, took time.Duration, err error) {
			metrics.Statement(name, took, err)
			b.sent.observe(name)
		}})
	if err != nil {
		return err
	}
	b.driver, err = neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.Username, a.Password, ""), func(c *config.Config) {
		c.MaxConnectionPoolSize = mostClients
	})
	if err != nil {
		return err
	}
	if err := b.driver.VerifyConnectivity(ctx); err != nil {
		return err
	}
	b.graph = graph.New(b.store, clock)
	return nil
}

// clock tells the benchmark's day with the time of now.
func clock() time.Time {
	now := time.Now().UTC()
	return today.Time().Add(now.Sub(now.Truncate(24 * time.Hour)))
}

// start starts what fill has not, and serves as kith serve does.
func (b *bed) start(ctx context.Context) (err error) {
	if b.local == nil {
		if err := b.startNeo4j(ctx); err != nil {
			return err
		}
	}
	b.options.say("asking each question once …")
	b.graph.Warm(store.Patient(ctx, time.Minute), access.System())
	if b.token, err = b.newToken(ctx); err != nil {
		return err
	}
	following, stop := context.WithCancel(ctx)
	b.stop = stop
	b.working.Go(func() { b.graph.FollowPrincipals(following, b.options.Log) })
	if b.view, err = follow(following, b.graph, &b.working); err != nil {
		return err
	}
	if b.log, err = os.Create(filepath.Join(b.options.Dir, "service.log")); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/", b.service(b.graph))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b.base = "http://" + listener.Addr().String()
	b.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = b.server.Serve(listener) }() // ends by Close
	if b.view != nil {
		b.cypher = b.base + "/cypher"
		byCypher := graph.New(b.store, clock)
		b.working.Go(func() { byCypher.FollowPrincipals(following, b.options.Log) })
		mux.Handle("/cypher/", http.StripPrefix("/cypher", b.service(byCypher)))
	}
	b.client = &http.Client{Transport: &http.Transport{MaxIdleConns: 0, MaxIdleConnsPerHost: 1024}}
	return nil
}

// newToken lets the benchmark ask: as a program that sees everything.
func (b *bed) newToken(ctx context.Context) (string, error) {
	if err := b.graph.PutBuiltinRoles(ctx, access.System()); err != nil {
		return "", err
	}
	role, err := b.graph.RoleNamed(ctx, access.System(), "administrator")
	if err != nil {
		return "", err
	}
	token, err := b.graph.CreateToken(ctx, access.System(), graph.TokenFields{
		Name: new("benchmark"), RoleID: &graph.Ref{ID: role.ID}, Scopes: []access.Scope{access.ReadScope, access.WriteScope, access.ImportScope},
	})
	return token.Secret, err
}

// service is the service on a graph, which logs into a file.
func (b *bed) service(g *graph.Graph) http.Handler {
	return handlers.New(handlers.Options{Graph: g, Log: slog.New(slog.NewTextHandler(b.log, nil)), Metrics: handlers.NewMetrics()})
}

// close stops all that was started, and removes the graph where it is not to be kept.
func (b *bed) close(ctx context.Context) (err error) {
	ctx = context.WithoutCancel(ctx)
	if b.server != nil {
		err = b.server.Close()
		b.client.CloseIdleConnections()
	}
	if b.log != nil {
		err = errors.Join(err, b.log.Close())
	}
	if b.stop != nil {
		b.stop()
		b.working.Wait()
	}
	if b.driver != nil {
		err = errors.Join(err, b.driver.Close(ctx))
	}
	if b.store != nil {
		err = errors.Join(err, b.store.Close())
	}
	if b.local != nil {
		err = errors.Join(err, b.local.Stop(ctx))
	}
	if !b.options.Keep {
		err = errors.Join(err, os.RemoveAll(b.options.Dir))
	}
	return err
}

// refused is an answer 503.
type refused struct{ retryAfter bool }

func (refused) Error() string { return "503" }

// get asks the service and reads the whole answer.
func (b *bed) get(ctx context.Context, url string) error {
	return b.call(ctx, http.MethodGet, url, nil, nil)
}

// call sends a request and reads the whole answer, into answer where that is not nil.
func (b *bed) call(ctx context.Context, method, url string, body io.Reader, answer any) error {
	request, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+b.token)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := b.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode < 300 && answer == nil:
		_, err = io.Copy(io.Discard, response.Body)
		return err
	case response.StatusCode < 300:
		return json.NewDecoder(response.Body).Decode(answer)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode == http.StatusServiceUnavailable {
		return refused{retryAfter: response.Header.Get("Retry-After") != ""}
	}
	return fmt.Errorf("%s %s: %s: %s", method, url, response.Status, text)
}

// raw sends statements as the store sends its reads, and takes their rows as the driver gives them.
func (b *bed) raw(ctx context.Context, statements []statement) error {
	for _, s := range statements {
		session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead})
		result, err := session.Run(ctx, s.Sent, map[string]any{cypher.Sending: s.parameters})
		if err == nil {
			_, err = result.Collect(ctx)
		}
		session.Close(context.WithoutCancel(ctx))
		if err != nil {
			return fmt.Errorf("statement %s: %w", s.Name, err)
		}
	}
	return nil
}

// sides are the ways in which a question is asked. It fails where the service sends other statements than raw.
func (b *bed) sides(ctx context.Context, q question, s subject) ([]side, error) {
	sides := []side{{"http", func(ctx context.Context, s subject) error { return b.get(ctx, b.base+q.path(s)) }}}
	if b.cypher != "" && q.paths {
		sides = append(sides, side{"cypher", func(ctx context.Context, s subject) error { return b.get(ctx, b.cypher+q.path(s)) }})
	}
	sides = append(sides, b.seeing(q)...)
	if q.raw == nil {
		return sides, nil
	}
	if err := sides[0].ask(ctx, s); err != nil { // what is read once for all is read
		return nil, err
	}
	names, err := b.sent.during(func() error { return sides[0].ask(ctx, s) })
	if err != nil {
		return nil, err
	}
	var expected []string
	for _, statement := range q.raw(s) {
		expected = append(expected, statement.Name)
	}
	if q.ties != "" && b.view != nil {
		expected = append(expected, q.ties)
	}
	if !slices.Equal(names, expected) {
		return nil, fmt.Errorf("the service sends %v and raw %v: they cannot be compared", names, expected)
	}
	return append(sides, side{"raw", func(ctx context.Context, s subject) error { return b.raw(ctx, q.raw(s)) }}), nil
}

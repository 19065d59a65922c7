// Package store is how Neo4j is reached: named statements, typed rows, transactions with time limits, and failures in the
// words of package problem. It is the only importer of the driver.
package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"golang.org/x/sync/semaphore"

	"kith/access"
	"kith/cypher"
	"kith/problem"
)

// Config says which Neo4j, and within which limits.
type Config struct {
	URI      string // bolt://, neo4j://, neo4j+s:// …
	Username string
	Password string
	Database string // empty is the server's default

	TimeLimit  time.Duration // of one transaction; 0 is DefaultTimeLimit
	Concurrent int           // transactions at once; 0 is DefaultConcurrent
	Log        *slog.Logger

	// Observe, if set, is told of every statement and how long it took from sending to the last row, in order to measure.
	Observe func(statement string, took time.Duration, err error)
}

// Limits where a Config names none.
const (
	DefaultTimeLimit  = 10 * time.Second
	DefaultConcurrent = 64
)

const (
	queueLimit   = 500 * time.Millisecond // how long a transaction waits for its turn
	pulse        = time.Second            // how often a store looks whether Neo4j is there
	lookLimit    = 5 * time.Second        // how long Neo4j may take to say that it is
	idleCheck    = time.Second            // a connection idle for longer is tried before it is used: Neo4j may have gone and come back
	retryWithin  = 5 * time.Second        // how long a write is tried again
	firstPause   = 20 * time.Millisecond  // before a write is tried again; each further pause is twice as long
	retryAfter   = 2 * time.Second        // what callers are told when Neo4j is away
	closeTimeout = 5 * time.Second
	spare        = 6 // connections for what takes no turn: the watch, Autocommit, and what is read aside
)

// Store is a pool of connections to one database. It is safe for concurrent use.
type Store struct {
	driver   neo4j.DriverWithContext
	config   Config
	turns    *semaphore.Weighted
	away     atomic.Bool   // set by watch alone
	look     chan struct{} // wakes watch
	running  atomic.Int64
	stop     context.CancelFunc
	stopped  chan struct{}
	bookmark neo4j.BookmarkManager
}

// Open connects, and fails where Neo4j does not answer or refuses the credentials.
func Open(ctx context.Context, c Config) (*Store, error) {
	if c.TimeLimit == 0 {
		c.TimeLimit = DefaultTimeLimit
	}
	if c.Concurrent == 0 {
		c.Concurrent = DefaultConcurrent
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Observe == nil {
		c.Observe = func(string, time.Duration, error) {}
	}
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.Username, c.Password, ""), func(d *config.Config) {
		d.MaxConnectionPoolSize = c.Concurrent + spare
		d.ConnectionLivenessCheckTimeout = idleCheck
		d.ConnectionAcquisitionTimeout = c.TimeLimit
		d.SocketConnectTimeout = 5 * time.Second
		d.UserAgent = "kith"
	})
	if err != nil {
		return nil, fmt.Errorf("the address of Neo4j: %w", err)
	}
	// Once before any concurrency: the driver's first connects race with one another.
	if err := driver.VerifyConnectivity(ctx); err != nil {
		_ = driver.Close(ctx)
		var neo4jError *neo4j.Neo4jError
		if errors.As(err, &neo4jError) && strings.HasPrefix(neo4jError.Code, "Neo.ClientError.Security.") {
			return nil, errors.New("Neo4j refuses the user or the password")
		}
		return nil, fmt.Errorf("Neo4j does not answer: %w", err)
	}
	pulsing, stop := context.WithCancel(context.Background())
	s := &Store{
		driver: driver, config: c, turns: semaphore.NewWeighted(int64(c.Concurrent)),
		look: make(chan struct{}, 1), stop: stop, stopped: make(chan struct{}),
		bookmark: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
	}
	go s.watch(pulsing)
	return s, nil
}

// Close ends the watch and closes every connection.
func (s *Store) Close() error {
	s.stop()
	<-s.stopped
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	return s.driver.Close(ctx)
}

// TimeLimit is how long one transaction may take.
func (s *Store) TimeLimit() time.Duration { return s.config.TimeLimit }

// watch keeps s.away, so that callers are refused at once while Neo4j is away. It looks every second, and when a connection
// is lost: that alone does not say that Neo4j is away.
func (s *Store) watch(ctx context.Context) {
	defer close(s.stopped)
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.look:
		}
		looking, cancel := context.WithTimeout(ctx, lookLimit)
		err := s.driver.VerifyConnectivity(looking)
		cancel()
		if ctx.Err() != nil {
			return
		}
		if was := s.away.Swap(err != nil); was != (err != nil) {
			s.config.Log.Warn("neo4j", "away", err != nil, "error", err)
		}
	}
}

// lost tells watch that a connection broke.
func (s *Store) lost() {
	select {
	case s.look <- struct{}{}:
	default: // it is told already
	}
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmark,
	})
}

func (s *Store) turn(ctx context.Context) (func(), error) {
	if s.away.Load() {
		return nil, unavailable(nil)
	}
	if ctx.Value(aside{}) != nil {
		return func() {}, nil
	}
	if s.turns.TryAcquire(1) {
		return s.taken(), nil
	}
	waiting, cancel := context.WithTimeout(ctx, queueLimit)
	defer cancel()
	if err := s.turns.Acquire(waiting, 1); err != nil {
		if ctx.Err() != nil {
			return nil, problem.TimedOut(ctx.Err())
		}
		return nil, problem.Unavailable("Too many questions at once. Try again in a moment.", time.Second, err)
	}
	return s.taken(), nil
}

// taken counts a turn and returns how to give it back.
func (s *Store) taken() func() {
	s.running.Add(1)
	return func() {
		s.running.Add(-1)
		s.turns.Release(1)
	}
}

// Running is how many transactions are under way.
func (s *Store) Running() int64 { return s.running.Load() }

// patience is the key of a context's own time limit.
type patience struct{}

// Patient returns a context in which a transaction may take limit, where that is longer than the store's own: for work in batches that nobody
// waits for.
func Patient(ctx context.Context, limit time.Duration) context.Context {
	return context.WithValue(ctx, patience{}, limit)
}

// aside is the key of a context whose reads take no turn.
type aside struct{}

// Aside returns a context whose reads take no turn: for the few that must go on however many ask.
func Aside(ctx context.Context) context.Context { return context.WithValue(ctx, aside{}, true) }

// limit is how long a transaction in the context may take.
func (s *Store) limit(ctx context.Context) time.Duration {
	own, _ := ctx.Value(patience{}).(time.Duration)
	return max(own, s.config.TimeLimit)
}

func (s *Store) limits(ctx context.Context, name string) []func(*neo4j.TransactionConfig) {
	return []func(*neo4j.TransactionConfig){
		neo4j.WithTxTimeout(s.limit(ctx)),
		neo4j.WithTxMetadata(map[string]any{"app": "kith", "statement": name}),
	}
}

// Read runs one read statement as an auto-commit transaction on a reader and returns its rows, decoded by the JSON names of
// R's fields. What the driver calls transient is tried once more. Errors: problem's Unavailable and TimedOut; others are faults.
func Read[R any](ctx context.Context, s *Store, statement cypher.Statement, values map[string]any) ([]R, error) {
	release, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	limited, cancel := context.WithTimeout(ctx, s.limit(ctx)+time.Second) // Neo4j's own limit comes first
	defer cancel()
	rows, err := read[R](limited, s, statement, values)
	if err != nil && neo4j.IsRetryable(err) && limited.Err() == nil {
		rows, err = read[R](limited, s, statement, values)
	}
	if hidden, is := values[access.HiddenParameter].(*access.Hidden); is {
		for i := range rows {
			hidden.Blank(&rows[i])
		}
	}
	return rows, s.failure(limited, statement.Name, err)
}

func read[R any](ctx context.Context, s *Store, statement cypher.Statement, values map[string]any) (rows []R, err error) {
	session := s.session(ctx, neo4j.AccessModeRead)
	defer closeSession(ctx, session)
	begin := time.Now()
	defer func() { s.config.Observe(statement.Name, time.Since(begin), err) }()
	result, err := session.Run(ctx, statement.Sent, sending(statement, values), s.limits(ctx, statement.Name)...)
	if err != nil {
		return nil, err
	}
	return collect[R](ctx, statement, result)
}

// Tx is a write transaction under way.
type Tx struct {
	Touched Touched

	store *Store
	tx    neo4j.ExplicitTransaction
}

// InTransaction runs work as one write transaction, which may run more than once where the driver calls a failure transient.
// An error from work rolls all of it back and is returned as it is where it is a problem.
//
// The driver's managed transactions would try for seconds to reach a Neo4j that is away, while callers are to be told at once.
func (s *Store) InTransaction(ctx context.Context, work func(tx *Tx) error) error {
	release, err := s.turn(ctx)
	if err != nil {
		return err
	}
	defer release()
	limited, cancel := context.WithTimeout(ctx, s.limit(ctx)+retryWithin)
	defer cancel()
	session := s.session(limited, neo4j.AccessModeWrite)
	defer closeSession(ctx, session)
	begin, pause, reconnected := time.Now(), firstPause, false
	for {
		err = s.attempt(limited, session, work)
		if err == nil || !neo4j.IsRetryable(err) || time.Since(begin) > retryWithin {
			break
		}
		if neo4j.IsConnectivityError(err) {
			if reconnected {
				break
			}
			reconnected = true
			continue
		}
		select {
		case <-limited.Done():
		case <-time.After(pause + rand.N(pause)): //nolint:gosec // no secret: those who were in each other's way part
		}
		pause *= 2
	}
	return s.failure(limited, "transaction", err)
}

// attempt begins, works and commits once.
func (s *Store) attempt(ctx context.Context, session neo4j.SessionWithContext, work func(tx *Tx) error) error {
	tx, err := session.BeginTransaction(ctx, s.limits(ctx, "transaction")...)
	if err != nil {
		return err
	}
	if err := work(&Tx{store: s, tx: tx}); err != nil {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
		defer cancel()
		_ = tx.Close(closing) // where it cannot be rolled back, its connection is closed, which does it too
		return err
	}
	err = tx.Commit(ctx)
	if neo4j.IsConnectivityError(err) {
		s.lost()
		return problem.Unavailable("Neo4j went away in the moment of the change: it may have been made or not. Look, or send it again with the same Idempotency-Key.", retryAfter, err)
	}
	return err
}

// Write runs one statement, of any mode, inside a write transaction and returns its rows, decoded as by Read. Its errors are
// the driver's own, so that the transaction around it can tell which are transient: return them unwrapped.
func Write[R any](ctx context.Context, tx *Tx, statement cypher.Statement, values map[string]any) (rows []R, err error) {
	begin := time.Now()
	defer func() { tx.store.config.Observe(statement.Name, time.Since(begin), err) }()
	result, err := tx.tx.Run(ctx, statement.Sent, sending(statement, values))
	if err != nil {
		return nil, err
	}
	return collect[R](ctx, statement, result)
}

// None is the row of a statement that returns nothing.
type None struct{}

// sending are the parameters of a statement in the map in which they are sent.
func sending(statement cypher.Statement, values map[string]any) map[string]any {
	return map[string]any{cypher.Sending: parameters(statement.Take(values))}
}

// Autocommit runs one statement that must not be inside a transaction of ours: schema changes, and CALL … IN TRANSACTIONS.
// It is sent as it stands, and has no time limit but the context's.
func Autocommit[R any](ctx context.Context, s *Store, statement cypher.Statement, values map[string]any) (rows []R, err error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer closeSession(ctx, session)
	begin := time.Now()
	defer func() { s.config.Observe(statement.Name, time.Since(begin), err) }()
	result, err := session.Run(ctx, statement.Text, parameters(values))
	if err == nil {
		rows, err = collect[R](ctx, statement, result)
	}
	return rows, s.failure(ctx, statement.Name, err)
}

func collect[R any](ctx context.Context, statement cypher.Statement, result neo4j.ResultWithContext) ([]R, error) {
	rows := []R{}
	for result.Next(ctx) {
		row, err := decodeRow[R](result.Record())
		if err != nil {
			return nil, fmt.Errorf("statement %s: %w", statement.Name, err)
		}
		rows = append(rows, row)
	}
	return rows, result.Err()
}

// closeSession closes with a context that is not cancelled, so that the connection goes back to the pool as it should.
func closeSession(ctx context.Context, session neo4j.SessionWithContext) {
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
	defer cancel()
	_ = session.Close(closing)
}

func unavailable(cause error) error {
	return problem.Unavailable("The graph cannot be reached now. Try again in a moment.", retryAfter, cause)
}

// failure puts what the driver says into problem's words. The context that the driver was given is asked first, because the
// driver hides its deadline in a connectivity error.
func (s *Store) failure(ctx context.Context, name string, err error) error {
	if err == nil {
		return nil
	}
	var known *problem.Problem
	if errors.As(err, &known) {
		return known
	}
	var neo4jError *neo4j.Neo4jError
	isNeo4j := errors.As(err, &neo4jError)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded):
		return problem.TimedOut(err)
	case isNeo4j && strings.Contains(neo4jError.Code, "TransactionTimedOut"):
		return problem.TimedOut(err)
	case isNeo4j && strings.Contains(neo4jError.Code, "MemoryPoolOutOfMemory"), isNeo4j && strings.Contains(neo4jError.Code, "TransactionOutOfMemory"):
		return problem.TimedOut(err)
	case neo4j.IsConnectivityError(err):
		s.lost()
		return unavailable(err)
	case neo4j.IsRetryable(err):
		return unavailable(err)
	}
	return fmt.Errorf("statement %s: %w", name, err)
}

// IsConstraint reports whether err says that a uniqueness constraint stands against a write.
func IsConstraint(err error) bool {
	var neo4jError *neo4j.Neo4jError
	return errors.As(err, &neo4jError) && neo4jError.Code == "Neo.ClientError.Schema.ConstraintValidationFailed"
}

// Ready fails where Neo4j is away or its graph has no schema of ours yet.
func (s *Store) Ready(ctx context.Context) error {
	versions, err := Read[struct {
		Version *int `json:"version"`
	}](ctx, s, ping, nil)
	if err != nil {
		return err
	}
	if versions[0].Version == nil {
		return problem.Unavailable("The schema is not in place yet.", retryAfter, nil)
	}
	return nil
}

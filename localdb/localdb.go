// Package localdb runs a Neo4j Community for one machine: a child process on loopback with its own password, its data
// below one folder. It needs Java and, for the first start, Maven, which fetches Neo4j's jars once.
package localdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	username         = "neo4j"
	defaultHeapMB    = 512
	defaultPageCache = 128

	// dyingLimit bounds the wait for a Neo4j whose Kith was killed just before; it ends within seconds.
	dyingLimit = 30 * time.Second
	// stopLimit is how long a stopping Neo4j may take before it is killed. Usual are 0.3 to 1.1 s.
	stopLimit = 20 * time.Second
)

// ErrHeld is in the chain of the error that Start returns where another Kith already holds the folder.
var ErrHeld = errors.New("the data folder is in use")

// Options say where Neo4j keeps its data and how much memory it takes.
type Options struct {
	Dir         string       // the data folder; Neo4j's files go to Dir/neo4j
	HeapMB      int          // the most that Java's heap may grow to; 0 is 512
	PageCacheMB int          // memory for pages of the graph's files; 0 is 128
	Settings    []string     // more lines of neo4j.conf
	Log         *slog.Logger // what Neo4j prints, at debug level; nil is nowhere
	Progress    io.Writer    // lines for a person about what takes time: fetching, starting; nil is nowhere
}

// Address is how a driver reaches a Neo4j.
type Address struct {
	URI, Username, Password string
}

// Server is a running Neo4j, which is started again when it ends by itself.
type Server struct {
	address Address
	home    string
	held    *os.File
	options Options
	dist    distribution

	process *process      // of keep, until kept is closed
	kept    chan struct{} // closed when keep has returned
	leave   context.CancelFunc
	done    chan struct{}
	err     error // why keep gave up
	stop    sync.Once
	stopErr error
}

// Start starts the Neo4j of the folder o.Dir, which is made where it does not exist, and holds the folder until Stop.
// Neo4j answers when Start returns. On a machine's first start it fetches the jars and trains the class archive
// first. Cancelling ctx ends the starting, not a started server. Where another process holds the folder the error is
// an ErrHeld that names its pid.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	o.Dir = dir
	if o.HeapMB == 0 {
		o.HeapMB = defaultHeapMB
	}
	if o.PageCacheMB == 0 {
		o.PageCacheMB = defaultPageCache
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}

	home := filepath.Join(o.Dir, "neo4j")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	held, err := hold(home)
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, o, home)
	if err != nil {
		return nil, errors.Join(err, held.Close())
	}
	s.held = held
	keeping, leave := context.WithCancel(context.WithoutCancel(ctx))
	s.leave = leave
	go s.keep(keeping)
	return s, nil
}

// start does what Start promises once the folder is held.
func start(ctx context.Context, o Options, home string) (*Server, error) {
	dist, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	s := &Server{home: home, options: o, dist: dist, kept: make(chan struct{}), done: make(chan struct{})}
	dying, err := s.waitDead(ctx)
	if err != nil {
		return nil, err
	}
	defer dying.Close()
	password, err := ensurePassword(home)
	if err != nil {
		return nil, err
	}

	fmt.Fprintln(o.Progress, "Starting Neo4j …")
	// Neo4j cannot tell the port that it was given for port 0, so a free one is chosen here; another process may take
	// it meanwhile, and then the next one is tried.
	for {
		port, err := freePort()
		if err != nil {
			return nil, err
		}
		if err := writeConfig(home, port, o); err != nil {
			return nil, err
		}
		p, err := launch(ctx, o.Log, dist.command(home, o.HeapMB), dying)
		if errors.Is(err, errPortTaken) {
			continue
		}
		if err != nil {
			return nil, err
		}
		r := running{PID: os.Getpid(), Port: port}
		if err := r.write(home); err != nil {
			p.kill()
			return nil, err
		}
		s.address, s.process = r.address(password), p
		return s, nil
	}
}

// waitDead waits for the end of a Neo4j that ran on the folder before, and returns the lock of the next one.
func (s *Server) waitDead(ctx context.Context) (*os.File, error) {
	lock, err := waitUnlocked(ctx, filepath.Join(s.home, runningLock), dyingLimit)
	if err != nil {
		return nil, fmt.Errorf("the Neo4j that ran before on %s has not ended: %w", s.options.Dir, err)
	}
	return lock, nil
}

// Address returns how to reach the server, as its only user.
func (s *Server) Address() Address { return s.address }

// Done returns a channel that is closed when Neo4j has ended for good: by Stop, or because it ended again and again.
func (s *Server) Done() <-chan struct{} { return s.done }

// Err says why Neo4j is not started again any more. It is nil until Done is closed, and after a Stop.
func (s *Server) Err() error {
	select {
	case <-s.done:
		return s.err
	default:
		return nil
	}
}

// Stop stops Neo4j cleanly and gives the folder back. A Neo4j that has not ended when ctx is done, or after 20 s, is
// killed; nothing committed is lost by that, only the next start takes longer. Later calls return what the first did.
func (s *Server) Stop(ctx context.Context) error {
	s.stop.Do(func() {
		ctx, cancel := context.WithTimeout(ctx, stopLimit)
		defer cancel()
		s.leave()
		<-s.kept
		s.process.signal(syscall.SIGTERM)
		select {
		case <-s.process.ended:
		case <-ctx.Done():
			s.process.kill()
			s.stopErr = fmt.Errorf("killed Neo4j, which did not stop in time: %w", ctx.Err())
		}
		s.stopErr = errors.Join(s.stopErr, os.Remove(filepath.Join(s.home, runningFile)), s.held.Close())
		if s.err == nil {
			close(s.done)
		}
	})
	return s.stopErr
}

// freePort returns a loopback port that was free a moment ago.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("no free port on loopback: %w", err)
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// writeConfig writes Neo4j's settings: Bolt on loopback and nothing else, no reading of files by LOAD CSV, no report
// of usage to anybody.
func writeConfig(home string, port int, o Options) error {
	conf := filepath.Join(home, "conf")
	if err := os.MkdirAll(conf, 0o700); err != nil {
		return fmt.Errorf("neo4j settings: %w", err)
	}
	settings := fmt.Sprintf(`# Written by Kith at each start.
server.bolt.listen_address=127.0.0.1:%[1]d
server.bolt.advertised_address=127.0.0.1:%[1]d
server.http.enabled=false
server.https.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
# The password is too long to be guessed; a lock after failed attempts would only lock Kith out.
dbms.security.auth_max_failed_attempts=0
server.memory.pagecache.size=%[2]dm
# One statement never takes the memory of all others.
db.memory.transaction.max=%[3]dm
# Otherwise an empty graph takes 541 MB on disk.
db.tx_log.preallocate=false
# Otherwise a stop waits 10 s for idle connections.
internal.server.bolt.thread_pool_shutdown_wait_time=0s
%[4]s
`, port, o.PageCacheMB, o.HeapMB/2, strings.Join(o.Settings, "\n"))
	if err := os.WriteFile(filepath.Join(conf, "neo4j.conf"), []byte(settings), 0o600); err != nil {
		return fmt.Errorf("neo4j settings: %w", err)
	}
	return nil
}

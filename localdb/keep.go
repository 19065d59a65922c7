package localdb

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// steady is how long a Neo4j runs that has nothing to do with the end of the one before.
	steady = time.Minute
	// restarts is how often in a row Neo4j is started again where none becomes steady.
	restarts = 5
	// firstPause is the pause before the second start in a row; each further one is twice as long.
	firstPause = 500 * time.Millisecond
)

// keep starts Neo4j again when it ends by itself, with the same data on the same port, where drivers find it again. It
// returns when ctx is done, with s.process perhaps still running, or when it gives up.
func (s *Server) keep(ctx context.Context) {
	defer close(s.kept)
	failed, began := 0, time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.process.ended:
		}
		if time.Since(began) >= steady {
			failed = 0
		}
		err := errors.New(s.process.cmd.ProcessState.String())
		for err != nil {
			if failed == restarts {
				s.err = fmt.Errorf("neo4j ended by itself and could not be kept running, %d starts in a row: %w", restarts, err)
				close(s.done)
				return
			}
			s.options.Log.Warn("neo4j ended, starting it again", "error", err, "start", failed+1, "of", restarts)
			if failed > 0 && !sleep(ctx, firstPause<<(failed-1)) {
				return
			}
			failed++
			err = s.again(ctx)
			if ctx.Err() != nil {
				return
			}
		}
		began = time.Now()
		s.options.Log.Info("neo4j runs again")
	}
}

// again starts Neo4j on the settings that are there, which name its port.
func (s *Server) again(ctx context.Context) error {
	dead, err := s.waitDead(ctx)
	if err != nil {
		return err
	}
	defer dead.Close()
	p, err := launch(ctx, s.options.Log, s.dist.command(s.home, s.options.HeapMB), dead)
	if err != nil {
		return err
	}
	s.process = p
	return nil
}

// sleep reports whether the whole pause went by before ctx was done.
func sleep(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

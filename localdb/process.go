package localdb

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// errPortTaken says that the chosen port was taken by another process before Neo4j had it.
var errPortTaken = errors.New("port taken")

// process is a Neo4j that has started.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{} // closed when the process is gone
}

func (p *process) signal(s syscall.Signal) {
	_ = p.cmd.Process.Signal(s) // it may have ended by itself
}

func (p *process) kill() {
	p.signal(syscall.SIGKILL)
	<-p.ended
}

// launch starts cmd, which is Neo4j in console mode, and returns when Neo4j is ready. Neo4j does not outlive this
// process, and inherits the given lock. Cancelling ctx during the start kills it.
func launch(ctx context.Context, log *slog.Logger, cmd *exec.Cmd, lock *os.File) (*process, error) {
	out, in, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start Neo4j: %w", err)
	}
	cmd.Stdout, cmd.Stderr = in, in
	cmd.ExtraFiles = []*os.File{lock}

	p := &process{cmd: cmd, ended: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		// Linux sends the parent-death signal when the thread that started the child ends, so this one stays.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		untie, err := startTied(cmd)
		in.Close()
		started <- err
		if err == nil {
			_ = cmd.Wait() // why it ended is in what it printed
			untie()
			close(p.ended)
		}
	}()
	if err := <-started; err != nil {
		out.Close()
		return nil, fmt.Errorf("start Neo4j: %w", err)
	}

	ready := make(chan struct{})
	var said []string // complete when silent is closed
	silent := make(chan struct{})
	go func() {
		defer close(silent)
		defer out.Close()
		said = read(out, log, ready)
	}()

	select {
	case <-ready:
		return p, nil
	case <-ctx.Done():
		p.kill()
		<-silent
		return nil, ctx.Err()
	case <-p.ended:
		<-silent
		return nil, failure(cmd.Path, said)
	}
}

// read logs what Neo4j prints, closes ready when Neo4j says that it has started, and returns the lines before that
// when Neo4j has ended.
func read(out io.Reader, log *slog.Logger, ready chan<- struct{}) (said []string) {
	starting := true
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimSpace(line); line != "" {
			log.Debug("neo4j", "line", line)
		}
		if starting {
			said = append(said, line)
			if strings.HasSuffix(line, " Started.") {
				starting = false
				close(ready)
			}
		}
		if err != nil {
			return said
		}
	}
}

// failure explains, from what it printed, why Neo4j ended instead of starting.
func failure(java string, said []string) error {
	text := strings.Join(said, "\n")
	switch {
	case strings.Contains(text, "Address already in use"):
		return errPortTaken
	case strings.Contains(text, "UnsupportedClassVersionError"), strings.Contains(text, "Unrecognized option: --"):
		return fmt.Errorf("%s is too old: %s: %s", java, needJava, install)
	}
	return fmt.Errorf("neo4j ended instead of starting; it said:\n%s", strings.Join(said[max(0, len(said)-20):], "\n"))
}

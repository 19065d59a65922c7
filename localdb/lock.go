package localdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// heldLock is locked by the Kith that holds the folder, and has its pid in it.
	heldLock = "kith.lock"
	// runningLock is locked by the Neo4j process, which inherits the open file: it is free only when Neo4j is gone,
	// even where the Kith that started it was killed.
	runningLock = "neo4j.lock"
)

// errLocked says that another open file has the lock.
var errLocked = errors.New("locked")

// lock locks the file at path, made where it does not exist, until the returned file and all copies that child
// processes inherited are closed. The system does that for a process that dies.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errLocked
	}
	return nil, fmt.Errorf("lock %s: %w", path, err)
}

// waitUnlocked locks the file at path as soon as it is free, at the latest after limit (0: no limit).
func waitUnlocked(ctx context.Context, path string, limit time.Duration) (*os.File, error) {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		f, err := lock(path)
		if !errors.Is(err, errLocked) {
			return f, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-tick.C:
		}
	}
}

// hold locks the folder for this process, and leaves its pid for who comes next.
func hold(home string) (*os.File, error) {
	path := filepath.Join(home, heldLock)
	f, err := lock(path)
	if errors.Is(err, errLocked) {
		who := "another kith"
		if b, err := os.ReadFile(path); err == nil && len(b) > 0 {
			who += " (process " + strings.TrimSpace(string(b)) + ")"
		}
		return nil, fmt.Errorf("%w: %s holds %s; stop it, or choose another folder with --data",
			ErrHeld, who, filepath.Dir(home))
	}
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = io.WriteString(f, strconv.Itoa(os.Getpid())+"\n")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("data folder: %w", err), f.Close())
	}
	return f, nil
}

// writeAtomic writes a file that only its owner may read, all of it or nothing.
func writeAtomic(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

package localdb

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// runningFile says how to reach the running Neo4j of the folder. It outlives a Kith that was killed.
const runningFile = "running.json"

type running struct {
	PID  int `json:"pid"` // of Kith, not of Neo4j
	Port int `json:"port"`
}

func (r running) address(password string) Address {
	return Address{URI: fmt.Sprintf("bolt://127.0.0.1:%d", r.Port), Username: username, Password: password}
}

func (r running) write(home string) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return writeAtomic(filepath.Join(home, runningFile), b)
}

// Find returns the address of the Neo4j that a running Kith has started on the data folder dir, and false where none
// runs or it is not ready yet.
func Find(dir string) (Address, bool, error) {
	home := filepath.Join(dir, "neo4j")
	b, err := os.ReadFile(filepath.Join(home, runningFile))
	if errors.Is(err, fs.ErrNotExist) {
		return Address{}, false, nil
	}
	if err != nil {
		return Address{}, false, fmt.Errorf("find the running Neo4j: %w", err)
	}
	var r running
	if err := json.Unmarshal(b, &r); err != nil {
		return Address{}, false, fmt.Errorf("%s: %w", filepath.Join(home, runningFile), err)
	}
	// Neo4j holds its lock while it lives, a short time longer than a Kith that was killed.
	lock, err := lock(filepath.Join(home, runningLock))
	if err == nil {
		return Address{}, false, lock.Close()
	}
	if !errors.Is(err, errLocked) {
		return Address{}, false, err
	}
	if errors.Is(syscall.Kill(r.PID, 0), syscall.ESRCH) {
		return Address{}, false, nil
	}
	password, err := os.ReadFile(filepath.Join(home, passwordFile))
	if err != nil {
		return Address{}, false, fmt.Errorf("the running Neo4j's password: %w", err)
	}
	return r.address(strings.TrimSpace(string(password))), true, nil
}

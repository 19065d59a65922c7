package localdb

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// passwordFile holds the password of the folder's Neo4j.
const passwordFile = "password"

// ensurePassword returns the password of the Neo4j in home. Before the first start it makes a random one and gives it
// to Neo4j as its initial password, so that Neo4j's default password never works.
func ensurePassword(home string) (string, error) {
	path := filepath.Join(home, passwordFile)
	b, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Join(home, "data", "databases")); err == nil {
			return "", fmt.Errorf("%s is missing, and Neo4j's data cannot be reached without it: put it back, or choose another folder with --data", path)
		}
		b = []byte(rand.Text() + "\n")
		if err := writeAtomic(path, b); err != nil {
			return "", fmt.Errorf("neo4j's password: %w", err)
		}
	case err != nil:
		return "", fmt.Errorf("neo4j's password: %w", err)
	}
	password := strings.TrimSpace(string(b))

	// Neo4j reads the file when it has no users yet, and ignores it afterwards.
	initial := filepath.Join(home, "data", "dbms", "auth.ini")
	if err := os.MkdirAll(filepath.Dir(initial), 0o700); err != nil {
		return "", fmt.Errorf("neo4j's password: %w", err)
	}
	if _, err := os.Stat(initial); errors.Is(err, fs.ErrNotExist) {
		if err := writeAtomic(initial, []byte(authLine(password))); err != nil {
			return "", fmt.Errorf("neo4j's password: %w", err)
		}
	}
	return password, nil
}

// authLine returns the line that Neo4j expects in auth.ini: the user and the salted, 1,024 times hashed password.
func authLine(password string) string {
	salt := make([]byte, sha256.Size)
	rand.Read(salt)
	hash := sha256.Sum256(append(salt, password...))
	for range 1023 {
		hash = sha256.Sum256(hash[:])
	}
	return fmt.Sprintf("%s:SHA-256,%x,%x,1024:\n", username, hash, salt)
}

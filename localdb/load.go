package localdb

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

//go:embed importer.xml
var importerPom []byte

// importerMemory is what Neo4j's importer may take outside of Java's heap; by itself it takes nine tenths of the machine.
const importerMemory = "2g"

// CSV is a file of nodes or relationships in the form of Neo4j's offline importer, whose header names properties and ids.
type CSV struct {
	Path          string
	Labels        string // of nodes: "Contact:Person"
	Relationships string // their type, instead of labels
}

// Load fills the Neo4j of the folder o.Dir, which must not have been started yet, with all files at once, without running it. It
// fetches the importer's jars where it is the machine's first. What goes wrong leaves a folder that is best removed.
func Load(ctx context.Context, o Options, files []CSV) (err error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	home := filepath.Join(dir, "neo4j")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	held, err := hold(home)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Close()) }()
	// Inherited by the importer: a Neo4j on the folder waits for its end even where this process is killed.
	running, err := waitUnlocked(ctx, filepath.Join(home, runningLock), dyingLimit)
	if err != nil {
		return err
	}
	defer running.Close()

	java, err := findJava()
	if err != nil {
		return err
	}
	jars, err := importerJars(ctx, o)
	if err != nil {
		return err
	}
	if _, err := ensurePassword(home); err != nil {
		return err
	}
	if err := writeConfig(home, 0, Options{HeapMB: defaultHeapMB, PageCacheMB: defaultPageCache}); err != nil {
		return err
	}
	args := []string{
		"-XX:+UseParallelGC", "-Xmx2g", "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Dfile.encoding=UTF-8", "-cp", filepath.Join(jars, "*"),
		"org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j",
		"--max-off-heap-memory=" + importerMemory, "--report-file=" + filepath.Join(home, "import.report"),
	}
	for _, file := range files {
		if file.Relationships != "" {
			args = append(args, "--relationships="+file.Relationships+"="+file.Path)
		} else {
			args = append(args, "--nodes="+file.Labels+"="+file.Path)
		}
	}
	cmd := exec.CommandContext(ctx, java, args...)
	cmd.Dir, cmd.ExtraFiles = home, []*os.File{running}
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+filepath.Join(home, "conf"))
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = stopLimit
	said, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		lines := strings.Split(strings.TrimSpace(string(said)), "\n")
		return fmt.Errorf("neo4j's importer: %w; it said:\n%s", err, strings.Join(lines[max(0, len(lines)-20):], "\n"))
	}
	return nil
}

// importerJars returns the folder of the importer's jars. The first call on a machine fetches them.
func importerJars(ctx context.Context, o Options) (string, error) {
	caches, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder for Neo4j's jars: %w", err)
	}
	cache := filepath.Join(caches, "kith", fmt.Sprintf("neo4j-importer-%.6x", sha256.Sum256(importerPom)))
	jars := filepath.Join(cache, "lib")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return "", fmt.Errorf("folder for Neo4j's jars: %w", err)
	}
	alone, err := waitUnlocked(ctx, filepath.Join(cache, "lock"), 0)
	if err != nil {
		return "", fmt.Errorf("folder for Neo4j's jars: %w", err)
	}
	defer alone.Close()
	if exists(jars) {
		return jars, nil
	}
	fmt.Fprintf(o.Progress, "Fetching the jars of Neo4j's importer with Maven, once, into %s …\n", cache)
	return jars, fetch(ctx, importerPom, jars, alone)
}

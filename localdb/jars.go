package localdb

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
)

//go:embed pom.xml
var pom []byte

const needJava = "kith's own Neo4j needs Java 17 or newer"

// distribution is what runs any Neo4j of this machine: Java, the jars, the class archive.
type distribution struct {
	java    string
	jars    string // the folder of the jars
	archive string // the class archive, or "" where there is none
}

// prepare returns the machine's distribution. The first call on a machine fetches the jars and makes the class archive;
// others that come meanwhile, in other processes too, wait for it.
func prepare(ctx context.Context, o Options) (distribution, error) {
	java, err := findJava()
	if err != nil {
		return distribution{}, err
	}
	caches, err := os.UserCacheDir()
	if err != nil {
		return distribution{}, fmt.Errorf("no folder for Neo4j's jars: %w", err)
	}
	cache := filepath.Join(caches, "kith", fmt.Sprintf("neo4j-%.6x", sha256.Sum256(pom)))
	d := distribution{java: java, jars: filepath.Join(cache, "lib")}
	archive, err := d.archivePath()
	if err != nil {
		return distribution{}, err
	}
	if exists(d.jars) && exists(archive) {
		d.archive = archive
		return d, nil
	}

	if err := os.MkdirAll(cache, 0o700); err != nil {
		return distribution{}, fmt.Errorf("folder for Neo4j's jars: %w", err)
	}
	alone, err := waitUnlocked(ctx, filepath.Join(cache, "lock"), 0)
	if err != nil {
		return distribution{}, fmt.Errorf("folder for Neo4j's jars: %w", err)
	}
	defer alone.Close()
	if !exists(d.jars) {
		fmt.Fprintf(o.Progress, "Fetching Neo4j's jars with Maven, once, into %s …\n", cache)
		if err := fetch(ctx, pom, d.jars, alone); err != nil {
			return distribution{}, err
		}
	}
	if !exists(archive) {
		fmt.Fprintln(o.Progress, "Making Java's class archive for a faster start, once …")
		if err := d.train(ctx, o.Log, archive, alone); err != nil {
			if ctx.Err() != nil {
				return distribution{}, err
			}
			// It only makes the start faster; what hinders Neo4j itself shows when that starts.
			fmt.Fprintln(o.Progress, "No class archive, so Neo4j starts more slowly:", err)
			o.Log.Warn("no class archive for Neo4j", "error", err)
			return d, nil
		}
	}
	d.archive = archive
	return d, nil
}

// findJava returns the path of the java program that JAVA_HOME or PATH names.
func findJava() (string, error) {
	name := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		name = filepath.Join(home, "bin", "java")
	}
	java, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("%s, and %w: %s, or set NEO4J_URI to a Neo4j that runs already", needJava, err, install)
	}
	return filepath.EvalSymlinks(java)
}

// install tells a person how to get Java and Maven.
var install = func() string {
	if runtime.GOOS == "darwin" {
		return "brew install openjdk@17 maven"
	}
	return "apt-get install openjdk-17-jre-headless maven (on Debian and Ubuntu)"
}()

// fetch puts the jars that a pom names into the folder jars, all or nothing. alone is the cache's lock,
// which Maven holds too, so that it is free only when a Maven whose Kith was killed has ended.
func fetch(ctx context.Context, pom []byte, jars string, alone *os.File) error {
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return fmt.Errorf("fetching Neo4j's jars needs Maven, and %w: %s, or set NEO4J_URI to a Neo4j that runs already",
			err, install)
	}
	parts := jars + ".part"
	if err := os.RemoveAll(parts); err != nil { // of a fetch that was broken off
		return err
	}
	project := filepath.Join(filepath.Dir(jars), "pom.xml")
	if err := writeAtomic(project, pom); err != nil {
		return fmt.Errorf("folder for Neo4j's jars: %w", err)
	}
	cmd := exec.CommandContext(ctx, mvn, "--batch-mode", "--quiet", "--no-transfer-progress", "--file", project,
		"dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory="+parts)
	cmd.ExtraFiles = []*os.File{alone}
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("maven could not fetch Neo4j's jars: %w\n%s", err, said)
	}
	return os.Rename(parts, jars)
}

// archivePath returns where the class archive for this java is, or will be: another Java, an updated one too, has its
// own.
func (d distribution) archivePath() (string, error) {
	info, err := os.Stat(d.java)
	if err != nil {
		return "", err
	}
	id := sha256.Sum256(fmt.Append(nil, d.java, info.Size(), info.ModTime().UnixNano()))
	return filepath.Join(filepath.Dir(d.jars), fmt.Sprintf("classes-%.6x.jsa", id)), nil
}

// train starts an empty Neo4j and has Java write down the classes that it loaded, ready to be mapped into memory. alone
// is the cache's lock.
func (d distribution) train(ctx context.Context, log *slog.Logger, archive string, alone *os.File) (err error) {
	home := filepath.Join(filepath.Dir(archive), "training")
	if err := os.RemoveAll(home); err != nil { // of a training that was broken off
		return err
	}
	if err := os.Mkdir(home, 0o700); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	if _, err := ensurePassword(home); err != nil {
		return err
	}
	o := Options{HeapMB: defaultHeapMB, PageCacheMB: 16}
	if err := writeConfig(home, 0, o); err != nil { // nobody has to find the port
		return err
	}
	part := archive + ".part"
	cmd := d.command(home, o.HeapMB)
	cmd.Args = append([]string{cmd.Args[0], "-XX:ArchiveClassesAtExit=" + part}, cmd.Args[1:]...)
	p, err := launch(ctx, log, cmd, alone)
	if err != nil {
		return err
	}
	p.signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-ctx.Done():
		p.kill()
		return ctx.Err()
	}
	return os.Rename(part, archive)
}

// command returns the command that runs the Neo4j of home in the foreground.
func (d distribution) command(home string, heapMB int) *exec.Cmd {
	args := []string{
		"-XX:+UseSerialGC", fmt.Sprintf("-Xmx%dm", heapMB),
		// An archive that does not fit is passed over; that is not worth a line.
		"-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off",
		"--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		// What newer Javas want to be told, and 17 does not know.
		"-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
		"-Dfile.encoding=UTF-8", "-Djava.awt.headless=true",
	}
	if d.archive != "" {
		args = append(args, "-XX:SharedArchiveFile="+d.archive)
	}
	args = append(args, "-cp", filepath.Join(d.jars, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--console-mode", "--home-dir="+home, "--config-dir="+filepath.Join(home, "conf"))
	cmd := exec.Command(d.java, args...)
	cmd.Dir = home
	return cmd
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"go.yaml.in/yaml/v3"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/localdb"
)

// settingsFile is read from the current folder where it exists.
const settingsFile = "kith.yaml"

// Settings are what every command has in common.
type Settings struct {
	Data string `env:"KITH_DATA" default:"${data}" help:"Folder of the Neo4j of one's own."`

	Neo4jURI          string `name:"neo4j-uri" env:"NEO4J_URI" help:"Neo4j to use instead of one's own: bolt://, neo4j://, neo4j+s:// …"`
	Neo4jUsername     string `name:"neo4j-username" env:"NEO4J_USERNAME" default:"neo4j" help:"User at that Neo4j; the password comes from NEO4J_PASSWORD, or from a file."`
	Neo4jPasswordFile string `name:"neo4j-password-file" env:"NEO4J_PASSWORD_FILE" type:"path" help:"File that holds the password at that Neo4j."`
	Neo4jDatabase     string `name:"neo4j-database" env:"NEO4J_DATABASE" help:"Database at that Neo4j; its default where empty."`
	Neo4jHeap         int    `name:"neo4j-heap" env:"KITH_NEO4J_HEAP" default:"512" help:"Heap of one's own Neo4j, in MiB."`
	Neo4jPageCache    int    `name:"neo4j-page-cache" env:"KITH_NEO4J_PAGE_CACHE" default:"128" help:"Page cache of one's own Neo4j, in MiB."`

	TimeLimit     time.Duration `env:"KITH_TIME_LIMIT" default:"10s" help:"Of one question or change."`
	Concurrent    int           `env:"KITH_CONCURRENT" default:"64" help:"Questions and changes at once; what exceeds them for half a second is answered with 503."`
	Today         string        `env:"KITH_TODAY" help:"The service's day (2006-01-02), for archives and tests; else today, UTC."`
	MailboxGround string        `env:"KITH_MAILBOX_GROUND" help:"The organisation's ground to read mailboxes and calendars whose users have not agreed, as every user is told; none by default."`

	Log string `env:"KITH_LOG" enum:"text,json" default:"text" help:"Form of the log: text or json."`
}

// beside are variables that start with KITH_ and are no flags: the tests' own, and secrets.
var beside = []string{"KITH_SOAK", "KITH_SMTP_PASSWORD", "KITH_OIDC_CLIENT_SECRET"}

// resolveSettings reads kith.yaml behind flags and environment, and refuses settings that do not exist in either.
func resolveSettings(parser *kong.Kong) error {
	flags, variables := map[string]bool{}, slices.Clone(beside)
	nodes := []*kong.Node{parser.Model.Node}
	for len(nodes) > 0 {
		node := nodes[0]
		nodes = append(nodes[1:], node.Children...)
		for _, flag := range node.Flags {
			flags[flag.Name] = true
			variables = append(variables, flag.Envs...)
		}
	}
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "KITH_") && !slices.Contains(variables, name) {
			return fmt.Errorf("there is no setting %s", name)
		}
	}
	text, err := os.ReadFile(settingsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	values := map[string]any{}
	if err := yaml.Unmarshal(text, &values); err != nil {
		return fmt.Errorf("%s: %w", settingsFile, err)
	}
	for name := range values {
		if !flags[name] {
			return fmt.Errorf("%s: there is no setting %s", settingsFile, name)
		}
	}
	return kong.Resolvers(kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if slices.ContainsFunc(flag.Envs, func(name string) bool { return os.Getenv(name) != "" }) {
			return nil, nil // the environment goes before the file
		}
		if value, found := values[flag.Name]; found {
			return fmt.Sprint(value), nil
		}
		return nil, nil
	})).Apply(parser)
}

// defaultData is ~/.local/share/kith, or where XDG_DATA_HOME says.
func defaultData() string {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "kith")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "kith-data"
	}
	return filepath.Join(home, ".local", "share", "kith")
}

func (s *Settings) logger() *slog.Logger {
	if s.Log == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, nil))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, nil))
}

// clock is the time, or the day of KITH_TODAY with the time of now.
func (s *Settings) clock() (func() time.Time, error) {
	if s.Today == "" {
		return time.Now, nil
	}
	day, err := store.ParseDate(s.Today)
	if err != nil {
		return nil, fmt.Errorf("KITH_TODAY: %w", err)
	}
	return func() time.Time {
		now := time.Now().UTC()
		return day.Time().Add(now.Sub(now.Truncate(24 * time.Hour)))
	}, nil
}

// secret is what the environment variable holds, or the file where one is named.
func secret(variable, file string) (string, error) {
	if file == "" {
		return os.Getenv(variable), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// opened is a graph that a command works on, and how to leave it.
type opened struct {
	graph *graph.Graph
	store *store.Store
	local *localdb.Server // nil where the Neo4j is somebody else's
}

// close leaves the graph and stops the Neo4j that was started for it.
func (o *opened) close(ctx context.Context) error {
	err := o.store.Close()
	if o.local != nil {
		err = errors.Join(err, o.local.Stop(context.WithoutCancel(ctx)))
	}
	return err
}

// gone is closed when a Neo4j of one's own cannot be kept running; nil, which never is, where it is somebody else's.
func (o *opened) gone() <-chan struct{} {
	if o.local == nil {
		return nil
	}
	return o.local.Done()
}

// open reaches the Neo4j of the settings and puts the schema and the built-in roles in place. With hold it starts its own on the data folder and
// refuses a folder that somebody holds; without, it uses the one that a running serve has there.
func (s *Settings) open(ctx context.Context, hold bool, observe func(string, time.Duration, error)) (*opened, error) {
	clock, err := s.clock()
	if err != nil {
		return nil, err
	}
	c := store.Config{URI: s.Neo4jURI, Username: s.Neo4jUsername, Database: s.Neo4jDatabase, TimeLimit: s.TimeLimit, Concurrent: s.Concurrent, Log: s.logger(), Observe: observe}
	o := &opened{}
	if s.Neo4jURI != "" {
		if c.Password, err = secret("NEO4J_PASSWORD", s.Neo4jPasswordFile); err != nil {
			return nil, err
		}
	} else {
		address, running, err := localdb.Address{}, false, error(nil)
		if !hold {
			if address, running, err = localdb.Find(s.Data); err != nil {
				return nil, err
			}
		}
		if !running {
			o.local, err = localdb.Start(ctx, localdb.Options{Dir: s.Data, HeapMB: s.Neo4jHeap, PageCacheMB: s.Neo4jPageCache, Log: c.Log, Progress: os.Stderr})
			if err != nil {
				return nil, err
			}
			address = o.local.Address()
		}
		c.URI, c.Username, c.Password = address.URI, address.Username, address.Password
	}
	if o.store, err = store.Open(ctx, c); err == nil {
		o.graph = graph.New(o.store, clock)
		o.graph.MailboxGround = s.MailboxGround
		if err = o.store.PutSchema(ctx); err == nil {
			err = o.graph.PutBuiltinRoles(ctx, access.System())
		}
		if err != nil {
			err = errors.Join(err, o.store.Close())
		}
	}
	if err != nil {
		if o.local != nil {
			err = errors.Join(err, o.local.Stop(context.WithoutCancel(ctx)))
		}
		return nil, err
	}
	return o, nil
}

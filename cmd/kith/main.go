// Command kith runs the service and its tools. Each command reads its settings and calls one thing.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"kith/demo"
	"kith/graph"
)

// version is set when a release is built.
var version = "dev"

type commands struct {
	Settings

	Serve      serve         `cmd:"" help:"Put the schema in place and serve the API; without NEO4J_URI with a Neo4j of its own."`
	Import     importing     `cmd:"" name:"import" help:"Bring files in: accounts, contacts, positions, ties and all the other kinds of CSV files."`
	Export     export        `cmd:"" help:"Write everything into a folder, as the files that an import reads."`
	Refresh    refresh       `cmd:"" help:"Make every Kith that serves this graph read its ties anew: what was changed by hand in Neo4j counts then."`
	Demo       demonstrate   `cmd:"" help:"Bring a lifelike sample company in, made by a seeded generator."`
	Bench      measure       `cmd:"" help:"Measure Kith on a generated graph against its targets, beside raw Neo4j."`
	Everything everything    `cmd:"" help:"Print all that is held on a person, as JSON."`
	Erase      erase         `cmd:"" help:"Erase a person for good, so that nothing brings them back."`
	Fold       fold          `cmd:"" help:"Fold old interactions into lines by month, for good: how many, of which kind and direction."`
	User       userCommands  `cmd:"" help:"Users: who can sign in."`
	Token      tokenCommands `cmd:"" help:"Tokens: with which programs ask."`
	Role       roleCommands  `cmd:"" help:"Roles: who may do what."`
	Unit       unitCommands  `cmd:"" help:"Units: territories, teams, subsidiaries."`
	Version    showVersion   `cmd:"" help:"Say which Kith this is."`
	Help       showHelp      `cmd:"" help:"Say what the commands and their settings are."`
}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitSome   = 3 // an import that rejected rows
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// exit is an error that ends the program with a code of its own, when all is said already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run is the program: it parses, runs one command, and returns the exit code.
func run(ctx context.Context, args []string) int {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("kith"),
		kong.Description("Kith knows who knows whom: org charts, relation graphs, buying centres and ways in, on Neo4j.\n\nSettings: flags, then environment, then kith.yaml (its keys are the flags' names)."),
		kong.UsageOnError(),
		kong.Vars{"data": defaultData(), "seed": fmt.Sprint(demo.Default().Seed)},
	)
	if err != nil {
		return failed(err)
	}
	if err := resolveSettings(parser); err != nil {
		return usage(err)
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		return usage(err)
	}
	chosen.BindTo(graph.WithRequest(ctx, "kith "+chosen.Selected().Name), (*context.Context)(nil))
	err = chosen.Run(&c.Settings, chosen)
	var code exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	}
	return failed(err)
}

func failed(err error) int {
	fmt.Fprintln(os.Stderr, "kith:", err)
	return exitFailed
}

func usage(err error) int {
	fmt.Fprintln(os.Stderr, "kith:", err)
	fmt.Fprintln(os.Stderr, "`kith help` says what there is.")
	return exitUsage
}

type showVersion struct{}

// Run prints the version.
func (showVersion) Run() error {
	fmt.Println("kith", version)
	return nil
}

type showHelp struct{}

// Run prints what kith --help prints.
func (showHelp) Run(chosen *kong.Context) error {
	chosen.Path = chosen.Path[:1]
	return chosen.PrintUsage(false)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"kith/access"
	"kith/demo"
	"kith/graph/store"
)

type demonstrate struct {
	Seed uint64 `default:"${seed}" help:"Of the generator: one seed gives one sample."`
}

// Run invents the sample as files and imports them. Its history ends in the week of the service's day; with another day
// ids and names are the same, and dates move.
func (d *demonstrate) Run(ctx context.Context, settings *Settings) error {
	if err := d.load(ctx, settings); err != nil {
		return err
	}
	fmt.Println("\nWhile nobody can sign in, kith serve prints a link by which the first person does, as administrator.")
	return nil
}

func (d *demonstrate) load(ctx context.Context, settings *Settings) (err error) {
	clock, err := settings.clock()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "kith-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	config := demo.Default()
	config.Seed, config.Today = d.Seed, store.DateOf(clock()).Time()
	if err := demo.Write(dir, config); err != nil {
		return err
	}
	files := importing{Source: "demo", Rejects: "rejects.csv", Paths: []string{dir}}
	return files.Run(ctx, settings)
}

// sampleWhereEmpty brings the default sample in, beside the Neo4j that o has started or reached, where it has no account.
func sampleWhereEmpty(ctx context.Context, settings *Settings, o *opened) error {
	empty, err := o.graph.Empty(ctx, access.System())
	if err != nil || !empty {
		return err
	}
	beside := *settings // an import sets its own time limit
	d := demonstrate{Seed: demo.Default().Seed}
	return d.load(ctx, &beside)
}

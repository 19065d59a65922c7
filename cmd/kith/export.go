package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"kith/access"
	"kith/graph/store"
	"kith/ingest"
)

type export struct {
	Dir string `arg:"" type:"path" help:"Folder to write into: a new or empty one."`
}

// Run writes the whole graph into the folder and says how many rows of each kind there are.
func (e *export) Run(ctx context.Context, settings *Settings) (err error) {
	o, err := settings.open(ctx, false, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()
	if err := o.graph.Audit(ctx, access.System(), store.Edit{Kind: "export", ID: access.System().Name(), Action: "exported"}); err != nil {
		return err
	}
	exported, err := ingest.Export(ctx, o.store, access.System(), e.Dir, os.Stderr, term.IsTerminal(int(os.Stderr.Fd())))
	if err != nil {
		return err
	}
	for _, file := range exported {
		fmt.Printf("%-16s  %d\n", file.Kind, file.Rows)
	}
	return nil
}

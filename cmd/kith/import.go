package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"kith/access"
	"kith/ingest"
)

type importing struct {
	Source    string   `required:"" help:"The system that the files come from; their ids are its ids."`
	Unknown   string   `enum:"out,contacts" default:"out" help:"People and companies that nobody knows: they stay out, or become contacts at the account of their address's domain, and accounts (${enum})."`
	User      string   `placeholder:"EMAIL" help:"The user whose own connections come in, as LinkedIn exports them, or whose mail and calendars: they are read if the user has agreed, or on the ground of --mailbox-ground, and without what the user leaves out."`
	OwnDomain []string `placeholder:"DOMAIN" help:"A domain of ours, beside those of our users' addresses."`
	Rejects   string   `default:"rejects.csv" type:"path" help:"File for rejected rows; made only where there are any."`
	DryRun    bool     `help:"Check and count everything, write nothing."`
	Paths     []string `arg:"" name:"path" type:"path" help:"Files, and folders of files."`
}

// Run imports, shows how far it is, and prints what it did. It ends with 3 where rows were rejected.
func (i *importing) Run(ctx context.Context, settings *Settings) (err error) {
	paths, notes, err := ingest.Paths(i.Paths...)
	if err != nil {
		return err
	}
	o, err := settings.open(ctx, false, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()

	options := ingest.ImportOptions{
		Terms:   ingest.Terms{Source: i.Source, DryRun: i.DryRun, Unknown: i.Unknown, User: i.User, OwnDomains: i.OwnDomain},
		Rejects: i.Rejects,
	}
	var total int64
	for _, path := range paths {
		options.Files = append(options.Files, ingest.Source{Name: path, Path: path})
		if info, err := os.Stat(path); err == nil {
			total = max(total, info.Size())
		}
	}
	progress := ingest.NewProgress(os.Stderr, term.IsTerminal(int(os.Stderr.Fd())), total)
	options.Progress = func(doing string, bytes, rows int64) { _ = progress.At(doing, bytes, rows) }
	summary, err := ingest.Import(ctx, o.graph, access.System(), options)
	err = errors.Join(err, progress.Close())
	if err != nil && ctx.Err() != nil {
		err = errors.New("stopped: what came in stays; run it again to bring in the rest")
	}
	if summary != nil {
		summary.Notes = append(notes, summary.Notes...)
		if err := summary.Write(os.Stdout); err != nil {
			return err
		}
	}
	if err == nil && summary.Rejected() > 0 {
		fmt.Fprintf(os.Stdout, "%d rows rejected: see %s\n", summary.Rejected(), i.Rejects)
		return exit(exitSome)
	}
	return err
}

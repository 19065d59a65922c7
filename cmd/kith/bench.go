package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"

	"kith/bench"
)

type measure struct {
	Size     float64 `default:"0.01" help:"Of the graph: 1 is a million people with ten million ties, which takes 10 GB of disk."`
	JSON     string  `name:"json" type:"path" help:"File for the results as JSON."`
	Markdown string  `type:"path" help:"File for the results as Markdown."`
	Keep     bool    `help:"Leave the graph below --data, for a later run of the same size."`
	Growth   bool    `help:"Measure a tenth of the size first, and how the answers slow down from there."`
	Postgres string  `env:"KITH_POSTGRES" help:"URL of a Postgres to compare with, by psql; its user may make temporary tables."`
}

// Run measures in a Neo4j of its own below --data, prints the tables, and writes them where asked to. Missed targets are no failure.
func (m *measure) Run(ctx context.Context, settings *Settings) error {
	if settings.Neo4jURI != "" {
		return errors.New("the benchmark fills a Neo4j of its own: unset NEO4J_URI")
	}
	report, err := bench.Run(ctx, bench.Options{
		Size: m.Size, Dir: settings.Data, Keep: m.Keep, Growth: m.Growth, Postgres: m.Postgres, Version: version,
		// What docs/operation.md says that a million people want, and less for fewer.
		HeapMB: max(settings.Neo4jHeap, int(2048*m.Size)), PageCacheMB: max(settings.Neo4jPageCache, int(2048*m.Size)),
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), Progress: os.Stderr,
	})
	if err != nil {
		if ctx.Err() != nil {
			return errors.New("stopped")
		}
		return err
	}
	err = report.Markdown(os.Stdout)
	if m.Markdown != "" {
		err = errors.Join(err, writeTo(m.Markdown, report.Markdown))
	}
	if m.JSON != "" {
		err = errors.Join(err, writeTo(m.JSON, func(w io.Writer) error {
			encoder := json.NewEncoder(w)
			encoder.SetIndent("", "  ")
			return encoder.Encode(report)
		}))
	}
	return err
}

func writeTo(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"path/filepath"
	"sync"
	"time"

	"kith/access"
	"kith/graph"
	"kith/handlers"
	"kith/ingest"
)

const day = 24 * time.Hour

type serve struct {
	Addr   string `env:"KITH_ADDR" default:"127.0.0.1:8080" help:"Where to listen."`
	Paths  string `env:"KITH_PATHS" enum:"memory,cypher" default:"memory" help:"What answers paths: the ties in memory, or Cypher alone."`
	Pprof  string `env:"KITH_PPROF" help:"Loopback address for Go's profiles, such as 127.0.0.1:6060; none by default."`
	Sample bool   `help:"Bring the sample company in first, as kith demo does, where there is no account yet."`
}

// Run serves until it is told to stop, then finishes what runs, then stops its Neo4j.
func (s *serve) Run(ctx context.Context, settings *Settings) (err error) {
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen: %w", err)
	}
	metrics := handlers.NewMetrics()
	o, err := settings.open(ctx, true, metrics.Statement)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()
	if s.Sample {
		if err := sampleWhereEmpty(ctx, settings, o); err != nil {
			return errors.Join(err, listener.Close())
		}
	}

	if s.Pprof != "" {
		stopProfiles, failed := serveProfiles(s.Pprof)
		if failed != nil {
			return errors.Join(failed, listener.Close())
		}
		defer func() { err = errors.Join(err, stopProfiles()) }()
	}
	background, stopBackground := context.WithCancel(ctx)
	var working sync.WaitGroup
	working.Go(func() { o.graph.Warm(background, access.System()) })
	working.Go(func() { refreshTies(background, o.graph, settings.logger()) })
	if s.Paths == "memory" {
		working.Go(func() { o.graph.Follow(background, settings.logger()) })
	}
	defer working.Wait()
	defer stopBackground()
	metrics.Gauge("kith_ties_in_memory", "Ties that paths are answered from; 0 while Cypher answers.", func() float64 { _, ties, _ := o.graph.InMemory(); return float64(ties) })
	metrics.Gauge("kith_neo4j_transactions", "Transactions under way.", func() float64 { return float64(o.store.Running()) })

	imports, err := ingest.OpenJobs(filepath.Join(settings.Data, "imports"), o.graph, metrics.Imported, settings.logger())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer imports.Close()

	service := handlers.New(handlers.Options{Graph: o.graph, Log: settings.logger(), Metrics: metrics, Imports: imports})
	var busy connections
	server := &http.Server{Handler: service, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ConnState: busy.turned}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	address := "http://" + listener.Addr().String()
	fmt.Fprintf(os.Stderr, "\nKith is here:\n  API    %s/api/v1\n  Docs   %s/docs\n  Ready  %s/-/ready\n\n", address, address, address)

	select {
	case err := <-failed:
		return err
	case <-o.gone():
		return errors.Join(o.local.Err(), server.Close())
	case <-ctx.Done():
	}
	return stopServing(context.WithoutCancel(ctx), settings.logger(), service, server, listener, &busy)
}

// refreshTies keeps the stored strengths what they rest on today: at the start, after each midnight UTC, and after a change of many.
func refreshTies(ctx context.Context, g *graph.Graph, log *slog.Logger) {
	for {
		looked, err := g.RefreshTies(ctx, access.System())
		err = errors.Join(err, g.ForgetChanges(ctx))
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Warn("ties not refreshed, again in a minute", "error", err)
		case looked > 0:
			log.Info("ties refreshed", "ties", looked)
			_, err = g.Reload(ctx)
		}
		next := time.Minute
		if err == nil {
			next = time.Until(time.Now().UTC().Truncate(day).Add(day + time.Second))
		}
		select {
		case <-ctx.Done():
			return
		case <-g.StaleTies():
		case <-time.After(next):
		}
	}
}

// serveProfiles serves Go's profiles on an address of this machine only, and returns how to stop.
func serveProfiles(address string) (func() error, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("pprof: %w", err)
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("pprof: %s is not a loopback address", address)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("pprof: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // ends by Close
	return server.Close, nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"kith/handlers"
)

const (
	drainTime = time.Second      // for callers with open connections to be told that we are going
	stopTime  = 30 * time.Second // for what runs to be finished
)

type serve struct {
	Addr   string `env:"KITH_ADDR" default:"127.0.0.1:8080" help:"Where to listen."`
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

	service := handlers.New(handlers.Options{Graph: o.graph, Log: settings.logger(), Metrics: metrics})
	server := &http.Server{Handler: service, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	address := "http://" + listener.Addr().String()
	fmt.Fprintf(os.Stderr, "\nKith is here:\n  API    %s/api/v1\n  Docs   %s/docs\n  Ready  %s/-/ready\n\n", address, address, address)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// Answers close their connections from now on, so that no caller sends another request into one that is closed under it.
	service.Drain()
	<-time.After(drainTime)
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return server.Shutdown(stopping)
}

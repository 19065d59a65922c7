package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"kith/handlers"
)

const (
	drainTime = time.Second      // for callers with open connections to be told that we are going
	lastTime  = 3 * time.Second  // for those who have connected to say what they want
	stopTime  = 30 * time.Second // for what runs to be finished
)

// listen opens a listener that lastCallers can make deaf: plain TCP, since one of multipath TCP, Go's choice where the system
// has it, takes no filter.
func listen(ctx context.Context, address string) (net.Listener, error) {
	plain := net.ListenConfig{}
	plain.SetMultipathTCP(false)
	return plain.Listen(ctx, "tcp", address)
}

// stopServing answers everybody who has come, and nobody else.
func stopServing(ctx context.Context, log *slog.Logger, service *handlers.Service, server *http.Server, listener net.Listener, busy *connections) error {
	// Answers close their connections from now on, so that no caller sends another request into one that is closed under it.
	service.Drain()
	time.Sleep(drainTime)
	if err := lastCallers(listener); err != nil {
		log.Warn("who comes in the moment in which the service stops listening may be cut off", "error", err)
	}
	if err := listener.Close(); err != nil {
		return fmt.Errorf("listener: %w", err)
	}
	// net/http drops a request that it reads after the call of Shutdown.
	for begin := time.Now(); !busy.none() && time.Since(begin) < lastTime; {
		time.Sleep(time.Millisecond)
	}
	stopping, cancel := context.WithTimeout(ctx, stopTime)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("what ran was not finished in %s: %w", stopTime, err)
	}
	return nil
}

// connections are those that have a request to be read or answered.
type connections struct{ busy sync.Map }

// turned is told of every change of a connection's state.
func (c *connections) turned(connection net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew, http.StateActive:
		c.busy.Store(connection, true)
	default:
		c.busy.Delete(connection)
	}
}

func (c *connections) none() bool {
	none := true
	c.busy.Range(func(any, any) bool {
		none = false
		return false
	})
	return none
}

package bench

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"kith/graph"
)

// View is what it took to load the path engine's view of the ties.
type View struct {
	Ties    int     `json:"ties"`
	Seconds float64 `json:"seconds"`
	HeapMB  float64 `json:"heapMB"` // what the view adds to the live heap
}

// follow switches the path engine of a graph on, waits until it answers and returns what that took. It follows until the context ends, as one of
// those who are working.
func follow(ctx context.Context, g *graph.Graph, working *sync.WaitGroup) (*View, error) {
	before, begin := liveHeap(), time.Now()
	working.Go(func() { g.Follow(ctx, slog.New(slog.DiscardHandler)) })
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		if _, ties, ready := g.InMemory(); ready {
			view := View{Ties: ties, Seconds: time.Since(begin).Seconds()}
			view.HeapMB = liveHeap() - before
			return &view, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-look.C:
		}
	}
}

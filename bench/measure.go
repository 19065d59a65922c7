package bench

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Times are percentiles of how long a question took, in milliseconds: of all samples, by the nearest rank, nothing left out.
type Times struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

// timesOf sorts the samples; nil where there are none.
func timesOf(took []time.Duration) *Times {
	if len(took) == 0 {
		return nil
	}
	slices.Sort(took)
	at := func(share float64) float64 {
		rank := int(math.Ceil(share * float64(len(took))))
		return milliseconds(took[max(rank, 1)-1])
	}
	return &Times{P50: at(.5), P95: at(.95), P99: at(.99)}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// effort is how much is measured: less on graphs that are only for trying.
type effort struct {
	warmUp  int           // rounds that are not counted
	rounds  int           // of each question, at most
	least   int           // rounds even where they take longer than the limit
	limit   time.Duration // of one question's rounds
	clients time.Duration // of each number of clients
	ties    int           // rows of each import
}

func effortFor(people int) effort {
	if people < 10_000 {
		return effort{warmUp: 2, rounds: 10, least: 3, limit: 500 * time.Millisecond, clients: 200 * time.Millisecond, ties: 300}
	}
	return effort{warmUp: 50, rounds: 500, least: 50, limit: 10 * time.Second, clients: 6 * time.Second, ties: 40_000}
}

// side is one way in which a question is asked.
type side struct {
	name string // raw, http, cypher, unfiltered, filtered
	ask  func(ctx context.Context, s subject) error
}

// rounds are the times by the sides' names, of those rounds that counted.
type rounds struct {
	times   map[string]*Times
	counted int
	failed  int    // answers that were errors
	failure string // the last of them
}

// sideBySide asks all sides in turn about the same subjects, so that what else the machine does hits all alike; who comes first changes with
// every round, because the second finds the pages in memory. What fails, such as by the service's time limit, is timed too, and counted.
func sideBySide(ctx context.Context, n *network, e effort, sides []side) (r rounds, err error) {
	random := rand.New(rand.NewPCG(5, 6))
	took := map[string][]time.Duration{}
	round := func(first int) error {
		s := n.subject(random)
		for i := range sides {
			side := sides[(first+i)%len(sides)]
			began := time.Now()
			err := side.ask(ctx, s)
			took[side.name] = append(took[side.name], time.Since(began))
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				r.failed++
				r.failure = side.name + ": " + err.Error()
			}
		}
		return nil
	}
	began := time.Now()
	for i := 0; i < e.warmUp && time.Since(began) < e.limit; i++ {
		if err := round(i); err != nil {
			return r, err
		}
	}
	clear(took)
	r.failed = 0
	began = time.Now()
	for r.counted < e.rounds && (r.counted < e.least || time.Since(began) < e.limit) {
		if err := round(r.counted); err != nil {
			return r, err
		}
		r.counted++
	}
	r.times = map[string]*Times{}
	for name, samples := range took {
		r.times[name] = timesOf(samples)
	}
	return r, nil
}

package bench

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// Asked is what a number of clients got who ask without a pause.
type Asked struct {
	PerSecond         float64 `json:"perSecond"` // answers
	Served            *Times  `json:"served"`
	Refused           int     `json:"refused"`           // 503
	WithoutRetryAfter int     `json:"withoutRetryAfter"` // of the refused
	Errors            int     `json:"errors"`
	FirstError        string  `json:"firstError,omitempty"`

	took  []time.Duration
	spent time.Duration
}

// Clients are the answers to a number of them, over HTTP and raw; raw is nil for more than the driver has connections.
type Clients struct {
	Clients int     `json:"clients"`
	HTTP    *Asked  `json:"http"`
	Raw     *Asked  `json:"raw"`
	Ratio   float64 `json:"ratio"`
}

// manyClients lets more and more clients ask a mix of the questions that are one statement each.
func (b *bed) manyClients(ctx context.Context, r *Report) error {
	var mix []question
	for _, q := range b.network.questions() {
		if q.mixed {
			mix = append(mix, q)
		}
	}
	over := func(ctx context.Context, random *rand.Rand, s subject) error {
		return b.get(ctx, b.base+mix[random.IntN(len(mix))].path(s))
	}
	bolt := func(ctx context.Context, random *rand.Rand, s subject) error {
		return b.raw(ctx, mix[random.IntN(len(mix))].raw(s))
	}
	for _, clients := range []int{1, 8, mostClients, 512} {
		b.options.say("%d clients …", clients)
		row := Clients{Clients: clients, HTTP: &Asked{}}
		if clients <= mostClients {
			row.Raw = &Asked{}
		}
		const turns = 3 // the first is the warm-up
		for turn := range turns {
			if turn == 1 {
				row.HTTP = &Asked{}
				if row.Raw != nil {
					row.Raw = &Asked{}
				}
			}
			if row.Raw != nil {
				b.crowd(ctx, clients, row.Raw, bolt)
			}
			b.crowd(ctx, clients, row.HTTP, over)
			if clients > mostClients && turn > 0 {
				b.remember(ctx, r, []string{"", "overload, first half", "overload, second half"}[turn])
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		row.HTTP.sum()
		if row.Raw != nil {
			row.Raw.sum()
			row.Ratio = row.HTTP.PerSecond / row.Raw.PerSecond
		}
		r.Clients = append(r.Clients, row)
	}
	return nil
}

// crowd adds what clients get who ask for a while. Those who are refused come again at once: it is the service that has to bear it.
func (b *bed) crowd(ctx context.Context, clients int, asked *Asked, ask func(context.Context, *rand.Rand, subject) error) {
	began := time.Now()
	end := began.Add(b.effort.clients / 2)
	var mutex sync.Mutex
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(client), uint64(len(asked.took))))
			var own Asked
			for time.Now().Before(end) && ctx.Err() == nil {
				start := time.Now()
				err := ask(ctx, random, b.network.subject(random))
				own.count(err, time.Since(start))
			}
			mutex.Lock()
			defer mutex.Unlock()
			asked.add(&own)
		})
	}
	all.Wait()
	asked.spent += time.Since(began)
}

func (a *Asked) count(err error, took time.Duration) {
	var no refused
	switch {
	case err == nil:
		a.took = append(a.took, took)
	case errors.As(err, &no):
		a.Refused++
		if !no.retryAfter {
			a.WithoutRetryAfter++
		}
	default:
		if a.Errors++; a.FirstError == "" {
			a.FirstError = err.Error()
		}
	}
}

func (a *Asked) add(other *Asked) {
	a.took = append(a.took, other.took...)
	a.Refused += other.Refused
	a.WithoutRetryAfter += other.WithoutRetryAfter
	a.Errors += other.Errors
	if a.FirstError == "" {
		a.FirstError = other.FirstError
	}
}

func (a *Asked) sum() {
	a.PerSecond = float64(len(a.took)) / a.spent.Seconds()
	a.Served = timesOf(a.took)
}

package graph

import (
	"context"
	"slices"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	claimKey   = cypher.Must("write/claim_key")
	keepAnswer = cypher.Must("write/keep_answer")
	expireKeys = cypher.Must("write/expire_keys")
)

const (
	keyLifetime = 24 * time.Hour
	keySweep    = time.Hour // how often a process removes old keys
)

// idempotencyKey is the caller's name for one request, and a hash of all that the request says.
type idempotencyKey struct{ key, hash string }

type idempotencyContext struct{}

// WithIdempotencyKey makes the one change that is made with the context a change that happens once: hash tells requests of the
// same key apart.
func WithIdempotencyKey(ctx context.Context, key, hash string) context.Context {
	return context.WithValue(ctx, idempotencyContext{}, idempotencyKey{key, hash})
}

// once runs work as one write transaction and returns the ids, or other short words, that work returns and that the caller
// renders its answer from. Where the context has an idempotency key they are kept with it for a day, in the same transaction, and
// the same request gets them again without work being run. Errors beside work's own: Invalid where another request had the key,
// Conflict while the first one still runs. What fails keeps nothing.
func (g *Graph) once(ctx context.Context, v access.Viewer, work func(tx *store.Tx) ([]string, error)) (answer []string, err error) {
	key, has := ctx.Value(idempotencyContext{}).(idempotencyKey)
	if !has {
		return answer, g.Transact(ctx, v, func(tx *store.Tx) (err error) {
			answer, err = work(tx)
			return err
		})
	}
	type owner struct{ principal, key string }
	mine := owner{v.Name(), key.key}
	if _, runs := g.running.LoadOrStore(mine, true); runs {
		return nil, problem.Conflict("The first request with this Idempotency-Key still runs.")
	}
	defer g.running.Delete(mine)
	g.expire(ctx)
	err = g.Transact(ctx, v, func(tx *store.Tx) error {
		claims, err := store.Write[struct {
			Mine   bool     `json:"mine"`
			Hash   string   `json:"hash"`
			Answer []string `json:"answer"`
		}](ctx, tx, claimKey, map[string]any{
			"principal": mine.principal, "key": mine.key, "hash": key.hash, "now": g.Now(), "oldest": g.Now().Add(-keyLifetime),
		})
		if err != nil {
			return err
		}
		if claim := claims[0]; !claim.Mine {
			if claim.Hash != key.hash {
				return problem.Field("Idempotency-Key", "was sent with another request before")
			}
			answer = claim.Answer
			return nil
		}
		if answer, err = work(tx); err != nil {
			return err
		}
		_, err = store.Write[store.None](ctx, tx, keepAnswer, map[string]any{"principal": mine.principal, "key": mine.key, "answer": answer})
		return err
	})
	return answer, err
}

// onceEach is once for work that makes many changes: what became of each is kept, without the words of refusals.
func (g *Graph) onceEach(ctx context.Context, v access.Viewer, work func(tx *store.Tx) ([]Result, error)) (results []Result, err error) {
	answer, err := g.once(ctx, v, func(tx *store.Tx) (_ []string, err error) {
		results, err = work(tx)
		return kept(results), err
	})
	if err != nil {
		return nil, err
	}
	if !slices.Equal(kept(results), answer) { // work did not run, or what it did was rolled back and then found done
		results = resultsOf(answer)
	}
	return results, nil
}

// expire removes keys that count no more. Failing is no harm: the next one tries again.
func (g *Graph) expire(ctx context.Context) {
	now := g.Now()
	if last := g.expired.Load(); now.Unix()-last < int64(keySweep/time.Second) || !g.expired.CompareAndSwap(last, now.Unix()) {
		return
	}
	_ = g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, expireKeys, map[string]any{"oldest": now.Add(-keyLifetime)})
		return err
	})
}

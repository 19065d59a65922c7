package graph

import (
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

// datedChange is one change to the timeline of a key; err is what stands against it.
type datedChange[K comparable, S any] struct {
	key          K
	state        S
	since, until *Date
	ends         map[string]string // what must exist, and is locked: id by JSON pointer
	err          error
}

// datedKind is a kind of dated relation of which each key has its own timeline.
type datedKind[K comparable, S any] struct {
	prefix      string // of ids
	relation    string // type of relationship
	held, write cypher.Statement
	where       func(K) map[string]any // what the statement needs to find the relations of a key, or their ends
	ends        func(K) (from, to string)
	own         func(K, S) map[string]any // properties
}

// put makes changes once, in one transaction and in order. One that is refused leaves the others. It returns what holds now for each,
// where the changes were made just now, and what became of them.
func (k datedKind[K, S]) put(ctx context.Context, g *Graph, v access.Viewer, changes []datedChange[K, S]) ([]stretch[S], []Result, error) {
	var locks []string
	var keys []K
	for _, c := range changes {
		if c.err == nil {
			for _, id := range c.ends {
				locks = append(locks, id)
			}
			keys = append(keys, c.key)
		}
	}
	slices.Sort(locks)
	put := make([]stretch[S], len(changes))
	results, err := g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		missing, err := takeLocks(ctx, tx, locks...)
		if err != nil {
			return nil, err
		}
		held, err := timelines[K, S](ctx, tx, k.held, keys)
		if err != nil {
			return nil, err
		}
		between := make([][2]string, len(changes))
		for i, c := range changes {
			between[i][0], between[i][1] = k.ends(c.key)
		}
		refused, err := refusedRelations(ctx, tx, v, k.relation, between)
		if err != nil {
			return nil, err
		}
		results := make([]Result, len(changes))
		for i, c := range changes {
			if c.err == nil {
				c.err = refused[i]
			}
			for pointer, id := range c.ends {
				if c.err == nil && slices.Contains(missing, id) {
					c.err = problem.Field(pointer, "names nothing any more")
				}
			}
			if c.err != nil {
				results[i] = Result{Status: Refused, Err: c.err}
				continue
			}
			held[c.key].keep(v, &c.state, c.since)
			var status string
			put[i], status = held[c.key].put(NewID(k.prefix), c.state, c.since, c.until, g.Now())
			results[i] = Result{Status: status, ID: put[i].ID}
		}
		return results, k.writeAll(ctx, tx, v, held)
	})
	return put, results, err
}

// end makes nothing hold for a key from a day on. Errors: NotFound where nothing ever did.
func (k datedKind[K, S]) end(ctx context.Context, g *Graph, v access.Viewer, key K, on Date, what, id string, locks ...string) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, locks...); err != nil {
			return err
		}
		held, err := timelines[K, S](ctx, tx, k.held, []K{key})
		if err != nil {
			return err
		}
		if len(held[key].was) == 0 {
			return problem.NotFound(what, id)
		}
		held[key].end(&on, g.Now())
		return k.writeAll(ctx, tx, v, held)
	})
}

func (k datedKind[K, S]) writeAll(ctx context.Context, tx *store.Tx, v access.Viewer, held map[K]*timeline[S]) error {
	var d difference
	for key, t := range held {
		t.add(&d, v, k.relation, func(S) map[string]any { return k.where(key) },
			func(S) (from, to string) { return k.ends(key) },
			func(s S) map[string]any { return k.own(key, s) })
	}
	return d.write(ctx, tx, k.write, nil)
}

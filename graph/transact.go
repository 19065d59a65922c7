package graph

import (
	"context"
	"slices"

	"kith/cypher"
	"kith/graph/store"
)

var changeNote = cypher.Must("write/change_note")

// Transact runs work as one write transaction, as the store does, and ends it by bringing the ties up to date that rest on what work touched and by
// noting the changes for those who follow them. When it returns without an error, this Graph's view of the ties has them too.
func (g *Graph) Transact(ctx context.Context, work func(tx *store.Tx) error) error {
	var touched store.Touched
	var note string
	err := g.store.InTransaction(ctx, func(tx *store.Tx) error {
		if err := work(tx); err != nil {
			return err
		}
		pairs, err := g.pairsTouched(ctx, tx)
		if err != nil {
			return err
		}
		if len(pairs) > 0 {
			if err := g.deriveTies(ctx, tx, pairs); err != nil {
				return err
			}
		}
		touched, note = tx.Touched, NewID(prefixChange)
		return g.note(ctx, tx, note, touched)
	})
	if err == nil {
		g.seen(ctx, note, touched)
		if len(touched.Held) > fewHeld {
			select {
			case g.stale <- struct{}{}:
			default: // it is told already
			}
		}
	}
	return err
}

// note writes what changed, for those who follow: one node for a transaction.
func (g *Graph) note(ctx context.Context, tx *store.Tx, id string, t store.Touched) error {
	entries := entriesOf(t)
	if len(entries) == 0 {
		return nil
	}
	_, err := store.Write[store.None](ctx, tx, changeNote, map[string]any{"id": id, "entries": entries})
	return err
}

// entriesOf are the changes as a note keeps them: words of kind, action and ids.
func entriesOf(t store.Touched) []string {
	var entries []string
	at := map[store.RecordChange]bool{}
	for _, r := range t.Records {
		if made := (store.RecordChange{Kind: r.Kind, ID: r.ID, Action: store.Created}); at[made] || at[r] {
			continue // what is new is new, whatever else is done to it
		}
		at[r] = true
		entries = append(entries, r.Kind+" "+string(r.Action)+" "+r.ID)
	}
	for _, p := range t.Ties {
		entries = append(entries, "tie "+string(p.Action)+" "+p.Pair[0]+" "+p.Pair[1])
	}
	for _, p := range t.Conflicts {
		entries = append(entries, "influence "+string(p.Action)+" "+p.Pair[0]+" "+p.Pair[1])
	}
	slices.Sort(entries)
	return slices.Compact(entries)
}

package graph

import (
	"context"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var changeNote = cypher.Must("write/change_note")

// Transact runs work as one write transaction, as the store does, and ends it by bringing the ties up to date that rest on what work touched, by
// refusing what the viewer may not change and what would bring back who was erased, by keeping an administrator, by writing down whom records belong to now, and by noting the changes for those
// who follow them and for the audit. When it returns without an error, this Graph's view of the ties has them too. Errors: those of work, NotFound and
// NotAllowed for what the viewer does not see or may not change, Conflict where nobody could administer any more.
func (g *Graph) Transact(ctx context.Context, v access.Viewer, work func(tx *store.Tx) error) error {
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
		if err := mayChange(ctx, tx, v); err != nil {
			return err
		}
		if err := g.bringsNobodyBack(ctx, tx); err != nil {
			return err
		}
		if err := g.keepAccess(ctx, tx); err != nil {
			return err
		}
		if err := putBelongings(ctx, tx, g.Today()); err != nil {
			return err
		}
		touched, note = tx.Touched, NewID(prefixChange)
		return g.note(ctx, tx, v, note, touched)
	})
	g.principals.forget(entriesOf(touched)) // even where nobody knows whether it was committed
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

// note writes what changed: for those who follow, one node for a transaction, and for the audit.
func (g *Graph) note(ctx context.Context, tx *store.Tx, v access.Viewer, id string, t store.Touched) error {
	entries := entriesOf(t)
	audit, err := auditParts(editsOf(t))
	if err != nil || len(entries)+len(audit) == 0 {
		return err
	}
	_, err = store.Write[store.None](ctx, tx, changeNote, map[string]any{
		"id": id, "entries": entries, "audit": audit, "by": v.Name(), "token": orAbsent(v.TokenID), "request": orAbsent(requestOf(ctx)),
	})
	return err
}

// orAbsent is a text for a statement, where none is null.
func orAbsent(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// entriesOf are the changes as a note keeps them: words of kind, action and ids, and of a tie that not everybody sees the names of those who do.
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
		entry := "tie " + string(p.Action) + " " + p.Pair[0] + " " + p.Pair[1]
		if p.Private != nil {
			entry += " " + strings.Join(p.Private, ",")
		}
		entries = append(entries, entry)
	}
	for _, p := range t.Conflicts {
		entries = append(entries, "influence "+string(p.Action)+" "+p.Pair[0]+" "+p.Pair[1])
	}
	for _, id := range t.Seen {
		entries = append(entries, "view changed "+id)
	}
	slices.Sort(entries)
	return slices.Compact(entries)
}

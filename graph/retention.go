package graph

import (
	"context"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var (
	interactionsOld    = cypher.Must("read/interactions_old")
	interactionsDelete = cypher.Must("write/interactions_delete")
	foldedBeforeRead   = cypher.Must("read/folded_before")
	foldedBeforePut    = cypher.Must("write/folded_before_put")
	tiesFolded         = cypher.Must("read/ties_folded")
)

// foldBatch is how many interactions one transaction folds.
const foldBatch = 1_000

// FoldInteractions takes the interactions before a day out of the graph and keeps of them, with each tie, how many there were in a month of each kind
// and direction, what they weigh and on which day they were on average; from then on none from before that day comes in. It returns how many it folded. It
// works in small transactions and may be interrupted: what is folded is gone, what is not is found the next time.
func (g *Graph) FoldInteractions(ctx context.Context, v access.Viewer, before Date) (int, error) {
	ctx = store.Patient(ctx, time.Minute)
	err := g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, foldedBeforePut, map[string]any{"day": before})
		return err
	})
	for total := 0; ; {
		if err != nil {
			return total, err
		}
		var old []RecordedInteraction
		keys, failed := store.Read[interactionKey](ctx, g.store, interactionsOld, map[string]any{"before": before.Time(), "limit": foldBatch})
		for _, key := range keys {
			old = append(old, NewRecordedInteraction(key.Source, key.ExternalID))
		}
		folds := 0
		if err = failed; err == nil && len(old) > 0 {
			err = g.Transact(ctx, v, func(tx *store.Tx) (err error) {
				folds, err = g.foldBatch(ctx, tx, old, before)
				return err
			})
		}
		if total += folds; folds == 0 {
			return total, err
		}
	}
}

// foldBatch folds some interactions inside a transaction. Everybody who took part is locked, and what became of them meanwhile is seen.
func (g *Graph) foldBatch(ctx context.Context, tx *store.Tx, items []RecordedInteraction, before Date) (int, error) {
	held, err := g.lockInteractions(ctx, tx, items)
	if err != nil {
		return 0, err
	}
	changes := historyChanges{}
	var ids []string
	for _, i := range held {
		if !store.DateOf(i.At).Before(before) {
			continue
		}
		ids = append(ids, i.ID)
		i.bears(func(pair [2]string, number int64) { changes.of(pair).fold = append(changes.of(pair).fold, number) })
	}
	if len(ids) == 0 {
		return 0, nil
	}
	if _, err := store.Write[store.None](ctx, tx, interactionsDelete, map[string]any{"ids": ids}); err != nil {
		return 0, err
	}
	tx.Touched.Edit(store.Edit{Kind: "retention", Action: "folded", Fields: []store.FieldEdit{
		{Field: "before", After: before}, {Field: "count", After: len(ids)},
	}})
	return len(ids), g.putHistories(ctx, tx, changes)
}

// mergeFolded counts a contact's folded interactions for another, or, back, no longer. Whoever wrote to both at once counts twice in them.
func (w *writing) mergeFolded(ctx context.Context, changes historyChanges, from, into string, back bool) error {
	rows, err := store.Write[struct {
		A      string      `json:"a"`
		B      string      `json:"b"`
		Folded foldedLines `json:"folded"`
	}](ctx, w.tx, tiesFolded, map[string]any{"id": from})
	for _, row := range rows {
		other := row.A
		if other == from {
			other = row.B
		}
		if other == into {
			continue
		}
		pair := ends(into, other)
		if (pair[0] == other) != (row.A == other) {
			row.Folded = row.Folded.reversed()
		}
		change := changes.of(pair)
		if back {
			change.lessFolded = row.Folded
		} else {
			change.moreFolded = row.Folded
		}
	}
	return err
}

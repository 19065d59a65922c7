package graph

import (
	"context"
	"fmt"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	relationsOfRecord = cypher.Must("read/relations_of_record")
	seatsOfRecord     = cypher.Must("read/seats_of_record")
	deleteRecord      = cypher.Must("write/delete_record")
)

// ownTypes are the types of relationships that are no relations with others but fields of the record that they begin at.
var ownTypes = []string{"OWNED_BY", "MEMBER_OF", "HAS_ROLE", "PART_OF", "AT", "FOR", "HAS_EMAIL", "HAS_DOMAIN"}

// Delete puts a record into the bin, out of every question. Where relations with others would go along it is refused as in use, with
// their counts by type, unless cascade. An account's positions and opportunities go along with it.
func (k *Kind[F, R]) Delete(ctx context.Context, g *Graph, v access.Viewer, id string, cascade bool) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		w := &writing{Graph: g, tx: tx, viewer: v}
		if err := w.lock(ctx, k.name, []string{id}); err != nil {
			return err
		}
		if k.deletable != nil {
			if err := k.deletable(ctx, w, id); err != nil {
				return err
			}
		}
		if !cascade {
			if err := mayGo(ctx, tx, k.name, id); err != nil {
				return err
			}
		}
		return k.bin(ctx, w, id)
	})
}

// mayGo refuses a record on which others rest, with their relations' counts by type.
func mayGo(ctx context.Context, tx *store.Tx, kind, id string) error {
	counts, err := store.Write[struct {
		Type  string `json:"type"`
		Count int64  `json:"count"`
	}](ctx, tx, relationsOfRecord, map[string]any{"kind": kind, "id": id, "fields": ownTypes})
	relations := map[string]int64{}
	for _, count := range counts {
		relations[count.Type] = count.Count
	}
	if len(relations) > 0 {
		return problem.InUse(fmt.Sprintf("Others rest on the %s.", kind), relations)
	}
	return err
}

// bin puts a record into the bin, and notes it.
func (k *Kind[F, R]) bin(ctx context.Context, w *writing, id string) error {
	records, err := store.Write[R](ctx, w.tx, k.read, w.viewer.Sees(map[string]any{"ids": []string{id}}))
	record, err := one(records, err, k.name, id)
	if err != nil {
		return err
	}
	fields, err := fieldsOf(k.fields(&record))
	if err != nil {
		return err
	}
	if err := touchDeleted(ctx, w.tx, k.name, id); err != nil {
		return err
	}
	gone, err := store.Write[string](ctx, w.tx, deleteRecord, map[string]any{"kind": k.name, "id": id, "now": w.Now(), "by": w.viewer.Name()})
	for _, id := range gone {
		w.tx.Touched.Record(KindOf(id), store.Deleted, id)
	}
	w.tx.Touched.Edit(store.Edit{Kind: k.name, ID: id, Fields: differences(fields, nil)})
	return err
}

// touchDeleted notes the people whose ties may rest on a record that is about to be deleted.
func touchDeleted(ctx context.Context, tx *store.Tx, kind, id string) error {
	switch kind {
	case Positions.name, Accounts.name:
		seats, err := store.Write[string](ctx, tx, seatsOfRecord, map[string]any{"id": id})
		if err != nil {
			return err
		}
		pairs, err := pairsAround(ctx, tx, nil, nil, seats)
		tx.Touched.Held = append(tx.Touched.Held, pairs...)
		return err
	case RelationTypes.name:
		return TouchRelated(ctx, tx, id, false)
	}
	return nil
}

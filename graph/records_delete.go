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

// Delete takes a record out of every question. Where relations with others would go along it is refused as in use, with their
// counts by type, unless cascade. An account's positions and opportunities go along with it.
func (k *Kind[F, R]) Delete(ctx context.Context, g *Graph, _ access.Viewer, id string, cascade bool) error {
	return g.Transact(ctx, func(tx *store.Tx) error {
		w := &writing{Graph: g, tx: tx}
		if err := w.lock(ctx, k.name, []string{id}); err != nil {
			return err
		}
		if !cascade {
			counts, err := store.Write[struct {
				Type  string `json:"type"`
				Count int64  `json:"count"`
			}](ctx, tx, relationsOfRecord, map[string]any{"kind": k.name, "id": id, "fields": ownTypes})
			if err != nil {
				return err
			}
			relations := map[string]int64{}
			for _, count := range counts {
				relations[count.Type] = count.Count
			}
			if len(relations) > 0 {
				return problem.InUse(fmt.Sprintf("Others rest on the %s.", k.name), relations)
			}
		}
		if err := touchDeleted(ctx, tx, k.name, id); err != nil {
			return err
		}
		gone, err := store.Write[string](ctx, tx, deleteRecord, map[string]any{"kind": k.name, "id": id, "now": g.Now()})
		_, err = one(gone, err, k.name, id)
		return err
	})
}

// touchDeleted notes a record that is about to be deleted, and the people whose ties may rest on it.
func touchDeleted(ctx context.Context, tx *store.Tx, kind, id string) error {
	tx.Touched.Record(kind, store.Deleted, id)
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

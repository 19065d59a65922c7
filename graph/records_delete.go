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
	deleteRecord      = cypher.Must("write/delete_record")
)

// ownTypes are the types of relationships that are no relations with others but fields of the record that they begin at.
var ownTypes = []string{"OWNED_BY", "MEMBER_OF", "HAS_ROLE", "PART_OF", "AT", "FOR", "HAS_EMAIL", "HAS_DOMAIN"}

// Delete takes a record out of every question. Where relations with others would go along it is refused as in use, with their
// counts by type, unless cascade. An account's positions and opportunities go along with it.
func (k *Kind[F, R]) Delete(ctx context.Context, g *Graph, _ access.Viewer, id string, cascade bool) error {
	return g.store.InTransaction(ctx, func(tx *store.Tx) error {
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
		gone, err := store.Write[string](ctx, tx, deleteRecord, map[string]any{"kind": k.name, "id": id, "now": g.Now()})
		_, err = one(gone, err, k.name, id)
		return err
	})
}

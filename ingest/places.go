package ingest

import (
	"context"

	"kith/cypher"
	"kith/graph/store"
)

var importPlacesOf = cypher.Must("write/import_places")

// seatPlace is where a position is.
type seatPlace struct {
	ID         string `json:"id"`
	AccountID  string `json:"accountId"`
	RelationID string `json:"relationId"`
}

// importPlaces puts in what an export says of positions' places in their accounts, in the rows that name neither holder nor manager.
func importPlaces(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": places", func(ctx context.Context, items []*item) ([]map[string]any, error) {
		f := r.finder()
		placed := map[string]*item{}
		for _, i := range items {
			if i.text("relation_id") != "" && i.text("contact_id") == "" && i.text("reports_to_id") == "" {
				f.record("position", i.text("id"))
				placed[i.text("id")] = i
			}
		}
		if err := f.find(ctx); err != nil || len(placed) == 0 {
			return nil, err
		}
		rows := map[string]*item{}
		var ids []string
		for text, i := range placed {
			if id, found := f.id("position", text); found {
				rows[id] = i
				ids = append(ids, id)
			}
		}
		places, err := ask[seatPlace](ctx, r, nil, importSeats, map[string]any{"ids": ids})
		var writes []map[string]any
		for _, place := range places {
			if i := rows[place.ID]; place.RelationID != i.text("relation_id") {
				properties := map[string]any{}
				i.provenance(properties)
				writes = append(writes, map[string]any{"id": place.ID, "properties": properties})
			}
		}
		return writes, err
	}, func(ctx context.Context, rows []map[string]any) error {
		if len(rows) == 0 {
			return nil
		}
		return r.write(ctx, func(tx *store.Tx) error {
			_, err := store.Write[store.None](ctx, tx, importPlacesOf, map[string]any{"rows": rows})
			return err
		})
	})
}

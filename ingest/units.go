package ingest

import (
	"context"

	"kith/cypher"
	"kith/graph"
)

var importUnits = cypher.Must("read/import_units")

// importUnitParents puts units below one another once all of them are there. Units are few: their tree is read whole.
func importUnitParents(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": parents", func(ctx context.Context, items []*item) (*recordWrites, error) {
		w := &recordWrites{kind: recordKinds["units"]}
		f := r.finder()
		for _, i := range items {
			f.record("unit", i.text("id"))
			f.record("unit", i.text("parent_id"))
		}
		if err := f.find(ctx); err != nil {
			return nil, err
		}
		tree, err := ask[struct {
			ID       string  `json:"id"`
			ParentID *string `json:"parentId"`
			Source   *string `json:"source"`
		}](ctx, r, nil, importUnits, nil)
		if err != nil {
			return nil, err
		}
		parents, sources := map[string]string{}, map[string]string{}
		for _, unit := range tree {
			if unit.ParentID != nil {
				parents[unit.ID], sources[unit.ID] = *unit.ParentID, *unit.Source
			}
		}
		for _, i := range items {
			i.part = true
			id, _ := f.id("unit", i.text("id"))
			parent := ""
			if text := i.text("parent_id"); text != "" {
				var found bool
				if parent, found = f.id("unit", text); !found {
					r.rejectColumn(i, "parent_id", "there is no unit %q", clip(text))
					continue
				}
			}
			if parent == parents[id] || parent == "" && sources[id] != r.source {
				continue
			}
			if below(parents, parent, id) {
				r.rejectColumn(i, "parent_id", "would close a circle of units")
				continue
			}
			parents[id] = parent
			beside := []string{}
			if parent != "" {
				beside = []string{parent}
			}
			w.rows = append(w.rows, map[string]any{"id": id, "createdAt": r.now, "properties": map[string]any{}, "parentId": beside,
				"externalIds": nil, "relations": []string{graph.NewID("rel")}})
			w.counts = append(w.counts, result{i, changed})
		}
		return w, nil
	}, r.writeRecords)
}

// below says whether a unit is another one or below it.
func below(parents map[string]string, unit, other string) bool {
	for unit != "" {
		if unit == other {
			return true
		}
		unit = parents[unit]
	}
	return false
}

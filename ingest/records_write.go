package ingest

import (
	"context"
	"slices"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
)

var (
	importIdentify = cypher.Must("write/import_identify")
	importGiven    = cypher.Must("write/import_given")
	importRoles    = cypher.Must("write/import_roles")
)

// recordWrites are what one batch writes.
type recordWrites struct {
	kind                         *recordKind
	items                        []*item // that it was made of
	rows, identify, given, roles []map[string]any
	counts                       []result
	touched                      []store.RecordChange
	moved                        []string         // positions with other days
	resized                      []map[string]any // accounts with another number of employees
	knows                        map[string]bool  // relation types, by id, with another word on whether the two know each other
}

// outcomes are by what package graph says that became of something.
var outcomes = map[string]outcome{graph.Created: created, graph.Changed: changed, graph.Unchanged: unchanged}

type result struct {
	item    *item
	outcome outcome
}

// touch notes what else a changed record changes.
func (w *recordWrites) touch(id string, seat bool, properties map[string]any) {
	if seat {
		w.moved = append(w.moved, id)
	}
	if employees, is := properties["employees"]; is && w.kind.name == "account" {
		w.resized = append(w.resized, map[string]any{"id": id, "employees": employees})
	}
	if knows, is := properties["knows"].(bool); is && w.kind.name == "relationType" {
		w.knows[id] = knows
	}
}

// identify notes what this source calls the record and gave of it, and what other sources call it.
func (r *run) identify(w *recordWrites, record *record, id string, marks, base given) {
	own := record.id == id
	ids, _ := record.item.value("external_ids").([]ExternalID)
	if stored := marks.stored(); !own {
		note := map[string]any{"id": id, "source": r.source, "externalId": record.id, "given": stored, "index": len(ids)}
		switch {
		case !record.exists || record.known.Given != nil && len(record.known.Given) == 0 || r.matched[id]:
			w.identify = append(w.identify, note)
		case !slices.Equal(stored, base.stored()) || record.known.Given == nil:
			w.given = append(w.given, note)
		}
	}
	if !record.exists {
		for index, external := range ids {
			if external.Source != r.source || external.ID != record.id {
				w.identify = append(w.identify, map[string]any{"id": id, "source": external.Source, "externalId": external.ID, "given": nil, "index": index})
			}
		}
	}
}

// writeRecords writes a batch.
func (r *run) writeRecords(ctx context.Context, w *recordWrites) error {
	err := r.write(ctx, func(tx *store.Tx) error {
		tx.Touched.Records = append(tx.Touched.Records, w.touched...)
		if err := w.edits(ctx, tx); err != nil {
			return err
		}
		tx.Touched.Seats = append(tx.Touched.Seats, w.moved...)
		if len(w.resized) > 0 {
			if err := graph.TouchResized(ctx, tx, w.resized); err != nil {
				return err
			}
		}
		for id, knows := range w.knows {
			if err := graph.TouchRelated(ctx, tx, id, knows); err != nil {
				return err
			}
		}
		if len(w.roles) > 0 {
			if _, err := store.Write[store.None](ctx, tx, importRoles, map[string]any{"rows": w.roles, "now": r.now}); err != nil {
				return err
			}
		}
		if len(w.rows) > 0 {
			_, err := store.Write[store.None](ctx, tx, w.kind.write, map[string]any{"rows": w.rows, "now": r.now, "by": r.by, "source": r.source})
			if err != nil {
				return err
			}
		}
		if len(w.identify) > 0 {
			_, err := store.Write[store.None](ctx, tx, importIdentify, map[string]any{"kind": w.kind.name, "rows": w.identify})
			if err != nil {
				return err
			}
		}
		if err := r.markStrangers(ctx, tx, w); err != nil {
			return err
		}
		if len(w.given) > 0 {
			_, err := store.Write[store.None](ctx, tx, importGiven, map[string]any{"kind": w.kind.name, "rows": w.given})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return r.refusedBatch(err, w.counts)
	}
	for _, c := range w.counts {
		r.count(c.item, c.outcome)
	}
	return nil
}

package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	relationsStart  = cypher.Must("write/import_relations")
	relationsChange = cypher.Must("write/import_relations_change")
	relationsEnd    = cypher.Must("write/import_relations_end")
)

// undoRelations makes relationships as they were before edits, where they still are as the edits left them.
func (w *writing) undoRelations(ctx context.Context, edits []store.RelationEdit) error {
	if len(edits) == 0 {
		return nil
	}
	if err := w.lockEnds(ctx, edits); err != nil {
		return err
	}
	held, err := wholeRelations(ctx, w.tx, edits)
	if err != nil {
		return err
	}
	var writes relationWrites
	for _, e := range edits {
		now, is := held[e.ID]
		undone := store.RelationEdit{Type: e.Type, ID: e.ID, From: e.From, To: e.To, Before: e.After, After: e.Before}
		switch e.Action {
		case store.Created:
			if err := asLeft(e, now, is); err != nil {
				return err
			}
			undone.Action, undone.Before = store.Deleted, now.Properties
		case store.Deleted:
			if is {
				return problem.Conflict("%s is there again.", sayRelation(e))
			}
			undone.Action = store.Created
		default:
			if err := asLeft(e, now, is); err != nil {
				return err
			}
			undone.Action = store.Changed
		}
		writes.add(w, undone)
	}
	if err := writes.write(ctx, w.tx); err != nil {
		return err
	}
	return w.mayHold(ctx, edits)
}

// asLeft fails where a relationship is not as an edit left it.
func asLeft(e store.RelationEdit, now relationWhole, is bool) error {
	if !is {
		return problem.Conflict("%s was taken back since.", sayRelation(e))
	}
	said := map[string]bool{} // what the edit left without a value is not in After
	for _, properties := range []map[string]any{e.Before, e.After} {
		for name := range properties {
			said[name] = true
		}
	}
	for name := range now.Properties {
		said[name] = said[name] || e.Action == store.Created && e.After["id"] != nil // all of it was noted
	}
	for name, is := range said {
		if is && name != "updatedAt" && fmt.Sprint(now.Properties[name]) != fmt.Sprint(e.After[name]) {
			return problem.Conflict("%s was changed since: its %s is another.", sayRelation(e), name)
		}
	}
	return nil
}

func sayRelation(e store.RelationEdit) string {
	return "That " + fmt.Sprintf(phrases[e.Type], e.From, e.To)
}

// lockEnds takes the locks of the records at the ends of relationships, of the accounts of positions, and of ownership.
func (w *writing) lockEnds(ctx context.Context, edits []store.RelationEdit) error {
	var ids []string
	ownership := false
	seats := map[string]bool{}
	for _, e := range edits {
		ownership = ownership || e.Type == "SUBSIDIARY_OF"
		for _, id := range []string{e.From, e.To} {
			switch KindOf(id) {
			case Positions.name:
				seats[id] = true
			case Products.name:
			default:
				ids = append(ids, id)
			}
		}
	}
	if ownership {
		if _, err := store.Write[store.None](ctx, w.tx, lockOwnership, nil); err != nil {
			return err
		}
	}
	for _, seat := range slices.Sorted(maps.Keys(seats)) {
		if _, err := lockSeatOf(ctx, w.tx, seat); err != nil {
			return problem.Conflict("The position %s is deleted now.", seat)
		}
	}
	missing, err := takeLocks(ctx, w.tx, ids...)
	if err == nil && len(missing) > 0 {
		err = problem.Conflict("%s is deleted now.", missing[0])
	}
	return err
}

// mayHold refuses relationships that cannot stand beside others: two of one kind and pair on a day, two solid lines, a cycle.
func (w *writing) mayHold(ctx context.Context, edits []store.RelationEdit) error {
	held, err := wholeRelations(ctx, w.tx, edits)
	if err != nil {
		return err
	}
	for _, e := range edits {
		one, is := held[e.ID]
		if !is {
			continue
		}
		for id, other := range held {
			if id != e.ID && one.doubles(other) {
				return problem.Conflict("%s is said otherwise for some of its days.", sayRelation(e))
			}
		}
		switch e.Type {
		case "REPORTS_TO":
			err = mayStandInLine(ctx, w.tx, w.viewer, e.From)
		case "SUBSIDIARY_OF":
			err = mayStandInOwnership(ctx, w.tx, w.viewer, e.From)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// beside are the properties that make several relationships of one type and pair different ones.
var beside = map[string][]string{
	"REPORTS_TO": {"line"}, "INFLUENCES": {"opportunityId"}, "RELATED_TO": {"type"}, "TIE_SOURCE": {"kind", "source", "saidBy"},
}

// doubles reports whether two relationships say the same of the same two, on some day.
func (r relationWhole) doubles(other relationWhole) bool {
	if r.Type != other.Type || r.From != other.From || r.To != other.To {
		return false
	}
	for _, name := range beside[r.Type] {
		if r.Properties[name] != other.Properties[name] {
			return false
		}
	}
	if r.Type == "TIE_SOURCE" || r.Type == "INCLUDES" {
		return true // one, whatever its days
	}
	_, share := r.days().common(other.days())
	return share
}

func (r relationWhole) days() span {
	var s span
	if day, is := r.Properties["since"].(Date); is {
		s.Since = &day
	}
	if day, is := r.Properties["until"].(Date); is {
		s.Until = &day
	}
	return s
}

// relationWrites are what is to become of relationships of any type.
type relationWrites struct {
	starts        map[string][]map[string]any // by type
	changes, ends []map[string]any
}

// add notes an edit, and what it needs to be written.
func (r *relationWrites) add(w *writing, e store.RelationEdit) {
	row := map[string]any{"id": e.ID, "from": e.From, "to": e.To}
	switch e.Action {
	case store.Created:
		if r.starts == nil {
			r.starts = map[string][]map[string]any{}
		}
		row["properties"] = e.After
		r.starts[e.Type] = append(r.starts[e.Type], row)
	case store.Deleted:
		r.ends = append(r.ends, row)
	default:
		properties := map[string]any{"updatedAt": w.now}
		for name := range e.Before {
			properties[name] = nil
		}
		maps.Copy(properties, e.After)
		row["properties"] = properties
		r.changes = append(r.changes, row)
	}
	TouchRelation(&w.tx.Touched, e)
}

func (r *relationWrites) write(ctx context.Context, tx *store.Tx) error {
	if len(r.ends) > 0 {
		if _, err := store.Write[store.None](ctx, tx, relationsEnd, map[string]any{"rows": r.ends}); err != nil {
			return err
		}
	}
	if len(r.changes) > 0 {
		if _, err := store.Write[store.None](ctx, tx, relationsChange, map[string]any{"rows": r.changes}); err != nil {
			return err
		}
	}
	for kind, rows := range r.starts {
		if _, err := store.Write[store.None](ctx, tx, relationsStart, map[string]any{"type": kind, "rows": rows}); err != nil {
			return err
		}
	}
	return nil
}

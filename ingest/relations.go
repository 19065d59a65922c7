package ingest

import (
	"context"
	"maps"
	"slices"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
)

var (
	importRelations       = cypher.Must("write/import_relations")
	importRelationsChange = cypher.Must("write/import_relations_change")
	importRelationsEnd    = cypher.Must("write/import_relations_end")
)

// A dated relation as a source said it: given is what its row said, whatever people have made of the relation since; without, it is as said.
type dated struct {
	ID    string      `json:"id"`
	From  string      `json:"from"`
	To    string      `json:"to"`
	Since *store.Date `json:"since"`
	Until *store.Date `json:"until"`
	Given *string     `json:"given"`

	claimed bool // by a row of this import
}

func dayText(day *store.Date) string {
	if day == nil {
		return ""
	}
	return day.String()
}

// said is the text of a row's dates and what else it says of a relation, by which it is known again.
func said(since, until *store.Date, more string) string {
	return dayText(since) + "|" + dayText(until) + "|" + more
}

func sameDay(a, b *store.Date) bool { return dayText(a) == dayText(b) }

// before compares beginnings: none is before every day.
func before(a, b *store.Date) bool { return b != nil && (a == nil || a.Before(*b)) }

// overlap says whether two times have a day in common.
func overlap(since, until, otherSince, otherUntil *store.Date) bool {
	return (until == nil || otherSince == nil || otherSince.Before(*until)) && (otherUntil == nil || since == nil || since.Before(*otherUntil))
}

// corrected returns the one of what the source said of a pair before that the row says anew: the one with its id, where an
// export says ids, or else the one that it corrects.
func corrected[D any](i *item, before []D, of func(D) *dated) (D, bool) {
	id := i.relationID()
	if id == "" {
		return corrects(before, of, i.date("since"))
	}
	for _, d := range before {
		if of(d).ID == id {
			return d, true
		}
	}
	var nothing D
	return nothing, false
}

// corrects returns the one of what the source said of a pair before that a row with other dates corrects: the one that begins on the same day, or
// else the only open one. Those that other rows say are left out.
func corrects[D any](before []D, of func(D) *dated, since *store.Date) (D, bool) {
	var nothing D
	var open []D
	for _, d := range before {
		r := of(d)
		if r.claimed {
			continue
		}
		if sameDay(r.Since, since) && (since != nil || r.Until == nil) {
			return d, true
		}
		if r.Until == nil {
			open = append(open, d)
		}
	}
	if len(open) == 1 {
		return open[0], true
	}
	return nothing, false
}

// relationWrites are what one batch does to relations of one type.
type relationWrites struct {
	kind                  string // type of relationship
	starts, changes, ends []map[string]any
	started               map[string]map[string]any // properties of what starts, by id
	counts                []result
}

// start notes a new relation.
func (w *relationWrites) start(r *run, i *item, from, to string, since, until *store.Date, said string, more map[string]any) string {
	properties := map[string]any{
		"id": graph.NewID("rel"), "source": r.source, "status": "fact", "createdBy": r.by, "createdAt": r.now, "updatedAt": r.now,
		"since": since, "until": until, "given": said,
	}
	maps.Copy(properties, more)
	i.provenance(properties)
	w.starts = append(w.starts, map[string]any{"from": from, "to": to, "properties": properties})
	id := properties["id"].(string)
	if w.started == nil {
		w.started = map[string]map[string]any{}
	}
	w.started[id] = properties
	return id
}

// relationID is the id that an export says a row's relation has, or empty. In files of records kith_id is the record's.
func (i *item) relationID() string {
	if _, ofRelations := i.in.kind.Column("created_by"); !ofRelations {
		return ""
	}
	if i.in.kind.Name == "positions" {
		return i.text("relation_id")
	}
	return i.text("kith_id")
}

// provenance puts in what an export says of a relation. It is as said then, and needs no note of what was given.
func (i *item) provenance(properties map[string]any) {
	made := "created_at"
	if i.in.kind.Name == "positions" {
		made = "relation_created_at"
	}
	if id := i.relationID(); id != "" {
		properties["id"] = id
		delete(properties, "given")
		if at := i.value(made); at != nil {
			properties["createdAt"] = at
		}
	}
	for column, name := range map[string]string{"source": "source", "status": "status", "confidence": "confidence", "created_by": "createdBy"} {
		if value := i.value(column); value != nil {
			properties[name] = value
		}
	}
}

// change notes other properties of a relation.
func (w *relationWrites) change(r *run, d *dated, properties map[string]any) {
	if starting, is := w.started[d.ID]; is {
		maps.Copy(starting, properties)
		return
	}
	properties["updatedAt"] = r.now
	w.changes = append(w.changes, map[string]any{"id": d.ID, "from": d.From, "to": d.To, "properties": properties})
}

// end ends a relation on a day, or takes it away where it would last no day.
func (w *relationWrites) end(r *run, d *dated, on store.Date) {
	if d.Since != nil && !d.Since.Before(on) {
		w.ends = append(w.ends, map[string]any{"id": d.ID, "from": d.From, "to": d.To})
		return
	}
	w.change(r, d, map[string]any{"until": on, "given": nil})
}

func (w *relationWrites) write(ctx context.Context, tx *store.Tx) error {
	if err := w.touch(ctx, tx); err != nil {
		return err
	}
	if len(w.ends) > 0 {
		if _, err := store.Write[store.None](ctx, tx, importRelationsEnd, map[string]any{"rows": w.ends}); err != nil {
			return err
		}
	}
	if len(w.changes) > 0 {
		if _, err := store.Write[store.None](ctx, tx, importRelationsChange, map[string]any{"rows": w.changes}); err != nil {
			return err
		}
	}
	if len(w.starts) > 0 {
		if _, err := store.Write[store.None](ctx, tx, importRelations, map[string]any{"type": w.kind, "rows": w.starts}); err != nil {
			return err
		}
	}
	return nil
}

// touch notes what becomes of the relations: of those that change, what they said before, of new ones that they began, and on which days they hold.
func (w *relationWrites) touch(ctx context.Context, tx *store.Tx) error {
	var edits []store.RelationEdit
	for _, row := range w.starts {
		properties := row["properties"].(map[string]any)
		edits = append(edits, w.edit(properties["id"], row, store.Created, map[string]any{"since": properties["since"], "until": properties["until"]}))
	}
	for _, row := range w.changes {
		edits = append(edits, w.edit(row["id"], row, store.Changed, row["properties"].(map[string]any)))
	}
	for _, row := range w.ends {
		edits = append(edits, w.edit(row["id"], row, store.Deleted, nil))
	}
	return graph.TouchRelations(ctx, tx, edits)
}

func (w *relationWrites) edit(id any, row map[string]any, action store.Action, after map[string]any) store.RelationEdit {
	return store.RelationEdit{Type: w.kind, ID: id.(string), From: row["from"].(string), To: row["to"].(string), Action: action, After: after}
}

// writeRelations writes a batch in a transaction of its own.
func (r *run) writeRelations(ctx context.Context, w *relationWrites) error {
	if len(w.starts)+len(w.changes)+len(w.ends) > 0 {
		if err := r.write(ctx, func(tx *store.Tx) error { return w.write(ctx, tx) }); err != nil {
			return r.refusedBatch(err, w.counts)
		}
	}
	for _, c := range w.counts {
		r.count(c.item, c.outcome)
	}
	return nil
}

// endOn is the day on which a row ends what its source said before.
func (r *run) endOn(i *item) store.Date {
	if since := i.date("since"); since != nil {
		return *since
	}
	return r.day
}

// latest is the last of the days, or nil.
func latest(days ...*store.Date) *store.Date {
	days = slices.DeleteFunc(days, func(day *store.Date) bool { return day == nil })
	if len(days) == 0 {
		return nil
	}
	return slices.MaxFunc(days, func(a, b *store.Date) int { return a.Time().Compare(b.Time()) })
}

package ingest

import (
	"context"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
)

var (
	importTies      = cypher.Must("read/import_ties")
	importAnyTies   = cypher.Must("read/import_any_ties")
	importTiesKnown = cypher.Must("read/import_ties_known")
	importTieIDs    = cypher.Must("write/import_tie_ids")
	importTiesEnd   = cypher.Must("write/import_ties_end")
	tieSourcesPut   = cypher.Must("write/tie_sources_put")
	tieLock         = cypher.Must("write/lock")
)

// tieBatch is how many ties one transaction writes.
const tieBatch = 10_000

// A tieSource is one thing that a tie rests on.
type tieSource struct {
	ID       string      `json:"id"`
	A        string      `json:"a"` // the smaller id
	B        string      `json:"b"`
	Kind     string      `json:"kind"`
	Source   string      `json:"source"`
	SaidBy   string      `json:"saidBy"`
	Level    *string     `json:"level"`
	Strength *float64    `json:"strength"`
	SaidOn   *store.Date `json:"saidOn"`
	Muted    *bool       `json:"muted"`
	Private  *bool       `json:"private"`
	Note     *string     `json:"note"`
	Since    *store.Date `json:"since"`
	Until    *store.Date `json:"until"`
}

// tieWrites are what one batch writes.
type tieWrites struct {
	items, ends, ids []map[string]any
	said             []string // for each item, the id of what was said before, empty where nothing was
	locks            []string
	counts           []result
}

// importTiesOf brings in ties, or what they rest on.
func importTiesOf(ctx context.Context, r *run, in *input) error {
	ties, err := ask[int64](ctx, r, nil, importAnyTies, nil)
	if err != nil {
		return err
	}
	var fresh *repeatFinder
	if ties[0] == 0 {
		fresh = newRepeatFinder(in.length)
	}
	return pass(ctx, r, in, tieBatch, in.Name, func(ctx context.Context, items []*item) (*tieWrites, error) {
		return r.lookUpTies(ctx, items, fresh)
	}, r.writeTies)
}

type tiePair struct {
	A string `json:"a"`
	B string `json:"b"`
}

// A tieRow is what a row says of a tie.
type tieRow struct {
	item *item
	tieSource
}

// lookUpTies finds out what rows change. Where the graph has no ties at all, fresh knows the pairs that this file has named so far: only those need
// be asked for.
func (r *run) lookUpTies(ctx context.Context, items []*item, fresh *repeatFinder) (*tieWrites, error) {
	f := r.finder()
	for _, i := range items {
		f.person(i.text("person_a"))
		f.person(i.text("person_b"))
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	w := &tieWrites{}
	var rows []*tieRow
	last := map[tiePair]*tieRow{} // of files of ties: (a, b) and (b, a) are one, whatever the people are named by
	var pairs []tiePair
	for _, i := range items {
		row := r.tieRow(f, i)
		if row == nil {
			continue
		}
		pair := tiePair{row.A, row.B}
		if i.in.kind.Name == "ties" && last[pair] != nil {
			r.repeated(i.in)
			*last[pair] = *row
			continue
		}
		last[pair] = row
		rows = append(rows, row)
		if fresh == nil || fresh.seen(row.A+row.B) {
			pairs = append(pairs, pair)
		}
	}
	held := map[tiePair][]tieSource{}
	if len(pairs) > 0 {
		sources, err := ask[tieSource](ctx, r, nil, importTies, map[string]any{"pairs": pairs})
		if err != nil {
			return nil, err
		}
		for _, source := range sources {
			pair := tiePair{source.A, source.B}
			held[pair] = append(held[pair], source)
		}
	}
	known := map[tiePair]string{}
	if len(pairs) > 0 && items[0].has("kith_id") && items[0].in.kind.Name == "ties" {
		ties, err := ask[struct {
			tiePair
			ID string `json:"id"`
		}](ctx, r, nil, importTiesKnown, map[string]any{"pairs": pairs})
		if err != nil {
			return nil, err
		}
		for _, tie := range ties {
			known[tie.tiePair] = tie.ID
		}
	}
	for _, row := range rows {
		pair := tiePair{row.A, row.B}
		if row.item.in.kind.Name == "ties" && row.item.text("kith_id") != "" {
			r.exportedTie(w, row, known[pair])
			continue
		}
		r.tie(w, row, held[pair])
	}
	return w, nil
}

// tieRow reads a row; nil is one that is rejected.
func (r *run) tieRow(f *finder, i *item) *tieRow {
	a, fault := f.who(i.text("person_a"))
	if fault != "" || isAccount(a) {
		r.rejectRow(i, "person_a", "%s", orAccount(fault))
		return nil
	}
	b, fault := f.who(i.text("person_b"))
	if fault != "" || isAccount(b) {
		r.rejectRow(i, "person_b", "%s", orAccount(fault))
		return nil
	}
	if a == b {
		r.rejectRow(i, "person_b", "is the same person as person_a")
		return nil
	}
	if b < a {
		a, b = b, a
	}
	row := &tieRow{i, tieSource{A: a, B: b, Kind: "asserted", Source: i.source(r), SaidBy: r.source, Since: i.date("since"), Until: i.date("until")}}
	if level := i.text("level"); level != "" {
		row.Level = &level
	}
	if strength, is := i.value("strength").(float64); is {
		row.Strength, row.Kind = &strength, "measured"
	}
	if row.Level != nil && row.Strength != nil {
		r.rejectRow(i, "strength", "stands beside level: a tie is asserted or measured")
		return nil
	}
	muted, private := i.flag("muted"), i.flag("private")
	row.Muted, row.Private = &muted, &private
	if note := i.text("note"); note != "" {
		row.Note = &note
	}
	if kind := i.text("kind"); kind != "" {
		row.Kind = kind
	}
	if by := i.text("said_by"); by != "" {
		row.SaidBy = by
	}
	if row.SaidOn = i.date("said_on"); row.SaidOn == nil && (row.Kind == "asserted") {
		if row.SaidOn = row.Since; row.SaidOn == nil {
			row.SaidOn = &r.day
		}
	}
	return row
}

func isAccount(id string) bool { return len(id) > 4 && id[:4] == "acc_" }

func orAccount(fault string) string {
	if fault == "" {
		return "is an account, not a person"
	}
	return fault
}

// tie notes what a row changes about a tie.
func (r *run) tie(w *tieWrites, row *tieRow, held []tieSource) {
	i := row.item
	outcome := created
	var before *tieSource
	for n := range held {
		h := &held[n]
		if h.Source != row.Source || h.SaidBy != row.SaidBy {
			continue
		}
		if h.Kind == row.Kind {
			before = h
		} else if i.in.kind.Name == "ties" { // of one source a pair has one tie
			w.ends = append(w.ends, map[string]any{"id": h.ID, "a": row.A, "b": row.B})
			outcome = changed
		}
	}
	if before != nil {
		if outcome == created && row.same(before) {
			w.counts = append(w.counts, result{i, unchanged})
			return
		}
		outcome, row.ID = changed, before.ID
		w.locks = append(w.locks, row.A, row.B)
	}
	w.items = append(w.items, row.write(r))
	w.said = append(w.said, row.ID)
	w.counts = append(w.counts, result{i, outcome})
}

// same says whether the row says what was said before. When it was said counts only where the row says so.
func (row *tieRow) same(before *tieSource) bool {
	now := row.tieSource
	now.ID = before.ID
	if row.item.date("said_on") == nil {
		now.SaidOn = before.SaidOn
	}
	if !row.item.has("muted") {
		now.Muted = before.Muted
	}
	if !row.item.has("private") {
		now.Private = before.Private
	}
	if !row.item.has("note") {
		now.Note = before.Note
	}
	return now.text() == before.text()
}

func (t *tieSource) text() string {
	text := said(t.Since, t.Until, dayText(t.SaidOn))
	for _, value := range []any{t.Level, t.Strength, t.Muted, t.Private, t.Note} {
		text += "|" + pointed(value)
	}
	return text
}

// pointed is the fingerprint of what an optional value points at.
func pointed(value any) string {
	switch v := value.(type) {
	case *string:
		if v != nil {
			return fingerprint(*v)
		}
	case *float64:
		if v != nil {
			return fingerprint(*v)
		}
	case *bool:
		if v != nil {
			return fingerprint(*v)
		}
	}
	return ""
}

// write is what the statement takes of the row.
func (row *tieRow) write(r *run) map[string]any {
	status := "fact"
	if row.Kind == "asserted" {
		status = "asserted"
	}
	made := map[string]any{"id": graph.NewID("tie"), "createdBy": r.by, "createdAt": r.now, "status": status, "private": *row.Private, "muted": *row.Muted}
	row.item.provenance(made)
	delete(made, "source")
	changing := map[string]any{
		"level": row.Level, "strength": row.Strength, "since": row.Since, "until": row.Until, "saidOn": row.SaidOn, "updatedAt": r.now,
	}
	for column, value := range map[string]any{"muted": *row.Muted, "private": *row.Private, "note": row.Note} {
		if row.item.has(column) {
			changing[column] = value
		}
	}
	return map[string]any{"a": row.A, "b": row.B, "kind": row.Kind, "source": row.Source, "saidBy": row.SaidBy, "created": made, "changed": changing}
}

// exportedTie makes the tie of an export, or gives its id to the one that came of something else; it rests on what the export's file of sources says.
func (r *run) exportedTie(w *tieWrites, row *tieRow, known string) {
	outcome := unchanged
	if known != row.item.text("kith_id") {
		outcome = created
		properties := map[string]any{"source": r.source, "status": "fact", "createdBy": r.by, "createdAt": r.now, "muted": false,
			"since": row.item.date("since"), "until": row.item.date("until")}
		row.item.provenance(properties)
		own := map[string]any{}
		for _, name := range []string{"id", "source", "createdBy", "createdAt"} {
			own[name] = properties[name]
		}
		w.ids = append(w.ids, map[string]any{"a": row.A, "b": row.B, "properties": properties, "own": own})
	}
	w.counts = append(w.counts, result{row.item, outcome})
}

// touch notes what was said of ties: of what was said otherwise before, what that was.
func (w *tieWrites) touch(ctx context.Context, tx *store.Tx) error {
	edits := make([]store.RelationEdit, 0, len(w.items)+len(w.ends))
	for _, row := range w.ends {
		edits = append(edits, store.RelationEdit{Type: "TIE_SOURCE", ID: row["id"].(string), From: row["a"].(string), To: row["b"].(string), Action: store.Deleted})
	}
	for i, row := range w.items {
		edit := store.RelationEdit{Type: "TIE_SOURCE", ID: w.said[i], From: row["a"].(string), To: row["b"].(string), Action: store.Changed}
		if edit.ID == "" {
			edit.ID, edit.Action = row["created"].(map[string]any)["id"].(string), store.Created
		} else {
			edit.After = row["changed"].(map[string]any)
		}
		edits = append(edits, edit)
	}
	return graph.TouchRelations(ctx, tx, edits)
}

// writeTies writes a batch and derives its ties.
func (r *run) writeTies(ctx context.Context, w *tieWrites) error {
	err := r.write(ctx, func(tx *store.Tx) error {
		if len(w.locks) > 0 {
			if _, err := store.Write[[]string](ctx, tx, tieLock, map[string]any{"accounts": []string{}, "people": distinct(w.locks), "opportunities": []string{}}); err != nil {
				return err
			}
		}
		if err := w.touch(ctx, tx); err != nil {
			return err
		}
		for _, write := range []struct {
			statement cypher.Statement
			parameter string
			rows      []map[string]any
		}{{importTiesEnd, "rows", w.ends}, {importTieIDs, "rows", w.ids}} {
			if len(write.rows) == 0 {
				continue
			}
			if _, err := store.Write[store.None](ctx, tx, write.statement, map[string]any{write.parameter: write.rows}); err != nil {
				return err
			}
		}
		if len(w.items) == 0 {
			return nil
		}
		_, err := store.Write[store.None](ctx, tx, tieSourcesPut, map[string]any{"items": w.items})
		return err
	})
	if err == nil {
		for _, c := range w.counts {
			r.count(c.item, c.outcome)
		}
	}
	return err
}

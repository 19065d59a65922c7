package graph

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	relationsToMerge    = cypher.Must("read/relations_to_merge")
	interactionsToMerge = cypher.Must("read/interactions_to_merge")
	mergedInto          = cypher.Must("read/merged_into")
	mergeAside          = cypher.Must("write/merge_aside")
	mergeRecords        = cypher.Must("write/merge_records")
	unmergeRecords      = cypher.Must("write/unmerge_records")
)

// Merging names the record that goes into another.
type Merging struct {
	From *Ref `json:"from" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q"`
}

// Merge puts a contact or an account into another of its kind: relations, addresses and external ids follow, doubles become one (the stronger and the
// earlier holds), empty fields are filled. The one that goes is in the bin, whole, until the merge is undone or forgotten. Errors: NotFound, Invalid,
// Conflict where owners would form a circle.
func (k *Kind[F, R]) Merge(ctx context.Context, g *Graph, v access.Viewer, into string, m Merging) (R, error) {
	var record R
	if err := k.mustSee(ctx, g, v, into); err != nil {
		return record, err
	}
	from, fault := g.referred(ctx, v, "/from", m.From, k.name)
	if fault == nil && from == into {
		fault = problem.Field("/from", "is the record itself")
	}
	if _, err := g.once(store.Patient(ctx, binPatience), v, func(tx *store.Tx) ([]string, error) {
		if fault != nil {
			return nil, fault // unless the same request was answered before
		}
		w := &writing{Graph: g, tx: tx, viewer: v, source: sourceAPI, now: g.Now(), today: g.Today()}
		return []string{into}, w.merge(ctx, k, from, into)
	}); err != nil {
		return record, err
	}
	return k.Read(ctx, g, v, into)
}

// merge puts one record into another.
func (w *writing) merge(ctx context.Context, kind anyKind, from, into string) error {
	tx := w.tx
	missing, err := takeLocks(ctx, tx, from, into)
	if err == nil && len(missing) > 0 {
		err = problem.Conflict("%s is deleted now.", missing[0])
	}
	if err != nil {
		return err
	}
	if err := kind.mergeFields(ctx, w, from, into); err != nil {
		return err
	}
	relations, err := store.Write[relationWhole](ctx, tx, relationsToMerge, map[string]any{"ids": []string{from, into}})
	if err != nil {
		return err
	}
	edit := store.Edit{Kind: kind.Name(), ID: into, Action: store.Merged, Others: []string{from}}
	if edit.Relations, err = w.mergeRelations(ctx, relations, from, into); err != nil {
		return err
	}
	if err := w.mergeHistories(ctx, from, into, false); err != nil {
		return err
	}
	if err := touchAround(ctx, tx, from, into); err != nil {
		return err
	}
	gone, err := store.Write[movedAlong](ctx, tx, mergeRecords, map[string]any{"from": from, "into": into, "now": w.now, "by": w.viewer.Name()})
	if err != nil {
		return err
	}
	gone[0].touch(&tx.Touched, from, into)
	tx.Touched.Record(kind.Name(), store.Merged, from)
	tx.Touched.Record(kind.Name(), store.Changed, into)
	tx.Touched.Edit(edit)
	return mayStand(ctx, tx, w.viewer, into)
}

// movedAlong are the positions and deals that go over with an account.
type movedAlong struct {
	Positions     []string `json:"positions"`
	Opportunities []string `json:"opportunities"`
}

func (m movedAlong) touch(t *store.Touched, from, into string) {
	for kind, ids := range map[string][]string{"position": m.Positions, "opportunity": m.Opportunities} {
		t.Record(kind, store.Changed, ids...)
		for _, id := range ids {
			t.Edit(store.Edit{Kind: kind, ID: id, Fields: []store.FieldEdit{{Field: "accountId", Before: from, After: into}}})
		}
	}
	t.Seats = append(t.Seats, m.Positions...)
}

// touchAround notes the people around two, of whom one takes over, or gives back, what the other has.
func touchAround(ctx context.Context, tx *store.Tx, one, other string) error {
	if personKind(one) == "" {
		return nil
	}
	rows, err := store.Write[pair](ctx, tx, restoredPeople, map[string]any{"ids": []string{one, other}})
	for _, p := range rows {
		for _, known := range []string{p.A, p.B} {
			tx.Touched.Pair(one, known)
			tx.Touched.Pair(other, known)
		}
	}
	tx.Touched.People = append(tx.Touched.People, one, other)
	return err
}

// mergeRelations gives a record copies of another's relationships. Where it says the same already, on some day, its own becomes the stronger and the
// earlier of both; it returns those.
func (w *writing) mergeRelations(ctx context.Context, relations []relationWhole, from, into string) ([]store.RelationEdit, error) {
	var own, copies []relationWhole
	for _, r := range relations {
		switch {
		case r.From != from && r.To != from:
			own = append(own, r)
		case r.From == into || r.To == into || r.Type == "TIE_SOURCE" && r.Properties["kind"] == kindInteractions:
			// between the two there is nothing left, and interactions are counted anew
		default:
			copies = append(copies, r.moved(from, into))
		}
	}
	edits := make([]store.RelationEdit, len(copies))
	for i, r := range copies {
		edits[i] = store.RelationEdit{Type: r.Type, ID: r.ID, From: r.From, To: r.To, Action: store.Created, After: r.Properties}
	}
	if err := w.lockEnds(ctx, edits); err != nil {
		return nil, err
	}
	var writes relationWrites
	var folded []store.RelationEdit
	noted := w.tx.Touched.Edits
	for i, r := range copies {
		at := slices.IndexFunc(own, func(o relationWhole) bool {
			return r.doubles(o) || r.Type == "SUBSIDIARY_OF" && o.Type == r.Type && r.From == o.From && shareDay(r, o)
		})
		if at < 0 {
			own = append(own, r)
			writes.add(w, edits[i])
			continue
		}
		if own[at].To != r.To {
			continue // an account has one owner at a time
		}
		before, after := changedProperties(own[at].Properties, foldedProperties(own[at], r))
		if len(after) == 0 {
			continue
		}
		edit := store.RelationEdit{Type: r.Type, ID: own[at].ID, From: r.From, To: r.To, Action: store.Changed, Before: before, After: after}
		own[at].Properties = maps.Clone(own[at].Properties)
		maps.Copy(own[at].Properties, after)
		writes.add(w, edit)
		folded = append(folded, edit)
	}
	w.tx.Touched.Edits = noted // the merge says all of it
	if _, err := store.Write[store.None](ctx, w.tx, mergeAside, map[string]any{"id": from}); err != nil {
		return nil, err
	}
	return folded, writes.write(ctx, w.tx)
}

func shareDay(a, b relationWhole) bool {
	_, share := a.days().common(b.days())
	return share
}

// moved is the relationship with another record at its end. A tie goes from the smaller id to the larger.
func (r relationWhole) moved(from, into string) relationWhole {
	if r.From == from {
		r.From = into
	}
	if r.To == from {
		r.To = into
	}
	if r.Type == "TIE_SOURCE" && r.To < r.From {
		r.From, r.To = r.To, r.From
	}
	return r
}

// foldedProperties are those of a relationship that says what another said too: it holds on the days of both, what it does not say the other does, and
// of two strengths the greater counts.
func foldedProperties(r, other relationWhole) map[string]any {
	all := maps.Clone(r.Properties)
	for name, value := range other.Properties {
		if all[name] == nil && !slices.Contains(unshown, name) {
			all[name] = value
		}
	}
	days, others := r.days(), other.days()
	if !before(others.Since, days.Since) {
		others.Since = days.Since
	}
	if !endsBefore(days.Until, others.Until) {
		others.Until = days.Until
	}
	all["since"], all["until"] = pointedAt(others.Since), pointedAt(others.Until)
	switch r.Type {
	case "INVOLVED_IN":
		roles, _ := r.Properties["roles"].([]any)
		more, _ := other.Properties["roles"].([]any)
		for _, role := range more {
			if !slices.Contains(roles, role) {
				roles = append(slices.Clone(roles), role)
			}
		}
		all["roles"] = roles
	case "INFLUENCES":
		weight, _ := r.Properties["weight"].(int64)
		if heavier, _ := other.Properties["weight"].(int64); heavier > weight {
			all["weight"], all["effect"] = heavier, other.Properties["effect"]
		}
	case "TIE_SOURCE":
		level, _ := r.Properties["level"].(string)
		stronger, _ := other.Properties["level"].(string)
		if slices.Index(tieLevels, stronger) > slices.Index(tieLevels, level) {
			all["level"] = stronger
		}
		strength, _ := r.Properties["strength"].(float64)
		if greater, _ := other.Properties["strength"].(float64); greater > strength {
			all["strength"] = greater
		}
		if other.Properties["private"] == true {
			all["private"] = true
		}
	}
	return all
}

// mergeHistories counts a contact's interactions for another, or, back, no longer.
func (w *writing) mergeHistories(ctx context.Context, from, into string, back bool) error {
	if personKind(from) == "" {
		return nil
	}
	interactions, err := store.Write[RecordedInteraction](ctx, w.tx, interactionsToMerge, map[string]any{"id": from})
	if err != nil {
		return err
	}
	changes := historyChanges{}
	count := func(i RecordedInteraction, less bool) {
		i.SortParts()
		i.bears(func(pair [2]string, number int64) {
			switch {
			case !slices.Contains(pair[:], into):
			case less:
				changes.of(pair).less = append(changes.of(pair).less, number)
			default:
				changes.gain(i, pair, number)
			}
		})
	}
	for _, i := range interactions {
		without, with := i, i
		without.Parts = slices.DeleteFunc(slices.Clone(i.Parts), func(p InteractionPart) bool { return p.PersonID == from })
		with.Parts = slices.Clone(i.Parts)
		for n := range with.Parts {
			if with.Parts[n].PersonID == from {
				with.Parts[n].PersonID = into
			}
		}
		count(without, !back)
		count(with, back)
	}
	if err := w.mergeFolded(ctx, changes, from, into, back); err != nil {
		return err
	}
	return w.putHistories(ctx, w.tx, changes)
}

// takenWith are fields that belong to another: they are taken only where that one is the same or taken too.
var takenWith = map[string]string{"attitudeOn": "attitude", "currency": "annualRevenue", "firstName": "name", "lastName": "name"}

// mergeFields fills a record's empty fields with another's, and appends to its lists.
func (k *Kind[F, R]) mergeFields(ctx context.Context, w *writing, from, into string) error {
	records, err := store.Write[R](ctx, w.tx, k.read, w.viewer.Sees(map[string]any{"ids": []string{from}}))
	record, err := one(records, err, k.name, from)
	if err != nil {
		return err
	}
	other, err := fieldsOf(k.fields(&record))
	if err != nil {
		return err
	}
	results, err := k.put(ctx, w, []Change[F]{{ID: into, Apply: func(fields F) (F, error) {
		own, err := fieldsOf(fields)
		if err != nil {
			return fields, err
		}
		text, err := json.Marshal(nested(filled(own, other)))
		var merged F
		if err == nil {
			err = json.Unmarshal(text, &merged)
		}
		return merged, err
	}}}, nil)
	if err != nil {
		return err
	}
	return results[0].Err
}

// filled are a record's fields with those of another that it lacks.
func filled(own, other map[string]any) map[string]any {
	all := maps.Clone(own)
	for name, value := range other {
		of, belongs := takenWith[name]
		_, has := own[of]
		switch {
		case name == "externalIds":
		case own[name] == nil && belongs && has && own[of] != other[of]:
		case own[name] == nil && strings.HasPrefix(name, "address.") && hasAddress(own):
		case own[name] == nil:
			all[name] = value
		default:
			list, isList := own[name].([]any)
			if !isList {
				continue
			}
			list = slices.Clone(list)
			for _, element := range value.([]any) {
				if !slices.Contains(list, element) && len(list) < listLength {
					list = append(list, element)
				}
			}
			all[name] = list
		}
	}
	return all
}

func hasAddress(fields map[string]any) bool {
	for name := range fields {
		if strings.HasPrefix(name, "address.") {
			return true
		}
	}
	return false
}

// unmerge brings back a record that was merged into another, where nothing was done to that one since.
func (w *writing) unmerge(ctx context.Context, kind anyKind, e auditEntry) error {
	if len(e.Others) == 0 {
		return problem.Conflict("It is undone where it was merged into.")
	}
	into, from := e.ID, e.Others[0]
	if err := w.nothingSince(ctx, into, e); err != nil {
		return err
	}
	record, err := binned(ctx, w.tx, w.viewer, from)
	if err == nil && (record.MergedInto == nil || *record.MergedInto != into) {
		err = problem.Conflict("%s was brought back already.", from)
	}
	if err != nil {
		return err
	}
	if len(e.Fields) > 0 {
		if err := kind.undoFields(ctx, w, into, e.Fields); err != nil {
			return err
		}
	}
	if err := w.undoRelations(ctx, e.Relations); err != nil {
		return err
	}
	if err := restore(ctx, w.tx, w.viewer, record); err != nil {
		return err
	}
	back, err := store.Write[movedAlong](ctx, w.tx, unmergeRecords, map[string]any{"from": from, "into": into})
	if err != nil {
		return err
	}
	back[0].touch(&w.tx.Touched, into, from)
	w.tx.Touched.Record(kind.Name(), store.Changed, into)
	if err := w.mergeHistories(ctx, from, into, true); err != nil {
		return err
	}
	return touchAround(ctx, w.tx, from, into)
}

// nothingSince refuses where the audit says that something was done to a record after an entry, and what.
func (w *writing) nothingSince(ctx context.Context, id string, e auditEntry) error {
	rows, err := store.Write[auditPartRow](ctx, w.tx, auditPage, map[string]any{
		"query": `records:"` + id + `"`, "record": id, "by": nil, "since": e.at, "until": lastInstant, "untilId": "~", "limit": 10,
	})
	if err != nil {
		return err
	}
	var since []auditEntry
	for _, row := range rows {
		for _, entry := range row.Entries {
			later := auditEntry{at: row.At, by: row.By}
			if later.Edit, err = editOf(entry.Text); err != nil {
				return err
			}
			if row.At.After(e.at) && slices.Contains(idsOf(later.Edit), id) {
				since = append(since, later)
			}
		}
	}
	if len(since) == 0 {
		return nil
	}
	told, names, err := w.toldOf(ctx, w.viewer, id, since)
	if err != nil {
		return err
	}
	built := &problem.Problem{Kind: problem.KindConflict, Detail: "Something was done to it since."}
	for _, later := range told {
		built.Errors = append(built.Errors, problem.FieldError{Pointer: "", Detail: later.item(w.viewer, names).Sentence})
	}
	return built
}

// MergedInto is the record that one was merged into, and that one into another still. Errors: NotFound where it was merged into none that the viewer
// sees.
func (k *Kind[F, R]) MergedInto(ctx context.Context, g *Graph, v access.Viewer, id string) (string, error) {
	into := id
	for range 100 { // more were merged one into another by nobody
		rows, err := store.Read[string](ctx, g.store, mergedInto, map[string]any{"id": into})
		if err != nil {
			return "", err
		}
		if len(rows) == 0 {
			break
		}
		into = rows[0]
	}
	if into == id {
		return "", problem.NotFound(k.name, id)
	}
	return into, k.mustSee(ctx, g, v, into)
}

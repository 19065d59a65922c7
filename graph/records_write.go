package graph

import (
	"context"
	"errors"
	"maps"
	"reflect"
	"slices"
	"time"

	"kith/access"
	"kith/graph/store"
	"kith/problem"
)

// Change is one write to a record. With ID it changes that record; with Upsert it changes the record that one of its external ids
// names, and makes one where none does; else it makes one.
type Change[F any] struct {
	ID     string
	Match  func(etag string) bool // with ID: whether the record is still as the caller read it; nil is whatever it is
	Upsert bool
	Key    *ExternalID // with Upsert: an external id beside those of the fields

	CreatedAt *time.Time // of a new record, where it is older than its coming here

	// Apply gets the record's fields, zero for a new one, and returns them as they shall be. It may be called more than once.
	Apply func(F) (F, error)
}

// entry is one record in a write: as it was, and as it shall be.
type entry[F any] struct {
	id       string
	existing bool
	upsert   bool // made because no record had one of its external ids
	named    bool // by its id, not by an external one
	record   Record
	before   F
	after    F
	err      error
}

// row is what the write statement takes of a record: its properties, and by name what lies beside it in nodes and relationships
// of its own, which is written only where it changed.
type row struct {
	properties map[string]any
	beside     map[string]any
}

// writing is a write transaction under way: who writes, from which source, when.
type writing struct {
	*Graph
	tx     *store.Tx
	viewer access.Viewer
	source string
	now    time.Time
	today  Date
}

// writeOne makes one change, or fails with what stands against it.
func (k *Kind[F, R]) writeOne(ctx context.Context, g *Graph, v access.Viewer, change Change[F]) (Result, error) {
	results, err := k.writeAll(ctx, g, v, sourceAPI, []Change[F]{change}, true)
	if err != nil {
		return Result{}, err
	}
	return results[0], nil
}

// Batch makes changes that come over HTTP, as Write does.
func (k *Kind[F, R]) Batch(ctx context.Context, g *Graph, v access.Viewer, changes []Change[F]) ([]Result, error) {
	return k.Write(ctx, g, v, sourceAPI, changes)
}

// Write makes all changes in one transaction, in order; changes may refer to the records of one another by external id. A
// change that is refused leaves the others. The error is of the whole.
func (k *Kind[F, R]) Write(ctx context.Context, g *Graph, v access.Viewer, source string, changes []Change[F]) ([]Result, error) {
	return k.writeAll(ctx, g, v, source, changes, false)
}

// writeAll makes changes; whole says that a refused one fails all, so that nothing is kept of it.
func (k *Kind[F, R]) writeAll(ctx context.Context, g *Graph, v access.Viewer, source string, changes []Change[F], whole bool) ([]Result, error) {
	var results []Result
	refused := map[int]error{}
	write := func() (err error) {
		results, err = g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
			w := &writing{Graph: g, tx: tx, viewer: v, source: source, now: g.Now(), today: g.Today()}
			results, err := k.put(ctx, w, changes, refused)
			for _, result := range results {
				if whole && result.Err != nil {
					return nil, result.Err
				}
			}
			return results, err
		})
		return err
	}
	err := write()
	for late := (lateRefusals{}); errors.As(err, &late); err = write() {
		maps.Copy(refused, late)
	}
	overtaken := func() bool {
		return store.IsConstraint(err) || errors.Is(err, errMeanwhile) || errors.Is(err, ErrErased)
	}
	for try := 0; try < meanwhile && overtaken(); try++ {
		err = write() // somebody made the same email, domain or external id meanwhile: now it can be seen
	}
	if overtaken() {
		err = problem.Conflict("Another request writes the same %s now.", k.name)
	}
	return results, err
}

// meanwhile is how often a write looks again at what others have made of the same email, domain or external id.
const meanwhile = 8

// errMeanwhile is of a transaction that saw somebody make the record that it was about to make.
var errMeanwhile = errors.New("made by another request meanwhile")

// lateRefusals are changes, by their place, that were found impossible when their records were already written: all is rolled back
// and made again without them.
type lateRefusals map[int]error

func (lateRefusals) Error() string { return "changes that must be left out" }

// put makes the changes inside a transaction.
func (k *Kind[F, R]) put(ctx context.Context, w *writing, changes []Change[F], refused map[int]error) ([]Result, error) {
	results := make([]Result, len(changes))
	for i, err := range refused {
		results[i].Err = err
	}
	if k.lock != nil {
		if err := k.lock(ctx, w); err != nil {
			return nil, err
		}
	}
	of, entries, err := k.locate(ctx, w, changes, results)
	if err != nil {
		return nil, err
	}
	if err := k.load(ctx, w, entries); err != nil {
		return nil, err
	}
	for i, change := range changes {
		if results[i].Err == nil {
			results[i].Err = k.apply(change, entries[of[i]])
		}
	}
	k.owned(w, entries)
	going := k.live(entries)
	if err := k.resolve(ctx, w, going); err != nil {
		return nil, err
	}
	if k.conflicts != nil {
		if err := k.conflicts(ctx, w, k.live(entries)); err != nil {
			return nil, err
		}
	}
	if err := k.permitSeats(ctx, w, k.live(entries)); err != nil {
		return nil, err
	}
	k.dropDependents(entries)
	changed, err := k.store(ctx, w, k.live(entries))
	if err != nil {
		return nil, err
	}
	if k.follow != nil {
		going := k.live(entries)
		if err := k.follow(ctx, w, going, changed); err != nil {
			return nil, err
		}
		late := lateRefusals{}
		for i := range changes {
			if e := entries[of[i]]; results[i].Err == nil && e.err != nil && slices.Contains(going, e) {
				late[i] = e.err
			}
		}
		if len(late) > 0 {
			return nil, late
		}
	}
	seen := map[string]bool{}
	for i := range changes {
		result, e := &results[i], entries[of[i]]
		if result.Err == nil {
			result.Err = e.err
		}
		switch {
		case result.Err != nil:
			*result = Result{Status: Refused, Err: result.Err}
			continue
		case !changed[e.id]:
			*result = Result{Status: Unchanged, ID: e.id}
		case e.existing || seen[e.id]:
			*result = Result{Status: Changed, ID: e.id}
		default:
			*result = Result{Status: Created, ID: e.id}
		}
		seen[e.id] = true
	}
	return results, nil
}

// locate finds the record of each change, or gives a new one its id; of[i] is the place of the i-th change's entry.
func (k *Kind[F, R]) locate(ctx context.Context, w *writing, changes []Change[F], results []Result) (of []int, entries []*entry[F], err error) {
	keys := make([][]ExternalID, len(changes))
	var wanted []wantedRecord
	for i, change := range changes {
		if change.ID != "" || results[i].Err != nil {
			continue
		}
		var empty F
		fields, err := change.Apply(empty)
		if err != nil {
			results[i].Err = err
			continue
		}
		if !change.Upsert {
			continue
		}
		keys[i] = k.shared(&fields).ExternalIDs
		if change.Key != nil {
			keys[i] = withExternalIDs(keys[i], []ExternalID{*change.Key})
		}
		for _, key := range keys[i] {
			wanted = append(wanted, wantedRecord{Kind: k.name, Source: &key.Source, ID: key.ID})
		}
	}
	known, err := w.find(ctx, wanted)
	if err != nil {
		return nil, nil, err
	}
	place := map[string]int{}
	made := map[ExternalID]string{}
	of = make([]int, len(changes))
	for i, change := range changes {
		id := change.ID
		for _, key := range keys[i] {
			found := made[key]
			if found == "" {
				found = known[wantedKey{k.name, key.Source, key.ID}]
			}
			if id != "" && found != "" && id != found {
				results[i].Err = problem.Conflict("The external ids belong to two records, %s and %s.", id, found)
			}
			if found != "" {
				id = found
			}
		}
		existing := id != ""
		if !existing {
			id = NewID(k.prefix)
		}
		for _, key := range keys[i] {
			if results[i].Err == nil {
				made[key] = id
			}
		}
		if _, has := place[id]; !has {
			place[id] = len(entries)
			created := w.now
			if change.CreatedAt != nil {
				created = *change.CreatedAt
			}
			entries = append(entries, &entry[F]{id: id, existing: existing, upsert: change.Upsert, named: change.ID != "", record: Record{ID: id, CreatedAt: created}})
			if !existing {
				entries[place[id]].err = results[i].Err
			}
		}
		of[i] = place[id]
	}
	return of, entries, nil
}

// load takes the locks and reads the existing records as they are.
func (k *Kind[F, R]) load(ctx context.Context, w *writing, entries []*entry[F]) error {
	ids := []string{}
	for _, e := range entries {
		if e.existing {
			ids = append(ids, e.id)
		}
	}
	if len(ids) == 0 {
		return k.permit(ctx, w, entries)
	}
	if err := w.lock(ctx, k.name, ids); err != nil {
		return err
	}
	records, err := store.Write[R](ctx, w.tx, k.read, k.sees(w.viewer, map[string]any{"ids": ids}))
	if err != nil {
		return err
	}
	found := map[string]*R{}
	for i := range records {
		found[k.record(&records[i]).ID] = &records[i]
	}
	for _, e := range entries {
		if !e.existing {
			continue
		}
		if found[e.id] == nil && !e.named && !w.viewer.SeesAll() {
			e.err = problem.Conflict("The external id belongs to %s.", shownOwner(k.name, e.id, map[string]bool{e.id: true}))
			continue
		}
		if found[e.id] == nil {
			e.err = problem.NotFound(k.name, e.id)
			continue
		}
		e.record, e.before, e.after = *k.record(found[e.id]), k.fields(found[e.id]), k.fields(found[e.id])
	}
	return k.permit(ctx, w, entries)
}

// apply makes one change to its entry's fields.
func (k *Kind[F, R]) apply(change Change[F], e *entry[F]) error {
	if e.err != nil {
		return e.err
	}
	if change.Match != nil && !change.Match(e.record.ETag()) {
		return problem.PreconditionFailed()
	}
	after, err := change.Apply(e.after)
	if err != nil {
		return err
	}
	if k.carry != nil {
		k.carry(&e.after, &after)
	}
	if shared := k.shared(&after); change.Upsert {
		shared.ExternalIDs = withExternalIDs(k.shared(&e.after).ExternalIDs, shared.ExternalIDs)
		if change.Key != nil {
			shared.ExternalIDs = withExternalIDs(shared.ExternalIDs, []ExternalID{*change.Key})
		}
	}
	e.after = after
	return nil
}

// withExternalIDs is a list with those of another that it lacks at its end.
func withExternalIDs(list, more []ExternalID) []ExternalID {
	list = slices.Clone(list)
	for _, id := range more {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

func (k *Kind[F, R]) live(entries []*entry[F]) []*entry[F] {
	return slices.DeleteFunc(slices.Clone(entries), func(e *entry[F]) bool { return e.err != nil })
}

// resolve turns references into ids, checks every entry, and refuses external ids that belong to others.
func (k *Kind[F, R]) resolve(ctx context.Context, w *writing, entries []*entry[F]) error {
	mine := map[ExternalID]string{}
	ours := map[string]bool{}
	var wanted []wantedRecord
	for _, e := range entries {
		ours[e.id] = true
		for _, reference := range k.references(&e.after) {
			wanted = append(wanted, reference.wanted())
		}
		for _, external := range k.shared(&e.after).ExternalIDs {
			mine[external] = e.id
			wanted = append(wanted, wantedRecord{Kind: k.name, Source: &external.Source, ID: external.ID})
		}
	}
	known, err := w.find(ctx, wanted)
	if err != nil {
		return err
	}
	hidden, err := unseenIn(ctx, w.tx, w.viewer, slices.Collect(maps.Values(known)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		c := &check{today: w.today}
		for _, reference := range k.references(&e.after) {
			id := known[reference.key()]
			if reference.kind == k.name && reference.ref.Source != "" {
				if made := mine[ExternalID{Source: reference.ref.Source, ID: reference.ref.ID}]; made != "" {
					id = made
				}
			}
			if id == "" || hidden[id] {
				c.wrong(reference.pointer, "there is no such %s", reference.kind)
				continue
			}
			*reference.ref = Ref{ID: id}
		}
		var before *F
		if e.existing {
			before = &e.before
		}
		c.shared(k.shared(&e.after))
		k.check(c, before, &e.after)
		if e.err = c.problem(); e.err != nil {
			continue
		}
		for _, external := range k.shared(&e.after).ExternalIDs {
			owner := known[wantedKey{k.name, external.Source, external.ID}]
			if owner != "" && !e.existing && e.upsert {
				return errMeanwhile // it had no owner when the records were located
			}
			if owner != "" && owner != e.id {
				e.err = problem.Conflict("The external id %q of %q belongs to %s.", external.ID, external.Source, shownOwner(k.name, owner, hidden))
			}
		}
	}
	return nil
}

// dropDependents refuses the entries that refer to a new record that does not go in.
func (k *Kind[F, R]) dropDependents(entries []*entry[F]) {
	missing := map[string]bool{}
	for again := true; again; {
		again = false
		for _, e := range entries {
			if e.err == nil {
				for _, reference := range k.references(&e.after) {
					if missing[reference.ref.ID] {
						e.err = problem.Field(reference.pointer, "names a record of this batch that was refused")
					}
				}
			}
			if e.err != nil && !e.existing && !missing[e.id] {
				missing[e.id], again = true, true
			}
		}
	}
}

// store writes what changed and returns the ids of those records.
func (k *Kind[F, R]) store(ctx context.Context, w *writing, entries []*entry[F]) (map[string]bool, error) {
	changed := map[string]bool{}
	rows := []map[string]any{}
	for _, e := range entries {
		after := k.full(&e.after)
		beside := maps.Clone(after.beside)
		if e.existing {
			before := k.full(&e.before)
			if reflect.DeepEqual(before, after) {
				continue
			}
			for name := range before.properties {
				if _, stays := after.properties[name]; !stays {
					after.properties[name] = nil
				}
			}
			for name := range beside {
				if reflect.DeepEqual(before.beside[name], beside[name]) {
					beside[name] = nil
				}
			}
		}
		changed[e.id] = true
		action := store.Created
		if e.existing {
			action = store.Changed
		}
		w.tx.Touched.Record(k.name, action, e.id)
		edits, err := k.edits(e)
		if err != nil {
			return nil, err
		}
		w.tx.Touched.Edit(store.Edit{Kind: k.name, ID: e.id, Fields: edits})
		if k.touch != nil && e.existing {
			if err := k.touch(ctx, w, e.id, &e.before, &e.after); err != nil {
				return nil, err
			}
		}
		if !e.existing && k.owner != nil && len(w.viewer.Units) > 0 {
			after.properties["broughtInBy"] = w.viewer.Units
		}
		beside["id"], beside["createdAt"], beside["properties"] = e.id, e.record.CreatedAt, after.properties
		beside["relations"] = []string{NewID(prefixRelation), NewID(prefixRelation)}
		rows = append(rows, beside)
	}
	if len(rows) == 0 {
		return changed, nil
	}
	_, err := store.Write[store.None](ctx, w.tx, k.write, map[string]any{
		"rows": rows, "now": w.now, "by": w.viewer.Name(), "source": w.source,
	})
	return changed, err
}

// full is a kind's row with what all kinds share.
func (k *Kind[F, R]) full(fields *F) row {
	full, shared := k.row(fields), k.shared(fields)
	for name, value := range shared.Custom {
		full.properties["custom."+name] = value
	}
	full.beside["externalIds"] = append([]ExternalID{}, shared.ExternalIDs...)
	return full
}

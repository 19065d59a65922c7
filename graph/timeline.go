package graph

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

// Dated is what every dated relation shows of itself: it holds on the days with since ≤ day < until.
type Dated struct {
	ID        string     `json:"id" example:"rel_01h455vb4pex5vsknk084sn02q"`
	Since     *Date      `json:"since" swaggertype:"string" format:"date"` // null: always
	Until     *Date      `json:"until" swaggertype:"string" format:"date"` // null: still so
	UpdatedAt *time.Time `json:"updatedAt"`
}

// on reports whether the relation holds on a day; nil is the day before all others.
func (d Dated) on(day *Date) bool { return !before(day, d.Since) && endsAfter(d.Until, day) }

// before compares beginnings: nil is before every day.
func before(a, b *Date) bool { return b != nil && (a == nil || a.Before(*b)) }

// endsAfter reports whether an end, where nil is never, comes after a beginning, where nil is before every day.
func endsAfter(until, since *Date) bool { return until == nil || since == nil || since.Before(*until) }

// stretch is one relation of a timeline: a state and its days.
type stretch[S any] struct {
	Dated
	State S `json:"state"`
}

// timeline is what is recorded about one thing that changes: a seat's manager, its holders, a member of a buying centre. Changes
// are made to it in memory; store writes the difference.
type timeline[S any] struct {
	was, now []stretch[S]
}

// set makes state hold from since (nil: always) until until (nil: from then on). What held before ends that day, what began on or
// after it goes away. A stretch that holds this state on the day goes on. It returns the stretch; id is for a new one.
func (t *timeline[S]) set(id string, state S, since, until *Date, at time.Time) stretch[S] {
	kept := -1
	var now []stretch[S]
	for _, s := range t.now {
		switch {
		case kept < 0 && s.on(since) && reflect.DeepEqual(s.State, state):
			kept = len(now)
			s = s.endedOn(until, at)
		case !before(s.Since, since):
			continue
		case endsAfter(s.Until, since):
			s = s.endedOn(since, at)
		}
		now = append(now, s)
	}
	if kept < 0 {
		kept = len(now)
		now = append(now, stretch[S]{Dated{ID: id, Since: since, Until: until, UpdatedAt: &at}, state})
	}
	t.now = now
	return now[kept]
}

// end makes nothing hold from a day on.
func (t *timeline[S]) end(on *Date, at time.Time) {
	var now []stretch[S]
	for _, s := range t.now {
		switch {
		case !before(s.Since, on):
			continue
		case endsAfter(s.Until, on):
			s = s.endedOn(on, at)
		}
		now = append(now, s)
	}
	t.now = now
}

func (s stretch[S]) endedOn(until *Date, at time.Time) stretch[S] {
	if !reflect.DeepEqual(s.Until, until) {
		s.Until, s.UpdatedAt = until, &at
	}
	return s
}

// difference is what a statement must do to the recorded relations.
type difference struct {
	Gone   []map[string]any // id, and the key's fields
	Ended  []map[string]any // id, until, updatedAt, and the key's fields
	Starts []map[string]any // whatever the statement needs besides properties
	edits  []store.RelationEdit
}

// any reports whether there is anything to do.
func (d difference) any() bool { return len(d.Gone)+len(d.Ended)+len(d.Starts) > 0 }

// write notes the difference and sends it, if there is any, by a statement that takes $gone, $ended and $starts besides its own parameters.
func (d difference) write(ctx context.Context, tx *store.Tx, statement cypher.Statement, own map[string]any) error {
	if !d.any() {
		return nil
	}
	if err := TouchRelations(ctx, tx, d.edits); err != nil {
		return err
	}
	values := map[string]any{"gone": d.Gone, "ended": d.Ended, "starts": d.Starts}
	maps.Copy(values, own)
	_, err := store.Write[store.None](ctx, tx, statement, values)
	return err
}

// recorded reads what is recorded as a timeline; keep picks the stretches that are of it.
func recorded[S any](ctx context.Context, tx *store.Tx, statement cypher.Statement, values map[string]any, keep func(S) bool) (*timeline[S], error) {
	rows, err := store.Write[stretch[S]](ctx, tx, statement, values)
	rows = slices.DeleteFunc(rows, func(s stretch[S]) bool { return !keep(s.State) })
	return &timeline[S]{was: rows, now: slices.Clone(rows)}, err
}

// add appends what is different about t, whose relationships are of a type; key is what the statement needs to find each one, or its ends, besides its
// id, ends are the records at them, and own the properties of a new one.
func (t *timeline[S]) add(d *difference, v access.Viewer, relation string, key func(S) map[string]any, ends func(S) (from, to string), own func(S) map[string]any) {
	found := func(s stretch[S], more map[string]any) map[string]any {
		all := key(s.State)
		maps.Copy(all, more)
		return all
	}
	edit := func(s stretch[S], action store.Action, before, after map[string]any) {
		from, to := ends(s.State)
		d.edits = append(d.edits, store.RelationEdit{Type: relation, ID: s.ID, From: from, To: to, Action: action, Before: before, After: after})
	}
	for _, s := range t.was {
		i := slices.IndexFunc(t.now, func(n stretch[S]) bool { return n.ID == s.ID })
		switch {
		case i < 0:
			d.Gone = append(d.Gone, found(s, map[string]any{"id": s.ID}))
			edit(s, store.Deleted, nil, nil)
		case !reflect.DeepEqual(t.now[i].Until, s.Until):
			d.Ended = append(d.Ended, found(s, map[string]any{"id": s.ID, "until": t.now[i].Until, "updatedAt": t.now[i].UpdatedAt}))
			edit(s, store.Changed, map[string]any{"until": s.Until}, map[string]any{"until": t.now[i].Until})
		}
	}
	for _, s := range t.now {
		if !slices.ContainsFunc(t.was, func(w stretch[S]) bool { return w.ID == s.ID }) {
			properties := s.properties(v, own(s.State))
			d.Starts = append(d.Starts, found(s, map[string]any{"properties": properties}))
			edit(s, store.Created, nil, properties)
		}
	}
}

// What relations that callers of the API make say of where they come from, and how they are known.
const (
	statusFact     = "fact"
	statusAsserted = "asserted"
	statusInferred = "inferred"
)

// properties are those of a new dated relation: its dates, its provenance, and its own.
func (d Dated) properties(v access.Viewer, own map[string]any) map[string]any {
	all := map[string]any{
		"id": d.ID, "since": d.Since, "until": d.Until, "source": sourceAPI, "status": statusFact,
		"createdBy": v.Name(), "createdAt": *d.UpdatedAt, "updatedAt": *d.UpdatedAt,
	}
	maps.Copy(all, own)
	return all
}

var (
	lock     = cypher.Must("write/lock")
	lockSeat = cypher.Must("write/lock_seat")
)

// takeLocks takes the locks of records and returns those of ids that do not exist.
func takeLocks(ctx context.Context, tx *store.Tx, ids ...string) (missing []string, err error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	accounts, people, opportunities := []string{}, []string{}, []string{}
	for _, id := range ids {
		switch KindOf(id) {
		case "account":
			accounts = append(accounts, id)
		case "contact", "user":
			people = append(people, id)
		case "opportunity":
			opportunities = append(opportunities, id)
		}
	}
	found, err := store.Write[[]string](ctx, tx, lock, map[string]any{"accounts": accounts, "people": people, "opportunities": opportunities})
	if err != nil {
		return nil, err
	}
	if len(found[0]) == len(ids) {
		return nil, nil
	}
	there := make(map[string]bool, len(found[0]))
	for _, id := range found[0] {
		there[id] = true
	}
	return slices.DeleteFunc(ids, func(id string) bool { return there[id] }), nil
}

// lockedSeat is a position as its lock finds it.
type lockedSeat struct {
	AccountID string  `json:"accountId"`
	Title     *string `json:"title"`
}

// lockSeatOf takes the lock of a position's account.
func lockSeatOf(ctx context.Context, tx *store.Tx, positionID string) (lockedSeat, error) {
	rows, err := store.Write[lockedSeat](ctx, tx, lockSeat, map[string]any{"id": positionID})
	if err == nil && len(rows) == 0 {
		err = problem.NotFound("position", positionID)
	}
	if err != nil {
		return lockedSeat{}, err
	}
	return rows[0], nil
}

// put sets and says what that changed.
func (t *timeline[S]) put(id string, state S, since, until *Date, at time.Time) (stretch[S], string) {
	before := t.now
	s := t.set(id, state, since, until, at)
	switch {
	case reflect.DeepEqual(before, t.now):
		return s, Unchanged
	case len(before) == 0:
		return s, Created
	}
	return s, Changed
}

// keyedStretch is a stretch of the timeline that has a key among several.
type keyedStretch[K comparable, S any] struct {
	Key K `json:"key"`
	stretch[S]
}

// timelines reads what is recorded about all keys.
func timelines[K comparable, S any](ctx context.Context, tx *store.Tx, statement cypher.Statement, keys []K) (map[K]*timeline[S], error) {
	all := make(map[K]*timeline[S], len(keys))
	for _, key := range keys {
		all[key] = &timeline[S]{}
	}
	rows, err := store.Write[keyedStretch[K, S]](ctx, tx, statement, map[string]any{"keys": slices.Collect(maps.Keys(all))})
	for _, row := range rows {
		t := all[row.Key]
		t.was = append(t.was, row.stretch)
		t.now = append(t.now, row.stretch)
	}
	return all, err
}

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
	"kith/graph/strength"
	"kith/problem"
)

var (
	tieSourcesHeld = cypher.Must("read/tie_sources_held")
	tieSourcesPut  = cypher.Must("write/tie_sources_put")
	tiesOfPairs    = cypher.Must("read/ties_of_pairs")
	tieEnds        = cypher.Must("read/tie_ends")
	tieTakeBack    = cypher.Must("write/tie_take_back")
	tiesStale      = cypher.Must("read/ties_stale")
)

var tieLevels = []string{"weak", "familiar", "strong"}

// TieChange is what somebody says of how well two people know each other: an asserted level, a measured strength, or neither, only
// that they do. Saying it again renews it.
type TieChange struct {
	_ struct{} `field:"ties"`

	PersonA  *Ref           `json:"personA" swaggertype:"string" example:"usr_01h455vb4pex5vsknk084sn02q" field:"-"`
	PersonB  *Ref           `json:"personB" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q" field:"-"`
	Level    *string        `json:"level" enums:"weak,familiar,strong"`
	Strength *float64       `json:"strength" minimum:"0" maximum:"1"`
	Since    Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: as it is, today for a new tie; null: always
	Until    *Date          `json:"until" swaggertype:"string" format:"date"`
	Note     *string        `json:"note"`
	Muted    bool           `json:"muted"`   // counts as no tie anywhere
	Private  *bool          `json:"private"` // counts for the two alone, of whom one says so; absent: as it is
}

// Tie is what is stored of how well two people know each other.
type Tie struct {
	_ struct{} `field:"ties"`

	Dated
	PersonA  string   `json:"personA"`
	PersonB  string   `json:"personB"`
	Strength *float64 `json:"strength"` // today's, 0 to 1; null is not known
	Status   string   `json:"status" enums:"fact,asserted,inferred"`
	Muted    bool     `json:"muted"`
	Private  bool     `json:"private"`
}

// pair is two people in the order of their ids.
type pair struct {
	A string `json:"a"`
	B string `json:"b"`
}

// tieSourceKey is what one source of a tie is known by, besides where it comes from.
type tieSourceKey struct {
	A      string `json:"a"`
	B      string `json:"b"`
	Kind   string `json:"kind"`
	SaidBy string `json:"saidBy"`
}

// tieSourceState is what a source says.
type tieSourceState struct {
	_ struct{} `field:"ties"`

	Level    *string  `json:"level"`
	Strength *float64 `json:"strength"`
	Since    *Date    `json:"since"`
	Until    *Date    `json:"until"`
	Note     *string  `json:"note"`
	Muted    bool     `json:"muted"`
	Private  bool     `json:"private"`
	SaidOn   *Date    `json:"saidOn"`
}

type tieSource struct {
	Key tieSourceKey `json:"key"`
	ID  string       `json:"id"`
	tieSourceState
}

// tiePut is one change, found to be possible.
type tiePut struct {
	pair pair
	kind string
	TieChange
	err error
}

// PutTie says how well two people know each other.
func (g *Graph) PutTie(ctx context.Context, v access.Viewer, c TieChange) (Tie, error) {
	results, ties, err := g.putTies(ctx, v, []TieChange{c})
	if err == nil {
		err = results[0].Err
	}
	if err != nil {
		return Tie{}, err
	}
	return ties[0], nil
}

// PutTies makes the changes of a batch.
func (g *Graph) PutTies(ctx context.Context, v access.Viewer, items []TieChange) ([]Result, error) {
	results, _, err := g.putTies(ctx, v, items)
	return results, err
}

// putTies makes changes once. It returns what became of each, and the ties where the changes were made just now.
func (g *Graph) putTies(ctx context.Context, v access.Viewer, items []TieChange) ([]Result, []Tie, error) {
	puts, err := g.tiePuts(ctx, v, items)
	if err != nil {
		return nil, nil, err
	}
	var pairs []pair
	var ids [][2]string
	var keys []tieSourceKey
	var locks []string
	for _, p := range puts {
		if p.err == nil {
			pairs = append(pairs, p.pair)
			ids = append(ids, [2]string{p.pair.A, p.pair.B})
			keys = append(keys, tieSourceKey{p.pair.A, p.pair.B, p.kind, v.Name()})
			locks = append(locks, p.pair.A, p.pair.B)
		}
	}
	ties := make([]Tie, len(items))
	results, err := g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		missing, err := takeLocks(ctx, tx, locks...)
		if err != nil {
			return nil, err
		}
		if len(missing) > 0 {
			return nil, problem.Conflict("%s is deleted now.", missing[0])
		}
		rows, err := store.Write[tieSource](ctx, tx, tieSourcesHeld, map[string]any{"keys": keys, "source": sourceAPI})
		if err != nil {
			return nil, err
		}
		between := make([][2]string, len(puts))
		for i, p := range puts {
			between[i] = [2]string{p.pair.A, p.pair.B}
		}
		refused, err := refusedRelations(ctx, tx, v, "TIE_SOURCE", between)
		if err != nil {
			return nil, err
		}
		results := make([]Result, len(items))
		held := map[tieSourceKey]tieSource{}
		for _, row := range rows {
			held[row.Key] = row
		}
		var writes []map[string]any
		for i, p := range puts {
			results[i] = Result{Status: Refused, Err: firstError(p.err, refused[i])}
			if results[i].Err == nil {
				if write := g.say(tx, v, p, held, &results[i]); write != nil {
					writes = append(writes, write)
				}
			}
		}
		if len(writes) > 0 {
			if _, err := store.Write[store.None](ctx, tx, tieSourcesPut, map[string]any{"items": writes}); err != nil {
				return nil, err
			}
		}
		if err := g.deriveTies(ctx, tx, ids); err != nil {
			return nil, err
		}
		return results, g.readTies(ctx, tx, v, puts, pairs, results, ties)
	})
	return results, ties, err
}

// say is the write of one source, nil where it says the same already.
func (g *Graph) say(tx *store.Tx, v access.Viewer, p tiePut, held map[tieSourceKey]tieSource, result *Result) map[string]any {
	today, now := g.Today(), g.Now()
	key := tieSourceKey{p.pair.A, p.pair.B, p.kind, v.Name()}
	before, said := held[key]
	after := tieSource{Key: key, ID: before.ID, tieSourceState: tieSourceState{
		Level: p.Level, Strength: p.Strength, Since: p.Since.Or(&today), Until: p.Until, Note: p.Note, Muted: p.Muted, SaidOn: &today,
	}}
	*result = Result{Status: Changed, ID: before.ID}
	switch {
	case !said:
		after.ID = NewID(prefixTie)
		*result = Result{Status: Created, ID: after.ID}
	case !p.Since.Given:
		after.Since = before.Since
	}
	after.Private = *orElse(p.Private, before.Private)
	v.Keep(&before.tieSourceState, &after.tieSourceState)
	if reflect.DeepEqual(before, after) {
		result.Status = Unchanged
		return nil
	}
	if after.Since != nil && after.Until != nil && !after.Since.Before(*after.Until) {
		*result = Result{Status: Refused, Err: problem.Field("/until", "is not after since, %s", after.Since)}
		return nil
	}
	held[key] = after
	status := statusFact
	if p.kind == kindAsserted {
		status = statusAsserted
	}
	made := map[string]any{"id": after.ID, "createdBy": v.Name(), "createdAt": now, "status": status}
	changing := after.properties()
	edit := store.RelationEdit{Type: "TIE_SOURCE", ID: after.ID, From: key.A, To: key.B, Action: store.Changed, Before: before.properties(), After: changing}
	if !said {
		edit.Action, edit.Before = store.Created, nil
		edit.After = map[string]any{"kind": key.Kind, "source": sourceAPI, "saidBy": key.SaidBy, "updatedAt": now}
		maps.Copy(edit.After, made)
		maps.Copy(edit.After, changing)
	}
	tx.Touched.Edit(store.Edit{Kind: "tie", ID: edit.ID, Action: edit.Action, Relations: []store.RelationEdit{edit}}) // the caller derives the tie
	changing = maps.Clone(changing)
	changing["updatedAt"] = now
	return map[string]any{"a": key.A, "b": key.B, "kind": key.Kind, "source": sourceAPI, "saidBy": key.SaidBy, "created": made, "changed": changing}
}

func (s tieSourceState) properties() map[string]any {
	return map[string]any{
		"level": s.Level, "strength": s.Strength, "since": s.Since, "until": s.Until, "note": s.Note, "muted": s.Muted, "private": s.Private, "saidOn": s.SaidOn,
	}
}

// readTies fills in the ties of the pairs as they are now; of one that the viewer does not see what the viewer said of it alone.
func (g *Graph) readTies(ctx context.Context, tx *store.Tx, v access.Viewer, puts []tiePut, pairs []pair, results []Result, ties []Tie) error {
	rows, err := store.Write[struct {
		A string `json:"a"`
		B string `json:"b"`
		Dated
		Strength *float64 `json:"strength"`
		Status   string   `json:"status"`
		Muted    bool     `json:"muted"`
		Private  []string `json:"private"`
	}](ctx, tx, tiesOfPairs, map[string]any{"pairs": pairs})
	if err != nil {
		return err
	}
	for i, p := range puts {
		for _, row := range rows {
			if results[i].Err != nil || row.A != p.pair.A || row.B != p.pair.B {
				continue
			}
			ties[i] = Tie{PersonA: row.A, PersonB: row.B, Strength: row.Strength, Status: row.Status, Muted: row.Muted && row.Private == nil, Private: row.Private != nil}
			ties[i].Dated = row.Dated
			if row.Private != nil && !slices.Contains(row.Private, v.Me()) {
				ties[i] = p.alone(results[i].ID, g.Now())
			}
			results[i].ID = ties[i].ID
		}
	}
	return nil
}

// alone is the tie as it were if nothing but the change were known of it, the id being that of what is said.
func (p tiePut) alone(id string, now time.Time) Tie {
	tie := Tie{PersonA: p.pair.A, PersonB: p.pair.B, Strength: p.Strength, Status: statusFact, Muted: p.Muted}
	tie.ID, tie.Since, tie.Until, tie.UpdatedAt = id, p.Since.Value, p.Until, &now
	if p.kind == kindAsserted {
		tie.Status = statusAsserted
	}
	if p.Level != nil {
		tie.Strength = new(strength.Asserted(*p.Level, 0))
	}
	return tie
}

// tiePuts finds the people and checks what is said of them.
func (g *Graph) tiePuts(ctx context.Context, v access.Viewer, items []TieChange) ([]tiePut, error) {
	var r resolver
	for _, item := range items {
		r.ask(item.PersonA, people...)
		r.ask(item.PersonB, people...)
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, err
	}
	puts := make([]tiePut, len(items))
	for i, item := range items {
		a, hasA := r.id(item.PersonA, people...)
		b, hasB := r.id(item.PersonB, people...)
		var f faults
		f.reference("/personA", hasA, "person")
		f.reference("/personB", hasB, "person")
		if hasA && a == b {
			f.add("/personB", "is the same person as personA")
		}
		f.listed("/level", item.Level, tieLevels)
		if item.Level != nil && item.Strength != nil {
			f.add("/strength", "stands beside level: a tie is asserted or measured")
		}
		if item.Strength != nil && !(*item.Strength >= 0 && *item.Strength <= 1) {
			f.add("/strength", "is not from 0 to 1")
		}
		if item.Private != nil && v.Rights != nil && v.UserID != a && v.UserID != b {
			f.add("/private", "is for one of the two people to say")
		}
		f.text("/note", item.Note, longestNote)
		f.span(item.Since.Value, item.Until)
		kind := kindAsserted
		if item.Strength != nil {
			kind = kindMeasured
		}
		puts[i] = tiePut{pair: pair{min(a, b), max(a, b)}, kind: kind, TieChange: item, err: f.err()}
	}
	return puts, nil
}

// DeleteTie takes back what was asserted or measured of a tie; it stays where it has other sources.
func (g *Graph) DeleteTie(ctx context.Context, v access.Viewer, id string) error {
	ends, err := store.Read[struct {
		A string `json:"a"`
		B string `json:"b"`
	}](ctx, g.store, tieEnds, v.Sees(map[string]any{"id": id}))
	tie, err := one(ends, err, "tie", id)
	if err != nil {
		return err
	}
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, tie.A, tie.B); err != nil {
			return err
		}
		rows, err := store.Write[struct {
			A       string           `json:"a"`
			B       string           `json:"b"`
			Sources []map[string]any `json:"sources"`
		}](ctx, tx, tieTakeBack, map[string]any{"id": id})
		taken, err := one(rows, err, "tie", id)
		for _, source := range taken.Sources {
			sourceID, _ := source["id"].(string)
			TouchRelation(&tx.Touched, relationWhole{ID: sourceID, Type: "TIE_SOURCE", From: taken.A, To: taken.B, Properties: source}.gone())
		}
		return err
	})
}

// refreshBatch is how many ties one transaction derives again.
const refreshBatch = 2_000

// StaleTies says when a change has left ties to be refreshed, because they were too many for its transaction.
func (g *Graph) StaleTies() <-chan struct{} { return g.stale }

// RefreshStale refreshes the ties where StaleTies says that there are some, and has them read anew by who has them in memory.
func (g *Graph) RefreshStale(ctx context.Context, v access.Viewer) error {
	select {
	case <-g.stale:
	default:
		return nil
	}
	looked, err := g.RefreshTies(store.Patient(ctx, time.Minute), v)
	if err == nil && looked > 0 {
		_, err = g.Reload(ctx)
	}
	return err
}

// RefreshTies derives again the ties whose stored strength is not today's any more: assertions decay, sources begin and end. It returns
// how many it looked at. It is called at start, after midnight UTC and where StaleTies says so, and may be interrupted.
func (g *Graph) RefreshTies(ctx context.Context, _ access.Viewer) (int, error) {
	for looked := 0; ; {
		stale, err := store.Read[struct {
			A string `json:"a"`
			B string `json:"b"`
		}](ctx, g.store, tiesStale, map[string]any{"today": g.Today(), "limit": refreshBatch})
		if err != nil || len(stale) == 0 {
			return looked, err
		}
		pairs := make([][2]string, len(stale))
		for i, p := range stale {
			pairs[i] = [2]string{p.A, p.B}
		}
		if err := g.store.InTransaction(ctx, func(tx *store.Tx) error { return g.deriveTies(ctx, tx, pairs) }); err != nil {
			return looked, err
		}
		looked += len(stale)
	}
}

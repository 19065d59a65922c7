package graph

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/strength"
)

var (
	tieEvidenceOf    = cypher.Must("read/tie_evidence")
	holdingsOfPeople = cypher.Must("read/holdings_of_people")
	tiePairsAround   = cypher.Must("read/tie_pairs_around")
	tiesPut          = cypher.Must("write/ties_put")
	tiesDelete       = cypher.Must("write/ties_delete")
	tiesStalePut     = cypher.Must("write/ties_stale_put")
)

// storedTie is a tie as it is stored: derived from what it rests on, for a day.
type storedTie struct {
	ID          string   `json:"id"`
	Strength    *float64 `json:"strength"`
	Status      string   `json:"status"`
	LastContact *Date    `json:"lastContact"`
	Since       *Date    `json:"since"`
	Until       *Date    `json:"until"`
	Muted       bool     `json:"muted"`   // counts for nobody but those whom private names
	Private     []string `json:"private"` // who sees a tie that not everybody sees
	StaleOn     *Date    `json:"staleOn"` // the first day on which it can be another
}

// pairEvidence is what the statement tie_evidence answers.
type pairEvidence struct {
	A   string     `json:"a"`
	B   string     `json:"b"`
	Tie *storedTie `json:"tie"`

	PrivateA []string `json:"privateA"` // who sees the first of the two, where that is a private contact
	PrivateB []string `json:"privateB"`
	tieEvidence
}

// personHoldings is what the statement holdings_of_people answers.
type personHoldings struct {
	PersonID  string     `json:"personId"`
	Positions []workedAt `json:"positions"`
}

// deriveTies brings the ties of pairs up to date with what they rest on today, inside the transaction that changed it, and notes those that are
// others now.
func (g *Graph) deriveTies(ctx context.Context, tx *store.Tx, pairs [][2]string) error {
	const most = 10_000 // pairs at once, to bound memory
	for batch := range slices.Chunk(pairs, most) {
		if err := g.deriveBatch(ctx, tx, batch); err != nil {
			return err
		}
	}
	return nil
}

func (g *Graph) deriveBatch(ctx context.Context, tx *store.Tx, pairs [][2]string) error {
	var people []string
	for _, p := range pairs {
		people = append(people, p[:]...)
	}
	people = slices.Compact(slices.Sorted(slices.Values(people)))
	if _, err := takeLocks(ctx, tx, people...); err != nil {
		return err
	}
	evidence, err := store.Write[pairEvidence](ctx, tx, tieEvidenceOf, map[string]any{"pairs": pairs})
	if err != nil {
		return err
	}
	rows, err := store.Write[personHoldings](ctx, tx, holdingsOfPeople, map[string]any{"people": people})
	if err != nil {
		return err
	}
	worked := make(map[string][]workedAt, len(rows))
	for _, row := range rows {
		worked[row.PersonID] = row.Positions
	}
	today, now := g.Today(), g.Now()
	var puts []map[string]any
	var gone [][2]string
	for _, e := range evidence {
		after, is := e.derive(worked[e.A], worked[e.B], today)
		pair := [2]string{e.A, e.B}
		switch {
		case !is && e.Tie != nil:
			gone = append(gone, pair)
			tx.Touched.Ties = append(tx.Touched.Ties, store.PairChange{Pair: pair, Action: store.Deleted, Private: e.Tie.Private})
		case is:
			if put := e.put(after, now); put != nil {
				puts = append(puts, put)
				if action := e.changed(after); action != "" {
					tx.Touched.Ties = append(tx.Touched.Ties, e.told(pair, action, after)...)
				}
			}
		}
	}
	if len(gone) > 0 {
		if _, err := store.Write[store.None](ctx, tx, tiesDelete, map[string]any{"pairs": gone}); err != nil {
			return err
		}
	}
	if len(puts) > 0 {
		_, err = store.Write[store.None](ctx, tx, tiesPut, map[string]any{"ties": puts})
	}
	return err
}

// changed says what became of the tie, empty where all that others see is as before.
func (e pairEvidence) changed(after storedTie) store.Action {
	if e.Tie == nil {
		return store.Created
	}
	before := *e.Tie
	before.ID, before.StaleOn, after.StaleOn = "", nil, nil
	if reflect.DeepEqual(before, after) {
		return ""
	}
	return store.Changed
}

// told is what is told of a change: of a tie that is no longer everybody's, or is now, those who do not see it the one time see it go or come.
func (e pairEvidence) told(pair [2]string, action store.Action, after storedTie) []store.PairChange {
	changes := []store.PairChange{{Pair: pair, Action: action, Private: after.Private}}
	if e.Tie == nil || (e.Tie.Private == nil) == (after.Private == nil) {
		return changes
	}
	if after.Private == nil {
		return []store.PairChange{{Pair: pair, Action: store.Created}}
	}
	return append(changes, store.PairChange{Pair: pair, Action: store.Deleted})
}

// put is the write of a tie; nil where it is stored so already.
func (e pairEvidence) put(after storedTie, now time.Time) map[string]any {
	properties := map[string]any{
		"strength": after.Strength, "status": after.Status, "lastContact": after.LastContact, "since": after.Since, "until": after.Until,
		"muted": after.Muted, "private": orNull(after.Private), "staleOn": after.StaleOn, "updatedAt": now,
	}
	created := map[string]any{}
	if e.Tie == nil {
		source, by := "kith", "kith"
		if len(e.Sources) > 0 {
			source = e.Sources[0].Source
			if e.Sources[0].CreatedBy != nil {
				by = *e.Sources[0].CreatedBy
			}
		}
		created = map[string]any{"id": NewID(prefixTie), "source": source, "createdBy": by, "createdAt": now}
	} else {
		switch {
		case e.changed(after) != "":
		case reflect.DeepEqual(e.Tie.StaleOn, after.StaleOn):
			return nil
		default:
			properties = map[string]any{"staleOn": after.StaleOn} // another day on which to look again is no change
		}
	}
	return map[string]any{"a": e.A, "b": e.B, "created": created, "changed": properties}
}

// derive is the tie of the two on a day, and whether there is one. Employment in common strengthens a tie and makes none.
func (e pairEvidence) derive(a, b []workedAt, today Date) (storedTie, bool) {
	lines := slices.Concat(reportingLines(a, b), reportingLines(b, a))
	if len(e.Sources)+len(e.Relations)+len(lines) == 0 {
		return storedTie{}, false
	}
	var t storedTie
	t.Status = statusInferred
	var made []span // the days of all that makes a tie
	for _, s := range e.Sources {
		t.Status = moreCertain(t.Status, s.Status)
		t.Muted = t.Muted || s.Muted != nil && *s.Muted
		made = append(made, span{s.Since, s.Until})
	}
	for _, r := range e.Relations {
		t.Status = moreCertain(t.Status, r.Status)
		made = append(made, span{r.Since, r.Until})
	}
	made = append(made, lines...)
	t.Since, t.Until = made[0].Since, made[0].Until
	for _, s := range made[1:] {
		if before(s.Since, t.Since) {
			t.Since = s.Since
		}
		if t.Until != nil && (s.Until == nil || t.Until.Before(*s.Until)) {
			t.Until = s.Until
		}
	}
	grounds := e.grounds(a, b, today)
	t.Strength = together(grounds)
	t.LastContact = lastContact(grounds)
	if !t.Muted {
		t.Private = e.private(today)
		t.Muted = t.Private != nil
	}
	t.StaleOn = e.staleOn(a, b, grounds, today)
	return t, true
}

// moreCertain is the more certain of two statuses: a fact, an assertion, an inference.
func moreCertain(a, b string) string {
	order := []string{statusFact, statusAsserted, statusInferred}
	return order[min(slices.Index(order, a), max(0, slices.Index(order, b)))]
}

// lastContact is the day of the last interaction among grounds.
func lastContact(grounds []ground) *Date {
	for _, g := range grounds {
		if g.kind == kindInteractions {
			return new(dayOf(g.interacted.Last))
		}
	}
	return nil
}

// staleOn is the first day on which the tie can be another than today: tomorrow where something decays or grows, else the next day on which
// something begins or ends; nil where nothing will.
func (e pairEvidence) staleOn(a, b []workedAt, grounds []ground, today Date) *Date {
	tomorrow := today.AddDays(1)
	var next *Date
	at := func(days ...*Date) {
		for _, day := range days {
			if day != nil && today.Before(*day) && (next == nil || day.Before(*next)) {
				next = day
			}
		}
	}
	for _, g := range grounds {
		growing := g.kind == kindEmployment && (g.to == nil || today.Before(*g.to)) && g.from != nil && strength.OverlapGrows(g.days)
		if g.kind == kindInteractions || g.kind == kindAsserted && g.known || growing {
			return &tomorrow
		}
	}
	for _, s := range e.Sources {
		at(s.Since, s.Until, s.SaidOn, s.WaitsUntil)
		if counted := s.interactions(); s.Kind == kindInteractions && len(counted) > 0 {
			at(new(dayOf(counted[0].Day))) // all are in the future, else there were a ground
		}
	}
	for _, r := range e.Relations {
		at(r.Since, r.Until)
	}
	for _, line := range slices.Concat(reportingLines(a, b), reportingLines(b, a)) {
		at(line.Since, line.Until)
	}
	for _, x := range a {
		for _, common := range overlapSpans([]workedAt{x}, b, x.AccountID) {
			at(common.Since, common.Until)
		}
	}
	return next
}

// pairsAround are the pairs of people whose tie can rest on lines between positions, on where people work, or on when positions are.
func pairsAround(ctx context.Context, tx *store.Tx, lines [][2]string, people, seats []string) ([][2]string, error) {
	rows, err := store.Write[struct {
		A string `json:"a"`
		B string `json:"b"`
	}](ctx, tx, tiePairsAround, map[string]any{
		"lines": append([][2]string{}, lines...), "people": append([]string{}, people...), "seats": append([]string{}, seats...),
	})
	pairs := make([][2]string, len(rows))
	for i, row := range rows {
		pairs[i] = [2]string{row.A, row.B}
	}
	return pairs, err
}

// fewHeld is how many ties that lose something, or hold something that is worth another now, a transaction derives itself.
const fewHeld = 5_000

// pairsTouched are the pairs of people whose ties the transaction may have changed and derives itself. Those that have a tie already and are too many
// are marked.
func (g *Graph) pairsTouched(ctx context.Context, tx *store.Tx) ([][2]string, error) {
	all := map[[2]string]bool{}
	for _, p := range tx.Touched.Pairs {
		if p[0] != p[1] {
			all[ends(p[0], p[1])] = true
		}
	}
	t := tx.Touched
	if len(t.Lines)+len(t.People)+len(t.Seats) > 0 {
		around, err := pairsAround(ctx, tx, t.Lines, t.People, t.Seats)
		if err != nil {
			return nil, err
		}
		for _, p := range around {
			all[p] = true
		}
	}
	if len(t.Held) <= fewHeld {
		for _, p := range t.Held {
			all[p] = true
		}
	} else if _, err := store.Write[store.None](ctx, tx, tiesStalePut, map[string]any{"pairs": t.Held, "today": g.Today()}); err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Keys(all), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) }), nil
}

package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	interactionsHeld  = cypher.Must("read/interactions_held")
	interactionsPut   = cypher.Must("write/interactions_put")
	interactionsEmpty = cypher.Must("write/interactions_empty")
	interactionsOf    = map[string]cypher.Statement{
		"account": cypher.Must("read/interactions_of_account"),
		"contact": cypher.Must("read/interactions_of_contact"),
	}
)

var interactionKinds = []string{"email", "call", "video", "meeting", "message"}

// InteractionChange is one mail, call or meeting: who took part, when, of which kind. People are named by id, by {"source","id"} or by
// e-mail address.
type InteractionChange struct {
	_ struct{} `field:"interactions"`

	Source     string     `json:"source" example:"exchange"` // absent: api
	ExternalID string     `json:"externalId" example:"AAMkAGI2T"`
	Kind       string     `json:"kind" enums:"email,call,video,meeting,message"`
	At         *time.Time `json:"at" example:"2026-11-21T09:30:00Z" field:"-"`
	From       *Ref       `json:"from" swaggertype:"string" field:"-"`
	To         []Ref      `json:"to" swaggertype:"array,string" field:"-"`
	CC         []Ref      `json:"cc" swaggertype:"array,string" field:"-"`
	Organizer  *Ref       `json:"organizer" swaggertype:"string" field:"-"`
	Attendees  []Ref      `json:"attendees" swaggertype:"array,string" field:"-"`
}

// InteractionPart is one person's part in an interaction.
type InteractionPart struct {
	PersonID string `json:"personId"`
	As       string `json:"as"`
}

// RecordedInteraction is an interaction as it is recorded, known by its source and external id.
type RecordedInteraction struct {
	interactionKey
	ID      string            `json:"id"`
	Kind    string            `json:"kind"`
	At      time.Time         `json:"at"`
	People  int               `json:"people"`  // all who took part
	Outside int               `json:"outside"` // those who are not our users
	Parts   []InteractionPart `json:"parts"`   // by person, then part

	// MailboxOnly says that users' mailboxes gave it and nothing else did.
	MailboxOnly bool `json:"mailboxOnly"`

	CreatedAt time.Time `json:"createdAt"` // of a new one
	Mailbox   string    `json:"-"`         // the user from whose mailbox it comes now
	Copy      bool      `json:"-"`         // one of several copies of it, of which each may know of other people: they are put together
}

// NewRecordedInteraction is one of a source.
func NewRecordedInteraction(source, externalID string) RecordedInteraction {
	return RecordedInteraction{interactionKey: interactionKey{source, externalID}, Parts: []InteractionPart{}}
}

type interactionKey struct {
	Source     string `json:"source"`
	ExternalID string `json:"externalId"`
}

// SortParts puts the parts in their order, each once.
func (i *RecordedInteraction) SortParts() {
	slices.SortFunc(i.Parts, func(a, b InteractionPart) int {
		return cmp.Or(strings.Compare(a.PersonID, b.PersonID), strings.Compare(a.As, b.As))
	})
	i.Parts = slices.Compact(i.Parts)
}

// join puts another copy in: everybody of both took part, and the earlier instant holds, for a message is not sent twice.
func (i *RecordedInteraction) join(other RecordedInteraction) {
	i.Parts = slices.Concat(i.Parts, other.Parts)
	i.SortParts()
	if other.At.Before(i.At) {
		i.At = other.At
	}
	all, outside := map[string]bool{}, 0
	for _, p := range i.Parts {
		if !all[p.PersonID] && personKind(p.PersonID) != "user" {
			outside++
		}
		all[p.PersonID] = true
	}
	i.People, i.Outside = max(i.People, other.People, len(all)), max(i.Outside, other.Outside, outside)
}

// same reports whether two say the same.
func (i RecordedInteraction) same(other RecordedInteraction) bool {
	return i.Kind == other.Kind && i.At.Equal(other.At) && i.People == other.People && i.Outside == other.Outside && slices.Equal(i.Parts, other.Parts)
}

// edits are what another says differently: the envelope is all that there is.
func (i RecordedInteraction) edits(other RecordedInteraction) []store.FieldEdit {
	all := []store.FieldEdit{
		{Field: "at", Before: i.At, After: other.At}, {Field: "kind", Before: i.Kind, After: other.Kind}, {Field: "outside", Before: i.Outside, After: other.Outside},
		{Field: "parts", Before: i.Parts, After: other.Parts}, {Field: "people", Before: i.People, After: other.People},
	}
	return slices.DeleteFunc(all, func(e store.FieldEdit) bool { return reflect.DeepEqual(e.Before, e.After) })
}

// PutInteractions records interactions. The same source and external id is the same interaction; a person who is not known makes its item
// refused.
func (g *Graph) PutInteractions(ctx context.Context, v access.Viewer, items []InteractionChange) ([]Result, error) {
	var r resolver
	for i := range items {
		for _, named := range items[i].parts() {
			r.ask(&named.ref, people...)
		}
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, err
	}
	refusals := make([]error, len(items))
	wanted := make([]RecordedInteraction, len(items))
	for i, item := range items {
		wanted[i], refusals[i] = item.wanted(&r, g.Now())
	}
	return g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		var good []RecordedInteraction
		for i, w := range wanted {
			if refusals[i] == nil {
				good = append(good, w)
			}
		}
		recorded, err := g.RecordInteractions(ctx, tx, v, good)
		if err != nil {
			return nil, err
		}
		results := make([]Result, len(items))
		for i := range items {
			if refusals[i] != nil {
				results[i] = Result{Status: Refused, Err: refusals[i]}
				continue
			}
			results[i], recorded = recorded[0], recorded[1:]
		}
		return results, nil
	})
}

// RecordInteractions records interactions inside a transaction, and what they say of ties; of several with one source and external id the last one
// holds. Everybody who takes part, or took part before, is locked first.
func (g *Graph) RecordInteractions(ctx context.Context, tx *store.Tx, v access.Viewer, items []RecordedInteraction) ([]Result, error) {
	erased, err := g.suppressedIn(ctx, tx)
	if err != nil {
		return nil, err
	}
	erased.cover(items)
	mailboxes := mailboxesOf(items)
	if err := g.lockMailboxes(ctx, tx, mailboxes); err != nil {
		return nil, err
	}
	held, err := g.lockInteractions(ctx, tx, items)
	if err != nil {
		return nil, err
	}
	folded, err := store.Write[*Date](ctx, tx, foldedBeforeRead, nil) // with everybody locked: nothing of them is being folded
	if err != nil {
		return nil, err
	}
	belongs, err := belongingsOf(ctx, tx, usersIn(v, held, items))
	if err != nil {
		return nil, err
	}
	results := compareInteractions(held, items, folded[0], mayRecord(v, belongs))
	after := map[interactionKey]RecordedInteraction{}
	for i, item := range items {
		was, is := held[item.interactionKey]
		opens := is && was.MailboxOnly && !item.MailboxOnly // what a mailbox gave stays from now on, whatever becomes of that
		if results[i].Status == Created || results[i].Status == Changed || opens {
			item.ID = results[i].ID
			item.MailboxOnly = item.MailboxOnly && (!is || was.MailboxOnly)
			after[item.interactionKey] = item
		}
	}
	if len(after) == 0 {
		return results, putMailboxes(ctx, tx, mailboxes)
	}
	var before, now []RecordedInteraction
	var changed []string // ids
	writes := make([]map[string]any, 0, len(after))
	for _, key := range slices.SortedFunc(maps.Keys(after), func(a, b interactionKey) int { // two batches never wait for each other in a circle
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.ExternalID, b.ExternalID))
	}) {
		edit := store.Edit{Kind: "interaction", ID: after[key].ID, Action: store.Created}
		if was, is := held[key]; is {
			before, changed = append(before, was), append(changed, was.ID)
			edit.Action, edit.Fields = store.Changed, was.edits(after[key])
		}
		if edit.Action == store.Created || len(edit.Fields) > 0 {
			tx.Touched.Edit(edit)
		}
		now = append(now, after[key])
		writes = append(writes, after[key].write(v, g.Now()))
	}
	if len(changed) > 0 {
		if _, err := store.Write[store.None](ctx, tx, interactionsEmpty, map[string]any{"ids": changed}); err != nil {
			return nil, err
		}
	}
	if _, err := store.Write[store.None](ctx, tx, interactionsPut, map[string]any{"items": writes, "now": g.Now()}); err != nil {
		return nil, err
	}
	if err := putMailboxes(ctx, tx, mailboxes); err != nil {
		return nil, err
	}
	return results, g.keepHistories(ctx, tx, before, now)
}

// lockInteractions reads what is recorded of interactions when everybody in them, now and before, is locked: nobody changes it meanwhile.
func (g *Graph) lockInteractions(ctx context.Context, tx *store.Tx, items []RecordedInteraction) (map[interactionKey]RecordedInteraction, error) {
	keys := make([]interactionKey, len(items))
	open := map[string]bool{} // who is to be locked
	for i, item := range items {
		keys[i] = item.interactionKey
		for _, p := range item.Parts {
			open[p.PersonID] = true
		}
	}
	locked := map[string]bool{}
	for {
		if len(open) > 0 {
			if _, err := takeLocks(ctx, tx, slices.Collect(maps.Keys(open))...); err != nil {
				return nil, err
			}
			maps.Copy(locked, open)
			clear(open)
		}
		rows, err := store.Write[RecordedInteraction](ctx, tx, interactionsHeld, map[string]any{"keys": keys})
		if err != nil {
			return nil, err
		}
		held := make(map[interactionKey]RecordedInteraction, len(rows))
		for _, row := range rows {
			held[row.interactionKey] = row
			for _, p := range row.Parts {
				if !locked[p.PersonID] {
					open[p.PersonID] = true
				}
			}
		}
		if len(open) == 0 {
			return held, nil
		}
	}
}

// CompareInteractions says what recording them would do.
func (g *Graph) CompareInteractions(ctx context.Context, v access.Viewer, items []RecordedInteraction) ([]Result, error) {
	erased, err := g.Suppressed(ctx)
	if err != nil {
		return nil, err
	}
	erased.cover(items)
	keys := make([]interactionKey, len(items))
	for i, item := range items {
		keys[i] = item.interactionKey
	}
	rows, err := store.Read[RecordedInteraction](ctx, g.store, interactionsHeld, map[string]any{"keys": keys})
	if err != nil {
		return nil, err
	}
	held := make(map[interactionKey]RecordedInteraction, len(rows))
	for _, row := range rows {
		held[row.interactionKey] = row
	}
	folded, err := store.Read[*Date](ctx, g.store, foldedBeforeRead, nil)
	if err != nil {
		return nil, err
	}
	belongs, err := g.belongingsNow(ctx, usersIn(v, held, items))
	if err != nil {
		return nil, err
	}
	return compareInteractions(held, items, folded[0], mayRecord(v, belongs)), nil
}

// compareInteractions says what becomes of items where some are held, and puts copies together. A new one from before the day of folding stays out: it
// may be folded already, and nothing tells any more. So does one that its writer may not make or change, as it was or as it would be.
func compareInteractions(held map[interactionKey]RecordedInteraction, items []RecordedInteraction, folded *Date, may func(RecordedInteraction) bool) []Result {
	results := make([]Result, len(items))
	latest := maps.Clone(held)
	for i, item := range items {
		before, known := latest[item.interactionKey]
		if !known && folded != nil && store.DateOf(item.At).Before(*folded) {
			results[i] = Result{Status: Refused, Err: problem.Field("/at", "is before %s: interactions of that time are kept in their ties only", *folded)}
			continue
		}
		if known && item.Copy {
			item.join(before)
			items[i] = item
		}
		results[i] = Result{Status: Changed, ID: before.ID}
		switch {
		case !known:
			results[i] = Result{Status: Created, ID: item.ID}
		case before.same(item):
			results[i].Status = Unchanged
		}
		if results[i].Status != Unchanged && (!may(item) || known && !item.Copy && !may(before)) {
			results[i] = Result{Status: Refused, Err: problem.NotAllowed("Your role does not let you record interactions of others.")}
			continue
		}
		item.ID = results[i].ID
		latest[item.interactionKey] = item
	}
	return results
}

// namedPart is a person as the body names them.
type namedPart struct {
	pointer string
	ref     Ref
	as      string
}

func (c InteractionChange) parts() []namedPart {
	var all []namedPart
	if c.From != nil {
		all = append(all, namedPart{"/from", *c.From, "from"})
	}
	if c.Organizer != nil {
		all = append(all, namedPart{"/organizer", *c.Organizer, "organizer"})
	}
	for _, list := range []struct {
		name, as string
		refs     []Ref
	}{{"to", "to", c.To}, {"cc", "cc", c.CC}, {"attendees", "attendee", c.Attendees}} {
		for i, ref := range list.refs {
			all = append(all, namedPart{fmt.Sprintf("/%s/%d", list.name, i), ref, list.as})
		}
	}
	return all
}

// wanted checks an item and puts people's ids in.
func (c InteractionChange) wanted(r *resolver, now time.Time) (RecordedInteraction, error) {
	w := NewRecordedInteraction(cmp.Or(c.Source, sourceAPI), c.ExternalID)
	w.ID, w.Kind, w.CreatedAt = NewID(prefixInteraction), c.Kind, now
	var f faults
	if c.ExternalID == "" {
		f.add("/externalId", "is missing: without it the same interaction would be recorded twice")
	}
	f.text("/source", &c.Source, longestName)
	f.text("/externalId", &c.ExternalID, longestName)
	f.listed("/kind", &c.Kind, interactionKinds)
	if c.At == nil {
		f.add("/at", "is missing")
	} else {
		w.At = c.At.UTC().Truncate(time.Millisecond)
	}
	named := c.parts()
	if len(named) == 0 {
		f.add("/from", "is missing: nobody took part")
	}
	all := map[string]bool{}
	for _, n := range named {
		id, found := r.id(&n.ref, people...)
		f.reference(n.pointer, found, "person")
		w.Parts = append(w.Parts, InteractionPart{id, n.as})
		if !all[id] && personKind(id) != "user" {
			w.Outside++
		}
		all[id] = true
	}
	w.People = len(all)
	w.SortParts()
	return w, f.err()
}

func (i RecordedInteraction) write(v access.Viewer, now time.Time) map[string]any {
	parts := make([]map[string]any, len(i.Parts))
	for n, p := range i.Parts {
		took := Dated{ID: NewID(prefixRelation), UpdatedAt: &now}
		parts[n] = map[string]any{"personId": p.PersonID, "properties": took.properties(v, map[string]any{"as": p.As, "source": i.Source})}
	}
	return map[string]any{
		"source": i.Source, "externalId": i.ExternalID, "kind": i.Kind, "at": i.At, "people": i.People, "outside": i.Outside,
		"mailboxOnly": trueOrNull(i.MailboxOnly), "created": map[string]any{"id": i.ID, "createdAt": i.CreatedAt}, "parts": parts,
	}
}

// trueOrNull is a flag for a statement, absent where it does not hold.
func trueOrNull(flag bool) any {
	if flag {
		return true
	}
	return nil
}

// Interaction is one mail, call or meeting; never its content.
type Interaction struct {
	ID           string        `json:"id"`
	Kind         string        `json:"kind" enums:"email,call,video,meeting,message" field:"interactions.kind"`
	At           time.Time     `json:"at"`
	Source       *string       `json:"source" field:"interactions.source"`
	ExternalID   *string       `json:"externalId" field:"interactions.externalId"`
	People       *int          `json:"people"`  // all who took part
	Outside      *int          `json:"outside"` // those who are not our users
	Participants []Participant `json:"participants"`
}

// Participant is somebody who took part.
type Participant struct {
	As     string `json:"as" enums:"from,to,cc,organizer,attendee"`
	Person Person `json:"person"`
}

// InteractionPage is a page of interactions.
type InteractionPage struct {
	Items      []Interaction `json:"items"`
	NextCursor string        `json:"nextCursor,omitempty"`
}

// Interactions are those of a record of kind "contact", or of the people who held a position in an "account" on the interaction's day, newest
// first; of a day, those until its end.
func (g *Graph) Interactions(ctx context.Context, v access.Viewer, kind, id string, day *Date, limit int, cursor string) (InteractionPage, error) {
	seal, err := g.sealer(ctx, "interactions", []any{id, day})
	if err != nil {
		return InteractionPage{}, err
	}
	after, err := seal.open(cursor)
	if err != nil {
		return InteractionPage{}, err
	}
	var beforeAt *time.Time
	var beforeID *string
	if day != nil {
		end := day.AddDays(1).Time()
		beforeAt, beforeID = &end, new(string)
	}
	if after != nil {
		text, _ := after.Key.(string)
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return InteractionPage{}, badCursor()
		}
		beforeAt, beforeID = &at, &after.ID
	}
	items, err := store.Read[Interaction](ctx, g.store, interactionsOf[kind], v.Sees(map[string]any{
		"id": id, "beforeAt": beforeAt, "beforeId": beforeID, "limit": limit + 1, "asOf": g.asOf(day),
	}))
	if err == nil && len(items) == 0 {
		err = g.mustExist(ctx, v, id, kind)
	}
	if err != nil {
		return InteractionPage{}, err
	}
	page := InteractionPage{Items: items}
	if len(items) > limit {
		page.Items = items[:limit]
		last := page.Items[limit-1]
		page.NextCursor = seal.close(place{Key: last.At.Format(time.RFC3339Nano), ID: last.ID})
	}
	return page, nil
}

package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var (
	interactionsHeld = cypher.Must("read/interactions_held")
	interactionsPut  = cypher.Must("write/interactions_put")
	interactionsOf   = map[string]cypher.Statement{
		"account": cypher.Must("read/interactions_of_account"),
		"contact": cypher.Must("read/interactions_of_contact"),
	}
)

var interactionKinds = []string{"email", "call", "video", "meeting", "message"}

// InteractionChange is one mail, call or meeting: who took part, when, of which kind. People are named by id, by {"source","id"} or by
// e-mail address.
type InteractionChange struct {
	Source     string     `json:"source" example:"exchange"` // absent: api
	ExternalID string     `json:"externalId" example:"AAMkAGI2T"`
	Kind       string     `json:"kind" enums:"email,call,video,meeting,message"`
	At         *time.Time `json:"at" example:"2026-11-21T09:30:00Z"`
	From       *Ref       `json:"from" swaggertype:"string"`
	To         []Ref      `json:"to" swaggertype:"array,string"`
	CC         []Ref      `json:"cc" swaggertype:"array,string"`
	Organizer  *Ref       `json:"organizer" swaggertype:"string"`
	Attendees  []Ref      `json:"attendees" swaggertype:"array,string"`
}

// part is one person's part in an interaction.
type part struct {
	PersonID string `json:"personId"`
	As       string `json:"as"`
}

type interactionKey struct {
	Source     string `json:"source"`
	ExternalID string `json:"externalId"`
}

type heldInteraction struct {
	interactionKey
	ID    string    `json:"id"`
	Kind  string    `json:"kind"`
	At    time.Time `json:"at"`
	Parts []part    `json:"parts"`
}

// same reports whether two say the same.
func (h heldInteraction) same(other heldInteraction) bool {
	return h.Kind == other.Kind && h.At.Equal(other.At) && slices.Equal(h.Parts, other.Parts)
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
	if err := r.resolve(ctx, g); err != nil {
		return nil, err
	}
	refusals := make([]error, len(items))
	wanted := make([]heldInteraction, len(items))
	var keys []interactionKey
	for i, item := range items {
		if wanted[i], refusals[i] = item.wanted(&r); refusals[i] == nil {
			keys = append(keys, wanted[i].interactionKey)
		}
	}
	return g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		rows, err := store.Write[heldInteraction](ctx, tx, interactionsHeld, map[string]any{"keys": keys})
		if err != nil {
			return nil, err
		}
		results := make([]Result, len(items))
		held := make(map[interactionKey]heldInteraction, len(rows))
		for _, row := range rows {
			held[row.interactionKey] = row
		}
		writes := map[interactionKey]map[string]any{} // the last of several with one key holds
		for i, w := range wanted {
			if refusals[i] != nil {
				results[i] = Result{Status: Refused, Err: refusals[i]}
				continue
			}
			before, known := held[w.interactionKey]
			w.ID = before.ID
			results[i].Status = Changed
			switch {
			case !known:
				w.ID = NewID(prefixInteraction)
				results[i].Status = Created
			case before.same(w):
				results[i].Status = Unchanged
			}
			results[i].ID = w.ID
			if results[i].Status != Unchanged {
				held[w.interactionKey] = w
				writes[w.interactionKey] = w.write(v, g.Now())
			}
		}
		if len(writes) == 0 {
			return results, nil
		}
		// In the order of their keys: two batches never wait for each other in a circle.
		var ordered []map[string]any
		sorted := make([]interactionKey, 0, len(writes))
		for key := range writes {
			sorted = append(sorted, key)
		}
		slices.SortFunc(sorted, func(a, b interactionKey) int {
			return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.ExternalID, b.ExternalID))
		})
		for _, key := range sorted {
			ordered = append(ordered, writes[key])
		}
		_, err = store.Write[store.None](ctx, tx, interactionsPut, map[string]any{"items": ordered, "now": g.Now()})
		return results, err
	})
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
func (c InteractionChange) wanted(r *resolver) (heldInteraction, error) {
	w := heldInteraction{interactionKey: interactionKey{cmp.Or(c.Source, sourceAPI), c.ExternalID}, Kind: c.Kind, Parts: []part{}}
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
	for _, n := range named {
		id, found := r.id(&n.ref, people...)
		f.reference(n.pointer, found, "person")
		w.Parts = append(w.Parts, part{id, n.as})
	}
	slices.SortFunc(w.Parts, func(a, b part) int {
		return cmp.Or(strings.Compare(a.PersonID, b.PersonID), strings.Compare(a.As, b.As))
	})
	w.Parts = slices.Compact(w.Parts)
	return w, f.err()
}

func (h heldInteraction) write(v access.Viewer, now time.Time) map[string]any {
	all, outside := map[string]bool{}, 0
	parts := make([]map[string]any, len(h.Parts))
	for i, p := range h.Parts {
		if !all[p.PersonID] && personKind(p.PersonID) != "user" {
			outside++
		}
		all[p.PersonID] = true
		took := Dated{ID: NewID(prefixRelation), UpdatedAt: &now}
		parts[i] = map[string]any{"personId": p.PersonID, "properties": took.properties(v, map[string]any{"as": p.As, "source": h.Source})}
	}
	return map[string]any{
		"source": h.Source, "externalId": h.ExternalID, "kind": h.Kind, "at": h.At, "people": len(all), "outside": outside,
		"created": map[string]any{"id": h.ID, "createdAt": now}, "parts": parts,
	}
}

// Interaction is one mail, call or meeting; never its content.
type Interaction struct {
	ID           string        `json:"id"`
	Kind         string        `json:"kind" enums:"email,call,video,meeting,message"`
	At           time.Time     `json:"at"`
	Source       *string       `json:"source"`
	ExternalID   *string       `json:"externalId"`
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
// first.
func (g *Graph) Interactions(ctx context.Context, _ access.Viewer, kind, id string, limit int, cursor string) (InteractionPage, error) {
	seal, err := g.sealer(ctx, "interactions", id)
	if err != nil {
		return InteractionPage{}, err
	}
	after, err := seal.open(cursor)
	if err != nil {
		return InteractionPage{}, err
	}
	var beforeAt *time.Time
	var beforeID *string
	if after != nil {
		text, _ := after.Key.(string)
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return InteractionPage{}, badCursor()
		}
		beforeAt, beforeID = &at, &after.ID
	}
	items, err := store.Read[Interaction](ctx, g.store, interactionsOf[kind], map[string]any{
		"id": id, "beforeAt": beforeAt, "beforeId": beforeID, "limit": limit + 1, "asOf": g.Today(),
	})
	if err == nil && len(items) == 0 {
		err = g.mustExist(ctx, id, kind)
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

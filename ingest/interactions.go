package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
)

var (
	interactionsHeld = cypher.Must("read/interactions_held")
	interactionsPut  = cypher.Must("write/interactions_put")
)

// parts are the columns that say who took part, with the part.
var parts = []struct{ column, as string }{{"from", "from"}, {"to", "to"}, {"cc", "cc"}, {"organizer", "organizer"}, {"attendee", "attendee"}}

type interactionKey struct {
	Source     string `json:"source"`
	ExternalID string `json:"externalId"`
}

type interactionPart struct {
	PersonID string `json:"personId"`
	As       string `json:"as"`
}

// An interaction is what a row says of one.
type interaction struct {
	interactionKey
	ID    string            `json:"id"`
	Kind  string            `json:"kind"`
	At    time.Time         `json:"at"`
	Parts []interactionPart `json:"parts"`

	item            *item
	people, outside int
}

// interactionWrites are what one batch writes.
type interactionWrites struct {
	items  []map[string]any
	counts []result
}

// importInteractions brings in interactions.
func importInteractions(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name, r.lookUpInteractions, r.writeInteractions)
}

func (r *run) lookUpInteractions(ctx context.Context, items []*item) (*interactionWrites, error) {
	f := r.finder()
	for _, i := range items {
		for _, part := range parts {
			for _, who := range i.names(part.column) {
				f.person(who)
			}
		}
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	w := &interactionWrites{}
	var rows []*interaction
	var keys []interactionKey
	last := map[interactionKey]int{}
	for _, i := range items {
		row := r.interaction(f, i)
		if row == nil {
			continue
		}
		if at, is := last[row.interactionKey]; is {
			r.repeated(i.in)
			rows[at] = row
			continue
		}
		last[row.interactionKey] = len(rows)
		rows, keys = append(rows, row), append(keys, row.interactionKey)
	}
	if len(rows) == 0 {
		return w, nil
	}
	held := map[interactionKey]interaction{}
	found, err := ask[interaction](ctx, r, nil, interactionsHeld, map[string]any{"keys": keys})
	for _, h := range found {
		held[h.interactionKey] = h
	}
	for _, row := range rows {
		before, is := held[row.interactionKey]
		if is && row.Source == mailSource {
			row.join(before)
		}
		switch {
		case is && before.Kind == row.Kind && before.At.Equal(row.At) && slices.Equal(before.Parts, row.Parts):
			w.counts = append(w.counts, result{row.item, unchanged})
			continue
		case is:
			w.counts = append(w.counts, result{row.item, changed})
		default:
			w.counts = append(w.counts, result{row.item, created})
		}
		w.items = append(w.items, row.write(r))
	}
	return w, err
}

// names are the people whom a column names.
func (i *item) names(column string) []string {
	if column == "from" {
		if name := strings.TrimSpace(i.text(column)); name != "" {
			return []string{name}
		}
		return nil
	}
	return i.list(column)
}

// interaction reads a row; nil is one that is rejected. An address that nobody has took part all the same: it is counted.
func (r *run) interaction(f *finder, i *item) *interaction {
	at, _ := i.value("at").(time.Time)
	row := &interaction{item: i, Kind: i.text("kind"), At: at.Truncate(time.Millisecond), Parts: []interactionPart{}}
	row.Source, row.ExternalID = i.source(r), i.text("id")
	took := map[string]bool{}
	var words []string
	for _, part := range parts {
		for _, who := range i.names(part.column) {
			words = append(words, part.as+":"+address(who))
			id, fault := f.who(who)
			switch {
			case fault != "" && strings.Contains(who, "@") && (len(f.byAddress[address(who)]) == 0 || i.in.spool != nil):
				if len(f.byAddress[address(who)]) > 0 {
					r.note("an address that several people have says of nobody that it was they: it is only counted")
				}
				took[address(who)] = r.isOurs(address(who))
			case fault != "" && part.column == "from":
				r.rejectRow(i, part.column, "%s: %s", clip(who), fault)
				return nil
			case fault != "":
				r.rejectColumn(i, part.column, "%s: %s", clip(who), fault)
			case isAccount(id):
				r.rejectColumn(i, part.column, "%s: is an account, not a person", clip(who))
			default:
				took[id] = strings.HasPrefix(id, "usr_")
				row.Parts = append(row.Parts, interactionPart{id, part.as})
			}
		}
	}
	for _, ours := range took {
		row.people++
		if !ours {
			row.outside++
		}
	}
	if people, is := i.value("people").(int64); is {
		row.people = int(people)
	}
	if outside, is := i.value("outside").(int64); is {
		row.outside = int(outside)
	}
	row.sortParts()
	if row.ExternalID == "" { // without an id it is known by all that it says
		slices.Sort(words)
		sum := sha256.Sum256([]byte(FormatInstant(row.At) + "\x1f" + row.Kind + "\x1f" + strings.Join(words, "\x1f")))
		row.ExternalID = "row:" + hex.EncodeToString(sum[:16])
	}
	return row
}

// join makes of two copies of a message one: each mailbox may know of other receivers, and a message is not sent twice.
func (row *interaction) join(other interaction) {
	row.Parts = append(row.Parts, other.Parts...)
	row.sortParts()
	if other.At.Before(row.At) {
		row.At = other.At
	}
	people, outside := map[string]bool{}, map[string]bool{}
	for _, part := range row.Parts {
		people[part.PersonID] = true
		if !strings.HasPrefix(part.PersonID, "usr_") {
			outside[part.PersonID] = true
		}
	}
	row.people, row.outside = max(row.people, len(people)), max(row.outside, len(outside))
}

func (row *interaction) sortParts() {
	slices.SortFunc(row.Parts, func(a, b interactionPart) int {
		return cmp.Or(strings.Compare(a.PersonID, b.PersonID), strings.Compare(a.As, b.As))
	})
	row.Parts = slices.Compact(row.Parts)
}

// write is what the statement takes of the row.
func (row *interaction) write(r *run) map[string]any {
	made := map[string]any{"id": graph.NewID("int"), "createdAt": r.now}
	if id := row.item.text("kith_id"); strings.HasPrefix(id, "int_") {
		made["id"] = id
	}
	if at := row.item.value("created_at"); at != nil {
		made["createdAt"] = at
	}
	took := make([]map[string]any, len(row.Parts))
	for n, part := range row.Parts {
		took[n] = map[string]any{"personId": part.PersonID, "properties": map[string]any{
			"id": graph.NewID("rel"), "as": part.As, "source": row.Source, "status": "fact", "createdBy": r.by, "createdAt": r.now, "updatedAt": r.now,
		}}
	}
	return map[string]any{"source": row.Source, "externalId": row.ExternalID, "kind": row.Kind, "at": row.At, "people": row.people, "outside": row.outside,
		"created": made, "parts": took}
}

func (r *run) writeInteractions(ctx context.Context, w *interactionWrites) error {
	if len(w.items) > 0 {
		err := r.write(ctx, func(tx *store.Tx) error {
			_, err := store.Write[store.None](ctx, tx, interactionsPut, map[string]any{"items": w.items, "now": r.now})
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, c := range w.counts {
		r.count(c.item, c.outcome)
	}
	return nil
}

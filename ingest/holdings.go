package ingest

import (
	"context"
	"fmt"

	"kith/cypher"
)

var (
	importHoldingsHeld = cypher.Must("read/import_holdings")
	importEmployed     = cypher.Must("read/import_employments")
)

// holding is who held a position, as this source said it.
type holding struct {
	dated
	Primary bool   `json:"primary"`
	Source  string `json:"source"`
}

func (h *holding) said() string {
	if h.Given != nil {
		return *h.Given
	}
	return said(h.Since, h.Until, fmt.Sprint(h.Primary))
}

// importHoldings says who holds the seats of a file: of contacts where its rows name accounts, of positions by their contact_id.
func importHoldings(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": holders", func(ctx context.Context, items []*item) (*relationWrites, error) {
		return r.lookUpHoldings(ctx, in, seats(items))
	}, r.writeRelations)
}

// holdings are what this source said of the seats and people of a batch.
type holdings struct {
	ofSeat   map[string][]*holding
	ofPerson map[string][]*holding // by rows of contacts
}

func (r *run) lookUpHoldings(ctx context.Context, in *input, items []*item) (*relationWrites, error) {
	f := r.finder()
	ofContacts := in.kind.Name == "contacts"
	for _, i := range items {
		f.record("position", i.text("id"))
		if ofContacts {
			f.record("contact", i.text("contact_id"))
		} else {
			f.person(i.text("contact_id"))
		}
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	held, err := r.readHoldings(ctx, f, ofContacts)
	if err != nil {
		return nil, err
	}
	w := &relationWrites{kind: "HOLDS"}
	var rest []*holder
	for _, i := range items {
		h := r.holder(f, i)
		if h == nil {
			continue
		}
		if !held.say(h, i.source(r)) {
			rest = append(rest, h)
			continue
		}
		w.counts = append(w.counts, result{i, unchanged})
	}
	rest, err = mayRelate(ctx, r, w.kind, rest, func(h *holder) (*item, string, string) { return h.item, h.person, h.seat })
	if err != nil {
		return nil, err
	}
	for _, h := range rest {
		w.counts = append(w.counts, result{h.item, r.hold(w, held, h, ofContacts)})
	}
	return w, nil
}

func (r *run) readHoldings(ctx context.Context, f *finder, ofContacts bool) (*holdings, error) {
	held := &holdings{ofSeat: map[string][]*holding{}, ofPerson: map[string][]*holding{}}
	var seats, people []string
	for _, seat := range f.byID["position"] {
		seats = append(seats, seat.ID)
	}
	rows, err := ask[holding](ctx, r, nil, importHoldingsHeld, map[string]any{"seats": distinct(seats)})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		held.ofSeat[row.To] = append(held.ofSeat[row.To], &row)
	}
	if !ofContacts {
		return held, nil
	}
	for _, person := range f.byID["contact"] {
		people = append(people, person.ID)
	}
	rows, err = ask[holding](ctx, r, nil, importEmployed, map[string]any{"people": distinct(people), "source": r.source})
	for _, row := range rows {
		held.ofPerson[row.From] = append(held.ofPerson[row.From], &row)
	}
	return held, err
}

// A holder is what a row says of who holds a seat. Seat is empty where a row of contacts names no account any more; person is empty where a
// row of positions names nobody.
type holder struct {
	item         *item
	seat, person string
	said         string
}

// holder reads a row; nil is one that says nothing of holders, or nothing that can be.
func (r *run) holder(f *finder, i *item) *holder {
	h := &holder{item: i, said: said(i.date("since"), i.date("until"), fmt.Sprint(i.flag("primary")))}
	var found bool
	if id := i.text("id"); id != "" {
		if h.seat, found = f.id("position", id); !found {
			return nil // its account is not there: the row is rejected for it already
		}
	}
	text := i.text("contact_id")
	if i.in.kind.Name == "contacts" {
		h.person, found = f.id("contact", text)
		if !found {
			return nil
		}
		return h
	}
	if text == "" {
		return h
	}
	var fault string
	if h.person, fault = f.who(text); fault != "" {
		r.rejectColumn(i, "contact_id", "%s", fault)
		return nil
	}
	return h
}

// say claims the holding that the row says, where there is one that was said so before.
func (held *holdings) say(h *holder, source string) bool {
	for _, before := range held.ofSeat[h.seat] {
		if before.From == h.person && before.Source == source && before.said() == h.said && !before.claimed {
			before.claimed = true
			return true
		}
	}
	return false
}

// hold notes what a row changes about the holders of its seat, or about where its person sits.
func (r *run) hold(w *relationWrites, held *holdings, h *holder, ofContacts bool) outcome {
	i := h.item
	since, until := i.date("since"), i.date("until")
	outcome := unchanged
	ended := false
	end := func(other *holding) {
		if other.Until == nil && !other.claimed {
			w.end(r, &other.dated, r.endOn(i))
			other.claimed = true
			outcome, ended = changed, true
		}
	}
	var ofSource, pair []*holding
	for _, other := range held.ofSeat[h.seat] {
		if h.seat != "" && other.Source == i.source(r) {
			ofSource = append(ofSource, other)
			if other.From == h.person {
				pair = append(pair, other)
			}
		}
	}
	switch {
	case ofContacts:
		for _, other := range held.ofPerson[h.person] {
			if other.To != h.seat {
				end(other)
			}
		}
		if h.seat == "" {
			return outcome
		}
	case i.has("contact_id") && i.in.repeats.single(i.row.Cells) && len(pair) == 0:
		for _, other := range ofSource {
			end(other)
		}
	}
	if h.person == "" {
		return outcome
	}
	if before, is := corrected(i, pair, func(b *holding) *dated { return &b.dated }); is {
		before.claimed = true
		w.change(r, &before.dated, map[string]any{"since": since, "until": until, "primary": i.flag("primary"), "given": h.said})
		return changed
	}
	// Who sat elsewhere, or here before, has not always sat here.
	if since == nil && i.relationID() == "" && (ended || len(held.ofPerson[h.person]) > 0 || len(pair) > 0) {
		since = &r.day
	}
	primary := i.flag("primary")
	w.start(r, i, h.person, h.seat, since, until, h.said, map[string]any{"primary": primary})
	return created
}

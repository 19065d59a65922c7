package graph

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	employmentsHeld   = cypher.Must("read/employments_held")
	employmentsChange = cypher.Must("write/employments_change")
)

// Employment says where a contact works, as one row of a contacts file does: it gives the contact a position at the account, one for
// each contact and account, and a solid line to a position of the one reported to. What is absent stays as it is. Another account
// ends what was held at others, another person to report to ends the line before, on since or else today.
type Employment struct {
	AccountID  *Ref             `json:"accountId" swaggertype:"string" example:"acc_01h455vb4pex5vsknk084sn02q"`
	Title      Optional[string] `json:"title" swaggertype:"string" example:"Chief Financial Officer" field:"positions.title"`
	Department Optional[string] `json:"department" swaggertype:"string" example:"Finance" field:"positions.department"`
	ReportsTo  Optional[Ref]    `json:"reportsTo" swaggertype:"string"` // a contact with a position at the account; null ends the line
	Since      Optional[Date]   `json:"since" swaggertype:"string" format:"date"`
	Until      Optional[Date]   `json:"until" swaggertype:"string" format:"date"`
	Assistant  Optional[bool]   `json:"assistant" swaggertype:"boolean" field:"positions.assistant"`
}

func (e *Employment) references() []reference {
	if e == nil {
		return nil
	}
	return refer(reference{"/employment/accountId", "account", e.AccountID}, reference{"/employment/reportsTo", "contact", e.ReportsTo.Value})
}

func (e *Employment) check(c *check) {
	if e == nil {
		return
	}
	if e.AccountID == nil {
		c.wrong("/employment/accountId", "is required")
	}
	c.text("/employment/title", &e.Title.Value, nameLength)
	c.text("/employment/department", &e.Department.Value, nameLength)
	c.period("/employment", e.Since.Value, e.Until.Value)
}

// on is the day from which what was before holds no more.
func (e *Employment) on(today Date) *Date {
	if e.Since.Value != nil {
		return e.Since.Value
	}
	return &today
}

// heldSeat is one holding of a person.
type heldSeat struct {
	PersonID   string  `json:"personId"`
	PositionID string  `json:"positionId"`
	Title      *string `json:"title"`
	AccountID  string  `json:"accountId"`
	ID         string  `json:"id"`
	Source     *string `json:"source"`
	Since      *Date   `json:"since"`
	Until      *Date   `json:"until"`
}

// holdings are those of people.
type holdings []heldSeat

func (w *writing) holdings(ctx context.Context, ids []string) (holdings, error) {
	return store.Write[heldSeat](ctx, w.tx, employmentsHeld, map[string]any{"ids": ids})
}

// seat is the holding that an employment at an account is about: one of the source, of several one that lasts, then the latest.
func (h holdings) seat(personID, accountID, source string, today Date) *heldSeat {
	var best *heldSeat
	rank := func(s *heldSeat) int {
		n := 0
		if s.Source != nil && *s.Source == source {
			n += 2
		}
		if endsAfter(s.Until, &today) {
			n++
		}
		return n
	}
	for i := range h {
		if s := &h[i]; s.PersonID == personID && s.AccountID == accountID && (best == nil || rank(s) >= rank(best)) {
			best = s
		}
	}
	return best
}

// employ makes what the contacts' employments say: positions, then holders, then lines.
func employ(ctx context.Context, w *writing, entries []*entry[ContactWrite], changed map[string]bool) error {
	entries = slices.DeleteFunc(slices.Clone(entries), func(e *entry[ContactWrite]) bool { return e.after.Employment == nil })
	if len(entries) == 0 {
		return nil
	}
	var people, accounts []string
	for _, e := range entries {
		people = append(people, e.id)
		accounts = append(accounts, e.after.Employment.AccountID.ID)
		if manager := e.after.Employment.ReportsTo.Value; manager != nil {
			people = append(people, manager.ID)
		}
	}
	held, err := w.holdings(ctx, people)
	if err != nil {
		return err
	}
	for _, h := range held {
		accounts = append(accounts, h.AccountID)
	}
	if err := w.lock(ctx, Accounts.name, accounts); err != nil {
		return err
	}
	if held, err = w.holdings(ctx, people); err != nil {
		return err
	}
	positions, err := w.seats(ctx, entries, held, changed)
	if err != nil {
		return err
	}
	if err := w.hold(ctx, entries, held, positions, changed); err != nil {
		return err
	}
	if held, err = w.holdings(ctx, people); err != nil {
		return err
	}
	for _, e := range entries {
		if e.err == nil && e.after.Employment.ReportsTo.Given {
			if err := w.report(ctx, e, held, changed); err != nil {
				return err
			}
		}
	}
	return nil
}

// seats makes or changes the employments' positions and returns their ids.
func (w *writing) seats(ctx context.Context, entries []*entry[ContactWrite], held holdings, changed map[string]bool) ([]string, error) {
	changes := make([]Change[PositionFields], len(entries))
	for i, e := range entries {
		employment := e.after.Employment
		if seat := held.seat(e.id, employment.AccountID.ID, w.source, w.today); seat != nil {
			changes[i].ID = seat.PositionID
		}
		changes[i].Apply = func(f PositionFields) (PositionFields, error) {
			f.AccountID = &Ref{ID: employment.AccountID.ID}
			f.Title, f.Department = employment.Title.Or(f.Title), employment.Department.Or(f.Department)
			f.Assistant = employment.Assistant.Or(f.Assistant)
			return f, nil
		}
	}
	results, err := Positions.put(ctx, w, changes, nil)
	if err != nil {
		return nil, err
	}
	positions := make([]string, len(entries))
	for i, result := range results {
		entries[i].err = result.Err
		positions[i] = result.ID
		if result.Status != Unchanged {
			changed[entries[i].id] = true
		}
	}
	return positions, nil
}

// hold dates the holdings of the employments' positions, starts those that are new, and ends those at other accounts.
func (w *writing) hold(ctx context.Context, entries []*entry[ContactWrite], held holdings, positions []string, changed map[string]bool) error {
	gone, dated, starts := []map[string]any{}, []map[string]any{}, []map[string]any{}
	var edits []store.RelationEdit
	edit := func(h heldSeat, action store.Action, before, after map[string]any) {
		edits = append(edits, store.RelationEdit{Type: "HOLDS", ID: h.ID, From: h.PersonID, To: h.PositionID, Action: action, Before: before, After: after})
	}
	date := func(h heldSeat, since, until *Date) {
		if !reflect.DeepEqual([]*Date{h.Since, h.Until}, []*Date{since, until}) {
			changed[h.PersonID] = true
			dated = append(dated, map[string]any{"personId": h.PersonID, "id": h.ID, "since": since, "until": until, "updatedAt": w.now})
			edit(h, store.Changed, map[string]any{"since": h.Since, "until": h.Until}, map[string]any{"since": since, "until": until})
		}
	}
	for i, e := range entries {
		if e.err != nil {
			continue
		}
		employment := e.after.Employment
		seat := held.seat(e.id, employment.AccountID.ID, w.source, w.today)
		again := seat != nil && seat.Until != nil && employment.Since.Value != nil && !employment.Since.Value.Before(*seat.Until)
		if seat != nil && !again {
			since, until := employment.Since.Or(seat.Since), employment.Until.Or(seat.Until)
			if since != nil && until != nil && !since.Before(*until) {
				e.err = problem.Field("/employment/until", "is not after since, %s", since)
				continue
			}
			date(*seat, since, until)
			continue
		}
		changed[e.id] = true
		holds := Dated{ID: NewID(prefixRelation), Since: employment.Since.Value, Until: employment.Until.Value, UpdatedAt: &w.now}
		properties := holds.properties(w.viewer, map[string]any{"primary": false, "source": w.source})
		starts = append(starts, map[string]any{"personId": e.id, "positionId": positions[i], "properties": properties})
		edit(heldSeat{ID: holds.ID, PersonID: e.id, PositionID: positions[i]}, store.Created, nil, properties)
		on := employment.on(w.today)
		for _, h := range held {
			if h.PersonID != e.id || h.AccountID == employment.AccountID.ID || h.Source == nil || *h.Source != w.source || !endsAfter(h.Until, on) {
				continue
			}
			if before(h.Since, on) {
				date(h, h.Since, on)
			} else {
				gone = append(gone, map[string]any{"personId": h.PersonID, "id": h.ID})
				edit(h, store.Deleted, nil, nil)
			}
		}
	}
	if len(gone)+len(dated)+len(starts) == 0 {
		return nil
	}
	if err := TouchRelations(ctx, w.tx, edits); err != nil {
		return err
	}
	_, err := store.Write[store.None](ctx, w.tx, employmentsChange, map[string]any{"gone": gone, "dated": dated, "starts": starts})
	return err
}

// report draws, dates or ends the solid line of an employment's position; what stands against it goes to the entry.
func (w *writing) report(ctx context.Context, e *entry[ContactWrite], held holdings, changed map[string]bool) error {
	employment := e.after.Employment
	seat := held.seat(e.id, employment.AccountID.ID, w.source, w.today)
	lines, err := solidLines(ctx, w.tx, seat.PositionID)
	if err != nil {
		return err
	}
	if employment.ReportsTo.Value == nil {
		lines.end(employment.on(w.today), w.now)
	} else {
		manager := held.seat(employment.ReportsTo.Value.ID, employment.AccountID.ID, w.source, w.today)
		if manager == nil {
			e.err = problem.Field("/employment/reportsTo", "holds no position at the account")
			return nil
		}
		state := lineState{manager.PositionID, solid}
		since, until := employment.Since.Value, employment.Until.Value
		if i := slices.IndexFunc(lines.now, func(s stretch[lineState]) bool { return s.State == state && endsAfter(s.Until, &w.today) }); i >= 0 {
			same := lines.now[i]
			since, until = employment.Since.Or(same.Since), employment.Until.Or(same.Until)
			if reflect.DeepEqual([]*Date{since, until}, []*Date{same.Since, same.Until}) {
				return nil
			}
			lines.now = slices.Delete(lines.now, i, i+1)
		} else if !employment.Since.Given && len(lines.now) > 0 {
			since = &w.today
		}
		err := mayReport(ctx, w.tx, w.viewer, seat.PositionID, lockedSeat{seat.AccountID, seat.Title}, manager.PositionID, solid, since, until, "/employment/reportsTo")
		var known *problem.Problem
		if errors.As(err, &known) {
			e.err = known
			return nil
		}
		if err != nil {
			return err
		}
		lines.set(NewID(prefixRelation), state, since, until, w.now)
	}
	if !reflect.DeepEqual(lines.was, lines.now) {
		changed[e.id] = true
	}
	return writeLines(ctx, w.tx, w.viewer, seat.PositionID, lines)
}

package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	personShown    = cypher.Must("read/person")
	departureSeats = cypher.Must("read/departure_seats")
	departureLeft  = cypher.Must("read/departure_left")
	departurePost  = cypher.Must("write/departure_position")
)

// Departing is how somebody leaves an account.
type Departing struct {
	AccountID   *Ref         `json:"accountId" swaggertype:"string"`
	On          *Date        `json:"on" swaggertype:"string" format:"date"` // the first day that they are gone; absent: today
	To          *DepartingTo `json:"to"`                                    // where they go, if that is known
	SuccessorID *Ref         `json:"successorId" swaggertype:"string"`      // who takes the seat; absent: it stays vacant
}

// DepartingTo is the new position of somebody who leaves.
type DepartingTo struct {
	AccountID *Ref    `json:"accountId" swaggertype:"string"`
	Title     *string `json:"title" example:"Chief Operating Officer"`
}

// Departure is what hung on somebody who left.
type Departure struct {
	Contact   Person          `json:"contact"`
	On        Date            `json:"on" swaggertype:"string" format:"date"`
	Vacated   []PositionNamed `json:"vacated"`   // the positions left
	Deals     []DepartureDeal `json:"deals"`     // open deals whose buying centre they are in
	Ties      []DepartureTie  `json:"ties"`      // those of our active users, strongest first
	Reports   []PositionNamed `json:"reports"`   // positions whose solid line goes to one that was left
	Successor *Person         `json:"successor"` // null: the positions are vacant, or other holders' alone
	Position  *PositionNamed  `json:"position"`  // the new one, null where it is not known
}

// PositionNamed is a position by name.
type PositionNamed struct {
	ID        string  `json:"id"`
	Title     *string `json:"title"`
	AccountID string  `json:"accountId"`
}

// DepartureDeal is an open deal with somebody who left in its buying centre.
type DepartureDeal struct {
	OpportunityID string   `json:"opportunityId"`
	Name          *string  `json:"name"`
	AccountID     *string  `json:"accountId"`
	Roles         []string `json:"roles"`
	Attitude      *string  `json:"attitude"`
}

// DepartureTie is a tie of a user of ours with somebody who left.
type DepartureTie struct {
	ID       string   `json:"id"`
	UserID   string   `json:"userId"`
	UserName string   `json:"userName"`
	Strength *float64 `json:"strength"`
}

// Depart ends what a contact holds at an account, gives the seats to a successor or leaves them vacant, makes the position that the contact
// goes to, and answers what hung on them, all in one transaction.
func (g *Graph) Depart(ctx context.Context, v access.Viewer, contactID string, d Departing) (Departure, error) {
	on := g.asOf(d.On)
	if personKind(contactID) != "contact" {
		return Departure{}, problem.NotFound("contact", contactID)
	}
	accountID, to, successorID, err := g.departing(ctx, contactID, d)
	if err != nil {
		return Departure{}, err
	}
	var answer Departure
	err = g.inTurn(ctx, accountID, func(tx *store.Tx) error {
		answer = Departure{On: on, Vacated: []PositionNamed{}}
		locks := []string{accountID, contactID}
		if to != "" {
			locks = append(locks, to)
		}
		missing, err := takeLocks(ctx, tx, locks...)
		switch {
		case err != nil:
			return err
		case len(missing) > 0 && missing[0] == contactID:
			return problem.NotFound("contact", contactID)
		case len(missing) > 0:
			return problem.Field("/accountId", "names no account any more")
		}
		if err := g.vacate(ctx, tx, v, &answer, contactID, accountID, successorID); err != nil {
			return err
		}
		if d.To != nil {
			position := PositionNamed{ID: NewID(prefixPosition), Title: d.To.Title, AccountID: to}
			since := Dated{ID: NewID(prefixRelation), Since: &on, UpdatedAt: new(g.Now())}
			holds := since
			holds.ID = NewID(prefixRelation)
			if _, err := store.Write[store.None](ctx, tx, departurePost, map[string]any{
				"contactId": contactID, "accountId": to, "id": position.ID, "title": position.Title, "now": g.Now(),
				"at": since.properties(v, nil), "holds": holds.properties(v, map[string]any{"primary": false}),
			}); err != nil {
				return err
			}
			answer.Position = &position
		}
		return g.leftBehind(ctx, tx, &answer, contactID, successorID)
	})
	return answer, err
}

// departing finds the records that the body names.
func (g *Graph) departing(ctx context.Context, contactID string, d Departing) (accountID, to, successorID string, err error) {
	var r resolver
	r.ask(d.AccountID, "account")
	r.ask(d.SuccessorID, people...)
	if d.To != nil {
		r.ask(d.To.AccountID, "account")
	}
	if err = r.resolve(ctx, g); err != nil {
		return
	}
	var f faults
	found := false
	if accountID, found = r.id(d.AccountID, "account"); !found {
		f.add("/accountId", "names no account")
	}
	if d.To != nil {
		f.text("/to/title", d.To.Title, longestName)
		if to, found = r.id(d.To.AccountID, "account"); !found {
			f.add("/to/accountId", "names no account")
		}
	}
	if d.SuccessorID != nil {
		if successorID, found = r.id(d.SuccessorID, people...); !found {
			f.add("/successorId", "names no person")
		} else if successorID == contactID {
			f.add("/successorId", "is the one who leaves")
		}
	}
	return accountID, to, successorID, f.err()
}

// vacate ends what the contact holds at the account from the day on and lets the successor take it.
func (g *Graph) vacate(ctx context.Context, tx *store.Tx, v access.Viewer, answer *Departure, contactID, accountID, successorID string) error {
	seats, err := store.Write[PositionNamed](ctx, tx, departureSeats, map[string]any{"contactId": contactID, "accountId": accountID, "asOf": answer.On})
	if err != nil {
		return err
	}
	if len(seats) == 0 {
		return problem.Field("/accountId", "is an account where the contact holds no position on %s or later", answer.On)
	}
	answer.Vacated = seats
	for _, seat := range seats {
		if err := changeHoldersLocked(ctx, tx, v, seat.ID, only(contactID), func(_ *store.Tx, t *timeline[holdingState]) error {
			t.end(&answer.On, g.Now())
			return nil
		}); err != nil {
			return err
		}
		if successorID == "" {
			continue
		}
		if err := changeHoldersLocked(ctx, tx, v, seat.ID, only(successorID), func(_ *store.Tx, t *timeline[holdingState]) error {
			g.hold(t, successorID, &answer.On, nil)
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// leftBehind fills in what hung on the contact.
func (g *Graph) leftBehind(ctx context.Context, tx *store.Tx, answer *Departure, contactID, successorID string) error {
	seatIDs := make([]string, len(answer.Vacated))
	for i, seat := range answer.Vacated {
		seatIDs[i] = seat.ID
	}
	left, err := store.Write[struct {
		Deals   []DepartureDeal `json:"deals"`
		Ties    []DepartureTie  `json:"ties"`
		Reports []PositionNamed `json:"reports"`
	}](ctx, tx, departureLeft, map[string]any{"contactId": contactID, "seatIds": seatIDs, "asOf": answer.On, "today": g.Today()})
	if left, err := one(left, err, "contact", contactID); err == nil {
		answer.Deals, answer.Ties, answer.Reports = left.Deals, left.Ties, left.Reports
	} else {
		return err
	}
	if answer.Contact, err = g.person(ctx, tx, contactID, answer.On); err != nil || successorID == "" {
		return err
	}
	successor, err := g.person(ctx, tx, successorID, answer.On)
	answer.Successor = &successor
	return err
}

// person is a person as shown, on a day, read within a change.
func (g *Graph) person(ctx context.Context, tx *store.Tx, id string, asOf Date) (Person, error) {
	rows, err := store.Write[struct {
		Person Person `json:"person"`
	}](ctx, tx, personShown, map[string]any{"id": id, "asOf": asOf})
	row, err := one(rows, err, "contact", id)
	return row.Person, err
}

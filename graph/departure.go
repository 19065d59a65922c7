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
	Title     *string `json:"title" example:"Chief Operating Officer" field:"positions.title"`
}

// Departure is what hung on somebody who left.
type Departure struct {
	Contact   Person          `json:"contact"`
	On        Date            `json:"on" swaggertype:"string" format:"date"`
	Vacated   []PositionNamed `json:"vacated"`                           // the positions left
	Deals     []DepartureDeal `json:"deals" field:"buyingCenterMembers"` // open deals whose buying centre they are in
	Ties      []DepartureTie  `json:"ties" field:"ties"`                 // those of our active users, strongest first
	Reports   []PositionNamed `json:"reports"`                           // positions whose solid line goes to one that was left
	Successor *Person         `json:"successor"`                         // null: the positions are vacant, or other holders' alone
	Position  *PositionNamed  `json:"position"`                          // the new one, null where it is not known
}

// PositionNamed is a position by name.
type PositionNamed struct {
	ID        string  `json:"id"`
	Title     *string `json:"title" field:"positions.title"`
	AccountID string  `json:"accountId" field:"positions.accountId"`
}

// DepartureDeal is an open deal with somebody who left in its buying centre.
type DepartureDeal struct {
	OpportunityID string   `json:"opportunityId"`
	Name          *string  `json:"name" field:"opportunities.name"`
	AccountID     *string  `json:"accountId" field:"opportunities.accountId"`
	Roles         []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude      *string  `json:"attitude" field:"buyingCenterMembers.attitude"`
}

// DepartureTie is a tie of a user of ours with somebody who left.
type DepartureTie struct {
	ID       string   `json:"id"`
	UserID   string   `json:"userId"`
	UserName string   `json:"userName"`
	Strength *float64 `json:"strength" field:"ties.strength"`
}

// Depart ends what a contact holds at an account, gives the seats to a successor or leaves them vacant, makes the position that the contact
// goes to, all in one transaction, and answers what hung on them.
func (g *Graph) Depart(ctx context.Context, v access.Viewer, contactID string, d Departing) (Departure, error) {
	on := g.asOf(d.On)
	if personKind(contactID) != "contact" {
		return Departure{}, problem.NotFound("contact", contactID)
	}
	accountID, to, successorID, fault := g.departing(ctx, v, contactID, d)
	words, err := g.onceInTurn(ctx, v, accountID, func(tx *store.Tx) ([]string, error) {
		if fault != nil {
			return nil, fault
		}
		locks := []string{accountID, contactID}
		if to != "" {
			locks = append(locks, to)
		}
		missing, err := takeLocks(ctx, tx, locks...)
		switch {
		case err != nil:
			return nil, err
		case len(missing) > 0 && missing[0] == contactID:
			return nil, problem.NotFound("contact", contactID)
		case len(missing) > 0:
			return nil, problem.Field("/accountId", "names no account any more")
		}
		seatIDs, err := g.vacate(ctx, tx, v, on, contactID, accountID, successorID)
		if err != nil {
			return nil, err
		}
		positionID := ""
		if d.To != nil {
			positionID = NewID(prefixPosition)
			since := Dated{ID: NewID(prefixRelation), Since: &on, UpdatedAt: new(g.Now())}
			holds := since
			holds.ID = NewID(prefixRelation)
			properties := holds.properties(v, map[string]any{"primary": false})
			tx.Touched.Record(Positions.name, store.Created, positionID)
			tx.Touched.Edit(store.Edit{Kind: Positions.name, ID: positionID, Fields: []store.FieldEdit{
				{Field: "accountId", After: to}, {Field: "since", After: on}, {Field: "title", After: d.To.Title},
			}})
			TouchRelation(&tx.Touched, store.RelationEdit{
				Type: "HOLDS", ID: holds.ID, From: contactID, To: positionID, Action: store.Created, After: properties,
			})
			_, err = store.Write[store.None](ctx, tx, departurePost, map[string]any{
				"contactId": contactID, "accountId": to, "id": positionID, "title": d.To.Title, "now": g.Now(),
				"at": since.properties(v, nil), "holds": properties,
			})
		}
		return append([]string{on.String(), successorID, positionID}, seatIDs...), err
	})
	if err != nil {
		return Departure{}, err
	}
	return g.departed(ctx, v, contactID, words)
}

// departed is the answer to a departure of which Depart keeps the day, the successor and the new position, empty where there is none, and
// the positions left.
func (g *Graph) departed(ctx context.Context, v access.Viewer, contactID string, words []string) (answer Departure, err error) {
	if answer.On, err = store.ParseDate(words[0]); err != nil {
		return answer, err
	}
	successorID := words[1]
	rows, err := store.Read[struct {
		Vacated  []PositionNamed `json:"vacated"`
		Position *PositionNamed  `json:"position"`
		Deals    []DepartureDeal `json:"deals"`
		Ties     []DepartureTie  `json:"ties"`
		Reports  []PositionNamed `json:"reports"`
	}](ctx, g.store, departureLeft, v.Sees(map[string]any{
		"contactId": contactID, "positionId": words[2], "seatIds": words[3:], "asOf": answer.On, "today": g.Today(),
	}))
	left, err := one(rows, err, "contact", contactID)
	if err != nil {
		return answer, err
	}
	answer.Vacated, answer.Position, answer.Deals, answer.Ties, answer.Reports = left.Vacated, left.Position, left.Deals, left.Ties, left.Reports
	if answer.Contact, err = g.person(ctx, v, contactID, answer.On); err != nil || successorID == "" {
		return answer, err
	}
	successor, err := g.person(ctx, v, successorID, answer.On)
	answer.Successor = &successor
	return answer, err
}

// departing finds the records that the body names.
func (g *Graph) departing(ctx context.Context, v access.Viewer, contactID string, d Departing) (accountID, to, successorID string, err error) {
	var r resolver
	r.ask(d.AccountID, "account")
	r.ask(d.SuccessorID, people...)
	if d.To != nil {
		r.ask(d.To.AccountID, "account")
	}
	if err = r.resolve(ctx, g, v); err != nil {
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

// vacate ends what the contact holds at the account from the day on, lets the successor take it, and returns the positions.
func (g *Graph) vacate(ctx context.Context, tx *store.Tx, v access.Viewer, on Date, contactID, accountID, successorID string) ([]string, error) {
	seatIDs, err := store.Write[string](ctx, tx, departureSeats, map[string]any{"contactId": contactID, "accountId": accountID, "asOf": on})
	if err == nil && len(seatIDs) == 0 {
		err = problem.Field("/accountId", "is an account where the contact holds no position on %s or later", on)
	}
	if err != nil {
		return nil, err
	}
	for _, seatID := range seatIDs {
		if err := changeHoldersLocked(ctx, tx, v, seatID, only(contactID), func(_ *store.Tx, t *timeline[holdingState]) error {
			t.end(&on, g.Now())
			return nil
		}); err != nil {
			return nil, err
		}
		if successorID == "" {
			continue
		}
		if err := changeHoldersLocked(ctx, tx, v, seatID, only(successorID), func(_ *store.Tx, t *timeline[holdingState]) error {
			g.hold(t, successorID, &on, nil)
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return seatIDs, nil
}

type shownPerson struct {
	Person Person `json:"person"`
}

// person is a person as shown, on a day.
func (g *Graph) person(ctx context.Context, v access.Viewer, id string, asOf Date) (Person, error) {
	rows, err := store.Read[shownPerson](ctx, g.store, personShown, v.Sees(map[string]any{"id": id, "asOf": asOf}))
	row, err := one(rows, err, "contact", id)
	return row.Person, err
}

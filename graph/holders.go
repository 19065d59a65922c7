package graph

import (
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	holdersHeld   = cypher.Must("read/holders_held")
	holdersChange = cypher.Must("write/holders_change")
)

// HolderChange is who alone holds a position from a day on.
type HolderChange struct {
	ContactID *Ref           `json:"contactId" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q"` // null: vacant
	Since     Optional[Date] `json:"since" swaggertype:"string" format:"date"`                                // absent: today; null: always
	Primary   *bool          `json:"primary"`                                                                 // absent: as it is, false for a new holder
}

// SharedHolderChange is since when somebody holds a position, whoever else does.
type SharedHolderChange struct {
	Since   Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: today; null: always
	Primary *bool          `json:"primary"`                                  // absent: as it is, false for a new holder
}

// Holding says that a person holds a position.
type Holding struct {
	Dated
	PositionID string `json:"positionId"`
	ContactID  string `json:"contactId"`
	Primary    bool   `json:"primary"`
}

type holdingState struct {
	PersonID string `json:"personId"`
	Primary  bool   `json:"primary"`
}

// PutHolder makes a person the one holder of a position from a day on, or leaves it vacant; nil is the answer to that.
func (g *Graph) PutHolder(ctx context.Context, v access.Viewer, positionID string, c HolderChange) (*Holding, error) {
	if c.ContactID == nil {
		today := g.Today()
		return nil, g.changeHolders(ctx, v, positionID, anybody, func(_ *store.Tx, t *timeline[holdingState]) error {
			t.end(c.Since.Or(&today), g.Now())
			return nil
		})
	}
	personID, err := g.referred(ctx, v, "/contactId", c.ContactID, people...)
	if err != nil {
		return nil, err
	}
	return g.putHolding(ctx, v, positionID, personID, SharedHolderChange{c.Since, c.Primary}, anybody)
}

// PutSharedHolder makes a person hold a position from a day on, beside whoever else does.
func (g *Graph) PutSharedHolder(ctx context.Context, v access.Viewer, positionID, personID string, c SharedHolderChange) (*Holding, error) {
	return g.putHolding(ctx, v, positionID, personID, c, only(personID))
}

// DeleteSharedHolder ends a holding on a day, nil is today; one that began on it or after goes away.
func (g *Graph) DeleteSharedHolder(ctx context.Context, v access.Viewer, positionID, personID string, until *Date) error {
	on := g.asOf(until)
	return g.changeHolders(ctx, v, positionID, only(personID), func(_ *store.Tx, t *timeline[holdingState]) error {
		if len(t.was) == 0 {
			return problem.NotFound("holder", personID)
		}
		t.end(&on, g.Now())
		return nil
	})
}

func anybody(holdingState) bool { return true }

func only(personID string) func(holdingState) bool {
	return func(s holdingState) bool { return s.PersonID == personID }
}

func (g *Graph) putHolding(ctx context.Context, v access.Viewer, positionID, personID string, c SharedHolderChange, of func(holdingState) bool) (*Holding, error) {
	today := g.Today()
	var put stretch[holdingState]
	err := g.changeHolders(ctx, v, positionID, of, func(tx *store.Tx, t *timeline[holdingState]) error {
		known, err := store.Write[shownPerson](ctx, tx, personShown, v.Sees(map[string]any{"id": personID, "asOf": today}))
		if _, err := one(known, err, "contact", personID); err != nil {
			return err
		}
		put = g.hold(t, personID, c.Since.Or(&today), c.Primary)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &Holding{Dated: put.Dated, PositionID: positionID, ContactID: personID, Primary: put.State.Primary}, nil
}

// hold makes a person hold from a day on; a primary that is not given stays as it is on that day.
func (g *Graph) hold(t *timeline[holdingState], personID string, since *Date, primary *bool) stretch[holdingState] {
	state := holdingState{PersonID: personID}
	if i := slices.IndexFunc(t.now, func(s stretch[holdingState]) bool { return s.State.PersonID == personID && s.on(since) }); i >= 0 {
		state.Primary = t.now[i].State.Primary
	}
	if primary != nil {
		state.Primary = *primary
	}
	return t.set(NewID(prefixRelation), state, since, nil, g.Now())
}

// changeHolders changes the holdings of a position that are of a timeline, under the lock of its account.
func (g *Graph) changeHolders(ctx context.Context, v access.Viewer, positionID string, of func(holdingState) bool, change func(*store.Tx, *timeline[holdingState]) error) error {
	return g.changeSeat(ctx, v, positionID, func(tx *store.Tx, _ lockedSeat) error {
		return changeHoldersLocked(ctx, tx, v, positionID, of, change)
	})
}

func changeHoldersLocked(ctx context.Context, tx *store.Tx, v access.Viewer, positionID string, of func(holdingState) bool, change func(*store.Tx, *timeline[holdingState]) error) error {
	t, err := recorded(ctx, tx, holdersHeld, map[string]any{"id": positionID}, of)
	if err != nil {
		return err
	}
	if err := change(tx, t); err != nil {
		return err
	}
	var d difference
	t.add(&d, v, "HOLDS", func(s holdingState) map[string]any { return map[string]any{"personId": s.PersonID} },
		func(s holdingState) (from, to string) { return s.PersonID, positionID },
		func(s holdingState) map[string]any { return map[string]any{"primary": s.Primary} })
	return d.write(ctx, tx, holdersChange, map[string]any{"id": positionID})
}

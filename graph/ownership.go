package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	lockOwnership = cypher.Must("write/lock_ownership")
	parentsHeld   = cypher.Must("read/parents_held")
	ownersAbove   = cypher.Must("read/owners_above")
	parentsChange = cypher.Must("write/parents_change")
)

// ParentChange is which account owns another from a day on.
type ParentChange struct {
	ParentID *Ref           `json:"parentId" swaggertype:"string" example:"acc_01h455vb4pex5vsknk084sn02q"` // null: none
	Percent  *float64       `json:"percent" example:"51"`                                                   // above 0, at most 100; absent: not known
	Since    Optional[Date] `json:"since" swaggertype:"string" format:"date"`                               // absent: today; null: always
}

// Ownership says that an account is a subsidiary of another.
type Ownership struct {
	Dated
	AccountID string   `json:"accountId"`
	ParentID  string   `json:"parentId"`
	Percent   *float64 `json:"percent"`
}

type parentState struct {
	ParentID string   `json:"parentId"`
	Percent  *float64 `json:"percent"`
}

// PutParent makes an account the subsidiary of another from a day on, or of none; nil is the answer to none. Errors: Conflict where it
// would own itself over any chain on any day.
func (g *Graph) PutParent(ctx context.Context, v access.Viewer, accountID string, c ParentChange) (*Ownership, error) {
	today := g.Today()
	since := c.Since.Or(&today)
	var parentID string
	if c.ParentID != nil {
		var err error
		if parentID, err = g.referred(ctx, v, "/parentId", c.ParentID, "account"); err != nil {
			return nil, err
		}
	}
	if c.Percent != nil && !(*c.Percent > 0 && *c.Percent <= 100) {
		return nil, problem.Field("/percent", "is not above 0 and at most 100")
	}
	var put stretch[parentState]
	err := g.inTurn(ctx, v, "ownership", func(tx *store.Tx) error {
		if _, err := store.Write[store.None](ctx, tx, lockOwnership, nil); err != nil {
			return err
		}
		if err := mayOwn(ctx, tx, v, accountID, parentID, since, nil); err != nil {
			return err
		}
		parents, err := recorded(ctx, tx, parentsHeld, map[string]any{"id": accountID}, func(parentState) bool { return true })
		if err != nil {
			return err
		}
		if parentID == "" {
			parents.end(since, g.Now())
		} else {
			put = parents.set(NewID(prefixRelation), parentState{parentID, c.Percent}, since, nil, g.Now())
		}
		var d difference
		parents.add(&d, v, "SUBSIDIARY_OF", func(s parentState) map[string]any { return map[string]any{"parentId": s.ParentID} },
			func(s parentState) (from, to string) { return accountID, s.ParentID },
			func(s parentState) map[string]any { return map[string]any{"percent": s.Percent} })
		return d.write(ctx, tx, parentsChange, map[string]any{"id": accountID})
	})
	if err != nil || parentID == "" {
		return nil, err
	}
	return &Ownership{Dated: put.Dated, AccountID: accountID, ParentID: parentID, Percent: put.State.Percent}, nil
}

// mayOwn refuses an account that is not there and an owner that would close a cycle on any day; parentID is empty for none. Ownership
// is locked.
func mayOwn(ctx context.Context, tx *store.Tx, v access.Viewer, accountID, parentID string, since, until *Date) error {
	rows, err := store.Write[struct {
		Name       *string `json:"name"`
		ParentName *string `json:"parentName"`
		Links      []link  `json:"links"`
	}](ctx, tx, ownersAbove, map[string]any{"id": accountID, "parentId": parentID, "from": since})
	account, err := one(rows, err, "account", accountID)
	switch {
	case err != nil || parentID == "":
		return err
	case parentID == accountID:
		return problem.Conflict("An account cannot own itself: %s.", told(accountID, account.Name, accountID, account.Name, nil, nil))
	}
	if chain, day := chainBack(account.Links, parentID, accountID, since, until); chain != nil {
		if err := untold(ctx, tx, v, chain); err != nil {
			return err
		}
		return problem.Conflict("The owners would form a circle: %s.", told(accountID, account.Name, parentID, account.ParentName, chain, day))
	}
	return nil
}

// untold takes the accounts that the viewer does not see out of a chain that is to be told, and the names that they do not.
func untold(ctx context.Context, tx *store.Tx, v access.Viewer, chain []link) error {
	ids := make([]string, len(chain))
	for i, l := range chain {
		ids[i] = l.To
	}
	hidden, err := unseenIn(ctx, tx, v, ids)
	for i := range chain {
		switch l := &chain[i]; {
		case hidden[l.To]:
			l.To, l.Name = "an account that you do not see", nil
		case v.Hides(access.Accounts, "name"):
			l.Name = nil
		}
	}
	return err
}

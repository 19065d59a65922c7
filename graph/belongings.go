package graph

import (
	"context"
	"maps"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var (
	belongingsUsers    = cypher.Must("write/belongings_users")
	belongingsAccounts = cypher.Must("write/belongings_accounts")
	belongingsOthers   = cypher.Must("write/belongings_others")
	unassigned         = cypher.Must("read/unassigned")
)

// belongings are records whose property belongsTo is to be written anew, by id. What a viewer sees is decided by it (see access.Viewer.Sees), so
// it is kept with the record, in the transaction that changes an owner, a team, a unit or a position.
type belongings struct {
	Accounts      []string `json:"accounts"`
	Contacts      []string `json:"contacts"`
	Opportunities []string `json:"opportunities"`
	users         []string
}

// belongingsTouched are the records that the transaction may have given to others.
func belongingsTouched(t store.Touched) belongings {
	ids := slices.Concat(t.People, t.Belonging)
	for _, r := range t.Records {
		if r.Action != store.Deleted {
			ids = append(ids, r.ID)
		}
	}
	var b belongings
	for _, id := range ids {
		switch KindOf(id) {
		case Users.name:
			b.users = append(b.users, id)
		case Accounts.name:
			b.Accounts = append(b.Accounts, id)
		case Contacts.name:
			b.Contacts = append(b.Contacts, id)
		case Opportunities.name:
			b.Opportunities = append(b.Opportunities, id)
		}
	}
	return b
}

// putBelongings writes down whom records belong to, and what follows from it for others: users first, then the accounts that they own, then the
// people and deals of these accounts. It notes the contacts that belong to others now.
func putBelongings(ctx context.Context, tx *store.Tx, today Date) error {
	b := belongingsTouched(tx.Touched)
	if len(b.users) > 0 {
		rows, err := store.Write[belongings](ctx, tx, belongingsUsers, map[string]any{"ids": once(b.users)})
		if err != nil {
			return err
		}
		b.follow(rows)
	}
	if len(b.Accounts) > 0 {
		rows, err := store.Write[belongings](ctx, tx, belongingsAccounts, map[string]any{"ids": once(b.Accounts), "today": today})
		if err != nil {
			return err
		}
		b.follow(rows)
	}
	b.Contacts, b.Opportunities = once(b.Contacts), once(b.Opportunities)
	if len(b.Contacts)+len(b.Opportunities) == 0 {
		return nil
	}
	contacts, err := store.Write[string](ctx, tx, belongingsOthers, map[string]any{"contacts": b.Contacts, "opportunities": b.Opportunities, "today": today})
	tx.Touched.Seen = append(tx.Touched.Seen, contacts...)
	return err
}

func (b *belongings) follow(rows []belongings) {
	for _, more := range rows {
		b.Accounts = append(b.Accounts, more.Accounts...)
		b.Contacts = append(b.Contacts, more.Contacts...)
		b.Opportunities = append(b.Opportunities, more.Opportunities...)
	}
}

// once is a list without what it repeats, in order.
func once(ids []string) []string {
	all := map[string]bool{}
	for _, id := range ids {
		all[id] = true
	}
	return append([]string{}, slices.Sorted(maps.Keys(all))...)
}

// belongingsBatch is how many records one transaction of a refresh looks at.
const belongingsBatch = 5_000

// RefreshBelongings writes down anew whom every record belongs to: of a graph that something else than Kith has written, and as the days of
// teams begin and end. With onlyNew it does so where there are accounts that it was never done for.
func (g *Graph) RefreshBelongings(ctx context.Context, v access.Viewer, onlyNew bool) error {
	if onlyNew {
		found, err := store.Read[string](ctx, g.store, unassigned, nil)
		if err != nil || len(found) == 0 {
			return err
		}
	}
	for _, walk := range []cypher.Statement{Users.walk, Accounts.walk, Contacts.walk, Opportunities.walk} {
		for after := ""; ; {
			ids, err := store.Read[string](ctx, g.store, walk, access.System().Sees(map[string]any{"after": after, "limit": belongingsBatch}))
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				break
			}
			err = g.Transact(ctx, v, func(tx *store.Tx) error {
				tx.Touched.Belonging = ids
				return nil
			})
			if err != nil {
				return err
			}
			after = ids[len(ids)-1]
		}
	}
	return nil
}

package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	administrators     = cypher.Must("read/administrators")
	lockAdministrators = cypher.Must("write/lock_administrators")
	sessionsOfGone     = cypher.Must("write/sessions_of_gone")
)

// Administered reports whether somebody can sign in who may administer.
func (g *Graph) Administered(ctx context.Context, _ access.Viewer) (bool, error) {
	counts, err := store.Read[int](ctx, g.store, administrators, map[string]any{"today": g.Today()})
	return err == nil && counts[0] > 0, err
}

// keepAccess ends what somebody signed in with who is no longer active, and refuses a change after which nobody could sign in who may administer
// where somebody could before. It is part of every transaction, because many kinds of changes can come to that: of users, of roles, by files.
func (g *Graph) keepAccess(ctx context.Context, tx *store.Tx) error {
	var users []string
	touched := false
	for _, change := range tx.Touched.Records {
		if change.Action == store.Created || change.Kind != Users.name && change.Kind != "role" {
			continue
		}
		touched = true
		if change.Kind == Users.name {
			users = append(users, change.ID)
		}
	}
	if !touched {
		return nil
	}
	if len(users) > 0 {
		if _, err := store.Write[store.None](ctx, tx, sessionsOfGone, map[string]any{"users": users, "today": g.Today()}); err != nil {
			return err
		}
	}
	if _, err := store.Write[store.None](ctx, tx, lockAdministrators, nil); err != nil {
		return err
	}
	left, err := store.Write[int](ctx, tx, administrators, map[string]any{"today": g.Today()})
	if err != nil || left[0] > 0 {
		return err
	}
	// What is committed is what was before: whoever else takes an administrator away waits for our lock.
	before, err := g.Administered(store.Aside(ctx), access.System())
	if err == nil && before {
		err = problem.Conflict("Nobody would be left who can sign in and may administer.")
	}
	return err
}

package graph

import (
	"context"
	"errors"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	mailboxStop         = cypher.Must("write/mailbox_stop")
	mailboxRemoved      = cypher.Must("write/mailbox_removed")
	mailboxesRemoving   = cypher.Must("read/mailboxes_removing")
	mailboxInteractions = cypher.Must("read/mailbox_interactions")
	mailboxTakeBack     = cypher.Must("write/mailbox_interactions_take")
	mailboxMade         = cypher.Must("read/mailbox_contacts")
	mailboxUnmake       = cypher.Must("write/mailbox_contacts_take")
)

// mailboxBatch is how many interactions or contacts one transaction takes back.
const mailboxBatch = 500

// removedMailbox is what the audit says of a user whose mailbox was stopped and removed.
const removedMailbox store.Action = "removedMailboxOf"

// RemoveMailbox stops the reading of a user's mailbox and calendar and takes back all that came from it: the interactions that nothing else gave, with the
// ties that rest on them, and the contacts that it made and on which nothing else rests. It takes steps, of which each stands: what is left when it is
// interrupted RemoveMailboxes does, or it again. By the user, or who may administer. Errors: NotAllowed, NotFound.
func (g *Graph) RemoveMailbox(ctx context.Context, v access.Viewer, userID string) error {
	switch {
	case userID == "":
		return nobodySignedIn()
	case userID != v.UserID && !v.May(access.Administer):
		return problem.NotAllowed("This needs the permission administer.")
	case personKind(userID) != "user":
		return problem.NotFound("user", userID)
	}
	err := g.Transact(ctx, v, func(tx *store.Tx) error {
		ids, err := store.Write[string](ctx, tx, mailboxStop, map[string]any{"id": userID})
		if _, err := one(ids, err, "user", userID); err != nil {
			return err
		}
		tx.Touched.Edit(store.Edit{Kind: "user", ID: userID, Action: removedMailbox})
		return nil
	})
	if err != nil {
		return err
	}
	return g.takeMailboxBack(ctx, v, userID)
}

// RemoveMailboxes goes on with what was interrupted of removing mailboxes.
func (g *Graph) RemoveMailboxes(ctx context.Context, v access.Viewer) error {
	users, err := store.Read[string](ctx, g.store, mailboxesRemoving, nil)
	for _, userID := range users {
		err = errors.Join(err, g.takeMailboxBack(ctx, v, userID))
	}
	return err
}

func (g *Graph) takeMailboxBack(ctx context.Context, v access.Viewer, userID string) error {
	ctx = store.Patient(ctx, binPatience)
	v.Rights = nil // who gave it may take it back, whatever their role lets them change
	for _, step := range []func(context.Context, *store.Tx, string) (int, error){g.takeInteractionsBack, takeContactsBack} {
		for more := true; more; {
			err := g.Transact(ctx, v, func(tx *store.Tx) error {
				if err := g.lockMailbox(ctx, tx, userID, anyMailbox); err != nil {
					return err
				}
				taken, err := step(ctx, tx, userID)
				more = taken > 0
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, mailboxRemoved, map[string]any{"id": userID})
		return err
	})
}

// anyMailbox may be taken back from.
func anyMailbox(bool, bool) error { return nil }

// takeInteractionsBack takes some of the interactions back that a mailbox gave, and says how many.
func (g *Graph) takeInteractionsBack(ctx context.Context, tx *store.Tx, userID string) (int, error) {
	type given struct {
		ID string `json:"id"`
		interactionKey
		Alone bool `json:"alone"`
	}
	some := map[string]any{"id": userID, "limit": mailboxBatch}
	found, err := store.Write[given](ctx, tx, mailboxInteractions, some)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	items := make([]RecordedInteraction, len(found))
	for i, f := range found {
		items[i].interactionKey = f.interactionKey
	}
	held, err := g.lockInteractions(ctx, tx, items)
	if err != nil {
		return 0, err
	}
	// Now that nobody else can change them it is certain which of them nothing else gave.
	if found, err = store.Write[given](ctx, tx, mailboxInteractions, some); err != nil {
		return 0, err
	}
	gone, kept := []string{}, []string{}
	var before []RecordedInteraction
	for _, f := range found {
		was, is := held[f.interactionKey]
		switch {
		case !is: // it is another one: its turn comes
		case f.Alone:
			gone, before = append(gone, f.ID), append(before, was)
			tx.Touched.Edit(store.Edit{Kind: "interaction", ID: f.ID, Action: store.Deleted})
		default:
			kept = append(kept, f.ID)
		}
	}
	if err := g.keepHistories(ctx, tx, before, nil); err != nil {
		return 0, err
	}
	_, err = store.Write[store.None](ctx, tx, mailboxTakeBack, map[string]any{"id": userID, "gone": gone, "kept": kept})
	return len(found), err
}

// takeContactsBack takes some of the contacts back that a mailbox made and nothing else rests on, and says how many.
func takeContactsBack(ctx context.Context, tx *store.Tx, userID string) (int, error) {
	type made struct {
		ID    string   `json:"id"`
		Seats []string `json:"seats"`
	}
	some := map[string]any{"id": userID, "limit": mailboxBatch}
	found, err := store.Write[made](ctx, tx, mailboxMade, some)
	if err != nil || len(found) == 0 {
		return 0, err
	}
	locked := make([]string, len(found))
	for i, f := range found {
		locked[i] = f.ID
	}
	if _, err := takeLocks(ctx, tx, locked...); err != nil {
		return 0, err
	}
	if found, err = store.Write[made](ctx, tx, mailboxMade, some); err != nil {
		return 0, err
	}
	ids := []string{}
	for _, f := range found {
		if slices.Contains(locked, f.ID) {
			ids = append(ids, f.ID)
			tx.Touched.Record(Positions.name, store.Deleted, f.Seats...)
		}
	}
	tx.Touched.Record(Contacts.name, store.Deleted, ids...)
	_, err = store.Write[store.None](ctx, tx, mailboxUnmake, map[string]any{"ids": ids})
	return len(found), err
}

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
	identifiedAgain = cypher.Must("read/identified_again")
	mergedFrom      = cypher.Must("read/merged_from")
	suppress        = cypher.Must("write/suppress")
	eraseSeatIDs    = cypher.Must("write/erase_seat_ids")
	eraseContacts   = cypher.Must("write/erase_contacts")
	eraseAnswers    = cypher.Must("write/erase_answers")
	eraseLeftOut    = cypher.Must("write/erase_left_out")

	interactionIDs    = cypher.Must("read/interaction_ids")
	interactionIDsPut = cypher.Must("write/interaction_ids_put")
)

// erased is what the audit says of a person who is no more; it says nothing else of them.
const erased store.Action = "erased"

// Erasure says what an erasure did.
type Erasure struct {
	ID           string   `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Identifiers  int      `json:"identifiers"`  // that are on the suppression list now
	SharedEmails []string `json:"sharedEmails"` // that others have too: they stay theirs, and can be used
}

// Erase takes a contact out of all that is kept, for good: the record, in the bin too, with those merged into it, relations, ties, interactions (where
// several others took part, its part in them), requests for introductions, answers kept for repeated posts and the values in the audit. What it was
// known by goes on the suppression list, as hashes, so that nothing brings it back. Errors: NotAllowed, NotFound, Conflict where it was merged into
// another, which is the one to erase.
func (g *Graph) Erase(ctx context.Context, v access.Viewer, id string) (Erasure, error) {
	if !v.May(access.Administer) {
		return Erasure{}, problem.NotAllowed("This needs the permission administer.")
	}
	if personKind(id) != Contacts.name {
		return Erasure{}, problem.NotFound(Contacts.name, id)
	}
	ctx = store.Patient(ctx, binPatience)
	done, known, err := g.eraseOne(ctx, v, id)
	for err == nil {
		// Who made the same contact before this was committed did not see the list: that one goes too.
		var again []string
		again, err = store.Read[string](ctx, g.store, identifiedAgain, known)
		if len(again) == 0 {
			break
		}
		system := access.System()
		system.UserID, system.TokenID = v.UserID, v.TokenID
		if _, _, err = g.eraseOne(ctx, system, again[0]); problem.Is(err, problem.KindNotFound) {
			err = nil // somebody else did
		}
	}
	if err == nil {
		err = g.eraseSeats(ctx, known)
	}
	return done, err
}

// eraseSeats takes away what sources call positions after a contact that is erased, where somebody gave one that name before it was committed.
func (g *Graph) eraseSeats(ctx context.Context, known map[string]any) error {
	seats := seatsOf(known["externalIds"].([]ExternalID))
	if len(seats) == 0 {
		return nil
	}
	return g.Transact(ctx, access.System(), func(tx *store.Tx) error {
		positions, err := store.Write[string](ctx, tx, eraseSeatIDs, map[string]any{"ids": []string{}, "seats": seats})
		if err != nil {
			return err
		}
		return forgetExternalIDs(ctx, tx, once(positions)...)
	})
}

// seatsOf are how the names of positions begin that are made of what sources call a contact.
func seatsOf(external []ExternalID) []map[string]any {
	seats := make([]map[string]any, len(external))
	for i, x := range external {
		seats[i] = map[string]any{"source": x.Source, "prefix": SeatPrefix + x.ID + "@"}
	}
	return seats
}

// eraseOne erases a contact, and returns the addresses and external ids that nobody has now.
func (g *Graph) eraseOne(ctx context.Context, v access.Viewer, id string) (Erasure, map[string]any, error) {
	var done Erasure
	var known map[string]any
	everything := v
	everything.Rights = nil // who may administer and sees the contact may change all that knows of it
	err := g.Transact(ctx, everything, func(tx *store.Tx) error {
		hidden, err := unseenIn(ctx, tx, v, []string{id})
		if err != nil || hidden[id] {
			return firstError(err, problem.NotFound(Contacts.name, id))
		}
		ids, err := withMerged(ctx, tx, id)
		if err != nil {
			return err
		}
		if _, err := takeLocks(ctx, tx, ids...); err != nil {
			return err
		}
		rows, err := store.Write[identifiers](ctx, tx, identifiersOf, map[string]any{"ids": ids})
		if err != nil {
			return err
		}
		of := slices.IndexFunc(rows, func(r identifiers) bool { return r.ID == id })
		switch {
		case of < 0:
			return problem.NotFound(Contacts.name, id)
		case rows[of].MergedInto != nil:
			return problem.Conflict("%s was merged into %s: erase that.", id, *rows[of].MergedInto)
		}
		list, err := suppressionKeyIn(ctx, tx)
		if err != nil {
			return err
		}
		var hashes []string
		var emails []string
		var external []ExternalID
		done = Erasure{ID: id, SharedEmails: []string{}}
		for _, row := range rows {
			hashes = append(hashes, list.hash("id", row.ID))
			if row.LinkedinURL != nil {
				hashes = append(hashes, list.profileHash(*row.LinkedinURL))
			}
			for _, e := range row.Emails {
				if e.Shared {
					done.SharedEmails = append(done.SharedEmails, e.Address)
					continue
				}
				emails = append(emails, e.Address)
				hashes = append(hashes, list.emailHash(e.Address))
			}
			for _, x := range row.ExternalIDs {
				external = append(external, x)
				hashes = append(hashes, list.externalHash(x.Source, x.ID))
			}
		}
		hashes, done.SharedEmails = once(hashes), once(done.SharedEmails)
		done.Identifiers = len(hashes)
		known = map[string]any{"emails": append([]string{}, emails...), "externalIds": append([]ExternalID{}, external...)}
		if err := coverInteractions(ctx, tx, list, ids, hashes); err != nil {
			return err
		}
		positions, err := store.Write[string](ctx, tx, eraseSeatIDs, map[string]any{"ids": ids, "seats": seatsOf(external)})
		if err != nil {
			return err
		}
		if err := ForgetInAudit(ctx, tx, ids...); err != nil {
			return err
		}
		if err := forgetExternalIDs(ctx, tx, once(positions)...); err != nil {
			return err
		}
		for _, change := range []struct {
			statement  cypher.Statement
			parameters map[string]any
		}{
			{eraseContacts, map[string]any{"ids": ids}},
			{eraseAnswers, map[string]any{"ids": ids, "oldest": g.Now().Add(-keyLifetime)}},
			{eraseLeftOut, map[string]any{"emails": append([]string{}, emails...)}},
			{suppress, map[string]any{"hashes": hashes, "now": g.Now()}},
		} {
			if _, err := store.Write[store.None](ctx, tx, change.statement, change.parameters); err != nil {
				return err
			}
		}
		tx.Touched.Record(Contacts.name, store.Deleted, ids...)
		tx.Touched.Edit(store.Edit{Kind: Contacts.name, ID: id, Action: erased})
		return nil
	})
	return done, known, err
}

// coverInteractions hides the addresses of contacts in what sources call the interactions that they took part in.
func coverInteractions(ctx context.Context, tx *store.Tx, list *Suppressed, ids, hashes []string) error {
	list.hashes = map[string]bool{}
	for _, hash := range hashes {
		list.hashes[hash] = true
	}
	rows, err := store.Write[struct {
		interactionKey
		ID string `json:"id"`
	}](ctx, tx, interactionIDs, map[string]any{"ids": ids})
	items := []map[string]any{}
	for _, row := range rows {
		if covered := list.covered(row.Source, row.ExternalID); covered != row.ExternalID {
			items = append(items, map[string]any{"id": row.ID, "externalId": covered})
		}
	}
	if err != nil || len(items) == 0 {
		return err
	}
	_, err = store.Write[store.None](ctx, tx, interactionIDsPut, map[string]any{"items": items})
	return err
}

// SeatPrefix begins what sources call the positions that they gave contacts with the contacts' own rows: the source's id of the contact follows, an @
// and that of the account.
const SeatPrefix = "contact:"

// withMerged is a contact with all that were merged into it, and into those.
func withMerged(ctx context.Context, tx *store.Tx, id string) ([]string, error) {
	ids := []string{id}
	for next := ids; len(next) > 0; {
		from, err := store.Write[string](ctx, tx, mergedFrom, map[string]any{"ids": next})
		if err != nil {
			return nil, err
		}
		next = slices.DeleteFunc(once(from), func(id string) bool { return slices.Contains(ids, id) })
		ids = append(ids, next...)
	}
	return ids, nil
}

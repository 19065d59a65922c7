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
	contactPrivacy    = cypher.Must("read/contact_privacy")
	contactPrivacyPut = cypher.Must("write/contact_privacy_put")
)

// private are the names of the viewers who see the tie on a day, nil is everybody who sees both people: of a tie that one of the two calls private, or
// that waits, those of the two who are our users; of a private contact's nobody who does not see the contact.
func (e pairEvidence) private(today Date) []string {
	var lists [][]string
	if slices.ContainsFunc(e.Sources, func(s storedSource) bool { return s.isPrivate(today) }) {
		own := []string{access.Everyone}
		for _, id := range []string{e.A, e.B} {
			if personKind(id) == "user" {
				own = append(own, id)
			}
		}
		lists = append(lists, own)
	}
	for _, list := range [][]string{e.PrivateA, e.PrivateB} {
		if list != nil {
			lists = append(lists, list)
		}
	}
	if len(lists) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(lists[0]), func(name string) bool {
		return slices.ContainsFunc(lists, func(list []string) bool { return !slices.Contains(list, name) })
	})
}

func (s storedSource) isPrivate(today Date) bool {
	return s.Private != nil && *s.Private || s.WaitsUntil != nil && today.Before(*s.WaitsUntil)
}

// ContactPrivacy says whether a contact is one user's alone.
type ContactPrivacy struct {
	Private bool `json:"private"`
}

// ContactPrivacy reads whether a contact is private. NotFound: one that the viewer does not see.
func (g *Graph) ContactPrivacy(ctx context.Context, v access.Viewer, id string) (ContactPrivacy, error) {
	rows, err := store.Read[contactPrivacyRow](ctx, g.store, contactPrivacy, v.Sees(map[string]any{"id": id}))
	row, err := one(rows, err, "contact", id)
	return ContactPrivacy{Private: row.Private != nil}, err
}

// contactPrivacyRow is what the statement contact_privacy answers.
type contactPrivacyRow struct {
	Private []string `json:"private"`
	OwnerID *string  `json:"ownerId"`
	Others  []string `json:"others"`
}

// PutContactPrivacy makes a contact private to its owner, or open again: nobody else sees it, and nothing that others are shown rests on it. NotFound: a
// contact that the viewer does not see. Conflict: it is somebody else's, or others know it too, who would lose it.
func (g *Graph) PutContactPrivacy(ctx context.Context, v access.Viewer, id string, c ContactPrivacy) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, id); err != nil {
			return err
		}
		rows, err := store.Write[contactPrivacyRow](ctx, tx, contactPrivacy, v.Sees(map[string]any{"id": id}))
		row, err := one(rows, err, "contact", id)
		if err != nil {
			return err
		}
		if c.Private == (row.Private != nil) {
			return nil
		}
		var private []string
		if c.Private {
			switch {
			case row.OwnerID == nil || v.Rights != nil && *row.OwnerID != v.UserID:
				return problem.Conflict("A contact is made private by its owner.")
			case len(row.Others) > 0:
				return problem.Conflict("Others of us know the contact too: make your own tie private instead.")
			}
			private = []string{access.Everyone, *row.OwnerID}
		}
		if _, err := store.Write[store.None](ctx, tx, contactPrivacyPut, map[string]any{"id": id, "private": orNull(private), "now": g.Now()}); err != nil {
			return err
		}
		tx.Touched.Record("contact", store.Changed, id)
		tx.Touched.People = append(tx.Touched.People, id) // all ties of a private contact are
		return nil
	})
}

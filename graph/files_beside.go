package graph

import (
	"context"
	"slices"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/strength"
)

var (
	placementsOf  = cypher.Must("read/import_placements")
	placementsPut = cypher.Must("write/import_placements_put")
	mailboxesOfID = cypher.Must("read/import_mailboxes")
	mailboxesPut  = cypher.Must("write/import_mailboxes_put")

	privateContactsOf  = cypher.Must("read/import_private_contacts")
	privateContactsPut = cypher.Must("write/import_private_contacts_put")
)

// FoldedRow is a line of what is kept of old interactions of two people, as a file has it.
type FoldedRow struct {
	A, B string // the smaller id first
	Line string // as it is kept with the tie
}

// ReadFolded puts the line between two people into the form in which it is kept, turned round where the second has the smaller id; ok is false of one that
// says nothing.
func ReadFolded(a, b, line string) (row FoldedRow, ok bool) {
	lines := written(foldedLines{line}.keyed())
	if len(lines) == 0 || a == b {
		return row, false
	}
	if a > b {
		a, b, lines = b, a, lines.reversed()
	}
	return FoldedRow{a, b, lines[0]}, true
}

// CompareFolded says what recording lines would do: each takes the place of the one of its month, kind and direction.
func (g *Graph) CompareFolded(ctx context.Context, rows []FoldedRow) ([]string, error) {
	pairs := make([][2]string, len(rows))
	for i, row := range rows {
		pairs[i] = [2]string{row.A, row.B}
	}
	found, err := store.Read[heldHistory](ctx, g.store, tieHistories, map[string]any{"pairs": pairs})
	held := map[[2]string]foldedLines{}
	for _, h := range found {
		held[[2]string{h.A, h.B}] = h.Folded
	}
	said := make([]string, len(rows))
	for i, row := range rows {
		lines := held[pairs[i]]
		switch {
		case slices.Contains(lines, row.Line):
			said[i] = Unchanged
		case len(lines.put(foldedLines{row.Line})) > len(lines):
			said[i] = Created
		default:
			said[i] = Changed
		}
	}
	return said, err
}

// RecordFolded records lines inside a transaction, and before which day interactions are kept in such lines alone, where that is known.
func (g *Graph) RecordFolded(ctx context.Context, tx *store.Tx, before *Date, rows []FoldedRow) error {
	var people []string
	changes := historyChanges{}
	for _, row := range rows {
		people = append(people, row.A, row.B)
		change := changes.of([2]string{row.A, row.B})
		change.putFolded, change.opens = append(change.putFolded, row.Line), true
	}
	if _, err := takeLocks(ctx, tx, people...); err != nil {
		return err
	}
	if before != nil {
		if _, err := store.Write[store.None](ctx, tx, foldedBeforePut, map[string]any{"day": before}); err != nil {
			return err
		}
	}
	return g.putHistories(ctx, tx, changes)
}

// keyed are the lines by what they are of.
func (f foldedLines) keyed() map[foldedKey]strength.Folded {
	lines := map[foldedKey]strength.Folded{}
	for _, l := range f.lines() {
		lines[l.foldedKey] = l.Folded
	}
	return lines
}

// put are the lines with others in the place of those of their month, kind and direction.
func (f foldedLines) put(others foldedLines) foldedLines {
	if len(others) == 0 {
		return f
	}
	return written(slices.Concat(f, others).keyed())
}

// PlacedMember is where a member stands on a deal's map, as a file has it.
type PlacedMember struct {
	Place
	OpportunityID string `json:"opportunityId"`
}

// Placed are the members among these pairs who have a place.
func (g *Graph) Placed(ctx context.Context, pairs []PlacedMember) ([]PlacedMember, error) {
	return store.Read[PlacedMember](ctx, g.store, placementsOf, map[string]any{"pairs": pairs})
}

// RecordPlaces places members inside a transaction.
func (g *Graph) RecordPlaces(ctx context.Context, tx *store.Tx, places []PlacedMember) error {
	_, err := store.Write[store.None](ctx, tx, placementsPut, map[string]any{"places": places})
	return err
}

// MailboxSaid is what a user said of the reading of their mailbox, as a file has it.
type MailboxSaid struct {
	UserID  string `json:"userId"`
	Agreed  bool   `json:"agreed"`
	Stopped bool   `json:"stopped"`
	MailboxWithout
}

// MailboxesSaid is what some users have said.
func (g *Graph) MailboxesSaid(ctx context.Context, users []string) ([]MailboxSaid, error) {
	return store.Read[MailboxSaid](ctx, g.store, mailboxesOfID, map[string]any{"ids": users})
}

// RecordMailboxes writes what users said inside a transaction.
func (g *Graph) RecordMailboxes(ctx context.Context, tx *store.Tx, said []MailboxSaid) error {
	for _, s := range said {
		tx.Touched.Record("user", store.Changed, s.UserID)
		tx.Touched.Edit(store.Edit{Kind: "user", ID: s.UserID, Fields: []store.FieldEdit{{Field: "mailboxAgreed", After: s.Agreed}}})
	}
	_, err := store.Write[store.None](ctx, tx, mailboxesPut, map[string]any{"said": said})
	return err
}

// PrivateContact is a contact who is a user's alone, as a file has it.
type PrivateContact struct {
	ContactID string `json:"contactId"`
	UserID    string `json:"userId"`
}

// PrivateContacts are those of contacts who are private.
func (g *Graph) PrivateContacts(ctx context.Context, contacts []string) ([]PrivateContact, error) {
	return store.Read[PrivateContact](ctx, g.store, privateContactsOf, map[string]any{"ids": contacts})
}

// RecordPrivateContacts makes contacts private inside a transaction.
func (g *Graph) RecordPrivateContacts(ctx context.Context, tx *store.Tx, private []PrivateContact) error {
	ids := make([]string, len(private))
	for i, p := range private {
		ids[i] = p.ContactID
	}
	if _, err := takeLocks(ctx, tx, ids...); err != nil {
		return err
	}
	tx.Touched.Record(Contacts.name, store.Changed, ids...)
	tx.Touched.People = append(tx.Touched.People, ids...) // all their ties are private
	_, err := store.Write[store.None](ctx, tx, privateContactsPut, map[string]any{"contacts": private, "now": g.Now()})
	return err
}

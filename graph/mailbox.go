package graph

import (
	"context"
	"fmt"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	mailboxOf       = cypher.Must("read/mailbox")
	mailboxPut      = cypher.Must("write/mailbox_put")
	mailboxLock     = cypher.Must("write/mailbox_lock")
	mailboxGave     = cypher.Must("write/mailbox_interactions_put")
	mailboxContacts = cypher.Must("write/mailbox_contacts_put")
)

// waitDays is how long a new tie from a user's mailbox is seen by its own users alone.
const waitDays = 7

// Mailbox is what a user says of Kith's reading their mailbox and calendar.
type Mailbox struct {
	Agreed  bool           `json:"agreed"`  // they are read
	Stopped bool           `json:"stopped"` // the user stopped it: they are read on no ground, until the user agrees
	Ground  *string        `json:"ground"`  // the organisation's ground to read mailboxes whose users have not agreed; null: it has none
	Without MailboxWithout `json:"without"`
}

// MailboxWithout is what is left out of a mailbox and calendar, on whatever ground they are read.
type MailboxWithout struct {
	Addresses []string `json:"addresses" example:"doctor@clinic.example"` // a message or meeting with one of them is not read
	Domains   []string `json:"domains" example:"clinic.example"`          // nor with an address at one of them, or below it
	Folders   []string `json:"folders" example:"Family"`                  // nor what is in them, or in those below; a file counts by its name
}

// MailboxChange is what a user changes of it.
type MailboxChange struct {
	Agreed  *bool          `json:"agreed"`  // true starts again what was stopped; false: nothing new is read, and what came stays
	Without MailboxWithout `json:"without"` // absent: nothing
}

// mailboxRow is what the statement mailbox answers.
type mailboxRow struct {
	Agreed  bool `json:"agreed"`
	Stopped bool `json:"stopped"`
	MailboxWithout
}

// Mailbox is the viewer's own.
func (g *Graph) Mailbox(ctx context.Context, v access.Viewer) (Mailbox, error) {
	if v.UserID == "" {
		return Mailbox{}, nobodySignedIn()
	}
	rows, err := store.Read[mailboxRow](ctx, g.store, mailboxOf, map[string]any{"id": v.UserID})
	row, err := one(rows, err, "user", v.UserID)
	return Mailbox{Agreed: row.Agreed, Stopped: row.Stopped, Ground: g.mailboxGround(), Without: row.MailboxWithout}, err
}

func (g *Graph) mailboxGround() *string {
	if g.MailboxGround == "" {
		return nil
	}
	return &g.MailboxGround
}

// PutMailbox changes the viewer's own: nobody agrees for another. The audit keeps when they agreed and when no longer, and not what they leave out.
func (g *Graph) PutMailbox(ctx context.Context, v access.Viewer, c MailboxChange) (Mailbox, error) {
	if v.UserID == "" {
		return Mailbox{}, nobodySignedIn()
	}
	if v.Acted {
		return Mailbox{}, problem.NotAllowed("Nobody agrees for another: the user does that themself.")
	}
	var in check
	if c.Agreed == nil {
		in.wrong("/agreed", "is missing")
	}
	without := MailboxWithout{
		Addresses: in.list("/without/addresses", c.Without.Addresses, in.email),
		Domains:   in.list("/without/domains", c.Without.Domains, in.domain),
		Folders:   in.list("/without/folders", c.Without.Folders, in.folder),
	}
	if err := in.problem(); err != nil {
		return Mailbox{}, err
	}
	err := g.Transact(ctx, v, func(tx *store.Tx) error {
		before, err := store.Write[bool](ctx, tx, mailboxPut, map[string]any{
			"id": v.UserID, "agreed": *c.Agreed, "addresses": without.Addresses, "domains": without.Domains, "folders": without.Folders,
		})
		agreed, err := one(before, err, "user", v.UserID)
		if err != nil {
			return err
		}
		tx.Touched.Record("user", store.Changed, v.UserID)
		if agreed != *c.Agreed {
			tx.Touched.Edit(store.Edit{Kind: "user", ID: v.UserID, Fields: []store.FieldEdit{{Field: "mailboxAgreed", Before: agreed, After: *c.Agreed}}})
		}
		return nil
	})
	if err != nil {
		return Mailbox{}, err
	}
	return g.Mailbox(ctx, v)
}

// folder is the stored form of a folder's name: its letter case says nothing.
func (c *check) folder(pointer, name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "" {
		c.wrong(pointer, "is empty")
	}
	c.characters(pointer, name, longestName, "")
	return name
}

// ReadableMailbox answers what is to be left out of a user's mailbox that is about to be read. Errors: NotAllowed where its user has not agreed and the
// organisation has no ground, or where its user has stopped it.
func (g *Graph) ReadableMailbox(ctx context.Context, userID string) (MailboxWithout, error) {
	rows, err := store.Read[mailboxRow](ctx, g.store, mailboxOf, map[string]any{"id": userID})
	row, err := one(rows, err, "user", userID)
	if err == nil {
		err = g.mayRead(row.Agreed, row.Stopped)
	}
	return row.MailboxWithout, err
}

// mayRead refuses a mailbox.
func (g *Graph) mayRead(agreed, stopped bool) error {
	switch {
	case agreed:
		return nil
	case stopped:
		return problem.NotAllowed("The user has stopped the reading of their mailbox and calendar: only they can start it again, by PUT /me/mailbox with \"agreed\": true.")
	case g.MailboxGround == "":
		return problem.NotAllowed("A mailbox or calendar is read when its user has agreed: they say so by PUT /me/mailbox with \"agreed\": true. An organisation that has another ground names it by the setting mailbox-ground.")
	}
	return nil
}

// mailboxesOf are the interactions of each user from whose mailbox some come, by what their sources call them.
func mailboxesOf(items []RecordedInteraction) map[string][]interactionKey {
	keys := map[string][]interactionKey{}
	for _, item := range items {
		if item.Mailbox != "" {
			keys[item.Mailbox] = append(keys[item.Mailbox], item.interactionKey)
		}
	}
	return keys
}

// lockMailboxes takes the locks of mailboxes, before those of people, and refuses where one may not be read any more: its user may have stopped it since
// the import began.
func (g *Graph) lockMailboxes(ctx context.Context, tx *store.Tx, mailboxes map[string][]interactionKey) error {
	for userID := range mailboxes {
		if err := g.lockMailbox(ctx, tx, userID, g.mayRead); err != nil {
			return err
		}
	}
	return nil
}

func (g *Graph) lockMailbox(ctx context.Context, tx *store.Tx, userID string, may func(agreed, stopped bool) error) error {
	rows, err := store.Write[struct {
		Agreed  bool `json:"agreed"`
		Stopped bool `json:"stopped"`
	}](ctx, tx, mailboxLock, map[string]any{"id": userID})
	if err != nil {
		return err
	}
	return may(rows[0].Agreed, rows[0].Stopped)
}

// putMailboxes notes from whose mailboxes interactions come.
func putMailboxes(ctx context.Context, tx *store.Tx, mailboxes map[string][]interactionKey) error {
	for userID, keys := range mailboxes {
		if _, err := store.Write[store.None](ctx, tx, mailboxGave, map[string]any{"id": userID, "keys": keys}); err != nil {
			return fmt.Errorf("mailbox: %w", err)
		}
	}
	return nil
}

// MarkContacts notes, inside the transaction that makes contacts, that they are made of the people in a user's mailbox.
func MarkContacts(ctx context.Context, tx *store.Tx, userID string, ids []string) error {
	_, err := store.Write[store.None](ctx, tx, mailboxContacts, map[string]any{"id": userID, "ids": ids})
	return err
}

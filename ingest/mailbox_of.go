package ingest

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/emersion/go-ical"
	"github.com/emersion/go-message/mail"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// A mailbox is the user whose mail and calendars come in, and what they leave out of them. It is nil where they come in on the organisation's word, by its
// own command.
type mailbox struct {
	userID  string
	without graph.MailboxWithout
}

// isMailbox says whether the file is mail or a calendar, which are read when their user has agreed.
func (form *form) isMailbox() bool {
	switch form.what {
	case "mailbox", "message", "calendar", "": // a folder is one of mail
		return true
	}
	return false
}

// mailboxOf finds out whose mail and calendars a viewer brings in, and whether they may be read. A user brings in their own; a program, and who runs a
// command, that of the user whom they name, and without one the organisation's, if they may administer it. With users in the same files (newcomers) the
// user may be one of them. Errors: NotAllowed, NotFound.
func mailboxOf(ctx context.Context, g *graph.Graph, v access.Viewer, terms Terms, newcomers bool) (*mailbox, error) {
	m := &mailbox{userID: v.UserID}
	if terms.User != "" {
		named, err := g.UserOfEmail(ctx, v, terms.User)
		switch {
		case newcomers && problem.Is(err, problem.KindNotFound) && v.UserID == "" && v.May(access.Administer):
			return nil, nil // they have said nothing yet: it is the organisation's act
		case err != nil:
			return nil, err
		case v.UserID != "" && v.UserID != named:
			return nil, problem.NotAllowed("A user brings in their own mailbox and calendar, and nobody else's.")
		}
		m.userID = named
	}
	if m.userID == "" {
		if v.May(access.Administer) {
			return nil, nil
		}
		return nil, problem.NotAllowed("Say whose mailbox or calendar this is, by user= and the user's e-mail address.")
	}
	without, err := g.ReadableMailbox(ctx, m.userID)
	m.without = without
	return m, err
}

// leavesOut says whether a message or meeting of people with these addresses is not to be read.
func (m *mailbox) leavesOut(addresses ...string) bool {
	if m == nil {
		return false
	}
	return slices.ContainsFunc(addresses, func(address string) bool {
		return slices.Contains(m.without.Addresses, address) ||
			slices.ContainsFunc(domainsAbove(domainOf(address)), func(domain string) bool { return slices.Contains(m.without.Domains, domain) })
	})
}

// leavesOutFolder says whether a folder, or one that it is in, is not to be read. What mail programs call folders has dots or slashes between their names.
func (m *mailbox) leavesOutFolder(name string) bool {
	if m == nil {
		return false
	}
	name = strings.ToLower(strings.Trim(name, "./"))
	return slices.ContainsFunc(m.without.Folders, func(folder string) bool {
		rest, within := strings.CutPrefix(name, folder)
		return within && (rest == "" || rest[0] == '.' || rest[0] == '/')
	})
}

// leavesOutFile says whether a file, or a folder of mail, is called as a folder that is not to be read.
func (m *mailbox) leavesOutFile(name string) bool {
	name = strings.TrimSuffix(path.Base(filepath.ToSlash(name)), ".gz")
	return m.leavesOutFolder(name) || m.leavesOutFolder(strings.TrimSuffix(name, path.Ext(name)))
}

// leavesOutMessage says whether a message is not to be read.
func (m *mailbox) leavesOutMessage(e *envelope) bool {
	return m.leavesOut(e.from.Address) || slices.ContainsFunc(e.receivers(), func(a *mail.Address) bool { return m.leavesOut(a.Address) })
}

// leavesOutEvent says whether an event is not to be read: who declined counts too.
func (m *mailbox) leavesOutEvent(event *ical.Component) bool {
	for _, name := range []string{ical.PropOrganizer, ical.PropAttendee} {
		for _, prop := range event.Props[name] {
			if m.leavesOut(addressOf(prop)) {
				return true
			}
		}
	}
	return false
}

// markStrangers notes which contacts of a batch are made of the people in a user's mailbox.
func (r *run) markStrangers(ctx context.Context, tx *store.Tx, w *recordWrites) error {
	if r.mailbox == nil || len(w.items) == 0 || w.kind.name != "contact" || w.items[0].in.spool == nil || w.items[0].in.spool.name != unknownPeople {
		return nil
	}
	var made []string
	for _, c := range w.touched {
		if c.Action == store.Created && c.Kind == w.kind.name {
			made = append(made, c.ID)
		}
	}
	return graph.MarkContacts(ctx, tx, r.mailbox.userID, made)
}

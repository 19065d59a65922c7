package graph

import (
	"context"
	"fmt"
	"strings"
	"time"

	"kith/cypher"
	"kith/graph/store"
)

var (
	mailPut   = cypher.Must("write/mail_put")
	mailTake  = cypher.Must("write/mail_take")
	mailSent  = cypher.Must("write/mail_sent")
	mailsDrop = cypher.Must("write/mails_drop")
)

// An outbox keeps what is to be told by mail: a node beside the request, made in the transaction that is told of, and gone when the mail is sent. What the
// mail says is made when it is sent, of the request as it is then.

const (
	mailLease   = 2 * time.Minute // how long a mail is the one's who took it
	mailAtFirst = time.Minute     // before a mail that failed is tried again, twice as long each time
	mailAtLast  = 7 * 24 * time.Hour
)

// Mail is one to be sent.
type Mail struct {
	ID      string
	To      string
	Subject string
	Text    string
}

// mailRow is what the statement mail_take answers.
type mailRow struct {
	ID         string  `json:"id"`
	State      string  `json:"state"` // that the request has come to
	Hidden     bool    `json:"hidden"`
	AskedBy    *toMail `json:"askedBy"`
	Introducer *toMail `json:"introducer"`
	Target     *string `json:"target"`
	Message    *string `json:"message"`
	Due        *Date   `json:"due"`
}

// toMail is somebody who gets mail.
type toMail struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// post notes in a transaction that a request has come to a state, which is to be told by mail, where this Kith sends any.
func (g *Graph) post(ctx context.Context, tx *store.Tx, requestID, state string) error {
	if !g.SendsMail {
		return nil
	}
	_, err := store.Write[store.None](ctx, tx, mailPut, map[string]any{"id": NewID(prefixMail), "request": requestID, "state": state, "now": g.Now()})
	return err
}

// posted wakes who sends.
func (g *Graph) posted() {
	select {
	case g.mails <- struct{}{}:
	default: // it is awake
	}
}

// Posted tells of new mail.
func (g *Graph) Posted() <-chan struct{} { return g.mails }

// TakeMail is the next mail that is due, for the caller to send within two minutes; after that it is anybody's again, and later each time. Nil: there is
// none now.
func (g *Graph) TakeMail(ctx context.Context) (*Mail, error) {
	for {
		var rows []mailRow
		err := g.store.InTransaction(ctx, func(tx *store.Tx) (err error) {
			now := time.Now().UTC()
			rows, err = store.Write[mailRow](ctx, tx, mailTake, map[string]any{
				"now": now, "lease": mailLease.Milliseconds(), "atFirst": mailAtFirst.Milliseconds(),
			})
			return err
		})
		if err != nil || len(rows) == 0 {
			return nil, err
		}
		if mail := rows[0].mail(g.Today()); mail != nil {
			return mail, nil
		}
		if err := g.MailSent(ctx, rows[0].ID); err != nil { // nobody is there to tell, or nothing to tell of
			return nil, err
		}
	}
}

// MailSent takes a mail out of the outbox.
func (g *Graph) MailSent(ctx context.Context, id string) error {
	return g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, mailSent, map[string]any{"id": id})
		return err
	})
}

// DropMails takes mails out of the outbox that could not be sent for a week, and answers how many.
func (g *Graph) DropMails(ctx context.Context) (dropped int64, err error) {
	err = g.store.InTransaction(ctx, func(tx *store.Tx) error {
		rows, err := store.Write[int64](ctx, tx, mailsDrop, map[string]any{"before": time.Now().UTC().Add(-mailAtLast)})
		if len(rows) > 0 {
			dropped = rows[0]
		}
		return err
	})
	return dropped, err
}

// mail is what is told, and whom; nil where one of them is no more.
func (r mailRow) mail(today Date) *Mail {
	if r.AskedBy == nil || r.Introducer == nil || r.Target == nil {
		return nil
	}
	m := &Mail{ID: r.ID, To: r.AskedBy.Email}
	introducer := r.Introducer.Name
	if r.Hidden && r.State == introductionDeclined {
		introducer = "The one you asked"
	}
	var text strings.Builder
	switch r.State {
	case introductionAsked:
		m.To, m.Subject = r.Introducer.Email, fmt.Sprintf("%s asks you for an introduction to %s", r.AskedBy.Name, *r.Target)
		fmt.Fprintf(&text, "%s asks you for an introduction to %s", r.AskedBy.Name, *r.Target)
		text.WriteString(".\n")
		if r.Due != nil {
			fmt.Fprintf(&text, "It should be by %s.\n", dayAndMonth(*r.Due, today))
		}
		if r.Message != nil {
			fmt.Fprintf(&text, "\n%s\n", *r.Message)
		}
		text.WriteString("\nAccept or decline the request in Kith.\n")
	case introductionAccepted:
		m.Subject = fmt.Sprintf("%s will introduce you to %s", introducer, *r.Target)
		fmt.Fprintf(&text, "%s has accepted your request and will introduce you to %s.\n", introducer, *r.Target)
	case introductionDeclined:
		m.Subject = "Your request for an introduction to " + *r.Target
		fmt.Fprintf(&text, "%s cannot introduce you to %s.\n", introducer, *r.Target)
	default:
		m.Subject = "You are introduced to " + *r.Target
		fmt.Fprintf(&text, "The introduction to %s by %s is done.\n", *r.Target, introducer)
	}
	m.Text = text.String()
	return m
}

// Package mail sends what Kith tells people by mail, from the outbox that the graph keeps.
package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"time"

	smtp "github.com/wneessen/go-mail"

	"kith/graph"
)

const (
	poll    = 30 * time.Second // how often the outbox is looked at, beside when there is something new in it
	timeout = 20 * time.Second // of sending one mail
)

// Sender sends mail by one server.
type Sender struct {
	client *smtp.Client
	from   string
}

// NewSender makes a Sender. The server is smtps://user@host:465 (TLS from the start), smtp://user@host:587 (TLS by STARTTLS, or nothing is sent), or
// smtp://host:25?starttls=never for one that is as near as a process of one's own machine; without a user it is not signed in to.
func NewSender(server, password, from string) (*Sender, error) {
	at, err := url.Parse(server)
	if err != nil || at.Host == "" || at.Path != "" {
		return nil, errors.New("the mail server is not an address such as smtp://user@host:587")
	}
	options := []smtp.Option{smtp.WithTimeout(timeout)}
	never := at.RawQuery == "starttls=never"
	switch {
	case at.Scheme == "smtps" && at.RawQuery == "":
		options = append(options, smtp.WithSSLPort(false))
	case at.Scheme == "smtp" && never:
		options = append(options, smtp.WithTLSPortPolicy(smtp.NoTLS))
	case at.Scheme == "smtp" && at.RawQuery == "":
		options = append(options, smtp.WithTLSPortPolicy(smtp.TLSMandatory))
	default:
		return nil, fmt.Errorf("the mail server's address begins with smtp:// or smtps://, and ends with nothing but ?starttls=never: %s", at.Redacted())
	}
	if port := at.Port(); port != "" {
		number, err := strconv.Atoi(port)
		if err != nil {
			return nil, fmt.Errorf("the mail server's port: %w", err)
		}
		options = append(options, smtp.WithPort(number))
	}
	if _, has := at.User.Password(); has {
		return nil, errors.New("the mail server's password does not stand in its address: it comes from KITH_SMTP_PASSWORD, or from a file")
	}
	if user := at.User.Username(); user != "" {
		if never {
			return nil, errors.New("a user's password is not sent to a mail server without TLS")
		}
		options = append(options, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(user), smtp.WithPassword(password))
	}
	client, err := smtp.NewClient(at.Hostname(), options...)
	if err != nil {
		return nil, err
	}
	if err := smtp.NewMsg().From(from); err != nil {
		return nil, fmt.Errorf("the sender of mails: %w", err)
	}
	return &Sender{client, from}, nil
}

// Run sends what is in the outbox until the context ends: as soon as it comes in, and what could not be sent again later.
func (s *Sender) Run(ctx context.Context, g *graph.Graph, log *slog.Logger) {
	again := time.NewTicker(poll)
	defer again.Stop()
	for {
		if err := s.sendAll(ctx, g); err != nil && ctx.Err() == nil {
			log.Warn("mail not sent: it is tried again", "error", err)
		}
		if dropped, err := g.DropMails(ctx); err == nil && dropped > 0 {
			log.Error("mails given up after a week", "mails", dropped)
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		case <-g.Posted():
		}
	}
}

// sendAll sends what is due, until something fails.
func (s *Sender) sendAll(ctx context.Context, g *graph.Graph) error {
	for {
		m, err := g.TakeMail(ctx)
		if err != nil || m == nil {
			return err
		}
		if err := s.send(ctx, m); err != nil {
			return err
		}
		if err := g.MailSent(ctx, m.ID); err != nil {
			return err
		}
	}
}

func (s *Sender) send(ctx context.Context, m *graph.Mail) error {
	message := smtp.NewMsg()
	if err := errors.Join(message.From(s.from), message.To(m.To)); err != nil {
		return errors.New("an address cannot be written to") // and is not repeated in a log
	}
	message.Subject(m.Subject)
	message.SetMessageIDWithValue(m.ID + "@kith") // a mail that is sent twice is known as one
	message.SetDate()
	message.SetBodyString(smtp.TypeTextPlain, m.Text)
	return s.client.DialAndSendWithContext(ctx, message)
}

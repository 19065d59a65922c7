package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"mime/quotedprintable"
	"regexp"
	"slices"
	"strings"

	"github.com/emersion/go-message"
	"github.com/emersion/go-vcard"
)

// cardFields are the lines of a card that are read; a photo, for one, is not.
var cardFields = map[string]bool{
	"BEGIN": true, "END": true, "UID": true, "KIND": true, "FN": true, "N": true, "EMAIL": true, "TEL": true, "URL": true, "X-SOCIALPROFILE": true,
	"ORG": true, "TITLE": true, "NOTE": true,
}

// cardLimit is how many bytes of what is read a card may have.
const cardLimit = 1 << 20

var cardColumns = []string{"id", "first_name", "last_name", "name", "email", "phone", "linkedin_url", "notes", "account_id", "title", "department"}

// readCards spools the people of a file of vCards.
func readCards(ctx context.Context, r *run, f *File, text *bufio.Reader) error {
	lines := newMessageReader(text)
	var card bytes.Buffer
	begun, left := 0, 0
	reject := func(reason string) error {
		spool, err := r.spoolOf("cards", "contacts", cardColumns...)
		if err != nil {
			return err
		}
		return spool.reject(&Reject{File: f.Name, Line: begun, Reason: reason})
	}
	for {
		number := lines.upcoming()
		line, err := cardLine(lines)
		switch {
		case errors.Is(err, io.EOF):
			if left > 0 {
				r.note("%s: %d cards of groups and organisations left out", f.Name, left)
			}
			if begun > 0 {
				return reject("the file ends in the middle of it")
			}
			return ctx.Err()
		case err != nil:
			return err
		case line == "":
			continue
		case strings.EqualFold(line, "BEGIN:VCARD"):
			begun = number
			card.Reset()
		}
		if card.Len() <= cardLimit {
			card.WriteString(line + "\r\n")
		}
		if begun == 0 || !strings.EqualFold(line, "END:VCARD") {
			continue
		}
		r.report(f.Name, f.BytesRead())
		if card.Len() > cardLimit {
			err = reject("is longer than 1 MiB")
		} else if parsed, fault := vcard.NewDecoder(&card).Decode(); fault != nil {
			err = reject("cannot be read")
		} else if kind := parsed.Kind(); kind != vcard.KindIndividual {
			left++
		} else {
			err = r.card(f.Name, begun, parsed)
		}
		if err != nil {
			return err
		}
		begun = 0
	}
}

// cardLine is the next line of a card, unfolded, as the newer versions of vCard have it; "" is one that is not read.
func cardLine(lines *messageReader) (string, error) {
	raw, _, err := lines.next()
	if err != nil {
		return "", err
	}
	text := bytes.TrimRight(bytes.Clone(raw), "\r\n")
	head, _, _ := bytes.Cut(text, []byte(":"))
	quoted := bytes.Contains(bytes.ToUpper(head), []byte("QUOTED-PRINTABLE"))
	for {
		more, _, err := lines.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		if err != nil {
			break
		}
		soft := quoted && bytes.HasSuffix(text, []byte("="))
		if !soft && more[0] != ' ' && more[0] != '\t' {
			lines.again = bytes.Clone(more)
			break
		}
		if more = bytes.TrimRight(more, "\r\n"); soft {
			text = append(text, "\r\n"...)
		} else {
			more = more[1:]
		}
		if len(text) <= cardLimit {
			text = append(text, more...)
		}
	}
	return modern(string(text), quoted), nil
}

// modern is a line of a card with parameters and value as newer versions of vCard write them, or "" where it is not read. Older ones have
// types without TYPE=, values in quoted-printable and charsets.
func modern(line string, quoted bool) string {
	head, value, _ := strings.Cut(line, ":")
	if strings.Count(head, `"`)%2 == 1 { // the colon stands in a quoted parameter
		at := strings.Index(line[strings.Index(line, `"`)+1:], `":`)
		if at < 0 {
			return ""
		}
		at += strings.Index(line, `"`) + 2
		head, value = line[:at], line[at+1:]
	}
	words := strings.Split(head, ";")
	name := strings.ToUpper(words[0][strings.LastIndexByte(words[0], '.')+1:])
	if !cardFields[name] {
		return ""
	}
	charset := ""
	for i, word := range words[1:] {
		key, is, named := strings.Cut(word, "=")
		switch {
		case !named:
			words[i+1] = "TYPE=" + word
		case strings.EqualFold(key, "CHARSET"):
			charset = is
		}
	}
	if quoted {
		if plain, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(value))); err == nil {
			value = strings.NewReplacer("\r\n", `\n`, "\n", `\n`).Replace(string(plain))
		}
	}
	if charset != "" && message.CharsetReader != nil {
		if decoded, err := message.CharsetReader(strings.ToLower(charset), strings.NewReader(value)); err == nil {
			if plain, err := io.ReadAll(decoded); err == nil {
				value = string(plain)
			}
		}
	}
	return strings.Join(words, ";") + ":" + value
}

// card spools one person, and of several employers those after the first as positions.
func (r *run) card(file string, line int, card vcard.Card) error {
	var first, last string
	if name := card.Name(); name != nil {
		first, last = name.GivenName, name.FamilyName
	}
	name := strings.TrimSpace(card.PreferredValue(vcard.FieldFormattedName))
	emails := values(card[vcard.FieldEmail], func(v string) string { return strings.TrimPrefix(v, "mailto:") })
	if name+strings.TrimSpace(first+last) == "" && len(emails) > 0 {
		name = nameFrom(emails[0])
	}
	id := card.Value(vcard.FieldUID)
	if id == "" || len(id) > idLimit {
		id = hashID("card", append([]string{id, name, first, last}, emails...)...)
	}
	jobs := r.jobs(card, emails)
	job := jobs[0]
	spool, err := r.spoolOf("cards", "contacts", cardColumns...)
	if err != nil {
		return err
	}
	err = spool.write(file, line, []string{id, first, last, name, FormatList(emails),
		FormatList(values(card[vcard.FieldTelephone], func(v string) string { return strings.TrimPrefix(v, "tel:") })),
		linkedIn(append(values(card[vcard.FieldURL], nil), values(card["X-SOCIALPROFILE"], nil)...)),
		strings.Join(values(card[vcard.FieldNote], nil), "\n"), job.company, job.title, job.department}, nil)
	if err != nil {
		return err
	}
	for _, job := range jobs[1:] {
		seats, err := r.spoolOf("cards", "positions", "id", "account_id", "title", "department", "contact_id")
		if err != nil {
			return err
		}
		if err := seats.write(file, line, []string{hashID("card", id, job.company), job.company, job.title, job.department, id}, nil); err != nil {
			return err
		}
	}
	return nil
}

// A job is where somebody works; company is the id that rows have for it.
type job struct {
	company, title, department string
}

// jobs are the employers of a card, at least one, which may be none: each with the title that has its group, or else its place in order.
func (r *run) jobs(card vcard.Card, emails []string) []job {
	if len(card[vcard.FieldOrganization]) > 1 {
		emails = nil // which employer's they are it does not say
	}
	titles := slices.Clone(card[vcard.FieldTitle])
	var all []job
	for _, org := range card[vcard.FieldOrganization] {
		parts := strings.Split(strings.ReplaceAll(org.Value, `\;`, "\x00"), ";")
		company := strings.ReplaceAll(parts[0], "\x00", ";")
		j := job{company: r.employ(company, emails), department: strings.TrimSpace(strings.ReplaceAll(strings.Join(parts[1:], " "), "\x00", ";"))}
		at := slices.IndexFunc(titles, func(t *vcard.Field) bool { return t.Group == org.Group })
		if at >= 0 {
			j.title = strings.TrimSpace(titles[at].Value)
			titles = slices.Delete(titles, at, at+1)
		}
		if j.company != "" && !slices.ContainsFunc(all, func(other job) bool { return other.company == j.company }) {
			all = append(all, j)
		}
	}
	if len(all) == 0 {
		return []job{{}}
	}
	return all
}

// values are those of a card's fields that are not empty, once each.
func values(fields []*vcard.Field, of func(string) string) []string {
	var all []string
	for _, field := range fields {
		value := strings.TrimSpace(field.Value)
		if of != nil {
			value = strings.TrimSpace(of(value))
		}
		if value != "" && !slices.Contains(all, value) {
			all = append(all, value)
		}
	}
	return all
}

var linkedInAddress = regexp.MustCompile(`(?i)^(?:https?://)?([a-z]+\.)?linkedin\.com/`)

// linkedIn is the address of a LinkedIn profile among addresses, or "".
func linkedIn(addresses []string) string {
	for _, a := range addresses {
		if linkedInAddress.MatchString(a) {
			return website(a)
		}
	}
	return ""
}

// nameFrom is a name for who has an address, or "".
func nameFrom(email string) string {
	if !plainAddress.MatchString(strings.ToLower(email)) {
		return ""
	}
	return nameOf(email)
}

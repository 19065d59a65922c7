package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	netmail "net/mail"
	"regexp"
	"strings"
	"time"

	_ "github.com/emersion/go-message/charset" // so that names in old charsets can be read
	"github.com/emersion/go-message/mail"
)

// An envelope says who wrote to whom, and when.
type envelope struct {
	id     string
	at     time.Time
	from   *mail.Address
	to, cc []*mail.Address
	robot  bool     // a program sent it
	lists  []string // those of its addresses that are mailing lists
}

// earliest is the first instant that a message can be of: mail as we know it was defined that day.
var earliest = time.Date(1982, time.August, 13, 0, 0, 0, 0, time.UTC)

// readEnvelope takes the envelope from a header. Posted is when the mailbox says that the message came, zero where it does not; latest is the
// last instant it can be of. Column and fault say why it cannot go in.
func readEnvelope(h *mail.Header, posted, latest time.Time) (e *envelope, column, fault string) {
	e = &envelope{}
	from := addressesOf(h, "From")
	if len(from) == 0 {
		from = addressesOf(h, "Sender")
	}
	if len(from) == 0 {
		return nil, "from", "has no e-mail address"
	}
	e.from, e.to, e.cc = from[0], addressesOf(h, "To"), addressesOf(h, "Cc")
	if e.at, fault = sentAt(h, posted, latest); fault != "" {
		return nil, "at", fault
	}
	e.markLists(h)
	if e.id = messageID(h); e.id == "" {
		e.id = e.hash()
	}
	return e, "", ""
}

// sentAt is a message's Date; where it has none that can be read, what the last server that had it wrote, and then what the mailbox says. A date
// that can be read but not be right is not replaced by another.
func sentAt(h *mail.Header, posted, latest time.Time) (at time.Time, fault string) {
	at, err := netmail.ParseDate(strings.TrimSpace(h.Get("Date")))
	if err != nil {
		at = posted
		for _, received := range h.Values("Received") { // the last server's stands first
			semicolon := strings.LastIndexByte(received, ';')
			if then, err := netmail.ParseDate(strings.TrimSpace(received[semicolon+1:])); err == nil {
				at = then
				break
			}
		}
	}
	switch {
	case at.IsZero() && h.Get("Date") == "":
		fault = "is missing"
	case at.IsZero():
		fault = "the date cannot be read"
	case at.Before(earliest):
		fault = "the date is " + at.UTC().Format(time.DateOnly) + ": a clock was wrong"
	case at.After(latest):
		fault = "the date is " + at.UTC().Format(time.DateOnly) + ", in the future: a clock was wrong"
	}
	return at.UTC().Truncate(time.Second), fault
}

// addressesOf are the addresses in a field. Where the field is not written as it should be, those that can be made out.
func addressesOf(h *mail.Header, field string) []*mail.Address {
	var all []*mail.Address
	for _, text := range h.Values(field) {
		text = strings.Join(strings.Fields(text), " ")
		list, err := mail.ParseAddressList(text)
		if err != nil {
			list = madeOut(text)
		}
		for _, a := range list {
			if a.Address = strings.ToLower(a.Address); plainAddress.MatchString(a.Address) {
				all = append(all, a)
			}
		}
	}
	return all
}

var (
	// plainAddress is an address as people and mail servers have it: no quoted parts, no spaces.
	plainAddress = regexp.MustCompile(`^[^\s"<>()\[\],;:@\\]{1,64}@[^\s"<>()\[\],;:@\\]{1,253}$`)
	looseAddress = regexp.MustCompile(`[^\s"'<>()\[\],;:@\\]+@[^\s"'<>()\[\],;:@\\]+`)
)

// madeOut finds what looks like addresses; of names, those before an address in brackets.
func madeOut(text string) []*mail.Address {
	var list []*mail.Address
	from := 0
	for _, at := range looseAddress.FindAllStringIndex(text, -1) {
		name := ""
		if at[0] > from && text[at[0]-1] == '<' {
			name = text[from : at[0]-1]
		}
		list = append(list, &mail.Address{Name: strings.Trim(name, " ,;<>\"'"), Address: text[at[0]:at[1]]})
		from = at[1]
	}
	return list
}

// markLists notes whether a program sent the message and which of its addresses are mailing lists: those that it calls so, or else all its
// receivers where it came over one.
func (e *envelope) markLists(h *mail.Header) {
	automatic := strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted")))
	precedence := strings.ToLower(strings.TrimSpace(h.Get("Precedence")))
	e.robot = automatic != "" && !strings.HasPrefix(automatic, "no") || precedence == "bulk" || precedence == "junk" ||
		strings.TrimSpace(h.Get("Return-Path")) == "<>"
	e.lists = looseAddress.FindAllString(strings.ToLower(h.Get("List-Post")), -1)
	if id := strings.ToLower(h.Get("List-Id")); id != "" { // name <dev.lists.example.org> is dev@lists.example.org
		id = strings.Trim(id[strings.LastIndexByte(id, '<')+1:], " >")
		e.lists = append(e.lists, strings.Replace(id, ".", "@", 1))
	}
	over := precedence == "list" || precedence == "bulk" || len(e.lists) > 0
	for _, list := range e.lists {
		for _, a := range e.receivers() {
			over = over && a.Address != list
		}
	}
	if over {
		for _, a := range e.receivers() {
			e.lists = append(e.lists, a.Address)
		}
	}
}

func (e *envelope) receivers() []*mail.Address { return append(e.to[:len(e.to):len(e.to)], e.cc...) }

// idLimit is how many bytes of an id the graph indexes as they are; a longer one is known by its hash.
const idLimit = 500

// messageID is the message's id without its brackets, or "".
func messageID(h *mail.Header) string {
	id, err := h.MessageID()
	if err != nil {
		id = strings.Trim(strings.TrimSpace(h.Get("Message-Id")), "<>")
	}
	if len(id) > idLimit {
		return hashID("id", id)
	}
	return id
}

// hash is the id of a message that has none.
func (e *envelope) hash() string {
	return hashID("envelope", FormatInstant(e.at), e.from.Address, addressCell(e.to), addressCell(e.cc))
}

// hashID is an id made of what is known of a thing that has none.
func hashID(prefix string, known ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(known, "\x1f")))
	return prefix + ":" + hex.EncodeToString(sum[:16])
}

// addressCell is a cell of addresses.
func addressCell(list []*mail.Address) string {
	texts := make([]string, len(list))
	for i, a := range list {
		texts[i] = a.Address
	}
	return FormatList(texts)
}

package graph

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	suppressionsSize = cypher.Must("read/suppressions_size")
	suppressions     = cypher.Must("read/suppressions")
	suppressionKey   = cypher.Must("write/suppression_key")
	identifiersOf    = cypher.Must("read/identifiers")
)

// Suppressed is the list of people who were erased, so that nothing brings them back: hashes of what they were known by, under a key that is the
// graph's own, because addresses are few enough to guess the hash of each. It never changes: ask for a new one.
type Suppressed struct {
	key    []byte
	hashes map[string]bool
}

// Erased says of an identifier why it is not taken in.
const Erased = "is of a person who was erased: Kith takes them in no more"

func (s *Suppressed) hash(kind string, parts ...string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(kind + "\x00" + strings.Join(parts, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// None reports whether nobody is on the list.
func (s *Suppressed) None() bool { return s == nil || len(s.hashes) == 0 }

func (s *Suppressed) emailHash(address string) string {
	return s.hash("email", strings.ToLower(strings.TrimSpace(address)))
}

func (s *Suppressed) profileHash(url string) string {
	url = strings.ToLower(strings.TrimSpace(url))
	for _, before := range []string{"https://", "http://", "www."} {
		url = strings.TrimPrefix(url, before)
	}
	url, _, _ = strings.Cut(url, "?")
	return s.hash("profile", strings.TrimRight(url, "/"))
}

func (s *Suppressed) externalHash(source, id string) string { return s.hash("externalId", source, id) }

// Email reports whether an e-mail address is on the list.
func (s *Suppressed) Email(address string) bool { return !s.None() && s.hashes[s.emailHash(address)] }

// Profile reports whether the address of a LinkedIn profile is.
func (s *Suppressed) Profile(url string) bool { return !s.None() && s.hashes[s.profileHash(url)] }

// ExternalID reports whether what a source calls a contact is.
func (s *Suppressed) ExternalID(source, id string) bool {
	return !s.None() && s.hashes[s.externalHash(source, id)]
}

// contact reports whether the id of a contact is.
func (s *Suppressed) contact(id string) bool { return !s.None() && s.hashes[s.hash("id", id)] }

// Suppressed is the list as it is now.
func (g *Graph) Suppressed(ctx context.Context) (*Suppressed, error) {
	size, err := store.Read[int](ctx, g.store, suppressionsSize, nil)
	return g.suppressedOf(size, err, func() ([]suppressionRow, error) { return store.Read[suppressionRow](ctx, g.store, suppressions, nil) })
}

// suppressedIn is that inside a transaction.
func (g *Graph) suppressedIn(ctx context.Context, tx *store.Tx) (*Suppressed, error) {
	size, err := store.Write[int](ctx, tx, suppressionsSize, nil)
	return g.suppressedOf(size, err, func() ([]suppressionRow, error) { return store.Write[suppressionRow](ctx, tx, suppressions, nil) })
}

type suppressionRow struct {
	Key    *string  `json:"key"`
	Hashes []string `json:"hashes"`
}

// suppressedOf is the list in memory where it is as long as that of the graph, which only grows; else it is read.
func (g *Graph) suppressedOf(size []int, err error, read func() ([]suppressionRow, error)) (*Suppressed, error) {
	if err != nil {
		return nil, err
	}
	if known := g.suppressed.Load(); known != nil && len(known.hashes) == size[0] {
		return known, nil
	}
	list := &Suppressed{hashes: map[string]bool{}}
	if size[0] > 0 {
		rows, err := read()
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 || rows[0].Key == nil {
			return nil, errors.New("the suppression list has lost its key")
		}
		list.key = []byte(*rows[0].Key)
		for _, hash := range rows[0].Hashes {
			list.hashes[hash] = true
		}
	}
	g.suppressed.Store(list)
	return list, nil
}

// suppressionKeyIn is a list without anybody, under the graph's key, which the first erasure makes.
func suppressionKeyIn(ctx context.Context, tx *store.Tx) (*Suppressed, error) {
	keys, err := store.Write[string](ctx, tx, suppressionKey, map[string]any{"key": rand.Text() + rand.Text()})
	if err != nil {
		return nil, err
	}
	return &Suppressed{key: []byte(keys[0])}, nil
}

// identifiers are what a contact is known by.
type identifiers struct {
	ID          string  `json:"id"`
	MergedInto  *string `json:"mergedInto"`
	LinkedinURL *string `json:"linkedinUrl"`
	Emails      []struct {
		Address string `json:"address"`
		Shared  bool   `json:"shared"` // somebody else has it too
	} `json:"emails"`
	ExternalIDs []ExternalID `json:"externalIds"`
}

// ErrErased is of a transaction that would have brought back who was erased meanwhile.
var ErrErased = problem.Conflict("This would bring back a person who was erased.")

// refuseErased refuses contacts that have something new by which a person who was erased was known.
func refuseErased(ctx context.Context, w *writing, entries []*entry[ContactWrite]) error {
	list, err := w.suppressedIn(ctx, w.tx)
	if err != nil || list.None() {
		return err
	}
	for _, e := range entries {
		var f faults
		for i, address := range e.after.Emails {
			if list.Email(address) {
				f.add(fmt.Sprintf("/emails/%d", i), Erased)
			}
		}
		for i, external := range e.after.ExternalIDs {
			if list.ExternalID(external.Source, external.ID) {
				f.add(fmt.Sprintf("/externalIds/%d", i), Erased)
			}
		}
		if e.after.LinkedinURL != nil && list.Profile(*e.after.LinkedinURL) {
			f.add("/linkedinUrl", Erased)
		}
		e.err = f.err()
	}
	return nil
}

// bringsNobodyBack refuses the whole transaction where a contact that it wrote was erased, or one after whom a position is called: whoever looked before
// the erasure was committed writes after it. The locks of what both touch put the one behind the other.
func (g *Graph) bringsNobodyBack(ctx context.Context, tx *store.Tx) error {
	var ids, seats []string
	for _, r := range tx.Touched.Records {
		switch {
		case r.Action != store.Created && r.Action != store.Changed:
		case r.Kind == Contacts.name:
			ids = append(ids, r.ID)
		case r.Kind == Positions.name:
			seats = append(seats, r.ID)
		}
	}
	if len(ids)+len(seats) == 0 {
		return nil
	}
	list, err := g.suppressedIn(ctx, tx)
	if err != nil || list.None() {
		return err
	}
	rows, err := store.Write[identifiers](ctx, tx, identifiersOf, map[string]any{"ids": once(ids)})
	for _, known := range rows {
		back := list.contact(known.ID) || known.LinkedinURL != nil && list.Profile(*known.LinkedinURL)
		for _, e := range known.Emails {
			back = back || list.Email(e.Address)
		}
		for _, external := range known.ExternalIDs {
			back = back || list.ExternalID(external.Source, external.ID)
		}
		if back {
			return ErrErased
		}
	}
	if err != nil || len(seats) == 0 {
		return err
	}
	named, err := store.Write[struct {
		ID          string       `json:"id"`
		ExternalIDs []ExternalID `json:"externalIds"`
	}](ctx, tx, externalIDsOf, map[string]any{"ids": once(seats)})
	for _, seat := range named {
		for _, external := range seat.ExternalIDs {
			if list.seat(external) {
				return ErrErased
			}
		}
	}
	return err
}

// seat reports whether what a source calls a position is made of what it calls a contact who is on the list.
func (s *Suppressed) seat(external ExternalID) bool {
	name, is := strings.CutPrefix(external.ID, SeatPrefix)
	for at, letter := range name {
		if is && letter == '@' && s.ExternalID(external.Source, name[:at]) { // there may be one in the contact's name, too
			return true
		}
	}
	return false
}

// addresses are what looks like e-mail addresses in what a source calls an interaction: some mail programs make the ids of messages of them.
var addresses = regexp.MustCompile(`[^\s"'<>()\[\],;:@\\]+@[^\s"'<>()\[\],;:@\\]+`)

// holds reports whether a text has an address on the list in it, whatever stands before it and after it.
func (s *Suppressed) holds(text string) bool {
	for _, found := range addresses.FindAllString(text, -1) {
		local, domain, _ := strings.Cut(found, "@")
		for from := 0; from < len(local); {
			for to := len(domain); to > 0; to = strings.LastIndexByte(domain[:to], '.') {
				if s.Email(local[from:] + "@" + domain[:to]) {
					return true
				}
			}
			next := strings.IndexAny(local[from:], ".-_+=$")
			if next < 0 {
				break
			}
			from += next + 1
		}
	}
	return false
}

// covered is what a source calls an interaction, or a hash of that where it has an address on the list in it.
func (s *Suppressed) covered(source, externalID string) string {
	if s.None() || !s.holds(externalID) {
		return externalID
	}
	return "erased:" + s.hash("interaction", source, externalID)
}

// cover hides who was erased in what sources call interactions, so that the same one is the same one still.
func (s *Suppressed) cover(items []RecordedInteraction) {
	for i := range items {
		items[i].ExternalID = s.covered(items[i].Source, items[i].ExternalID)
	}
}

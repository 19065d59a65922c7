package graph

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	changesPage    = cypher.Must("read/changes_page")
	changesEntries = cypher.Must("read/changes_entries")
	externalIDsOf  = cypher.Must("read/external_ids_of")
	changesExpire  = cypher.Must("write/changes_expire")
)

// ChangesKept is how long changes can be asked for.
const ChangesKept = 30 * 24 * time.Hour

// ChangeKinds are the kinds of what changes name.
var ChangeKinds = []string{"account", "contact", "user", "unit", "role", "opportunity", "product", "position", "relationType", "relation", "influence", "tie"}

// ChangeFeed is a page of what changed.
type ChangeFeed struct {
	Items      []ChangeItem `json:"items"`
	NextCursor string       `json:"nextCursor"` // always: ask with it for what comes after
}

// ChangeItem is one thing that was created, changed, deleted, or merged into another, which its own route redirects to. It names it, and says no
// more: who may see it reads it.
type ChangeItem struct {
	At          time.Time    `json:"at"`
	Kind        string       `json:"kind" enums:"account,contact,user,unit,role,opportunity,product,position,relationType,relation,influence,tie"`
	Action      string       `json:"action" enums:"created,changed,deleted,merged"`
	ID          *string      `json:"id"`                                  // of the record or relation; null of ties and influences
	People      []string     `json:"people"`                              // of ties and influences: the two
	ExternalIDs []ExternalID `json:"externalIds" field:"its.externalIds"` // what other systems call the record
}

// ChangesOptions narrow the feed.
type ChangesOptions struct {
	After string          // nextCursor of the page before; empty is the oldest change kept
	Kinds []string        // nil is all
	Limit int             // items, at most
	Wait  time.Duration   // how long to wait where there is nothing yet
	Stop  <-chan struct{} // ends the waiting when it is closed
}

// changesPlace is how far a feed was read: all up to a change, some after it, and of one more only so many entries. Commits are not in order: for as
// long as others can come to light before a change, it is remembered by itself.
type changesPlace struct {
	Read   time.Time `json:"read"` // when
	At     time.Time `json:"at"`   // of the change up to which all are read
	ID     string    `json:"id"`
	Late   []string  `json:"late"` // those read after it, by a few bytes of their hashes
	Part   string    `json:"part"` // the one that was begun
	Offset int       `json:"offset"`
}

// most of the late changes that a cursor remembers: it has to fit into an address. Of more, some may come twice.
const mostLate = 1_000

const (
	changesAtOnce = 1_000 // changes looked at for one page
	changesPoll   = 500 * time.Millisecond
)

// Changes answers what was created, changed and deleted, in the order in which it happened as far as that is known: each change once, but for
// those of a second with very many, of which some may come twice. Errors: Gone where the cursor is older than what is kept.
func (g *Graph) Changes(ctx context.Context, v access.Viewer, o ChangesOptions) (ChangeFeed, error) {
	if o.Kinds == nil {
		o.Kinds = ChangeKinds // not the sessions, tokens and passwords that others follow
	}
	seal, err := g.sealer(ctx, "changes", o.Kinds)
	if err != nil {
		return ChangeFeed{}, err
	}
	at := changesPlace{}
	if o.After != "" {
		place, err := seal.open(o.After)
		if err != nil {
			return ChangeFeed{}, err
		}
		text, _ := place.Key.(string)
		if json.Unmarshal([]byte(text), &at) != nil {
			return ChangeFeed{}, badCursor()
		}
		if time.Since(at.Read) > ChangesKept {
			return ChangeFeed{}, problem.Gone("The cursor is older than 30 days: what came since then is not all kept. Read the records anew, then the changes without a cursor.")
		}
	}
	until := time.Now().Add(o.Wait)
	for {
		items, next, err := g.changesFrom(ctx, v, at, o)
		if err != nil {
			return ChangeFeed{}, err
		}
		at = next
		if len(items) > 0 || !time.Now().Before(until) {
			at.Read = time.Now()
			text, err := json.Marshal(at)
			return ChangeFeed{Items: items, NextCursor: seal.close(place{Key: string(text)})}, err
		}
		select {
		case <-ctx.Done():
			return ChangeFeed{}, ctx.Err()
		case <-o.Stop:
			until = time.Time{}
		case <-time.After(min(changesPoll, time.Until(until))):
		}
	}
}

type changeCounted struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	Count   int       `json:"count"`
	Settled bool      `json:"settled"` // no other can come to light before it any more
}

type changePart struct {
	ID   string `json:"id"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// changesFrom reads the page after a place, and says where it ends.
func (g *Graph) changesFrom(ctx context.Context, v access.Viewer, at changesPlace, o ChangesOptions) ([]ChangeItem, changesPlace, error) {
	overlap := g.store.TimeLimit() + time.Second
	from := at.At
	if oldest := time.Now().Add(-ChangesKept); from.Before(oldest) {
		from = oldest
	}
	rows, err := store.Read[changeCounted](ctx, g.store, changesPage, map[string]any{
		"from": from.UTC(), "kinds": orNull(o.Kinds), "limit": changesAtOnce + len(at.Late) + 1, "overlap": overlap.Milliseconds(),
	})
	if err != nil {
		return nil, at, err
	}
	var parts []changePart
	left, next := o.Limit, at
	next.Late = slices.Clone(at.Late)
	for _, row := range rows {
		if row.At.Equal(at.At) && row.ID <= at.ID {
			continue
		}
		part := changePart{ID: row.ID, To: row.Count}
		late := slices.Index(next.Late, shortHash(row.ID))
		if late < 0 {
			if left == 0 {
				break
			}
			if row.ID == at.Part {
				part.From = at.Offset
			}
			part.To = min(part.To, part.From+left)
			left -= part.To - part.From
			if part.To > part.From {
				parts = append(parts, part)
			}
			if next.Part, next.Offset = "", 0; part.To < row.Count {
				next.Part, next.Offset = row.ID, part.To
				break
			}
		}
		switch {
		case row.Settled:
			next.At, next.ID = row.At, row.ID
			if late >= 0 {
				next.Late = slices.Delete(next.Late, late, late+1)
			}
		case late < 0:
			next.Late = append(next.Late, shortHash(row.ID))
		}
	}
	if extra := len(next.Late) - mostLate; extra > 0 {
		next.Late = slices.Clone(next.Late[extra:])
	}
	items, err := g.changeItems(ctx, v, parts, o.Kinds)
	return items, next, err
}

// shortHash tells changes apart in few characters.
func shortHash(id string) string {
	sum := sha256.Sum256([]byte(id))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// changeItems reads parts of changes.
func (g *Graph) changeItems(ctx context.Context, v access.Viewer, parts []changePart, kinds []string) ([]ChangeItem, error) {
	items := []ChangeItem{}
	if len(parts) == 0 {
		return items, nil
	}
	rows, err := store.Read[struct {
		ID      string    `json:"id"`
		At      time.Time `json:"at"`
		Entries []string  `json:"entries"`
	}](ctx, g.store, changesEntries, map[string]any{"parts": parts, "kinds": orNull(kinds)})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, row := range rows {
		for _, entry := range row.Entries {
			words := strings.Fields(entry)
			if len(words) == 5 && !slices.Contains(strings.Split(words[4], ","), v.Me()) {
				continue
			}
			item := ChangeItem{At: row.At, Kind: words[0], Action: words[1], People: []string{}, ExternalIDs: []ExternalID{}}
			if len(words) >= 4 {
				item.People = words[2:4]
			} else {
				item.ID = &words[2]
				ids = append(ids, words[2])
			}
			items = append(items, item)
		}
	}
	items, err = g.changesSeen(ctx, v, items)
	if err != nil || len(ids) == 0 {
		return items, err
	}
	named, err := store.Read[struct {
		ID          string       `json:"id"`
		ExternalIDs []ExternalID `json:"externalIds"`
	}](ctx, g.store, externalIDsOf, map[string]any{"ids": slices.Compact(slices.Sorted(slices.Values(ids)))})
	if err != nil {
		return nil, err
	}
	of := map[string][]ExternalID{}
	for _, row := range named {
		of[row.ID] = append(of[row.ID], row.ExternalIDs...)
	}
	for i := range items {
		if items[i].ID != nil && of[*items[i].ID] != nil {
			items[i].ExternalIDs = of[*items[i].ID]
		}
	}
	return items, nil
}

// changesSeen are the changes of what the viewer sees: of a record that is seen, or was, of influences between people who are, of ties between them
// where they see such a user's ties, and of what all see. Changes of relations between records show to those who see all accounts and contacts.
func (g *Graph) changesSeen(ctx context.Context, v access.Viewer, items []ChangeItem) ([]ChangeItem, error) {
	items = slices.DeleteFunc(items, func(item ChangeItem) bool {
		kind, is := accessKinds[item.Kind]
		return is && v.Level(kind, access.Read) == access.None
	})
	if v.SeesAll() && v.Ties() == nil {
		return items, nil
	}
	var ids []string
	for _, item := range items {
		ids = append(ids, item.People...)
		if item.ID != nil {
			ids = append(ids, *item.ID)
		}
	}
	seen, err := g.seenOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	belongs, err := g.belongingsNow(ctx, ids)
	items = slices.DeleteFunc(items, func(item ChangeItem) bool {
		if item.Kind != "tie" {
			return false
		}
		users := slices.DeleteFunc(slices.Clone(item.People), func(id string) bool { return personKind(id) != "user" })
		return len(users) > 0 && !slices.ContainsFunc(users, func(id string) bool { return v.SeesTiesOf(belongs[id]) })
	})
	return slices.DeleteFunc(items, func(item ChangeItem) bool {
		return item.ID != nil && !seen[*item.ID] || slices.ContainsFunc(item.People, func(id string) bool { return !seen[id] })
	}), err
}

// ForgetChanges removes the changes that nobody can ask for any more.
func (g *Graph) ForgetChanges(ctx context.Context) error {
	_, err := store.Autocommit[store.None](ctx, g.store, changesExpire, map[string]any{"before": time.Now().Add(-ChangesKept).UTC()})
	return err
}

// orNull is a list for a statement, where no list means all.
func orNull(list []string) any {
	if list == nil {
		return nil
	}
	return list
}

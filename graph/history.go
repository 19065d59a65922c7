package graph

import (
	"context"
	"slices"

	"kith/cypher"
	"kith/graph/store"
	"kith/graph/strength"
)

var (
	tieHistories    = cypher.Must("read/tie_histories")
	tieHistoriesPut = cypher.Must("write/tie_histories_put")
)

// A pair's interactions are kept with its tie as one number for each, in a source of kind interactions: the tie is derived, shown for any day and
// made a day older without reading an interaction. history is that list, ascending.
type history []int64

// A number of a history is, from the top: the UTC day since 1970, eight bits for the kind, eight for the direction, sixteen for how many took part
// who are not our users.
const (
	dayShift       = 32
	kindShift      = 24
	directionShift = 16
	outsideMask    = 1<<directionShift - 1
)

var dayZero = store.NewDate(1970, 1, 1)

// dayNumber counts days from 1970 on.
func dayNumber(day Date) int { return days(dayZero, day) }

// dayOf is the day of a number.
func dayOf(number int) Date { return dayZero.AddDays(number) }

// kindsOfInteraction are the kinds in the order of strength's.
var kindsOfInteraction = []string{"email", "call", "video", "meeting", "message"}

// pack makes the number of an interaction.
func pack(i strength.Interaction) int64 {
	return int64(i.Day)<<dayShift | int64(i.Kind)<<kindShift | int64(i.Direction)<<directionShift | int64(min(i.Outside, outsideMask))
}

// interactions are those that the numbers say.
func (h history) interactions() []strength.Interaction {
	all := make([]strength.Interaction, len(h))
	for i, n := range h {
		all[i] = strength.Interaction{
			Day: int(n >> dayShift), Kind: strength.Kind(n >> kindShift & 0xff), Direction: strength.Direction(n >> directionShift & 0xff),
			Outside: int(n & outsideMask),
		}
	}
	return all
}

// with is the history without one of each number of less and with all of more.
func (h history) with(less, more []int64) history {
	all := slices.Clone(h)
	for _, n := range less {
		if i, found := slices.BinarySearch(all, n); found {
			all = slices.Delete(all, i, i+1)
		}
	}
	all = append(all, more...)
	slices.Sort(all)
	return all
}

// bears calls add for each two people whom the interaction says something about, the smaller id first: of a mail or message its sender with each
// receiver, of all else every two. One with more than ten other people says nothing.
func (i RecordedInteraction) bears(add func(pair [2]string, number int64)) {
	kind := slices.Index(kindsOfInteraction, i.Kind)
	if i.People-1 > strength.MostOthers || kind < 0 {
		return
	}
	seen := map[[2]string]bool{}
	number := strength.Interaction{Day: dayNumber(store.DateOf(i.At)), Kind: strength.Kind(kind), Direction: strength.Both, Outside: i.Outside} //nolint:gosec // there are few kinds
	written := number.Kind == strength.Email || number.Kind == strength.Message
	for _, from := range i.Parts {
		for _, to := range i.Parts {
			pair := ends(from.PersonID, to.PersonID)
			switch {
			case from.PersonID == to.PersonID || seen[pair]:
				continue
			case written && (!sends(from.As) || sends(to.As)):
				continue
			case written && from.PersonID == pair[0]:
				number.Direction = strength.Forth
			case written:
				number.Direction = strength.Back
			}
			seen[pair] = true
			add(pair, pack(number))
		}
	}
}

// sends reports whether a part is that of who sends.
func sends(as string) bool { return as == "from" || as == "organizer" }

// keepHistories brings what is kept of interactions with the ties up to date, inside the transaction that changes them from before to after, and
// notes the ties. Everybody who took part is locked.
func (g *Graph) keepHistories(ctx context.Context, tx *store.Tx, before, after []RecordedInteraction) error {
	changes := historyChanges{}
	for _, i := range before {
		i.bears(func(pair [2]string, number int64) { changes.of(pair).less = append(changes.of(pair).less, number) })
	}
	for _, i := range after {
		i.bears(func(pair [2]string, number int64) { changes.gain(i, pair, number) })
	}
	return g.putHistories(ctx, tx, changes)
}

// historyChange is what the history of a pair loses and gains.
type historyChange struct {
	less, more             []int64
	fold                   []int64 // that are put together
	lessFolded, moreFolded foldedLines
	putFolded              foldedLines // that take the place of others
	waitsUntil             *Date       // what is gained comes from mailboxes alone: a new tie waits until then
	opens                  bool        // some of it does not: the tie waits no longer
}

// historyChanges are those of pairs.
type historyChanges map[[2]string]*historyChange

func (c historyChanges) of(pair [2]string) *historyChange {
	if c[pair] == nil {
		c[pair] = &historyChange{}
	}
	return c[pair]
}

// gain notes that a history gains an interaction's number.
func (c historyChanges) gain(i RecordedInteraction, pair [2]string, number int64) {
	change := c.of(pair)
	change.more = append(change.more, number)
	until := store.DateOf(i.CreatedAt).AddDays(waitDays)
	switch {
	case !i.MailboxOnly:
		change.opens, change.waitsUntil = true, nil
	case !change.opens && (change.waitsUntil == nil || until.Before(*change.waitsUntil)):
		change.waitsUntil = &until
	}
}

// heldHistory is what the statement tie_histories answers.
type heldHistory struct {
	A       string      `json:"a"`
	B       string      `json:"b"`
	History history     `json:"history"`
	Folded  foldedLines `json:"folded"`
}

// changed are the properties of a history after a change, null where nothing is left.
func (h heldHistory) changed(c *historyChange) map[string]any {
	single := h.History.with(c.less, c.more).with(c.fold, nil)
	lines := h.Folded.with(c.lessFolded, append(history(c.fold).folded(), c.moreFolded...)).put(c.putFolded)
	all := storedSource{History: single, Folded: lines}.interactions()
	if len(all) == 0 {
		return map[string]any{"history": nil, "folded": nil, "since": nil}
	}
	first := all[0].First()
	for _, i := range all {
		first = min(first, i.First())
	}
	return map[string]any{"history": append([]int64{}, single...), "folded": orNull(lines), "since": dayOf(first)}
}

// putHistories changes what is kept of interactions with ties, and notes the ties.
func (g *Graph) putHistories(ctx context.Context, tx *store.Tx, changes historyChanges) error {
	if len(changes) == 0 {
		return nil
	}
	pairs := make([][2]string, 0, len(changes))
	for pair := range changes {
		pairs = append(pairs, pair)
	}
	rows, err := store.Write[heldHistory](ctx, tx, tieHistories, map[string]any{"pairs": pairs})
	if err != nil {
		return err
	}
	held := make(map[[2]string]heldHistory, len(rows))
	for _, row := range rows {
		held[[2]string{row.A, row.B}] = row
	}
	now := g.Now()
	items := make([]map[string]any, len(pairs))
	for i, pair := range pairs {
		change := changes[pair]
		item := held[pair].changed(change)
		item["waitsUntil"], item["opens"] = change.waitsUntil, change.opens
		item["a"], item["b"], item["created"] = pair[0], pair[1], map[string]any{
			"id": NewID(prefixTie), "source": "kith", "saidBy": "kith", "createdBy": "kith", "createdAt": now, "status": statusFact, "muted": false, "private": false,
		}
		items[i] = item
		tx.Touched.Pairs = append(tx.Touched.Pairs, pair)
	}
	_, err = store.Write[store.None](ctx, tx, tieHistoriesPut, map[string]any{"items": items, "now": now})
	return err
}

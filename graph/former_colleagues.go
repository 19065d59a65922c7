package graph

import (
	"cmp"
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	colleagues       = cypher.Must("read/colleagues")
	formerColleagues = cypher.Must("read/former_colleagues")
)

// FormerColleagues is a page of the people who worked where a contact did, on the same days: those with the most days in common
// first, those of whom that is not known last, then by id.
type FormerColleagues struct {
	Contact    Person            `json:"contact"`
	AsOf       Date              `json:"asOf" swaggertype:"string" format:"date"`
	Items      []FormerColleague `json:"items"`
	NextCursor string            `json:"nextCursor,omitempty"` // absent on the last page
}

// FormerColleague is one of them, a contact or one of our own users.
type FormerColleague struct {
	Person   Person    `json:"person"`
	Overlaps []Overlap `json:"overlaps"`          // the earliest first
	Now      []WorksAt `json:"now"`               // where they work on the day, the primary position first
	Ties     []OurTie  `json:"ties" field:"ties"` // our active users who know them, the strongest tie first
}

// Overlap is a stretch of days in common at one account, from its first day to the day after its last; null is open.
type Overlap struct {
	Account Named `json:"account"`
	From    *Date `json:"from" swaggertype:"string" format:"date"`
	To      *Date `json:"to" swaggertype:"string" format:"date"`
	Months  *int  `json:"months"` // calendar months completed, of a running overlap by the day asked about; null where From is
}

// WorksAt is a position that somebody holds.
type WorksAt struct {
	Account Named   `json:"account"`
	Title   *string `json:"title" example:"Chief Financial Officer" field:"positions.title"`
}

// FormerColleaguesOptions say which colleagues are asked for.
type FormerColleaguesOptions struct {
	AsOf      *Date  `json:"asOf" swaggertype:"string" format:"date"` // nil is today
	Present   bool   `json:"present"`                                 // with overlaps that still run on the day
	KnownToUs bool   `json:"knownToUs"`                               // only our active users and those whom one of them knows
	Limit     int    `json:"-"`                                       // how many at most
	Cursor    string `json:"-"`                                       // of the page before, or empty
}

// workedTogether is somebody's overlaps with the contact.
type workedTogether struct {
	person   string
	overlaps []Overlap
	days     int // in common; -1 is not known
}

// FormerColleagues answers for a contact. It asks twice: for everybody's days, of which the order of all follows, then for what
// the page shows of its people. Errors: NotFound, Malformed for a cursor of another query.
func (g *Graph) FormerColleagues(ctx context.Context, v access.Viewer, contactID string, o FormerColleaguesOptions) (FormerColleagues, error) {
	asOf := g.asOf(o.AsOf)
	seal, err := g.sealer(ctx, "formerColleagues", []any{contactID, o})
	if err != nil {
		return FormerColleagues{}, err
	}
	after, err := seal.open(o.Cursor)
	if err != nil {
		return FormerColleagues{}, err
	}
	people, err := store.Read[struct {
		Person   string    `json:"person"`
		Holdings []holding `json:"holdings" field:"positions"`
	}](ctx, g.store, colleagues, v.Sees(map[string]any{"contact": contactID, "asOf": asOf, "knownToUs": o.KnownToUs}))
	if err != nil {
		return FormerColleagues{}, err
	}
	var own map[Named][]span
	for _, row := range people {
		if row.Person == contactID {
			own = employments(row.Holdings)
		}
	}
	var all []workedTogether
	for _, row := range people {
		if row.Person == contactID {
			continue
		}
		if found := overlaps(own, employments(row.Holdings), asOf, o.Present); len(found) > 0 {
			all = append(all, workedTogether{row.Person, found, daysInCommon(found, asOf)})
		}
	}
	if after != nil {
		last := workedTogether{person: after.ID, days: int(after.Key.(float64))}
		all = slices.DeleteFunc(all, func(w workedTogether) bool { return longestFirst(w, last) <= 0 })
	}
	slices.SortFunc(all, longestFirst)

	answer := FormerColleagues{AsOf: asOf, Items: []FormerColleague{}}
	if len(all) > o.Limit {
		all = all[:o.Limit]
		last := all[o.Limit-1]
		answer.NextCursor = seal.close(place{Key: last.days, ID: last.person})
	}
	ids := []string{contactID}
	for _, w := range all {
		ids = append(ids, w.person)
	}
	shown, err := store.Read[FormerColleague](ctx, g.store, formerColleagues, v.Sees(map[string]any{"people": ids, "asOf": asOf}))
	if err != nil {
		return FormerColleagues{}, err
	}
	found := make(map[string]FormerColleague, len(shown))
	for _, colleague := range shown {
		found[colleague.Person.ID] = colleague
	}
	contact, is := found[contactID]
	if !is || contact.Person.Kind != "contact" {
		return FormerColleagues{}, problem.NotFound("contact", contactID)
	}
	answer.Contact = contact.Person
	for _, w := range all {
		if colleague, is := found[w.person]; is { // they may have been deleted meanwhile
			colleague.Overlaps = w.overlaps
			answer.Items = append(answer.Items, colleague)
		}
	}
	return answer, nil
}

// holding is that somebody holds or held a position of an account.
type holding struct {
	AccountID   string `json:"accountId"`
	AccountName string `json:"accountName"`
	Days        span   `json:"days"`
	Seat        span   `json:"seat"` // on which the position exists
}

// employments are the stretches in which somebody worked at each account, whatever the position.
func employments(holdings []holding) map[Named][]span {
	all := map[Named][]span{}
	for _, h := range holdings {
		if days, any := h.Days.common(h.Seat); any {
			account := Named{ID: h.AccountID, Name: h.AccountName}
			all[account] = append(all[account], days)
		}
	}
	for account, stretches := range all {
		all[account] = merged(stretches)
	}
	return all
}

// overlaps are the stretches that two people have in common and that had ended by the day, or with present had begun, the earliest first.
func overlaps(a, b map[Named][]span, asOf Date, present bool) []Overlap {
	var all []Overlap
	for account, stretches := range a {
		for _, mine := range stretches {
			for _, theirs := range b[account] {
				days, any := mine.common(theirs)
				if !any || !days.ended(asOf) && !(present && days.begun(asOf)) {
					continue
				}
				overlap := Overlap{Account: account, From: days.Since, To: days.Until}
				if days.Since != nil {
					months := months(*days.Since, measuredTo(days, asOf))
					overlap.Months = &months
				}
				all = append(all, overlap)
			}
		}
	}
	slices.SortFunc(all, func(a, b Overlap) int {
		return cmp.Or(compareDays(a.From, b.From), cmp.Compare(a.Account.ID, b.Account.ID))
	})
	return all
}

// measuredTo is where a stretch is measured to: its end, or the day asked about while it runs.
func measuredTo(s span, asOf Date) Date {
	if s.ended(asOf) {
		return *s.Until
	}
	return asOf
}

// daysInCommon sums the days of overlaps up to a day; -1 is not known.
func daysInCommon(overlaps []Overlap, asOf Date) int {
	sum := 0
	for _, o := range overlaps {
		if o.From == nil {
			return -1
		}
		sum += days(*o.From, measuredTo(span{o.From, o.To}, asOf))
	}
	return sum
}

// longestFirst orders by days in common; -1, not known, comes last of itself.
func longestFirst(a, b workedTogether) int {
	return cmp.Or(cmp.Compare(b.days, a.days), cmp.Compare(a.person, b.person))
}

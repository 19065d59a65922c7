package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var (
	bridges  = cypher.Must("read/bridges")
	strongAt = cypher.Must("read/strong_at")
)

// Bridges are people who lead into an account from accounts where we are strong, the best first.
//
// We are strong at an account where we won a deal, or where somebody works to whom an active user of ours has a tie of at least .4
// (from there on Affinity calls contact occasional, not sporadic). How strong we are for a bridge is the strongest of two: our tie to
// the person, and our tie of at least .4 to somebody of the strong account who was there with the person. It orders the bridges;
// where it is the same or not known, the value of the deals won at the account does. Strengths are today's on whatever day the ties
// are in force.
type Bridges struct {
	Account Named    `json:"account"`
	AsOf    Date     `json:"asOf" swaggertype:"string" format:"date"`
	Items   []Bridge `json:"items"`
}

// Bridge is somebody who has to do with two accounts: one where we are strong, and the one asked about or one of its family.
type Bridge struct {
	Person   Person   `json:"person"`
	Kind     string   `json:"kind" enums:"alumni,board,sister"`         // used to work at the other account; is related to it in another way; works at a strong one of the family
	From     Named    `json:"from"`                                     // where we are strong
	To       Named    `json:"to"`                                       // the account, or one of its family
	Since    *Date    `json:"since" swaggertype:"string" format:"date"` // of the work in the past, of the relation, or of the work at the sister
	Until    *Date    `json:"until" swaggertype:"string" format:"date"`
	Strength *float64 `json:"strength" example:"0.64" field:"ties.strength"`                                    // 0 to 1; null where only won deals make us strong there
	Through  *Person  `json:"through"`                                                                          // whom we know better than the person, and who was at the strong account with them
	WonValue []Amount `json:"wonValue" field:"opportunities.value,opportunities.currency,opportunities.status"` // of the deals won at the strong account, by currency
	Text     string   `json:"text" example:"Dana Malá worked at Mills until 2025-01-01 and is at Works now. Eva knows Karel Novák, who was there then (strength 0.8)."`
}

// wellKnown is the least strength of a tie that makes us strong at an account.
const wellKnown = .4

type bridgesRow struct {
	Account Named        `json:"account"`
	Family  []string     `json:"family"`
	People  []affiliated `json:"people"`
}

// affiliated is somebody with every account they worked at or have to do with.
type affiliated struct {
	ID        string    `json:"id"`
	Holdings  []holding `json:"holdings" field:"positions"`
	Relations []struct {
		AccountID   string  `json:"accountId"`
		AccountName string  `json:"accountName"`
		Days        span    `json:"days"`
		Label       *string `json:"label" field:"relations.type"`
	} `json:"relations" field:"relations"`
	Won []string `json:"won" field:"buyingCenterMembers"` // ids of the accounts of won deals that they took part in
}

type strongAtRow struct {
	Deals []Deal      `json:"deals"`
	Known []knownToUs `json:"known"`
}

// knownToUs is somebody with our strongest tie to them.
type knownToUs struct {
	ID       string    `json:"id"`
	Tie      OurTie    `json:"tie" field:"ties"`
	Holdings []holding `json:"holdings" field:"positions"`
}

// affiliation is an account that somebody has to do with.
type affiliation struct {
	account Named
	kind    affiliationKind
	days    []span // when; of a past one those of the last stretch
	label   *string
}

type affiliationKind int

const (
	works affiliationKind = iota
	related
	worked
)

// crossing is a bridge before it is known how strong we are.
type crossing struct {
	person, kind string
	from, to     affiliation
	won          bool // took part in a deal won at from

	tie      *OurTie // ours to the person, or to through
	through  string  // or empty
	wonDeals []dealRow
	wonValue float64 // as they are, whatever their currencies
}

// Bridges answers the best bridges into an account on a day, at most limit of them. NotFound: the account.
func (g *Graph) Bridges(ctx context.Context, v access.Viewer, accountID string, day *Date, limit int) (Bridges, error) {
	asOf := g.asOf(day)
	rows, err := store.Read[bridgesRow](ctx, g.store, bridges, v.Sees(map[string]any{"id": accountID, "asOf": asOf}))
	row, err := one(rows, err, "account", accountID)
	if err != nil {
		return Bridges{}, err
	}
	crossings := row.crossings(asOf)
	accounts, people := map[string]bool{}, map[string]bool{}
	for _, c := range crossings {
		accounts[c.from.account.ID], people[c.person] = true, true
	}
	strong, err := store.Read[strongAtRow](ctx, g.store, strongAt,
		v.Sees(map[string]any{"accounts": slices.Collect(maps.Keys(accounts)), "people": slices.Collect(maps.Keys(people)), "least": wellKnown, "asOf": asOf}))
	if err != nil {
		return Bridges{}, err
	}
	crossings = strong[0].carried(crossings, asOf)
	crossings = crossings[:min(limit, len(crossings))]

	shown := map[string]bool{}
	for _, c := range crossings {
		shown[c.person] = true
		if c.through != "" {
			shown[c.through] = true
		}
	}
	named, err := g.people(ctx, v, shown, asOf)
	if err != nil {
		return Bridges{}, err
	}
	answer := Bridges{Account: row.Account, AsOf: asOf, Items: make([]Bridge, 0, len(crossings))}
	for _, c := range crossings {
		if person, there := named[c.person]; there { // they may have been deleted meanwhile
			answer.Items = append(answer.Items, c.bridge(person, named))
		}
	}
	return answer, nil
}

// crossings are all pairs of accounts that people connect, whether we are strong at the first or not. They lead to the account itself
// or, by work there, to one of its family; within the family only to the account.
func (row bridgesRow) crossings(asOf Date) []crossing {
	var all []crossing
	for _, p := range row.People {
		affiliations := p.affiliations(asOf)
		for _, from := range affiliations {
			if from.account == row.Account {
				continue
			}
			family, leads := slices.Contains(row.Family, from.account.ID), false
			for _, to := range affiliations {
				if to.account != row.Account && (family || to.kind != works || !slices.Contains(row.Family, to.account.ID)) ||
					to.account == from.account || to.kind == worked && from.kind == worked {
					continue
				}
				kind := "board"
				if to.kind == worked && from.kind == works || to.kind == works && from.kind == worked {
					kind = "alumni"
				}
				leads = true
				all = append(all, crossing{person: p.ID, kind: kind, from: from, to: to, won: slices.Contains(p.Won, from.account.ID)})
			}
			if family && !leads && from.kind == works {
				to := affiliation{account: row.Account}
				all = append(all, crossing{person: p.ID, kind: "sister", from: from, to: to, won: slices.Contains(p.Won, from.account.ID)})
			}
		}
	}
	return all
}

// affiliations are the accounts that somebody works at on a day, else is related to, else worked at before, each once but for several relations.
func (p affiliated) affiliations(asOf Date) []affiliation {
	var now, before, relations []affiliation
	current := map[string]bool{}
	for account, stretches := range employments(p.Holdings) {
		if slices.ContainsFunc(stretches, func(days span) bool { return days.holds(asOf) }) {
			now = append(now, affiliation{account: account, kind: works, days: stretches})
			current[account.ID] = true
		}
	}
	for _, r := range p.Relations {
		if !slices.ContainsFunc(now, func(n affiliation) bool { return n.account.ID == r.AccountID }) {
			relations = append(relations, affiliation{account: Named{ID: r.AccountID, Name: r.AccountName}, kind: related, days: []span{r.Days}, label: r.Label})
			current[r.AccountID] = true
		}
	}
	for account, stretches := range employments(p.Holdings) {
		stretches = slices.DeleteFunc(stretches, func(days span) bool { return !days.ended(asOf) })
		if len(stretches) > 0 && !current[account.ID] {
			before = append(before, affiliation{account: account, kind: worked, days: stretches[len(stretches)-1:]})
		}
	}
	return slices.Concat(now, relations, before)
}

// carried keeps the crossings from accounts where we are strong and says how strong we are, in the order of the bridges. Of a sister
// only those are kept whom we know well or won a deal with: that somebody works there is not much by itself.
func (row strongAtRow) carried(crossings []crossing, asOf Date) []crossing {
	type colleague struct {
		knownToUs
		days []span
	}
	ours, present, won := map[string]*OurTie{}, map[string][]colleague{}, map[string][]dealRow{}
	for _, known := range row.Known {
		ours[known.ID] = &known.Tie
		for account, stretches := range employments(known.Holdings) {
			if slices.ContainsFunc(stretches, func(days span) bool { return days.holds(asOf) }) {
				present[account.ID] = append(present[account.ID], colleague{known, stretches})
			}
		}
	}
	for _, deal := range row.Deals {
		won[*deal.AccountID] = append(won[*deal.AccountID], dealRow{Deal: deal})
	}
	var all []crossing
	for _, c := range crossings {
		at := c.from.account.ID
		c.wonDeals, c.tie = won[at], ours[c.person]
		if len(c.wonDeals) == 0 && len(present[at]) == 0 || c.kind == "sister" && !c.won && (c.tie == nil || *c.tie.Strength < wellKnown) {
			continue
		}
		for _, other := range present[at] {
			if other.ID != c.person && (c.tie == nil || *other.Tie.Strength > *c.tie.Strength) && sharedDays(c.from.days, other.days) {
				c.tie, c.through = &other.Tie, other.ID
			}
		}
		for _, deal := range c.wonDeals {
			c.wonValue += max(dealValue(&deal.Deal), 0)
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b crossing) int {
		return cmp.Or(
			cmp.Compare(b.strength(), a.strength()), cmp.Compare(b.wonValue, a.wonValue), cmp.Compare(a.person, b.person),
			cmp.Compare(a.from.account.ID, b.from.account.ID), cmp.Compare(a.to.account.ID, b.to.account.ID),
			compareText(a.from.label, b.from.label), compareText(a.to.label, b.to.label),
		)
	})
	return all
}

// sharedDays reports whether two people who were somewhere at these times had a day there in common.
func sharedDays(a, b []span) bool {
	for _, mine := range a {
		for _, theirs := range b {
			if _, any := mine.common(theirs); any {
				return true
			}
		}
	}
	return false
}

// strength is how strong we are; -1 is not known.
func (c crossing) strength() float64 {
	if c.tie == nil {
		return -1
	}
	return *c.tie.Strength
}

func (c crossing) bridge(person Person, people map[string]Person) Bridge {
	reason := c.reason()
	b := Bridge{
		Person: person, Kind: c.kind, From: c.from.account, To: c.to.account,
		Since: reason.Since, Until: reason.Until, WonValue: amounts(c.wonDeals, "won"),
	}
	said := fmt.Sprintf("%s %s and %s.", person.Name, c.to, c.from)
	if c.kind == "sister" {
		said = fmt.Sprintf("%s %s, of the same group as %s.", person.Name, c.from, c.to.account.Name)
	}
	through, there := people[c.through]
	switch {
	case there:
		b.Through, b.Strength = &through, c.tie.Strength
		said += fmt.Sprintf(" %s knows %s, who was at %s with them (strength %s).", c.tie.UserName, through.Name, c.from.account.Name, shortNumber(*c.tie.Strength))
	case c.tie != nil && c.through == "":
		b.Strength = c.tie.Strength
		said += fmt.Sprintf(" %s knows %s (strength %s).", c.tie.UserName, person.Name, shortNumber(*c.tie.Strength))
	}
	if len(c.wonDeals) > 0 {
		said += fmt.Sprintf(" We won %s at %s.", counted(len(c.wonDeals), "deal"), c.from.account.Name)
	}
	b.Text = said
	return b
}

// reason is the days of what makes the person a bridge: of the work in the past, else of the relation, else of the work at from.
func (c crossing) reason() span {
	at := c.from
	if c.to.kind > c.from.kind {
		at = c.to
	}
	return at.days[len(at.days)-1]
}

// String says the affiliation as the end of a sentence about the person.
func (a affiliation) String() string {
	switch {
	case a.kind == works:
		return "works at " + a.account.Name
	case a.kind == worked:
		return fmt.Sprintf("worked at %s until %s", a.account.Name, a.days[0].Until)
	case a.label == nil:
		return "is related to " + a.account.Name
	}
	return fmt.Sprintf("is related to %s (%s)", a.account.Name, *a.label)
}

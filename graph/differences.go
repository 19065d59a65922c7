package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var accountChanges = cypher.Must("read/account_changes")

// Difference is one thing that was otherwise on one day than on another.
type Difference struct {
	Kind        string     `json:"kind" enums:"arrival,departure,move,manager,seatOpened,seatClosed,newDeal,joined,left,attitude,roles,influence,politicalStatus,tie,tieEnded,health,field"`
	Text        string     `json:"text" example:"Bea left Plant as Buyer on 2026-06-01."`
	On          *Date      `json:"on" swaggertype:"string" format:"date"` // the day it happened, where that is known
	People      []Person   `json:"people"`                                // whom it is about, as they are on the later day; of a tie the contact and our user
	Position    *SeatNamed `json:"position"`
	Opportunity *Named     `json:"opportunity"`
	Field       *string    `json:"field" example:"stage"` // of kind field
	Before      any        `json:"before"`
	After       any        `json:"after"`
	Source      string     `json:"source" enums:"graph,audit"` // where it is known from: the audit where the graph keeps no time
	who         []string   // ids of People
}

// SeatNamed is a position that is only named.
type SeatNamed struct {
	ID    string  `json:"id"`
	Title *string `json:"title" field:"positions.title"`
}

// AccountDifferences is what changed in an account between two days, what weighs most first.
type AccountDifferences struct {
	Account Named        `json:"account"`
	From    Date         `json:"from" swaggertype:"string" format:"date"`
	To      Date         `json:"to" swaggertype:"string" format:"date"`
	Items   []Difference `json:"items"`
}

// kindsOfDifference are the kinds in the order in which they weigh.
var kindsOfDifference = []string{"departure", "health", "attitude", "arrival", "move", "left", "joined", "roles", "politicalStatus", "influence", "tieEnded", "tie",
	"newDeal", "field", "manager", "seatClosed", "seatOpened"}

// compare puts what weighs more first, then what is newer.
func (d Difference) compare(other Difference) int {
	return cmp.Or(
		cmp.Compare(slices.Index(kindsOfDifference, d.Kind), slices.Index(kindsOfDifference, other.Kind)),
		compareDays(other.On, d.On), cmp.Compare(d.Text, other.Text),
	)
}

// AccountDifferences answers what was otherwise in an account on one day than on a later one. NotFound: the account.
func (g *Graph) AccountDifferences(ctx context.Context, v access.Viewer, accountID string, from, to Date) (AccountDifferences, error) {
	changed, err := g.accountsChanged(ctx, v, []string{accountID}, from, to)
	if err != nil {
		return AccountDifferences{}, err
	}
	row, err := one(changed.now, nil, "account", accountID)
	if err != nil {
		return AccountDifferences{}, err
	}
	items := changed.differences(v, &row, g.RequiredRoles)
	records := map[string]Named{accountID: row.Account}
	for _, deal := range row.Opportunities {
		records[deal.ID] = Named{ID: deal.ID, Name: deal.Name}
	}
	fields, err := g.fieldDifferences(ctx, v, records, from, to)
	if err != nil {
		return AccountDifferences{}, err
	}
	items = append(items, fields...)
	slices.SortFunc(items, Difference.compare)
	return AccountDifferences{Account: row.Account, From: from, To: to, Items: items}, g.named(ctx, v, items, to)
}

// accountsChanged is what the differences of accounts rest on.
type accountsChanged struct {
	from, to  Date
	then, now []summaryRow
	changes   []accountChangesRow
}

// accountsChanged asks for any number of accounts in three statements, side by side.
func (g *Graph) accountsChanged(ctx context.Context, v access.Viewer, ids []string, from, to Date) (*accountsChanged, error) {
	changed := &accountsChanged{from: from, to: to}
	asking, within := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		changed.then, err = g.summaryRows(within, v, ids, from)
		return err
	})
	asking.Go(func() (err error) {
		changed.now, err = g.summaryRows(within, v, ids, to)
		return err
	})
	asking.Go(func() (err error) {
		changed.changes, err = store.Read[accountChangesRow](within, g.store, accountChanges, v.Sees(map[string]any{"ids": ids, "from": from, "to": to}))
		return err
	})
	return changed, asking.Wait()
}

// differences are those of one account, but for what the audit knows.
func (c *accountsChanged) differences(v access.Viewer, now *summaryRow, required []string) []Difference {
	items := []Difference{}
	for i := range c.changes {
		if c.changes[i].AccountID == now.Account.ID {
			items = append(items, c.changes[i].differences(v, now.Account)...)
		}
	}
	i := slices.IndexFunc(c.then, func(r summaryRow) bool { return r.Account.ID == now.Account.ID })
	if i < 0 {
		return items // it came between the questions
	}
	before := map[string]judgedDeal{}
	for _, deal := range c.then[i].openDeals(required) {
		before[deal.ID] = deal
	}
	for _, deal := range now.openDeals(required) {
		named := Named{ID: deal.ID, Name: deal.Name}
		if deal.CreatedAt != nil && c.from.Before(store.DateOf(*deal.CreatedAt)) {
			if day := store.DateOf(*deal.CreatedAt); !c.to.Before(day) {
				items = append(items, Difference{Kind: "newDeal", On: &day, Opportunity: &named, Text: "A new deal: " + deal.Name + "."})
			}
			continue
		}
		items = append(items, dealDifferences(named, before[deal.ID].parts(), deal.parts())...)
		if was := before[deal.ID].health.Rating; was != "" && was != deal.health.Rating {
			items = append(items, healthDifference(named, was, deal.health))
		}
	}
	return items
}

// tieDifference says that one of us knows a contact, or no longer does.
func tieDifference(begins bool, contact, user Named) Difference {
	d := Difference{Kind: "tie", who: []string{contact.ID, user.ID}, Text: fmt.Sprintf("%s knows %s now.", user.Name, contact.Name)}
	if !begins {
		d.Kind, d.Text = "tieEnded", fmt.Sprintf("%s does not know %s any more.", user.Name, contact.Name)
	}
	return d
}

// parts are what the members are in the deal.
func (d judgedDeal) parts() []dealPart {
	var parts []dealPart
	for _, s := range d.stakes {
		i := slices.IndexFunc(d.Members, func(m dealMember) bool { return m.ContactID == s.contactID })
		parts = append(parts, dealPart{stake: s, since: d.Members[i].Since, until: d.Members[i].Until})
	}
	return parts
}

// named fills in the people whom differences are about, as they are on a day, and where they come from.
func (g *Graph) named(ctx context.Context, v access.Viewer, items []Difference, day Date) error {
	ids := map[string]bool{}
	for _, item := range items {
		for _, id := range item.who {
			ids[id] = true
		}
	}
	people := map[string]Person{}
	if len(ids) > 0 {
		var err error
		if people, err = g.people(ctx, v, ids, day); err != nil {
			return err
		}
	}
	for i := range items {
		item := &items[i]
		item.People = []Person{}
		for _, id := range item.who {
			if person, is := people[id]; is {
				item.People = append(item.People, person)
			}
		}
		if item.Source == "" {
			item.Source = "graph"
		}
	}
	return nil
}

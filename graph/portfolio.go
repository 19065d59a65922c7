package graph

import (
	"context"
	"slices"
	"time"

	"kith/access"
)

// Portfolio is a page of accounts with what wants to be known of each at a glance.
type Portfolio struct {
	AsOf       Date           `json:"asOf" swaggertype:"string" format:"date"`
	CompareTo  *Date          `json:"compareTo" swaggertype:"string" format:"date"`
	Items      []PortfolioRow `json:"items"`
	NextCursor string         `json:"nextCursor,omitempty"` // absent on the last page
}

// PortfolioRow is one account of it.
type PortfolioRow struct {
	Account       Named        `json:"account"`
	Class         *string      `json:"class" field:"accounts.class"`
	Owner         *Named       `json:"owner" field:"accounts.ownerId"`
	ValueWon      []Amount     `json:"valueWon" field:"opportunities.value,opportunities.currency,opportunities.status"`
	ValueOpen     []Amount     `json:"valueOpen" field:"opportunities.value,opportunities.currency,opportunities.status"`
	OpenDeals     int          `json:"openDeals"`
	WorstDeal     *WorstDeal   `json:"worstDeal" field:"buyingCenterMembers.roles,buyingCenterMembers.attitude,buyingCenterMembers.politicalStatus,opportunities.status"`
	KeyPlayers    KnownOfAll   `json:"keyPlayers" field:"buyingCenterMembers.roles,buyingCenterMembers.politicalStatus,opportunities.status,ties"`
	SingleThreads []ThreadDeal `json:"singleThreads" field:"buyingCenterMembers,ties,opportunities.status"` // deals in which our support hangs on one of us
	LastContact   *time.Time   `json:"lastContact"`
	Vacancies     int          `json:"vacancies" field:"positions"`
	Alerts        []Alert      `json:"alerts" field:"buyingCenterMembers.roles,buyingCenterMembers.politicalStatus,opportunities.status,positions"`
	Changes       []Difference `json:"changes"` // since the day compared to: the ten that weigh most
	ChangeCount   int          `json:"changeCount"`
	NextAction    *NextAction  `json:"nextAction"` // what the gaps suggest
}

// ThreadDeal is a deal in which our support hangs on one of us.
type ThreadDeal struct {
	Opportunity Named    `json:"opportunity"`
	Text        string   `json:"text"`
	ContactIDs  []string `json:"contactIds"`
}

// PortfolioOptions say which accounts are asked for, and of which day.
type PortfolioOptions struct {
	List      ListOptions
	AsOf      *Date
	CompareTo *Date // a day before; nil compares with none
}

// portfolioChanges is how many changes of an account a portfolio shows.
const portfolioChanges = 10

// Portfolio answers for the accounts that a list has. A page takes the same few statements however many accounts are on it.
func (g *Graph) Portfolio(ctx context.Context, v access.Viewer, o PortfolioOptions) (Portfolio, error) {
	asOf := g.asOf(o.AsOf)
	page := Portfolio{AsOf: asOf, CompareTo: o.CompareTo, Items: []PortfolioRow{}}
	if err := o.List.nameMe(v); err != nil {
		return page, err
	}
	seal, err := g.sealer(ctx, "portfolio", o)
	if err != nil {
		return page, err
	}
	after, err := seal.open(o.List.Cursor)
	if err != nil {
		return page, err
	}
	places, err := Accounts.places(ctx, g, v, o.List, after)
	if err != nil {
		return page, err
	}
	if len(places) > o.List.Limit {
		places = places[:o.List.Limit]
		page.NextCursor = seal.close(places[o.List.Limit-1])
	}
	ids := make([]string, len(places))
	for i, place := range places {
		ids[i] = place.ID
	}
	changed := &accountsChanged{}
	if o.CompareTo != nil {
		changed, err = g.accountsChanged(ctx, v, ids, *o.CompareTo, asOf)
	} else {
		changed.now, err = g.summaryRows(ctx, v, ids, asOf)
	}
	if err != nil {
		return page, err
	}
	var shown []Difference
	for _, id := range ids {
		i := slices.IndexFunc(changed.now, func(r summaryRow) bool { return r.Account.ID == id })
		if i < 0 {
			continue // it was deleted between the questions
		}
		row := changed.row(v, &changed.now[i], asOf, g.RequiredRoles)
		shown = append(shown, row.Changes...)
		page.Items = append(page.Items, row)
	}
	err = g.named(ctx, v, shown, asOf)
	for i := range page.Items {
		n := len(page.Items[i].Changes)
		page.Items[i].Changes, shown = append([]Difference{}, shown[:n]...), shown[n:]
	}
	return page, err
}

// row is an account's.
func (c *accountsChanged) row(v access.Viewer, now *summaryRow, asOf Date, required []string) PortfolioRow {
	open := now.openDeals(required)
	s := summarize(now, open, asOf)
	row := PortfolioRow{
		Account: s.Account, Class: s.Class, Owner: s.Owner, ValueWon: s.ValueWon, ValueOpen: s.ValueOpen, OpenDeals: len(open), WorstDeal: s.WorstDeal,
		KeyPlayers: s.KeyPlayers, SingleThreads: []ThreadDeal{}, LastContact: s.LastContact, Vacancies: s.Vacancies, Alerts: s.Alerts, NextAction: nextAction(open, s),
	}
	for _, deal := range open {
		for _, reason := range deal.health.Reasons {
			if reason.Code == singleThread {
				row.SingleThreads = append(row.SingleThreads, ThreadDeal{Opportunity: Named{ID: deal.ID, Name: deal.Name}, Text: reason.Text, ContactIDs: reason.ContactIDs})
			}
		}
	}
	if c.changes != nil {
		differences := c.differences(v, now, required)
		slices.SortFunc(differences, Difference.compare)
		row.ChangeCount = len(differences)
		row.Changes = differences[:min(portfolioChanges, len(differences))]
	}
	return row
}

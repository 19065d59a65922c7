package graph

import (
	"cmp"
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var companies = cypher.Must("read/companies")

// Companies is every company that a contact is or was tied to: those with a tie in force first, then by name and id.
type Companies struct {
	Contact Person    `json:"contact"`
	Items   []Company `json:"items"`
}

// Company is an account with what ties a contact to it: what is in force first, then what began last.
type Company struct {
	Account Named        `json:"account"`
	Ties    []CompanyTie `json:"ties"`
}

// CompanyTie is a position that the contact holds or held there, a relation, or an involvement in one of the account's deals.
type CompanyTie struct {
	Kind    string  `json:"kind" enums:"position,relation,involvement"`
	Label   *string `json:"label" example:"Chief Financial Officer"` // the position's title, the relation in words from the contact's side, the deal's name
	Since   *Date   `json:"since" swaggertype:"string" format:"date"`
	Until   *Date   `json:"until" swaggertype:"string" format:"date"`
	Current bool    `json:"current"`
}

// tiesToCompanies are the kinds of rights that ties to companies fall under, and the fields that their labels are.
var tiesToCompanies = map[string]struct {
	kind     access.Kind
	labelled access.Field
}{
	"position":    {access.Positions, access.Field{Kind: access.Positions, Name: "title"}},
	"relation":    {access.Relations, access.Field{Kind: access.Relations, Name: "type"}},
	"involvement": {access.BuyingCenterMembers, access.Field{Kind: access.Opportunities, Name: "name"}},
}

// Companies answers for a contact what had begun by a day; nil is today. Errors: NotFound.
func (g *Graph) Companies(ctx context.Context, v access.Viewer, contactID string, day *Date) (Companies, error) {
	asOf := g.asOf(day)
	rows, err := store.Read[struct {
		Contact Person       `json:"contact"`
		Ties    []companyTie `json:"ties"`
	}](ctx, g.store, companies, v.Sees(map[string]any{"contact": contactID, "asOf": asOf}))
	row, err := one(rows, err, "contact", contactID)
	return Companies{Contact: row.Contact, Items: companiesOf(v, row.Ties, asOf)}, err
}

// companyTie is one tie to a company as a statement answers it.
type companyTie struct {
	Account Named   `json:"account"`
	Kind    string  `json:"kind"`
	Label   *string `json:"label"`
	Days    span    `json:"days"`
	Seat    span    `json:"seat"` // a position's, the days on which it exists
}

// companiesOf are the companies of ties that had begun by a day, current ones first.
func companiesOf(v access.Viewer, ties []companyTie, asOf Date) []Company {
	items := []Company{}
	at := map[string]int{}
	for _, tie := range ties {
		of := tiesToCompanies[tie.Kind]
		if v.Hides(of.kind, "") {
			continue
		}
		if v.Hides(of.labelled.Kind, of.labelled.Name) {
			tie.Label = nil
		}
		days, any := tie.Days.common(tie.Seat)
		if !any || !days.begun(asOf) {
			continue
		}
		i, is := at[tie.Account.ID]
		if !is {
			i = len(items)
			at[tie.Account.ID] = i
			items = append(items, Company{Account: tie.Account})
		}
		items[i].Ties = append(items[i].Ties, CompanyTie{Kind: tie.Kind, Label: tie.Label, Since: days.Since, Until: days.Until, Current: days.holds(asOf)})
	}
	for _, item := range items {
		slices.SortFunc(item.Ties, func(a, b CompanyTie) int {
			return cmp.Or(currentFirst(a.Current, b.Current), compareDays(b.Since, a.Since), cmp.Compare(a.Kind, b.Kind), compareDays(a.Until, b.Until), compareText(a.Label, b.Label))
		})
	}
	slices.SortFunc(items, func(a, b Company) int {
		return cmp.Or(currentFirst(a.Ties[0].Current, b.Ties[0].Current), cmp.Compare(a.Account.Name, b.Account.Name), cmp.Compare(a.Account.ID, b.Account.ID))
	})
	return items
}

func currentFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// compareText orders texts; null comes first.
func compareText(a, b *string) int {
	switch {
	case a == nil || b == nil:
		return currentFirst(a == nil, b == nil)
	}
	return cmp.Compare(*a, *b)
}

package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var auditBetween = cypher.Must("read/audit_between")

// OpportunityDifferences is what changed in a deal between two days, what weighs most first.
type OpportunityDifferences struct {
	Opportunity Named        `json:"opportunity"`
	From        Date         `json:"from" swaggertype:"string" format:"date"`
	To          Date         `json:"to" swaggertype:"string" format:"date"`
	Items       []Difference `json:"items"`
}

// OpportunityDifferences answers what was otherwise in a deal's buying centre on one day than on a later one. NotFound: the deal.
func (g *Graph) OpportunityDifferences(ctx context.Context, v access.Viewer, opportunityID string, from, to Date) (OpportunityDifferences, error) {
	var then, now BuyingCenter
	var thenRows, nowRows []memberRow
	var fields []Difference
	asking, within := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		then, thenRows, err = g.buyingCenterOn(within, v, opportunityID, from)
		return err
	})
	asking.Go(func() (err error) {
		if now, nowRows, err = g.buyingCenterOn(within, v, opportunityID, to); err == nil {
			fields, err = g.fieldDifferences(within, v, map[string]Named{opportunityID: {ID: opportunityID, Name: now.Opportunity.Name}}, from, to)
		}
		return err
	})
	if err := asking.Wait(); err != nil {
		return OpportunityDifferences{}, err
	}
	deal := Named{ID: now.Opportunity.ID, Name: now.Opportunity.Name}
	items := slices.Concat([]Difference{}, fields, dealDifferences(deal, partsOf(thenRows), partsOf(nowRows)), memberDifferences(v, thenRows, nowRows), lineDifferences(then, now))
	if then.Health.Rating != now.Health.Rating {
		items = append(items, healthDifference(deal, then.Health.Rating, now.Health))
	}
	slices.SortFunc(items, Difference.compare)
	return OpportunityDifferences{Opportunity: deal, From: from, To: to, Items: items}, g.named(ctx, v, items, to)
}

// dealPart is what somebody is in a deal, and on which days.
type dealPart struct {
	stake
	since, until *Date
}

func partsOf(rows []memberRow) []dealPart {
	parts := make([]dealPart, len(rows))
	for i := range rows {
		parts[i] = dealPart{stake: *rows[i].stake(), since: rows[i].Since, until: rows[i].Until}
	}
	return parts
}

// dealDifferences are who joined a deal or left it, and what its members are that they were not.
func dealDifferences(deal Named, then, now []dealPart) []Difference {
	var items []Difference
	find := func(parts []dealPart, id string) *dealPart {
		i := slices.IndexFunc(parts, func(p dealPart) bool { return p.contactID == id })
		if i < 0 {
			return nil
		}
		return &parts[i]
	}
	for _, was := range then {
		if find(now, was.contactID) == nil {
			items = append(items, Difference{Kind: "left", On: was.until, Opportunity: &deal, who: []string{was.contactID}, Before: was.roles,
				Text: fmt.Sprintf("%s is not in %s any more%s.", was.name, deal.Name, onDay(was.until))})
		}
	}
	for _, is := range now {
		was := find(then, is.contactID)
		if was == nil {
			items = append(items, Difference{Kind: "joined", On: is.since, Opportunity: &deal, who: []string{is.contactID}, After: is.roles,
				Text: fmt.Sprintf("%s is in %s now%s%s.", is.name, deal.Name, asRoles(is.roles), onDay(is.since))})
			continue
		}
		add := func(kind, text string, before, after any) {
			items = append(items, Difference{Kind: kind, On: is.since, Opportunity: &deal, who: []string{is.contactID}, Before: before, After: after, Text: text})
		}
		if orEmpty(was.attitude) != orEmpty(is.attitude) {
			add("attitude", fmt.Sprintf("%s is %s in %s now, and was %s.", is.name, attitudeWords(is.attitude), deal.Name, attitudeWords(was.attitude)), was.attitude, is.attitude)
		}
		if !slices.Equal(was.roles, is.roles) {
			add("roles", fmt.Sprintf("%s is %s in %s now, and was %s.", is.name, roleWords(is.roles), deal.Name, roleWords(was.roles)), was.roles, is.roles)
		}
		if orEmpty(was.politicalStatus) != orEmpty(is.politicalStatus) {
			add("politicalStatus", fmt.Sprintf("%s is %s in %s now, and was %s.", is.name, statusWords(is.politicalStatus), deal.Name, statusWords(was.politicalStatus)), was.politicalStatus, is.politicalStatus)
		}
		if weight(was.influence) != weight(is.influence) {
			add("influence", fmt.Sprintf("The influence of %s in %s is %s now, and was %s.", is.name, deal.Name, influenceWords(is.influence), influenceWords(was.influence)), was.influence, is.influence)
		}
	}
	return items
}

// memberDifferences are the members who work elsewhere, and who of us knows them.
func memberDifferences(v access.Viewer, then, now []memberRow) []Difference {
	var items []Difference
	for _, is := range now {
		i := slices.IndexFunc(then, func(r memberRow) bool { return r.ContactID == is.ContactID })
		if i < 0 {
			continue
		}
		was := then[i]
		if orEmpty(was.Title) != orEmpty(is.Title) || orEmpty(was.AccountID) != orEmpty(is.AccountID) {
			items = append(items, Difference{Kind: "move", who: []string{is.ContactID}, Before: was.post(), After: is.post(), Text: moveWords(&was, &is)})
		}
		knew := func(ties []OurTie, tie OurTie) bool {
			return slices.ContainsFunc(ties, func(other OurTie) bool { return other.UserID == tie.UserID })
		}
		for _, tie := range is.Ties {
			if !knew(was.Ties, tie) {
				items = append(items, tieDifference(true, Named{ID: is.ContactID, Name: is.Name}, Named{ID: tie.UserID, Name: tie.UserName}))
			}
		}
		for _, tie := range was.Ties {
			if !knew(is.Ties, tie) {
				items = append(items, tieDifference(false, Named{ID: is.ContactID, Name: is.Name}, Named{ID: tie.UserID, Name: tie.UserName}))
			}
		}
	}
	return items
}

// post is where a member works, as data.
func (m *memberRow) post() any {
	if m.Title == nil && m.AccountID == nil {
		return nil
	}
	return map[string]any{"title": m.Title, "accountId": m.AccountID, "accountName": m.AccountName}
}

// moveWords say where a member works who worked elsewhere; where that is not known, only what was.
func moveWords(was, is *memberRow) string {
	switch {
	case is.AccountName == nil:
		return fmt.Sprintf("%s is no longer %s.", is.Name, was.postWords())
	case was.AccountName == nil:
		return fmt.Sprintf("%s is %s now.", is.Name, is.postWords())
	}
	return fmt.Sprintf("%s is %s now, and was %s.", is.Name, is.postWords(), was.postWords())
}

func (m *memberRow) postWords() string {
	if m.Title == nil {
		return "at " + *m.AccountName
	}
	return *m.Title + " at " + *m.AccountName
}

// lineDifferences are the members who report to other members.
func lineDifferences(then, now BuyingCenter) []Difference {
	names := map[string]string{}
	for _, member := range slices.Concat(then.Members, now.Members) {
		names[member.ContactID] = member.Name
	}
	type line struct{ from, to string }
	lines := func(center BuyingCenter) map[line]Edge {
		all := map[line]Edge{}
		for _, e := range center.Edges {
			if e.Kind == "reportsTo" && orEmpty(e.Line) == "solid" {
				all[line{e.From, e.To}] = e
			}
		}
		return all
	}
	was, is := lines(then), lines(now)
	var items []Difference
	for l, e := range is {
		if _, before := was[l]; !before {
			items = append(items, Difference{Kind: "manager", On: e.Since, who: []string{l.from, l.to}, After: Named{l.to, names[l.to]},
				Text: fmt.Sprintf("%s reports to %s now%s.", names[l.from], names[l.to], onDay(e.Since))})
		}
	}
	for l, e := range was {
		if _, still := is[l]; !still {
			items = append(items, Difference{Kind: "manager", On: e.Until, who: []string{l.from, l.to}, Before: Named{l.to, names[l.to]},
				Text: fmt.Sprintf("%s does not report to %s any more%s.", names[l.from], names[l.to], onDay(e.Until))})
		}
	}
	return items
}

func healthDifference(deal Named, before string, after Health) Difference {
	better := "worse"
	if worse(before, after.Rating) {
		better = "better"
	}
	text := fmt.Sprintf("%s is %s: %s now, and was %s.", deal.Name, better, after.Rating, before)
	if better == "worse" && len(after.Reasons) > 0 {
		text += " " + after.Reasons[0].Text
	}
	return Difference{Kind: "health", Opportunity: &deal, Before: before, After: after.Rating, Text: text}
}

func attitudeWords(attitude *string) string {
	if attitude == nil {
		return "of an unknown attitude"
	}
	return map[string]string{"enemy": "against us", "nonSupporter": "doubtful", "neutral": "neutral", "supporter": "a supporter", "mentor": "actively helping us"}[*attitude]
}

func roleWords(roles []string) string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = inWords(role)
	}
	if len(words) == 0 {
		return "without a role"
	}
	return listed(words, " and ")
}

func asRoles(roles []string) string {
	if len(roles) == 0 {
		return ""
	}
	return " as " + roleWords(roles)
}

func statusWords(status *string) string {
	if status == nil {
		return "at an unknown distance to the decision"
	}
	return map[string]string{"outside": "outside the decision", "politicalStructure": "somebody with a say", "innerCircle": "close to the decision"}[*status]
}

func influenceWords(influence *int) string {
	if influence == nil {
		return "not known"
	}
	return fmt.Sprint(*influence)
}

// differencesParts is how many transactions are looked through for changed fields, the newest.
const differencesParts = 1000

// differencesRecords is how many records one query of the index names: an account, then its deals.
const differencesRecords = 1000

// fieldDifferences are the fields of an account and of deals that have no dates and were changed after one day, by the end of another: the audit
// alone knows them.
func (g *Graph) fieldDifferences(ctx context.Context, v access.Viewer, records map[string]Named, from, to Date) ([]Difference, error) {
	ids, quoted := []string{}, []string{}
	for id := range records {
		if idForm.MatchString(id) { // it is in a query of the index
			ids, quoted = append(ids, id), append(quoted, `"`+id+`"`)
		}
	}
	slices.Sort(quoted)
	quoted = quoted[:min(len(quoted), differencesRecords)]
	rows, err := store.Read[auditPartRow](ctx, g.store, auditBetween, map[string]any{
		"query": "records:(" + strings.Join(quoted, " ") + ")", "ids": ids, "since": from.AddDays(1).Time(), "before": to.AddDays(1).Time(), "limit": differencesParts,
	})
	if err != nil {
		return nil, err
	}
	var entries []auditEntry
	for _, row := range rows {
		for _, entry := range slices.Backward(row.Entries) {
			e := auditEntry{id: row.ID, at: row.At, by: row.By}
			if e.Edit, err = editOf(entry.Text); err != nil {
				return nil, err
			}
			if _, asked := records[e.ID]; asked && e.Action == store.Changed && len(e.Fields) > 0 {
				entries = append(entries, e)
			}
		}
	}
	if len(entries) == 0 {
		return nil, nil
	}
	names, err := g.auditNames(ctx, v, entries)
	if err != nil {
		return nil, err
	}
	return fieldsBetween(v, entries, records, names), nil
}

// fieldsBetween are what entries, the newest first, made of each field in all.
func fieldsBetween(v access.Viewer, entries []auditEntry, records map[string]Named, names map[string]string) []Difference {
	type place struct{ record, field string }
	at := map[place]int{}
	var items []Difference
	for _, e := range entries {
		for _, f := range e.item(v, names).Changes {
			if i, has := at[place{e.ID, f.Field}]; has {
				items[i].Before = f.Before
				continue
			}
			at[place{e.ID, f.Field}] = len(items)
			d := Difference{Kind: "field", On: new(store.DateOf(e.at)), Field: new(f.Field), Before: f.Before, After: f.After, Source: "audit"}
			if record := records[e.ID]; KindOf(e.ID) == Opportunities.name {
				d.Opportunity = &record
			}
			d.Text = records[e.ID].Name // the sentence begins with it
			items = append(items, d)
		}
	}
	items = slices.DeleteFunc(items, func(d Difference) bool { return fmt.Sprint(d.Before) == fmt.Sprint(d.After) })
	for i := range items {
		d := &items[i]
		field := words(strings.TrimSuffix(strings.TrimPrefix(*d.Field, "custom."), "Id"))
		switch {
		case d.Before == nil:
			d.Text = fmt.Sprintf("%s: %s is %s now.", d.Text, field, quoted(d.After, names))
		case d.After == nil:
			d.Text = fmt.Sprintf("%s: %s was %s, and is not known now.", d.Text, field, quoted(d.Before, names))
		default:
			d.Text = fmt.Sprintf("%s: %s was %s, and is %s now.", d.Text, field, quoted(d.Before, names), quoted(d.After, names))
		}
	}
	return items
}

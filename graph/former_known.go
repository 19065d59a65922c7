package graph

import (
	"context"
	"slices"

	"kith/access"
	"kith/graph/store"
)

// formerKnown is with whom of those whom we know a contact worked before.
type formerKnown struct {
	count int
	shown []FormerColleague // those with the most days in common, first
	all   []workedTogether
}

// formerKnown answers for several contacts at once, by id: everybody's days are asked for once for each account where any of them worked.
func (g *Graph) formerKnown(ctx context.Context, v access.Viewer, contacts []string, asOf Date) (map[string]*formerKnown, error) {
	rows, err := store.Read[struct {
		Person   string    `json:"person"`
		Known    bool      `json:"known"`
		Holdings []holding `json:"holdings" field:"positions"`
	}](ctx, g.store, colleaguesKnown, v.Sees(map[string]any{"contacts": contacts, "asOf": asOf}))
	if err != nil {
		return nil, err
	}
	worked := make([]map[Named][]span, len(rows))
	for i, row := range rows {
		worked[i] = employments(row.Holdings)
	}
	answers := map[string]*formerKnown{}
	var ids []string
	for i, row := range rows {
		if !slices.Contains(contacts, row.Person) {
			continue
		}
		found := &formerKnown{shown: []FormerColleague{}}
		for j, other := range rows {
			if !other.Known || other.Person == row.Person {
				continue
			}
			if common := overlaps(worked[i], worked[j], asOf, false); len(common) > 0 {
				found.all = append(found.all, workedTogether{other.Person, common, daysInCommon(common, asOf)})
			}
		}
		slices.SortFunc(found.all, longestFirst)
		found.count = len(found.all)
		found.all = found.all[:min(briefColleagues, len(found.all))]
		for _, w := range found.all {
			ids = append(ids, w.person)
		}
		answers[row.Person] = found
	}
	if len(ids) == 0 {
		return answers, nil
	}
	people, err := store.Read[FormerColleague](ctx, g.store, formerColleagues, v.Sees(map[string]any{"people": once(ids), "asOf": asOf}))
	if err != nil {
		return nil, err
	}
	for _, found := range answers {
		for _, w := range found.all {
			if i := slices.IndexFunc(people, func(c FormerColleague) bool { return c.Person.ID == w.person }); i >= 0 {
				colleague := people[i]
				colleague.Overlaps = w.overlaps
				found.shown = append(found.shown, colleague)
			}
		}
	}
	return answers, nil
}

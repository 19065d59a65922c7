package graph

import (
	"fmt"

	"kith/access"
	"kith/graph/store"
	"kith/graph/strength"
)

// A tie belongs to the user who has it: others see how strong it is, of which kinds, and the quarter of the last contact, unless the user shares more.

// seesWhole reports whether a viewer sees all that the tie of two people rests on; shared says that its users let everybody.
func seesWhole(v access.Viewer, shared bool, a, b string) bool {
	return shared || v.Rights == nil || v.UserID != "" && (v.UserID == a || v.UserID == b)
}

// isOwn reports whether a ground is known by what one user did or said, and not by records that others see too.
func (g ground) isOwn() bool {
	return g.kind == kindInteractions || g.kind == kindAsserted || g.kind == kindMeasured
}

// saidBy reports whether the ground is what the viewer said.
func (g ground) saidBy(v access.Viewer) bool {
	return g.kind != kindInteractions && g.stored.SaidBy != nil && *g.stored.SaidBy == v.Name()
}

// kinds are those of interactions, in their order.
func (g ground) kinds() []string {
	var kinds []string
	for _, count := range g.counts(true) {
		kinds = append(kinds, count.Kind)
	}
	return kinds
}

// coarseText says a ground to others than the tie's user.
func (g ground) coarseText() string {
	switch {
	case g.kind == kindInteractions:
		var words []string
		for _, kind := range g.kinds() {
			words = append(words, wordFor(kind)+"s")
		}
		return fmt.Sprintf("%s, last in %s", and(words), quarter(dayOf(g.interacted.Last)))
	case !g.known:
		return ""
	case g.kind == kindAsserted:
		return fmt.Sprintf("said to be %s", *g.stored.Level)
	}
	return "measured by " + g.stored.Source
}

// coarse shows of the days of ties between others no more than their quarter.
func coarse(v access.Viewer, edges []Edge) []Edge {
	for i := range edges {
		if e := &edges[i]; e.Kind == "knows" && !seesWhole(v, false, e.From, e.To) {
			e.Since, e.Until = quarterBegin(e.Since), quarterBegin(e.Until)
		}
	}
	return edges
}

// band is the word for a strength, empty where that is not known.
func band(s *float64) string {
	if s == nil {
		return ""
	}
	return strength.Band(*s)
}

// quarter names a day's quarter: 2026-Q3.
func quarter(day Date) string {
	return fmt.Sprintf("%d-Q%d", day.Time().Year(), (int(day.Time().Month())+2)/3)
}

// quarterBegin is the first day of a day's quarter.
func quarterBegin(day *Date) *Date {
	if day == nil {
		return nil
	}
	at := day.Time()
	return new(store.NewDate(at.Year(), (at.Month()-1)/3*3+1, 1))
}

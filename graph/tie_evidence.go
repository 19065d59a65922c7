package graph

import (
	"cmp"
	"slices"

	"kith/graph/strength"
)

// tieEvidence is all that a tie rests on, but for where its two people have worked.
type tieEvidence struct {
	Sources   []storedSource     `json:"sources"`
	Relations []declaredRelation `json:"relations"`
}

// storedSource is what is kept with a tie: an assertion, a measured strength, or the interactions of the two.
type storedSource struct {
	Kind       string      `json:"kind"`
	Source     string      `json:"source"`
	SaidBy     *string     `json:"saidBy"`
	SaidOn     *Date       `json:"saidOn"`
	Level      *string     `json:"level"`
	Strength   *float64    `json:"strength"`
	Since      *Date       `json:"since"`
	Until      *Date       `json:"until"`
	Note       *string     `json:"note"`
	Status     string      `json:"status"`
	Muted      *bool       `json:"muted"`
	Private    *bool       `json:"private"`
	WaitsUntil *Date       `json:"waitsUntil"`
	CreatedBy  *string     `json:"createdBy"`
	History    history     `json:"history"`
	Folded     foldedLines `json:"folded"`
}

// interactions are those of the two, folded ones first.
func (s storedSource) interactions() []strength.Interaction {
	return append(s.Folded.interactions(), s.History.interactions()...)
}

// declaredRelation is a relation between two people whose type says that they know each other.
type declaredRelation struct {
	Name   string `json:"name"`
	Since  *Date  `json:"since"`
	Until  *Date  `json:"until"`
	Status string `json:"status"`
}

// workedAt is a position that somebody holds or held.
type workedAt struct {
	PositionID  string   `json:"positionId"`
	AccountID   string   `json:"accountId"`
	AccountName *string  `json:"accountName"`
	Seen        bool     `json:"seen"` // whether the viewer sees the account
	People      int      `json:"people"`
	Since       *Date    `json:"since"`
	Until       *Date    `json:"until"`
	Opened      *Date    `json:"opened"`
	Closed      *Date    `json:"closed"`
	Lines       []upLine `json:"lines"`
}

// upLine is a solid line to the position above.
type upLine struct {
	To    string `json:"to"`
	Since *Date  `json:"since"`
	Until *Date  `json:"until"`
}

// days are those on which the position both is and is held.
func (w workedAt) days() (span, bool) { return span{w.Since, w.Until}.common(span{w.Opened, w.Closed}) }

// ground is one thing that a tie rests on, on a day.
type ground struct {
	kind     string
	known    bool    // whether it says how strong the tie is
	strength float64 // what it is worth alone, 0 to 1

	stored     storedSource        // of an assertion, a measured strength, interactions
	interacted strength.Interacted // of interactions
	counted    []strength.Interaction
	account    Named // of employment
	days       float64
	from, to   *Date  // of employment, a reporting line, a relation
	word       string // of a relation: its type's name
	certainty  string // of a relation: its status
	unseen     bool   // it is at something that the viewer does not see: only its kind and share show
}

// grounds are what a tie rests on, on a day, in the order of the kinds: interactions, assertions, measured strengths, employment, reporting line,
// relations. Only the assertion said last counts; what was said after the day had not been said.
func (e tieEvidence) grounds(a, b []workedAt, day Date) []ground {
	var all []ground
	said := false
	for _, s := range e.Sources {
		g := ground{kind: s.Kind, stored: s}
		switch {
		case s.Kind == kindInteractions:
			counted := s.interactions()
			g.interacted = strength.Interactions(counted, dayNumber(day))
			if g.interacted.Counted == 0 {
				continue
			}
			g.known, g.strength = true, g.interacted.Strength
			g.counted = slices.DeleteFunc(counted, func(i strength.Interaction) bool { return i.Day > g.interacted.Last })
		case !(span{s.Since, s.Until}).holds(day):
			continue
		case s.Kind == kindMeasured && s.Strength != nil:
			g.known, g.strength = true, *s.Strength
		case s.Kind == kindAsserted && !said && s.Level != nil && s.SaidOn != nil && !day.Before(*s.SaidOn):
			said = true
			g.known, g.strength = true, strength.Asserted(*s.Level, float64(days(*s.SaidOn, day)))
		}
		all = append(all, g)
	}
	slices.SortStableFunc(all, func(x, y ground) int {
		return cmp.Compare(slices.Index(kindsOfGround, x.kind), slices.Index(kindsOfGround, y.kind))
	})
	all = append(all, inCommon(a, b, day)...)
	for _, line := range slices.Concat(reportingLines(a, b), reportingLines(b, a)) {
		if line.holds(day) {
			unseen := slices.ContainsFunc(slices.Concat(a, b), func(w workedAt) bool { return !w.Seen })
			all = append(all, ground{kind: kindReportingLine, unseen: unseen, known: true, strength: strength.ReportingLine, from: line.Since, to: line.Until})
			break
		}
	}
	for _, r := range e.Relations {
		if (span{r.Since, r.Until}).holds(day) {
			all = append(all, ground{kind: kindRelation, known: true, strength: strength.Relation, from: r.Since, to: r.Until, word: r.Name, certainty: r.Status})
		}
	}
	return all
}

// Kinds of what a tie rests on.
const (
	kindInteractions  = "interactions"
	kindAsserted      = "asserted"
	kindMeasured      = "measured"
	kindEmployment    = "employment"
	kindReportingLine = "reportingLine"
	kindRelation      = "relation"
)

var kindsOfGround = []string{kindInteractions, kindAsserted, kindMeasured, kindEmployment, kindReportingLine, kindRelation}

// status says how certain a ground is.
func (g ground) status() string {
	switch g.kind {
	case kindInteractions, kindAsserted, kindMeasured:
		return g.stored.Status
	case kindRelation:
		return g.certainty
	}
	return statusInferred
}

// together is the strength of a tie on its grounds; nil is not known.
func together(grounds []ground) *float64 {
	var counted []float64
	for _, g := range grounds {
		if g.known {
			counted = append(counted, g.strength)
		}
	}
	return strength.Together(counted)
}

// shares are what each ground has in the strength: all are 1 together, 0 where a ground adds nothing.
func shares(grounds []ground) []float64 {
	total := 0.0
	for _, g := range grounds {
		total += g.strength
	}
	all := make([]float64, len(grounds))
	for i, g := range grounds {
		if total > 0 {
			all[i] = g.strength / total
		}
	}
	return all
}

// inCommon is the employments that two people have had in common by a day, one ground for each account.
func inCommon(a, b []workedAt, day Date) []ground {
	var all []ground
	for i, x := range a {
		if slices.ContainsFunc(a[:i], func(w workedAt) bool { return w.AccountID == x.AccountID }) {
			continue
		}
		if common := overlapSpans(a, b, x.AccountID); len(common) > 0 {
			if g, is := overlapOf(common, x, day); is {
				g.unseen = !x.Seen
				all = append(all, g)
			}
		}
	}
	slices.SortFunc(all, func(x, y ground) int { return cmp.Compare(x.account.ID, y.account.ID) })
	return all
}

// overlapSpans are the days that two people have in common at an account.
func overlapSpans(a, b []workedAt, accountID string) []span {
	var common []span
	for _, x := range a {
		for _, y := range b {
			if x.AccountID != accountID || y.AccountID != accountID {
				continue
			}
			mine, isMine := x.days()
			theirs, isTheirs := y.days()
			if both, is := mine.common(theirs); is && isMine && isTheirs {
				common = append(common, both)
			}
		}
	}
	return merged(common)
}

// overlapOf is what the days in common at an account are worth on a day.
func overlapOf(common []span, at workedAt, day Date) (ground, bool) {
	g := ground{kind: kindEmployment, known: true, account: Named{ID: at.AccountID}}
	if at.AccountName != nil {
		g.account.Name = *at.AccountName
	}
	begun, startKnown := false, false
	for _, s := range common {
		if !s.begun(day) {
			continue
		}
		end := day
		if s.ended(day) {
			end = *s.Until
		}
		if !begun {
			begun, g.from = true, s.Since
		}
		g.to = s.Until
		if s.Since != nil {
			startKnown = true
			g.days += float64(days(*s.Since, end))
		}
	}
	g.strength = strength.Overlap(g.days, startKnown, at.People > strength.LargeAccount)
	return g, begun
}

// reportingLines are the days on which one of two people reports to the other.
func reportingLines(below, above []workedAt) []span {
	var lines []span
	for _, x := range below {
		for _, line := range x.Lines {
			for _, y := range above {
				if y.PositionID != line.To {
					continue
				}
				mine, isMine := x.days()
				theirs, isTheirs := y.days()
				both, is := mine.common(theirs)
				if !isMine || !isTheirs || !is {
					continue
				}
				if both, is = both.common(span{line.Since, line.Until}); is {
					lines = append(lines, both)
				}
			}
		}
	}
	return lines
}

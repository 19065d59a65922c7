package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Evidence is one thing that a tie rests on.
type Evidence struct {
	Kind  string   `json:"kind" enums:"asserted,measured"`
	Count *int     `json:"count"`                                   // of interactions; null for what is said or measured
	Last  *Date    `json:"last" swaggertype:"string" format:"date"` // when it was last said or measured
	Share *float64 `json:"share" example:"0.5"`                     // its part of the sum of all sources' strengths, 0 to 1; null where it has none
}

// seenSource is a TIE_SOURCE as statements answer it.
type seenSource struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Source   *string  `json:"source"`
	Level    *string  `json:"level"`
	Strength *float64 `json:"strength"`
	SaidOn   *Date    `json:"saidOn"`
}

const (
	kindAsserted = "asserted"
	daysPerYear  = 365.25
)

// assertedStrength is what an assertion is worth on the day that it is made; it halves with each year since (model.md,
// "The tie's strength").
var assertedStrength = map[string]float64{"weak": .2, "familiar": .5, "strong": .8}

// strengthOn is what a source alone would make the tie's strength on a day, or nil where it says nothing of it.
func (s seenSource) strengthOn(day Date) *float64 {
	if s.Kind != kindAsserted || s.Level == nil {
		return s.Strength
	}
	years := 0.0
	if s.SaidOn != nil {
		years = day.Time().Sub(s.SaidOn.Time()).Hours() / 24 / daysPerYear
	}
	strength := assertedStrength[*s.Level] * math.Exp2(-years)
	return &strength
}

// counting drops the assertions of a pair but the one last said, which alone counts.
func counting(sources []seenSource) []seenSource {
	var last *seenSource
	for i, s := range sources {
		if s.Kind == kindAsserted && s.Level != nil && (last == nil || said(*last, s) < 0) {
			last = &sources[i]
		}
	}
	return slices.DeleteFunc(slices.Clone(sources), func(s seenSource) bool {
		return s.Kind == kindAsserted && s.Level != nil && s.ID != last.ID
	})
}

// said compares when two sources were said: one without a day before all others, on the same day by id.
func said(a, b seenSource) int {
	var onA, onB Date
	if a.SaidOn != nil {
		onA = *a.SaidOn
	}
	if b.SaidOn != nil {
		onB = *b.SaidOn
	}
	if by := onA.Time().Compare(onB.Time()); by != 0 {
		return by
	}
	return cmp.Compare(a.ID, b.ID)
}

// evidenceOf is what a tie rests on as of a day: the sources that count, the largest share first.
func evidenceOf(sources []seenSource, day Date) []Evidence {
	sources = counting(sources)
	sum := 0.0
	for _, s := range sources {
		if strength := s.strengthOn(day); strength != nil {
			sum += *strength
		}
	}
	slices.SortFunc(sources, func(a, b seenSource) int {
		return cmp.Or(cmp.Compare(share(b, sum, day), share(a, sum, day)), said(b, a))
	})
	evidence := make([]Evidence, 0, len(sources))
	for _, s := range sources {
		e := Evidence{Kind: s.Kind, Last: s.SaidOn}
		if s.strengthOn(day) != nil {
			part := share(s, sum, day)
			e.Share = &part
		}
		evidence = append(evidence, e)
	}
	return evidence
}

// share is a source's part of the sum of all sources' strengths.
func share(s seenSource, sum float64, day Date) float64 {
	strength := s.strengthOn(day)
	if strength == nil || sum == 0 {
		return 0
	}
	return *strength / sum
}

// tieReason says in a sentence what stands behind a tie between two people.
func tieReason(from, to string, tie tieSeen) string {
	var grounds []string
	for _, s := range counting(tie.Sources) {
		ground := ""
		switch {
		case s.Kind == kindAsserted && s.Level != nil:
			ground = fmt.Sprintf("said to be %s", *s.Level)
		case s.Strength != nil && s.Source != nil:
			ground = fmt.Sprintf("measured as %s by %s", shortNumber(*s.Strength), *s.Source)
		case s.Strength != nil:
			ground = fmt.Sprintf("measured as %s", shortNumber(*s.Strength))
		default:
			continue
		}
		if s.SaidOn != nil {
			ground += fmt.Sprintf(" on %s", s.SaidOn)
		}
		grounds = append(grounds, ground)
	}
	slices.Sort(grounds)
	if tie.Strength == nil {
		return fmt.Sprintf("%s and %s know each other; how well is not known.", from, to)
	}
	if len(grounds) == 0 {
		return fmt.Sprintf("%s and %s know each other: strength %s.", from, to, shortNumber(*tie.Strength))
	}
	return fmt.Sprintf("%s and %s know each other: strength %s, %s.", from, to, shortNumber(*tie.Strength), strings.Join(grounds, ", "))
}

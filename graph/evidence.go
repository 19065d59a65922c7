package graph

import (
	"fmt"
	"strings"
)

// Evidence is one thing that a tie rests on.
type Evidence struct {
	Kind  string  `json:"kind" enums:"interactions,asserted,measured,employment,reportingLine,relation"`
	Count *int    `json:"count"`                                   // of interactions; null for what is said or measured
	Last  *Date   `json:"last" swaggertype:"string" format:"date"` // when it was last said or measured
	Share float64 `json:"share" example:"0.5"`                     // of the strength; all shares are 1 together, 0 where a source adds nothing
}

// evidenceOf is what a tie rests on today, in the order of its sources, and a sentence on it.
func evidenceOf(tie tieSeen, from, to string, today Date) ([]Evidence, string) {
	_, shares := worth(tie.Sources, today)
	total := 0.0
	for _, share := range shares {
		total += share
	}
	evidence := []Evidence{}
	var grounds []string
	for i, s := range tie.Sources {
		if !s.inForce(today) {
			continue
		}
		e := Evidence{Kind: s.Kind, Last: s.SaidOn}
		if total > 0 {
			e.Share = shares[i] / total
		}
		evidence = append(evidence, e)
		if shares[i] > 0 {
			grounds = append(grounds, s.ground())
		}
	}
	reason := fmt.Sprintf("%s and %s know each other", from, to)
	if tie.Strength == nil {
		return evidence, reason + "; how well is not known."
	}
	reason += fmt.Sprintf(": strength %s", shortNumber(*tie.Strength))
	if len(grounds) > 0 {
		reason += ", " + strings.Join(grounds, ", ")
	}
	return evidence, reason + "."
}

// ground says in a few words what a source says.
func (s storedSource) ground() string {
	ground := s.Kind
	switch {
	case s.Level != nil:
		ground = "said to be " + *s.Level
	case s.Strength != nil:
		ground = fmt.Sprintf("measured as %s by %s", shortNumber(*s.Strength), s.Source)
	}
	if s.SaidOn != nil {
		ground += " on " + s.SaidOn.String()
	}
	return ground
}

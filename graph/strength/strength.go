// Package strength says how strong a tie is and why: pure functions, with the formulas of the published anchors that the model
// names. It knows no graph and no store.
package strength

import "math"

// year is what an assertion halves in, in days.
const year = 365.25

// Asserted is what a person's word on a tie is worth, days after it was said: weak .2, familiar .5, strong .8, halving with each year.
func Asserted(level string, days float64) float64 {
	said := map[string]float64{"weak": .2, "familiar": .5, "strong": .8}[level]
	return said * math.Exp2(-days/year)
}

// Together is the strength of a tie over what its sources are worth, 1 − Π(1 − p); nil without any, which is not 0. It adds up from 0, so
// that one source alone is exact.
func Together(shares []float64) *float64 {
	if len(shares) == 0 {
		return nil
	}
	s := 0.0
	for _, p := range shares {
		s = s + p - s*p
	}
	return &s
}

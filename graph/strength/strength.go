// Package strength says how strong a tie is and why: pure functions over evidence, with the formulas of the published anchors that the model
// names. It knows no graph and no store. Strengths are probabilities from 0 to 1; days are whole UTC days, counted from any one day.
//
// Sources: Microsoft, Dynamics 365 relationship analytics (frequency and recency over a year); Affinity, relationship scores (0 to 1, regular from
// .7 on, sporadic below .4); Connect The Dots (one-way mail is worth nothing, group threads do not count); Google's interactions rank (Roth et al.,
// Suggesting Friends Using the Implicit Social Graph, 2010: half-life decay, direction); Gilbert & Karahalios, Predicting Tie Strength With Social
// Media, 2009; Burt, Bridge Decay, 2002.
package strength

import "math"

// Asserted is what a person's word on a tie is worth, days after it was said: weak .2, familiar .5, strong .8, halving with each year.
func Asserted(level string, days float64) float64 {
	said := map[string]float64{"weak": saidWeak, "familiar": saidFamiliar, "strong": saidStrong}[level]
	return said * math.Exp2(-days/Year)
}

// Overlap is what employment in common at one account is worth after so many days of it: .10 and .05 more with each year, at most .35, half of
// that in a large account; .10 where the days cannot be known because neither start is.
func Overlap(days float64, known, large bool) float64 {
	p := overlapBase
	if known {
		p = min(overlapBase+overlapPerYear*days/Year, overlapCap)
	}
	if large {
		p /= 2
	}
	return p
}

// OverlapGrows reports whether a day more of employment in common adds anything.
func OverlapGrows(days float64) bool { return overlapBase+overlapPerYear*days/Year < overlapCap }

// Band says how strong a tie is in one word: strong from .6 on, familiar from .3 on, else weak.
func Band(strength float64) string {
	switch {
	case strength >= bandStrong:
		return "strong"
	case strength >= bandFamiliar:
		return "familiar"
	}
	return "weak"
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

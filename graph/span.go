package graph

import "slices"

// span is the days from since on and before until; null is open.
type span struct {
	Since *Date `json:"since"`
	Until *Date `json:"until"`
}

// holds reports whether the day is one of the span.
func (s span) holds(day Date) bool { return s.begun(day) && !s.ended(day) }

// begun reports whether the span begins on the day or before.
func (s span) begun(day Date) bool { return s.Since == nil || !day.Before(*s.Since) }

// ended reports whether every day of the span is before the day.
func (s span) ended(day Date) bool { return s.Until != nil && !day.Before(*s.Until) }

// common is the days that both have, and whether there are any.
func (s span) common(other span) (span, bool) {
	if other.Since != nil && s.begun(*other.Since) {
		s.Since = other.Since
	}
	if other.Until != nil && !s.ended(*other.Until) {
		s.Until = other.Until
	}
	return s, s.Since == nil || s.Until == nil || s.Since.Before(*s.Until)
}

// merged is the same days in as few spans as possible, in order.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return compareDays(a.Since, b.Since) })
	var all []span
	for _, next := range spans {
		last := len(all) - 1
		switch {
		case last < 0 || next.Since != nil && all[last].Until != nil && all[last].Until.Before(*next.Since):
			all = append(all, next)
		case next.Until == nil || all[last].Until != nil && all[last].Until.Before(*next.Until):
			all[last].Until = next.Until
		}
	}
	return all
}

// compareDays orders days; null comes first.
func compareDays(a, b *Date) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Time().Compare(b.Time())
}

// months is how many calendar months are complete from a day to another: one on the same day of the next month.
func months(from, to Date) int {
	a, b := from.Time(), to.Time()
	n := 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month())
	if b.Day() < a.Day() {
		n--
	}
	return n
}

// days is how many days there are from a day to another.
func days(from, to Date) int { return int((to.Time().Unix() - from.Time().Unix()) / (24 * 60 * 60)) }

package graph

import (
	"fmt"
	"strings"
)

// Evidence is one thing that a tie rests on. Interactions stand by their kind.
type Evidence struct {
	Kind  string  `json:"kind" enums:"email,call,video,meeting,message,asserted,measured,employment,reportingLine,relation"`
	Count *int    `json:"count"`                                   // of interactions; null for everything else, and for others than the tie's user
	Last  *Date   `json:"last" swaggertype:"string" format:"date"` // of interactions the last one; when it was last said or measured; likewise
	Share float64 `json:"share" example:"0.5"`                     // of the strength; all shares are 1 together, 0 where a source adds nothing
}

// evidenceOf is what a tie rests on today and a sentence on it; whole is what its own user sees.
func evidenceOf(grounds []ground, from, to string, today Date, whole bool) ([]Evidence, string) {
	evidence := []Evidence{}
	var words []string
	for i, share := range shares(grounds) {
		g := grounds[i]
		if g.kind == kindInteractions {
			evidence = append(evidence, g.byKind(share, today, whole)...)
		} else {
			e := Evidence{Kind: g.kind, Share: share}
			if whole && (g.kind == kindAsserted || g.kind == kindMeasured) {
				e.Last = g.stored.SaidOn
			}
			evidence = append(evidence, e)
		}
		text := g.text(today)
		if !whole && g.isOwn() {
			text = g.coarseText()
		}
		if text != "" {
			words = append(words, text)
		}
	}
	if len(words) == 0 {
		return evidence, fmt.Sprintf("%s and %s know each other; how well is not known.", from, to)
	}
	return evidence, fmt.Sprintf("%s and %s: %s.", from, to, strings.Join(words, "; "))
}

// byKind splits the share of interactions among their kinds by what they weigh.
func (g ground) byKind(share float64, today Date, whole bool) []Evidence {
	var all []Evidence
	for _, count := range g.counts(true) {
		e := Evidence{Kind: count.Kind}
		weight := 0.0
		last := 0
		for _, i := range g.counted {
			if kindsOfInteraction[i.Kind] == count.Kind {
				weight += i.Weight(dayNumber(today), g.interacted.HalfLife)
				last = max(last, min(i.Last(), g.interacted.Last))
			}
		}
		if g.interacted.Weight > 0 {
			e.Share = share * weight / g.interacted.Weight
		}
		if whole {
			e.Count, e.Last = &count.Count, new(dayOf(last))
		}
		all = append(all, e)
	}
	return all
}

// text says a ground in a few words, empty where it says nothing.
func (g ground) text(today Date) string {
	if g.unseen {
		return ""
	}
	switch g.kind {
	case kindInteractions:
		var counts []string
		for _, c := range g.counts(true) {
			counts = append(counts, severally(c.Count, c.Kind))
		}
		text := and(counts)
		if g.interacted.Counted > 1 {
			text += fmt.Sprintf(" since %s, last on %s", month(dayOf(g.interacted.First), today), dayAndMonth(dayOf(g.interacted.Last), today))
		} else {
			text += " on " + dayAndMonth(dayOf(g.interacted.Last), today)
		}
		if g.interacted.Reciprocity == 0 {
			text += ", all one way"
		}
		return text
	case kindAsserted:
		if !g.known {
			return ""
		}
		return fmt.Sprintf("said to be %s on %s", *g.stored.Level, dayAndMonth(*g.stored.SaidOn, today))
	case kindMeasured:
		if !g.known {
			return ""
		}
		return fmt.Sprintf("measured as %s by %s", shortNumber(g.strength), g.stored.Source)
	case kindEmployment:
		return fmt.Sprintf("both at %s%s", g.account.Name, years(g.from, g.to, today))
	case kindReportingLine:
		return "one reports to the other" + years(g.from, g.to, today)
	}
	return g.word
}

// severally is a number of interactions of a kind, in words.
func severally(n int, kind string) string { return counted(n, wordFor(kind)) }

// wordFor is the word for an interaction of a kind.
func wordFor(kind string) string {
	if word, other := map[string]string{"email": "mail", "video": "video call"}[kind]; other {
		return word
	}
	return kind
}

// and lists words: a, b and c.
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// month names a day's month, with its year where that is another than today's.
func month(day, today Date) string {
	if day.Time().Year() == today.Time().Year() {
		return day.Time().Month().String()
	}
	return day.Time().Format("January 2006")
}

// dayAndMonth names a day, with its year where that is another than today's.
func dayAndMonth(day, today Date) string {
	if day.Time().Year() == today.Time().Year() {
		return day.Time().Format("2 January")
	}
	return day.Time().Format("2 January 2006")
}

// years says from when to when, by years.
func years(from, to *Date, today Date) string {
	running := to == nil || today.Before(*to)
	switch {
	case from == nil && running:
		return ""
	case from == nil:
		return fmt.Sprintf(" until %d", to.Time().Year())
	case running:
		return fmt.Sprintf(" since %d", from.Time().Year())
	case from.Time().Year() == to.Time().Year():
		return fmt.Sprintf(" in %d", from.Time().Year())
	}
	return fmt.Sprintf(" %d–%d", from.Time().Year(), to.Time().Year())
}

package graph

import (
	"fmt"
	"slices"
	"strings"
)

// link is one step up: a reporting line, or ownership. Name is that of To.
type link struct {
	From  string  `json:"from"`
	To    string  `json:"to"`
	Name  *string `json:"name"`
	Since *Date   `json:"since"`
	Until *Date   `json:"until"`
}

// chainBack looks for a way up over links from start to target whose links all hold on one same day of those with since ≤ day < until, and
// returns its links, with the first such day; nil where there is none. Walking up with the days that all links so far have in common is
// exact, because two links can be part of one cycle only on a day they share.
func chainBack(links []link, start, target string, since, until *Date) (chain []link, day *Date) {
	above := map[string][]link{}
	for _, l := range links {
		above[l.From] = append(above[l.From], l)
	}
	type days struct{ since, until *Date }
	walked := map[string][]days{}
	var walk func(at string, since, until *Date) bool
	walk = func(at string, since, until *Date) bool {
		if at == target {
			day = since
			return true
		}
		if slices.ContainsFunc(walked[at], func(w days) bool { return !before(since, w.since) && !endsBefore(w.until, until) }) {
			return false // all these days led nowhere before
		}
		walked[at] = append(walked[at], days{since, until})
		for _, l := range above[at] {
			from, to := since, until
			if before(from, l.Since) {
				from = l.Since
			}
			if endsBefore(l.Until, to) {
				to = l.Until
			}
			if !endsAfter(to, from) {
				continue
			}
			chain = append(chain, l)
			if walk(l.To, from, to) {
				return true
			}
			chain = chain[:len(chain)-1]
		}
		return false
	}
	if !walk(start, since, until) {
		return nil, nil
	}
	return chain, day
}

// endsBefore compares ends: nil is after every day.
func endsBefore(a, b *Date) bool { return a != nil && (b == nil || a.Before(*b)) }

// told says a chain in words: from the record itself over the first one above it and the links back to itself.
func told(id string, name *string, aboveID string, aboveName *string, chain []link, day *Date) string {
	words := []string{called(id, name), called(aboveID, aboveName)}
	for _, l := range chain {
		words = append(words, called(l.To, l.Name))
	}
	text := strings.Join(words, " → ")
	if day != nil {
		text += fmt.Sprintf(", from %s on", day)
	}
	return text
}

func called(id string, name *string) string {
	if name == nil {
		return id
	}
	return fmt.Sprintf("%s (%s)", *name, id)
}

package graph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kith/graph/store"
	"kith/graph/strength"
)

// foldedLines is what is kept of old interactions with their tie: a line for each month, kind and direction, such as
// "2023-04 email forth 12 8.485281 14.52 2 28": how many, what they weigh together before decay, their mean day, the first and the last one.
type foldedLines []string

// wordsOfDirection are the directions in the order of strength's: from the smaller id to the larger, back, both ways.
var wordsOfDirection = []string{"forth", "back", "both"}

// foldedLine is one of its lines.
type foldedLine struct {
	foldedKey
	strength.Folded
}

// foldedKey is what a line is of.
type foldedKey struct {
	month     Date // its first day
	kind      strength.Kind
	direction strength.Direction
}

func keyOf(i strength.Interaction) foldedKey {
	first := dayOf(i.First()).Time()
	return foldedKey{store.NewDate(first.Year(), first.Month(), 1), i.Kind, i.Direction}
}

func (l foldedLine) String() string {
	zero := dayNumber(l.month) - 1
	return fmt.Sprintf("%s %s %s %d %s %.2f %d %d", l.month.Time().Format("2006-01"), kindsOfInteraction[l.kind], wordsOfDirection[l.direction],
		l.Count, strconv.FormatFloat(l.Weight, 'g', 12, 64), l.Mean-float64(zero), l.First-zero, l.Last-zero)
}

// lines are the lines, but for those that somebody has written by hand and that say nothing.
func (f foldedLines) lines() []foldedLine {
	all := make([]foldedLine, 0, len(f))
	for _, text := range f {
		var l foldedLine
		words := strings.Fields(text)
		if len(words) != 8 {
			continue
		}
		month, err := store.ParseDate(words[0] + "-01")
		kind, direction := slices.Index(kindsOfInteraction, words[1]), slices.Index(wordsOfDirection, words[2])
		var numbers [5]float64
		for i, word := range words[3:] {
			if err == nil {
				numbers[i], err = strconv.ParseFloat(word, 64)
			}
		}
		if err != nil || kind < 0 || direction < 0 || numbers[0] < 1 || numbers[1] <= 0 {
			continue
		}
		zero := dayNumber(month) - 1
		l.foldedKey = foldedKey{month, strength.Kind(kind), strength.Direction(direction)} //nolint:gosec // places in two short lists
		l.Folded = strength.Folded{
			Count: int(numbers[0]), Weight: numbers[1], Mean: numbers[2] + float64(zero), First: int(numbers[3]) + zero, Last: int(numbers[4]) + zero,
		}
		all = append(all, l)
	}
	return all
}

// interactions are what the lines count as.
func (f foldedLines) interactions() []strength.Interaction {
	lines := f.lines()
	all := make([]strength.Interaction, len(lines))
	for i, l := range lines {
		all[i] = l.Interaction(l.kind, l.direction)
	}
	return all
}

// folded are the interactions of a history as lines.
func (h history) folded() foldedLines {
	together := map[foldedKey][]strength.Interaction{}
	for _, i := range h.interactions() {
		together[keyOf(i)] = append(together[keyOf(i)], i)
	}
	lines := map[foldedKey]strength.Folded{}
	for key, all := range together {
		lines[key] = *strength.Fold(all).Folded
	}
	return written(lines)
}

// with are the lines without what less says and with what more says, one for a month, kind and direction. The first and the last day stay those that
// were when some of a line goes.
func (f foldedLines) with(less, more foldedLines) foldedLines {
	if len(less)+len(more) == 0 {
		return f
	}
	lines := map[foldedKey]strength.Folded{}
	for _, l := range slices.Concat(f, more).lines() {
		if before, is := lines[l.foldedKey]; is {
			l.Folded = *strength.Fold([]strength.Interaction{before.Interaction(l.kind, l.direction), l.Interaction(l.kind, l.direction)}).Folded
		}
		lines[l.foldedKey] = l.Folded
	}
	for _, l := range less.lines() {
		from, is := lines[l.foldedKey]
		left := strength.Folded{Count: from.Count - l.Count, Weight: from.Weight - l.Weight, First: from.First, Last: from.Last}
		if !is || left.Count <= 0 || left.Weight <= 0 {
			delete(lines, l.foldedKey)
			continue
		}
		left.Mean = min(max((from.Weight*from.Mean-l.Weight*l.Mean)/left.Weight, float64(left.First)), float64(left.Last))
		lines[l.foldedKey] = left
	}
	return written(lines)
}

// written are lines as they are kept, ascending.
func written(lines map[foldedKey]strength.Folded) foldedLines {
	var all foldedLines
	for key, l := range lines {
		all = append(all, foldedLine{key, l}.String())
	}
	slices.Sort(all)
	return all
}

// reversed are the lines as the other of the two sees them.
func (f foldedLines) reversed() foldedLines {
	lines := map[foldedKey]strength.Folded{}
	for _, l := range f.lines() {
		l.direction = [...]strength.Direction{strength.Forth: strength.Back, strength.Back: strength.Forth, strength.Both: strength.Both}[l.direction]
		lines[l.foldedKey] = l.Folded
	}
	return written(lines)
}

// FoldedInteractions are interactions of one kind and direction in a month, of which only the number and what they weigh is kept.
type FoldedInteractions struct {
	Month     string  `json:"month" example:"2023-04"`
	Kind      string  `json:"kind" enums:"email,call,video,meeting,message"`
	Direction string  `json:"direction" enums:"forth,back,both"` // forth goes where the relation goes
	Count     int     `json:"count"`
	Weight    float64 `json:"weight"` // of all together, before it decays
	Mean      Date    `json:"mean"`   // day, by weight
	First     Date    `json:"first"`
	Last      Date    `json:"last"`
}

// shown are the lines as a person is handed them.
func (f foldedLines) shown() []FoldedInteractions {
	var all []FoldedInteractions
	for _, l := range f.lines() {
		i := l.Interaction(l.kind, l.direction)
		all = append(all, FoldedInteractions{
			l.month.Time().Format("2006-01"), kindsOfInteraction[l.kind], wordsOfDirection[l.direction], l.Count, l.Weight, dayOf(i.Day), dayOf(l.First), dayOf(l.Last),
		})
	}
	return all
}

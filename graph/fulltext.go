package graph

import (
	"strings"
	"unicode"
)

// fulltext turns what somebody types into a query of the full-text indexes: every word must be there, each as the beginning of a
// word. Words are cut where the indexes' analyser cuts them. Runs of Han and kana are phrases, for it makes a word of each sign.
// Text without a letter or digit finds nothing.
func fulltext(q string) string {
	var terms []string
	for _, word := range strings.FieldsFunc(q, separates) {
		for _, run := range bySign(word) {
			run = strings.TrimFunc(run, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
			if !strings.ContainsFunc(run, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				continue
			}
			if isSign([]rune(run)[0]) {
				terms = append(terms, `+"`+run+`"`)
			} else {
				terms = append(terms, `+`+strings.ReplaceAll(strings.ToLower(run), ":", `\:`)+`*`)
			}
		}
	}
	if terms == nil {
		return `+"` + "\u0001" + `"`
	}
	return strings.Join(terms, " ")
}

// separates reports whether the analyser ends a word at r wherever it stands; between letters these do not: ' ’ . : _ and marks.
func separates(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’.:_", r)
}

func isSign(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana) }

// bySign cuts a word where signs and letters meet.
func bySign(word string) []string {
	var runs []string
	start, last := 0, false
	for i, r := range word {
		if is := isSign(r); i > start && is != last {
			runs = append(runs, word[start:i])
			start, last = i, is
		} else {
			last = is
		}
	}
	return append(runs, word[start:])
}

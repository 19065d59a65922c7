package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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
				terms = append(terms, `+`+strings.ReplaceAll(unaccented(strings.ToLower(run)), ":", `\:`)+`*`)
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

// asciiOf is what the analyser makes of small Latin letters that are no plain letter with a mark.
var asciiOf = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i", 'ŋ': "n",
}

// unaccented folds Latin letters as the indexes' analyser does, which leaves beginnings of words as they are typed.
func unaccented(word string) string {
	var folded strings.Builder
	latin := false
	for _, r := range norm.NFD.String(word) {
		if latin && unicode.Is(unicode.Mn, r) {
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		if ascii, is := asciiOf[r]; is {
			folded.WriteString(ascii)
		} else {
			folded.WriteRune(r)
		}
	}
	return norm.NFC.String(folded.String())
}

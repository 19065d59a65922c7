package graph

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fulltext turns what somebody types into a query of the full-text indexes: every word must be there, each as the beginning of a
// word. Words are cut where the indexes' analyser cuts them. Runs of Han and kana are phrases, for it makes a word of each sign.
// Text without a letter or digit finds nothing.
func fulltext(q string) string {
	var terms, optional []string
	for _, word := range strings.FieldsFunc(norm.NFC.String(q), separates) {
		for _, run := range bySign(word) {
			run = strings.TrimFunc(run, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
			if !strings.ContainsFunc(run, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
				continue
			}
			if isSign([]rune(run)[0]) {
				terms = append(terms, `+"`+run+`"`)
			} else {
				word := folded(run)
				term := strings.ReplaceAll(word, ":", `\:`) + `*`
				if slices.Contains(unindexed, word) {
					optional = append(optional, term)
				} else {
					terms = append(terms, `+`+term)
				}
			}
		}
	}
	if terms == nil {
		for _, term := range optional {
			terms = append(terms, `+`+term) // as beginnings of other words
		}
		optional = nil
	}
	if terms == nil {
		return `+"` + "\u0001" + `"`
	}
	return strings.Join(append(terms, optional...), " ")
}

// unindexed are the words that the analyser leaves out of the index: asking that they be there would find nothing.
var unindexed = strings.Fields("a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with")

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

// longestWord is how many letters of a word are asked for: Lucene refuses beginnings of 1,000 bytes.
const longestWord = 200

// unfolded are Latin letters that the analyser folds and that are no letter with marks.
var unfolded = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ħ", "h", "ı", "i", "ŋ", "n", "ŧ", "t")

// folded is a word as the analyser puts it into the index, which it does not do to beginnings of words itself: lower case, Latin
// letters without their marks.
func folded(word string) string {
	var b strings.Builder
	for _, r := range unfolded.Replace(strings.ToLower(word)) {
		if unicode.Is(unicode.Latin, r) {
			r = []rune(norm.NFD.String(string(r)))[0]
		}
		b.WriteRune(r)
	}
	if letters := []rune(b.String()); len(letters) > longestWord {
		return string(letters[:longestWord])
	}
	return b.String()
}

package graph

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold is text under Unicode simple case folding (statuses C and S of CaseFolding.txt): two texts that differ in letter case only
// fold to the same, and folded texts compare by code point.
func fold(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, text)
		}
	}
	return strings.ToLower(text)
}

func foldRune(r rune) rune {
	switch upper := unicode.ToUpper(r); {
	case unicode.SimpleFold(r) == r: // has no other case; the dotted capital I is one of them, though ToLower says i
		return r
	case unicode.Is(unicode.Cherokee, r): // the one script that folds to its capitals
		return upper
	default: // by way of the capital, because some small letters share one: σ and ς, s and ſ
		return unicode.ToLower(upper)
	}
}

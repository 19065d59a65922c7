package paths

import (
	"cmp"
	"math"
	"strconv"
)

// nearly is how close below a score another one can be and still, rounded to nine significant digits, be equal to it; twice as wide
// as that needs, because products of the same strengths in another order differ in their last bits.
const nearly = 1 - 2e-8

// noScore is the score of a path with a tie whose strength is not known, while paths are looked for: less than any.
const noScore = -1.0

// compareScores orders scores rounded to nine significant digits, the best first.
func compareScores(a, b float64) int {
	switch {
	case a == b:
		return 0
	case a < b*nearly:
		return 1
	case b < a*nearly:
		return -1
	}
	return cmp.Compare(rounded(b), rounded(a))
}

func rounded(score float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(score, 'e', 8, 64), 64)
	if err != nil {
		panic(err) // what FormatFloat writes, ParseFloat reads
	}
	return rounded
}

// times is a score with one more strength, NaN where that is not known.
func times(score, strength float64) float64 {
	if score == noScore || math.IsNaN(strength) {
		return noScore
	}
	return score * strength
}

// told is a score as an answer tells it.
func told(score float64) float64 {
	if score == noScore {
		return math.NaN()
	}
	return score
}

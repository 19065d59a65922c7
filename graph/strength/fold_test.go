package strength_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/strength"
)

// Interactions that were folded by month, kind and direction, some of them twice, say the same of a tie to .01 on each day from a year after them on, and
// just the same of how many there were, which way, when the first and when the last.
func TestFold(t *testing.T) {
	zero := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		day := rapid.IntRange(2_000, 3_500).Draw(rt, "day")
		before := day - rapid.IntRange(365, 1_500).Draw(rt, "age")
		dense := rapid.SampledFrom([]int{31, 62, 2_000}).Draw(rt, "within days")
		busy := rapid.IntRange(1, 60).Draw(rt, "times")
		var all, kept []strength.Interaction
		type key struct {
			month     string
			kind      strength.Kind
			direction strength.Direction
		}
		months := map[key][]strength.Interaction{}
		for range rapid.IntRange(1, 30).Draw(rt, "interactions") {
			i := strength.Interaction{Day: rapid.IntRange(max(0, before-dense), before-1).Draw(rt, "on"), Kind: strength.Kind(rapid.IntRange(0, 4).Draw(rt, "kind")), Direction: strength.Both, Outside: rapid.SampledFrom([]int{0, 1, 2, 10}).Draw(rt, "outside")}
			if rapid.IntRange(0, 9).Draw(rt, "new") == 0 {
				i.Day = rapid.IntRange(before, day).Draw(rt, "on")
			}
			if i.Kind == strength.Email || i.Kind == strength.Message {
				i.Direction = strength.Direction(rapid.IntRange(0, 1).Draw(rt, "direction"))
			}
			for range busy + rapid.IntRange(0, 9).Draw(rt, "more") {
				all = append(all, i)
				if i.Day >= before {
					kept = append(kept, i)
					continue
				}
				of := key{zero.AddDate(0, 0, i.Day).Format("2006-01"), i.Kind, i.Direction}
				months[of] = append(months[of], i)
			}
		}
		for _, month := range months {
			half := month[:len(month)/2]
			if len(half) > 0 {
				month = append([]strength.Interaction{strength.Fold(half)}, month[len(half):]...)
			}
			kept = append(kept, strength.Fold(month))
		}
		single, folded := strength.Interactions(all, day), strength.Interactions(kept, day)
		require.InDelta(rt, single.Strength, folded.Strength, .01)
		require.Equal(rt, []int{single.Counted, single.First, single.Last}, []int{folded.Counted, folded.First, folded.Last})
		require.Equal(rt, []float64{single.Reciprocity, single.HalfLife}, []float64{folded.Reciprocity, folded.HalfLife})
	})
}

// The mean day is by weight: two alone who met at the beginning of a month count more than large groups at its end.
func TestFoldMeanDay(t *testing.T) {
	var all []strength.Interaction
	for i := range 40 {
		met := strength.Interaction{Kind: strength.Meeting, Direction: strength.Both, Outside: 1}
		if i >= 10 {
			met.Day, met.Outside = 30, 10
		}
		all = append(all, met)
	}
	const day = 30 + 365
	require.InDelta(t, strength.Interactions(all, day).Strength, strength.Interactions([]strength.Interaction{strength.Fold(all)}, day).Strength, .01)
}

package strength_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/graph/strength"
)

func TestAssertedHalvesWithEachYear(t *testing.T) {
	require.Equal(t, .8, strength.Asserted("strong", 0))
	require.InDelta(t, .4, strength.Asserted("strong", 365.25), 1e-12)
	require.InDelta(t, .125, strength.Asserted("familiar", 2*365.25), 1e-12)
	require.Equal(t, .2, strength.Asserted("weak", 0))
}

// Together is 1 − Π(1 − p): one source alone is itself, none is not known, and the order says nothing.
func TestTogether(t *testing.T) {
	require.Nil(t, strength.Together(nil))
	require.Equal(t, .3, *strength.Together([]float64{.3}))
	require.InDelta(t, .9, *strength.Together([]float64{.5, .8}), 1e-12)
	rapid.Check(t, func(rt *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 6).Draw(rt, "shares")
		left := 1.0
		for _, p := range shares {
			left *= 1 - p
		}
		require.InDelta(rt, 1-left, *strength.Together(shares), 1e-12)
	})
}

// The numbers of the model, by hand.
func TestOverlap(t *testing.T) {
	require.InDelta(t, .10, strength.Overlap(0, true, false), 1e-12)
	require.InDelta(t, .20, strength.Overlap(2*365.25, true, false), 1e-12)
	require.InDelta(t, .35, strength.Overlap(40*365.25, true, false), 1e-12, "at most")
	require.InDelta(t, .175, strength.Overlap(40*365.25, true, true), 1e-12, "half in a large account")
	require.InDelta(t, .10, strength.Overlap(0, false, false), 1e-12, "neither start is known")
	require.True(t, strength.OverlapGrows(4.9*365.25))
	require.False(t, strength.OverlapGrows(5*365.25))
}

func TestBand(t *testing.T) {
	for s, band := range map[float64]string{0: "weak", .2: "weak", .299: "weak", .3: "familiar", .5: "familiar", .6: "strong", 1: "strong"} {
		require.Equal(t, band, strength.Band(s), s)
	}
}

func TestInteractionWeight(t *testing.T) {
	for kind, weight := range map[strength.Kind]float64{strength.Email: 1, strength.Call: 2, strength.Video: 3, strength.Meeting: 5, strength.Message: 1} {
		require.InDelta(t, weight, strength.Interaction{Day: 10, Kind: kind}.Weight(10, 90), 1e-12)
		require.InDelta(t, weight/2, strength.Interaction{Day: 10, Kind: kind, Outside: 4}.Weight(10, 90), 1e-12, "over the root of those outside")
		require.InDelta(t, weight/4, strength.Interaction{Day: 10, Kind: kind}.Weight(190, 90), 1e-12, "two half-lives")
		require.Zero(t, strength.Interaction{Day: 11, Kind: kind}.Weight(10, 90), "in the future")
	}
}

func TestInteractions(t *testing.T) {
	mail := func(day int, direction strength.Direction) strength.Interaction {
		return strength.Interaction{Day: day, Direction: direction, Outside: 1}
	}
	none := strength.Interactions(nil, 100)
	require.Zero(t, none)
	require.Zero(t, strength.Interactions([]strength.Interaction{mail(101, strength.Forth)}, 100), "only in the future")

	oneWay := strength.Interactions([]strength.Interaction{mail(100, strength.Forth), mail(100, strength.Forth)}, 100)
	require.InDelta(t, (1-math.Exp(-2./8))*.5, oneWay.Strength, 1e-12)
	many := make([]strength.Interaction, 100)
	for i := range many {
		many[i] = mail(100, strength.Back)
	}
	require.InDelta(t, .15, strength.Interactions(many, 100).Strength, 1e-12, "one way is worth .15 at most")

	both := strength.Interactions([]strength.Interaction{mail(10, strength.Forth), mail(100, strength.Forth), mail(100, strength.Back)}, 100)
	lambda := 90 + 90*90/(5*365.25)
	require.InDelta(t, lambda, both.HalfLife, 1e-12)
	require.InDelta(t, 2./3, both.Reciprocity, 1e-12)
	weight := 2 + math.Exp2(-90/lambda)
	require.InDelta(t, weight, both.Weight, 1e-12)
	require.InDelta(t, (1-math.Exp(-weight/8))*(.5+.5*2./3), both.Strength, 1e-12)
	require.Equal(t, []int{3, 10, 100}, []int{both.Counted, both.First, both.Last})

	met := strength.Interactions([]strength.Interaction{{Day: 0, Kind: strength.Meeting, Direction: strength.Both}}, 3000)
	require.InDelta(t, 180, met.HalfLife, 1e-12, "seasoned after five years")
	require.InDelta(t, 1, met.Reciprocity, 1e-12, "a meeting is both ways")
	require.InDelta(t, 1-math.Exp(-5*math.Exp2(-3000./180)/8), met.Strength, 1e-12)
}

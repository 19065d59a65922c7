package strength_test

import (
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

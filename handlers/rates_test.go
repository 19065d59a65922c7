package handlers

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A minute's requests come back evenly; whoever asks much is one among few in memory, however many there are.
func TestRates(t *testing.T) {
	r := newRates("principal", 60)
	now := time.Unix(1_800_000_000, 0)
	for i := range 60 {
		left, wait := r.take("ada", now)
		require.InDelta(t, 59-i, left, 1e-6)
		require.Zero(t, wait)
	}
	left, wait := r.take("ada", now)
	require.Zero(t, left)
	require.InDelta(t, 1, wait.Seconds(), 1e-6)
	_, wait = r.take("ben", now)
	require.Zero(t, wait, "nobody pays for another")
	now = now.Add(wait + 5*time.Second)
	for range 5 {
		_, wait = r.take("ada", now)
		require.Zero(t, wait)
	}
	_, wait = r.take("ada", now)
	require.Positive(t, wait)

	// A bucket outlives the turn of a generation, until it would be full.
	now = now.Add(ratePeriod - 30*time.Second)
	left, _ = r.take("ada", now)
	require.InDelta(t, 29, left, 1e-6)
	now = now.Add(31 * time.Second)
	left, _ = r.take("ada", now)
	require.InDelta(t, 59, left, 1e-6)
	require.Contains(t, r.young, "ada")
	now = now.Add(time.Hour)
	left, _ = r.take("ada", now)
	require.InDelta(t, 59, left, 1e-6)
	require.Empty(t, r.old)

	for i := range 3 * ratesKept {
		r.take(fmt.Sprint(i), now)
	}
	require.LessOrEqual(t, len(r.young)+len(r.old), 2*ratesKept)
}

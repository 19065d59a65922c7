package graph

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// However many names are tried from however many addresses, the memory of it does not grow, who is tried is slowed, and a quarter of an hour
// forgives.
func TestGuessesAreSlowedInBoundedMemory(t *testing.T) {
	var s slowness
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	let := 0
	for i := range 100_000 {
		now = now.Add(time.Millisecond)
		if s.attempt("ada@us.example", fmt.Sprint(i), now) == 0 {
			let++
		}
	}
	require.Less(t, let, 20, "of one account, from anywhere, within 100 seconds")
	wait := s.attempt("ada@us.example", "home", now)
	require.Positive(t, wait)
	require.LessOrEqual(t, wait, time.Minute, "nobody is shut out for good")
	require.Zero(t, s.attempt("ada@us.example", "home", now.Add(slownessKept)))

	let = 0
	for i := range 100_000 {
		now = now.Add(time.Millisecond)
		if s.attempt(fmt.Sprint("user", i), "203.0.113.9", now) == 0 {
			let++
		}
	}
	require.Less(t, let, 120, "from one address")
	for i := range 100_000 {
		s.attempt(fmt.Sprint("user", i), fmt.Sprint(i), now)
	}
	require.Len(t, s.accounts, 1<<slownessBits)
	require.Len(t, s.addresses, 1<<slownessBits)
}

// Who gets it right is not slowed by what they mistyped before.
func TestSuccessForgives(t *testing.T) {
	var s slowness
	now := time.Now()
	for range 1000 {
		for range 4 {
			require.Zero(t, s.attempt("ada@us.example", "office", now))
		}
		for range 4 {
			s.succeed("ada@us.example", "office")
		}
	}
}

package demo

import (
	"cmp"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
)

// dice are the random numbers of one part of the sample. Each part throws its own, so that a change in one leaves the
// others as they were.
type dice struct{ *rand.Rand }

func (s *sample) dice(part string) dice {
	h := fnv.New64a()
	h.Write([]byte(part))
	return dice{rand.New(rand.NewPCG(s.Seed, h.Sum64()))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// between is any whole number from lo to hi, both included; lo where hi is less.
func (d dice) between(lo, hi int) int {
	if hi <= lo {
		return lo
	}
	return lo + d.IntN(hi-lo+1)
}

// daysBetween is any day from lo to hi, both included; lo where hi is earlier.
func (d dice) daysBetween(lo, hi day) day { return day(d.between(int(lo), int(hi))) }

// around is log-normal: half of its values lie below median, and a larger spread has a longer tail.
func (d dice) around(median, spread float64) float64 {
	return median * math.Exp(spread*d.NormFloat64())
}

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// draw picks n different ones, or all where there are fewer, in random order.
func draw[T any](d dice, from []T, n int) []T {
	drawn := slices.Clone(from)
	d.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	return drawn[:min(n, len(drawn))]
}

// odds is one line of a table to draw from.
type odds[T any] struct {
	weight float64
	of     T
}

func throw[T any](d dice, table []odds[T]) T {
	total := 0.0
	for _, o := range table {
		total += o.weight
	}
	at := d.Float64() * total
	for _, o := range table {
		if at -= o.weight; at < 0 {
			return o.of
		}
	}
	return table[len(table)-1].of
}

// wheel draws from many weighted things, again and again.
type wheel[T any] struct {
	things []T
	upTo   []float64 // sum of the weights so far
}

func (w *wheel[T]) add(thing T, weight float64) {
	if n := len(w.upTo); n > 0 {
		weight += w.upTo[n-1]
	}
	w.things, w.upTo = append(w.things, thing), append(w.upTo, weight)
}

func (w *wheel[T]) turn(d dice) T {
	at := d.Float64() * w.upTo[len(w.upTo)-1]
	i, _ := slices.BinarySearchFunc(w.upTo, at, cmp.Compare[float64])
	return w.things[min(i, len(w.things)-1)]
}

package paths

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Ties are the ties of a person that everybody sees, in the order of the others' ids, whoever they are; none where the person is not known.
func (v *View) Ties(id string) []Tie {
	s := v.now.Load()
	person, found := s.find(id)
	if !found {
		return nil
	}
	to, strengths := s.tiesOf(person)
	ties := make([]Tie, len(to))
	for at, n := range to {
		ties[at] = Tie{ID: s.id(n &^ conflict), Strength: strengths[at], Conflict: n&conflict != 0}
	}
	return ties
}

// StrongestUser answers, for each of the people, the strongest tie to an active user whose ties the asker sees: one whose strength is not known comes last,
// of equal ones the user whose id comes first. Its ID is empty where there is none. An error is the context's.
func (v *View) StrongestUser(ctx context.Context, sight Sight, ids []string) ([]Tie, error) {
	var strongest []Tie
	err := v.ask(ctx, sight, func(r *run) error {
		for _, user := range r.users {
			if !r.hasLeft(user) && !r.hides(user) {
				r.sources.add(user)
			}
		}
		strongest = make([]Tie, len(ids))
		for i, id := range ids {
			person, found := r.find(id)
			if !found {
				continue
			}
			to, strengths := r.tiesOf(person)
			if err := r.spend(len(to)); err != nil {
				return err
			}
			best := -1
			for at, n := range to {
				if r.sources.has(n&^conflict) && (best < 0 || strengths[at] > strengths[best] ||
					math.IsNaN(strengths[best]) && !math.IsNaN(strengths[at])) {
					best = at
				}
			}
			if best >= 0 {
				strongest[i] = Tie{ID: r.id(to[best] &^ conflict), Strength: strengths[best], Conflict: to[best]&conflict != 0}
			}
		}
		return nil
	})
	return strongest, err
}

// Around answers who has a tie to one of the people and is none of the others, with the strength of the strongest such tie, 0 where none is known: the
// first limit by strength, then by id. With a least strength, which is not NaN, only ties that have at least that count. An error is the context's.
//
// What the asker does not see does not count. Users are always seen, their ties by Sight.Users: of two users, the one around says whether; ties between
// contacts are seen by whoever sees any user's.
func (v *View) Around(ctx context.Context, sight Sight, people, others []string, least float64, limit int) ([]Tie, error) {
	if sight.Users != nil && len(sight.Users) == 0 {
		return nil, nil
	}
	var around []Tie
	err := v.ask(ctx, sight, func(r *run) error {
		for _, id := range others {
			if person, found := r.find(id); found {
				r.skipped.add(person)
			}
		}
		around = nil
		var strongest []half
		for _, id := range people {
			person, found := r.find(id)
			if !found {
				continue
			}
			to, strengths := r.tiesOf(person)
			if err := r.spend(len(to)); err != nil {
				return err
			}
			onlyUsers := r.flags(person)&isUser != 0 && r.hides(person)
			for at, n := range to {
				other, strength := n&^conflict, strengths[at]
				if r.out(other) || onlyUsers && r.flags(other)&isUser == 0 || !math.IsNaN(least) && !(strength >= least) {
					continue
				}
				if math.IsNaN(strength) {
					strength = 0
				}
				if !r.first.has(other) {
					r.first.put(other, uint32(len(strongest)))
					strongest = append(strongest, half{to: other, strength: strength})
				} else if known := &strongest[r.first.get(other)]; strength > known.strength {
					known.strength = strength
				}
			}
		}
		for _, one := range r.strongestFirst(strongest, limit) {
			around = append(around, Tie{ID: r.id(one.to), Strength: one.strength})
		}
		return nil
	})
	return around, err
}

// strongestFirst are the first limit of a list, in order; the list itself is no more. It sorts twice as many at a time, and passes over what comes after the
// last of those that it has kept.
func (r *run) strongestFirst(list []half, limit int) []half {
	order := func(a, b half) int { return cmp.Or(cmp.Compare(b.strength, a.strength), r.compare(a.to, b.to)) }
	first, sorted := list[:0], false
	for _, one := range list {
		if sorted && order(first[limit-1], one) < 0 {
			continue
		}
		if first = append(first, one); len(first) == 2*limit {
			slices.SortFunc(first, order)
			first, sorted = first[:limit], true
		}
	}
	slices.SortFunc(first, order)
	return first[:min(limit, len(first))]
}

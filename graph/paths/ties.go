package paths

import (
	"context"
	"math"
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

// StrongestUser answers, for each of the people, the strongest tie to an active user: one whose strength is not known comes last,
// of equal ones the user whose id comes first. Its ID is empty where there is none. An error is the context's.
func (v *View) StrongestUser(ctx context.Context, ids []string) ([]Tie, error) {
	var strongest []Tie
	err := v.ask(ctx, Sight{}, func(r *run) error {
		for _, user := range r.users {
			if !r.hasLeft(user) {
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

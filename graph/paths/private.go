package paths

import (
	"maps"
	"slices"
)

// privateTies are the ties that not everybody sees. They lie beside the others, under the name of each viewer who does: whoever sees none pays nothing
// for them, and nothing that does not ask for them meets them.
type privateTies struct {
	of   map[tieKey][]string        // who sees it
	seen map[string]map[tieKey]half // of the half all but whom it is to counts
}

// tieKey is the numbers of two people, the smaller first.
type tieKey [2]uint32

func keyOf(a, b uint32) tieKey { return tieKey{min(a, b), max(a, b)} }

// hide puts a tie where only some viewers see it.
func (d *draft) hide(a, b uint32, tie half, viewers []string) {
	key := keyOf(a, b)
	d.openPrivate()
	d.private.of[key] = viewers
	for _, viewer := range viewers {
		d.hidden(viewer)[key] = half{tie.to & conflict, tie.number, tie.strength}
	}
}

// unhide takes a tie away from all who see it, where it is one that not everybody sees.
func (d *draft) unhide(a, b uint32) {
	key := keyOf(a, b)
	viewers, is := d.private.of[key]
	if !is {
		return
	}
	d.openPrivate()
	delete(d.private.of, key)
	for _, viewer := range viewers {
		delete(d.hidden(viewer), key)
	}
}

// unhideAll takes away the ties of a person that not everybody sees.
func (d *draft) unhideAll(person uint32) {
	for key := range d.private.of {
		if key[0] == person || key[1] == person {
			d.unhide(key[0], key[1])
		}
	}
}

// openPrivate makes the private ties the draft's own.
func (d *draft) openPrivate() {
	if d.ownPrivate != nil {
		return
	}
	d.ownPrivate = map[string]bool{}
	if d.private.of == nil {
		d.private = privateTies{map[tieKey][]string{}, map[string]map[tieKey]half{}}
		return
	}
	d.private = privateTies{maps.Clone(d.private.of), maps.Clone(d.private.seen)}
}

// hidden are the ties that a viewer sees and not everybody does, the draft's own.
func (d *draft) hidden(viewer string) map[tieKey]half {
	if !d.ownPrivate[viewer] {
		d.ownPrivate[viewer] = true
		if d.private.seen[viewer] = maps.Clone(d.private.seen[viewer]); d.private.seen[viewer] == nil {
			d.private.seen[viewer] = map[tieKey]half{}
		}
	}
	return d.private.seen[viewer]
}

// seenTies are somebody's ties as a viewer sees them, in the order of the others' ids.
type seenTies struct {
	to        []uint32
	strengths []float64
}

// ownTies are the ties of the people of whom a viewer sees more than everybody does; nil where there are none.
func (s *snapshot) ownTies(viewer string) map[uint32]seenTies {
	if len(s.private.seen[viewer]) == 0 {
		return nil
	}
	more := map[uint32][]half{}
	for key, tie := range s.private.seen[viewer] {
		for i, person := range key {
			more[person] = append(more[person], half{to: key[1-i] | tie.to, strength: tie.strength})
		}
	}
	own := make(map[uint32]seenTies, len(more))
	for person, ties := range more {
		to, strengths := s.tiesOf(person)
		for at, n := range to {
			ties = append(ties, half{to: n, strength: strengths[at]})
		}
		slices.SortFunc(ties, func(a, b half) int { return s.compare(a.to&^conflict, b.to&^conflict) })
		var seen seenTies
		for _, tie := range ties {
			seen.to, seen.strengths = append(seen.to, tie.to), append(seen.strengths, tie.strength)
		}
		own[person] = seen
	}
	return own
}

// tiesOf are a person's neighbours and strengths as the asker sees them.
func (r *run) tiesOf(person uint32) (to []uint32, strengths []float64) {
	if r.own == nil {
		return r.snapshot.tiesOf(person)
	}
	ties, is := r.own[person]
	if !is {
		return r.snapshot.tiesOf(person)
	}
	return ties.to, ties.strengths
}

// isOut reports whether a user is neither a source nor in the middle of a path: one who has left, or is closed to the asker.
func (r *run) isOut(user uint32) bool {
	return r.hasLeft(user) || r.flags(user)&isClosed != 0 && !r.sight.All && r.id(user) != r.sight.Name
}

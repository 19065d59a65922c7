package paths

import "context"

// Shortest answers every shortest path between two people, over at most maxHops (1 to 6) ties with or without a strength: how many
// there are and the first limit by score rounded to nine significant digits, then the ids; those without a score come last. Users
// who have left, or are closed to the asker, are not in between, nor is whom the asker does not see. People who are not known have none. An error is
// the context's.
func (v *View) Shortest(ctx context.Context, sight Sight, from, to string, maxHops, limit int) (Between, error) {
	var answer Between
	err := v.ask(ctx, sight, func(r *run) (err error) {
		a, b, found := r.ends(from, to)
		if found {
			answer, err = (&shortest{run: r}).paths(a, b, maxHops, limit)
		}
		return err
	})
	return answer, err
}

// shortest is a question being answered. First both ends look around, ring by ring, until they meet: the start in first, the end in
// second, each with the number of the ring. Then everybody on a shortest path is in third, with the place in onWay.
type shortest struct {
	*run
}

// wayNode is somebody on a shortest path.
type wayNode struct {
	left int     // ties to the end
	ways int     // how many paths there are to the end
	rest float64 // what the best of them scores, or noScore
}

func (s *shortest) paths(from, to uint32, maxHops, limit int) (Between, error) {
	met, before, after, err := s.meet(from, to, maxHops)
	if err != nil || len(met) == 0 {
		return Between{}, err
	}
	if err := s.mark(met, before, after); err != nil {
		return Between{}, err
	}
	distance := before + after
	answer := Between{Total: s.onWay[s.third.get(from)].ways, Distance: distance}
	answer.Chains, err = s.ranked(limit, from, []int{distance}, func(p *partial, found func(onward)) error {
		return s.eachNext(p.ids[p.ties], func(person uint32, strength float64) {
			found(onward{person, strength, s.onWay[s.third.get(person)].rest})
		})
	})
	return answer, err
}

// meet finds who is halfway on the shortest paths, before ties from the start and after from the end; nobody where there is no path.
func (s *shortest) meet(from, to uint32, maxHops int) (met []uint32, before, after int, err error) {
	s.first.put(from, 0)
	s.second.put(to, 0)
	fromRing, toRing := []uint32{from}, []uint32{to}
	for before+after < maxHops && len(fromRing) > 0 && len(toRing) > 0 {
		if s.tiesAround(fromRing) <= s.tiesAround(toRing) {
			before++
			fromRing, met, err = s.ring(fromRing, &s.first, &s.second, before)
		} else {
			after++
			toRing, met, err = s.ring(toRing, &s.second, &s.first, after)
		}
		if err != nil || len(met) > 0 {
			return met, before, after, err
		}
	}
	return nil, 0, 0, nil
}

func (s *shortest) tiesAround(ring []uint32) (ties int) {
	for _, person := range ring {
		to, _ := s.tiesOf(person)
		ties += len(to)
	}
	return ties
}

// ring marks the people one tie further out, and finds those whom the other end has reached.
func (s *shortest) ring(ring []uint32, mine, others *table, number int) (further, met []uint32, err error) {
	for _, person := range ring {
		to, _ := s.tiesOf(person)
		if err := s.spend(len(to)); err != nil {
			return nil, nil, err
		}
		for _, n := range to {
			n &^= conflict
			if mine.has(n) || !others.has(n) && s.out(n) || s.bars(person, n) {
				continue
			}
			mine.put(n, uint32(number))
			further = append(further, n)
			if others.has(n) {
				met = append(met, n)
			}
		}
	}
	return further, met, nil
}

// mark finds everybody on a shortest path, from halfway back to both ends, and what the way to the end is like.
func (s *shortest) mark(met []uint32, before, after int) error {
	rings := make([][]uint32, before+after+1) // by how many ties are left to the end
	for _, person := range met {
		s.put(person, after, rings)
	}
	for left := after; left > 0; left-- {
		if err := s.markNext(rings, left, left-1, &s.second, left-1); err != nil {
			return err
		}
	}
	for left := after; left < before+after; left++ {
		if err := s.markNext(rings, left, left+1, &s.first, before+after-left-1); err != nil {
			return err
		}
	}
	end := &s.onWay[s.third.get(rings[0][0])]
	end.ways, end.rest = 1, 1
	for _, ring := range rings[1:] {
		for _, person := range ring {
			here := &s.onWay[s.third.get(person)]
			err := s.eachNext(person, func(next uint32, strength float64) {
				there := &s.onWay[s.third.get(next)]
				here.ways += there.ways
				here.rest = max(here.rest, times(there.rest, strength))
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *shortest) put(person uint32, left int, rings [][]uint32) {
	s.third.put(person, uint32(len(s.onWay)))
	s.onWay = append(s.onWay, wayNode{left: left, rest: noScore})
	rings[left] = append(rings[left], person)
}

// markNext marks the neighbours of a ring that an end has in the ring of that number: they have so many ties left.
func (s *shortest) markNext(rings [][]uint32, ring, left int, reached *table, number int) error {
	for _, person := range rings[ring] {
		to, _ := s.tiesOf(person)
		if err := s.spend(len(to)); err != nil {
			return err
		}
		for _, n := range to {
			n &^= conflict
			if reached.has(n) && reached.get(n) == uint32(number) && !s.third.has(n) && !s.bars(person, n) {
				s.put(n, left, rings)
			}
		}
	}
	return nil
}

// eachNext finds the ties that lead from somebody on a shortest path one step nearer to the end. The strength is NaN where it is
// not known.
func (s *shortest) eachNext(person uint32, found func(next uint32, strength float64)) error {
	left := s.onWay[s.third.get(person)].left
	to, strengths := s.tiesOf(person)
	for at, n := range to {
		n &^= conflict
		if s.third.has(n) && s.onWay[s.third.get(n)].left == left-1 && !s.bars(person, n) {
			found(n, strengths[at])
		}
	}
	return s.spend(len(to))
}

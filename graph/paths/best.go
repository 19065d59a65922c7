package paths

import (
	"context"
	"math"
)

// Between is the answer about paths between two people.
type Between struct {
	Chains   []Chain
	Total    int // of all paths asked about, not only those in Chains
	Distance int // ties of the shortest of them; 0 where there is none
}

// Best answers the best simple paths between two people over at most maxHops (1 to 4) ties that have a strength: the first limit by
// score rounded to nine significant digits, then fewer ties, then the ids, and how many there are. Users who have left, or
// are closed to the asker, are not in between, nor is whom the asker does not see. People who are not known have none. An error is the context's.
func (v *View) Best(ctx context.Context, sight Sight, from, to string, maxHops, limit int) (Between, error) {
	var answer Between
	err := v.ask(ctx, sight, func(r *run) (err error) {
		a, b, found := r.ends(from, to)
		if found {
			answer, err = (&best{run: r, from: a, to: b}).paths(maxHops, limit)
		}
		return err
	})
	return answer, err
}

// ends finds the two people that paths are asked between, and marks the users who are not in between.
func (r *run) ends(from, to string) (a, b uint32, found bool) {
	a, hasFrom := r.find(from)
	b, hasTo := r.find(to)
	for _, user := range r.users {
		if user != a && user != b && r.isOut(user) {
			r.skipped.add(user)
		}
	}
	return a, b, hasFrom && hasTo && a != b
}

// best is a question being answered. Whoever is one tie from the end is in first, with the place of that tie's strength among the
// end's; whoever is two is in second, with the place in seconds.
type best struct {
	*run
	from, to uint32
	last     []float64 // strengths of the end's ties
	afters   []float64 // for each tie of the start what three more score at most after it, noScore where there are none
}

// secondStep is what the two ties from somebody to the end can be.
type secondStep struct {
	ways  int
	via   uint32  // who is in between on the best
	most  float64 // what the best scores
	other float64 // what the best over somebody else scores, or noScore
}

// but is what the two ties score at most when they do not go over somebody, noScore where there are none.
func (s *secondStep) but(person uint32) float64 {
	if s.via == person {
		return s.other
	}
	return s.most
}

func (b *best) paths(maxHops, limit int) (Between, error) {
	steps := []func() (int, error){b.one, b.two, b.three, b.four}
	var answer Between
	var hops []int
	for i, count := range steps[:maxHops] {
		ways, err := count()
		if err != nil {
			return Between{}, err
		}
		if ways > 0 {
			hops = append(hops, i+1)
			answer.Total += ways
		}
	}
	if len(hops) == 0 {
		return answer, nil
	}
	answer.Distance = hops[0]
	var err error
	answer.Chains, err = b.ranked(limit, b.from, hops, b.next)
	return answer, err
}

// one counts the paths of one tie, and marks who is one from the end.
func (b *best) one() (ways int, err error) {
	to, strengths := b.tiesOf(b.to)
	b.last = strengths
	for at, n := range to {
		person := n &^ conflict
		if math.IsNaN(strengths[at]) || person != b.from && b.out(person) || b.bars(b.to, person) {
			continue
		}
		if person == b.from {
			ways = 1
		}
		b.first.put(person, uint32(at))
	}
	return ways, b.spend(len(to))
}

// two counts the paths of two ties.
func (b *best) two() (ways int, err error) {
	to, strengths := b.tiesOf(b.from)
	for at, n := range to {
		if person := n &^ conflict; b.first.has(person) && !math.IsNaN(strengths[at]) && !b.bars(b.from, person) {
			ways++
		}
	}
	return ways, b.spend(len(to))
}

// three counts the paths of three ties, and marks who is two from the end, not over the start.
func (b *best) three() (ways int, err error) {
	ends, last := b.tiesOf(b.to)
	for at, end := range ends {
		before := end &^ conflict
		if before == b.from || !b.first.has(before) {
			continue
		}
		to, strengths := b.tiesOf(before)
		if err := b.spend(len(to)); err != nil {
			return 0, err
		}
		for i, n := range to {
			person := n &^ conflict
			if math.IsNaN(strengths[i]) || person == b.from || person == b.to || b.out(person) || b.bars(before, person) {
				continue
			}
			score := strengths[i] * last[at]
			if !b.second.has(person) {
				b.second.put(person, uint32(len(b.seconds)))
				b.seconds = append(b.seconds, secondStep{most: noScore, other: noScore})
			}
			step := &b.seconds[b.second.get(person)]
			step.ways++
			if score > step.most {
				step.via, step.most, score = before, score, step.most
			}
			step.other = max(step.other, score)
		}
	}
	to, strengths := b.tiesOf(b.from)
	for at, n := range to {
		if person := n &^ conflict; b.second.has(person) && !math.IsNaN(strengths[at]) && !b.bars(b.from, person) {
			ways += b.seconds[b.second.get(person)].ways
		}
	}
	return ways, b.spend(len(to))
}

// four counts the paths of four ties, and keeps what the rest scores after each tie of the start.
func (b *best) four() (ways int, err error) {
	starts, begun := b.tiesOf(b.from)
	b.afters = make([]float64, len(starts))
	for at, start := range starts {
		b.afters[at] = noScore
		after := start &^ conflict
		if math.IsNaN(begun[at]) || after == b.to || b.out(after) || b.bars(b.from, after) {
			continue
		}
		to, strengths := b.tiesOf(after)
		if err := b.spend(len(to)); err != nil {
			return 0, err
		}
		for i, n := range to {
			person := n &^ conflict
			if !b.second.has(person) || math.IsNaN(strengths[i]) || b.bars(after, person) {
				continue
			}
			step := &b.seconds[b.second.get(person)]
			ways += step.ways
			if b.first.has(after) {
				ways-- // the way back over the same person
			}
			if rest := step.but(after); rest != noScore {
				b.afters[at] = max(b.afters[at], strengths[i]*rest)
			}
		}
	}
	return ways, nil
}

// next finds the ties that a path can go on with so that it reaches the end after the ties left, without meeting anybody again.
func (b *best) next(p *partial, found func(onward)) error {
	here := p.ids[p.ties]
	to, strengths := b.tiesOf(here)
	for at, n := range to {
		person := n &^ conflict
		if math.IsNaN(strengths[at]) || b.bars(here, person) {
			continue
		}
		rest := noScore
		switch p.hops - p.ties {
		case 1:
			if person == b.to {
				rest = 1
			}
		case 2:
			if b.first.has(person) && person != b.from && (p.ties == 0 || person != p.ids[p.ties-1]) {
				rest = b.last[b.first.get(person)]
			}
		case 3:
			if b.second.has(person) {
				rest = b.seconds[b.second.get(person)].but(here)
			}
		case 4:
			rest = b.afters[at]
		}
		if rest != noScore {
			found(onward{person, strengths[at], rest})
		}
	}
	return b.spend(len(to))
}

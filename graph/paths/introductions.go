package paths

import (
	"context"
	"slices"
)

// Question asks who can introduce us to somebody.
type Question struct {
	Anyone        bool     // every active user is a source
	Sources       []string // or these people are; unknown ones and users who have left are passed over
	MaxHops       int      // 1 to 4
	MinStrength   float64  // the least strength of each tie, 0 to 1
	Without       []string // people left out
	AllowConflict bool     // two who are at odds may introduce each other
	Limit         int      // how many paths
	Sight                  // whom the asker sees
}

// Introductions answers, for each introducer, the person next to the target, the best path from any of the sources that passes
// through the introducer last and nobody twice: ordered by score rounded to nine significant digits, then fewer ties, then the ids
// from the source on. A target who is not known has none. A contact whom the asker does not see is on a path only next to a user of ours, the
// source. An error is the context's.
func (v *View) Introductions(ctx context.Context, target string, q Question) ([]Chain, error) {
	all, err := v.IntroductionsToEach(ctx, []string{target}, q)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// IntroductionsToEach answers Introductions for many targets, in their order and from one snapshot; whom the sources know is found
// once.
func (v *View) IntroductionsToEach(ctx context.Context, targets []string, q Question) ([][]Chain, error) {
	var all [][]Chain
	err := v.ask(ctx, q.Sight, func(r *run) error {
		i := newIntroductions(r, q)
		all = make([][]Chain, len(targets))
		for at, id := range targets {
			target, found := r.find(id)
			if !found {
				continue
			}
			var err error
			if all[at], err = i.to(target); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// introductions is a question being answered. A walk that meets somebody again is never better than its short cut, and a path through
// another source never better than the rest of it from there on. So it is enough to know the best beginnings of each length up to each
// person, however many ways lead on from there: those of one tie are pushed out from the sources, once for all targets; those of two
// are pulled in by whoever needs them, and remembered; those of three are needed up to the introducers alone.
type introductions struct {
	*run
	Question
	refused  uint32   // conflict, where people at odds do not introduce each other
	starts   []uint32 // the sources, in the order of their ids
	pushed   bool     // whom the sources know is in first
	leftOut  int64    // the source that is left out of it, being the target, or -1
	known    int      // how many begins are of one tie
	marked   bool     // who is two ties from the sources is in third
	two      frontier // what twoTies collects
	three    frontier // what four collects
	lastTies []lastTie
}

// lastTie is the tie of an introducer to the target, and the best path over it.
type lastTie struct {
	introducer uint32
	strength   float64
	path       path
}

// path is people and their score. One with no people is none.
type path struct {
	score float64
	ids   [5]uint32
	hops  int
}

func (s *snapshot) comparePaths(a, b *path) int {
	if order := compareScores(a.score, b.score); order != 0 {
		return order
	}
	if a.hops != b.hops {
		return a.hops - b.hops
	}
	return slices.CompareFunc(a.ids[:a.hops+1], b.ids[:b.hops+1], s.compare)
}

// newIntroductions marks the sources, and everybody who cannot be in the middle: those left out, and the sources.
func newIntroductions(r *run, q Question) *introductions {
	i := &introductions{run: r, Question: q, leftOut: -1}
	if !q.AllowConflict {
		i.refused = conflict
	}
	r.begins = append(r.begins, begin{}) // 0 is none
	for _, user := range r.users {
		if r.isOut(user) {
			r.skipped.add(user)
		}
	}
	for _, id := range q.Without {
		if person, found := r.find(id); found {
			r.skipped.add(person)
		}
	}
	candidates := r.users
	if !q.Anyone {
		candidates = nil
		for _, id := range q.Sources {
			if person, found := r.find(id); found {
				candidates = append(candidates, person)
			}
		}
		slices.SortFunc(candidates, r.compare)
	}
	for _, person := range candidates {
		if !r.out(person) {
			r.sources.add(person)
			i.starts = append(i.starts, person)
		}
	}
	for _, source := range i.starts {
		r.skipped.add(source)
	}
	return i
}

// counts tells whether a tie is a link at all; one whose strength is not known is none.
func (i *introductions) counts(to uint32, strength float64) bool {
	return strength >= i.MinStrength && to&i.refused == 0
}

// push finds whom the sources know, but for a source that is the target. The sources come in the order of their ids: a beginning
// that is no better than an earlier one of the same person is not needed.
func (i *introductions) push(leftOut int64) error {
	if i.pushed && i.leftOut == leftOut {
		return nil
	}
	i.first.clear()
	i.second.clear()
	i.third.clear()
	i.begins, i.marked = i.begins[:1], false
	i.pushed, i.leftOut = true, leftOut
	for _, source := range i.starts {
		if int64(source) == leftOut {
			continue
		}
		to, strengths := i.tiesOf(source)
		ours := i.flags(source)&isUser != 0
		if err := i.spend(len(to)); err != nil {
			return err
		}
		for at, n := range to {
			person := n &^ conflict
			if i.skipped.has(person) || !i.counts(n, strengths[at]) || !ours && i.hides(person) || i.bars(source, person) {
				continue
			}
			b := begin{score: strengths[at], ids: [3]uint32{source}}
			if i.first.has(person) {
				if b.next = i.first.get(person); i.begins[b.next].score >= b.score {
					continue
				}
			}
			i.first.put(person, uint32(len(i.begins)))
			i.begins = append(i.begins, b)
		}
	}
	i.known = len(i.begins)
	return nil
}

// to answers for one target.
func (i *introductions) to(target uint32) ([]Chain, error) {
	leftOut := int64(-1)
	if i.sources.has(target) {
		leftOut = int64(target)
	}
	if i.MaxHops > 1 {
		if err := i.push(leftOut); err != nil {
			return nil, err
		}
	}
	// The target is not passed earlier. Beginnings of two ties are found anew before and after a target whom a source knows.
	if !i.skipped.has(target) {
		i.skipped.add(target)
		defer i.skipped.remove(target)
	}
	if i.first.has(target) {
		i.forgetTwoTies()
		i.first.remove(target)
		defer func() {
			i.forgetTwoTies()
			i.first.add(target)
		}()
	}
	if err := i.upToThree(target); err != nil {
		return nil, err
	}
	if i.MaxHops > 3 {
		if err := i.four(target); err != nil {
			return nil, err
		}
	}
	last := slices.DeleteFunc(i.lastTies, func(l lastTie) bool { return l.path.hops == 0 })
	slices.SortFunc(last, func(a, b lastTie) int { return i.comparePaths(&a.path, &b.path) })
	chains := make([]Chain, 0, min(i.Limit, len(last)))
	for at := range last[:min(i.Limit, len(last))] {
		p := &last[at].path
		chains = append(chains, Chain{IDs: i.named(p.ids[:p.hops+1]), Score: p.score})
	}
	return chains, nil
}

// upToThree finds the introducers, and for each the best path of at most three ties.
func (i *introductions) upToThree(target uint32) error {
	i.lastTies = i.lastTies[:0]
	to, strengths := i.tiesOf(target)
	if err := i.spend(len(to)); err != nil {
		return err
	}
	for at, n := range to {
		introducer := n &^ conflict
		if !i.counts(n, strengths[at]) || i.bars(introducer, target) {
			continue
		}
		last := lastTie{introducer: introducer, strength: strengths[at]}
		switch {
		case i.sources.has(introducer):
			last.path = path{score: last.strength, ids: [5]uint32{introducer, target}, hops: 1}
		case i.skipped.has(introducer):
			continue
		default:
			if i.MaxHops > 1 && i.first.has(introducer) {
				i.better(&last, target, i.first.get(introducer), 2)
			}
			if i.MaxHops > 2 && !i.hides(introducer) {
				head, err := i.twoTies(introducer)
				if err != nil {
					return err
				}
				i.better(&last, target, head, 3)
			}
		}
		i.lastTies = append(i.lastTies, last)
	}
	return nil
}

// better takes the best path that begins with one of a list, where it is better than the one there is.
func (i *introductions) better(last *lastTie, target, head uint32, hops int) {
	for head != 0 {
		b := &i.begins[head]
		head = b.next
		p := path{score: b.score * last.strength, hops: hops}
		copy(p.ids[:], b.ids[:hops-1])
		p.ids[hops-1], p.ids[hops] = last.introducer, target
		if last.path.hops == 0 || i.comparePaths(&p, &last.path) < 0 {
			last.path = p
		}
	}
}

// twoTies are the beginnings of two ties up to a person.
func (i *introductions) twoTies(person uint32) (head uint32, err error) {
	if i.second.has(person) {
		return i.second.get(person), nil
	}
	to, strengths := i.tiesOf(person)
	if err := i.spend(len(to)); err != nil {
		return 0, err
	}
	i.two.reset()
	for at, n := range to {
		if before := n &^ conflict; i.first.has(before) && i.counts(n, strengths[at]) && !i.bars(before, person) {
			i.goOn(&i.two, i.first.get(before), before, strengths[at], 1)
		}
	}
	head = i.two.list(i.snapshot, &i.begins)
	i.second.put(person, head)
	return head, i.spend(0)
}

func (i *introductions) forgetTwoTies() {
	i.second.clear()
	i.begins = i.begins[:i.known]
}

// goOn offers to a frontier the beginnings of a list, which have so many ties and lead up to a person, with one more tie.
func (i *introductions) goOn(f *frontier, head, person uint32, strength float64, ties int) {
	least := i.begins[head].score * nearly
	for head != 0 {
		b := i.begins[head]
		head = b.next
		if b.score >= least || head == 0 {
			b.score *= strength
			b.ids[ties] = person
			f.offer(i.snapshot, b)
			i.unlooked++
		}
	}
}

// four finds, for each introducer, whether a path of four ties is better. It has to score more than the introducer's best one of
// fewer, and not less than as many introducers as are asked for; and it scores at most what its last two ties do.
func (i *introductions) four(target uint32) error {
	if err := i.mark(); err != nil {
		return err
	}
	least := i.least()
	for at := range i.lastTies {
		last := &i.lastTies[at]
		if last.path.hops == 1 || last.strength < least || i.hides(last.introducer) {
			continue
		}
		to, strengths := i.tiesOf(last.introducer)
		if err := i.spend(len(to)); err != nil {
			return err
		}
		i.three.reset()
		for at, n := range to {
			before := n &^ conflict
			if i.marked && !i.third.has(before) || i.out(before) || !i.counts(n, strengths[at]) || i.bars(before, last.introducer) {
				continue
			}
			most := strengths[at] * last.strength
			if last.path.hops > 0 && most <= last.path.score || most < least {
				continue
			}
			head, err := i.twoTies(before)
			if err != nil {
				return err
			}
			if head != 0 {
				i.goOn(&i.three, head, before, strengths[at], 2)
			}
		}
		kept := len(i.begins)
		i.better(last, target, i.three.list(i.snapshot, &i.begins), 4)
		i.begins = i.begins[:kept]
	}
	return nil
}

// mark marks who is two ties away from the sources, where they know fewer people than the introducers do: it is then less work than to
// ask everybody whom the introducers know.
func (i *introductions) mark() error {
	asked := 0
	for _, last := range i.lastTies {
		if last.path.hops != 1 {
			to, _ := i.tiesOf(last.introducer)
			asked += len(to)
		}
	}
	if i.marked || len(i.first.members) >= asked {
		return nil
	}
	i.marked = true
	for _, person := range i.first.members {
		to, _ := i.tiesOf(person)
		if err := i.spend(len(to)); err != nil {
			return err
		}
		for _, n := range to {
			i.third.add(n &^ conflict)
		}
	}
	return nil
}

// least is a score below which no path is among those asked for, 0 while there are fewer.
func (i *introductions) least() float64 {
	scores := make([]float64, 0, len(i.lastTies))
	for _, last := range i.lastTies {
		if last.path.hops > 0 {
			scores = append(scores, last.path.score)
		}
	}
	if len(scores) < i.Limit || i.Limit < 1 {
		return 0
	}
	slices.Sort(scores)
	return scores[len(scores)-i.Limit] * nearly
}

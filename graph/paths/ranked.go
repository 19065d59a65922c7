package paths

import "math"

// slack is what a product can differ by when its factors come in another order, and much more.
const slack = 1 + 1e-12

// partial is how a path begins, in the search for the best ones.
type partial struct {
	most  float64   // what a path that begins so scores at most, and nearly does
	score float64   // up to here, or noScore
	ids   [7]uint32 // from the source on
	ties  int       // so far
	hops  int       // of the whole path
}

// onward is one more tie, and what the rest of the path after it scores at most: noScore where no rest has a score.
type onward struct {
	person   uint32
	strength float64
	rest     float64
}

// ranked are the best paths, at most limit, in order: by score rounded to nine significant digits, then fewer ties, then the ids.
// The search goes on with the beginning that can become the best path, of equal ones with the one whose path comes first; so the
// whole paths turn up in their order, and since every beginning that is gone on with leads to a path in the answer, it looks at no
// more than it needs, however many paths score the same.
func (r *run) ranked(limit int, from uint32, hops []int, next func(p *partial, found func(onward)) error) ([]Chain, error) {
	chains := []Chain{}
	open := r.partials[:0]
	defer func() { r.partials = open }()
	push := func(p partial) {
		open = append(open, p)
		r.up(open)
	}
	for _, n := range hops {
		push(partial{most: math.Inf(1), score: 1, ids: [7]uint32{from}, hops: n})
	}
	for len(open) > 0 && len(chains) < limit {
		p := open[0]
		last := len(open) - 1
		open[0] = open[last]
		open = open[:last]
		r.down(open)
		if p.ties == p.hops {
			chains = append(chains, Chain{IDs: r.named(p.ids[:p.hops+1]), Score: told(p.score)})
			continue
		}
		err := next(&p, func(o onward) {
			longer := p
			longer.ties++
			longer.ids[longer.ties] = o.person
			longer.score = times(p.score, o.strength)
			longer.most = longer.score
			if longer.ties < longer.hops {
				if longer.most = noScore; longer.score != noScore && o.rest != noScore {
					longer.most = longer.score * o.rest * slack
				}
			}
			push(longer)
		})
		if err != nil {
			return nil, err
		}
	}
	return chains, nil
}

// before orders beginnings by the first path that each can become.
func (r *run) before(a, b *partial) bool {
	if order := compareScores(a.most, b.most); order != 0 {
		return order < 0
	}
	if a.hops != b.hops {
		return a.hops < b.hops
	}
	for at := 1; at <= min(a.ties, b.ties); at++ {
		if a.ids[at] != b.ids[at] {
			return r.compare(a.ids[at], b.ids[at]) < 0
		}
	}
	return a.ties < b.ties
}

// up and down put the last and the first of a heap in place.
func (r *run) up(heap []partial) {
	for at := len(heap) - 1; at > 0; {
		above := (at - 1) / 2
		if !r.before(&heap[at], &heap[above]) {
			return
		}
		heap[at], heap[above] = heap[above], heap[at]
		at = above
	}
}

func (r *run) down(heap []partial) {
	for at := 0; ; {
		first := at
		for below := 2*at + 1; below <= 2*at+2 && below < len(heap); below++ {
			if r.before(&heap[below], &heap[first]) {
				first = below
			}
		}
		if first == at {
			return
		}
		heap[at], heap[first] = heap[first], heap[at]
		at = first
	}
}

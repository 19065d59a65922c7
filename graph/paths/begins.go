package paths

import "slices"

// begin is how a path begins: from a source up to somebody, with one, two or three ties.
type begin struct {
	score float64
	ids   [3]uint32 // the people before, from the source on; of beginnings with as many ties
	next  uint32    // the next worse one of the same length to the same person, or 0
}

func (s *snapshot) compareBegins(a, b *begin) int {
	for i, person := range a.ids {
		if person != b.ids[i] {
			return s.compare(person, b.ids[i])
		}
	}
	return 0
}

// frontier collects, of all beginnings of one length up to one person, those that the best path can begin with. A strength is at
// most 1 and multiplying keeps the order, so one that scores no more than another and whose ids come later is never needed. Of the
// rest, those close enough to the best for rounding to make them equal are, and the one whose ids come first: a tie of strength 0
// further on makes all score the same.
type frontier struct {
	near   []begin
	best   float64
	lowest begin
	any    bool
}

func (f *frontier) reset() { f.near, f.best, f.any = f.near[:0], 0, false }

func (f *frontier) offer(s *snapshot, b begin) {
	if !f.any || s.compareBegins(&b, &f.lowest) < 0 {
		f.lowest, f.any = b, true
	}
	if b.score < f.best*nearly {
		return
	}
	f.best = max(f.best, b.score)
	kept := f.near[:0]
	for i := range f.near {
		e := &f.near[i]
		order := s.compareBegins(e, &b)
		if e.score >= b.score && order <= 0 {
			return // nothing was dropped: what b beats, e would have beaten before
		}
		if e.score >= f.best*nearly && (e.score > b.score || order < 0) {
			kept = append(kept, *e)
		}
	}
	kept = append(kept, b)
	f.near = kept
}

// list writes the frontier as a list, the best first and the one whose ids come first last, and returns its head, 0 where it is empty.
func (f *frontier) list(s *snapshot, begins *[]begin) uint32 {
	if !f.any {
		return 0
	}
	slices.SortFunc(f.near, func(a, b begin) int {
		if a.score > b.score {
			return -1
		}
		return 1
	})
	if s.compareBegins(&f.near[len(f.near)-1], &f.lowest) != 0 {
		f.near = append(f.near, f.lowest)
	}
	head := uint32(0)
	for i := len(f.near) - 1; i >= 0; i-- {
		f.near[i].next = head
		head = uint32(len(*begins))
		*begins = append(*begins, f.near[i])
	}
	return head
}

package paths

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Builder makes a View of people and ties that are read once, in order. First all people, then the ties, range by range.
type Builder struct {
	s      *snapshot
	ids    strings.Builder // of the page that is being filled
	last   string
	ranges []*Range
}

// NewBuilder begins a View.
func NewBuilder() *Builder { return &Builder{s: &snapshot{belongings: newBelongings()}} }

// People adds people in the ascending order of their ids. An error says that they are not.
func (b *Builder) People(people []Person) error {
	for _, p := range people {
		if b.s.count > 0 && p.ID <= b.last {
			return fmt.Errorf("person %s comes after %s", p.ID, b.last)
		}
		b.s.addPerson(&b.ids, p)
		b.last = p.ID
	}
	return nil
}

// addPerson gives a new person the next number; the page's ids are set once it is full, or by closePage.
func (s *snapshot) addPerson(ids *strings.Builder, p Person) {
	at := s.count & inPage
	if at == 0 {
		s.closePage(ids)
		s.people = append(s.people, &peoplePage{})
	}
	page := s.people[len(s.people)-1]
	ids.WriteString(p.ID)
	page.ends[at], page.flags[at], page.belongs[at] = uint32(ids.Len()), flagsOf(p), s.belongings.number(p.BelongsTo)
	if p.User {
		s.users = append(s.users, uint32(s.count))
	}
	s.count++
	s.present++
}

func (s *snapshot) closePage(ids *strings.Builder) {
	if len(s.people) > 0 {
		s.people[len(s.people)-1].ids = strings.Clone(ids.String())
	}
	ids.Reset()
}

func flagsOf(p Person) (flags uint8) {
	if !p.User {
		return 0
	}
	flags = isUser
	if p.Active {
		flags |= isActive
	}
	if p.Closed {
		flags |= isClosed
	}
	return flags
}

// Range begins a part of the ties, after all people are in. Every id of a range is greater than those of the ranges begun before
// it. Ranges may be filled at the same time, each by one goroutine.
func (b *Builder) Range() *Range {
	if b.s.numbers == nil {
		b.s.closePage(&b.ids)
		b.s.sorted = b.s.count
		b.s.numbers = newNumbers(b.s)
	}
	r := &Range{s: b.s}
	b.ranges = append(b.ranges, r)
	return r
}

// Range is a part of the ties, in the order of their smaller ids.
type Range struct {
	s      *snapshot
	last   uint32
	any    bool
	blocks []*block
	group  []half
}

// block holds ties as they were read: from the smaller ids alone, person by person.
type block struct {
	people    []uint32
	ends      []uint32
	to        []uint32
	strengths []float64
}

// half is a tie as one of its ends sees it.
type half struct {
	to       uint32 // with conflict
	strength float64
}

const blockSize = 1 << 15

// Add adds all ties of a person to people with a greater id, in any order. The people come in the ascending order of their ids; an
// error says that they do not. Ties of or to people who are not known are passed over.
func (r *Range) Add(id string, ties []Tie) error {
	from, found := r.s.find(id)
	if !found {
		return nil
	}
	if r.any && from <= r.last {
		return fmt.Errorf("the ties of %s come after those of %s", id, r.s.id(r.last))
	}
	r.last, r.any = from, true
	r.group = r.group[:0]
	for _, t := range ties {
		if to, found := r.s.find(t.ID); found && to > from {
			r.group = append(r.group, halfOf(to, t.Strength, t.Conflict))
		}
	}
	slices.SortStableFunc(r.group, func(a, b half) int { return cmp.Compare(a.to&^conflict, b.to&^conflict) })
	r.keep(from)
	return nil
}

// keep puts the sorted group into the last block, or a new one. Of two ties with one person it is the later.
func (r *Range) keep(from uint32) {
	var b *block
	if len(r.blocks) > 0 {
		b = r.blocks[len(r.blocks)-1]
	}
	if b == nil || len(b.to)+len(r.group) > cap(b.to) {
		room := max(blockSize, len(r.group))
		b = &block{to: make([]uint32, 0, room), strengths: make([]float64, 0, room)}
		r.blocks = append(r.blocks, b)
	}
	for i, h := range r.group {
		if i+1 < len(r.group) && r.group[i+1].to&^conflict == h.to&^conflict {
			continue
		}
		b.to, b.strengths = append(b.to, h.to), append(b.strengths, h.strength)
	}
	b.people, b.ends = append(b.people, from), append(b.ends, uint32(len(b.to)))
}

func halfOf(to uint32, strength float64, atOdds bool) half {
	if atOdds {
		to |= conflict
	}
	return half{to, strength}
}

// View is what was built; the builder is of no use afterwards. The ties are dealt out to both of their ends: because they come in
// the order of their smaller ids, everybody first gets the smaller ids in order and then, in turn, the greater ones.
func (b *Builder) View() *View {
	b.Range() // where there was none
	s := b.s
	next := make([]uint32, len(s.people)*pageSize) // first how many ties a person has, then where the next one goes
	for _, r := range b.ranges {
		for _, block := range r.blocks {
			start := uint32(0)
			for i, from := range block.people {
				next[from] += block.ends[i] - start
				start = block.ends[i]
			}
			for _, to := range block.to {
				next[to&^conflict]++
			}
			s.halves += 2 * len(block.to)
		}
	}
	s.ties = make([]*tiePage, len(s.people))
	for i := range s.ties {
		page, end := &tiePage{}, uint32(0)
		for at := range pageSize {
			count := &next[i*pageSize+at]
			*count, end = end, end+*count
			page.starts[at+1] = end
		}
		page.to, page.strengths = make([]uint32, end), make([]float64, end)
		s.ties[i] = page
	}
	put := func(from, to uint32, strength float64) {
		page, at := s.ties[from>>pageBits], next[from]
		page.to[at], page.strengths[at] = to, strength
		next[from]++
	}
	for _, r := range b.ranges {
		for i, block := range r.blocks {
			at := uint32(0)
			for j, from := range block.people {
				for ; at < block.ends[j]; at++ {
					to, strength := block.to[at], block.strengths[at]
					put(from, to, strength)
					put(to&^conflict, from|to&conflict, strength)
				}
			}
			r.blocks[i] = nil // not both in memory longer than it takes
		}
	}
	b.ranges = nil
	return newView(s)
}

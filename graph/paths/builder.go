package paths

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Builder makes a View of people and ties that are read once: first all people, in the order of their ids, then the ties in any order.
type Builder struct {
	s     *snapshot
	ids   strings.Builder // of the page that is being filled
	last  string
	parts []*Part
}

// NewBuilder begins a View.
func NewBuilder() *Builder { return &Builder{s: &snapshot{belongings: newBelongings()}} }

// People adds people in the ascending order of their ids. An error says that they are not. From then on a person's number is how many came before.
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

// Part begins a part of the ties, after all people are in. Parts may be filled at the same time, each by one goroutine.
func (b *Builder) Part() *Part {
	p := &Part{}
	b.parts = append(b.parts, p)
	return p
}

// Part is some of the ties.
type Part struct{ blocks []*block }

// block holds ties as they were read.
type block struct {
	from, to  []uint32 // to with conflict
	strengths []float64
}

// half is a tie as one of its ends sees it.
type half struct {
	to       uint32 // with conflict
	strength float64
}

const blockSize = 1 << 15

// Add adds the tie of two people, by their numbers. Of two ties of the same two people it is the one added later, in the part begun later.
func (p *Part) Add(from, to uint32, strength float64, atOdds bool) {
	if from == to {
		return
	}
	if len(p.blocks) == 0 || len(p.blocks[len(p.blocks)-1].to) == blockSize {
		p.blocks = append(p.blocks, &block{make([]uint32, 0, blockSize), make([]uint32, 0, blockSize), make([]float64, 0, blockSize)})
	}
	b, h := p.blocks[len(p.blocks)-1], halfOf(to, strength, atOdds)
	b.from, b.to, b.strengths = append(b.from, from), append(b.to, h.to), append(b.strengths, strength)
}

func halfOf(to uint32, strength float64, atOdds bool) half {
	if atOdds {
		to |= conflict
	}
	return half{to, strength}
}

// View is what was built; the builder is of no use afterwards.
func (b *Builder) View() *View {
	s := b.s
	s.closePage(&b.ids)
	s.sorted = s.count
	s.numbers = newNumbers(s)
	b.deal()
	sortPages(s.ties)
	for _, page := range s.ties {
		s.halves += len(page.to)
	}
	return newView(s)
}

// deal gives each tie to both of its ends.
func (b *Builder) deal() {
	s := b.s
	next := make([]uint32, len(s.people)*pageSize) // first how many ties a person has, then where the next one goes
	for _, p := range b.parts {
		for _, block := range p.blocks {
			for i, from := range block.from {
				next[from]++
				next[block.to[i]&^conflict]++
			}
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
	for _, p := range b.parts {
		for i, block := range p.blocks {
			for j, from := range block.from {
				to, strength := block.to[j], block.strengths[j]
				put(from, to, strength)
				put(to&^conflict, from|to&conflict, strength)
			}
			p.blocks[i] = nil // not both in memory longer than it takes
		}
	}
	b.parts = nil
}

// sortPages puts the ties of each person in order, on two cores.
func sortPages(pages []*tiePage) {
	var sorting sync.WaitGroup
	for _, some := range [][]*tiePage{pages[:len(pages)/2], pages[len(pages)/2:]} {
		sorting.Go(func() {
			var list []half
			for _, page := range some {
				list = page.sort(list)
			}
		})
	}
	sorting.Wait()
}

// sort puts the ties of each person of a page in the order of the neighbours. Of two with one neighbour it keeps the later. The list is memory to
// use, and use again.
func (p *tiePage) sort(list []half) []half {
	kept, start := uint32(0), uint32(0)
	for person := range pageSize {
		end := p.starts[person+1]
		list = list[:0]
		for at := start; at < end; at++ {
			list = append(list, half{p.to[at], p.strengths[at]})
		}
		slices.SortStableFunc(list, func(a, b half) int { return cmp.Compare(a.to&^conflict, b.to&^conflict) })
		for i, h := range list {
			if i+1 == len(list) || list[i+1].to&^conflict != h.to&^conflict {
				p.to[kept], p.strengths[kept] = h.to, h.strength
				kept++
			}
		}
		start, p.starts[person+1] = end, kept
	}
	p.to, p.strengths = p.to[:kept], p.strengths[:kept]
	return list
}

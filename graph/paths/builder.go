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
	page.ends[at], page.flags[at], page.belongs[at], page.numbers[at] = uint32(ids.Len()), flagsOf(p), s.belongings.number(p.BelongsTo), kept(p.Number)
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
	numbers   []uint32
	strengths []float64
}

// half is a tie as one of its ends sees it.
type half struct {
	to       uint32 // with conflict
	number   uint32 // in the graph; it counts where keepsNumber says so
	strength float64
}

const blockSize = 1 << 15

// Add adds the tie of two people, by their numbers, with the number that the graph has for it. Of two ties of the same two people it is the one added later,
// in the part begun later.
func (p *Part) Add(from, to uint32, strength float64, atOdds bool, number int64) {
	if from == to {
		return
	}
	if len(p.blocks) == 0 || len(p.blocks[len(p.blocks)-1].to) == blockSize {
		p.blocks = append(p.blocks, &block{make([]uint32, 0, blockSize), make([]uint32, 0, blockSize), make([]uint32, 0, blockSize), make([]float64, 0, blockSize)})
	}
	b, h := p.blocks[len(p.blocks)-1], halfOf(to, strength, atOdds, number)
	b.from, b.to, b.numbers, b.strengths = append(b.from, from), append(b.to, h.to), append(b.numbers, h.number), append(b.strengths, strength)
}

func halfOf(to uint32, strength float64, atOdds bool, number int64) half {
	if atOdds {
		to |= conflict
	}
	return half{to, kept(number), strength}
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
	next := make([]uint32, len(s.people)*pageSize)   // first how many ties a person has, then where the next one goes
	number := make([]uint32, len(s.people)*pageSize) // the same of the numbers
	for _, p := range b.parts {
		for _, block := range p.blocks {
			for i, from := range block.from {
				to := block.to[i] &^ conflict
				next[from]++
				next[to]++
				number[min(from, to)]++
			}
		}
	}
	s.ties = make([]*tiePage, len(s.people))
	for i := range s.ties {
		page, end, last := &tiePage{}, uint32(0), uint32(0)
		for at := range pageSize {
			count, numbers := &next[i*pageSize+at], &number[i*pageSize+at]
			*count, end = end, end+*count
			*numbers, last = last, last+*numbers
			page.starts[at+1], page.firsts[at+1] = end, last
		}
		page.to, page.strengths, page.numbers = make([]uint32, end), make([]float64, end), make([]uint32, last)
		s.ties[i] = page
	}
	put := func(from uint32, h half) {
		page, at := s.ties[from>>pageBits], next[from]
		page.to[at], page.strengths[at] = h.to, h.strength
		next[from]++
		if keepsNumber(from, h.to) {
			page.numbers[number[from]] = h.number
			number[from]++
		}
	}
	for _, p := range b.parts {
		for i, block := range p.blocks {
			for j, from := range block.from {
				to, known, strength := block.to[j], block.numbers[j], block.strengths[j]
				put(from, half{to, known, strength})
				put(to&^conflict, half{from | to&conflict, known, strength})
			}
			p.blocks[i] = nil // not both in memory longer than it takes
		}
	}
	b.parts = nil
}

// sortPages puts the ties of each person in order, on two cores.
func sortPages(pages []*tiePage) {
	var sorting sync.WaitGroup
	for _, some := range [][2]int{{0, len(pages) / 2}, {len(pages) / 2, len(pages)}} {
		sorting.Go(func() {
			var list []half
			for number := some[0]; number < some[1]; number++ {
				list = pages[number].sort(uint32(number)<<pageBits, list) //nolint:gosec // as many as there are people, at most
			}
		})
	}
	sorting.Wait()
}

// sort puts the ties of each person of a page in the order of the neighbours. Of two with one neighbour it keeps the later. The list is memory to
// use, and use again.
func (p *tiePage) sort(first uint32, list []half) []half {
	kept, start := uint32(0), uint32(0)
	keptNumbers, number := uint32(0), uint32(0)
	for at := range uint32(pageSize) {
		person, end := first+at, p.starts[at+1]
		list, number = p.halves(person, start, end, number, list[:0])
		slices.SortStableFunc(list, func(a, b half) int { return cmp.Compare(a.to&^conflict, b.to&^conflict) })
		for i, h := range list {
			if i+1 < len(list) && list[i+1].to&^conflict == h.to&^conflict {
				continue
			}
			p.to[kept], p.strengths[kept] = h.to, h.strength
			kept++
			if keepsNumber(person, h.to) {
				p.numbers[keptNumbers] = h.number
				keptNumbers++
			}
		}
		start, p.starts[at+1], p.firsts[at+1] = end, kept, keptNumbers
	}
	p.to, p.strengths, p.numbers = p.to[:kept], p.strengths[:kept], p.numbers[:keptNumbers]
	return list
}

// halves appends the ties of a person that lie from start to end, the numbers of which begin at number; it returns where those of the next begin.
func (p *tiePage) halves(person, start, end, number uint32, list []half) ([]half, uint32) {
	for at := start; at < end; at++ {
		h := half{to: p.to[at], strength: p.strengths[at]}
		if keepsNumber(person, h.to) {
			h.number = p.numbers[number]
			number++
		}
		list = append(list, h)
	}
	return list, number
}

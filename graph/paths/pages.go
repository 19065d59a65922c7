package paths

import (
	"cmp"
	"math"
	"strings"
)

// People are numbered from 0 and lie in pages, which are what a change copies.
const (
	pageBits = 8
	pageSize = 1 << pageBits
	inPage   = pageSize - 1
)

// conflict is set in the number of a neighbour with whom the person is at odds; numbers stay below it.
const conflict uint32 = 1 << 31

// The flags of a person.
const (
	isUser   = 1 << iota
	isActive // of a user
	isGone   // and has no ties; the number stays
	isClosed // of a user
)

// snapshot is the graph between two changes. Nothing in it is ever changed, but for the slots of numbers.
type snapshot struct {
	people  []*peoplePage
	ties    []*tiePage
	count   int      // numbers given out, those of people who are gone too
	present int      // people who are not gone
	halves  int      // ties, counted at both ends
	sorted  int      // numbers below it are in the order of their ids
	users   []uint32 // in the order of their ids
	private privateTies
	numbers *numbers

	belongings belongings
}

// peoplePage holds the ids of up to pageSize people, one after the other, and their flags.
type peoplePage struct {
	ids     string
	ends    [pageSize]uint32
	flags   [pageSize]uint8
	belongs [pageSize]uint32 // numbers of belongings
	numbers [pageSize]uint32 // in the graph, as kept makes them
}

// tiePage holds the ties of pageSize people, each one's in the order of the neighbours' ids. The number that the graph has for a tie lies with the one of
// its two people who has the smaller number here: once is enough.
type tiePage struct {
	starts    [pageSize + 1]uint32
	to        []uint32
	strengths []float64

	firsts  [pageSize + 1]uint32 // of numbers, as starts is of ties
	numbers []uint32             // in the graph, as kept makes them
}

// unknown stands for a number of the graph that does not fit; half of what Neo4j can count does.
const unknown = math.MaxUint32

// kept is a number of the graph in four bytes.
func kept(number int64) uint32 { return uint32(min(uint64(number), unknown)) } //nolint:gosec // it is never below 0

// keepsNumber tells whether the number of a tie lies with this one of its two people.
func keepsNumber(person, to uint32) bool { return person < to&^conflict }

// id of a person's number. It is a part of the page's string: it costs nothing, and keeps that string.
func (s *snapshot) id(person uint32) string {
	page, at := s.people[person>>pageBits], person&inPage
	if at == 0 {
		return page.ids[:page.ends[0]]
	}
	return page.ids[page.ends[at-1]:page.ends[at]]
}

func (s *snapshot) flags(person uint32) uint8 { return s.people[person>>pageBits].flags[person&inPage] }

// belongsTo is the number of what a person belongs to.
func (s *snapshot) belongsTo(person uint32) uint32 {
	return s.people[person>>pageBits].belongs[person&inPage]
}

// hasLeft tells of a user who is not active any more.
func (s *snapshot) hasLeft(person uint32) bool { return s.flags(person)&(isUser|isActive) == isUser }

// tiesOf are a person's neighbours in the order of their ids, with conflict in their numbers, and the strengths beside them.
func (s *snapshot) tiesOf(person uint32) (to []uint32, strengths []float64) {
	page, at := s.ties[person>>pageBits], person&inPage
	start, end := page.starts[at], page.starts[at+1]
	return page.to[start:end], page.strengths[start:end]
}

// numbersOf are the numbers that the graph has for those of a person's ties of which keepsNumber says that they lie here, in the order of the ties.
func (s *snapshot) numbersOf(person uint32) []uint32 {
	page, at := s.ties[person>>pageBits], person&inPage
	return page.numbers[page.firsts[at]:page.firsts[at+1]]
}

// compare orders two people by their ids.
func (s *snapshot) compare(a, b uint32) int {
	if a == b || int(max(a, b)) < s.sorted {
		return cmp.Compare(a, b)
	}
	return strings.Compare(s.id(a), s.id(b))
}

// find is the number of a person who is not gone.
func (s *snapshot) find(id string) (uint32, bool) {
	person, found := s.numbers.find(s, id)
	return person, found && s.flags(person)&isGone == 0
}

// named are the ids of a path.
func (s *snapshot) named(people []uint32) []string {
	ids := make([]string, len(people))
	for i, person := range people {
		ids[i] = s.id(person)
	}
	return ids
}

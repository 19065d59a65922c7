package paths

// scratch is the memory of a question. It is as large as there are people and used again, so that no question clears or allocates it:
// what was marked is unmarked one by one.
type scratch struct {
	skipped  set // not in the middle of a path
	sources  set
	first    table // by what is one tie away from the sources, or from the end
	second   table // the same for two ties
	third    table
	begins   []begin
	seconds  []secondStep
	onWay    []wayNode
	partials []partial
}

// keepAtMost is how much of the memory that grows with a question, in entries, is kept for the next.
const keepAtMost = 1 << 18

// size makes room for that many people.
func (s *scratch) size(people int) {
	if len(s.first.slots) >= people {
		return
	}
	people += people/16 + pageSize
	*s = scratch{skipped: newSet(people), sources: newSet(people), first: newTable(people), second: newTable(people), third: newTable(people)}
}

func (s *scratch) clear() {
	s.skipped.clear()
	s.sources.clear()
	s.first.clear()
	s.second.clear()
	s.third.clear()
	s.begins, s.seconds, s.onWay, s.partials = emptied(s.begins), emptied(s.seconds), emptied(s.onWay), emptied(s.partials)
}

func emptied[E any](list []E) []E {
	if cap(list) > keepAtMost {
		return nil
	}
	return list[:0]
}

// set is a set of people.
type set struct {
	words   []uint64
	members []uint32 // everybody who was added, also who was removed again
}

func newSet(people int) set { return set{words: make([]uint64, people/64+1)} }

func (s *set) has(person uint32) bool { return s.words[person/64]>>(person%64)&1 != 0 }

func (s *set) add(person uint32) {
	if !s.has(person) {
		s.words[person/64] |= 1 << (person % 64)
		s.members = append(s.members, person)
	}
}

func (s *set) remove(person uint32) { s.words[person/64] &^= 1 << (person % 64) }

func (s *set) clear() {
	for _, person := range s.members {
		s.words[person/64] = 0
	}
	s.members = emptied(s.members)
}

// table is a set with a number for each member.
type table struct {
	set
	slots []uint32
}

func newTable(people int) table { return table{newSet(people), make([]uint32, people)} }

func (t *table) put(person, value uint32) {
	t.add(person)
	t.slots[person] = value
}

// get is the number of a member; ask has first.
func (t *table) get(person uint32) uint32 { return t.slots[person] }

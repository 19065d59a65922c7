package paths

import (
	"slices"
)

// Batch is what has changed. People come first: who is put, then who is gone, with all ties; then the ties put and those gone. The
// same batch again changes nothing.
type Batch struct {
	People     []Person
	PeopleGone []string
	Ties       []Pair // of or to people who are not known: passed over
	TiesGone   []Pair // by A and B alone
}

// Pair is a tie between two people.
type Pair struct {
	A, B     string
	Strength float64  // 0 to 1, or NaN where it is not known
	Conflict bool     // the two are at odds
	Private  []string // the names of the viewers who see it; nil is everybody
	Number   int64    // by which the graph finds the tie quickest
}

// Change makes a batch count, all of it at once, in every question asked after it returns.
func (v *View) Change(b Batch) {
	v.changes.Lock()
	defer v.changes.Unlock()
	d := newDraft(v.now.Load())
	for _, p := range b.People {
		d.putPerson(p)
	}
	for _, id := range b.PeopleGone {
		d.removePerson(id)
	}
	for _, t := range b.Ties {
		d.putTie(t)
	}
	for _, t := range b.TiesGone {
		if a, b, found := d.pair(t); found {
			d.remove(a, b)
			d.remove(b, a)
			d.unhide(a, b)
		}
	}
	v.now.Store(d.close())
}

// draft is a snapshot that is being made from the one before: it shares all pages but those that are touched.
type draft struct {
	snapshot
	ownPeople  map[uint32]bool
	ownTies    map[uint32]*[pageSize][]half
	ownUsers   bool
	ownPrivate map[string]bool // by viewer
}

func newDraft(s *snapshot) *draft {
	d := &draft{snapshot: *s, ownPeople: map[uint32]bool{}, ownTies: map[uint32]*[pageSize][]half{}}
	d.people, d.ties = slices.Clone(s.people), slices.Clone(s.ties)
	return d
}

func (d *draft) putPerson(p Person) {
	person, found := d.numbers.find(&d.snapshot, p.ID)
	if !found {
		d.append(p)
		return
	}
	before, now := d.flags(person), flagsOf(p)
	if belongs := d.belongings.number(p.BelongsTo); belongs != d.belongsTo(person) {
		d.peoplePage(person).belongs[person&inPage] = belongs
	}
	if number := kept(p.Number); number != d.people[person>>pageBits].numbers[person&inPage] {
		d.peoplePage(person).numbers[person&inPage] = number
	}
	if before == now {
		return
	}
	if before&isGone != 0 {
		d.present++
	}
	d.setFlags(person, now)
	d.list(person, p.User)
}

// append gives a number to somebody new.
func (d *draft) append(p Person) {
	person := uint32(d.count)
	if d.numbers.full(d.count + 1) {
		d.numbers = newNumbers(&d.snapshot)
	}
	if person&inPage == 0 {
		d.people, d.ties = append(d.people, &peoplePage{}), append(d.ties, &tiePage{})
		d.ownPeople[person>>pageBits] = true
	}
	page := d.peoplePage(person)
	page.ids += p.ID
	page.ends[person&inPage], page.flags[person&inPage] = uint32(len(page.ids)), flagsOf(p)
	page.belongs[person&inPage], page.numbers[person&inPage] = d.belongings.number(p.BelongsTo), kept(p.Number)
	d.count++
	d.present++
	d.list(person, p.User)
	d.numbers.add(p.ID, person)
}

func (d *draft) removePerson(id string) {
	person, found := d.find(id)
	if !found {
		return
	}
	mine := d.halvesOf(person)
	for _, h := range *mine {
		d.remove(h.to&^conflict, person)
	}
	d.halves -= len(*mine)
	*mine = nil
	d.unhideAll(person)
	d.setFlags(person, isGone)
	d.present--
	d.list(person, false)
}

func (d *draft) putTie(t Pair) {
	a, b, found := d.pair(t)
	if !found {
		return
	}
	d.unhide(a, b)
	if t.Private != nil {
		d.remove(a, b)
		d.remove(b, a)
		d.hide(a, b, halfOf(0, t.Strength, t.Conflict, t.Number), t.Private)
		return
	}
	d.put(a, halfOf(b, t.Strength, t.Conflict, t.Number))
	d.put(b, halfOf(a, t.Strength, t.Conflict, t.Number))
}

func (d *draft) pair(t Pair) (a, b uint32, found bool) {
	a, hasA := d.find(t.A)
	b, hasB := d.find(t.B)
	return a, b, hasA && hasB && a != b
}

func (d *draft) put(person uint32, h half) {
	mine := d.halvesOf(person)
	at, found := d.search(*mine, h.to)
	if found {
		(*mine)[at] = h
		return
	}
	*mine = slices.Insert(*mine, at, h)
	d.halves++
}

func (d *draft) remove(person, neighbour uint32) {
	mine := d.halvesOf(person)
	if at, found := d.search(*mine, neighbour); found {
		*mine = slices.Delete(*mine, at, at+1)
		d.halves--
	}
}

func (d *draft) search(halves []half, to uint32) (int, bool) {
	return slices.BinarySearchFunc(halves, to&^conflict, func(h half, to uint32) int { return d.compare(h.to&^conflict, to) })
}

// list keeps users as the list of all users, or leaves somebody out of it.
func (d *draft) list(person uint32, user bool) {
	at, found := slices.BinarySearchFunc(d.users, person, d.compare)
	if found == user {
		return
	}
	if !d.ownUsers {
		d.users, d.ownUsers = slices.Clone(d.users), true
	}
	if user {
		d.users = slices.Insert(d.users, at, person)
	} else {
		d.users = slices.Delete(d.users, at, at+1)
	}
}

func (d *draft) setFlags(person uint32, flags uint8) {
	d.peoplePage(person).flags[person&inPage] = flags
}

// peoplePage is the page of a person, the draft's own.
func (d *draft) peoplePage(person uint32) *peoplePage {
	number := person >> pageBits
	if !d.ownPeople[number] {
		page := *d.people[number]
		d.people[number], d.ownPeople[number] = &page, true
	}
	return d.people[number]
}

// halvesOf are the ties of a person, to be changed at will.
func (d *draft) halvesOf(person uint32) *[]half {
	number := person >> pageBits
	own := d.ownTies[number]
	if own == nil {
		own = d.ties[number].open(number << pageBits)
		d.ownTies[number] = own
	}
	return &own[person&inPage]
}

// open takes a page apart, that of the people from first on. No list has room at its end, so that one that grows moves away from the next.
func (p *tiePage) open(first uint32) *[pageSize][]half {
	all := make([]half, 0, len(p.to))
	var lists [pageSize][]half
	for at := range uint32(pageSize) {
		start, end := p.starts[at], p.starts[at+1]
		all, _ = p.halves(first+at, start, end, p.firsts[at], all)
		lists[at] = all[start:end:end]
	}
	return &lists
}

// close puts the pages that were taken apart together again.
func (d *draft) close() *snapshot {
	for number, lists := range d.ownTies {
		size := 0
		for _, list := range lists {
			size += len(list)
		}
		page := &tiePage{to: make([]uint32, 0, size), strengths: make([]float64, 0, size)}
		for at, list := range lists {
			for _, h := range list {
				page.to, page.strengths = append(page.to, h.to), append(page.strengths, h.strength)
				if keepsNumber(number<<pageBits+uint32(at), h.to) { //nolint:gosec // below pageSize
					page.numbers = append(page.numbers, h.number)
				}
			}
			page.starts[at+1], page.firsts[at+1] = uint32(len(page.to)), uint32(len(page.numbers))
		}
		d.ties[number] = page
	}
	s := d.snapshot
	return &s
}

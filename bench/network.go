package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"kith/graph/store"
	"kith/graph/strength"
)

const (
	fullPeople   = 1_000_000 // at size 1
	mostUsers    = 500
	bigAccount   = 5_000 // seats of the one large account
	accountSeats = 300   // of all others
	reports      = 7     // of a seat, by solid lines
	dealsOf      = 3     // of an account; the last of them is won
	membersOf    = 8     // of a buying centre
)

// today is the day of every run, because ties strengthen while people work together.
var today = store.NewDate(2026, time.November, 22)

// network is the graph that is measured. Contact k sits, or sat, in seat k; seats are numbered account by account and from the top of each
// chart down, so that all but the ties follows from the numbers.
type network struct {
	people, users int
	big           int        // seats of account 0
	others        [][]uint32 // for each person, those with larger numbers whose tie with them was measured
	degrees       []int      // ties of each person, inferred ones too, sorted
	ties          int
}

// newNetwork draws the graph of a size; one size gives one graph. How many ties people have follows a power law. Who is tied to whom is
// drawn from all.
func newNetwork(size float64) *network {
	n := &network{people: max(200, int(size*fullPeople))}
	n.users = min(mostUsers, n.people/20)
	n.big = min(bigAccount, n.contacts()/4)
	random := rand.New(rand.NewPCG(1, 2))
	var ends []uint32 // each person as often as they have ties
	for person := range n.people {
		degree := min(1400, 8.5/math.Pow(1-random.Float64(), .55), float64(n.people)/10)
		for range int(degree) {
			ends = append(ends, uint32(person))
		}
	}
	random.Shuffle(len(ends), func(i, j int) { ends[i], ends[j] = ends[j], ends[i] })
	n.others, n.degrees = make([][]uint32, n.people), make([]int, n.people)
	for i := 0; i+1 < len(ends); i += 2 {
		a, b := min(ends[i], ends[i+1]), max(ends[i], ends[i+1])
		if a != b && !slices.Contains(n.others[a], b) {
			n.others[a] = append(n.others[a], b)
		}
	}
	for person := range n.people {
		slices.Sort(n.others[person])
		n.eachTie(person, func(t tie) {
			n.degrees[t.a]++
			n.degrees[t.b]++
			n.ties++
		})
	}
	slices.Sort(n.degrees)
	return n
}

func (n *network) contacts() int { return n.people - n.users }

// accounts is how many there are, the last of which may be smaller.
func (n *network) accounts() int { return 1 + (n.contacts()-n.big+accountSeats-1)/accountSeats }

// accountOf is the account of a seat.
func (n *network) accountOf(seat int) int {
	if seat < n.big {
		return 0
	}
	return 1 + (seat-n.big)/accountSeats
}

// seats are the first seat of an account and the one after its last.
func (n *network) seats(account int) (first, end int) {
	if account == 0 {
		return 0, n.big
	}
	first = n.big + (account-1)*accountSeats
	return first, min(first+accountSeats, n.contacts())
}

// manager is the seat above another, false at the top.
func (n *network) manager(seat int) (int, bool) {
	first, _ := n.seats(n.accountOf(seat))
	return first + (seat-first-1)/reports, seat > first
}

// below are the seats that report to another, from the first up to the one before end.
func (n *network) below(seat int) (from, end int) {
	first, last := n.seats(n.accountOf(seat))
	from = first + (seat-first)*reports + 1
	return min(from, last), min(from+reports, last)
}

// job is a time in a seat; the zero Date as its end is still so.
type job struct {
	seat         int
	since, until store.Date
}

// mix is a number that a person and a purpose always give, and looks like chance.
func mix(person, purpose int) int {
	x := uint64(person)*0x9e3779b97f4a7c15 + uint64(purpose)*0xbf58476d1ce4e5b9
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return int((x ^ x>>31) >> 2)
}

// Purposes of mix.
const (
	ofBegin = iota
	ofEarlierSeat
	ofEarlierBegin
	ofEarlierEnd
	ofFirstName
	ofLastName
	ofAttitude
	ofRole
	ofName
)

// jobs are the seats that a contact holds or held, the current one first. One in 29, never at the top, has left their seat vacant; one in five
// had a seat in another account before.
func (n *network) jobs(contact int) []job {
	begin := store.NewDate(2010, time.January, 1)
	_, reports := n.manager(contact)
	current := job{seat: contact, since: begin.AddDays(mix(contact, ofBegin) % 5000)}
	jobs := []job{current}
	if contact%5 == 2 {
		jobs[0].since = store.NewDate(2019, time.January, 1).AddDays(mix(contact, ofBegin) % 2000)
		first, end := n.seats(n.accountOf(contact))
		seat := mix(contact, ofEarlierSeat) % (n.contacts() - (end - first))
		if seat >= first {
			seat += end - first
		}
		jobs = append(jobs, job{
			seat:  seat,
			since: begin.AddDays(mix(contact, ofEarlierBegin) % 1500), until: store.NewDate(2015, time.January, 1).AddDays(mix(contact, ofEarlierEnd) % 1400),
		})
	}
	if contact%29 == 17 && reports {
		jobs[0].until = store.NewDate(2025, time.March, 1)
	}
	return jobs
}

// holds says whether a contact's seat is still theirs.
func (n *network) holds(contact int) bool { return n.jobs(contact)[0].until.IsZero() }

// tie is what the graph stores for a pair.
type tie struct {
	a, b     int
	measured float64 // what a program says of it, where it was measured
	inferred bool    // by the reporting line alone
	strength float64
	since    store.Date // of an inferred one
	stale    bool       // another tomorrow than today, because employment in common adds to it
}

// eachTie gives a person's ties to people with larger numbers, in their order: measured ones, and with whoever reports to them.
func (n *network) eachTie(person int, give func(tie)) {
	from, end := n.people, n.people
	if person < n.contacts() && n.holds(person) {
		from, end = n.below(person)
	}
	others := n.others[person]
	for len(others) > 0 || from < end {
		if from < end && !n.holds(from) {
			from++
			continue
		}
		t := tie{a: person, inferred: true}
		if from < end {
			t.b = from
		}
		if len(others) > 0 && (from >= end || int(others[0]) <= from) {
			t.b, t.inferred = int(others[0]), false
			others = others[1:]
		}
		line := t.b == from && from < end
		if line {
			from++
		}
		n.derive(&t, line)
		give(t)
	}
}

// derive reckons a tie's strength as Kith does: from the measured one, employment in common, and a reporting line.
func (n *network) derive(t *tie, line bool) {
	var shares []float64
	if !t.inferred {
		t.measured = float64(1+mix(t.a, t.b)%9999) / 10000
		shares = append(shares, t.measured)
	}
	if t.b < n.contacts() {
		for _, x := range n.jobs(t.a) {
			for _, y := range n.jobs(t.b) {
				if n.accountOf(x.seat) != n.accountOf(y.seat) {
					continue
				}
				since, until := later(x.since, y.since), earlier(x.until, y.until)
				end := earlier(until, today)
				if !since.Before(end) {
					continue
				}
				if line {
					t.since = since
				}
				days := end.Time().Sub(since.Time()).Hours() / 24
				first, last := n.seats(n.accountOf(x.seat))
				shares = append(shares, strength.Overlap(days, true, last-first > strength.LargeAccount))
				t.stale = t.stale || until.IsZero() && strength.OverlapGrows(days)
			}
		}
	}
	if line {
		shares = append(shares, strength.ReportingLine)
	}
	t.strength = *strength.Together(shares)
}

func later(a, b store.Date) store.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// earlier is the earlier of two ends.
func earlier(a, b store.Date) store.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// id is the id of a record by its number, as long as Kith's are and in the same order.
func id(prefix string, number int) string {
	return fmt.Sprintf("%s_01k9zt3n8xfv6rjq2m%08d", prefix, number)
}

// person is the id of a person; users come after all contacts, as their ids do.
func (n *network) person(number int) string {
	if number >= n.contacts() {
		return id("usr", number)
	}
	return id("con", number)
}

var (
	firstNames = []string{"Ada", "Bela", "Caro", "Dara", "Edda", "Fenn", "Gero", "Hanno", "Iven", "Jory", "Kaja", "Lino", "Mira", "Nilo", "Orla", "Pelle", "Rana", "Sanna", "Timo", "Ulla", "Vito", "Wenke", "Yara", "Zeno"}
	syllables  = []string{"bar", "ben", "dal", "dor", "fel", "gar", "hal", "kan", "kel", "lan", "lin", "mar", "mon", "nor", "pel", "ran", "ros", "sel", "tan", "tor", "val", "ven", "wil", "zan"}
	titles     = []string{"Chief Executive Officer", "Head of Purchasing", "Director Operations", "Manager Logistics", "Engineer", "Analyst", "Controller", "Planner"}
)

// lastName is one of 13,824, without the letter q.
func lastName(number, purpose int) string {
	x := mix(number, purpose)
	name := syllables[x%24] + syllables[x/24%24] + syllables[x/576%24]
	return string(name[0]-'a'+'A') + name[1:]
}

func firstName(person int) string { return firstNames[mix(person, ofFirstName)%len(firstNames)] }

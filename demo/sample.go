package demo

import "time"

// sample is the invented world, in the words of the graph.
type sample struct {
	Config
	today     day
	languages map[string]*language
	mailboxes map[string]bool // addresses that somebody has

	units         []*unit
	users         []*user
	products      []*product
	accounts      []*account
	contacts      []*person
	deals         []*deal
	acquaintances []*acquaintance
	ties          []tie
	influences    []influence
	relations     []relation
	interactions  []interaction
}

// day counts from 1970-01-01, UTC; 0 is no day: "always" where a since is asked for, "still so" where an until is.
type day int

const year = 365

func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// String is the day as the files write it, empty where there is none.
func (d day) String() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format(time.DateOnly)
}

func (d day) midnight() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d day) weekend() bool {
	w := d.midnight().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// or is the day itself, or the other one where there is none.
func (d day) or(other day) day {
	if d == 0 {
		return other
	}
	return d
}

// span is a time from since (inclusive) to until (exclusive).
type span struct{ since, until day }

func (s span) on(d day) bool { return s.since <= d && (s.until == 0 || d < s.until) }

// within is what two spans share, and whether they share a day at all.
func (s span) within(o span) (span, bool) {
	both := span{since: max(s.since, o.since), until: s.until}
	if o.until != 0 && (both.until == 0 || o.until < both.until) {
		both.until = o.until
	}
	return both, both.until == 0 || both.since < both.until
}

// person is a contact, or the person behind a user.
type person struct {
	id       string
	user     *user // nil for a contact
	name     fullName
	home     *country
	emails   []string
	jobs     []*job    // in order of time
	unplaced *unplaced // instead of jobs: where the person works, without a place in the chart
	attitude string
	owner    *user
	notes    string
}

// ref is how other files name this person.
func (p *person) ref() string {
	if p.user != nil {
		return "user:" + p.id
	}
	return p.id
}

// unplaced is what is known of somebody whose seat is not.
type unplaced struct {
	account           *account
	title, department string
	since             day
}

// job is a time that a person held a seat for.
type job struct {
	span
	seat    *seat
	holder  *person
	primary bool // flagged where the holder has another one beside it
}

// currentJob is the job that the person holds on a day, the main one where there are two; nil without any.
func (p *person) currentJob(on day) *job {
	var now *job
	for _, j := range p.jobs {
		if j.on(on) && (now == nil || j.primary) {
			now = j
		}
	}
	return now
}

// seat is a position. Its level (0 at a root) never changes, and it reports only to seats one level above, so that no
// history of moves can close a cycle.
type seat struct {
	id          string
	account     *account
	title       string
	department  *department
	location    string
	level       int
	manager     *seat
	reports     int // direct ones
	opened      day // 0: as old as the account
	closed      day
	assistant   bool
	placeholder bool
	shared      bool // several may hold it at once
	board       bool
	lines       []line
	jobs        []*job // in order of time
}

// line is whom a seat reports to, for a time.
type line struct {
	span
	to   *seat
	kind string // solid, dotted
}

// staffed are those who hold a seat of the account on a day, the highest seats first.
func (a *account) staffed(on day) []*job {
	var jobs []*job
	for _, st := range a.seats {
		for _, j := range st.jobs {
			if j.on(on) && !st.board {
				jobs = append(jobs, j)
			}
		}
	}
	return jobs
}

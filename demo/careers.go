package demo

import (
	"cmp"
	"slices"
)

// fillSeats decides who held which seat when. Every seat has its own row of jobs; then all jobs of all accounts are given out
// in the order in which they began, to newcomers or to people whose last job had just ended: so careers run through several
// accounts, and nobody is in two places at once.
func (s *sample) fillSeats() {
	d := s.dice("careers")
	var vacancies []*job
	for _, a := range s.accounts {
		for _, st := range a.seats {
			st.jobs = s.jobsOf(d, st)
			vacancies = append(vacancies, st.jobs...)
		}
	}
	slices.SortStableFunc(vacancies, func(a, b *job) int { return cmp.Compare(a.since, b.since) })
	market := market{dice: d, sample: s, free: map[*country][]*person{}}
	for _, j := range vacancies {
		market.give(j, market.hire(j))
	}
	for _, a := range s.accounts {
		for _, st := range a.seats {
			s.standIn(d, st)
			s.share(d, st)
		}
	}
}

// jobsOf is the row of jobs that a seat has seen, the earliest first, as far back as anybody knows.
func (s *sample) jobsOf(d dice, st *seat) []*job {
	if st.placeholder || st.board {
		return nil
	}
	until := st.closed
	if until == 0 && d.chance(.05) { // vacant today
		until = s.today - day(d.between(3, 250))
	}
	var jobs []*job
	for {
		end := until.or(s.today)
		if end <= st.opened+1 {
			break
		}
		since := end - day(min(22*year, max(90, d.around(3*year, .75))))
		since = max(since, st.opened)
		known := since > s.today-8*year
		if !known && d.chance(.15) {
			since = st.opened // has always been there
		}
		jobs = append(jobs, &job{span: span{since, until}, seat: st})
		if !known || since == st.opened || d.chance(.5) {
			break
		}
		until = since - day(max(0, d.between(-60, 90)))
	}
	slices.Reverse(jobs)
	return jobs
}

// market is where people look for their next job: those free, by country, in the order in which they became so.
type market struct {
	dice
	*sample
	free map[*country][]*person
}

func (m market) give(j *job, p *person) {
	j.holder = p
	p.jobs = append(p.jobs, j)
	if j.until != 0 {
		m.free[p.home] = append(m.free[p.home], p)
	}
}

// hire finds somebody for a job: often one who left a like one in the same country within the last months, else a newcomer.
func (m market) hire(j *job) *person {
	home := j.seat.account.country
	if m.chance(.08) { // from abroad
		home = &countries[m.IntN(len(countries))]
	}
	if j.since != 0 && m.chance(.8) {
		// gone for too long is gone for good
		m.free[home] = slices.DeleteFunc(m.free[home], func(p *person) bool { return lastJob(p).until < j.since-200 })
		for i, p := range m.free[home] {
			if last := lastJob(p); last.until <= j.since && alike(last.seat, j.seat) {
				m.free[home] = slices.Delete(m.free[home], i, i+1)
				return p
			}
		}
	}
	return m.newPerson(m.dice, j.seat.account.country)
}

func lastJob(p *person) *job { return p.jobs[len(p.jobs)-1] }

// alike says whether somebody moves from one seat to the other: at about the same level, in the same kind of work or at the top.
func alike(from, to *seat) bool {
	step := from.level - to.level
	sameWork := from.department.name == to.department.name || to.level <= 1
	return from != to && step >= -1 && step <= 2 && sameWork && from.assistant == to.assistant
}

// standIn lets the manager of some vacant seats that lead others do both jobs.
func (s *sample) standIn(d dice, st *seat) {
	if len(st.jobs) == 0 || st.reports == 0 || st.manager == nil || st.closed != 0 || !d.chance(.4) {
		return
	}
	since := st.jobs[len(st.jobs)-1].until
	if since == 0 || len(st.manager.jobs) == 0 {
		return
	}
	above := st.manager.jobs[len(st.manager.jobs)-1]
	if !above.primary && above.since <= since && above.holder.currentJob(s.today) == above {
		above.primary = true
		second(st, above.holder, since)
	}
}

// second gives somebody a seat beside their main one.
func second(st *seat, p *person, since day) {
	j := &job{span: span{since: since}, seat: st, holder: p}
	st.jobs, p.jobs = append(st.jobs, j), append(p.jobs, j)
}

// share lets a second person sit on a shared seat.
func (s *sample) share(d dice, st *seat) {
	if !st.shared || len(st.jobs) == 0 {
		return
	}
	first := st.jobs[len(st.jobs)-1]
	if first.until == 0 {
		second(st, s.newPerson(d, st.account.country), d.daysBetween(max(first.since, s.today-4*year), s.today-3))
	}
}

// seatBoards fills the supervisory boards with executives of other accounts.
func (s *sample) seatBoards() {
	d := s.dice("boards")
	var executives []*job
	for _, a := range s.accounts {
		for _, j := range a.staffed(s.today) {
			if j.seat.level <= 1 && !j.primary && j.holder.currentJob(s.today) == j {
				executives = append(executives, j)
			}
		}
	}
	executives = draw(d, executives, len(executives))
	for _, a := range s.accounts {
		for _, st := range a.seats {
			if !st.board {
				continue
			}
			if i := slices.IndexFunc(executives, func(j *job) bool { return j.seat.account != a }); i >= 0 && d.chance(.9) {
				main := executives[i]
				executives = slices.Delete(executives, i, i+1)
				main.primary = true
				second(st, main.holder, d.daysBetween(max(main.since, st.opened, s.today-6*year), s.today-15))
			}
		}
	}
}

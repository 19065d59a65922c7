package demo

import (
	"fmt"
	"slices"
)

// placeAlumni lets our own users have worked at accounts before they came to us: each takes over one or two jobs that had
// ended by then, of people who held no other.
func (s *sample) placeAlumni() {
	d := s.dice("alumni")
	var past []*job
	for _, a := range s.accounts {
		for _, st := range a.seats {
			for _, j := range st.jobs {
				if j.until != 0 && j.since > s.today-10*year && len(j.holder.jobs) == 1 && !st.assistant {
					past = append(past, j)
				}
			}
		}
	}
	past = draw(d, past, len(past))
	for _, u := range s.users {
		for range throw(d, []odds[int]{{2, 0}, {5, 1}, {2, 2}}) {
			free := func(j *job) bool {
				return j.until <= u.hired && j.holder.home == u.home && !slices.ContainsFunc(u.jobs, j.overlaps)
			}
			i := slices.IndexFunc(past, free)
			if i < 0 {
				break
			}
			j := past[i]
			past = slices.Delete(past, i, i+1)
			j.holder.jobs = nil // was never there
			j.holder = &u.person
			u.jobs = append(u.jobs, j)
		}
	}
}

func (j *job) overlaps(o *job) bool {
	_, both := j.within(o.span)
	return both
}

// listContacts numbers the seats and those who hold or held them, account by account, and says how to reach them.
func (s *sample) listContacts() {
	d := s.dice("contacts")
	seats := 0
	for _, a := range s.accounts {
		for _, st := range a.seats {
			seats++
			st.id = fmt.Sprintf("p%05d", seats)
			for _, j := range st.jobs {
				if j.holder.id == "" {
					s.list(d, j.holder)
				}
			}
		}
		for range a.size - len(a.seats) {
			s.listUnplaced(d, a)
		}
	}
}

func (s *sample) list(d dice, p *person) {
	s.contacts = append(s.contacts, p)
	p.id = fmt.Sprintf("c%05d", len(s.contacts))
	if d.chance(.9) {
		p.emails = s.addresses(d, p)
	}
	if d.chance(.15) {
		p.attitude = throw(d, attitudeOdds)
	}
	if d.chance(.01) {
		p.notes = pick(d, []string{
			"Prefers a call before ten.", "Met at the trade fair in spring.", "Writes English and German.",
			"Asked for a reference in the same industry.", "On parental leave until autumn.", "Travels on Mondays.",
		})
	}
}

// attitudeOdds are those of the attitudes that somebody has noted; most are noted nowhere.
var attitudeOdds = []odds[string]{{1, "enemy"}, {3, "nonSupporter"}, {6, "neutral"}, {5, "supporter"}, {2, "mentor"}}

// addresses are where the person reads mail: at the present or last account, sometimes at an earlier one too.
func (s *sample) addresses(d dice, p *person) []string {
	now := p.currentJob(s.today)
	if now == nil {
		now = lastJob(p)
	}
	addresses := []string{s.mailbox(p, now.seat.account.domain)}
	for _, j := range p.jobs {
		if j.seat.account != now.seat.account && !j.seat.board && d.chance(.25) {
			return append(addresses, s.mailbox(p, j.seat.account.domain))
		}
	}
	return addresses
}

// listUnplaced adds somebody who is known to work at the account, and no more.
func (s *sample) listUnplaced(d dice, a *account) {
	p := s.newPerson(d, a.country)
	of := pick(d, branches)
	p.unplaced = &unplaced{account: a, title: pick(d, of.staff), department: of.name, since: d.daysBetween(s.today-4*year, s.today-20)}
	s.contacts = append(s.contacts, p)
	a.unplaced = append(a.unplaced, p)
	p.id = fmt.Sprintf("c%05d", len(s.contacts))
	p.emails = []string{s.mailbox(p, a.domain)}
}

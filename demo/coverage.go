package demo

import (
	"cmp"
	"slices"
)

// assignment is a user's part in an account's team.
type assignment struct {
	span
	user       *user
	as, access string
}

// staffAccounts gives the accounts to our people: an owner from the unit that sells there, and a team around each.
func (s *sample) staffAccounts() {
	d := s.dice("coverage")
	for _, a := range s.accounts {
		near := s.usersNear(a)
		if d.chance(.96) { // the others wait to be assigned
			a.owner = pick(d, near)
			a.join(assignment{s.stint(d, a.owner), a.owner, "accountManager", "write"})
		}
		size := 1
		switch {
		case a.size >= 300:
			size = 5
		case a.size >= 80:
			size = 3
		}
		for range d.between(size, size+2) {
			from := near
			if d.chance(.25) { // a specialist from another unit
				from = s.users
			}
			u := pick(d, from)
			as := throw(d, []odds[string]{{4, "sales"}, {3, "presales"}, {2, "customerSuccess"}, {1, "executive"}, {.5, "other"}})
			access := throw(d, []odds[string]{{3, "write"}, {2, "read"}})
			a.join(assignment{s.stint(d, u), u, as, access})
		}
		for _, p := range a.unplaced {
			p.owner = a.owner
		}
	}
	for _, p := range s.contacts {
		if j := p.currentJob(s.today); j != nil && j.seat.level <= 2 && d.chance(.1) {
			p.owner = j.seat.account.owner
		}
	}
}

// usersNear are the users who sell in an account's country, or to the largest wherever they are: active ones, and still those
// who left a short while ago. Where the unit has nobody, all are.
func (s *sample) usersNear(a *account) []*user {
	of := s.unitNamed(a.country.unit)
	if a.class == "A" {
		of = s.unitNamed("Key Accounts")
	}
	var near []*user
	for _, u := range s.users {
		if u.unit == of && (u.active() || u.left > s.today-100) {
			near = append(near, u)
		}
	}
	if len(near) == 0 {
		return s.users
	}
	return near
}

// stint is a user's time with an account: while they are here, more often long since than of late.
func (s *sample) stint(d dice, u *user) span {
	end := u.left.or(s.today)
	earliest := max(u.hired, end-6*year)
	since := min(d.daysBetween(earliest, end-20), d.daysBetween(earliest, end-20))
	until := u.left
	if until == 0 && d.chance(.06) {
		until = d.daysBetween(since+10, s.today-1)
	}
	return span{since, until}
}

// join adds somebody to the team who is not in it yet.
func (a *account) join(as assignment) {
	if !slices.ContainsFunc(a.team, func(have *assignment) bool { return have.user == as.user }) {
		a.team = append(a.team, &as)
	}
}

// acquaintance is a user of ours and a contact who deal with each other, for a time.
type acquaintance struct {
	span
	user    *user
	contact *person
	account *account
	weight  float64 // how much they have to do with each other; 1 is usual
}

// acquaint decides whom our people know: in the accounts they work for, in their deals, and where people moved to.
func (s *sample) acquaint() {
	d := s.dice("acquaintances")
	known := map[[2]*person]bool{}
	meet := func(as acquaintance) {
		pair := [2]*person{&as.user.person, as.contact}
		both, shared := as.within(as.user.working())
		both, share := both.within(span{s.today - 6*year, s.today})
		if known[pair] || !shared || !share || as.contact.user != nil {
			return
		}
		known[pair] = true
		as.span = both
		s.acquaintances = append(s.acquaintances, &as)
	}
	for _, dl := range s.deals {
		for _, m := range dl.members {
			if m.coverage != "none" && dl.owner != nil {
				meet(acquaintance{span{dl.created - 60, 0}, dl.owner, m.contact, dl.account, coverageWeight[m.coverage] * d.around(1, .5)})
			}
		}
	}
	for _, a := range s.accounts {
		for _, as := range a.team {
			for _, j := range s.circle(d, a, as) {
				if both, shared := j.within(as.span); shared {
					meet(acquaintance{both, as.user, j.holder, a, d.around(.6, .9)})
				}
			}
		}
	}
	for _, as := range s.acquaintances { // some keep in touch after a move
		if now := as.contact.currentJob(s.today); now != nil && as.until < s.today && as.user.active() && d.chance(.4) {
			since := max(as.until, now.since)
			s.acquaintances = append(s.acquaintances, &acquaintance{span{since, s.today}, as.user, as.contact, now.seat.account, as.weight * .6})
		}
	}
	slices.SortStableFunc(s.acquaintances, func(a, b *acquaintance) int {
		return cmp.Or(cmp.Compare(a.user.id, b.user.id), cmp.Compare(a.contact.id, b.contact.id))
	})
}

var coverageWeight = map[string]float64{"": .3, "brief": .4, "multiple": 1.5, "inDepth": 3}

// circle are the jobs at an account whose holders a member of its team may have met: mostly those in charge.
func (s *sample) circle(d dice, a *account, as *assignment) []*job {
	var seniors, others []*job
	for _, st := range a.seats {
		for _, j := range st.jobs {
			switch {
			case j.until != 0 && j.until < as.since:
			case st.level <= 2 || st.reports > 0 || st.assistant:
				seniors = append(seniors, j)
			default:
				others = append(others, j)
			}
		}
	}
	n := 3 + min(22, a.size/8)
	if as.as == "executive" {
		n = 3
	}
	return append(draw(d, seniors, d.between(2, n)), draw(d, others, d.between(1, n/2+1))...)
}

package demo

import (
	"cmp"
	"slices"
)

// tie is what somebody says, or another system measured, of how well two people know each other; with neither, only that
// they do.
type tie struct {
	span
	a, b     *person
	level    string
	strength float64
}

// influence is one of a person, or of a whole company, on a contact; in one deal or in general.
type influence struct {
	span
	from   *person
	by     *account // in place of from
	to     *person
	weight int
	effect string
	deal   *deal
}

// relation is any other one.
type relation struct {
	span
	from, to   string // as the files name them
	kind, note string
}

// tie decides which acquaintances somebody has put down, and who among the contacts knows whom.
func (s *sample) tie() {
	d := s.dice("ties")
	tied := map[[2]*person]bool{}
	add := func(t tie) {
		if t.a == t.b || tied[[2]*person{t.a, t.b}] || tied[[2]*person{t.b, t.a}] {
			return
		}
		tied[[2]*person{t.a, t.b}] = true
		s.ties = append(s.ties, t)
	}
	for _, as := range s.acquaintances {
		t := tie{span: as.span, a: &as.user.person, b: as.contact}
		if t.until >= s.today {
			t.until = 0
		}
		switch {
		case d.chance(.3):
			t.level = levelOf(as.weight)
			t.since = s.said(d, t.since, t.until)
		case d.chance(.08):
			t.strength = float64(d.between(15, 90)) / 100
		default:
			continue
		}
		add(t)
	}
	for _, u := range s.users { // whom they know from where they were before
		for _, j := range u.jobs {
			for _, c := range draw(d, j.colleagues(), d.between(1, 4)) {
				level := throw(d, []odds[string]{{2, "weak"}, {3, "familiar"}, {2, "strong"}})
				add(tie{span: span{since: s.said(d, max(j.since, c.since), 0)}, a: &u.person, b: c.holder, level: level})
			}
		}
	}
	for _, p := range s.contacts { // and the contacts likewise, most of all those who moved
		for _, j := range p.jobs {
			likely := .015
			if len(p.jobs) > 1 {
				likely = .3
			}
			if !d.chance(likely) {
				continue
			}
			for _, c := range draw(d, j.colleagues(), d.between(1, 2)) {
				t := tie{span: span{since: max(j.since, c.since)}, a: p, b: c.holder}
				switch {
				case c.holder.user != nil:
					continue
				case d.chance(.5):
					t.level = throw(d, []odds[string]{{2, "weak"}, {3, "familiar"}, {1, "strong"}})
					t.since = s.said(d, t.since, 0)
				case d.chance(.4):
					t.strength = float64(d.between(10, 80)) / 100
				}
				add(t)
			}
		}
	}
	slices.SortStableFunc(s.ties, func(a, b tie) int {
		return cmp.Or(cmp.Compare(a.a.ref(), b.a.ref()), cmp.Compare(a.b.ref(), b.b.ref()))
	})
}

// said is the day on which somebody put a tie down: of the last two years where the tie's own time allows.
func (s *sample) said(d dice, since, until day) day {
	end := until.or(s.today)
	return d.daysBetween(max(since, end-2*year), end-1)
}

func levelOf(weight float64) string {
	switch {
	case weight >= 1.2:
		return "strong"
	case weight >= .45:
		return "familiar"
	}
	return "weak"
}

// colleagues are the jobs of those who sat near while the job ran: the seat's manager, its reports, its peers.
func (j *job) colleagues() []*job {
	var near []*job
	for _, st := range j.seat.account.seats {
		if st == j.seat || st != j.seat.manager && st.manager != j.seat && (st.manager != j.seat.manager || st.department != j.seat.department) {
			continue
		}
		for _, other := range st.jobs {
			if other.holder != j.holder && j.overlaps(other) {
				near = append(near, other)
			}
		}
	}
	return near
}

// influence draws who sways whom: in the deals, and here and there in general.
func (s *sample) influence() {
	d := s.dice("influences")
	effects := []odds[string]{{7, "positive"}, {2, "negative"}, {1, "conflict"}}
	for _, dl := range s.deals {
		for _, m := range dl.members {
			for _, to := range dl.members {
				if m != to && d.chance(.12) {
					s.influences = append(s.influences, influence{
						span: span{since: max(m.since, to.since)}, from: m.contact, to: to.contact,
						weight: d.between(1, 5), effect: throw(d, effects), deal: dl,
					})
				}
			}
		}
	}
	for _, a := range s.accounts {
		jobs := a.staffed(s.today)
		for range len(jobs) / 25 {
			pair := draw(d, jobs[:min(len(jobs), 60)], 2)
			from, to := pair[0], pair[1]
			if from.holder.user == nil && to.holder.user == nil && from.holder != to.holder && !s.sways(from.holder, to.holder) {
				s.influences = append(s.influences, influence{
					span: span{since: max(from.since, to.since)}, from: from.holder, to: to.holder, weight: d.between(1, 5), effect: throw(d, effects),
				})
			}
		}
		if a.industry.name == "Consulting" {
			if client := pick(d, s.accounts); client != a {
				if top := client.staffed(s.today); len(top) > 0 {
					s.influences = append(s.influences, influence{
						span: span{since: s.today - day(d.between(30, 2*year))}, by: a, to: top[0].holder, weight: d.between(2, 4), effect: "positive",
					})
				}
			}
		}
	}
}

// sways says whether a general influence between the two is there already.
func (s *sample) sways(from, to *person) bool {
	return slices.ContainsFunc(s.influences, func(i influence) bool { return i.deal == nil && i.from == from && i.to == to })
}

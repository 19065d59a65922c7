package demo

import "slices"

// relate draws the relations that are no jobs: consultants, board members, alumni of universities, suppliers, couples.
func (s *sample) relate() {
	d := s.dice("relations")
	s.consult(d)
	s.sitOnBoards(d)
	s.study(d)
	for _, a := range s.accounts {
		if other := pick(d, s.accounts); other != a && d.chance(.15) {
			since := s.today - day(d.between(100, 7*year))
			s.relations = append(s.relations, relation{span{since: since}, "account:" + a.id, "account:" + other.id, "supplier of", ""})
		}
		if couple := draw(d, a.staffed(s.today), 2); len(couple) == 2 && couple[0].holder != couple[1].holder && d.chance(.03) {
			s.relations = append(s.relations, relation{span{}, couple[0].holder.ref(), couple[1].holder.ref(), "married to", ""})
		}
	}
}

// consult sends the people of consulting companies to clients, now or before.
func (s *sample) consult(d dice) {
	for _, p := range s.advisers() {
		if !d.chance(.25) {
			continue
		}
		home := p.currentJob(s.today).seat.account
		for _, client := range draw(d, s.accounts, d.between(1, 2)) {
			if client == home {
				continue
			}
			when := span{since: s.today - day(d.between(60, 4*year))}
			if d.chance(.35) {
				when.until = d.daysBetween(when.since+30, s.today-1)
			}
			note := ""
			if d.chance(.2) {
				note = pick(d, []string{"Supplier selection", "Plant modernisation", "Cost programme", "Data strategy"})
			}
			s.relations = append(s.relations, relation{when, p.id, "account:" + client.id, "consultant of", note})
		}
	}
}

// sitOnBoards makes some top people board members elsewhere: those who hold a seat on a supervisory board there, and others whose
// board we have no chart of.
func (s *sample) sitOnBoards(d dice) {
	for _, a := range s.accounts {
		for _, st := range a.seats {
			if st.board {
				for _, j := range st.jobs {
					s.relations = append(s.relations, relation{j.span, j.holder.ref(), "account:" + a.id, "board member of", ""})
				}
			}
		}
		top := a.staffed(s.today)
		if other := pick(d, s.accounts); other != a && len(top) > 0 && top[0].seat.level <= 1 && !top[0].primary && d.chance(.3) {
			since := d.daysBetween(s.today-6*year, s.today-30)
			s.relations = append(s.relations, relation{span{since: since}, top[0].holder.ref(), "account:" + other.id, "board member of", ""})
		}
	}
}

// study sends a few people, ours too, to the universities among the accounts of their country.
func (s *sample) study(d dice) {
	for _, school := range s.accounts {
		if school.industry.name != "Education" {
			continue
		}
		from := func(p *person) bool {
			return p.home != school.country || slices.ContainsFunc(p.jobs, func(j *job) bool { return j.seat.account == school })
		}
		alumni := draw(d, slices.DeleteFunc(slices.Clone(s.contacts), from), 12)
		for _, u := range s.users {
			if u.home == school.country && d.chance(.4) {
				alumni = append(alumni, &u.person)
			}
		}
		for _, p := range alumni {
			from := s.today - day(d.between(12, 25)*year)
			s.relations = append(s.relations, relation{span{from, from + day(d.between(3, 5)*year)}, p.ref(), "account:" + school.id, "studied at", ""})
		}
	}
}

package demo

import (
	"slices"
	"time"
)

// interaction is one mail, call, meeting: its envelope.
type interaction struct {
	at     time.Time
	kind   string
	from   *person
	to, cc []*person
}

// talks invents conversations between our people and those they know.
type talks struct {
	dice
	*sample
	partners wheel[*acquaintance]
	circles  map[circleOf][]*acquaintance // whom a user knows in an account
	period   span
}

type circleOf struct {
	user    *user
	account *account
}

// talk fills the two years before today with conversations, until there are as many interactions as asked for; none where
// nobody knows anybody for a week.
func (s *sample) talk() {
	t := talks{dice: s.dice("interactions"), sample: s, circles: map[circleOf][]*acquaintance{}, period: span{s.today - 2*year, s.today - 1}}
	for _, as := range s.acquaintances {
		if both, shared := as.within(t.period); shared && both.until-both.since >= 7 {
			t.partners.add(as, as.weight*float64(both.until-both.since))
			key := circleOf{as.user, as.account}
			t.circles[key] = append(t.circles[key], as)
		}
	}
	if len(t.partners.things) == 0 {
		return
	}
	for len(s.interactions) < s.Interactions {
		t.converse(t.partners.turn(t.dice))
	}
	s.interactions = s.interactions[:s.Interactions]
	slices.SortStableFunc(s.interactions, func(a, b interaction) int { return a.at.Compare(b.at) })
}

// converse has one conversation on some working day: a thread of mails or messages, a call, or a meeting.
func (t talks) converse(as *acquaintance) {
	both, _ := as.within(t.period)
	on := t.daysBetween(both.since, both.until-1)
	if on.weekend() {
		on = min(on+2, both.until-1)
		if on.weekend() {
			return
		}
	}
	at := t.officeHour(on, as.user)
	us, them := &as.user.person, as.contact
	switch kind := throw(t.dice, []odds[string]{{58, "email"}, {9, "message"}, {13, "call"}, {11, "video"}, {9, "meeting"}}); kind {
	case "email", "message":
		t.thread(as, kind, at)
	case "call":
		if t.chance(.4) {
			us, them = them, us
		}
		t.add(interaction{at, kind, us, []*person{them}, nil})
	default:
		guests := append([]*person{them}, t.others(as, on, throw(t.dice, []odds[int]{{5, 0}, {3, 1}, {2, 2}, {1, 4}, {.1, 14}}))...)
		if c := t.colleague(as, on); c != nil && t.chance(.35) {
			guests = append(guests, c)
		}
		t.add(interaction{at, kind, us, guests, nil})
	}
}

// thread is mail or messages to and fro; one in six gets no answer.
func (t talks) thread(as *acquaintance, kind string, at time.Time) {
	from, to := &as.user.person, as.contact
	if t.chance(.4) {
		from, to = to, from
	}
	var cc []*person
	if kind == "email" {
		if c := t.colleague(as, dayOf(at)); c != nil && t.chance(.18) {
			cc = append(cc, c)
		}
		if t.chance(.15) {
			cc = append(cc, t.others(as, dayOf(at), t.between(1, 2))...)
		}
	}
	length := 1
	for length < 8 && t.chance(.62) {
		length++
	}
	answered := t.chance(.84)
	for range length {
		t.add(interaction{at, kind, from, []*person{to}, cc})
		if !answered {
			return
		}
		from, to = to, from
		next := at.Add(time.Duration(t.between(4, 150)) * time.Minute)
		if t.chance(.45) || !t.atWork(next, as.user) {
			next = t.officeHour(t.nextWorkday(at, as.user), as.user)
		}
		if at = next; !as.on(dayOf(at)) {
			return
		}
	}
}

// add keeps an interaction if it was over before today.
func (t talks) add(i interaction) {
	if i.at.Before(t.today.midnight()) {
		t.interactions = append(t.interactions, i)
	}
}

// officeHour is a moment of a user's working day, seldom at noon, in UTC.
func (t talks) officeHour(on day, u *user) time.Time {
	hour := throw(t.dice, []odds[int]{{1, 8}, {3, 9}, {4, 10}, {4, 11}, {1, 12}, {2, 13}, {4, 14}, {4, 15}, {3, 16}, {1, 17}})
	return on.midnight().Add(time.Duration(hour-u.home.hours)*time.Hour + time.Duration(t.IntN(3600))*time.Second)
}

// local is a moment on the user's clock.
func (u *user) local(at time.Time) time.Time { return at.Add(time.Duration(u.home.hours) * time.Hour) }

func (t talks) atWork(at time.Time, u *user) bool {
	hour := u.local(at).Hour()
	return hour >= 8 && hour < 18 && !dayOf(u.local(at)).weekend()
}

func (t talks) nextWorkday(at time.Time, u *user) day {
	next := dayOf(u.local(at)) + 1
	for next.weekend() {
		next++
	}
	return next
}

// others are up to n further people whom the user knows at the same account on that day.
func (t talks) others(as *acquaintance, on day, n int) []*person {
	var there []*person
	for _, other := range t.circles[circleOf{as.user, as.account}] {
		if other != as && other.on(on) {
			there = append(there, other.contact)
		}
	}
	return draw(t.dice, there, n)
}

// colleague is somebody else of the account's team on that day; nil where nobody is.
func (t talks) colleague(as *acquaintance, on day) *person {
	var team []*person
	for _, a := range as.account.team {
		if a.user != as.user && a.on(on) {
			team = append(team, &a.user.person)
		}
	}
	if len(team) == 0 {
		return nil
	}
	return pick(t.dice, team)
}

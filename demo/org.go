package demo

import "fmt"

// chart draws one account's seats.
type chart struct {
	dice
	*account
	today day
}

// draw gives the account its seats, the lines between them and the times for which both are there.
func (s *sample) draw(a *account) {
	c := chart{s.dice("chart " + a.id), a, s.today}
	seats := a.size
	if a.size >= 24 && a.size < s.Positions {
		seats -= c.between(0, 2) // people without a place in the chart
	}
	board := 0
	if a.size >= 40 && c.chance(.1) {
		board = c.between(3, 6)
	}
	top := c.addSeat(nil, a.industry.top, &managementBoard)
	c.branches(top, seats-board-1)
	if board > 0 {
		c.supervisoryBoard(board)
	}
	for _, st := range a.seats {
		c.history(st)
	}
	for _, st := range a.seats {
		c.reorganise(st)
		c.dotted(st)
	}
}

func (c chart) addSeat(manager *seat, title string, of *department) *seat {
	st := &seat{account: c.account, title: title, department: of, manager: manager, location: c.city}
	if manager != nil {
		st.level = manager.level + 1
		manager.reports++
	}
	if c.size >= 120 && c.chance(.35) {
		st.location = pick(c.dice, c.country.cities)
	}
	c.seats = append(c.seats, st)
	return st
}

// branches shares n seats below the top out to departments.
func (c chart) branches(top *seat, n int) {
	if n >= 24 {
		c.assistant(top)
		n--
	}
	departments := append([]*department{c.industry.core}, branches...)
	departments = departments[:min(len(departments), max(3, n/7))]
	weights := 0.0
	for _, of := range departments {
		weights += of.weight
	}
	left := n
	for i, of := range departments {
		share := max(1, int(float64(n)*of.weight/weights))
		if i == len(departments)-1 || share > left {
			share = left
		}
		left -= share
		if share > 0 {
			c.branch(top, of, share)
		}
	}
}

// branch draws one department of n seats.
func (c chart) branch(top *seat, of *department, n int) {
	title := of.head
	if c.size < 40 {
		title = "Head of " + of.name
	}
	head := c.addSeat(top, title, of)
	n--
	if n >= 20 {
		c.assistant(head)
		n--
	}
	c.grow(head, n, "")
}

func (c chart) assistant(to *seat) {
	c.addSeat(to, "Assistant to the "+to.title, to.department).assistant = true
}

// directSpan is the most that one manager leads without others between.
const directSpan = 9

// grow hangs n seats below a head: they report to it while they are few, else to managers of the head's areas; where there are
// many, to managers below those again.
func (c chart) grow(head *seat, n int, area string) {
	if n <= directSpan {
		for range n {
			c.addSeat(head, c.staffTitle(head.department), head.department)
		}
		return
	}
	groups := max(2, n/8)
	if n > 60 {
		groups = c.between(4, 6)
	}
	areas := draw(c.dice, head.department.areas, len(head.department.areas))
	n -= groups
	for i := range groups {
		size := n / (groups - i)
		if i < groups-1 && size >= 5 && size <= directSpan-2 {
			size += c.between(-2, 2)
		}
		n -= size
		of, number := area, i+1
		if area == "" {
			of, number = areas[i%len(areas)], i/len(areas)+1
		}
		c.grow(c.addSeat(head, leadTitle(of, size, number), head.department), size, of)
	}
}

// leadTitle is that of a seat with so many below it; number tells apart those who lead parts of the same area.
func leadTitle(area string, below, number int) string {
	rank := "Manager"
	switch {
	case below > 30:
		rank = "Vice President"
	case below > directSpan:
		rank = "Director"
	case below < 4:
		rank = "Team Lead"
	}
	if number > 1 {
		return fmt.Sprintf("%s, %s %d", rank, area, number)
	}
	return rank + ", " + area
}

func (c chart) staffTitle(of *department) string {
	return throw(c.dice, []odds[string]{{5, ""}, {3, "Senior "}, {1, "Junior "}, {.5, "Lead "}}) + pick(c.dice, of.staff)
}

// supervisoryBoard is a second root of n seats, held by people from elsewhere.
func (c chart) supervisoryBoard(n int) {
	of := &department{name: "Supervisory Board"}
	chair := c.addSeat(nil, "Chair of the Supervisory Board", of)
	chair.board = true
	for range n - 1 {
		c.addSeat(chair, "Member of the Supervisory Board", of).board = true
	}
}

// history says since when a seat exists, and whether it still does. None is older than its manager's.
func (c chart) history(st *seat) {
	founding := st.manager == nil || st.manager.opened == 0
	if st.manager != nil && (!founding || c.chance(.22)) {
		from := c.today - 8*year
		if !founding {
			from = st.manager.opened
		}
		st.opened = c.daysBetween(from, c.today-30)
	}
	leaf := st.reports == 0 && st.manager != nil && !st.board
	switch {
	case leaf && c.size >= 40 && c.chance(.03):
		st.closed = c.daysBetween(max(st.opened, c.today-3*year)+20, c.today-5)
	case leaf && c.chance(.03):
		st.placeholder = true
	case leaf && !st.assistant && c.chance(.004):
		st.shared, st.title = true, st.title+" (job share)"
	}
	if st.manager != nil {
		st.lines = []line{{span{st.opened, st.closed}, st.manager, "solid"}}
	}
}

// reorganise lets a few old seats have reported to another manager of the same level before.
func (c chart) reorganise(st *seat) {
	if st.manager == nil || st.manager.manager == nil || st.opened != 0 || st.closed != 0 || !c.chance(.06) {
		return
	}
	var before []*seat
	for _, other := range c.seats {
		if other.level == st.manager.level && other.reports > 0 && other.opened == 0 && other != st.manager &&
			other.department == st.department {
			before = append(before, other)
		}
	}
	if len(before) == 0 {
		return
	}
	moved := c.daysBetween(c.today-5*year, c.today-10)
	st.lines = []line{
		{span{0, moved}, pick(c.dice, before), "solid"},
		{span{moved, 0}, st.manager, "solid"},
	}
}

// dotted gives some seats a second line, to a higher seat of another department.
func (c chart) dotted(st *seat) {
	if st.level < 2 || st.closed != 0 || st.board || st.assistant || !c.chance(.07) {
		return
	}
	to := pick(c.dice, c.seats)
	if to.level == 0 || to.level >= st.level || to.department == st.department || to.reports == 0 || to.board {
		return
	}
	since := c.daysBetween(max(st.opened, to.opened, c.today-4*year), c.today-5)
	st.lines = append(st.lines, line{span{since, 0}, to, "dotted"})
}

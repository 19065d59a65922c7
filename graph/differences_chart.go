package graph

import (
	"fmt"
	"slices"

	"kith/access"
)

// accountChangesRow is what the statement account_changes answers: what was otherwise in an account on one of two days.
type accountChangesRow struct {
	AccountID string `json:"accountId"`
	People    []struct {
		Named
		Seats []changedSeat `json:"seats"` // all that they hold on one of the days
	} `json:"people" field:"positions"`
	Seats []changedSeat `json:"seats" field:"positions"`
	Lines []changedLine `json:"lines" field:"positions"`
	Ties  []struct {
		Contact Named `json:"contact"`
		User    Named `json:"user"`
		changedDays
		LeftOn *Date `json:"leftOn"` // the user
		Shared bool  `json:"shared"` // the user lets others see all of the tie
	} `json:"ties" field:"ties"`
}

// changedDays say whether something is so on the two days, and on which days it is.
type changedDays struct {
	Then  bool  `json:"then"`
	Now   bool  `json:"now"`
	Since *Date `json:"since"`
	Until *Date `json:"until"`
}

// on is the day on which it began or ended.
func (d changedDays) on() *Date {
	if d.Now {
		return d.Since
	}
	return d.Until
}

type changedSeat struct {
	PositionID string  `json:"positionId"`
	Title      *string `json:"title" field:"positions.title"`
	Primary    bool    `json:"primary"`
	changedDays
}

func (s changedSeat) named() *SeatNamed { return &SeatNamed{ID: s.PositionID, Title: s.Title} }

type changedLine struct {
	PositionID   string  `json:"positionId"`
	Title        *string `json:"title" field:"positions.title"`
	ManagerID    string  `json:"managerId"`
	ManagerTitle *string `json:"managerTitle" field:"positions.title"`
	Holders      []Named `json:"holders"`  // of the seat on the later day
	Managers     []Named `json:"managers"` // of the seat above
	changedDays
}

// differences say it in sentences.
func (r *accountChangesRow) differences(v access.Viewer, account Named) []Difference {
	var items []Difference
	taken := map[string]bool{} // seats of which a person's difference says enough
	for _, person := range r.People {
		before, after := held(person.Seats, false), held(person.Seats, true)
		d := Difference{who: []string{person.ID}}
		switch {
		case before == nil:
			d.Kind, d.On, d.Position, d.After = "arrival", after.on(), after.named(), after.Title
			d.Text = fmt.Sprintf("%s is new at %s%s%s.", person.Name, account.Name, as(after.Title), onDay(d.On))
		case after == nil:
			d.Kind, d.On, d.Position, d.Before = "departure", before.Until, before.named(), before.Title
			d.Text = fmt.Sprintf("%s left %s%s%s.", person.Name, account.Name, as(before.Title), onDay(d.On))
		default:
			began, ended := changedIn(person.Seats, true), changedIn(person.Seats, false)
			d.Kind = "move"
			switch {
			case began == nil:
				d.On, d.Position, d.Before, d.After = ended.Until, after.named(), ended.Title, after.Title
				d.Text = fmt.Sprintf("%s is %s no more%s.", person.Name, seatTitle(ended.Title), onDay(d.On))
			case ended == nil:
				d.On, d.Position, d.Before, d.After = began.Since, began.named(), before.Title, began.Title
				d.Text = fmt.Sprintf("%s is %s too%s.", person.Name, seatTitle(began.Title), onDay(d.On))
			default:
				d.On, d.Position, d.Before, d.After = began.Since, began.named(), ended.Title, began.Title
				d.Text = fmt.Sprintf("%s moved from %s to %s%s.", person.Name, seatTitle(ended.Title), seatTitle(began.Title), onDay(d.On))
			}
		}
		for _, seat := range person.Seats {
			taken[seat.PositionID] = true
		}
		items = append(items, d)
	}
	for _, seat := range r.Seats {
		switch {
		case taken[seat.PositionID]:
		case seat.Now:
			items = append(items, Difference{Kind: "seatOpened", On: seat.Since, Position: seat.named(), Text: fmt.Sprintf("A new seat: %s%s.", seatTitle(seat.Title), onDay(seat.Since))})
		default:
			items = append(items, Difference{Kind: "seatClosed", On: seat.Until, Position: seat.named(), Text: fmt.Sprintf("A seat is gone: %s%s.", seatTitle(seat.Title), onDay(seat.Until))})
		}
	}
	items = append(items, managerDifferences(r.Lines)...)
	for _, tie := range r.Ties {
		d := tieDifference(!tie.Then, tie.Contact, tie.User)
		if seesWhole(v, tie.Shared, tie.Contact.ID, tie.User.ID) {
			d.On = tie.on()
		}
		if tie.Then && tie.LeftOn != nil && (tie.Until == nil || tie.LeftOn.Before(*tie.Until)) {
			d.On, d.Text = tie.LeftOn, fmt.Sprintf("%s, who knew %s, left us.", tie.User.Name, tie.Contact.Name)
		}
		items = append(items, d)
	}
	return items
}

// managerDifferences are the seats that report to another seat.
func managerDifferences(lines []changedLine) []Difference {
	var order []string
	ended, began := map[string]*changedLine{}, map[string]*changedLine{}
	for i := range lines {
		line := &lines[i]
		if ended[line.PositionID] == nil && began[line.PositionID] == nil {
			order = append(order, line.PositionID)
		}
		if line.Now {
			began[line.PositionID] = line
		} else {
			ended[line.PositionID] = line
		}
	}
	var items []Difference
	for _, id := range order {
		was, is := ended[id], began[id]
		if was != nil && is != nil && was.ManagerID == is.ManagerID {
			continue // the same line, taken up again
		}
		line := is
		if line == nil {
			line = was
		}
		d := Difference{Kind: "manager", On: line.on(), Position: &SeatNamed{ID: id, Title: line.Title}}
		names := []string{}
		for _, holder := range line.Holders {
			d.who = append(d.who, holder.ID)
			names = append(names, holder.Name)
		}
		who := listed(names, " and ")
		if who == "" {
			who = seatTitle(line.Title)
		}
		if was != nil {
			d.Before = was.manager()
		}
		if is != nil {
			d.After = is.manager()
		}
		verb := map[bool]string{true: "report", false: "reports"}[len(names) > 1]
		switch {
		case is == nil:
			d.Text = fmt.Sprintf("%s %s to nobody any more%s; before that to %s.", who, verb, onDay(d.On), was.above())
		case was == nil:
			d.Text = fmt.Sprintf("%s %s to %s now%s.", who, verb, is.above(), onDay(d.On))
		default:
			d.Text = fmt.Sprintf("%s %s to %s now%s; before that to %s.", who, verb, is.above(), onDay(d.On), was.above())
		}
		items = append(items, d)
	}
	return items
}

// manager is the seat above as data: its position, and who holds it.
func (l *changedLine) manager() map[string]any {
	return map[string]any{"position": SeatNamed{ID: l.ManagerID, Title: l.ManagerTitle}, "holders": l.Managers}
}

// above is the seat above in words.
func (l *changedLine) above() string {
	names := make([]string, len(l.Managers))
	for i, manager := range l.Managers {
		names[i] = manager.Name
	}
	if len(names) == 0 {
		return seatTitle(l.ManagerTitle)
	}
	return fmt.Sprintf("%s (%s)", listed(names, " and "), seatTitle(l.ManagerTitle))
}

// held is the seat that somebody holds on one of the days, the primary one first.
func held(seats []changedSeat, now bool) *changedSeat {
	var found *changedSeat
	for i := range seats {
		if s := &seats[i]; (now && s.Now || !now && s.Then) && (found == nil || s.Primary && !found.Primary) {
			found = s
		}
	}
	return found
}

// changedIn is a seat that somebody holds on the later day alone, or on the earlier one alone.
func changedIn(seats []changedSeat, now bool) *changedSeat {
	i := slices.IndexFunc(seats, func(s changedSeat) bool { return s.Then != s.Now && s.Now == now })
	if i < 0 {
		return nil
	}
	return &seats[i]
}

// as is the seat that somebody has, in a sentence.
func as(title *string) string {
	if title == nil {
		return ""
	}
	return " as " + *title
}

// seatTitle is a seat within a sentence.
func seatTitle(title *string) string {
	if title == nil {
		return "a seat without a title"
	}
	return *title
}

// onDay is when something happened, in a sentence.
func onDay(day *Date) string {
	if day == nil {
		return ""
	}
	return " on " + day.String()
}

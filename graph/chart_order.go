package graph

import (
	"cmp"
	"slices"
	"strings"
)

// branch is a seat in the making of a chart: numbers in place of ids.
type branch struct {
	seat        *chartSeat
	title, name string // folded
	manager     int    // or none
	reports     []int  // in chart order
	placed      bool   // has a line, solid or dotted, up or down
}

const none = -1

// arrange puts the seats of one account on one day into chart order, with levels and counts. A line to a seat that is not among
// them counts as no line.
func arrange(seats []chartSeat) OrgChart {
	tree := connect(seats)
	breakCycles(tree)
	order := make([]int, len(tree))
	anyPlaced := false
	for i := range tree {
		order[i] = i
		anyPlaced = anyPlaced || tree[i].placed
	}
	slices.SortFunc(order, func(a, b int) int { return tree[a].compare(&tree[b]) })

	chart := OrgChart{Roots: []string{}, Unplaced: []string{}, Positions: make([]Seat, 0, len(seats))}
	var roots, unplaced []int
	for _, i := range order { // siblings are met in chart order, so each list of reports is in it too
		switch {
		case tree[i].manager != none:
			manager := &tree[tree[i].manager]
			manager.reports = append(manager.reports, i)
		case anyPlaced && !tree[i].placed:
			unplaced = append(unplaced, i)
			chart.Unplaced = append(chart.Unplaced, tree[i].seat.ID)
		default:
			roots = append(roots, i)
			chart.Roots = append(chart.Roots, tree[i].seat.ID)
		}
	}
	var place func(i, level int) int
	place = func(i, level int) int {
		at := len(chart.Positions)
		chart.Positions = append(chart.Positions, tree[i].seat.Seat)
		total := len(tree[i].reports)
		for _, report := range tree[i].reports {
			total += place(report, level+1)
		}
		placed := &chart.Positions[at]
		placed.Level, placed.DirectReports, placed.TotalReports = level, len(tree[i].reports), total
		return total
	}
	for _, i := range append(roots, unplaced...) {
		place(i, 0)
	}
	return chart
}

// connect numbers the seats, by id, and draws the lines between them.
func connect(seats []chartSeat) []branch {
	tree := make([]branch, len(seats))
	for i := range seats {
		tree[i] = branch{seat: &seats[i], manager: none}
	}
	slices.SortFunc(tree, func(a, b branch) int { return strings.Compare(a.seat.ID, b.seat.ID) })
	number := make(map[string]int, len(seats))
	for i := range tree {
		number[tree[i].seat.ID] = i
	}
	for i := range tree {
		b := &tree[i]
		if b.seat.Title != nil {
			b.title = fold(*b.seat.Title)
		}
		if len(b.seat.Holders) > 0 {
			b.name = fold(b.seat.Holders[0].Name)
		}
		b.seat.DottedManagerIDs = []string{}
		for _, line := range b.seat.Lines {
			manager, here := number[line.ManagerID]
			if !here || manager == i {
				continue
			}
			b.placed, tree[manager].placed = true, true
			switch {
			case line.Line == "dotted":
				b.seat.DottedManagerIDs = append(b.seat.DottedManagerIDs, line.ManagerID)
			case b.manager == none || manager < b.manager: // never two on a day, but by hand
				b.manager = manager
			}
		}
		slices.Sort(b.seat.DottedManagerIDs)
		b.seat.DottedManagerIDs = slices.Compact(b.seat.DottedManagerIDs)
		if b.manager != none {
			b.seat.ManagerID = &tree[b.manager].seat.ID
		}
	}
	return tree
}

// breakCycles leaves out the line that closes a cycle. No change makes one; data that was changed by hand may hold one, and its seats must
// show all the same.
func breakCycles(tree []branch) {
	seen := make([]int, len(tree)) // by which walk, from 1
	for start := range tree {
		for i := start; i != none && seen[i] == 0; {
			seen[i] = start + 1
			next := tree[i].manager
			if next != none && seen[next] == start+1 {
				tree[i].manager, tree[i].seat.ManagerID = none, nil
			}
			i = next
		}
	}
}

// compare orders siblings: assistants first, then by title, then by the first holder's name, empty ones last, then by id.
func (b *branch) compare(other *branch) int {
	return cmp.Or(
		trueFirst(b.seat.Assistant, other.seat.Assistant),
		emptyLast(b.title, other.title),
		emptyLast(b.name, other.name),
		strings.Compare(b.seat.ID, other.seat.ID),
	)
}

func emptyLast(a, b string) int {
	return cmp.Or(trueFirst(a != "", b != ""), strings.Compare(a, b))
}

// cut leaves a seat and those below it, the seat at level 0; false where it is not in the chart.
func (c *OrgChart) cut(root string) bool {
	at := slices.IndexFunc(c.Positions, func(s Seat) bool { return s.ID == root })
	if at < 0 {
		return false
	}
	c.Roots, c.Unplaced = []string{root}, []string{}
	top := c.Positions[at].Level
	c.Positions = c.Positions[at : at+1+c.Positions[at].TotalReports] // depth first: they follow it
	for i := range c.Positions {
		c.Positions[i].Level -= top
	}
	return true
}

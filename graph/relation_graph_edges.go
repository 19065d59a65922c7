package graph

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// drawing is what a relation graph is drawn from. The statement tells nodes by the numbers that Neo4j gives to them, which are less to read and to send
// than ids; name puts the ids in.
type drawing struct {
	Nodes []struct {
		Node
		Number int64 `json:"number"`
	} `json:"nodes"`
	Relations []drawnRelation `json:"relations"`
	Holdings  []drawnSeat     `json:"holdings" field:"positions"`
	Lines     []struct {
		From string `json:"from"` // positions
		To   string `json:"to"`
		Is   Edge   `json:"is"`
	} `json:"lines" field:"positions"`
}

// drawnRelation is a relation between two nodes.
type drawnRelation struct {
	Type  string  `json:"type"`
	From  int64   `json:"from"`
	To    int64   `json:"to"`
	Label *string `json:"label"`
	Is    struct {
		Edge
		Roles []string `json:"roles" field:"buyingCenterMembers.roles"`
	} `json:"is"`
}

// drawnSeat is that somebody holds or held a position.
type drawnSeat struct {
	Seen     bool    `json:"seen"` // whether the viewer sees the account
	Holder   int64   `json:"holder"`
	Person   string  `json:"-"`
	Position string  `json:"position"`
	Title    *string `json:"title" field:"positions.title"`
	Account  string  `json:"account"`
	Seat     span    `json:"seat"` // on which the position exists
	Is       struct {
		Edge
		Primary bool `json:"primary"`
	} `json:"is"`
}

// name puts the ids of the nodes into what is said of them, and leaves out a tie of anybody else: Neo4j may have given its number to another one since
// the view learned it.
func (d *drawing) name() {
	ids := make(map[int64]string, len(d.Nodes))
	for _, n := range d.Nodes {
		ids[n.Number] = n.ID
	}
	for i := range d.Relations {
		r := &d.Relations[i]
		r.Is.From, r.Is.To = ids[r.From], ids[r.To]
	}
	d.Relations = slices.DeleteFunc(d.Relations, func(r drawnRelation) bool { return r.Is.From == "" || r.Is.To == "" })
	for i := range d.Holdings {
		d.Holdings[i].Person = ids[d.Holdings[i].Holder]
	}
}

// days are those on which the position exists and is held, and whether there are any.
func (h drawnSeat) days() (span, bool) { return h.Seat.common(spanOf(h.Is.Edge)) }

func spanOf(e Edge) span { return span{e.Since, e.Until} }

// primaryPositions are the people's on a day: the one that is flagged, else the one held last, else the smallest id.
func (d drawing) primaryPositions(day Date) map[string]drawnSeat {
	primary := map[string]drawnSeat{}
	for _, h := range d.Holdings {
		if !h.Seat.holds(day) || !spanOf(h.Is.Edge).holds(day) {
			continue
		}
		best, is := primary[h.Person]
		if !is || cmp.Or(currentFirst(h.Is.Primary, best.Is.Primary), compareDays(best.Is.Since, h.Is.Since), cmp.Compare(h.Position, best.Position)) < 0 {
			primary[h.Person] = h
		}
	}
	return primary
}

// relations are the edges that are one relation each.
func (d drawing) relations() []Edge {
	kindOf := make(map[string]string, len(relationshipOf))
	for kind, name := range relationshipOf {
		kindOf[name] = kind
	}
	edges := make([]Edge, len(d.Relations))
	for i, r := range d.Relations {
		edge := r.Is.Edge
		edge.Kind, edge.Label = kindOf[r.Type], r.Label
		if len(r.Is.Roles) > 0 {
			roles := strings.Join(r.Is.Roles, ", ")
			edge.Label = &roles
		}
		edges[i] = edge
	}
	return edges
}

// worksAt are the edges from people to those of their accounts that are shown.
func (d drawing) worksAt(shown map[string]Node, asOf Date, ended bool) []Edge {
	var edges []Edge
	for _, h := range d.Holdings {
		days, any := h.days()
		if _, is := shown[h.Account]; !is || !any || !counts(days, asOf, ended) {
			continue
		}
		edge := h.Is.Edge
		edge.Kind, edge.From, edge.To, edge.Label, edge.Since, edge.Until = EdgeWorksAt, h.Person, h.Account, h.Title, days.Since, days.Until
		edges = append(edges, edge)
	}
	return edges
}

// reportsTo are the edges between the holders of positions with a line between them, for the days that all of it has in common.
func (d drawing) reportsTo(asOf Date, ended bool) []Edge {
	holders := map[string][]drawnSeat{}
	for _, h := range d.Holdings {
		holders[h.Position] = append(holders[h.Position], h)
	}
	var edges []Edge
	for _, line := range d.Lines {
		for _, report := range holders[line.From] {
			for _, manager := range holders[line.To] {
				days, any := commonDays(report, manager, spanOf(line.Is))
				if !any || !counts(days, asOf, ended) || report.Person == manager.Person {
					continue
				}
				edge := line.Is
				edge.Kind, edge.From, edge.To, edge.Since, edge.Until = EdgeReportsTo, report.Person, manager.Person, days.Since, days.Until
				edges = append(edges, edge)
			}
		}
	}
	return edges
}

// commonDays are those on which two positions are held and the line between them stands, and whether there are any.
func commonDays(report, manager drawnSeat, line span) (span, bool) {
	reports, any := report.days()
	if !any {
		return span{}, false
	}
	manages, any := manager.days()
	if !any {
		return span{}, false
	}
	both, any := reports.common(manages)
	if !any {
		return span{}, false
	}
	return both.common(line)
}

// counts reports whether days are drawn: they hold on the day or, with ended, had begun by then.
func counts(days span, asOf Date, ended bool) bool {
	return days.begun(asOf) && (ended || !days.ended(asOf))
}

// numberSharedLines tells edges of one line apart. A line between shared positions is an edge for each pair of holders and each
// stretch of days: the first of them has the line's id, the next have #2, #3 and so on after it.
func numberSharedLines(edges []Edge) {
	drawn := map[string]int{}
	for i := range edges {
		if edges[i].Kind != EdgeReportsTo {
			continue
		}
		line := edges[i].ID
		if drawn[line]++; drawn[line] > 1 {
			edges[i].ID = line + "#" + strconv.Itoa(drawn[line])
		}
	}
}

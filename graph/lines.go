package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	linesHeld   = cypher.Must("read/lines_held")
	linesAbove  = cypher.Must("read/lines_above")
	linesChange = cypher.Must("write/lines_change")
)

// Kinds of reporting lines.
const (
	solid  = "solid"
	dotted = "dotted"
)

// ManagerChange is who a position reports to from a day on.
type ManagerChange struct {
	ManagerID *Ref           `json:"managerId" swaggertype:"string" example:"pos_01h455vb4pex5vsknk084sn02q"` // null: nobody
	Since     Optional[Date] `json:"since" swaggertype:"string" format:"date"`                                // absent: today; null: always
}

// DottedChange is since when a dotted line holds, and until when.
type DottedChange struct {
	Since Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: today; null: always
	Until *Date          `json:"until" swaggertype:"string" format:"date"`
}

// ReportingLine is a line between two positions of one account.
type ReportingLine struct {
	Dated
	PositionID string `json:"positionId"`
	ManagerID  string `json:"managerId"`
	Line       string `json:"line" enums:"solid,dotted"`
}

type lineState struct {
	ManagerID string `json:"managerId"`
	Line      string `json:"line"`
}

// PutManager makes a position report to another of its account from a day on, or to nobody; nil is the answer to nobody. Errors:
// Conflict where it would report to itself over any chain on any day.
func (g *Graph) PutManager(ctx context.Context, v access.Viewer, positionID string, c ManagerChange) (*ReportingLine, error) {
	today := g.Today()
	since := c.Since.Or(&today)
	if c.ManagerID != nil {
		managerID, err := g.referred(ctx, v, "/managerId", c.ManagerID, "position")
		if err != nil {
			return nil, err
		}
		return g.putLine(ctx, v, positionID, managerID, solid, since, nil, "/managerId")
	}
	return nil, g.changeSeat(ctx, v, positionID, func(tx *store.Tx, _ lockedSeat) error {
		lines, err := solidLines(ctx, tx, positionID)
		if err != nil {
			return err
		}
		lines.end(since, g.Now())
		return writeLines(ctx, tx, v, positionID, lines)
	})
}

// PutDottedManager draws a dotted line from a position to another of its account.
func (g *Graph) PutDottedManager(ctx context.Context, v access.Viewer, positionID, managerID string, c DottedChange) (*ReportingLine, error) {
	today := g.Today()
	since := c.Since.Or(&today)
	var f faults
	f.span(since, c.Until)
	if err := f.err(); err != nil {
		return nil, err
	}
	return g.putLine(ctx, v, positionID, managerID, dotted, since, c.Until, "")
}

// DeleteDottedManager ends a dotted line on a day, nil is today; one that began on it or after goes away.
func (g *Graph) DeleteDottedManager(ctx context.Context, v access.Viewer, positionID, managerID string, until *Date) error {
	on := g.asOf(until)
	return g.changeSeat(ctx, v, positionID, func(tx *store.Tx, _ lockedSeat) error {
		lines, err := dottedLines(ctx, tx, positionID, managerID)
		if err != nil {
			return err
		}
		if len(lines.was) == 0 {
			return problem.NotFound("dotted manager", managerID)
		}
		lines.end(&on, g.Now())
		return writeLines(ctx, tx, v, positionID, lines)
	})
}

// putLine starts a line; pointer is where the body names the manager, empty where the path does.
func (g *Graph) putLine(ctx context.Context, v access.Viewer, positionID, managerID, line string, since, until *Date, pointer string) (*ReportingLine, error) {
	var put stretch[lineState]
	err := g.changeSeat(ctx, v, positionID, func(tx *store.Tx, seat lockedSeat) error {
		if err := mayReport(ctx, tx, v, positionID, seat, managerID, line, since, until, pointer); err != nil {
			return err
		}
		lines, err := solidLines(ctx, tx, positionID)
		if line == dotted {
			lines, err = dottedLines(ctx, tx, positionID, managerID)
		}
		if err != nil {
			return err
		}
		put = lines.set(NewID(prefixRelation), lineState{managerID, line}, since, until, g.Now())
		return writeLines(ctx, tx, v, positionID, lines)
	})
	if err != nil {
		return nil, err
	}
	return &ReportingLine{Dated: put.Dated, PositionID: positionID, ManagerID: managerID, Line: line}, nil
}

// mayReport refuses a line to the position itself, to another account, and a solid one that closes a cycle on any day. The account
// is locked.
func mayReport(ctx context.Context, tx *store.Tx, v access.Viewer, positionID string, seat lockedSeat, managerID, line string, since, until *Date, pointer string) error {
	hidden := v.Hides(access.Positions, "title")
	if hidden {
		seat.Title = nil
	}
	if managerID == positionID {
		return problem.Conflict("A position cannot report to itself: %s.", told(positionID, seat.Title, positionID, seat.Title, nil, nil))
	}
	managers, err := store.Write[struct {
		Title     *string `json:"title"`
		AccountID string  `json:"accountId"`
		Lines     []link  `json:"lines"`
	}](ctx, tx, linesAbove, map[string]any{"id": managerID, "from": since})
	switch {
	case err != nil:
		return err
	case len(managers) == 0 && pointer == "":
		return problem.NotFound("position", managerID)
	case len(managers) == 0:
		return problem.Field(pointer, "names no position")
	}
	manager := managers[0]
	if manager.AccountID != seat.AccountID {
		return problem.Field(pointer, "is a position of another account: lines stay within one")
	}
	if line == dotted {
		return nil
	}
	if chain, day := chainBack(manager.Lines, managerID, positionID, since, until); chain != nil {
		for i := range chain {
			if hidden {
				chain[i].Name, manager.Title = nil, nil
			}
		}
		return problem.Conflict("The line would close a circle: %s.", told(positionID, seat.Title, managerID, manager.Title, chain, day))
	}
	return nil
}

func solidLines(ctx context.Context, tx *store.Tx, positionID string) (*timeline[lineState], error) {
	return recorded(ctx, tx, linesHeld, map[string]any{"id": positionID}, func(s lineState) bool { return s.Line == solid })
}

func dottedLines(ctx context.Context, tx *store.Tx, positionID, managerID string) (*timeline[lineState], error) {
	return recorded(ctx, tx, linesHeld, map[string]any{"id": positionID}, func(s lineState) bool { return s == lineState{managerID, dotted} })
}

func writeLines(ctx context.Context, tx *store.Tx, v access.Viewer, positionID string, lines *timeline[lineState]) error {
	var d difference
	lines.add(&d, v, "REPORTS_TO", func(s lineState) map[string]any { return map[string]any{"managerId": s.ManagerID} },
		func(s lineState) (from, to string) { return positionID, s.ManagerID },
		func(s lineState) map[string]any { return map[string]any{"line": s.Line} })
	return d.write(ctx, tx, linesChange, map[string]any{"id": positionID})
}

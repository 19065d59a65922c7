package graph

import (
	"context"
	"reflect"

	"kith/cypher"
)

// PositionFields is what callers write of a position; who holds it and whom it reports to have routes of their own.
type PositionFields struct {
	_ struct{} `field:"positions"`

	AccountID   *Ref    `json:"accountId" swaggertype:"string" example:"acc_01h455vb4pex5vsknk084sn02q"` // fixed after creation
	Title       *string `json:"title" example:"Chief Financial Officer"`
	Department  *string `json:"department" example:"Finance"`
	Location    *string `json:"location"`
	Assistant   *bool   `json:"assistant" default:"false"`
	Placeholder *bool   `json:"placeholder" default:"false"`              // somebody sits there whom we do not know yet
	Since       *Date   `json:"since" swaggertype:"string" format:"date"` // when the seat exists
	Until       *Date   `json:"until" swaggertype:"string" format:"date"`
	Shared
}

// Position is a seat in an account: it exists whether or not somebody holds it.
type Position struct {
	Record
	PositionFields
}

// seatDates are when a seat exists.
type seatDates struct {
	Since *Date `json:"since"`
	Until *Date `json:"until"`
}

// Positions are the positions.
var Positions = &Kind[PositionFields, Position]{
	name: "position", prefix: prefixPosition,
	read: cypher.Must("read/positions"), write: cypher.Must("write/positions"),
	list: cypher.Must("read/positions_list"), walk: cypher.Must("read/positions_walk"),
	filters: []string{"accountId", "open", "updatedSince"},
	record:  func(p *Position) *Record { return &p.Record },
	fields:  func(p *Position) PositionFields { return p.PositionFields },
	shared:  func(f *PositionFields) *Shared { return &f.Shared },
	check: func(c *check, before, f *PositionFields) {
		if before != nil {
			c.fixed("/accountId", before.AccountID, f.AccountID)
		} else if f.AccountID == nil {
			c.wrong("/accountId", "is required")
		}
		c.text("/title", &f.Title, nameLength)
		c.text("/department", &f.Department, nameLength)
		c.text("/location", &f.Location, nameLength)
		f.Assistant = orElse(f.Assistant, false)
		f.Placeholder = orElse(f.Placeholder, false)
		c.period("", f.Since, f.Until)
	},
	references: func(f *PositionFields) []reference { return refer(reference{"/accountId", "account", f.AccountID}) },
	row: func(f *PositionFields) row {
		return row{
			properties: map[string]any{
				"title": f.Title, "department": f.Department, "location": f.Location, "assistant": f.Assistant, "placeholder": f.Placeholder,
			},
			beside: map[string]any{"accountId": refID(f.AccountID), "seat": seatDates{f.Since, f.Until}},
		}
	},
	touch: func(_ context.Context, w *writing, id string, before, after *PositionFields) error {
		if !reflect.DeepEqual(seatDates{before.Since, before.Until}, seatDates{after.Since, after.Until}) {
			w.tx.Touched.Seats = append(w.tx.Touched.Seats, id)
		}
		return nil
	},
}

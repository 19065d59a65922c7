package graph

import (
	"context"
	"slices"
	"strings"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	unitParents = cypher.Must("read/unit_parents")
	lockUnits   = cypher.Must("write/lock_units")
)

// UnitFields is what callers write of a unit.
type UnitFields struct {
	Name     *string `json:"name" example:"Sales Europe"`
	ParentID *Ref    `json:"parentId" swaggertype:"string" example:"unt_01h455vb4pex5vsknk084sn02q"` // null: at the top
	Shared
}

// Unit is a territory, team or subsidiary of our own.
type Unit struct {
	Record
	UnitFields
}

// Units are the units.
var Units = &Kind[UnitFields, Unit]{
	name: "unit", prefix: prefixUnit,
	read: cypher.Must("read/units"), write: cypher.Must("write/units"),
	list: cypher.Must("read/units_list"), walk: cypher.Must("read/units_walk"),
	filters:    []string{"unitId", "updatedSince"},
	record:     func(u *Unit) *Record { return &u.Record },
	fields:     func(u *Unit) UnitFields { return u.UnitFields },
	shared:     func(f *UnitFields) *Shared { return &f.Shared },
	check:      func(c *check, _, f *UnitFields) { c.required("/name", &f.Name, nameLength) },
	references: func(f *UnitFields) []reference { return refer(reference{"/parentId", "unit", f.ParentID}) },
	row: func(f *UnitFields) row {
		return row{properties: map[string]any{"name": f.Name}, beside: map[string]any{"parentId": refID(f.ParentID)}}
	},
	lock: func(ctx context.Context, w *writing) error {
		_, err := store.Write[store.None](ctx, w.tx, lockUnits, nil)
		return err
	},
	conflicts: refuseUnitCycles,
}

// refuseUnitCycles refuses every unit that would come to stand below itself, in the order of the changes. The tree is locked.
func refuseUnitCycles(ctx context.Context, w *writing, entries []*entry[UnitFields]) error {
	units, err := store.Write[struct {
		ID       string  `json:"id"`
		Name     *string `json:"name"`
		ParentID *string `json:"parentId"`
	}](ctx, w.tx, unitParents, nil)
	if err != nil {
		return err
	}
	parents, names := map[string]string{}, map[string]string{}
	for _, unit := range units {
		names[unit.ID] = *orElse(unit.Name, unit.ID)
		if unit.ParentID != nil {
			parents[unit.ID] = *unit.ParentID
		}
	}
	for _, e := range entries {
		names[e.id] = *e.after.Name
	}
	for _, e := range entries {
		if e.after.ParentID == nil {
			delete(parents, e.id)
			continue
		}
		chain := []string{e.id}
		for above := e.after.ParentID.ID; above != "" && above != e.id && !slices.Contains(chain, above); above = parents[above] {
			chain = append(chain, above)
		}
		if last := chain[len(chain)-1]; last == e.id || parents[last] == e.id {
			words := make([]string, len(chain))
			for i, id := range chain {
				words[i] = names[id]
			}
			e.err = problem.Conflict("The unit would stand below itself: %s.", strings.Join(append(words, names[e.id]), " → "))
			continue
		}
		parents[e.id] = e.after.ParentID.ID
	}
	return nil
}

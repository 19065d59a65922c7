package graph

import (
	"context"

	"kith/cypher"
	"kith/graph/store"
)

var (
	relationTypesOfNames = cypher.Must("read/relation_types_of_names")
	peopleRelated        = cypher.Must("read/people_related")
)

// RelationTypeFields is what callers write of a relation type.
type RelationTypeFields struct {
	Name      *string `json:"name" example:"ownership"`       // no two relation types have the same
	Forward   *string `json:"forward" example:"owns"`         // without one it is the name
	Backward  *string `json:"backward" example:"is owned by"` // without one it is the forward word
	Symmetric *bool   `json:"symmetric" default:"false"`      // it says the same from both ends
	Knows     *bool   `json:"knows" default:"false"`          // it says that the two know each other
	Shared
}

// RelationType is a word for each end of a relation.
type RelationType struct {
	Record
	RelationTypeFields
}

// RelationTypes are the relation types.
var RelationTypes = &Kind[RelationTypeFields, RelationType]{
	name: "relationType", prefix: prefixRelationType,
	read: cypher.Must("read/relation_types"), write: cypher.Must("write/relation_types"),
	list: cypher.Must("read/relation_types_list"), walk: cypher.Must("read/relation_types_walk"),
	filters: []string{"updatedSince"},
	record:  func(t *RelationType) *Record { return &t.Record },
	fields:  func(t *RelationType) RelationTypeFields { return t.RelationTypeFields },
	shared:  func(f *RelationTypeFields) *Shared { return &f.Shared },
	check: func(c *check, _, f *RelationTypeFields) {
		c.required("/name", &f.Name, wordLength)
		c.text("/forward", &f.Forward, wordLength)
		c.text("/backward", &f.Backward, wordLength)
		f.Symmetric = orElse(f.Symmetric, false)
		f.Knows = orElse(f.Knows, false)
		if f.Forward == nil {
			f.Forward = f.Name
		}
		if f.Backward == nil || *f.Symmetric {
			f.Backward = f.Forward
		}
	},
	references: func(*RelationTypeFields) []reference { return nil },
	row: func(f *RelationTypeFields) row {
		return row{
			properties: map[string]any{"name": f.Name, "forward": f.Forward, "backward": f.Backward, "symmetric": f.Symmetric, "knows": f.Knows},
			beside:     map[string]any{},
		}
	},
	touch: func(ctx context.Context, w *writing, id string, before, after *RelationTypeFields) error {
		if *before.Knows == *after.Knows {
			return nil
		}
		return TouchRelated(ctx, w.tx, id, *after.Knows)
	},
	conflicts: func(ctx context.Context, w *writing, entries []*entry[RelationTypeFields]) error {
		return taken(ctx, w, entries, relationTypesOfNames, "names", func(f *RelationTypeFields) string { return *f.Name }, "The name %q belongs to the relation type %s.")
	},
}

// TouchRelated notes the people with a relation of a type, whose ties rest on it from now on, or do no longer.
func TouchRelated(ctx context.Context, tx *store.Tx, typeID string, knows bool) error {
	rows, err := store.Write[struct {
		From string `json:"from"`
		To   string `json:"to"`
	}](ctx, tx, peopleRelated, map[string]any{"type": typeID})
	for _, row := range rows {
		if knows {
			tx.Touched.Pair(row.From, row.To)
		} else {
			tx.Touched.Held = append(tx.Touched.Held, ends(row.From, row.To))
		}
	}
	return err
}

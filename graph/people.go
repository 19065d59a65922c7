package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var peopleShown = cypher.Must("read/people")

// people are people as they are shown on a day, by id; one who is not there, or not any more, is missing.
func (g *Graph) people(ctx context.Context, v access.Viewer, ids map[string]bool, asOf Date) (map[string]Person, error) {
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	rows, err := store.Read[struct {
		Person Person `json:"person"`
	}](ctx, g.store, peopleShown, v.Sees(map[string]any{"ids": list, "asOf": asOf}))
	if err != nil {
		return nil, err
	}
	people := make(map[string]Person, len(rows))
	for _, row := range rows {
		people[row.Person.ID] = row.Person
	}
	return people, nil
}

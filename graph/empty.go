package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var empty = cypher.Must("read/empty")

// Empty reports whether there is no account at all, as on a first start.
func (g *Graph) Empty(ctx context.Context, v access.Viewer) (bool, error) {
	rows, err := store.Read[bool](ctx, g.store, empty, nil)
	if err != nil {
		return false, err
	}
	return rows[0], nil
}

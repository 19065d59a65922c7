package graph

import (
	"context"

	"kith/access"
	"kith/graph/store"
)

// anyKind is a kind of record, whatever its fields are.
type anyKind interface {
	Name() string
	// mustSee fails where the viewer sees no record of the kind with this id.
	mustSee(ctx context.Context, g *Graph, v access.Viewer, id string) error
	undoCreated(ctx context.Context, w *writing, id string) error
	mergeFields(ctx context.Context, w *writing, from, into string) error
	undoFields(ctx context.Context, w *writing, id string, edits []store.FieldEdit) error
}

// kinds are the kinds of records by their names.
var kinds = map[string]anyKind{
	Accounts.name: Accounts, Contacts.name: Contacts, Users.name: Users, Units.name: Units,
	Opportunities.name: Opportunities, Products.name: Products, Positions.name: Positions, RelationTypes.name: RelationTypes,
}

func (k *Kind[F, R]) mustSee(ctx context.Context, g *Graph, v access.Viewer, id string) error {
	_, err := k.Read(ctx, g, v, id)
	return err
}

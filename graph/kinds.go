package graph

import (
	"context"

	"kith/access"
)

// anyKind is a kind of record, whatever its fields are.
type anyKind interface {
	// mustSee fails where the viewer sees no record of the kind with this id.
	mustSee(ctx context.Context, g *Graph, v access.Viewer, id string) error
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

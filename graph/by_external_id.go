package graph

import (
	"context"
	"maps"
	"slices"

	"kith/access"
	"kith/graph/store"
)

// Linked are the records that a source calls by one id, at most one of each kind.
type Linked struct {
	Items []LinkedRecord `json:"items"`
}

// LinkedRecord is one of them.
type LinkedRecord struct {
	ID   string `json:"id"`
	Kind string `json:"kind" enums:"account,contact,user,position,opportunity,product,unit,relationType"`
	Name string `json:"name" field:"its.name"` // a position's is its title, a relation type's its forward word
}

// ByExternalID finds what a source calls by an id, whatever its kind, of what the viewer sees.
func (g *Graph) ByExternalID(ctx context.Context, v access.Viewer, external ExternalID) (Linked, error) {
	linked := Linked{Items: []LinkedRecord{}}
	var wanted []wantedRecord
	for _, kind := range slices.Sorted(maps.Values(kindsByPrefix)) {
		wanted = append(wanted, wantedRecord{Kind: kind, Source: &external.Source, ID: external.ID})
	}
	found, err := store.Read[foundRecord](ctx, g.store, findRecords, map[string]any{"wanted": wanted})
	if err != nil || len(found) == 0 {
		return linked, err
	}
	ids := make([]string, len(found))
	for i, record := range found {
		ids[i] = record.Found
	}
	hidden, err := g.unseen(ctx, v, ids)
	if err != nil {
		return linked, err
	}
	names, err := store.Read[Named](ctx, g.store, auditNames, map[string]any{"ids": ids})
	for _, named := range names {
		if !hidden[named.ID] {
			linked.Items = append(linked.Items, LinkedRecord{ID: named.ID, Kind: KindOf(named.ID), Name: named.Name})
		}
	}
	return linked, err
}

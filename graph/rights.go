package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var belongingsRead = cypher.Must("read/belongings")

// kindsOfRights are the kinds that rights speak of, by the words of records.
var kindsOfRights = map[string]access.Kind{
	Accounts.name: access.Accounts, Contacts.name: access.Contacts, Opportunities.name: access.Opportunities, Positions.name: access.Positions,
	Products.name: access.Products,
}

// belonging is a record and whom it belongs to.
type belonging struct {
	ID        string   `json:"id"`
	BelongsTo []string `json:"belongsTo"`
}

// unseen are those of records that the viewer does not see. It asks with the statement outside a transaction, or inside one.
func unseen(v access.Viewer, ids []string, ask func(cypher.Statement, map[string]any) ([]belonging, error)) (map[string]bool, error) {
	if v.SeesAll() {
		return nil, nil
	}
	var restricted []string
	for _, id := range ids {
		if _, is := kindsOfRights[KindOf(id)]; is && KindOf(id) != Products.name {
			restricted = append(restricted, id)
		}
	}
	if len(restricted) == 0 {
		return nil, nil
	}
	rows, err := ask(belongingsRead, map[string]any{"ids": once(restricted)})
	hidden := map[string]bool{}
	for _, row := range rows {
		if !v.SeesRecord(kindsOfRights[KindOf(row.ID)], row.BelongsTo) {
			hidden[row.ID] = true
		}
	}
	return hidden, err
}

// seenOf are those of records and units that the viewer sees.
func (g *Graph) seenOf(ctx context.Context, v access.Viewer, ids []string) (map[string]bool, error) {
	seen := map[string]bool{}
	for _, id := range ids {
		_, restricted := kindsOfRights[KindOf(id)]
		seen[id] = KindOf(id) != "" && (!restricted || KindOf(id) == Products.name)
	}
	rows, err := store.Read[belonging](ctx, g.store, belongingsRead, map[string]any{"ids": once(ids)})
	for _, row := range rows {
		if !seen[row.ID] {
			seen[row.ID] = v.SeesRecord(kindsOfRights[KindOf(row.ID)], row.BelongsTo)
		}
	}
	return seen, err
}

// unseen is that inside the transaction.
func (w *writing) unseen(ctx context.Context, ids []string) (map[string]bool, error) {
	return unseen(w.viewer, ids, func(s cypher.Statement, values map[string]any) ([]belonging, error) {
		return store.Write[belonging](ctx, w.tx, s, values)
	})
}

// unseen is that outside a transaction.
func (g *Graph) unseen(ctx context.Context, v access.Viewer, ids []string) (map[string]bool, error) {
	return unseen(v, ids, func(s cypher.Statement, values map[string]any) ([]belonging, error) {
		return store.Read[belonging](ctx, g.store, s, values)
	})
}

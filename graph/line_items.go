package graph

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	lineItemsPut   = cypher.Must("write/line_items_put")
	lineItemDelete = cypher.Must("write/line_item_delete")
)

// LineItemState is how much of a product a deal includes and what it costs; prices are in the deal's currency.
type LineItemState struct {
	_ struct{} `field:"opportunities"`

	Quantity  *float64 `json:"quantity" example:"20"`
	UnitPrice *float64 `json:"unitPrice" example:"1450.5"`
	Discount  *float64 `json:"discount" minimum:"0" maximum:"100" example:"5"` // in percent
}

// LineItemChange is a change of a batch.
type LineItemChange struct {
	OpportunityID *Ref `json:"opportunityId" swaggertype:"string"`
	ProductID     *Ref `json:"productId" swaggertype:"string"`
	LineItemState
}

// LineItem is a product in a deal.
type LineItem struct {
	ID            string `json:"id"`
	OpportunityID string `json:"opportunityId"`
	ProductID     string `json:"productId"`
	LineItemState
	Total     *float64  `json:"total" example:"27559.5" field:"opportunities.quantity,opportunities.unitPrice,opportunities.discount"` // quantity × unit price, less the discount; null where a factor is not known
	UpdatedAt time.Time `json:"updatedAt"`
}

// total is quantity × unit price less the discount, to the hundredth; nil where a factor is not known.
func (s LineItemState) total() *float64 {
	if s.Quantity == nil || s.UnitPrice == nil {
		return nil
	}
	total := *s.Quantity * *s.UnitPrice
	if s.Discount != nil {
		total *= (100 - *s.Discount) / 100
	}
	return new(math.Round(total*100) / 100)
}

// PutLineItem says how much of a product a deal includes.
func (g *Graph) PutLineItem(ctx context.Context, v access.Viewer, opportunityID, productID string, s LineItemState) (LineItem, error) {
	if err := g.mustExist(ctx, v, opportunityID, "opportunity"); err != nil {
		return LineItem{}, err
	}
	if err := g.mustExist(ctx, v, productID, "product"); err != nil {
		return LineItem{}, err
	}
	results, items, err := g.putLineItems(ctx, v, []LineItemChange{{&Ref{ID: opportunityID}, &Ref{ID: productID}, s}})
	if err == nil {
		err = results[0].Err
	}
	if err != nil {
		return LineItem{}, err
	}
	return items[0], nil
}

// PutLineItems makes the changes of a batch.
func (g *Graph) PutLineItems(ctx context.Context, v access.Viewer, changes []LineItemChange) ([]Result, error) {
	results, _, err := g.putLineItems(ctx, v, changes)
	return results, err
}

// putLineItems makes changes once. It returns what became of each, and the line items where the changes were made just now.
func (g *Graph) putLineItems(ctx context.Context, v access.Viewer, changes []LineItemChange) ([]Result, []LineItem, error) {
	for _, field := range []string{"quantity", "unitPrice", "discount"} { // a line item is written whole
		if f := (access.Field{Kind: access.Opportunities, Name: field}); v.Field(f.Kind, f.Name) != access.ReadWrite {
			return nil, nil, notWritten(f, "/"+field)
		}
	}
	var r resolver
	for _, c := range changes {
		r.ask(c.OpportunityID, "opportunity")
		r.ask(c.ProductID, "product")
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, nil, err
	}
	faulty, items := make([]error, len(changes)), make([]LineItem, len(changes))
	var writes []map[string]any
	created := map[int]map[string]any{} // properties of new ones, by index
	var locks []string
	now := g.Now()
	for i, c := range changes {
		opportunityID, hasOpportunity := r.id(c.OpportunityID, "opportunity")
		productID, hasProduct := r.id(c.ProductID, "product")
		var f faults
		f.reference("/opportunityId", hasOpportunity, "opportunity")
		f.reference("/productId", hasProduct, "product")
		if c.Quantity != nil && *c.Quantity < 0 {
			f.add("/quantity", "is below 0")
		}
		if c.UnitPrice != nil && *c.UnitPrice < 0 {
			f.add("/unitPrice", "is below 0")
		}
		if c.Discount != nil && (*c.Discount < 0 || *c.Discount > 100) {
			f.add("/discount", "is not from 0 to 100")
		}
		if total := c.total(); total != nil && math.IsInf(*total, 0) {
			f.add("/quantity", "is too large for the unit price: the total is out of range")
		}
		if faulty[i] = f.err(); faulty[i] != nil {
			continue
		}
		locks = append(locks, opportunityID)
		items[i] = LineItem{OpportunityID: opportunityID, ProductID: productID, LineItemState: c.LineItemState, Total: c.total()}
		created[i] = map[string]any{
			"id": NewID(prefixRelation), "source": sourceAPI, "status": statusFact, "createdBy": v.Name(), "createdAt": now,
		}
		writes = append(writes, map[string]any{
			"index": i, "opportunityId": opportunityID, "productId": productID,
			"quantity": c.Quantity, "unitPrice": c.UnitPrice, "discount": c.Discount, "total": c.total(), "created": created[i],
		})
	}
	results, err := g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		if _, err := takeLocks(ctx, tx, locks...); err != nil {
			return nil, err
		}
		between := make([][2]string, len(items))
		for i, item := range items {
			between[i] = [2]string{item.OpportunityID, item.ProductID}
		}
		refused, err := refusedRelations(ctx, tx, v, "INCLUDES", between)
		if err != nil {
			return nil, err
		}
		writes := slices.DeleteFunc(slices.Clone(writes), func(w map[string]any) bool { return refused[w["index"].(int)] != nil })
		results := make([]Result, len(changes))
		for i, err := range faulty {
			err = firstError(err, refused[i])
			results[i] = Result{Status: Refused, Err: err}
			if err == nil {
				results[i].Err = problem.Conflict("The deal or the product is deleted now.") // unless it is written
			}
		}
		rows, err := store.Write[struct {
			Index     int            `json:"index"`
			ID        string         `json:"id"`
			UpdatedAt time.Time      `json:"updatedAt"`
			Status    string         `json:"status"`
			Before    map[string]any `json:"before"`
		}](ctx, tx, lineItemsPut, map[string]any{"items": writes, "now": now})
		for _, row := range rows {
			item := &items[row.Index]
			item.ID, item.UpdatedAt = row.ID, row.UpdatedAt
			results[row.Index] = Result{Status: row.Status, ID: row.ID}
			edit := store.RelationEdit{
				Type: "INCLUDES", ID: row.ID, From: item.OpportunityID, To: item.ProductID, Action: store.Action(row.Status), Before: row.Before,
				After: map[string]any{"quantity": item.Quantity, "unitPrice": item.UnitPrice, "discount": item.Discount, "total": item.Total},
			}
			switch row.Status {
			case Created:
				edit.Before = nil
				maps.Copy(edit.After, created[row.Index])
				edit.After["id"], edit.After["updatedAt"] = row.ID, row.UpdatedAt
				TouchRelation(&tx.Touched, edit)
			case Changed:
				TouchRelation(&tx.Touched, edit)
			}
		}
		return results, err
	})
	return results, items, err
}

// DeleteLineItem takes a product out of a deal.
func (g *Graph) DeleteLineItem(ctx context.Context, v access.Viewer, opportunityID, productID string) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, opportunityID); err != nil {
			return err
		}
		rows, err := store.Write[relationWhole](ctx, tx, lineItemDelete, map[string]any{"opportunityId": opportunityID, "productId": productID})
		deleted, err := one(rows, err, "line item", productID)
		if err == nil {
			TouchRelation(&tx.Touched, deleted.gone())
		}
		return err
	})
}

package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var influenceDelete = cypher.Must("write/influence_delete")

var effects = []string{"positive", "negative", "conflict"}

// InfluenceChange is how much somebody, or a company, influences a contact from a day on: for one deal or in general.
type InfluenceChange struct {
	_ struct{} `field:"influences"`

	From          *Ref           `json:"from" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q" field:"-"`
	To            *Ref           `json:"to" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn03r" field:"-"`
	Weight        *int           `json:"weight" minimum:"1" maximum:"5"`
	Effect        *string        `json:"effect" enums:"positive,negative,conflict"`
	OpportunityID *Ref           `json:"opportunityId" swaggertype:"string"`       // null: in general
	Since         Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: today; null: always
	Until         *Date          `json:"until" swaggertype:"string" format:"date"`
}

// Influence says that a contact or an account influences a contact.
type Influence struct {
	_ struct{} `field:"influences"`

	Dated
	From          string  `json:"from"`
	To            string  `json:"to"`
	Weight        *int    `json:"weight"`
	Effect        *string `json:"effect"`
	OpportunityID *string `json:"opportunityId"`
}

type influenceKey struct {
	From          string `json:"from"`
	To            string `json:"to"`
	OpportunityID string `json:"opportunityId"` // empty: in general
}

func (k influenceKey) deal() *string {
	if k.OpportunityID == "" {
		return nil
	}
	return &k.OpportunityID
}

type influenceState struct {
	_ struct{} `field:"influences"`

	Weight *int    `json:"weight"`
	Effect *string `json:"effect"`
}

var influences = datedKind[influenceKey, influenceState]{
	prefix: prefixInfluence, relation: "INFLUENCES", held: cypher.Must("read/influences_held"), write: cypher.Must("write/influences_change"),
	where: func(k influenceKey) map[string]any {
		return map[string]any{"from": k.From, "to": k.To}
	},
	own: func(k influenceKey, s influenceState) map[string]any {
		return map[string]any{"weight": s.Weight, "effect": s.Effect, "opportunityId": k.deal()}
	},
	ends: func(k influenceKey) (from, to string) { return k.From, k.To },
}

// PutInfluence says who influences whom. A changed weight or effect ends the influence before and starts a new one.
func (g *Graph) PutInfluence(ctx context.Context, v access.Viewer, c InfluenceChange) (Influence, error) {
	changes, err := g.influenceChanges(ctx, v, []InfluenceChange{c})
	if err != nil {
		return Influence{}, err
	}
	put, results, err := influences.put(ctx, g, v, changes)
	if err == nil {
		err = results[0].Err
	}
	if err != nil {
		return Influence{}, err
	}
	key := changes[0].key
	return Influence{Dated: put[0].Dated, From: key.From, To: key.To, OpportunityID: key.deal(), Weight: put[0].State.Weight, Effect: put[0].State.Effect}, nil
}

// PutInfluences makes the changes of a batch.
func (g *Graph) PutInfluences(ctx context.Context, v access.Viewer, items []InfluenceChange) ([]Result, error) {
	changes, err := g.influenceChanges(ctx, v, items)
	if err != nil {
		return nil, err
	}
	_, results, err := influences.put(ctx, g, v, changes)
	return results, err
}

func (g *Graph) influenceChanges(ctx context.Context, v access.Viewer, items []InfluenceChange) ([]datedChange[influenceKey, influenceState], error) {
	var r resolver
	for _, item := range items {
		r.ask(item.From, "contact", "account")
		r.ask(item.To, "contact")
		r.ask(item.OpportunityID, "opportunity")
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, err
	}
	today := g.Today()
	changes := make([]datedChange[influenceKey, influenceState], len(items))
	for i, item := range items {
		since := item.Since.Or(&today)
		from, hasFrom := r.id(item.From, "contact", "account")
		to, hasTo := r.id(item.To, "contact")
		deal, hasDeal := r.id(item.OpportunityID, "opportunity")
		var f faults
		f.reference("/from", hasFrom, "contact or account")
		f.reference("/to", hasTo, "contact")
		f.reference("/opportunityId", hasDeal || item.OpportunityID == nil, "opportunity")
		if hasFrom && from == to {
			f.add("/to", "is the same as from")
		}
		f.between("/weight", item.Weight, 1, 5)
		f.listed("/effect", item.Effect, effects)
		f.span(since, item.Until)
		changes[i] = datedChange[influenceKey, influenceState]{
			key: influenceKey{from, to, deal}, state: influenceState{Weight: item.Weight, Effect: item.Effect}, since: since, until: item.Until,
			ends: map[string]string{"/from": from, "/to": to}, err: f.err(),
		}
	}
	return changes, nil
}

// DeleteInfluence takes an influence away, as if it had never been said.
func (g *Graph) DeleteInfluence(ctx context.Context, v access.Viewer, id string) error {
	return g.deleteOne(ctx, v, influenceDelete, "influence", id)
}

// deleteOne runs a statement that deletes the relation that has $id and returns what it was.
func (g *Graph) deleteOne(ctx context.Context, v access.Viewer, statement cypher.Statement, kind, id string) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		rows, err := store.Write[relationWhole](ctx, tx, statement, map[string]any{"id": id})
		deleted, err := one(rows, err, kind, id)
		if err == nil {
			TouchRelation(&tx.Touched, deleted.gone())
		}
		return err
	})
}

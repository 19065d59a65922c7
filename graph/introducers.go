package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var dealMembers = cypher.Must("read/deal_members")

// Introducers are the best ways in to the members of a deal's buying centre.
type Introducers struct {
	Opportunity Named        `json:"opportunity"`
	Items       []Introducer `json:"items"` // by name
}

// Introducer is the best way in to one member.
type Introducer struct {
	Member Person `json:"member"`
	Path   *Path  `json:"path"` // null: there is none
}

// Introducers answers the best path to each member of the buying centre of a deal, whose enemies and blockers never introduce. Of the options From,
// MaxHops, MinStrength, Without and AllowConflict count. NotFound: the deal, or the person or unit of From.
func (g *Graph) Introducers(ctx context.Context, v access.Viewer, opportunityID string, o AdvocatePathsOptions) (Introducers, error) {
	rows, err := store.Read[struct {
		Opportunity Named    `json:"opportunity"`
		Members     []string `json:"members" field:"buyingCenterMembers"`
	}](ctx, g.store, dealMembers, v.Sees(map[string]any{"id": opportunityID, "asOf": g.Today()}))
	deal, err := one(rows, err, "opportunity", opportunityID)
	if err != nil {
		return Introducers{}, err
	}
	o.OpportunityID, o.Limit = opportunityID, 1
	answers, err := g.AdvocatePathsToEach(ctx, v, deal.Members, o)
	if err != nil {
		return Introducers{}, err
	}
	introducers := Introducers{Opportunity: deal.Opportunity, Items: []Introducer{}}
	for _, answer := range answers {
		if answer.Target.ID == "" {
			continue // deleted meanwhile
		}
		item := Introducer{Member: answer.Target}
		if len(answer.Paths) > 0 {
			item.Path = &answer.Paths[0]
		}
		introducers.Items = append(introducers.Items, item)
	}
	return introducers, nil
}

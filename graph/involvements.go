package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var involvements = cypher.Must("read/involvements")

// Involvements are the deals that a contact takes or took part in.
type Involvements struct {
	Contact Person            `json:"contact"`
	Items   []InvolvementItem `json:"items"` // the newest first
}

// InvolvementItem is a contact's part in one deal.
type InvolvementItem struct {
	Opportunity Named    `json:"opportunity"`
	Account     *Named   `json:"account"` // null where one does not see it
	Roles       []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude    *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"buyingCenterMembers.attitude"`
	Influence   *int     `json:"influence" minimum:"1" maximum:"5" field:"buyingCenterMembers.influence"`
	Status      string   `json:"status" enums:"open,won,lost" field:"opportunities.status"`
	Since       *Date    `json:"since" swaggertype:"string" format:"date" field:"buyingCenterMembers.since"`
	Until       *Date    `json:"until" swaggertype:"string" format:"date" field:"buyingCenterMembers.until"`
	External    bool     `json:"external"` // had no seat in the deal's account on the last day of the part, or has none on the day asked about
}

// Involvements answers in which deals a contact takes or took part by a day (nil: today), as an insider or an outsider. NotFound: the contact.
func (g *Graph) Involvements(ctx context.Context, v access.Viewer, contactID string, day *Date) (Involvements, error) {
	rows, err := store.Read[Involvements](ctx, g.store, involvements, v.Sees(map[string]any{"id": contactID, "asOf": g.asOf(day)}))
	answer, err := one(rows, err, "contact", contactID)
	if v.Hides(access.BuyingCenterMembers, "") {
		answer.Items = []InvolvementItem{}
	}
	return answer, err
}

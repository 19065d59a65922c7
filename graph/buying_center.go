package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

var buyingCenter = cypher.Must("read/buying_center")

// BuyingCenter is who takes part in a deal on a day, how they hang together, and whether our support is strong enough.
type BuyingCenter struct {
	Opportunity Deal                 `json:"opportunity"`
	AsOf        Date                 `json:"asOf" swaggertype:"string" format:"date"`
	Members     []BuyingCenterMember `json:"members"` // key players first, then by influence, name and id
	Edges       []Edge               `json:"edges"`   // among the members: by kind, ends and id
	Health      Health               `json:"health" field:"buyingCenterMembers.roles,buyingCenterMembers.attitude,buyingCenterMembers.politicalStatus"`
}

// Deal is an opportunity in an answer about buying centres.
type Deal struct {
	ID        string   `json:"id" example:"opp_01h455vb4pex5vsknk084sn02q"`
	Name      string   `json:"name" field:"opportunities.name"`
	AccountID *string  `json:"accountId" field:"opportunities.accountId"`
	Status    string   `json:"status" enums:"open,won,lost" field:"opportunities.status"`
	Value     *float64 `json:"value" example:"250000" field:"opportunities.value"`
	Currency  *string  `json:"currency" example:"EUR" field:"opportunities.currency"`
}

// BuyingCenterMember is a person in a buying centre. Title and account are those of the primary position; who holds none at the deal's
// account is external.
type BuyingCenterMember struct {
	ContactID           string   `json:"contactId" example:"con_01h455vb4pex5vsknk084sn02q"`
	Name                string   `json:"name" example:"Jana Novotná" field:"contacts.name"`
	Title               *string  `json:"title" field:"positions.title"`
	AccountID           *string  `json:"accountId" field:"positions.accountId"`
	AccountName         *string  `json:"accountName" field:"positions.accountId,accounts.name"`
	External            bool     `json:"external" field:"positions"`
	Roles               []string `json:"roles" field:"buyingCenterMembers.roles"`
	Attitude            *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor" field:"buyingCenterMembers.attitude"` // in this deal
	PoliticalStatus     *string  `json:"politicalStatus" enums:"outside,politicalStructure,innerCircle" field:"buyingCenterMembers.politicalStatus"`
	Coverage            *string  `json:"coverage" enums:"none,brief,multiple,inDepth" field:"buyingCenterMembers.coverage"`
	DecisionOrientation *string  `json:"decisionOrientation" enums:"financial,technical,relationship,business" field:"buyingCenterMembers.decisionOrientation"`
	Influence           *int     `json:"influence" field:"buyingCenterMembers.influence"` // 1 to 5
	Note                *string  `json:"note" field:"buyingCenterMembers.note"`
	Tie                 *OurTie  `json:"tie" field:"ties"`
}

type memberRow struct {
	BuyingCenterMember
	Since *Date    `json:"since"` // of what they are in it now
	Until *Date    `json:"until"`
	Ties  []OurTie `json:"ties" field:"ties"`
}

func (m *memberRow) stake() *stake {
	return &stake{
		contactID: m.ContactID, name: m.Name, roles: m.Roles, attitude: m.Attitude, politicalStatus: m.PoliticalStatus,
		influence: m.Influence, ties: m.Ties,
	}
}

// BuyingCenter answers who takes part in a deal on a day, or today. NotFound: the deal.
func (g *Graph) BuyingCenter(ctx context.Context, v access.Viewer, opportunityID string, day *Date) (BuyingCenter, error) {
	answer, _, err := g.buyingCenterOn(ctx, v, opportunityID, g.asOf(day))
	return answer, err
}

// buyingCenterOn is the buying centre on a day with its members as they are read, in the same order.
func (g *Graph) buyingCenterOn(ctx context.Context, v access.Viewer, opportunityID string, asOf Date) (BuyingCenter, []memberRow, error) {
	rows, err := store.Read[struct {
		Opportunity Deal        `json:"opportunity"`
		Members     []memberRow `json:"members" field:"buyingCenterMembers"`
		Edges       []Edge      `json:"edges" field:"buyingCenterMembers"`
	}](ctx, g.store, buyingCenter, v.Sees(map[string]any{"id": opportunityID, "asOf": asOf}))
	row, err := one(rows, err, "opportunity", opportunityID)
	if err != nil {
		return BuyingCenter{}, nil, err
	}
	slices.SortFunc(row.Members, func(a, b memberRow) int { return a.stake().compare(b.stake()) })
	slices.SortFunc(row.Edges, func(a, b Edge) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.ID, b.ID))
	})
	answer := BuyingCenter{Opportunity: row.Opportunity, AsOf: asOf, Members: make([]BuyingCenterMember, len(row.Members)), Edges: append([]Edge{}, coarse(v, shownEdges(v, row.Edges))...)}
	stakes := make([]stake, len(row.Members))
	for i := range row.Members {
		member := &row.Members[i]
		member.Tie = strongest(member.Ties)
		answer.Members[i], stakes[i] = member.BuyingCenterMember, *member.stake()
	}
	answer.Health = health(stakes, g.RequiredRoles)
	return answer, row.Members, nil
}

// strongest is the strongest of our ties to somebody, or nil.
func strongest(ties []OurTie) *OurTie {
	var best *OurTie
	for i := range ties {
		if best == nil || stronger(ties[i], *best) {
			best = &ties[i]
		}
	}
	return best
}

package graph

import (
	"context"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/problem"
)

// Closed lists of a buying centre.
var (
	buyingRoles = []string{"initiator", "user", "influencer", "evaluator", "technicalBuyer", "economicBuyer", "decisionMaker", "approver",
		"champion", "coach", "executiveSponsor", "gatekeeper", "legalAndCompliance", "blocker", "other"}
	attitudes            = []string{"enemy", "nonSupporter", "neutral", "supporter", "mentor"}
	politicalStatuses    = []string{"outside", "politicalStructure", "innerCircle"}
	coverages            = []string{"none", "brief", "multiple", "inDepth"}
	decisionOrientations = []string{"financial", "technical", "relationship", "business"}
)

// MemberState is what a contact is in a buying centre; what is not known is null.
type MemberState struct {
	_ struct{} `field:"buyingCenterMembers"`

	Roles               []string `json:"roles" enums:"initiator,user,influencer,evaluator,technicalBuyer,economicBuyer,decisionMaker,approver,champion,coach,executiveSponsor,gatekeeper,legalAndCompliance,blocker,other"`
	Attitude            *string  `json:"attitude" enums:"enemy,nonSupporter,neutral,supporter,mentor"`
	PoliticalStatus     *string  `json:"politicalStatus" enums:"outside,politicalStructure,innerCircle"`
	Coverage            *string  `json:"coverage" enums:"none,brief,multiple,inDepth"`
	DecisionOrientation *string  `json:"decisionOrientation" enums:"financial,technical,relationship,business"`
	Influence           *int     `json:"influence" minimum:"1" maximum:"5"`
	Note                *string  `json:"note"`
}

// MemberChange is what a contact is in a buying centre from a day on.
type MemberChange struct {
	_ struct{} `field:"buyingCenterMembers"`

	MemberState
	Since Optional[Date] `json:"since" swaggertype:"string" format:"date"` // absent: today; null: always
	Until *Date          `json:"until" swaggertype:"string" format:"date"`
}

// MemberItem is a change of a batch.
type MemberItem struct {
	OpportunityID *Ref `json:"opportunityId" swaggertype:"string"`
	ContactID     *Ref `json:"contactId" swaggertype:"string"`
	MemberChange
}

// Member is a contact in a buying centre.
type Member struct {
	_ struct{} `field:"buyingCenterMembers"`

	Dated
	OpportunityID string `json:"opportunityId"`
	ContactID     string `json:"contactId"`
	MemberState
}

type memberKey struct {
	OpportunityID string `json:"opportunityId"`
	ContactID     string `json:"contactId"`
}

var members = datedKind[memberKey, MemberState]{
	prefix: prefixRelation, relation: "INVOLVED_IN", held: cypher.Must("read/members_held"), write: cypher.Must("write/members_change"),
	where: func(k memberKey) map[string]any {
		return map[string]any{"opportunityId": k.OpportunityID, "contactId": k.ContactID}
	},
	own: func(_ memberKey, s MemberState) map[string]any {
		return map[string]any{
			"roles": s.Roles, "attitude": s.Attitude, "politicalStatus": s.PoliticalStatus, "coverage": s.Coverage,
			"decisionOrientation": s.DecisionOrientation, "influence": s.Influence, "note": s.Note,
		}
	},
	ends: func(k memberKey) (from, to string) { return k.ContactID, k.OpportunityID },
}

// PutMember puts a contact into a deal's buying centre, or says anew what they are in it. A changed state ends the one before and
// starts a new one; the same state changes nothing.
func (g *Graph) PutMember(ctx context.Context, v access.Viewer, opportunityID, contactID string, c MemberChange) (Member, error) {
	if err := g.mustExist(ctx, v, opportunityID, "opportunity"); err != nil {
		return Member{}, err
	}
	if err := g.mustExist(ctx, v, contactID, "contact"); err != nil {
		return Member{}, err
	}
	change := g.memberChange(memberKey{opportunityID, contactID}, c)
	put, results, err := members.put(ctx, g, v, []datedChange[memberKey, MemberState]{change})
	if err == nil {
		err = results[0].Err
	}
	if err != nil {
		return Member{}, err
	}
	return Member{Dated: put[0].Dated, OpportunityID: opportunityID, ContactID: contactID, MemberState: put[0].State}, nil
}

// PutMembers makes the changes of a batch.
func (g *Graph) PutMembers(ctx context.Context, v access.Viewer, items []MemberItem) ([]Result, error) {
	var r resolver
	for _, item := range items {
		r.ask(item.OpportunityID, "opportunity")
		r.ask(item.ContactID, "contact")
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, err
	}
	changes := make([]datedChange[memberKey, MemberState], len(items))
	for i, item := range items {
		opportunityID, hasOpportunity := r.id(item.OpportunityID, "opportunity")
		contactID, hasContact := r.id(item.ContactID, "contact")
		changes[i] = g.memberChange(memberKey{opportunityID, contactID}, item.MemberChange)
		var f faults
		f.reference("/opportunityId", hasOpportunity, "opportunity")
		f.reference("/contactId", hasContact, "contact")
		if err := f.err(); err != nil {
			changes[i].err = err
		}
	}
	_, results, err := members.put(ctx, g, v, changes)
	return results, err
}

func (g *Graph) memberChange(key memberKey, c MemberChange) datedChange[memberKey, MemberState] {
	today := g.Today()
	since := c.Since.Or(&today)
	state := c.MemberState
	var f faults
	roles := []string{}
	for _, role := range state.Roles {
		f.listed("/roles", &role, buyingRoles)
		if !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	state.Roles = roles
	f.listed("/attitude", state.Attitude, attitudes)
	f.listed("/politicalStatus", state.PoliticalStatus, politicalStatuses)
	f.listed("/coverage", state.Coverage, coverages)
	f.listed("/decisionOrientation", state.DecisionOrientation, decisionOrientations)
	f.between("/influence", state.Influence, 1, 5)
	f.text("/note", state.Note, longestNote)
	f.span(since, c.Until)
	return datedChange[memberKey, MemberState]{
		key: key, state: state, since: since, until: c.Until, err: f.err(),
		ends: map[string]string{"/opportunityId": key.OpportunityID, "/contactId": key.ContactID},
	}
}

// DeleteMember ends a contact's place in a buying centre on a day, nil is today; one that began on it or after goes away.
func (g *Graph) DeleteMember(ctx context.Context, v access.Viewer, opportunityID, contactID string, until *Date) error {
	return members.end(ctx, g, v, memberKey{opportunityID, contactID}, g.asOf(until), "member of the buying centre", contactID, opportunityID, contactID)
}

// mustExist answers NotFound where a path names no record of a kind.
func (g *Graph) mustExist(ctx context.Context, v access.Viewer, id, kind string) error {
	var r resolver
	r.ask(&Ref{ID: id}, kind)
	if err := r.resolve(ctx, g, v); err != nil {
		return err
	}
	if _, found := r.id(&Ref{ID: id}, kind); !found {
		return problem.NotFound(kind, id)
	}
	return nil
}

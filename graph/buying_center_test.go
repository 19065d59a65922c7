package graph_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

// plant is an account with a deal of five members: a decision maker and her assistant, a champion, a consultant from outside, and a buyer
// who has left the plant; and a second, won deal in which the buyer decided.
const plant = `
CREATE (a:Account {id: 'acc_plant', name: 'Plant', class: 'A'}), (b:Account {id: 'acc_firm', name: 'Firm'}),
  (boss:Position {id: 'pos_boss', title: 'Boss', placeholder: false, assistant: false})-[:AT]->(a),
  (lead:Position {id: 'pos_lead', title: 'Lead', placeholder: false, assistant: false})-[:AT]->(a),
  (buyer:Position {id: 'pos_buyer', title: 'Buyer', placeholder: false, assistant: false})-[:AT]->(a),
  (clerk:Position {id: 'pos_clerk', title: 'Clerk', placeholder: false, assistant: false})-[:AT]->(a),
  (empty:Position {id: 'pos_empty', title: 'Driver', placeholder: false, assistant: false})-[:AT]->(a),
  (partner:Position {id: 'pos_partner', title: 'Partner', placeholder: false, assistant: false})-[:AT]->(b),
  (lead)-[:REPORTS_TO {id: 'rel_line', line: 'solid', since: date('2024-01-01'), status: 'fact', source: 'api'}]->(boss),
  (clerk)-[:REPORTS_TO {id: 'rel_clerk', line: 'solid', status: 'fact', source: 'api'}]->(buyer), (buyer)-[:REPORTS_TO {id: 'rel_buyer', line: 'solid', status: 'fact', source: 'api'}]->(boss),
  (dora:Contact:Person {id: 'con_dora', name: 'Dora', attitude: 'enemy'})-[:HOLDS {primary: true, since: date('2025-01-01')}]->(boss),
  (cid:Contact:Person {id: 'con_cid', name: 'Cid'})-[:HOLDS {primary: true, until: date('2030-01-01')}]->(lead),
  (bea:Contact:Person {id: 'con_bea', name: 'Bea'})-[:HOLDS {primary: true, until: date('2026-06-01')}]->(buyer),
  (paul:Contact:Person {id: 'con_paul', name: 'Paul'})-[:HOLDS {primary: true}]->(partner),
  (una:Contact:Person {id: 'con_una', name: 'Una'})-[:HOLDS {primary: true}]->(clerk),
  (eva:User:Person {id: 'usr_eva', name: 'Eva', active: true}), (fred:User:Person {id: 'usr_fred', name: 'Fred', active: true}),
  (dora)-[:KNOWS {id: 'tie_1', strength: 0.5, muted: false}]->(eva), (cid)-[:KNOWS {id: 'tie_2', strength: 0.8, muted: false}]->(eva),
  (bea)-[:KNOWS {id: 'tie_3', strength: 0.9, muted: false}]->(fred), (cid)-[:KNOWS {id: 'tie_4', strength: 0.25, muted: false, status: 'asserted', source: 'api'}]->(dora),
  (cid)-[:KNOWS {id: 'tie_5', strength: 0.25, muted: true, status: 'asserted', source: 'api'}]->(paul),
  (deal:Opportunity {id: 'opp_deal', name: 'Deal', status: 'open', value: 1000, currency: 'EUR'})-[:FOR]->(a),
  (won:Opportunity {id: 'opp_won', name: 'Won', status: 'won', value: 500.5, currency: 'EUR'})-[:FOR]->(a),
  (usd:Opportunity {id: 'opp_usd', name: 'Dollars', status: 'won', value: 7, currency: 'USD'})-[:FOR]->(a),
  (void:Opportunity {id: 'opp_void', name: 'Void', status: 'open'})-[:FOR]->(a),
  (cid)-[:INVOLVED_IN {roles: ['champion'], attitude: 'supporter', influence: 2, note: 'met in May'}]->(deal),
  (dora)-[:INVOLVED_IN {roles: ['decisionMaker'], attitude: 'supporter', influence: 3, coverage: 'brief', decisionOrientation: 'financial', politicalStatus: 'innerCircle'}]->(deal),
  (bea)-[:INVOLVED_IN {roles: ['economicBuyer'], attitude: 'nonSupporter', influence: 4}]->(deal),
  (paul)-[:INVOLVED_IN {roles: ['influencer'], influence: 5}]->(deal),
  (una)-[:INVOLVED_IN {roles: ['user'], attitude: 'enemy', until: date('2026-01-01')}]->(deal),
  (bea)-[:INVOLVED_IN {roles: ['decisionMaker'], attitude: 'supporter'}]->(won), (una)-[:INVOLVED_IN {roles: ['user']}]->(won),
  (paul)-[:INFLUENCES {id: 'inf_1', weight: 5, effect: 'positive', opportunityId: 'opp_deal', status: 'asserted', source: 'api'}]->(dora),
  (paul)-[:INFLUENCES {id: 'inf_2', weight: 2, effect: 'conflict', status: 'asserted', source: 'api'}]->(cid),
  (paul)-[:INFLUENCES {id: 'inf_3', weight: 2, effect: 'positive', opportunityId: 'opp_won', status: 'asserted', source: 'api'}]->(cid),
  (paul)-[:INFLUENCES {id: 'inf_4', weight: 2, effect: 'positive', until: date('2026-01-01'), status: 'asserted', source: 'api'}]->(bea),
  (:RelationType {id: 'rty_1', name: 'sibling', forward: 'is a sibling of', backward: 'is a sibling of', symmetric: true}),
  (bea)-[:RELATED_TO {id: 'rel_sib', type: 'rty_1', status: 'fact', source: 'api', confidence: 0.5}]->(cid),
  (a)-[:OWNED_BY]->(eva), (fred)-[:WORKS_ON {as: 'presales'}]->(a), (eva)-[:WORKS_ON {as: 'sales', until: date('2026-01-01')}]->(a),
  (bea)-[:TOOK_PART]->(:Interaction {id: 'int_1', at: datetime('2026-05-31T10:00:00Z')}), (bea)-[:TOOK_PART]->(:Interaction {id: 'int_2', at: datetime('2026-07-01T10:00:00Z')}),
  (paul)-[:TOOK_PART]->(:Interaction {id: 'int_3', at: datetime('2026-10-01T10:00:00Z')}), (dora)-[:TOOK_PART]->(:Interaction {id: 'int_4', at: datetime('2027-01-01T10:00:00Z')})`

func TestBuyingCenter(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, plant, nil)
	g := on(t, s, "2026-11-21")
	center, err := g.BuyingCenter(context.Background(), access.System(), "opp_deal", nil)
	require.NoError(t, err)
	require.Equal(t, graph.Deal{ID: "opp_deal", Name: "Deal", AccountID: ptr("acc_plant"), Status: "open", Value: ptr(1000.0), Currency: ptr("EUR")}, center.Opportunity)
	require.Equal(t, []graph.BuyingCenterMember{
		{ContactID: "con_bea", Name: "Bea", External: true, Roles: []string{"economicBuyer"}, Attitude: ptr("nonSupporter"), Influence: ptr(4),
			Tie: &graph.OurTie{Strength: ptr(0.9), UserID: "usr_fred", UserName: "Fred"}},
		{ContactID: "con_dora", Name: "Dora", Title: ptr("Boss"), AccountID: ptr("acc_plant"), AccountName: ptr("Plant"), Roles: []string{"decisionMaker"},
			Attitude: ptr("supporter"), PoliticalStatus: ptr("innerCircle"), Coverage: ptr("brief"), DecisionOrientation: ptr("financial"), Influence: ptr(3),
			Tie: &graph.OurTie{Strength: ptr(0.5), UserID: "usr_eva", UserName: "Eva"}},
		{ContactID: "con_paul", Name: "Paul", Title: ptr("Partner"), AccountID: ptr("acc_firm"), AccountName: ptr("Firm"), External: true, Roles: []string{"influencer"}, Influence: ptr(5)},
		{ContactID: "con_cid", Name: "Cid", Title: ptr("Lead"), AccountID: ptr("acc_plant"), AccountName: ptr("Plant"), Roles: []string{"champion"},
			Attitude: ptr("supporter"), Influence: ptr(2), Note: ptr("met in May"), Tie: &graph.OurTie{Strength: ptr(0.8), UserID: "usr_eva", UserName: "Eva"}},
	}, center.Members, "key players first, then by influence")
	require.Equal(t, []graph.Edge{
		{ID: "inf_2", Kind: "influences", From: "con_paul", To: "con_cid", Weight: ptr(2), Effect: ptr("conflict"), Status: "asserted", Source: "api"},
		{ID: "inf_1", Kind: "influences", From: "con_paul", To: "con_dora", Weight: ptr(5), Effect: ptr("positive"), OpportunityID: ptr("opp_deal"), Status: "asserted", Source: "api"},
		{ID: "tie_4", Kind: "knows", From: "con_cid", To: "con_dora", Strength: ptr(0.25), Status: "asserted", Source: "api"},
		{ID: "rel_sib", Kind: "relatedTo", From: "con_bea", To: "con_cid", Label: ptr("is a sibling of"), Status: "fact", Source: "api", Confidence: ptr(0.5)},
		{ID: "rel_line", Kind: "reportsTo", From: "con_cid", To: "con_dora", Line: ptr("solid"), Since: date(t, "2025-01-01"), Until: date(t, "2030-01-01"), Status: "fact", Source: "api"},
	}, center.Edges, "those of this deal or in general, in force, not muted")
	require.Equal(t, "amber", center.Health.Rating)
	require.Equal(t, []graph.Reason{
		{Code: "keyPlayerAgainst", Text: "Bea is doubtful.", ContactIDs: []string{"con_bea"}},
		{Code: "singleThread", Text: "Our support hangs on Eva alone: nobody else of us knows Dora or Cid.", ContactIDs: []string{"con_dora", "con_cid"}},
		{Code: "unknownAttitude", Text: "What Paul thinks of us is not known.", ContactIDs: []string{"con_paul"}},
	}, center.Health.Reasons)

	then, err := g.BuyingCenter(context.Background(), access.System(), "opp_deal", date(t, "2025-12-31"))
	require.NoError(t, err)
	require.Len(t, then.Members, 5)
	require.False(t, then.Members[0].External, "Bea was there then")

	void, err := g.BuyingCenter(context.Background(), access.System(), "opp_void", nil)
	require.NoError(t, err)
	require.Equal(t, "red", void.Health.Rating)
	require.Equal(t, []graph.BuyingCenterMember{}, void.Members)
	require.Equal(t, []graph.Edge{}, void.Edges)

	_, err = g.BuyingCenter(context.Background(), access.System(), "opp_none", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

func TestRequiredRolesAreASetting(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, plant, nil)
	g := on(t, s, "2026-11-21")
	g.RequiredRoles = []string{"gatekeeper"}
	center, err := g.BuyingCenter(context.Background(), access.System(), "opp_deal", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"gatekeeper"}, center.Health.MissingRoles)
}

func TestBuyingCenters(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, plant, nil)
	g := on(t, s, "2026-11-21")
	centers, err := g.BuyingCenters(context.Background(), access.System(), "acc_plant", nil)
	require.NoError(t, err)
	var deals, people []string
	for _, deal := range centers.Opportunities {
		deals = append(deals, deal.Name)
	}
	for _, player := range centers.People {
		people = append(people, player.Person.Name)
	}
	require.Equal(t, []string{"Deal", "Void", "Won", "Dollars"}, deals, "open ones first, then of most value")
	require.Equal(t, []string{"Bea", "Dora", "Cid", "Paul", "Una"}, people, "key players of most value first")
	require.Equal(t, graph.Player{
		Person: graph.Person{ID: "con_bea", Kind: "contact", Name: "Bea"},
		Tie:    &graph.OurTie{Strength: ptr(0.9), UserID: "usr_fred", UserName: "Fred"},
		Involvements: []graph.Involvement{
			{OpportunityID: "opp_deal", Roles: []string{"economicBuyer"}, Attitude: ptr("nonSupporter"), Influence: ptr(4), Status: "open"},
			{OpportunityID: "opp_won", Roles: []string{"decisionMaker"}, Attitude: ptr("supporter"), Status: "won"},
		},
	}, centers.People[0])
	require.Equal(t, "Firm", *centers.People[3].Person.AccountName)

	none, err := g.BuyingCenters(context.Background(), access.System(), "acc_firm", nil)
	require.NoError(t, err)
	require.Equal(t, graph.BuyingCenters{Opportunities: []graph.Deal{}, People: []graph.Player{}}, none)
	_, err = g.BuyingCenters(context.Background(), access.System(), "acc_none", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

func TestAccountSummary(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, plant, nil)
	summary, err := on(t, s, "2026-11-21").AccountSummary(context.Background(), access.System(), "acc_plant", nil)
	require.NoError(t, err)
	require.Equal(t, "A", *summary.Class)
	require.Equal(t, &graph.Named{ID: "usr_eva", Name: "Eva"}, summary.Owner)
	require.Equal(t, []graph.TeamUser{{User: graph.Named{ID: "usr_fred", Name: "Fred"}, As: ptr("presales")}}, summary.Team)
	require.Equal(t, []graph.Amount{{Currency: ptr("EUR"), Value: 500.5}, {Currency: ptr("USD"), Value: 7}}, summary.ValueWon)
	require.Equal(t, []graph.Amount{{Currency: ptr("EUR"), Value: 1000}}, summary.ValueOpen)
	require.Equal(t, "opp_void", summary.WorstDeal.Opportunity.ID)
	require.Equal(t, "red", summary.WorstDeal.Health.Rating)
	require.Equal(t, graph.KnownOfAll{Known: 2, All: 2}, summary.KeyPlayers)
	require.Equal(t, "2026-05-31T10:00:00Z", summary.LastContact.Format("2006-01-02T15:04:05Z07:00"), "Bea was here then, not in July; Paul never; what comes is no contact yet")
	require.Equal(t, 2, summary.Vacancies)
	require.Equal(t, []graph.Alert{
		{Code: "departedKeyPlayer", Text: "Bea, a key player in Deal, left Plant on 2026-06-01.", ContactIDs: []string{"con_bea"}, OpportunityID: ptr("opp_deal")},
		{Code: "singleThread", Text: "In “Deal”: Our support hangs on Eva alone: nobody else of us knows Dora or Cid.", ContactIDs: []string{"con_dora", "con_cid"}, OpportunityID: ptr("opp_deal")},
		{Code: "missingDecisionMaker", Text: "Nobody is known as decision maker in Void.", ContactIDs: []string{}, OpportunityID: ptr("opp_void")},
		{Code: "noContact", Text: "No contact since 2026-05-31.", ContactIDs: []string{}},
		{Code: "vacantManager", Text: "Buyer is vacant, and one seat reports to it.", ContactIDs: []string{}, PositionID: ptr("pos_buyer")},
	}, summary.Alerts)

	// Ninety days after the last contact is not yet too long; the day after is.
	for day, alerts := range map[string]bool{"2026-08-29": false, "2026-08-30": true} {
		then, err := on(t, s, day).AccountSummary(context.Background(), access.System(), "acc_plant", nil)
		require.NoError(t, err)
		asked, err := on(t, s, "2026-11-21").AccountSummary(context.Background(), access.System(), "acc_plant", new(theDay(day)))
		require.NoError(t, err)
		require.Equal(t, then, asked)
		var codes []string
		for _, alert := range then.Alerts {
			codes = append(codes, alert.Code)
		}
		require.Equal(t, alerts, slices.Contains(codes, "noContact"), day)
	}

	bare, err := on(t, s, "2026-11-21").AccountSummary(context.Background(), access.System(), "acc_firm", nil)
	require.NoError(t, err)
	require.Equal(t, graph.AccountSummary{
		Account: graph.Named{ID: "acc_firm", Name: "Firm"}, Team: []graph.TeamUser{}, ValueWon: []graph.Amount{}, ValueOpen: []graph.Amount{},
		LastContact: bare.LastContact, Alerts: []graph.Alert{},
	}, bare)
	_, err = on(t, s, "2026-11-21").AccountSummary(context.Background(), access.System(), "acc_none", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

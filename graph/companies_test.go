package graph_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

func TestCompanies(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (jana:Contact:Person {id: 'con_1', name: 'Jana'}), (:RelationType {id: 'rty_1', name: 'consultant', forward: 'consultant of', backward: 'advised by', symmetric: false}),
		(acme:Account {id: 'acc_1', name: 'Acme'}), (bolt:Account {id: 'acc_2', name: 'Bolt'}), (core:Account {id: 'acc_3', name: 'Core'}), (:Account {id: 'acc_4', name: 'Dorn'})
		CREATE (jana)-[:HOLDS {since: date('2015-01-01'), until: date('2019-07-01'), primary: true}]->(:Position {id: 'pos_1', title: 'Buyer'})-[:AT]->(acme),
		  (jana)-[:HOLDS {since: date('2019-07-01'), primary: true}]->(:Position {id: 'pos_2', title: 'CFO'})-[:AT {since: date('2020-01-01')}]->(bolt),
		  (jana)-[:HOLDS {since: date('2030-01-01'), primary: true}]->(:Position {id: 'pos_3', title: 'CEO'})-[:AT]->(core),
		  (jana)-[:HOLDS {until: date('2001-01-01'), primary: true}]->(:Position {id: 'pos_4', title: 'Nobody'})-[:AT {since: date('2002-01-01')}]->(core),
		  (jana)<-[:RELATED_TO {id: 'rel_1', type: 'rty_1', since: date('2024-05-01')}]-(acme),
		  (jana)-[:RELATED_TO {id: 'rel_2', type: 'rty_1'}]->(bolt),
		  (jana)-[:INVOLVED_IN {id: 'rel_3', roles: ['user'], since: date('2017-01-01'), until: date('2018-01-01')}]->(:Opportunity {id: 'opp_1', name: 'Renewal'})-[:FOR]->(core),
		  (jana)-[:INVOLVED_IN {id: 'rel_4', roles: ['user']}]->(:Deleted {id: 'opp_2', name: 'Gone'})-[:FOR]->(core)`, nil)
	answer, err := g.Companies(context.Background(), access.System(), "con_1", nil)
	require.NoError(t, err)
	text := func(s string) *string { return &s }
	date := func(s string) *graph.Date {
		var d graph.Date
		require.NoError(t, d.UnmarshalJSON([]byte(`"`+s+`"`)))
		return &d
	}
	require.Equal(t, graph.Companies{
		Contact: graph.Person{ID: "con_1", Kind: "contact", Name: "Jana", Title: text("CFO"), AccountID: text("acc_2"), AccountName: text("Bolt")},
		Items: []graph.Company{
			{graph.Named{ID: "acc_1", Name: "Acme"}, []graph.CompanyTie{
				{Kind: "relation", Label: text("advised by"), Since: date("2024-05-01"), Current: true},
				{Kind: "position", Label: text("Buyer"), Since: date("2015-01-01"), Until: date("2019-07-01")},
			}},
			{graph.Named{ID: "acc_2", Name: "Bolt"}, []graph.CompanyTie{
				{Kind: "position", Label: text("CFO"), Since: date("2020-01-01"), Current: true},
				{Kind: "relation", Label: text("consultant of"), Current: true},
			}},
			{graph.Named{ID: "acc_3", Name: "Core"}, []graph.CompanyTie{{Kind: "involvement", Label: text("Renewal"), Since: date("2017-01-01"), Until: date("2018-01-01")}}},
		},
	}, answer)

	answer, err = g.Companies(context.Background(), access.System(), "con_1", date("2016-01-01"))
	require.NoError(t, err)
	require.Len(t, answer.Items, 2, "what began later is not there yet")
	require.Equal(t, "Buyer", *answer.Contact.Title)

	_, err = g.Companies(context.Background(), access.System(), "acc_1", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

package graph_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
)

func TestSearch(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (acme:Account {id: 'acc_1', name: 'Novak & Sons'}), (:Account {id: 'acc_2', name: '東京電力'}), (:Deleted {id: 'acc_3', name: 'Novak'}),
		(jana:Contact:Person {id: 'con_1', name: 'Jana Novotná'})-[:HOLDS {primary: true}]->(:Position {id: 'pos_1', title: 'CFO'})-[:AT]->(acme),
		(jana)-[:HAS_EMAIL {index: 1}]->(:Email {address: 'jn@novak.example'}), (jana)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'finance.boss@novak.example'}),
		(:Contact:Person {id: 'con_2', name: 'Jan Dvořák'}), (:Contact:Person {id: 'con_3', name: 'Bojan Kos'}), (:Contact:Person {id: 'con_4', name: 'محمد علي'}), (:Contact:Person {id: 'con_5', name: '王伟'}), (:Contact:Person {id: 'con_6', name: 'Søren Groß'}),
		(:User:Person {id: 'usr_1', name: 'Janet Dvorak', email: 'janet@us.example', active: false})-[:HAS_EMAIL {index: 0}]->(:Email {address: 'janet@us.example'}),
		(:Opportunity {id: 'opp_1', name: 'Novotna licences 2027', status: 'open'})-[:FOR]->(acme)`, nil)
	storetest.Put(t, `CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()`, nil)
	for _, c := range []struct {
		q     string
		kinds []string
		want  []string
	}{
		{"jan", nil, []string{"con_2", "con_1", "usr_1"}},
		{"JAN", []string{"contact"}, []string{"con_2", "con_1"}},
		{"novo", nil, []string{"opp_1", "con_1"}},
		{"novotna", []string{"contact", "opportunity"}, []string{"con_1", "opp_1"}},
		{"dvorak jan", nil, []string{"con_2", "usr_1"}},
		{"Dvořák", []string{"user"}, []string{"usr_1"}},
		{"Groß", nil, []string{"con_6"}},
		{"gross søren", nil, []string{"con_6"}},
		{"novk", []string{"account"}, []string{"acc_1"}},
		{"jana novontá", nil, []string{"con_1"}},
		{"janna nowotna", nil, []string{}},
		{"東京", nil, []string{"acc_2"}},
		{"京東", nil, []string{}},
		{"王", nil, []string{"con_5"}},
		{"محم", nil, []string{"con_4"}},
		{"finance.b", nil, []string{"con_1"}},
		{"JN@novak.example", nil, []string{"con_1"}},
		{"janet@us.example", []string{"user"}, []string{"usr_1"}},
		{`+-&&||!(){}[]^"~*?:\/`, nil, []string{}},
		{`name:jan`, nil, []string{}},
		{"jan*", []string{"contact"}, []string{"con_2", "con_1"}},
	} {
		t.Run(c.q, func(t *testing.T) {
			found, err := g.Search(context.Background(), access.System(), c.q, c.kinds, 20)
			require.NoError(t, err)
			ids := []string{}
			for _, item := range found.Items {
				ids = append(ids, item.ID)
			}
			require.Equal(t, c.want, ids)
		})
	}
	found, err := g.Search(context.Background(), access.System(), "novotna", nil, 1)
	require.NoError(t, err)
	title, account, name, email := "CFO", "acc_1", "Novak & Sons", "finance.boss@novak.example"
	require.Equal(t, []graph.FoundRecord{{ID: "con_1", Kind: "contact", Name: "Jana Novotná", Email: &email, Title: &title, AccountID: &account, AccountName: &name}}, found.Items)
}

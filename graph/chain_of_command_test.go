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

// works is an account with a boss, two heads below (the head of sales' seat is vacant) and a clerk under each; an owner in a tree of their
// own; a lawyer who sits elsewhere.
const works = `
CREATE (a:Account {id: 'acc_works', name: 'Works'}), (b:Account {id: 'acc_law', name: 'Law'}),
  (boss:Position {id: 'pos_boss', title: 'Boss', placeholder: false, assistant: false})-[:AT]->(a),
  (head:Position {id: 'pos_head', title: 'Head of Purchasing', department: 'Purchasing', placeholder: false, assistant: false})-[:AT]->(a),
  (sales:Position {id: 'pos_sales', title: 'Head of Sales', placeholder: false, assistant: false})-[:AT]->(a),
  (clerk:Position {id: 'pos_clerk', title: 'Clerk', placeholder: false, assistant: false})-[:AT]->(a),
  (seller:Position {id: 'pos_seller', title: 'Seller', placeholder: false, assistant: false})-[:AT]->(a),
  (chair:Position {id: 'pos_chair', title: 'Chair', placeholder: true, assistant: false})-[:AT {until: date('2026-01-01')}]->(a),
  (owner:Position {id: 'pos_owner', placeholder: false, assistant: false})-[:AT]->(a),
  (law:Position {id: 'pos_law', title: 'Partner', placeholder: false, assistant: false})-[:AT]->(b),
  (boss)-[:REPORTS_TO {line: 'solid'}]->(chair), (head)-[:REPORTS_TO {line: 'solid'}]->(boss), (sales)-[:REPORTS_TO {line: 'solid'}]->(boss),
  (clerk)-[:REPORTS_TO {line: 'solid', since: date('2025-01-01')}]->(head), (clerk)-[:REPORTS_TO {line: 'solid', until: date('2025-01-01')}]->(sales),
  (seller)-[:REPORTS_TO {line: 'solid'}]->(sales), (clerk)-[:REPORTS_TO {line: 'dotted'}]->(owner),
  (cid:Contact:Person {id: 'con_cid', name: 'Cid', attitude: 'neutral'})-[:HOLDS {primary: true}]->(clerk),
  (cid)-[:HOLDS {primary: false}]->(law),
  (hal:Contact:Person {id: 'con_hal', name: 'Hal'})-[:HOLDS {primary: true}]->(head),
  (bob:Contact:Person {id: 'con_bob', name: 'Bob', attitude: 'supporter'})-[:HOLDS {primary: true}]->(boss),
  (sam:Contact:Person {id: 'con_sam', name: 'Sam', attitude: 'neutral'})-[:HOLDS {primary: true}]->(seller),
  (olga:Contact:Person {id: 'con_olga', name: 'Olga'})-[:HOLDS {primary: true}]->(owner),
  (:Contact:Person {id: 'con_idle', name: 'Idle'}),
  (eva:User:Person {id: 'usr_eva', name: 'Eva', active: true}), (cid)-[:KNOWS {strength: 0.5, muted: false}]->(eva), (sam)-[:KNOWS {muted: false}]->(eva),
  (deal:Opportunity {id: 'opp_deal', name: 'Deal', status: 'open'})-[:FOR]->(a), (empty:Opportunity {id: 'opp_empty', name: 'Empty', status: 'open'})-[:FOR]->(a),
  (cid)-[:INVOLVED_IN {roles: ['user'], attitude: 'mentor'}]->(deal), (bob)-[:INVOLVED_IN {roles: ['decisionMaker'], influence: 5}]->(deal),
  (sam)-[:INVOLVED_IN {roles: ['approver'], influence: 1}]->(deal), (olga)-[:INVOLVED_IN {roles: ['approver'], influence: 5, until: date('2026-01-01')}]->(deal)`

func TestChainOfCommand(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, works, nil)
	g := on(t, s, "2026-11-21")
	for name, c := range map[string]struct {
		from    string
		o       graph.ChainOptions
		steps   []string
		reaches bool
		gaps    []string
	}{
		"to the top": {"con_cid", graph.ChainOptions{}, []string{"pos_clerk", "pos_head", "pos_boss"}, true,
			[]string{"None of us knows Hal.", "What Hal thinks of us is not known.", "None of us knows Bob."}},
		"on a day when another line and seat were there": {"con_cid", graph.ChainOptions{AsOf: date(t, "2024-06-01")}, []string{"pos_clerk", "pos_sales", "pos_boss", "pos_chair"}, true,
			[]string{"Head of Sales is vacant.", "None of us knows Bob.", "Who sits there is not known: Chair."}},
		"over the common manager to the approver": {"con_cid", graph.ChainOptions{OpportunityID: "opp_deal"}, []string{"pos_clerk", "pos_head", "pos_boss", "pos_sales", "pos_seller"}, true,
			[]string{"None of us knows Hal.", "What Hal thinks of us is not known.", "None of us knows Bob.", "Head of Sales is vacant."}},
		"to somebody above": {"con_sam", graph.ChainOptions{To: "con_bob"}, []string{"pos_seller", "pos_sales", "pos_boss"}, true, []string{"Head of Sales is vacant.", "None of us knows Bob."}},
		"to somebody below": {"con_bob", graph.ChainOptions{To: "con_cid"}, []string{"pos_boss", "pos_head", "pos_clerk"}, true,
			[]string{"None of us knows Bob.", "None of us knows Hal.", "What Hal thinks of us is not known."}},
		"to oneself": {"con_sam", graph.ChainOptions{OpportunityID: "opp_deal"}, []string{"pos_seller"}, true, []string{}},
		"to nobody yet": {"con_sam", graph.ChainOptions{OpportunityID: "opp_empty"}, []string{"pos_seller", "pos_sales", "pos_boss"}, true,
			[]string{"Empty has no approver, decision maker or economic buyer yet: this is the way to the top.", "Head of Sales is vacant.", "None of us knows Bob."}},
		"into another tree": {"con_sam", graph.ChainOptions{To: "con_olga"}, []string{"pos_seller", "pos_sales", "pos_boss"}, false,
			[]string{"Head of Sales is vacant.", "None of us knows Bob.", "No reporting line leads from Sam to Olga: this is the way to the top."}},
		"from another account": {"con_cid", graph.ChainOptions{AccountID: "acc_law", To: "con_bob"}, []string{"pos_law"}, false,
			[]string{"No reporting line leads from Cid to Bob: this is the way to the top."}},
		"without a seat": {"con_idle", graph.ChainOptions{}, []string{}, false, []string{"Idle holds no position there."}},
	} {
		t.Run(name, func(t *testing.T) {
			chain, err := g.ChainOfCommand(context.Background(), access.System(), c.from, c.o)
			require.NoError(t, err)
			steps := []string{}
			for _, step := range chain.Steps {
				steps = append(steps, step.Position.ID)
			}
			require.Equal(t, c.steps, steps)
			require.Equal(t, c.reaches, chain.Reaches)
			require.Equal(t, c.gaps, chain.Gaps)
		})
	}

	chain, err := g.ChainOfCommand(context.Background(), access.System(), "con_cid", graph.ChainOptions{OpportunityID: "opp_deal"})
	require.NoError(t, err)
	require.Equal(t, graph.Step{
		Position: graph.StepSeat{ID: "pos_clerk", Title: ptr("Clerk")},
		Holders:  []graph.Person{{ID: "con_cid", Kind: "contact", Name: "Cid", Title: ptr("Clerk"), AccountID: ptr("acc_works"), AccountName: ptr("Works")}},
		Roles:    []string{"user"}, Attitude: ptr("mentor"), Tie: &graph.OurTie{Strength: ptr(0.5), UserID: "usr_eva", UserName: "Eva"},
	}, chain.Steps[0])
	require.True(t, chain.Steps[3].Vacant)
	require.Equal(t, []graph.Person{}, chain.Steps[3].Holders)
	require.Equal(t, "supporter", *chain.Steps[2].Attitude, "the deal says nothing, so the general one")

	for _, o := range []graph.ChainOptions{{AccountID: "acc_none"}, {OpportunityID: "opp_none"}, {To: "con_none"}} {
		_, err := g.ChainOfCommand(context.Background(), access.System(), "con_cid", o)
		require.True(t, problem.Is(err, problem.KindNotFound), "%+v: %v", o, err)
	}
	_, err = g.ChainOfCommand(context.Background(), access.System(), "con_none", graph.ChainOptions{})
	require.True(t, problem.Is(err, problem.KindNotFound))
}

func TestChainOfCommandEndsOnACycle(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, works, nil)
	storetest.Put(t, `MATCH (a:Position {id: 'pos_boss'}), (b:Position {id: 'pos_clerk'}) CREATE (a)-[:REPORTS_TO {line: 'solid'}]->(b)`, nil)
	chain, err := on(t, s, "2026-11-21").ChainOfCommand(context.Background(), access.System(), "con_cid", graph.ChainOptions{})
	require.NoError(t, err)
	require.Len(t, chain.Steps, 3)
}

package graph_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// We are strong at Mills (Eva knows Cid well) and at Yard (a won deal), not at Dock (Eva knows Fox a little). Works and Silo belong
// to Group; we won a deal at Silo with Hal, and Eva knows Ida there well.
//   - Ann of Works used to be at Mills, while Cid was there, and once at Dock
//   - Bob of Works was at Mills before Cid
//   - Dan of Mills used to be at Works; Eva knows him
//   - Gus of Works advises Yard
//   - Kim of Yard is on the board of Works
//   - Lea of Group was at Yard
const bridgesWorld = `
CREATE (works:Account {id: 'acc_1', name: 'Works'}), (mills:Account {id: 'acc_2', name: 'Mills'}), (yard:Account {id: 'acc_3', name: 'Yard'}), (dock:Account {id: 'acc_4', name: 'Dock'}),
  (group:Account {id: 'acc_5', name: 'Group'}), (silo:Account {id: 'acc_6', name: 'Silo'}), (:Account {id: 'acc_7', name: 'Empty'}),
  (works)-[:SUBSIDIARY_OF]->(group), (silo)-[:SUBSIDIARY_OF]->(group),
  (:RelationType {id: 'rty_1', name: 'board', forward: 'board member of', backward: 'has on its board', symmetric: false}), (:RelationType {id: 'rty_2', name: 'advice', forward: 'advises', backward: 'advised by', symmetric: false}),
  (w:Position {id: 'pos_1', title: 'Works hand'})-[:AT]->(works), (m:Position {id: 'pos_2', title: 'Miller'})-[:AT]->(mills), (y:Position {id: 'pos_3', title: 'Yardman'})-[:AT]->(yard),
  (d:Position {id: 'pos_4', title: 'Docker'})-[:AT]->(dock), (p:Position {id: 'pos_5', title: 'Chair'})-[:AT]->(group), (s:Position {id: 'pos_6', title: 'Filler'})-[:AT]->(silo),
  (ann:Contact:Person {id: 'con_1', name: 'Ann'}), (bob:Contact:Person {id: 'con_2', name: 'Bob'}), (cid:Contact:Person {id: 'con_3', name: 'Cid'}), (dan:Contact:Person {id: 'con_4', name: 'Dan'}),
  (fox:Contact:Person {id: 'con_5', name: 'Fox'}), (gus:Contact:Person {id: 'con_6', name: 'Gus'}), (hal:Contact:Person {id: 'con_7', name: 'Hal'}), (ida:Contact:Person {id: 'con_8', name: 'Ida'}),
  (jon:Contact:Person {id: 'con_9', name: 'Jon'}), (kim:Contact:Person {id: 'con_a', name: 'Kim'}), (lea:Contact:Person {id: 'con_b', name: 'Lea'}),
  (ann)-[:HOLDS {since: date('2020-01-01'), primary: true}]->(w), (ann)-[:HOLDS {since: date('2014-01-01'), until: date('2020-01-01')}]->(m), (ann)-[:HOLDS {until: date('2014-01-01')}]->(d),
  (bob)-[:HOLDS {since: date('2012-01-01')}]->(w), (bob)-[:HOLDS {since: date('2010-01-01'), until: date('2012-01-01')}]->(m),
  (cid)-[:HOLDS {since: date('2013-01-01')}]->(m), (dan)-[:HOLDS {since: date('2021-01-01')}]->(m), (dan)-[:HOLDS {since: date('2018-01-01'), until: date('2021-01-01')}]->(w),
  (fox)-[:HOLDS]->(d), (gus)-[:HOLDS]->(w), (hal)-[:HOLDS]->(s), (ida)-[:HOLDS]->(s), (jon)-[:HOLDS]->(s), (kim)-[:HOLDS]->(y), (lea)-[:HOLDS {since: date('2019-01-01')}]->(p), (lea)-[:HOLDS {until: date('2019-01-01')}]->(y),
  (gus)-[:RELATED_TO {type: 'rty_2', since: date('2024-01-01')}]->(yard), (kim)-[:RELATED_TO {type: 'rty_1', since: date('2023-01-01')}]->(works), (bob)-[:RELATED_TO {type: 'rty_2', until: date('2024-01-01')}]->(yard),
  (eva:User:Person {id: 'usr_1', name: 'Eva', active: true}), (liz:User:Person {id: 'usr_2', name: 'Liz', active: false}),
  (cid)-[:KNOWS {strength: 0.8, muted: false}]->(eva), (dan)-[:KNOWS {strength: 0.9, muted: false}]->(eva), (fox)-[:KNOWS {strength: 0.3, muted: false}]->(eva), (ida)-[:KNOWS {strength: 0.5, muted: false}]->(eva),
  (jon)-[:KNOWS {strength: 0.2, muted: false}]->(eva), (ann)-[:KNOWS {strength: 1.0, muted: false}]->(liz), (ann)-[:KNOWS {strength: 1.0, muted: true}]->(eva),
  (won:Opportunity {id: 'opp_1', name: 'Crane', status: 'won', value: 100, currency: 'EUR'})-[:FOR]->(yard), (filled:Opportunity {id: 'opp_2', name: 'Fill', status: 'won'})-[:FOR]->(silo), (hal)-[:INVOLVED_IN {roles: ['user']}]->(filled)`

func TestBridges(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, bridgesWorld, nil)
	ctx := context.Background()

	answer, err := g.Bridges(ctx, access.System(), "acc_1", nil, 50)
	require.NoError(t, err)
	var said []string
	for _, item := range answer.Items {
		said = append(said, item.Kind+", "+item.From.Name+" to "+item.To.Name+": "+item.Text)
	}
	require.Equal(t, []string{
		"alumni, Mills to Works: Dan worked at Works until 2021-01-01 and works at Mills. Eva knows Dan (strength 0.9).",
		"alumni, Mills to Works: Ann works at Works and worked at Mills until 2020-01-01. Eva knows Cid, who was at Mills with them (strength 0.8).",
		"sister, Silo to Works: Hal works at Silo, of the same group as Works. Eva knows Ida, who was at Silo with them (strength 0.5). We won 1 deal at Silo.",
		"sister, Silo to Works: Ida works at Silo, of the same group as Works. Eva knows Ida (strength 0.5). We won 1 deal at Silo.",
		"board, Yard to Works: Gus works at Works and is related to Yard (advises). We won 1 deal at Yard.",
		"board, Yard to Works: Kim is related to Works (board member of) and works at Yard. We won 1 deal at Yard.",
		"alumni, Yard to Group: Lea works at Group and worked at Yard until 2019-01-01. We won 1 deal at Yard.",
		"alumni, Mills to Works: Bob works at Works and worked at Mills until 2012-01-01.",
	}, said)
	dan, ann, gus := answer.Items[0], answer.Items[1], answer.Items[4]
	require.Equal(t, "Miller", *dan.Person.Title)
	require.Nil(t, dan.Through)
	require.Equal(t, .9, *dan.Strength)
	require.Equal(t, "2018-01-01", dan.Since.String(), "the work in the past")
	require.Equal(t, "Cid", ann.Through.Name)
	require.Equal(t, .8, *ann.Strength)
	require.Nil(t, gus.Strength)
	require.Equal(t, "2024-01-01", gus.Since.String())
	require.Nil(t, gus.Until)
	require.Equal(t, 100.0, gus.WonValue[0].Value)

	two, err := g.Bridges(ctx, access.System(), "acc_1", nil, 2)
	require.NoError(t, err)
	require.Equal(t, answer.Items[:2], two.Items)

	then := store.NewDate(2019, 6, 1)
	past, err := g.Bridges(ctx, access.System(), "acc_1", &then, 50)
	require.NoError(t, err)
	for _, item := range past.Items {
		require.NotContains(t, []string{"Dan", "Ann", "Gus", "Kim"}, item.Person.Name, "not a bridge yet: %s", item.Text)
	}
	require.Equal(t, "Bob works at Works and is related to Yard (advises). We won 1 deal at Yard.", past.Items[2].Text)

	dock, err := g.Bridges(ctx, access.System(), "acc_4", nil, 50)
	require.NoError(t, err)
	require.Equal(t, []graph.Bridge{}, dock.Items, "Ann was there, but we are not strong at Works")
	empty, err := g.Bridges(ctx, access.System(), "acc_7", nil, 50)
	require.NoError(t, err)
	require.Equal(t, []graph.Bridge{}, empty.Items)
	_, err = g.Bridges(ctx, access.System(), "con_1", nil, 50)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

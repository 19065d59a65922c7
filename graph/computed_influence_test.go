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

// Ann moves Bob, Bob moves Cid; Fay from outside moves Cid as heavily as Bob does. Cid moves Gus, who is of elsewhere, and Fay moves
// Ann in another deal. Dan is only said to have influence, Eli nothing at all.
const influenceWorld = `
CREATE (a:Account {id: 'acc_1', name: 'Works'}), (:Account {id: 'acc_2', name: 'Empty'}), (other:Account {id: 'acc_3', name: 'Elsewhere'}),
  (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open', value: 100})-[:FOR]->(a), (least:Opportunity {id: 'opp_2', name: 'Least', status: 'open', value: 1})-[:FOR]->(a), (:Opportunity {id: 'opp_3', name: 'Won', status: 'won', value: 900})-[:FOR]->(a),
  (s:Position {id: 'pos_1', title: 'Hand'})-[:AT]->(a), (e:Position {id: 'pos_2', title: 'Other'})-[:AT]->(other),
  (ann:Contact:Person {id: 'con_1', name: 'Ann'})-[:HOLDS]->(s), (bob:Contact:Person {id: 'con_2', name: 'Bob'})-[:HOLDS]->(s), (cid:Contact:Person {id: 'con_3', name: 'Cid'})-[:INVOLVED_IN {influence: 2}]->(deal),
  (dan:Contact:Person {id: 'con_4', name: 'Dan'})-[:HOLDS]->(s), (eli:Contact:Person {id: 'con_5', name: 'Eli'})-[:HOLDS]->(s), (fay:Contact:Person {id: 'con_6', name: 'Fay'}), (gus:Contact:Person {id: 'con_7', name: 'Gus'})-[:HOLDS]->(e),
  (dan)-[:INVOLVED_IN {influence: 5}]->(deal), (dan)-[:INVOLVED_IN {influence: 1}]->(least), (bob)-[:INVOLVED_IN {influence: 3, until: date('2026-01-01')}]->(deal),
  (ann)-[:INFLUENCES {weight: 3, effect: 'positive', opportunityId: 'opp_1'}]->(bob), (ann)-[:INFLUENCES {weight: 1, effect: 'positive'}]->(bob),
  (bob)-[:INFLUENCES {weight: 2, effect: 'conflict'}]->(cid), (fay)-[:INFLUENCES {weight: 2, effect: 'negative'}]->(cid), (cid)-[:INFLUENCES {weight: 5, effect: 'positive'}]->(gus),
  (fay)-[:INFLUENCES {weight: 5, effect: 'positive', opportunityId: 'opp_2'}]->(ann), (eli)-[:INFLUENCES {weight: 5, effect: 'positive', until: date('2026-01-01')}]->(ann), (other)-[:INFLUENCES {weight: 5, effect: 'positive'}]->(ann)`

func TestComputedInfluence(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, influenceWorld, nil)
	ctx := context.Background()

	answer, err := g.ComputedInfluence(ctx, access.System(), "acc_1", "", nil)
	require.NoError(t, err)
	require.Equal(t, &graph.Named{ID: "opp_1", Name: "Deal"}, answer.Opportunity, "the open deal of most value")
	byName, sum := map[string]graph.InfluentialPerson{}, 0.0
	var names []string
	for _, p := range answer.People {
		names, byName[p.Person.Name] = append(names, p.Person.Name), p
		sum += p.PageRank
		require.Equal(t, "inferred", p.Status)
	}
	require.Equal(t, []string{"Ann", "Bob", "Fay", "Cid", "Dan"}, names)
	require.InDelta(t, 1, sum, 1e-5)
	// Nobody moves Ann, Fay and Dan: they pass their rank on to all five. x is what everybody gets, of the sum 1.
	//   Cid = Dan = x, Bob = Fay = x + .85/2 x, Ann = x + .85 Bob
	x := 1 / (2 + 2*1.425 + 1 + .85*1.425)
	require.InDelta(t, x, byName["Cid"].PageRank, 1e-6)
	require.InDelta(t, x, byName["Dan"].PageRank, 1e-6)
	require.InDelta(t, 1.425*x, byName["Bob"].PageRank, 1e-6)
	require.Equal(t, byName["Bob"].PageRank, byName["Fay"].PageRank)
	require.InDelta(t, x+.85*1.425*x, byName["Ann"].PageRank, 1e-6)
	ranks := []int{}
	for _, p := range answer.People {
		ranks = append(ranks, p.Rank)
	}
	require.Equal(t, []int{1, 2, 2, 4, 4}, ranks)
	require.InDelta(t, 1.0/12, byName["Bob"].Brokerage, 1e-6, "from Ann to Cid, of the pairs of four others")
	require.Zero(t, byName["Ann"].Brokerage)
	require.Equal(t, 5, *byName["Dan"].Asserted)
	require.Nil(t, byName["Bob"].Asserted, "that has ended")
	require.Equal(t, 1, byName["Ann"].Influences, "twice, but one person")
	require.Equal(t, 2, byName["Cid"].InfluencedBy)
	require.Equal(t, "Computed: rank 4 of 5, influences nobody, is influenced by 2 people. Asserted: 2 of 5.", byName["Cid"].Text)
	require.Equal(t, "Hand", *byName["Ann"].Person.Title)

	for range 20 {
		again, err := g.ComputedInfluence(ctx, access.System(), "acc_1", "", nil)
		require.NoError(t, err)
		require.Equal(t, answer, again, "the same graph, the same answer")
	}

	least, err := g.ComputedInfluence(ctx, access.System(), "acc_1", "opp_2", nil)
	require.NoError(t, err)
	require.Equal(t, "Fay", least.People[0].Person.Name, "she moves Ann there")
	require.NotContains(t, namesOfInfluential(least), "Cid", "no member of that one")

	then := store.NewDate(2025, 6, 1)
	past, err := g.ComputedInfluence(ctx, access.System(), "acc_1", "", &then)
	require.NoError(t, err)
	require.Contains(t, namesOfInfluential(past), "Eli")

	empty, err := g.ComputedInfluence(ctx, access.System(), "acc_2", "", nil)
	require.NoError(t, err)
	require.Equal(t, []graph.InfluentialPerson{}, empty.People)
	require.Nil(t, empty.Opportunity)
	_, err = g.ComputedInfluence(ctx, access.System(), "acc_9", "", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
	_, err = g.ComputedInfluence(ctx, access.System(), "acc_1", "opp_9", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

func namesOfInfluential(answer graph.ComputedInfluence) []string {
	var names []string
	for _, p := range answer.People {
		names = append(names, p.Person.Name)
	}
	return names
}

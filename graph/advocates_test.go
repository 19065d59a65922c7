package graph_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// A small account with a deal: Ada is at the top and decides, Ben below her supports us and knows Eva of ours, Cid is against us. Dan
// has left for a sister branch, Fay advises the account, Gus works for its parent.
const advocatesWorld = `
CREATE (a:Account {id: 'acc_1', name: 'Works'}), (parent:Account {id: 'acc_2', name: 'Holding'}), (sister:Account {id: 'acc_3', name: 'Mills'}),
  (a)-[:SUBSIDIARY_OF]->(parent), (sister)-[:SUBSIDIARY_OF]->(parent),
  (top:Position {id: 'pos_1', title: 'Head'})-[:AT]->(a), (mid:Position {id: 'pos_2', title: 'Buyer'})-[:AT]->(a), (low:Position {id: 'pos_3', title: 'Clerk'})-[:AT]->(a),
  (mill:Position {id: 'pos_4', title: 'Miller'})-[:AT]->(sister), (board:Position {id: 'pos_5', title: 'Chair'})-[:AT]->(parent),
  (mid)-[:REPORTS_TO {line: 'solid'}]->(top), (low)-[:REPORTS_TO {line: 'solid'}]->(mid),
  (ada:Contact:Person {id: 'con_1', name: 'Ada'})-[:HOLDS {primary: true}]->(top), (ben:Contact:Person {id: 'con_2', name: 'Ben', attitude: 'neutral'})-[:HOLDS {primary: true}]->(mid),
  (cid:Contact:Person {id: 'con_3', name: 'Cid', attitude: 'enemy'})-[:HOLDS {primary: true}]->(low), (dan:Contact:Person {id: 'con_4', name: 'Dan', attitude: 'mentor'}),
  (dan)-[:HOLDS {primary: true, until: date('2025-01-01')}]->(low), (dan)-[:HOLDS {primary: true, since: date('2025-01-01')}]->(mill),
  (fay:Contact:Person {id: 'con_5', name: 'Fay'})-[:RELATED_TO {id: 'rel_1', type: 'rty_1'}]->(a), (gus:Contact:Person {id: 'con_6', name: 'Gus'})-[:HOLDS {primary: true}]->(board),
  (eva:User:Person {id: 'usr_1', name: 'Eva', email: 'eva', active: true}), (ben)-[:KNOWS {id: 'tie_1', strength: 0.8, status: 'asserted', muted: false}]->(eva),
  (ada)-[:KNOWS {id: 'tie_2', strength: 0.4, status: 'asserted', muted: false}]->(fay),
  (o:Opportunity {id: 'opp_1', name: 'New line', status: 'open'})-[:FOR]->(a), (won:Opportunity {id: 'opp_2', name: 'Old line', status: 'won'})-[:FOR]->(a),
  (ada)-[:INVOLVED_IN {id: 'rel_2', roles: ['decisionMaker'], since: date('2026-05-01')}]->(o), (ben)-[:INVOLVED_IN {id: 'rel_3', roles: ['champion'], attitude: 'supporter', influence: 4, since: date('2026-06-01')}]->(o),
  (ben)-[:INVOLVED_IN {id: 'rel_4', roles: ['user'], since: date('2020-01-01'), until: date('2021-01-01')}]->(won), (dan)-[:INVOLVED_IN {id: 'rel_5', roles: [], since: date('2020-01-01'), until: date('2021-01-01')}]->(won),
  (ben)-[:INFLUENCES {id: 'inf_1', weight: 3, effect: 'positive', opportunityId: 'opp_1'}]->(ada), (ben)-[:INFLUENCES {id: 'inf_3', weight: 2, effect: 'positive'}]->(ada), (fay)-[:INFLUENCES {id: 'inf_2', weight: 5, effect: 'negative'}]->(ada)`

func TestAdvocates(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, advocatesWorld, nil)
	ctx := context.Background()

	inside, err := g.Advocates(ctx, access.System(), "acc_1", graph.AdvocatesOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"Ben", "Ada"}, advocateNames(inside), "Cid is an enemy, the others are outside")
	ben := inside.Items[0]
	require.Equal(t, "Buyer", *ben.Person.Title)
	require.InDelta(t, .35*.75+.25*.8+.15*.5+.15*.8+.10/3, ben.Score, 1e-12)
	sum := 0.0
	texts := map[string]string{}
	for _, f := range ben.Factors {
		sum += f.Share
		texts[f.Kind] = f.Text
	}
	require.InDelta(t, 1, sum, 1e-12)
	require.Equal(t, map[string]string{
		"attitude": "Supports us", "tie": "Known to Eva, strength 0.8", "seniority": "1 level below the top",
		"influence": "Influence 4 of 5", "wonDeals": "Took part in 1 deal that we won",
	}, texts)
	require.Len(t, ben.CanReach, 2)
	require.Equal(t, "Ada", ben.CanReach[0].Person.Name)
	require.Equal(t, "influences", ben.CanReach[0].Via)
	require.Equal(t, .6, *ben.CanReach[0].Strength)
	require.Equal(t, "reportsTo", ben.CanReach[1].Via)
	require.Nil(t, ben.CanReach[1].Strength)
	require.Empty(t, inside.Items[1].CanReach, "nobody reaches themselves")

	outside, err := g.Advocates(ctx, access.System(), "acc_1", graph.AdvocatesOptions{OpportunityID: "opp_1", Outside: true})
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"Ben", "Ada", "Dan", "Fay", "Gus"}, advocateNames(outside))
	for _, a := range outside.Items {
		if a.Person.Name == "Fay" {
			require.Len(t, a.CanReach, 1, "a negative influence opens no door")
			require.Equal(t, "knows", a.CanReach[0].Via)
			require.Equal(t, .4, *a.CanReach[0].Strength)
		}
	}

	_, err = g.Advocates(ctx, access.System(), "acc_x", graph.AdvocatesOptions{})
	require.True(t, problem.Is(err, problem.KindNotFound))
	_, err = g.Advocates(ctx, access.System(), "acc_1", graph.AdvocatesOptions{OpportunityID: "opp_x"})
	require.True(t, problem.Is(err, problem.KindNotFound))
	none, err := g.Advocates(ctx, access.System(), "acc_3", graph.AdvocatesOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"Dan"}, advocateNames(none))
}

func advocateNames(a graph.Advocates) []string {
	var names []string
	for _, item := range a.Items {
		names = append(names, item.Person.Name)
	}
	return names
}

func TestInvolvements(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, advocatesWorld, nil)
	ctx := context.Background()

	ben, err := g.Involvements(ctx, access.System(), "con_2", nil)
	require.NoError(t, err)
	require.Equal(t, "Ben", ben.Contact.Name)
	require.Len(t, ben.Items, 2)
	require.Equal(t, "New line", ben.Items[0].Opportunity.Name)
	require.Equal(t, "Works", ben.Items[0].Account.Name)
	require.Equal(t, []string{"champion"}, ben.Items[0].Roles)
	require.Equal(t, "supporter", *ben.Items[0].Attitude)
	require.Equal(t, "open", ben.Items[0].Status)
	require.False(t, ben.Items[0].External)
	require.Equal(t, "won", ben.Items[1].Status)
	require.Equal(t, "2021-01-01", ben.Items[1].Until.String())

	dan, err := g.Involvements(ctx, access.System(), "con_4", nil)
	require.NoError(t, err)
	require.Len(t, dan.Items, 1)
	require.False(t, dan.Items[0].External, "had a seat there at the time")
	storetest.Put(t, `MATCH (fay:Contact {id: 'con_5'}) MATCH (o:Opportunity {id: 'opp_1'}) CREATE (fay)-[:INVOLVED_IN {id: 'rel_9'}]->(o)`, nil)
	fay, err := g.Involvements(ctx, access.System(), "con_5", nil)
	require.NoError(t, err)
	require.True(t, fay.Items[0].External)
	require.Equal(t, []string{}, fay.Items[0].Roles)

	gus, err := g.Involvements(ctx, access.System(), "con_6", nil)
	require.NoError(t, err)
	require.Equal(t, []graph.InvolvementItem{}, gus.Items)
	_, err = g.Involvements(ctx, access.System(), "usr_1", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

// A question about an earlier day does not know what began after it.
func TestInvolvementsOfAnEarlierDay(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `CREATE (a:Account {id: 'acc_1', name: 'Plant'}), (c:Contact:Person {id: 'con_1', name: 'Ben'}),
		(c)-[:INVOLVED_IN {id: 'rel_1', roles: [], since: date('2025-01-01'), createdAt: datetime('2025-01-01T00:00:00Z')}]->(o:Opportunity {id: 'opp_1', name: 'Pumps', status: 'open'})-[:FOR]->(a),
		(c)-[:INVOLVED_IN {id: 'rel_2', roles: [], since: date('2026-01-01'), createdAt: datetime('2026-01-01T00:00:00Z')}]->(p:Opportunity {id: 'opp_2', name: 'Valves', status: 'open'})-[:FOR]->(a)`, nil)
	g := graph.New(s, time.Now)
	day := store.NewDate(2025, time.June, 1)
	then, err := g.Involvements(context.Background(), access.System(), "con_1", &day)
	require.NoError(t, err)
	require.Len(t, then.Items, 1)
	require.Equal(t, "opp_1", then.Items[0].Opportunity.ID)
}

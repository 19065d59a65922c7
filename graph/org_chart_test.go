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

// on makes a Graph whose day is the one named.
func on(t testing.TB, s *store.Store, day string) *graph.Graph {
	at, err := time.Parse(time.DateOnly, day)
	require.NoError(t, err)
	return graph.New(s, func() time.Time { return at })
}

// mill is an account of six seats: a director over a head of purchasing (shared by two, from 2024 on) and a vacant head of sales; a clerk
// who reported to sales until 2025 and reports to purchasing since, with a dotted line to sales; an assistant; a seat closed in 2025; one
// without a line. Two users know people there, one of whom has left us.
const mill = `
CREATE (a:Account {id: 'acc_mill', name: 'Mill'}), (other:Account {id: 'acc_other', name: 'Other'}),
  (director:Position {id: 'pos_director', title: 'Director', assistant: false, placeholder: false})-[:AT]->(a),
  (purchasing:Position {id: 'pos_purchasing', title: 'head of purchasing', department: 'Purchasing', location: 'Brno', assistant: false, placeholder: false})-[:AT]->(a),
  (sales:Position {id: 'pos_sales', title: 'Head of Sales', assistant: false, placeholder: false})-[:AT]->(a),
  (clerk:Position {id: 'pos_clerk', title: 'Clerk', assistant: false, placeholder: true})-[:AT {since: date('2023-01-01')}]->(a),
  (helper:Position {id: 'pos_helper', title: 'Secretary', assistant: true, placeholder: false})-[:AT]->(a),
  (closed:Position {id: 'pos_closed', title: 'Archivist', assistant: false, placeholder: false})-[:AT {until: date('2025-01-01')}]->(a),
  (loose:Position {id: 'pos_loose', assistant: false, placeholder: false})-[:AT]->(a),
  (elsewhere:Position {id: 'pos_elsewhere', title: 'Boss', assistant: false, placeholder: false})-[:AT]->(other),
  (purchasing)-[:REPORTS_TO {line: 'solid'}]->(director), (sales)-[:REPORTS_TO {line: 'solid'}]->(director), (helper)-[:REPORTS_TO {line: 'solid'}]->(director),
  (closed)-[:REPORTS_TO {line: 'solid'}]->(director),
  (clerk)-[:REPORTS_TO {line: 'solid', until: date('2025-07-01')}]->(sales),
  (clerk)-[:REPORTS_TO {line: 'solid', since: date('2025-07-01')}]->(purchasing), (clerk)-[:REPORTS_TO {line: 'dotted', since: date('2025-07-01')}]->(sales),
  (ann:Contact:Person {id: 'con_ann', name: 'Ann', phones: ['+420 1', '+420 2'], attitude: 'neutral'})-[:HOLDS {since: date('2024-01-01'), primary: false}]->(purchasing),
  (bea:Contact:Person {id: 'con_bea', name: 'bea', attitude: 'enemy'})-[:HOLDS {primary: true}]->(purchasing),
  (ann)-[:HAS_EMAIL {index: 1}]->(:Email {address: 'second@mill.example'}), (ann)-[:HAS_EMAIL {index: 0}]->(:Email {address: 'ann@mill.example'}),
  (dan:Contact:Person {id: 'con_dan', name: 'Dan'})-[:HOLDS {primary: true, until: date('2026-01-01')}]->(sales),
  (:Deleted {id: 'con_gone', name: 'Gone'})-[:HOLDS {primary: true}]->(sales),
  (eva:User:Person {id: 'usr_eva', name: 'Eva', active: true}), (fred:User:Person {id: 'usr_fred', name: 'Fred', active: true}), (left:User:Person {id: 'usr_left', name: 'Left', active: false}),
  (ann)-[:KNOWS {strength: 0.5, muted: false}]->(eva), (ann)-[:KNOWS {strength: 0.9, muted: true}]->(fred), (ann)-[:KNOWS {strength: 0.95, muted: false}]->(left),
  (bea)-[:KNOWS {strength: 0.6, muted: false, since: date('2025-01-01')}]->(fred), (bea)-[:KNOWS {muted: false}]->(eva),
  (eva)-[:HOLDS {primary: true}]->(helper), (eva)-[:KNOWS {strength: 0.3, muted: false}]->(fred),
  (old:Opportunity {id: 'opp_old', name: 'Old', status: 'open', createdAt: datetime('2024-01-01T00:00:00Z')})-[:FOR]->(a),
  (new:Opportunity {id: 'opp_new', name: 'New', status: 'open', createdAt: datetime('2025-01-01T00:00:00Z')})-[:FOR]->(a),
  (won:Opportunity {id: 'opp_won', name: 'Won', status: 'won', createdAt: datetime('2026-01-01T00:00:00Z')})-[:FOR]->(a),
  (ann)-[:INVOLVED_IN {roles: ['user'], attitude: 'supporter', influence: 2}]->(old),
  (ann)-[:INVOLVED_IN {roles: ['decisionMaker', 'champion'], influence: 5, since: date('2025-03-01')}]->(new),
  (bea)-[:INVOLVED_IN {roles: ['approver'], attitude: 'mentor', influence: 4}]->(won)`

func chart(t *testing.T, g *graph.Graph, o graph.OrgChartOptions) graph.OrgChart {
	t.Helper()
	answer, err := g.OrgChart(context.Background(), access.System(), "acc_mill", o)
	require.NoError(t, err)
	return answer
}

func seat(t *testing.T, c graph.OrgChart, id string) graph.Seat {
	t.Helper()
	for _, s := range c.Positions {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no seat %s", id)
	return graph.Seat{}
}

func ids(c graph.OrgChart) []string {
	list := []string{}
	for _, s := range c.Positions {
		list = append(list, s.ID)
	}
	return list
}

func date(t testing.TB, text string) *graph.Date {
	day, err := store.ParseDate(text)
	require.NoError(t, err)
	return &day
}

func ptr[T any](value T) *T { return &value }

func TestOrgChart(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	g := on(t, s, "2026-11-21")

	now := chart(t, g, graph.OrgChartOptions{})
	require.Equal(t, graph.Named{ID: "acc_mill", Name: "Mill"}, now.Account)
	require.Equal(t, []string{"pos_director"}, now.Roots)
	require.Equal(t, []string{"pos_loose"}, now.Unplaced)
	require.Equal(t, []string{"pos_director", "pos_helper", "pos_purchasing", "pos_clerk", "pos_sales", "pos_loose"}, ids(now), "assistants first, then titles in any letter case")

	director := seat(t, now, "pos_director")
	require.Equal(t, []int{0, 3, 4}, []int{director.Level, director.DirectReports, director.TotalReports}, "vacant seats count, closed ones do not")
	clerk := seat(t, now, "pos_clerk")
	require.Equal(t, "pos_purchasing", *clerk.ManagerID)
	require.Equal(t, []string{"pos_sales"}, clerk.DottedManagerIDs)
	require.Equal(t, 2, clerk.Level)
	require.True(t, clerk.Placeholder)
	require.False(t, clerk.Vacant, "somebody unknown sits there")
	require.True(t, seat(t, now, "pos_sales").Vacant, "Dan has left and Gone is deleted")

	purchasing := seat(t, now, "pos_purchasing")
	require.Equal(t, []string{"bea", "Ann"}, []string{purchasing.Holders[0].Name, purchasing.Holders[1].Name}, "the primary one first")
	require.Equal(t, &graph.OurTie{Strength: ptr(0.6), UserID: "usr_fred", UserName: "Fred"}, purchasing.Tie, "neither muted ones nor those of users who left")
	require.Equal(t, graph.Holder{
		ID: "con_ann", Name: "Ann", Email: ptr("ann@mill.example"), Phone: ptr("+420 1"), Since: date(t, "2024-01-01"),
		Attitude: ptr("neutral"), AttitudeFrom: ptr("general"), Roles: []string{"decisionMaker", "champion"}, Influence: ptr(5), Deals: 2,
	}, purchasing.Holders[1], "the latest open deal speaks; what it does not say of the attitude is the general one")
	require.Equal(t, graph.Holder{
		ID: "con_bea", Name: "bea", Primary: true, Attitude: ptr("enemy"), AttitudeFrom: ptr("general"), Roles: []string{}, Deals: 1,
	}, purchasing.Holders[0], "a won deal does not speak unless asked for")
	require.Equal(t, "usr_fred", seat(t, now, "pos_helper").Tie.UserID, "a colleague who sits there is known to us too")
}

func TestOrgChartOfADay(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	g := on(t, s, "2026-11-21")

	then := chart(t, g, graph.OrgChartOptions{AsOf: date(t, "2024-12-31")})
	require.Equal(t, *date(t, "2024-12-31"), then.AsOf)
	require.Equal(t, []string{"pos_director", "pos_helper", "pos_closed", "pos_purchasing", "pos_sales", "pos_clerk", "pos_loose"}, ids(then))
	require.Equal(t, "pos_sales", *seat(t, then, "pos_clerk").ManagerID)
	require.Equal(t, "Dan", seat(t, then, "pos_sales").Holders[0].Name)
	require.Equal(t, "usr_eva", seat(t, then, "pos_purchasing").Tie.UserID, "the tie to Fred begins later")
	require.Equal(t, []string{"user"}, seat(t, then, "pos_purchasing").Holders[1].Roles, "the newer deal's role begins later")

	require.Len(t, chart(t, g, graph.OrgChartOptions{AsOf: date(t, "2025-01-01")}).Positions, 6, "an end is the first day without")
	require.NotContains(t, ids(chart(t, g, graph.OrgChartOptions{AsOf: date(t, "2022-12-31")})), "pos_clerk")
}

func TestOrgChartOfADeal(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	g := on(t, s, "2026-11-21")

	old := seat(t, chart(t, g, graph.OrgChartOptions{OpportunityID: "opp_old"}), "pos_purchasing")
	require.Equal(t, []any{ptr("supporter"), ptr("opportunity"), []string{"user"}, ptr(2)},
		[]any{old.Holders[1].Attitude, old.Holders[1].AttitudeFrom, old.Holders[1].Roles, old.Holders[1].Influence})
	require.Equal(t, []any{ptr("enemy"), ptr("general"), []string{}}, []any{old.Holders[0].Attitude, old.Holders[0].AttitudeFrom, old.Holders[0].Roles}, "who is not in the deal has no role in it")
	won := seat(t, chart(t, g, graph.OrgChartOptions{OpportunityID: "opp_won"}), "pos_purchasing")
	require.Equal(t, "mentor", *won.Holders[0].Attitude)
}

func TestOrgChartBelowASeat(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	g := on(t, s, "2026-11-21")

	below := chart(t, g, graph.OrgChartOptions{Root: "pos_purchasing"})
	require.Equal(t, []string{"pos_purchasing"}, below.Roots)
	require.Equal(t, []string{"pos_purchasing", "pos_clerk"}, ids(below))
	require.Equal(t, []int{0, 1}, []int{below.Positions[0].Level, below.Positions[1].Level})
	require.Equal(t, "pos_director", *below.Positions[0].ManagerID)
	require.Empty(t, below.Unplaced)
}

func TestOrgChartWithoutLinesHasRootsOnly(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	answer, err := on(t, s, "2026-11-21").OrgChart(context.Background(), access.System(), "acc_other", graph.OrgChartOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"pos_elsewhere"}, answer.Roots)
	require.Empty(t, answer.Unplaced)
}

func TestOrgChartOfWhatDoesNotExist(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, mill, nil)
	g := on(t, s, "2026-11-21")
	for name, ask := range map[string]struct {
		account string
		o       graph.OrgChartOptions
	}{
		"account":                      {"acc_none", graph.OrgChartOptions{}},
		"deal":                         {"acc_mill", graph.OrgChartOptions{OpportunityID: "opp_none"}},
		"root":                         {"acc_mill", graph.OrgChartOptions{Root: "pos_none"}},
		"root of another account":      {"acc_mill", graph.OrgChartOptions{Root: "pos_elsewhere"}},
		"root that is closed":          {"acc_mill", graph.OrgChartOptions{Root: "pos_closed"}},
		"root that does not yet exist": {"acc_mill", graph.OrgChartOptions{Root: "pos_clerk", AsOf: date(t, "2022-01-01")}},
	} {
		_, err := g.OrgChart(context.Background(), access.System(), ask.account, ask.o)
		require.True(t, problem.Is(err, problem.KindNotFound), "%s: %v", name, err)
	}
}

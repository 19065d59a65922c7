package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

// idsIn are the records that an answer names.
var idsIn = regexp.MustCompile(`\b(acc|con|opp|pos|int)_\d{3}`)

// seenBy asks everything there is to ask as a viewer, and compares with who sees what in the obvious way.
type seenBy struct {
	*seenWorld
	t     *testing.T
	g     *graph.Graph
	v     access.Viewer
	cases int

	byCypher *graph.Graph
}

// answer checks that an answer names nothing that the viewer does not see; one about a record that is not seen is NotFound.
func (s *seenBy) answer(about string, seen bool, answer any, err error) bool {
	s.t.Helper()
	s.cases++
	if !seen {
		require.True(s.t, problem.Is(err, problem.KindNotFound), "%s is not seen by %s: %v", about, s.who(), err)
		return false
	}
	require.NoError(s.t, err, "%s by %s", about, s.who())
	text, err := json.Marshal(answer)
	require.NoError(s.t, err)
	for _, id := range idsIn.FindAllString(string(text), -1) {
		require.True(s.t, s.sees(s.v, id), "%s shows %s to %s: %s", about, id, s.who(), text)
	}
	return true
}

func (s *seenBy) who() string {
	return fmt.Sprintf("%s of %v, %+v", s.v.UserID, s.v.Units, *s.v.Rights)
}

// all are the ids of some that the viewer sees, sorted.
func (s *seenBy) all(ids ...string) []string {
	seen := []string{}
	for _, id := range ids {
		if s.sees(s.v, id) {
			seen = append(seen, id)
		}
	}
	slices.Sort(seen)
	return slices.Compact(seen)
}

func idsOf[E any](items []E, id func(E) string) []string {
	ids := make([]string, len(items))
	for i, item := range items {
		ids[i] = id(item)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// listed reads a kind's records one by one and in lists.
func listed[F, R any](s *seenBy, kind *graph.Kind[F, R], ids []string) {
	ctx := context.Background()
	for _, id := range ids {
		record, err := kind.Read(ctx, s.g, s.v, id)
		s.answer(id, s.sees(s.v, id), record, err)
	}
	for _, o := range []graph.ListOptions{{Limit: 200}, {Limit: 200, Sort: "-name"}, {Limit: 200, AccountID: new("acc_003")}} {
		page, err := kind.List(ctx, s.g, s.v, o)
		s.answer(kind.Name()+" list", true, page.Items, err)
		if o.AccountID == nil {
			require.Equal(s.t, s.all(ids...), idsOf(page.Items, func(r R) string { return kind.Record(&r).ID }), "%s list of %s", kind.Name(), s.who())
		} else if !s.sees(s.v, "acc_003") && kind.Name() != "account" {
			require.Empty(s.t, page.Items)
		}
	}
}

func (s *seenBy) accountsAsked(id string) {
	ctx, seen := context.Background(), s.sees(s.v, id)
	chart, err := s.g.OrgChart(ctx, s.v, id, graph.OrgChartOptions{})
	if s.answer("org chart of "+id, seen, chart, err) {
		seats := slices.DeleteFunc(slices.Clone(s.positions), func(position string) bool { return s.accOf[position] != id })
		require.Equal(s.t, s.all(seats...), idsOf(chart.Positions, func(seat graph.Seat) string { return seat.ID }))
		want, err := s.byCypher.OrgChart(ctx, s.v, id, graph.OrgChartOptions{})
		require.NoError(s.t, err)
		require.Equal(s.t, want, chart)
	}
	summary, err := s.g.AccountSummary(ctx, s.v, id)
	s.answer("summary of "+id, seen, summary, err)
	deals, err := s.g.BuyingCenters(ctx, s.v, id, nil)
	s.answer("buying centres of "+id, seen, deals, err)
	around, err := s.g.RelationGraph(ctx, s.v, "account", id, graph.RelationGraphOptions{Depth: 2, Limit: 500})
	s.answer("relation graph around "+id, seen, around, err)
	advocates, err := s.g.Advocates(ctx, s.v, id, graph.AdvocatesOptions{Outside: true})
	s.answer("advocates of "+id, seen, advocates, err)
	resilience, err := s.g.Resilience(ctx, s.v, id, nil)
	s.answer("resilience of "+id, seen, resilience, err)
	bridges, err := s.g.Bridges(ctx, s.v, id, nil, 50)
	s.answer("bridges into "+id, seen, bridges, err)
	influence, err := s.g.ComputedInfluence(ctx, s.v, id, "", nil)
	s.answer("influence in "+id, seen, influence, err)
	interactions, err := s.g.Interactions(ctx, s.v, "account", id, 100, "")
	s.answer("interactions of "+id, seen, interactions, err)
}

func (s *seenBy) dealsAsked(id string) {
	ctx, seen := context.Background(), s.sees(s.v, id)
	centre, err := s.g.BuyingCenter(ctx, s.v, id, nil)
	if s.answer("buying centre of "+id, seen, centre, err) {
		require.Equal(s.t, s.all(s.involved[id]...), idsOf(centre.Members, func(m graph.BuyingCenterMember) string { return m.ContactID }), "buying centre of %s, for %s", id, s.who())
	}
	introducers, err := s.g.Introducers(ctx, s.v, id, graph.AdvocatePathsOptions{From: "anyone", MaxHops: 3, Limit: 1})
	s.answer("introducers of "+id, seen, introducers, err)
}

func (s *seenBy) contactsAsked(id, other string) {
	ctx, seen := context.Background(), s.sees(s.v, id)
	ties, err := s.g.Ties(ctx, s.v, "contact", id, graph.TiesOptions{Limit: 200})
	if s.answer("ties of "+id, seen, ties, err) {
		var others []string
		for pair := range s.ties {
			if at := slices.Index(pair[:], id); at >= 0 && s.seesTie(s.v, pair[0], pair[1]) {
				others = append(others, pair[1-at])
			}
		}
		require.Equal(s.t, s.all(others...), idsOf(ties.Items, func(t graph.TieItem) string { return t.Person.ID }), "ties of %s, for %s", id, s.who())
	}
	interactions, err := s.g.Interactions(ctx, s.v, "contact", id, 100, "")
	if s.answer("interactions of "+id, seen, interactions, err) {
		had := slices.DeleteFunc(slices.Collect(maps.Keys(s.took)), func(i string) bool { return !slices.Contains(s.took[i], id) })
		require.Equal(s.t, s.all(had...), idsOf(interactions.Items, func(i graph.Interaction) string { return i.ID }))
	}
	around, err := s.g.RelationGraph(ctx, s.v, "contact", id, graph.RelationGraphOptions{Depth: 2, Limit: 500})
	if s.answer("relation graph around "+id, seen, around, err) {
		for _, edge := range around.Edges {
			require.True(s.t, edge.Kind != graph.EdgeKnows || s.seesTie(s.v, edge.From, edge.To), "a tie between %s and %s in the graph around %s, for %s", edge.From, edge.To, id, s.who())
		}
		few := graph.RelationGraphOptions{Depth: 2, Limit: 2 + s.cases%7, MinStrength: []*float64{nil, new(.3)}[s.cases%2]}
		want, err := s.byCypher.RelationGraph(ctx, s.v, "contact", id, few)
		require.NoError(s.t, err)
		around, err = s.g.RelationGraph(ctx, s.v, "contact", id, few)
		require.NoError(s.t, err)
		require.Equal(s.t, want, around, "relation graph around %s, %+v, by Cypher and in memory, for %s", id, few, s.who())
	}
	companies, err := s.g.Companies(ctx, s.v, id, nil)
	s.answer("companies of "+id, seen, companies, err)
	colleagues, err := s.g.FormerColleagues(ctx, s.v, id, graph.FormerColleaguesOptions{Limit: 200, Present: true})
	s.answer("former colleagues of "+id, seen, colleagues, err)
	deals, err := s.g.Involvements(ctx, s.v, id, nil)
	s.answer("involvements of "+id, seen, deals, err)
	chain, err := s.g.ChainOfCommand(ctx, s.v, id, graph.ChainOptions{})
	s.answer("chain of command of "+id, seen, chain, err)
	between, err := s.g.Paths(ctx, s.v, id, other, graph.PathsOptions{ByHops: s.cases%2 == 0, MaxHops: 3, Limit: 20})
	s.answer("paths between "+id+" and "+other, seen && s.sees(s.v, other), between, err)
	s.introduced(id)
}

// introduced compares the ways in to a contact with every path tried.
func (s *seenBy) introduced(id string) {
	hops := 1 + s.cases%3
	answer, err := s.g.AdvocatePaths(context.Background(), s.v, id, graph.AdvocatePathsOptions{From: "anyone", MaxHops: hops, Limit: 100})
	if !s.answer("advocate paths to "+id, s.sees(s.v, id), answer, err) {
		return
	}
	best := map[string]float64{} // by introducer
	counts := func(user string) bool { return s.reaches(s.v, s.v.Rights.Connections, user, s.unitOf[user]) }
	var walk func(path []string, score float64)
	walk = func(path []string, score float64) {
		at := path[len(path)-1]
		if at == id {
			introducer := path[len(path)-2]
			best[introducer] = max(best[introducer], score)
			return
		}
		for pair, strength := range s.ties {
			i := slices.Index(pair[:], at)
			if i < 0 || len(path) > hops || slices.Contains(path, pair[1-i]) {
				continue
			}
			next := pair[1-i]
			if next[:3] == "usr" && !counts(next) || next[:3] == "con" && len(path) > 1 && !s.sees(s.v, next) {
				continue // whom one of us knows counts though not seen
			}
			walk(append(slices.Clone(path), next), score*strength)
		}
	}
	for _, user := range s.users {
		if counts(user) {
			walk([]string{user}, 1)
		}
	}
	want, have := map[string]string{}, map[string]string{}
	unseen := 0
	for introducer, score := range best {
		if s.sees(s.v, introducer) {
			want[introducer] = strconv.FormatFloat(score, 'g', 9, 64)
		} else {
			unseen++
		}
	}
	for _, path := range answer.Paths {
		switch {
		case path.Introducer.ID == "":
			unseen--
			require.Nil(s.t, path.Score)
		case path.Score == nil: // it begins with somebody who is not seen
			have[path.Introducer.ID] = want[path.Introducer.ID]
		default:
			have[path.Introducer.ID] = strconv.FormatFloat(*path.Score, 'g', 9, 64)
		}
	}
	require.Equal(s.t, want, have, "ways in to %s over %d hops, for %s", id, hops, s.who())
	require.Zero(s.t, unseen, "ways in to %s over somebody not seen, for %s", id, s.who())
}

func (s *seenBy) searched() {
	for _, limit := range []int{2, 100} {
		found, err := s.g.Search(context.Background(), s.v, "name", nil, limit)
		s.answer("search", true, found, err)
		all := s.all(slices.Concat(slices.Collect(maps.Keys(s.accounts)), slices.Collect(maps.Keys(s.contacts)), slices.Collect(maps.Keys(s.deals)))...)
		require.Len(s.t, found.Items, min(limit, len(all)), "search of %s", s.who())
	}
}

// Nobody is shown what they may not see, and everybody what they may: random organisations, roles, records and relations; every question, asked
// as random viewers, of memory and of Cypher; compared with the obvious way to say who sees what.
func TestWhoSeesWhat(t *testing.T) {
	enough := 5_000
	if os.Getenv("KITH_SOAK") != "" {
		enough = 100_000
	}
	for seed, cases := 1, 0; cases < enough; seed++ {
		random := rand.New(rand.NewPCG(5, uint64(seed)))
		s := storetest.Empty(t)
		w, parameters := drawSeenWorld(random)
		storetest.Put(t, putSeenWorld, parameters)
		byCypher := graph.New(s, clock)
		require.NoError(t, byCypher.RefreshBelongings(context.Background(), access.System(), true))
		inMemory, end := following(t, s, clock)
		for range 12 {
			asked := seenBy{seenWorld: w, t: t, g: []*graph.Graph{inMemory, inMemory, byCypher}[random.IntN(3)], v: w.drawViewer(random), byCypher: byCypher}
			asked.everything(random)
			cases += asked.cases
		}
		end()
		t.Logf("%d cases", cases)
	}
}

func (s *seenBy) everything(random *rand.Rand) {
	accounts, contacts, deals := slices.Sorted(maps.Keys(s.accounts)), slices.Sorted(maps.Keys(s.contacts)), slices.Sorted(maps.Keys(s.deals))
	listed(s, graph.Accounts, accounts)
	listed(s, graph.Contacts, contacts)
	listed(s, graph.Opportunities, deals)
	listed(s, graph.Positions, s.positions)
	s.searched()
	for _, i := range random.Perm(len(accounts))[:4] {
		s.accountsAsked(accounts[i])
	}
	for _, i := range random.Perm(len(deals))[:4] {
		s.dealsAsked(deals[i])
	}
	order := random.Perm(len(contacts))
	for at, i := range order[:8] {
		s.contactsAsked(contacts[i], contacts[order[at+1]])
	}
}

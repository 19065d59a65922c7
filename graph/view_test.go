package graph_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

// following is a graph that has its ties in memory, until the test or the returned function ends it.
func following(t *testing.T, s *store.Store, clock func() time.Time) (*graph.Graph, func()) {
	t.Helper()
	g := graph.New(s, clock)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		g.Follow(ctx, slog.New(slog.DiscardHandler))
	}()
	end := func() { stop(); <-ended }
	t.Cleanup(end)
	inMemory(t, g)
	return g, end
}

func inMemory(t *testing.T, g *graph.Graph) {
	t.Helper()
	require.Eventually(t, func() bool { _, _, ready := g.InMemory(); return ready }, 30*time.Second, 5*time.Millisecond)
}

// requireSame asks both graphs for paths, a relation graph and an org chart and compares their answers whole.
func requireSame(t *testing.T, memory, cypher *graph.Graph, target, from string, random *rand.Rand, after string) {
	t.Helper()
	ctx, v := context.Background(), access.System()
	o := graph.AdvocatePathsOptions{
		From: []string{"anyone", "anyone", "unt_1", from}[random.IntN(4)], MaxHops: 1 + random.IntN(4), Limit: []int{1, 2, 5, 2000}[random.IntN(4)],
		MinStrength: []float64{0, 0, .2, .5}[random.IntN(4)], AllowConflict: random.IntN(3) == 0, OpportunityID: []string{"", "opp_1"}[random.IntN(2)],
	}
	_, _, ready := memory.InMemory()
	require.True(t, ready)
	want, err := cypher.AdvocatePaths(ctx, v, target, o)
	require.NoError(t, err)
	have, err := memory.AdvocatePaths(ctx, v, target, o)
	require.NoError(t, err)
	require.Equal(t, want, have, "advocate paths after %s: to %s, %+v", after, target, o)
	around := graph.RelationGraphOptions{
		Depth: 1 + random.IntN(3), Limit: []int{1, 3, 6, 500}[random.IntN(4)], MinStrength: []*float64{nil, nil, new(0.0), new(.5)}[random.IntN(4)],
		Kinds: [][]string{nil, {graph.EdgeKnows}, {graph.EdgeKnows, graph.EdgeWorksAt}}[random.IntN(3)],
	}
	drawn, err := cypher.RelationGraph(ctx, v, "contact", target, around)
	require.NoError(t, err)
	inMemory, err := memory.RelationGraph(ctx, v, "contact", target, around)
	require.NoError(t, err)
	require.Equal(t, drawn, inMemory, "relation graph after %s: of %s, %+v", after, target, around)
	chart, err := cypher.OrgChart(ctx, v, "acc_1", graph.OrgChartOptions{})
	require.NoError(t, err)
	chartInMemory, err := memory.OrgChart(ctx, v, "acc_1", graph.OrgChartOptions{})
	require.NoError(t, err)
	require.Equal(t, chart, chartInMemory, "org chart after %s", after)
	if from == target {
		return
	}
	for _, by := range []graph.PathsOptions{{MaxHops: 1 + random.IntN(4), Limit: 3}, {ByHops: true, MaxHops: 1 + random.IntN(6), Limit: 3}} {
		want, err := cypher.Paths(ctx, v, from, target, by)
		require.NoError(t, err)
		have, err := memory.Paths(ctx, v, from, target, by)
		require.NoError(t, err)
		require.Equal(t, want, have, "paths after %s: %s to %s, %+v", after, from, target, by)
	}
}

// Whatever the graph and whatever changes, memory answers as Cypher does, right after each change.
func TestMemoryAnswersAsCypherDoes(t *testing.T) {
	worlds := 3
	if os.Getenv("KITH_SOAK") != "" {
		worlds = 10_000
	}
	ctx, v := context.Background(), access.System()
	for seed := range worlds {
		s := storetest.Empty(t)
		storetest.Put(t, `CREATE (:Opportunity {id: 'opp_1', name: 'Deal'}), (:Unit {id: 'unt_2'})-[:PART_OF]->(:Unit)-[:PART_OF]->(:Unit {id: 'unt_1'}), (:Unit {id: 'unt_other'})`, nil)
		random := rand.New(rand.NewPCG(3, uint64(seed)))
		var w tieWorld
		drawWorld := rapid.Custom(func(t *rapid.T) map[string]any {
			var fixture map[string]any
			w, fixture = drawTieWorld(t)
			return fixture
		})
		storetest.Put(t, putTies, drawWorld.Example(seed))
		storetest.Put(t, `CREATE (a:Account {id: 'acc_1', name: 'Works'}) WITH a MATCH (p:Person)
			CREATE (p)-[:HOLDS {id: 'rel_' + p.id, primary: true}]->(:Position {id: 'pos_' + p.id, title: 'Seat', assistant: false, placeholder: false})-[:AT]->(a)`, nil)
		memory, end := following(t, s, clock)
		cypher := graph.New(s, clock)
		person := func() string { return w.people[random.IntN(len(w.people))] }
		contact := func() string {
			for {
				if id := person(); id[0] == 'c' {
					return id
				}
			}
		}
		for range 8 {
			a, b := person(), contact()
			var did string
			var err error
			switch random.IntN(6) {
			case 0:
				did = "an assertion"
				_, err = memory.PutTie(ctx, v, graph.TieChange{PersonA: ref(a), PersonB: ref(b), Level: new([]string{"weak", "familiar", "strong"}[random.IntN(3)]), Muted: random.IntN(4) == 0})
			case 1:
				did = "a measured strength"
				_, err = memory.PutTie(ctx, v, graph.TieChange{PersonA: ref(a), PersonB: ref(b), Strength: new(float64(random.IntN(11)) / 10), Until: []*graph.Date{nil, new(theDay("2026-11-22")), new(theDay("2027-01-01"))}[random.IntN(3)]})
			case 2:
				did = "an influence"
				_, err = memory.PutInfluence(ctx, v, graph.InfluenceChange{From: ref(contact()), To: ref(b), Weight: new(2), Effect: new([]string{"positive", "negative", "conflict"}[random.IntN(3)])})
			case 3:
				did = "an interaction"
				at := noon.AddDate(0, 0, -random.IntN(100))
				_, err = memory.PutInteractions(ctx, v, []graph.InteractionChange{{ExternalID: fmt.Sprint(random.IntN(3)), Kind: "meeting", At: &at, From: ref(a), To: []graph.Ref{{ID: b}}}})
			case 4:
				did = "a new contact"
				var made graph.Contact
				made, err = graph.Contacts.Create(ctx, memory, v, func(f graph.ContactWrite) (graph.ContactWrite, error) { f.Name = new("New"); return f, nil })
				if err == nil {
					w.people = append(w.people, made.ID)
					_, err = memory.PutTie(ctx, v, graph.TieChange{PersonA: ref(a), PersonB: ref(made.ID), Level: new("strong")})
				}
			case 5:
				did = "a deletion"
				if len(w.people) > 6 && a[0] == 'c' {
					err = graph.Contacts.Delete(ctx, memory, v, a, true)
					if err == nil {
						w.people = without(w.people, a)
					}
				}
			}
			_ = err // what is refused changes nothing
			for range 3 {
				requireSame(t, memory, cypher, contact(), person(), random, fmt.Sprintf("%s in world %d", did, seed))
			}
		}
		end()
	}
}

func without(list []string, one string) []string {
	var rest []string
	for _, id := range list {
		if id != one {
			rest = append(rest, id)
		}
	}
	return rest
}

const twoTies = `CREATE (:User:Person {id: 'usr_1', name: 'Eva', email: 'e', active: true}), (:Contact:Person {id: 'con_1', name: 'Ann'}), (:Contact:Person {id: 'con_2', name: 'Bob'})`

// What another process writes counts within a moment, what is changed by hand after a refresh, and the day turns the view over by itself.
func TestTheViewFollowsOthers(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, twoTies, nil)
	var days atomic.Int64 // after the test's day
	g, _ := following(t, s, func() time.Time { return noon.AddDate(0, 0, int(days.Load())) })
	ctx, v := context.Background(), access.System()
	paths := func() int {
		answer, err := g.AdvocatePaths(ctx, v, "con_2", graph.AdvocatePathsOptions{From: "anyone", MaxHops: 3, Limit: 5})
		require.NoError(t, err)
		return len(answer.Paths)
	}
	other := graph.New(s, clock)
	reload := func() {
		asked, err := other.Reload(ctx)
		require.NoError(t, err)
		require.Eventually(t, func() bool {
			done, err := other.Reloaded(ctx, asked)
			return err == nil && done
		}, 10*time.Second, 20*time.Millisecond)
	}
	for _, two := range [][2]string{{"usr_1", "con_1"}, {"con_1", "con_2"}} {
		_, err := other.PutTie(ctx, v, graph.TieChange{PersonA: ref(two[0]), PersonB: ref(two[1]), Strength: new(.5)})
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool { _, ties, _ := g.InMemory(); return ties == 2 }, 30*time.Second, 20*time.Millisecond)
	require.Equal(t, 1, paths())

	storetest.Put(t, `MATCH (:Person {id: 'usr_1'})-[k:KNOWS]-(:Person) SET k.strength = null`, nil)
	require.Equal(t, 1, paths(), "changed by hand")
	reload()
	require.Zero(t, paths())

	storetest.Put(t, `MATCH (:Person {id: 'usr_1'})-[k:KNOWS]-(:Person) SET k.strength = .5, k.since = date('2026-11-22')`, nil)
	reload()
	require.Zero(t, paths())
	days.Add(1)
	require.Equal(t, 1, paths(), "a tie that begins today counts at once")
	inMemory(t, g)
	require.Equal(t, 1, paths())
}

package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// The big deal has two ways to Ada, by Eva and by Tom, both over Ben. Of the small one, Cid hangs on Eva alone, and nobody reaches
// Dan: the way there is too weak, that of Tom's is muted, that of Old Joe has ended, that of Liz, who left, does not count.
const resilienceWorld = `
CREATE (a:Account {id: 'acc_1', name: 'Works'}), (:Account {id: 'acc_2', name: 'Empty'}),
  (big:Opportunity {id: 'opp_1', name: 'Big', status: 'open', value: 500, currency: 'EUR'})-[:FOR]->(a), (small:Opportunity {id: 'opp_2', name: 'Small', status: 'open', value: 100, currency: 'EUR'})-[:FOR]->(a),
  (over:Opportunity {id: 'opp_3', name: 'Over', status: 'won', value: 900, currency: 'EUR'})-[:FOR]->(a), (none:Opportunity {id: 'opp_4', name: 'New', status: 'open'})-[:FOR]->(a),
  (eva:User:Person {id: 'usr_1', name: 'Eva', active: true}), (tom:User:Person {id: 'usr_2', name: 'Tom', active: true}), (liz:User:Person {id: 'usr_3', name: 'Liz', active: false}),
  (ada:Contact:Person {id: 'con_1', name: 'Ada'}), (ben:Contact:Person {id: 'con_2', name: 'Ben'}), (cid:Contact:Person {id: 'con_3', name: 'Cid'}), (dan:Contact:Person {id: 'con_4', name: 'Dan'}), (joe:Contact:Person {id: 'con_5', name: 'Joe'}),
  (ben)-[:HOLDS {primary: true}]->(:Position {id: 'pos_1', title: 'Buyer'})-[:AT]->(a),
  (ada)-[:INVOLVED_IN {roles: ['decisionMaker'], attitude: 'supporter'}]->(big), (joe)-[:INVOLVED_IN {roles: ['user']}]->(big), (joe)-[:INVOLVED_IN {roles: ['approver'], until: date('2026-01-01')}]->(big),
  (cid)-[:INVOLVED_IN {roles: ['economicBuyer']}]->(small), (dan)-[:INVOLVED_IN {politicalStatus: 'innerCircle'}]->(small), (joe)-[:INVOLVED_IN {roles: ['approver']}]->(over),
  (ada)-[:KNOWS {id: 'tie_1', strength: 0.8, muted: false}]->(ben), (ben)-[:KNOWS {id: 'tie_2', strength: 0.8, muted: false}]->(eva), (ben)-[:KNOWS {id: 'tie_3', strength: 0.5, muted: false}]->(tom),
  (cid)-[:KNOWS {id: 'tie_4', strength: 0.3, muted: false}]->(eva), (dan)-[:KNOWS {id: 'tie_5', strength: 0.5, muted: false}]->(cid), (dan)-[:KNOWS {id: 'tie_6', strength: 0.9, muted: true}]->(tom),
  (dan)-[:KNOWS {id: 'tie_7', strength: 1.0, muted: false, until: date('2026-01-01')}]->(joe), (joe)-[:KNOWS {id: 'tie_8', strength: 1.0, muted: false}]->(eva), (dan)-[:KNOWS {id: 'tie_9', strength: 1.0, muted: false}]->(liz)`

func TestResilience(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, resilienceWorld, nil)
	ctx := context.Background()

	answer, err := g.Resilience(ctx, access.System(), "acc_1", nil)
	require.NoError(t, err)
	require.Equal(t, graph.Named{ID: "acc_1", Name: "Works"}, answer.Account)
	var deals []string
	for _, deal := range answer.Deals {
		deals = append(deals, deal.Opportunity.Name)
	}
	require.Equal(t, []string{"Small", "Big", "New"}, deals, "the single-threaded one first, then by value; the won one hangs on nobody any more")

	small := answer.Deals[0]
	require.True(t, small.SingleThreaded)
	require.Len(t, small.KeyPlayers, 2)
	require.Equal(t, "Cid", small.KeyPlayers[0].Person.Name)
	require.True(t, small.KeyPlayers[0].Reached)
	require.Equal(t, .3, *small.KeyPlayers[0].Best)
	require.Equal(t, []string{"usr_1"}, small.KeyPlayers[0].ThroughUsers)
	require.Equal(t, []string{"economicBuyer"}, small.KeyPlayers[0].Roles)
	require.Equal(t, "Dan", small.KeyPlayers[1].Person.Name)
	require.False(t, small.KeyPlayers[1].Reached, "a gap, not fragile")
	require.Nil(t, small.KeyPlayers[1].Best)
	require.Equal(t, []string{}, small.KeyPlayers[1].ThroughUsers)
	require.Len(t, small.Critical, 1)
	require.Equal(t, "If Eva left, nobody of us would reach Cid.", small.Critical[0].Text)

	big := answer.Deals[1]
	require.False(t, big.SingleThreaded, "two users reach Ada")
	require.Len(t, big.KeyPlayers, 1)
	require.InDelta(t, .64, *big.KeyPlayers[0].Best, 1e-12)
	require.Equal(t, []string{"usr_1", "usr_2"}, big.KeyPlayers[0].ThroughUsers)
	require.Equal(t, "supporter", *big.KeyPlayers[0].Attitude)
	require.Len(t, big.Critical, 1)
	require.Equal(t, "Ben", big.Critical[0].Person.Name)
	require.Equal(t, "Buyer", *big.Critical[0].Person.Title)
	require.Equal(t, "Ada", big.Critical[0].CutsOff[0].Name)

	require.Equal(t, []graph.ReachedPlayer{}, answer.Deals[2].KeyPlayers)
	require.Equal(t, []graph.CriticalInDeal{}, answer.Deals[2].Critical)
	require.False(t, answer.Deals[2].SingleThreaded)

	require.Len(t, answer.People, 2)
	require.Equal(t, "Ben", answer.People[0].Person.Name, "as many key players, more value")
	require.Equal(t, []string{"opp_1"}, answer.People[0].OpportunityIDs)
	euro := "EUR"
	require.Equal(t, []graph.Amount{{Currency: &euro, Value: 500}}, answer.People[0].Value)
	require.Equal(t, "Eva", answer.People[1].Person.Name)

	then := store.NewDate(2025, 6, 1)
	answer, err = g.Resilience(ctx, access.System(), "acc_1", &then)
	require.NoError(t, err)
	require.Equal(t, "Eva", answer.People[0].Person.Name, "Joe was an approver, and knew Dan")
	require.Equal(t, []string{"opp_2", "opp_1"}, answer.People[0].OpportunityIDs, "in the order of the deals: Small was single-threaded, Big was not")

	empty, err := g.Resilience(ctx, access.System(), "acc_2", nil)
	require.NoError(t, err)
	require.Equal(t, []graph.DealResilience{}, empty.Deals)
	require.Equal(t, []graph.CriticalPerson{}, empty.People)
	_, err = g.Resilience(ctx, access.System(), "opp_1", nil)
	require.True(t, problem.Is(err, problem.KindNotFound))
}

// strongWorld is a random graph of ties with one deal, read by the slow and obvious program below.
type strongWorld struct {
	people map[string]bool // whether they may begin a path
	gone   map[string]bool // users who left
	ties   map[[2]string]float64
	keys   []string
}

// reached reports whether any simple path of at most three ties and a score of at least .3 leads from one of ours to somebody.
func (w strongWorld) reached(path []string, score float64) bool {
	at := path[len(path)-1]
	if w.people[at] && len(path) > 1 {
		return true
	}
	if len(path) > 3 {
		return false
	}
	for next := range w.people {
		if slices.Contains(path, next) || w.gone[next] {
			continue
		}
		strength := w.ties[[2]string{min(at, next), max(at, next)}]
		if score*strength >= .3-1e-9 && w.reached(append(slices.Clone(path), next), score*strength) {
			return true
		}
	}
	return false
}

func (w strongWorld) without(person string) strongWorld {
	people := map[string]bool{}
	for id, source := range w.people {
		if id != person {
			people[id] = source
		}
	}
	w.people = people
	return w
}

// Whoever is critical is found by leaving everybody out in turn and asking again.
func TestResilienceOfRandomGraphs(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	rapid.Check(t, func(r *rapid.T) {
		w := strongWorld{people: map[string]bool{}, gone: map[string]bool{}, ties: map[[2]string]float64{}}
		var ids []string
		contacts, ties := []any{}, []any{}
		for i := range rapid.IntRange(1, 8).Draw(r, "contacts") {
			id := fmt.Sprintf("con_%d", i)
			ids, w.people[id] = append(ids, id), false
			key := i < 1 || rapid.IntRange(0, 3).Draw(r, "key") == 0
			if key {
				w.keys = append(w.keys, id)
			}
			contacts = append(contacts, map[string]any{"id": id, "key": key})
		}
		users := []any{}
		for i := range rapid.IntRange(1, 4).Draw(r, "users") {
			id := fmt.Sprintf("usr_%d", i)
			ids = append(ids, id)
			left := rapid.IntRange(0, 4).Draw(r, "left") == 0
			w.people[id], w.gone[id] = !left, left
			users = append(users, map[string]any{"id": id, "active": !left})
		}
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if rapid.IntRange(0, 2).Draw(r, "tied") != 0 {
					continue
				}
				strength := rapid.SampledFrom([]float64{.2, .3, .5, .6, .75, .8, 1}).Draw(r, "strength")
				muted := rapid.IntRange(0, 5).Draw(r, "muted") == 0
				ties = append(ties, map[string]any{"from": a, "to": b, "strength": strength, "muted": muted})
				if !muted {
					w.ties[[2]string{a, b}] = strength
				}
			}
		}
		storetest.Empty(t)
		storetest.Put(t, `CREATE (deal:Opportunity {id: 'opp_1', name: 'Deal', status: 'open'})-[:FOR]->(:Account {id: 'acc_1', name: 'Works'})
			WITH deal CALL (deal) { UNWIND $contacts AS c CREATE (p:Contact:Person {id: c.id, name: c.id}) WITH deal, c, p WHERE c.key CREATE (p)-[:INVOLVED_IN {roles: ['approver']}]->(deal) }
			CALL () { UNWIND $users AS u CREATE (:User:Person {id: u.id, name: u.id, active: u.active}) }
			WITH deal UNWIND $ties AS t MATCH (a:Person {id: t.from}) MATCH (b:Person {id: t.to}) CREATE (a)-[:KNOWS {strength: t.strength, muted: t.muted}]->(b)`,
			map[string]any{"contacts": contacts, "users": users, "ties": ties})

		answer, err := g.Resilience(context.Background(), access.System(), "acc_1", nil)
		require.NoError(r, err)
		found := map[string][]string{}
		for _, critical := range answer.Deals[0].Critical {
			for _, lost := range critical.CutsOff {
				found[critical.Person.ID] = append(found[critical.Person.ID], lost.ID)
			}
		}
		expected, threads := map[string][]string{}, map[string]bool{}
		reached := 0
		for i, key := range w.keys {
			require.Equal(r, w.reached([]string{key}, 1), answer.Deals[0].KeyPlayers[i].Reached, key)
			if !answer.Deals[0].KeyPlayers[i].Reached {
				continue
			}
			reached++
			for _, person := range ids {
				if person != key && !w.without(person).reached([]string{key}, 1) {
					expected[person] = append(expected[person], key)
				}
			}
		}
		for person, lost := range expected {
			threads[person] = w.people[person] && len(lost) == reached
		}
		require.Equal(r, expected, found)
		single := false
		for _, thread := range threads {
			single = single || thread
		}
		require.Equal(r, single, answer.Deals[0].SingleThreaded)
	})
}

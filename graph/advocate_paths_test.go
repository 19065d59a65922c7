package graph_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// tieWorld is a small random graph of users, contacts and ties, known in Go as well.
type tieWorld struct {
	people  []string
	out     map[string]bool                // users who have left
	ties    map[string]map[string]*float64 // in force today and not muted; nil is a tie without strength
	against map[string]bool                // enemies and blockers of the deal opp_1
	members map[string]bool                // of unt_1 and the units below it
}

const putTies = `
UNWIND $people AS p
CREATE (n:Person {id: p.id, name: 'Name of ' + p.id})
FOREACH (_ IN CASE WHEN p.user THEN [1] ELSE [] END | SET n:User, n.email = p.id, n.active = p.active, n.leftOn = p.leftOn)
FOREACH (_ IN CASE WHEN p.user THEN [] ELSE [1] END | SET n:Contact)
FOREACH (_ IN CASE WHEN p.unit IS NULL THEN [] ELSE [1] END | MERGE (u:Unit {id: p.unit}) CREATE (n)-[:MEMBER_OF]->(u))
FOREACH (_ IN CASE WHEN p.attitude IS NULL THEN [] ELSE [1] END | MERGE (o:Opportunity {id: 'opp_1'})
  CREATE (n)-[:INVOLVED_IN {attitude: p.attitude, roles: p.roles, until: date(p.until)}]->(o))
WITH count(*) AS people
UNWIND $ties AS t
MATCH (a:Person {id: t.a})
MATCH (b:Person {id: t.b})
CREATE (a)-[:KNOWS {id: 'tie_' + t.a + t.b, status: 'asserted', strength: t.strength, muted: t.muted, since: date(t.since), until: date(t.until)}]->(b)`

// The strengths are few, so that scores are often equal, exactly or but for the order of the multiplications.
func drawTieWorld(t *rapid.T) (tieWorld, map[string]any) {
	users, contacts := rapid.IntRange(1, 5).Draw(t, "users"), rapid.IntRange(2, 9).Draw(t, "contacts")
	w := tieWorld{out: map[string]bool{}, against: map[string]bool{}, members: map[string]bool{}, ties: map[string]map[string]*float64{}}
	var people, ties []map[string]any
	for i := range users {
		id := fmt.Sprintf("usr_%d", i)
		how := rapid.SampledFrom([]string{"active", "active", "active", "inactive", "left", "leaves"}).Draw(t, "user")
		p := map[string]any{"id": id, "user": true, "active": how != "inactive"}
		switch how {
		case "left":
			p["leftOn"] = store.DateOf(noon)
		case "leaves":
			p["leftOn"] = store.DateOf(noon).AddDays(1)
		}
		w.out[id] = how == "inactive" || how == "left"
		if unit := rapid.SampledFrom([]string{"", "unt_1", "unt_2", "unt_other"}).Draw(t, "unit"); unit != "" {
			p["unit"] = unit
			w.members[id] = unit != "unt_other"
		}
		w.people, people = append(w.people, id), append(people, p)
	}
	for i := range contacts {
		id := fmt.Sprintf("con_%d", i)
		p := map[string]any{"id": id, "user": false}
		switch rapid.IntRange(0, 11).Draw(t, "part") {
		case 0:
			p["attitude"], p["roles"], w.against[id] = "enemy", []string{"user"}, true
		case 1:
			p["attitude"], p["roles"], w.against[id] = "neutral", []string{"user", "blocker"}, true
		case 2:
			p["attitude"], p["roles"], p["until"] = "enemy", []string{"blocker"}, "2026-11-21"
		case 3:
			p["attitude"], p["roles"] = "nonSupporter", []string{}
		}
		w.people, people = append(w.people, id), append(people, p)
	}
	slices.Sort(w.people)
	density := rapid.IntRange(1, 9).Draw(t, "density")
	for i, a := range w.people {
		w.ties[a] = map[string]*float64{}
		for _, b := range w.people[:i] {
			if rapid.IntRange(0, 9).Draw(t, "tied") >= density {
				continue
			}
			strength := rapid.SampledFrom([]float64{-1, 0, .1, .2, .3, .5, .5, .6, .7, 1}).Draw(t, "strength")
			how := rapid.SampledFrom([]string{"open", "open", "open", "open", "today", "muted", "past", "future"}).Draw(t, "tie")
			tie := map[string]any{"a": b, "b": a, "muted": how == "muted"}
			var known *float64
			if strength >= 0 {
				known, tie["strength"] = &strength, strength
			}
			switch how {
			case "today":
				tie["since"], tie["until"] = "2026-11-21", "2026-11-22"
			case "past":
				tie["until"] = "2026-11-21"
			case "future":
				tie["since"] = "2026-11-22"
			}
			if how == "open" || how == "today" {
				w.ties[a][b], w.ties[b][a] = known, known
			}
			ties = append(ties, tie)
		}
	}
	return w, map[string]any{"people": people, "ties": ties}
}

// walked is a path found by trying every one.
type walked struct {
	score *float64
	ids   []string
}

// every calls found with each simple path from a person to a target that keeps to the hop limit and uses ties that count.
func (w tieWorld) every(from, target string, maxHops int, counts func(strength *float64) bool, out map[string]bool, found func(walked)) {
	one := 1.0
	var walk func(w1 walked)
	walk = func(so walked) {
		at := so.ids[len(so.ids)-1]
		if at == target {
			found(walked{so.score, slices.Clone(so.ids)})
			return
		}
		if len(so.ids) > maxHops {
			return
		}
		for next, strength := range w.ties[at] {
			if slices.Contains(so.ids, next) || next != target && out[next] || !counts(strength) {
				continue
			}
			var score *float64
			if so.score != nil && strength != nil {
				product := *so.score * *strength
				score = &product
			}
			walk(walked{score, append(slices.Clone(so.ids), next)})
		}
	}
	walk(walked{&one, []string{from}})
}

func nineDigits(score *float64) float64 {
	if score == nil {
		return math.Inf(-1)
	}
	rounded, _ := strconv.ParseFloat(fmt.Sprintf("%.9g", *score), 64)
	return rounded
}

func before(a, b walked) int {
	switch x, y := nineDigits(a.score), nineDigits(b.score); {
	case x > y:
		return -1
	case x < y:
		return 1
	case len(a.ids) != len(b.ids):
		return len(a.ids) - len(b.ids)
	}
	return slices.Compare(a.ids, b.ids)
}

func told(paths []graph.Path) []walked {
	var all []walked
	for _, p := range paths {
		w := walked{score: p.Score}
		for _, person := range p.People {
			w.ids = append(w.ids, person.ID)
		}
		all = append(all, w)
	}
	return all
}

// Whatever the graph, advocate paths are those that trying every path finds.
func TestAdvocatePathsAreExact(t *testing.T) {
	outer, s := t, storetest.Empty(t)
	storetest.Put(t, `CREATE (:Opportunity {id: 'opp_1'}), (:Unit {id: 'unt_2'})-[:PART_OF]->(:Unit)-[:PART_OF]->(:Unit {id: 'unt_1'}), (:Unit {id: 'unt_other'})`, nil)
	g := graph.New(s, clock)
	rapid.Check(t, func(t *rapid.T) {
		w, fixture := drawTieWorld(t)
		storetest.Put(outer, `MATCH (n:Person) DETACH DELETE n`, nil)
		storetest.Put(outer, putTies, fixture)
		for range 6 {
			target := rapid.SampledFrom(slices.DeleteFunc(slices.Clone(w.people), func(id string) bool { return id[0] == 'u' })).Draw(t, "target")
			o := graph.AdvocatePathsOptions{
				From:        rapid.SampledFrom(append([]string{"anyone", "anyone", "anyone", "unt_1", "unt_1"}, w.people...)).Draw(t, "from"),
				MaxHops:     rapid.IntRange(1, 4).Draw(t, "maxHops"),
				Limit:       rapid.SampledFrom([]int{1, 2, 5, 2000}).Draw(t, "limit"),
				MinStrength: rapid.SampledFrom([]float64{0, 0, .2, .5}).Draw(t, "minStrength"),
				Without:     rapid.SliceOfN(rapid.SampledFrom(append([]string{"con_unknown"}, w.people...)), 0, 2).Draw(t, "without"),
			}
			out := map[string]bool{}
			for id, gone := range w.out {
				out[id] = gone
			}
			for _, id := range o.Without {
				out[id] = true
			}
			if rapid.Bool().Draw(t, "deal") {
				o.OpportunityID = "opp_1"
				for id := range w.against {
					out[id] = true
				}
			}
			best := map[string]walked{}
			for _, from := range w.people {
				if out[from] || from == target || o.From != from && !(o.From == "anyone" && from[0] == 'u') && !(o.From == "unt_1" && w.members[from]) {
					continue
				}
				w.every(from, target, o.MaxHops, func(s *float64) bool { return s != nil && *s >= o.MinStrength }, out, func(p walked) {
					introducer := p.ids[len(p.ids)-2]
					if known, has := best[introducer]; !has || before(p, known) < 0 {
						best[introducer] = p
					}
				})
			}
			var expected []walked
			for _, p := range best {
				expected = append(expected, p)
			}
			slices.SortFunc(expected, before)
			expected = expected[:min(o.Limit, len(expected))]

			answer, err := g.AdvocatePaths(context.Background(), access.System(), target, o)
			require.NoError(t, err)
			require.Equal(t, target, answer.Target.ID)
			require.Equal(t, expected, told(answer.Paths), "to %s, %+v", target, o)
			for i, p := range answer.Paths {
				require.Equal(t, i+1, p.Rank)
				require.Equal(t, p.People[len(p.People)-2], p.Introducer)
				require.NotEmpty(t, p.WhyNotNext)
				score := 1.0
				for _, hop := range p.Hops {
					score *= *hop.Strength
				}
				require.Equal(t, *p.Score, score)
			}
		}
	})
}

// A tie of strength 0 makes every way to it score 0: then the ids decide, not how strong the way to it was.
func TestAdvocatePathsOverATieOfNoStrength(t *testing.T) {
	g := graph.New(storetest.Empty(t), clock)
	storetest.Put(t, `
CREATE (weak:User:Person {id: 'usr_1', name: 'Weak', email: 'a', active: true}), (strong:User:Person {id: 'usr_2', name: 'Strong', email: 'b', active: true}),
  (a:Contact:Person {id: 'con_1', name: 'A'}), (b:Contact:Person {id: 'con_2', name: 'B'}), (c:Contact:Person {id: 'con_3', name: 'C'}), (d:Contact:Person {id: 'con_4', name: 'D'}),
  (a)-[:KNOWS {id: 'tie_1', strength: 0.1, status: 'fact', muted: false}]->(weak), (a)-[:KNOWS {id: 'tie_2', strength: 0.9, status: 'fact', muted: false}]->(strong),
  (a)-[:KNOWS {id: 'tie_3', strength: 0.5, status: 'fact', muted: false}]->(b), (b)-[:KNOWS {id: 'tie_4', strength: 0.0, status: 'fact', muted: false}]->(c),
  (c)-[:KNOWS {id: 'tie_5', strength: 0.5, status: 'fact', muted: false}]->(d)`, nil)
	for target, ids := range map[string][]string{
		"con_2": {"usr_2", "con_1", "con_2"}, "con_3": {"usr_1", "con_1", "con_2", "con_3"}, "con_4": {"usr_1", "con_1", "con_2", "con_3", "con_4"},
	} {
		answer, err := g.AdvocatePaths(context.Background(), access.System(), target, graph.AdvocatePathsOptions{From: "anyone", MaxHops: 4, Limit: 5})
		require.NoError(t, err)
		require.Len(t, answer.Paths, 1)
		require.Equal(t, ids, told(answer.Paths)[0].ids)
	}
}

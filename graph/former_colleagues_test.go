package graph_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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

// colleagues is who worked with a contact, found day by day: for each account the runs of days on which both were there.
func (s sketch) colleagues(contact string, asOf int, present bool) []graph.FormerColleague {
	there := func(person, account string, n int) bool {
		for _, h := range s.relations {
			for _, at := range s.relations {
				_, seat := s.node(h.to, "Position")
				if seat && h.kind == "HOLDS" && at.kind == "AT" && h.from == person && h.to == at.from && at.to == account && h.holds(n) && at.holds(n) {
					return true
				}
			}
		}
		return false
	}
	length := map[string]int{}
	found := map[string]graph.FormerColleague{}
	for _, p := range s.nodes {
		if _, person := s.node(p.id, "Person"); !person || p.id == contact {
			continue
		}
		for _, a := range s.nodes {
			if _, account := s.node(a.id, "Account"); !account {
				continue
			}
			for first := 0; first <= lastDay+1; first++ {
				both := func(n int) bool { return there(contact, a.id, n) && there(p.id, a.id, n) }
				if !both(first) || first > 0 && both(first-1) {
					continue
				}
				end := first
				for end <= lastDay+1 && both(end) {
					end++
				}
				// Beyond the days of the sketch nothing changes: who is there on the first or last of them always was, or still is.
				if end > asOf && !(present && first <= asOf) {
					continue
				}
				overlap := graph.Overlap{Account: graph.Named{ID: a.id, Name: "name of " + a.id}}
				if first > 0 {
					overlap.From = optionalDay(first)
					overlap.Months = new(int) // the sketch's days are of one month
				}
				if end <= lastDay+1 {
					overlap.To = optionalDay(end)
				}
				if first == 0 {
					length[p.id] = -1000
				}
				length[p.id] += min(end, asOf) - first
				colleague := found[p.id]
				colleague.Person.ID = p.id
				colleague.Overlaps = append(colleague.Overlaps, overlap)
				found[p.id] = colleague
			}
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b graph.FormerColleague) int {
		return cmp.Or(cmp.Compare(max(length[b.Person.ID], -1), max(length[a.Person.ID], -1)), cmp.Compare(a.Person.ID, b.Person.ID))
	})
}

// The overlaps, their order and the pages are those of looking at every day, for every graph.
func TestFormerColleaguesEqualTheObviousOnes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := anySketch(rt)
		g := graph.New(storetest.Empty(t), today)
		s.put(t)
		for range 4 {
			n := rapid.SampledFrom(s.nodes).Draw(rt, "contact")
			if n.label != "Contact" || n.deleted {
				continue
			}
			asOf := rapid.IntRange(1, lastDay).Draw(rt, "asOf")
			date := day(asOf)
			o := graph.FormerColleaguesOptions{AsOf: &date, Present: rapid.Bool().Draw(rt, "present"), Limit: rapid.IntRange(1, 5).Draw(rt, "limit")}
			type shown struct {
				Person   string
				Overlaps []graph.Overlap
			}
			var want, got []shown
			for _, c := range s.colleagues(n.id, asOf, o.Present) {
				slices.SortFunc(c.Overlaps, func(a, b graph.Overlap) int {
					text := func(d *store.Date) string {
						if d == nil {
							return ""
						}
						return d.String()
					}
					return cmp.Or(cmp.Compare(text(a.From), text(b.From)), cmp.Compare(a.Account.ID, b.Account.ID))
				})
				want = append(want, shown{c.Person.ID, c.Overlaps})
			}
			for {
				page, err := g.FormerColleagues(context.Background(), access.System(), n.id, o)
				require.NoError(rt, err)
				require.LessOrEqual(rt, len(page.Items), o.Limit)
				for _, c := range page.Items {
					require.NotNil(rt, c.Now)
					require.NotNil(rt, c.Ties)
					title, account := s.primary(c.Person.ID, asOf)
					require.Equal(rt, title, c.Person.Title)
					require.Equal(rt, account, c.Person.AccountID)
					got = append(got, shown{c.Person.ID, c.Overlaps})
				}
				if o.Cursor = page.NextCursor; o.Cursor == "" {
					break
				}
			}
			require.Equal(rt, want, got)
		}
	})
}

func TestFormerColleaguesWhomWeKnow(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (acme:Account {id: 'acc_1', name: 'Acme'}), (bolt:Account {id: 'acc_2', name: 'Bolt'}),
		(us:User:Person {id: 'usr_1', name: 'Ute', email: 'ute@x.example', active: true}), (left:User:Person {id: 'usr_2', name: 'Lew', email: 'lew@x.example', active: false})
		WITH acme, bolt, us, left UNWIND range(1, 5) AS i
		CREATE (c:Contact:Person {id: 'con_' + i, name: 'C' + i})-[:HOLDS {since: date('2018-01-15'), until: date('2020-01-15') + duration({days: i}), primary: true}]->(:Position {id: 'pos_' + i, title: 'T' + i})-[:AT]->(acme)
		WITH acme, bolt, us, left, collect(c) AS c
		WITH bolt, us, left, c, c[1] AS two, c[2] AS three, c[3] AS four, c[0] AS one
		CREATE (two)-[:HOLDS {since: date('2021-01-01'), primary: true}]->(:Position {id: 'pos_8', title: 'CFO'})-[:AT]->(bolt),
		  (two)-[:KNOWS {id: 'tie_1', muted: false, strength: 0.4}]->(us), (two)-[:KNOWS {id: 'tie_2', muted: false, strength: 0.9}]->(left),
		  (three)-[:KNOWS {id: 'tie_3', muted: true, strength: 0.4}]->(us), (four)-[:KNOWS {id: 'tie_4', muted: false, until: date('2020-01-01')}]->(us)
		WITH one MATCH (a:Account {id: 'acc_1'}) MATCH (u:User {id: 'usr_1'})
		CREATE (u)-[:HOLDS {since: date('2019-01-31'), until: date('2019-02-28'), primary: true}]->(:Position {id: 'pos_9', title: 'Intern'})-[:AT]->(a)`, nil)
	ask := func(o graph.FormerColleaguesOptions) graph.FormerColleagues {
		o.Limit = 50
		answer, err := g.FormerColleagues(context.Background(), access.System(), "con_1", o)
		require.NoError(t, err)
		return answer
	}
	everybody := ask(graph.FormerColleaguesOptions{})
	require.Equal(t, "C1", everybody.Contact.Name)
	require.Len(t, everybody.Items, 5)
	known := ask(graph.FormerColleaguesOptions{KnownToUs: true}).Items
	require.Len(t, known, 2)
	require.Equal(t, "con_2", known[0].Person.ID)
	require.Equal(t, 24, *known[0].Overlaps[0].Months)
	require.Equal(t, "2020-01-16", known[0].Overlaps[0].To.String(), "the contact was the first to leave")
	require.Equal(t, "CFO", *known[0].Now[0].Title)
	require.Equal(t, graph.Named{ID: "acc_2", Name: "Bolt"}, known[0].Now[0].Account)
	strength := 0.4
	require.Equal(t, []graph.OurTie{{Strength: &strength, UserID: "usr_1", UserName: "Ute"}}, known[0].Ties)
	require.Equal(t, "usr_1", known[1].Person.ID, "our own user worked there too")
	require.Equal(t, 0, *known[1].Overlaps[0].Months)
	require.Empty(t, known[1].Now)

	page, err := g.FormerColleagues(context.Background(), access.System(), "con_1", graph.FormerColleaguesOptions{Limit: 1})
	require.NoError(t, err)
	for _, o := range []graph.FormerColleaguesOptions{{Limit: 1, Present: true, Cursor: page.NextCursor}, {Limit: 1, Cursor: page.NextCursor + "A"}, {Limit: 1, Cursor: "x"}} {
		_, err = g.FormerColleagues(context.Background(), access.System(), "con_1", o)
		require.True(t, problem.Is(err, problem.KindMalformed))
	}
	_, err = g.FormerColleagues(context.Background(), access.System(), "usr_1", graph.FormerColleaguesOptions{Limit: 1})
	require.True(t, problem.Is(err, problem.KindNotFound))
}

// An account of 5,000 people: everybody is there once, over all pages.
func TestFormerColleaguesOfALargeAccount(t *testing.T) {
	g := graph.New(storetest.Empty(t), today)
	storetest.Put(t, `CREATE (a:Account {id: 'acc_1', name: 'Large'}) WITH a UNWIND range(1, 5000) AS i
		CREATE (:Contact:Person {id: 'con_' + i, name: 'C' + i})-[:HOLDS {since: date('2010-01-01'), until: date('2010-01-01') + duration({days: i}), primary: true}]->(:Position {id: 'pos_' + i, title: 'T'})-[:AT]->(a)`, nil)
	o := graph.FormerColleaguesOptions{Limit: 200}
	seen := map[string]bool{}
	for pages := 1; ; pages++ {
		page, err := g.FormerColleagues(context.Background(), access.System(), "con_5000", o)
		require.NoError(t, err)
		for _, c := range page.Items {
			require.False(t, seen[c.Person.ID])
			seen[c.Person.ID] = true
			require.Equal(t, fmt.Sprintf("con_%d", 5000-len(seen)), c.Person.ID)
		}
		if o.Cursor = page.NextCursor; o.Cursor == "" {
			require.Equal(t, 25, pages)
			break
		}
	}
	require.Len(t, seen, 4999)
}

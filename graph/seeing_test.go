package graph_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
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
	ctx := patient
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

// asked asks all that there is to ask about a record.
func (s *seenBy) asked(id string) {
	for _, q := range s.questions(s.g, s.v, id) {
		answer, err := q.ask()
		s.answer(q.about+" of "+id, s.sees(s.v, id), answer, err)
	}
}

func (s *seenBy) accountsAsked(id string) {
	ctx := patient
	s.asked(id)
	if !s.sees(s.v, id) {
		return
	}
	chart, err := s.g.OrgChart(ctx, s.v, id, graph.OrgChartOptions{})
	require.NoError(s.t, err)
	byCypher, err := s.byCypher.OrgChart(ctx, s.v, id, graph.OrgChartOptions{})
	require.NoError(s.t, err)
	require.Equal(s.t, byCypher, chart)
	seats := slices.DeleteFunc(slices.Clone(s.positions), func(position string) bool { return s.accOf[position] != id })
	require.Equal(s.t, s.all(seats...), idsOf(chart.Positions, func(seat graph.Seat) string { return seat.ID }))
	for _, seat := range chart.Positions {
		best := 0.0
		for _, holder := range seat.Holders {
			deals := 0
			for deal, members := range s.involved {
				if slices.Contains(members, holder.ID) && s.sees(s.v, deal) && !s.v.Hides(access.BuyingCenterMembers, "") {
					deals++
				}
			}
			require.Equal(s.t, deals, holder.Deals, "deals of %s counted in the chart, for %s", holder.ID, s.who())
			for _, user := range s.users {
				if strength := s.ties[[2]string{min(holder.ID, user), max(holder.ID, user)}]; s.seesTie(s.v, holder.ID, user) {
					best = max(best, strength)
				}
			}
		}
		require.Equal(s.t, best > 0, seat.Tie != nil, "our tie to %s, for %s", seat.ID, s.who())
		if seat.Tie != nil {
			require.InDelta(s.t, best, *seat.Tie.Strength, 1e-9, "our tie to %s, for %s", seat.ID, s.who())
		}
	}
	differences, err := s.g.AccountDifferences(ctx, s.v, id, theDay("2024-01-01"), theDay("2024-06-01"))
	require.NoError(s.t, err)
	var left, want []string
	for _, d := range differences.Items {
		if d.Kind == "departure" || d.Kind == "move" {
			left = append(left, d.People[0].ID)
		}
	}
	for person, seats := range s.leaves {
		stays := slices.ContainsFunc(s.holds[person], func(seat string) bool { return s.accOf[seat] == id && !slices.Contains(seats, seat) })
		if slices.ContainsFunc(seats, func(seat string) bool { return s.accOf[seat] == id }) && !stays && !s.v.Hides(access.Positions, "") {
			want = append(want, person)
		}
	}
	slices.Sort(left)
	require.Subset(s.t, slices.Compact(left), s.all(want...), "who left %s, for %s", id, s.who())
}

func (s *seenBy) dealsAsked(id string) {
	ctx := patient
	s.asked(id)
	if !s.sees(s.v, id) {
		return
	}
	members := s.involved[id]
	if s.v.Hides(access.BuyingCenterMembers, "") {
		members = nil
	}
	centre, err := s.g.BuyingCenter(ctx, s.v, id, nil)
	require.NoError(s.t, err)
	require.Equal(s.t, s.all(members...), idsOf(centre.Members, func(m graph.BuyingCenterMember) string { return m.ContactID }), "buying centre of %s, for %s", id, s.who())
	placed, err := s.g.Placement(ctx, s.v, id, nil)
	require.NoError(s.t, err)
	require.Equal(s.t, s.all(members...), idsOf(placed.Places, func(p graph.Place) string { return p.ContactID }), "map of %s, for %s", id, s.who())
}

// tiesAsked compares the ties of a person, in their list and in their graph.
func (s *seenBy) tiesAsked(kind, id string) {
	ctx := patient
	ties, err := s.g.Ties(ctx, s.v, kind, id, graph.TiesOptions{Limit: 200})
	require.NoError(s.t, err)
	var others []string
	for pair := range s.ties {
		if at := slices.Index(pair[:], id); at >= 0 && s.seesTie(s.v, pair[0], pair[1]) {
			others = append(others, pair[1-at])
		}
	}
	require.Equal(s.t, s.all(others...), idsOf(ties.Items, func(t graph.TieItem) string { return t.Person.ID }), "ties of %s, for %s", id, s.who())
	around, err := s.g.RelationGraph(ctx, s.v, kind, id, graph.RelationGraphOptions{Depth: 1, Limit: 500, Kinds: []string{graph.EdgeKnows}})
	require.NoError(s.t, err)
	require.Equal(s.t, s.all(append(others, id)...), idsOf(around.Nodes, func(n graph.Node) string { return n.ID }), "whom %s knows, for %s", id, s.who())
	for _, edge := range around.Edges {
		require.True(s.t, s.seesTie(s.v, edge.From, edge.To), "a tie between %s and %s in the graph around %s, for %s", edge.From, edge.To, id, s.who())
	}
	few := graph.RelationGraphOptions{Depth: 2, Limit: 2 + s.cases%7, MinStrength: []*float64{nil, new(.3)}[s.cases%2]}
	want, err := s.byCypher.RelationGraph(ctx, s.v, kind, id, few)
	require.NoError(s.t, err)
	around, err = s.g.RelationGraph(ctx, s.v, kind, id, few)
	require.NoError(s.t, err)
	require.Equal(s.t, want, around, "relation graph around %s, %+v, by Cypher and in memory, for %s", id, few, s.who())
}

func (s *seenBy) usersAsked(id string) {
	s.asked(id)
	s.tiesAsked("user", id)
}

func (s *seenBy) contactsAsked(id, other string) {
	ctx := patient
	s.asked(id)
	s.introduced(id)
	s.between(id, other)
	s.between(id, s.users[s.cases%len(s.users)])
	s.between(s.users[s.cases%len(s.users)], s.users[(s.cases+1)%len(s.users)])
	if !s.sees(s.v, id) {
		return
	}
	s.tiesAsked("contact", id)
	interactions, err := s.g.Interactions(ctx, s.v, "contact", id, nil, 100, "")
	require.NoError(s.t, err)
	had := slices.DeleteFunc(slices.Collect(maps.Keys(s.took)), func(i string) bool { return !slices.Contains(s.took[i], id) })
	require.Equal(s.t, s.all(had...), idsOf(interactions.Items, func(i graph.Interaction) string { return i.ID }))
	brief, err := s.g.Brief(ctx, s.v, id, graph.BriefOptions{})
	require.NoError(s.t, err)
	colleagues, err := s.g.FormerColleagues(ctx, s.v, id, graph.FormerColleaguesOptions{Limit: 200, KnownToUs: true})
	require.NoError(s.t, err)
	require.Len(s.t, colleagues.Items, brief.FormerColleagueCount, "former colleagues counted in the brief on %s, for %s", id, s.who())
	var deals, knownBy []string
	for deal, members := range s.involved {
		if slices.Contains(members, id) && !s.v.Hides(access.BuyingCenterMembers, "") {
			deals = append(deals, deal)
		}
	}
	for _, user := range s.users {
		if s.ties[[2]string{id, user}] > 0 && s.seesTie(s.v, id, user) {
			knownBy = append(knownBy, user)
		}
	}
	require.Equal(s.t, s.all(deals...), idsOf(brief.Involvements, func(i graph.InvolvementItem) string { return i.Opportunity.ID }), "deals in the brief on %s, for %s", id, s.who())
	require.Equal(s.t, s.all(knownBy...), idsOf(brief.KnownBy, func(t graph.BriefTie) string { return t.User.ID }), "who knows %s, for %s", id, s.who())
}

// between compares the paths between two people with every path tried.
func (s *seenBy) between(from, to string) {
	o := graph.PathsOptions{ByHops: s.cases%2 == 0, MaxHops: 3, Limit: 200}
	found, err := s.g.Paths(patient, s.v, from, to, o)
	if !s.answer("paths between "+from+" and "+to, s.sees(s.v, from) && s.sees(s.v, to), found, err) {
		return
	}
	var want []string
	var walk func(path []string)
	walk = func(path []string) {
		at := path[len(path)-1]
		if at == to {
			want = append(want, strings.Join(path, " "))
			return
		}
		for pair := range s.ties {
			i := slices.Index(pair[:], at)
			if i < 0 || len(path) > o.MaxHops || slices.Contains(path, pair[1-i]) || !s.connects(s.v, pair) || !s.sees(s.v, pair[1-i]) {
				continue
			}
			walk(append(slices.Clone(path), pair[1-i]))
		}
	}
	walk([]string{from})
	if o.ByHops {
		shortest := slices.MinFunc(append(want, strings.Repeat(" ", 9)), func(a, b string) int { return cmp.Compare(strings.Count(a, " "), strings.Count(b, " ")) })
		want = slices.DeleteFunc(want, func(path string) bool { return strings.Count(path, " ") > strings.Count(shortest, " ") })
	}
	have := make([]string, len(found.Paths))
	for i, path := range found.Paths {
		ids := make([]string, len(path.People))
		for at, person := range path.People {
			ids[at] = person.ID
		}
		have[i] = strings.Join(ids, " ")
	}
	slices.Sort(want)
	slices.Sort(have)
	require.Equal(s.t, len(want), found.Total, "paths from %s to %s, %+v, for %s", from, to, o, s.who())
	require.Subset(s.t, want, have, "paths from %s to %s, %+v, for %s", from, to, o, s.who())
}

// introduced compares the ways in to a contact with every path tried.
func (s *seenBy) introduced(id string) {
	hops, from := 1+s.cases%3, []string{"anyone", "me", s.users[s.cases%len(s.users)], s.units[s.cases%len(s.units)]}[s.cases%4]
	answer, err := s.g.AdvocatePaths(patient, s.v, id, graph.AdvocatePathsOptions{From: from, MaxHops: hops, Limit: 100})
	if !s.answer("advocate paths to "+id, s.sees(s.v, id), answer, err) {
		return
	}
	best := map[string]float64{} // by introducer
	isSource := func(user string) bool {
		return from == "anyone" || from == user || from == "me" && user == s.v.UserID || s.within(s.unitOf[user], from)
	}
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
			if !s.connects(s.v, pair) || next[:3] == "con" && len(path) > 1 && !s.sees(s.v, next) {
				continue // whom one of us knows counts though not seen
			}
			walk(append(slices.Clone(path), next), score*strength)
		}
	}
	for _, user := range s.users {
		if isSource(user) {
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
	require.Equal(s.t, want, have, "ways in to %s from %s over %d hops, for %s", id, from, hops, s.who())
	require.Zero(s.t, unseen, "ways in to %s over somebody not seen, for %s", id, s.who())
}

func (s *seenBy) searched() {
	for _, limit := range []int{2, 100} {
		found, err := s.g.Search(patient, s.v, "name", nil, limit)
		s.answer("search", true, found, err)
		all := s.all(slices.Concat(slices.Collect(maps.Keys(s.accounts)), slices.Collect(maps.Keys(s.contacts)), slices.Collect(maps.Keys(s.deals)))...)
		require.Len(s.t, found.Items, min(limit, len(all)), "search of %s", s.who())
	}
}

// Nobody is shown what they may not see, and everybody what they may: random organisations, roles, records and relations; every question, asked
// as random viewers, of memory and of Cypher; compared with the obvious way to say who sees what.
func TestWhoSeesWhat(t *testing.T) {
	enough, viewers := 3_000, 12
	if os.Getenv("KITH_SOAK") != "" {
		enough, viewers = 100_000, 40 // a new world makes Neo4j plan every statement anew, which takes as long as a dozen viewers
	}
	for seed, cases := 1, 0; cases < enough; seed++ {
		random := rand.New(rand.NewPCG(5, uint64(seed)))
		s := storetest.Empty(t)
		w, parameters := drawSeenWorld(random)
		storetest.Put(t, putSeenWorld, parameters)
		byCypher := graph.New(s, clock)
		require.NoError(t, byCypher.RefreshBelongings(patient, access.System(), true))
		w.change(t, byCypher)
		inMemory, end := following(t, s, clock)
		for range viewers {
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
	s.listsAsked()
	s.changesAsked()
	s.foundAsked()
	for _, i := range random.Perm(len(s.users))[:2] {
		s.usersAsked(s.users[i])
	}
	for _, i := range random.Perm(len(s.positions))[:4] {
		s.asked(s.positions[i])
	}
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

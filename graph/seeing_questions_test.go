package graph_test

import (
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
)

// patient waits for a machine that has much else to do, which plans each of many statements once.
var patient = store.Patient(context.Background(), time.Minute)

// question is one that is asked about a record.
type question struct {
	about string
	ask   func() (any, error)
}

// questions are all that can be asked about a record.
func (w *seenWorld) questions(g *graph.Graph, v access.Viewer, id string) []question {
	ctx, from, to := patient, theDay("2024-01-01"), theDay("2024-06-01")
	history := func(kind string) question {
		return question{"history", func() (any, error) { return g.History(ctx, v, kind, id, 200, "") }}
	}
	around := func(kind string) question {
		return question{"relation graph", func() (any, error) {
			return g.RelationGraph(ctx, v, kind, id, graph.RelationGraphOptions{Depth: 2, Limit: 500, Ended: true})
		}}
	}
	anyone := graph.AdvocatePathsOptions{From: "anyone", MaxHops: 3, Limit: 1}
	switch id[:3] {
	case "acc":
		return []question{
			history("account"), around("account"),
			{"org chart", func() (any, error) { return g.OrgChart(ctx, v, id, graph.OrgChartOptions{}) }},
			{"summary", func() (any, error) { return g.AccountSummary(ctx, v, id, nil) }},
			{"buying centres", func() (any, error) { return g.BuyingCenters(ctx, v, id, nil) }},
			{"advocates", func() (any, error) { return g.Advocates(ctx, v, id, graph.AdvocatesOptions{Outside: true}) }},
			{"resilience", func() (any, error) { return g.Resilience(ctx, v, id, nil) }},
			{"bridges", func() (any, error) { return g.Bridges(ctx, v, id, nil, 50) }},
			{"influence", func() (any, error) { return g.ComputedInfluence(ctx, v, id, "", nil) }},
			{"interactions", func() (any, error) { return g.Interactions(ctx, v, "account", id, nil, 100, "") }},
			{"differences", func() (any, error) { return g.AccountDifferences(ctx, v, id, from, to) }},
		}
	case "opp":
		return []question{
			history("opportunity"),
			{"buying centre", func() (any, error) { return g.BuyingCenter(ctx, v, id, nil) }},
			{"map", func() (any, error) { return g.Placement(ctx, v, id, nil) }},
			{"introducers", func() (any, error) { return g.Introducers(ctx, v, id, anyone) }},
			{"differences", func() (any, error) { return g.OpportunityDifferences(ctx, v, id, from, to) }},
		}
	case "con":
		return []question{
			history("contact"), around("contact"),
			{"ties", func() (any, error) { return g.Ties(ctx, v, "contact", id, graph.TiesOptions{Limit: 200}) }},
			{"interactions", func() (any, error) { return g.Interactions(ctx, v, "contact", id, nil, 100, "") }},
			{"companies", func() (any, error) { return g.Companies(ctx, v, id, nil) }},
			{"former colleagues", func() (any, error) {
				return g.FormerColleagues(ctx, v, id, graph.FormerColleaguesOptions{Limit: 200, Present: true})
			}},
			{"involvements", func() (any, error) { return g.Involvements(ctx, v, id, nil) }},
			{"chain of command", func() (any, error) { return g.ChainOfCommand(ctx, v, id, graph.ChainOptions{}) }},
			{"brief", func() (any, error) { return g.Brief(ctx, v, id, graph.BriefOptions{}) }},
		}
	case "usr":
		return []question{
			history("user"), around("user"),
			{"ties", func() (any, error) { return g.Ties(ctx, v, "user", id, graph.TiesOptions{Limit: 200}) }},
		}
	}
	return []question{history("position")}
}

// listsAsked asks about many records at once.
func (s *seenBy) listsAsked() {
	ctx := patient
	accounts, contacts := slices.Sorted(maps.Keys(s.accounts)), slices.Sorted(maps.Keys(s.contacts))
	compared := theDay("2024-01-01")
	portfolio, err := s.g.Portfolio(ctx, s.v, graph.PortfolioOptions{List: graph.ListOptions{Limit: 200}, CompareTo: &compared})
	s.answer("portfolio", true, portfolio, err)
	require.Equal(s.t, s.all(accounts...), idsOf(portfolio.Items, func(row graph.PortfolioRow) string { return row.Account.ID }), "portfolio of %s", s.who())

	emails := make([]string, len(contacts))
	for i, id := range contacts {
		emails[i] = id + "@example.com"
	}
	briefs, err := s.g.Briefs(ctx, s.v, emails[:8], graph.BriefOptions{})
	require.NoError(s.t, err)
	require.Len(s.t, briefs.Items, 8)
	for i, item := range briefs.Items {
		s.cases++
		require.Equal(s.t, s.sees(s.v, contacts[i]), item.Contact != nil, "a brief for %s, for %s", item.Email, s.who())
		if item.Contact != nil {
			item.Contact.WayIn = nil // asked on its own
			s.answer("brief for "+item.Email, true, item.Contact, nil)
		}
	}

	o := graph.AdvocatePathsOptions{From: "anyone", MaxHops: 2, Limit: 3}
	batch, err := s.g.AdvocatePathsToEach(ctx, s.v, contacts, o)
	s.answer("advocate paths to all", true, batch, err)
	for i, id := range contacts {
		require.Equal(s.t, s.sees(s.v, id), batch[i].Target.ID != "", "advocate paths to %s among all, for %s", id, s.who())
	}
}

// foundAsked looks records up by what a source calls them, and what was deleted.
func (s *seenBy) foundAsked() {
	all := slices.Concat(slices.Sorted(maps.Keys(s.accounts)), slices.Sorted(maps.Keys(s.contacts)), slices.Sorted(maps.Keys(s.deals)))
	for _, external := range []string{"001", "002", "007"} {
		found, err := s.g.ByExternalID(patient, s.v, graph.ExternalID{Source: "crm", ID: external})
		s.answer("what a source calls "+external, true, found, err)
		named := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return id[4:] != external })
		require.Equal(s.t, s.all(named...), idsOf(found.Items, func(r graph.LinkedRecord) string { return r.ID }), "what a source calls %s, for %s", external, s.who())
	}
	bin, err := s.g.Bin(patient, s.v, graph.BinOptions{Limit: 200})
	s.answer("bin", true, bin, err)
	deleted := []string{}
	for id, o := range s.binned {
		if level := s.v.Rights.Kinds[access.Contacts].Read; level != access.None && s.belongs(s.v, level, o, true) {
			deleted = append(deleted, id)
		}
	}
	slices.Sort(deleted)
	require.Equal(s.t, deleted, idsOf(bin.Items, func(b graph.Binned) string { return b.ID }), "what was deleted, for %s", s.who())
}

// change makes what histories and followers are told of: every influence, every member and the ties between users are put anew, and some contacts
// deleted.
func (w *seenWorld) change(t *testing.T, g *graph.Graph) {
	ctx := patient
	for _, user := range w.users[:4] {
		made, err := graph.Contacts.Create(ctx, g, access.System(), func(f graph.ContactWrite) (graph.ContactWrite, error) {
			f.Name, f.OwnerID = new("Gone"), &graph.Ref{ID: user}
			return f, nil
		})
		require.NoError(t, err)
		require.NoError(t, graph.Contacts.Delete(ctx, g, access.System(), made.ID, false))
		w.binned[made.ID] = owned{owner: user}
	}
	var effects []graph.InfluenceChange
	for _, e := range w.effects {
		change := graph.InfluenceChange{From: &graph.Ref{ID: e[0]}, To: &graph.Ref{ID: e[1]}, Weight: new(3), Effect: new("positive"), Since: graph.Optional[graph.Date]{}}
		if e[2] != "" {
			change.OpportunityID = &graph.Ref{ID: e[2]}
		}
		effects = append(effects, change)
	}
	made := func(results []graph.Result, err error) {
		require.NoError(t, err)
		for _, result := range results {
			require.NoError(t, result.Err)
		}
	}
	made(g.PutInfluences(ctx, access.System(), effects))
	var members []graph.MemberItem
	for _, deal := range slices.Sorted(maps.Keys(w.involved)) {
		for _, contact := range w.involved[deal] {
			members = append(members, graph.MemberItem{OpportunityID: &graph.Ref{ID: deal}, ContactID: &graph.Ref{ID: contact},
				MemberChange: graph.MemberChange{MemberState: graph.MemberState{Roles: []string{"decisionMaker", "approver"}, Attitude: new("supporter")}}})
		}
	}
	made(g.PutMembers(ctx, access.System(), members))
	var ties []graph.TieChange
	for pair := range w.ties {
		if pair[0][:3] == "usr" {
			ties = append(ties, graph.TieChange{PersonA: &graph.Ref{ID: pair[0]}, PersonB: &graph.Ref{ID: pair[1]}, Level: new("strong")})
		}
	}
	made(g.PutTies(ctx, access.System(), ties))
	for pair := range w.ties {
		if pair[0][:3] == "usr" {
			known, err := g.Ties(ctx, access.System(), "user", pair[0], graph.TiesOptions{Limit: 200})
			require.NoError(t, err)
			w.ties[pair] = *known.Items[slices.IndexFunc(known.Items, func(i graph.TieItem) bool { return i.Person.ID == pair[1] })].Strength
		}
	}
}

// changesAsked compares what a viewer is told of changes, and of the deals and people that they are about.
func (s *seenBy) changesAsked() {
	feed, err := s.g.Changes(patient, s.v, graph.ChangesOptions{Limit: 1000})
	s.answer("changes", true, feed, err)
	told := map[string]bool{}
	for _, item := range feed.Items {
		told[item.Kind+" "+strings.Join(item.People, " ")] = true
	}
	for pair := range s.ties {
		if pair[0][:3] == "usr" {
			require.Equal(s.t, s.seesTie(s.v, pair[0], pair[1]), told["tie "+pair[0]+" "+pair[1]], "news of the tie of %v, for %s", pair, s.who())
		}
	}
	for _, e := range s.effects {
		shows := s.sees(s.v, e[0]) && s.sees(s.v, e[1]) && !s.v.Hides(access.Influences, "")
		require.True(s.t, shows || !told["influence "+e[0]+" "+e[1]], "news of the influence of %v, for %s", e, s.who())
	}
}

// What a role does not read is as if it were not there: whoever reads none of a kind is answered, question by question, as whoever reads all of it is
// once there is none.
func TestKindsThatAreNotRead(t *testing.T) {
	s := storetest.Empty(t)
	w, parameters := drawSeenWorld(rand.New(rand.NewPCG(5, 5)))
	storetest.Put(t, putSeenWorld, parameters)
	g := graph.New(s, clock)
	require.NoError(t, g.RefreshBelongings(patient, access.System(), true))
	rights := func(kind access.Kind, level access.Level) access.Viewer {
		r := &access.Rights{Kinds: map[access.Kind]access.Reach{}, Connections: access.None}
		for _, each := range access.Kinds {
			r.Kinds[each] = access.Reach{Read: access.All}
		}
		r.Kinds[kind] = access.Reach{Read: level}
		return access.Viewer{UserID: "usr_001", Rights: r}
	}
	ask := func(v access.Viewer, hidden *access.Hidden) map[string]string {
		answers := map[string]string{}
		keep := func(about string, answer any) {
			text, err := json.Marshal(answer)
			require.NoError(t, err)
			var tree any
			require.NoError(t, json.Unmarshal(text, &tree))
			hidden.Drop(reflect.TypeOf(answer), tree) // what has no place in an answer at all
			text, err = json.Marshal(tree)
			require.NoError(t, err)
			answers[about] = string(text)
		}
		for _, id := range slices.Concat(slices.Sorted(maps.Keys(w.accounts)), slices.Sorted(maps.Keys(w.deals)), slices.Sorted(maps.Keys(w.contacts))[:4], w.users[:2]) {
			for _, q := range w.questions(g, v, id) {
				answer, err := q.ask()
				require.NoError(t, err, "%s of %s", q.about, id)
				keep(q.about+" of "+id, answer)
			}
		}
		page, err := g.Portfolio(patient, v, graph.PortfolioOptions{List: graph.ListOptions{Limit: 200}})
		require.NoError(t, err)
		keep("portfolio", page)
		return answers
	}
	for _, gone := range []struct {
		kind access.Kind
		all  string
	}{
		{access.Influences, `MATCH ()-[r:INFLUENCES]->() DELETE r`},
		{access.Relations, `MATCH ()-[r:RELATED_TO]->() DELETE r`},
		{access.BuyingCenterMembers, `MATCH ()-[r:INVOLVED_IN|PLACED_IN]->() DELETE r`},
		{access.Ties, `MATCH ()-[r:KNOWS|TIE_SOURCE]-() DELETE r`},
		{access.Interactions, `MATCH (i:Interaction) DETACH DELETE i`},
		{access.Positions, `MATCH (p:Position) DETACH DELETE p`},
	} {
		without := rights(gone.kind, access.None)
		have := ask(without, without.Hidden())
		storetest.Put(t, gone.all, nil)
		want := ask(rights(gone.kind, access.All), without.Hidden())
		for about := range want {
			if gone.kind == access.BuyingCenterMembers && strings.HasPrefix(about, "resilience") {
				require.NotContains(t, have[about], "con_") // it has no deals then: they are told by their key players
				continue
			}
			assert.JSONEq(t, want[about], have[about], "%s without %s", about, gone.kind)
		}
	}
}

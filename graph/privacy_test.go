package graph_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/problem"
)

// user is a viewer with the rights of an administrator, who sees all but what is private to others.
func user(id string) access.Viewer {
	rights := access.Builtin()["administrator"]
	return access.Viewer{UserID: id, Rights: &rights}
}

// Eva knows Ann, Ann knows Tom; Fred knows Ann too, and sits in the north.
const acquaintances = `
CREATE (:User:Person {id: 'usr_eva', name: 'Eva', email: 'eva@us.example', active: true, belongsTo: ['usr_eva']}),
  (:User:Person {id: 'usr_fred', name: 'Fred', email: 'fred@us.example', active: true, belongsTo: ['usr_fred']})-[:MEMBER_OF]->(:Unit {id: 'unt_north', name: 'North'}),
  (ann:Contact:Person {id: 'con_ann', name: 'Ann', belongsTo: ['usr_eva', '*']})-[:OWNED_BY]->(:User {id: 'usr_old', name: 'Old'}),
  (tom:Contact:Person {id: 'con_tom', name: 'Tom', belongsTo: ['usr_eva', '*']})-[:HOLDS {id: 'rel_1', primary: true}]->(:Position {id: 'pos_1', title: 'CFO'})-[:AT {id: 'rel_2'}]->(:Account {id: 'acc_1', name: 'Acme', belongsTo: ['usr_eva']})`

// ask is what two graphs, one with its ties in memory, answer alike.
type asked struct {
	t      *testing.T
	graphs []*graph.Graph
}

func askedBoth(t *testing.T, s *store.Store) asked {
	memory, _ := following(t, s, clock)
	return asked{t, []*graph.Graph{memory, graph.New(s, clock)}}
}

// paths are the chains to Tom for a viewer, as names and, of the first one, the whole path.
func (a asked) paths(v access.Viewer, from string) (names []string, first graph.Path) {
	a.t.Helper()
	for i, g := range a.graphs {
		answer, err := g.AdvocatePaths(context.Background(), v, "con_tom", graph.AdvocatePathsOptions{From: from, MaxHops: 3, Limit: 10})
		require.NoError(a.t, err)
		var found []string
		for _, p := range answer.Paths {
			var line []string
			for _, person := range p.People {
				line = append(line, person.Name)
			}
			found = append(found, strings.Join(line, " "))
		}
		if i == 0 {
			names = found
			if len(answer.Paths) > 0 {
				first = answer.Paths[0]
			}
		}
		require.Equal(a.t, names, found, "memory, then Cypher")
	}
	return names, first
}

// around are the names in a relation graph of Ann's ties.
func (a asked) around(v access.Viewer) (names []string) {
	a.t.Helper()
	for i, g := range a.graphs {
		answer, err := g.RelationGraph(context.Background(), v, "contact", "con_ann", graph.RelationGraphOptions{Depth: 1, Kinds: []string{graph.EdgeKnows}, Limit: 10})
		require.NoError(a.t, err)
		require.Len(a.t, answer.Edges, len(answer.Nodes)-1)
		var found []string
		for _, node := range answer.Nodes {
			found = append(found, node.Name)
		}
		if i == 0 {
			names = found
		}
		require.Equal(a.t, names, found, "memory, then Cypher")
	}
	return names
}

// ties are the names of those whom somebody knows, as a viewer sees them.
func (a asked) ties(v access.Viewer, kind, id string) (names []string, items []graph.TieItem) {
	a.t.Helper()
	page, err := a.graphs[0].Ties(context.Background(), v, kind, id, graph.TiesOptions{Limit: 10})
	require.NoError(a.t, err)
	for _, item := range page.Items {
		names = append(names, item.Person.Name)
	}
	return names, page.Items
}

// What is private to one is nothing to others, whatever they ask; what a tie rests on is its own user's, unless the user shares it.
func TestPrivateTies(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, acquaintances, nil)
	a := askedBoth(t, s)
	g, ctx := a.graphs[0], context.Background()
	eva, fred, system := user("usr_eva"), user("usr_fred"), access.System()

	say := func(v access.Viewer, c graph.TieChange) graph.Tie {
		t.Helper()
		tie, err := g.PutTie(ctx, v, c)
		require.NoError(t, err)
		return tie
	}
	tie := say(eva, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Level: new("strong"), Note: new("from school")})
	require.False(t, tie.Private)
	say(system, graph.TieChange{PersonA: ref("con_ann"), PersonB: ref("con_tom"), Strength: new(.5)})
	at := theDay("2026-05-04").Time()
	_, err := g.PutInteractions(ctx, system, []graph.InteractionChange{{ExternalID: "1", Kind: "meeting", At: &at, Organizer: ref("usr_eva"), Attendees: []graph.Ref{{ID: "con_ann"}}}})
	require.NoError(t, err)

	names, path := a.paths(eva, "anyone")
	require.Equal(t, []string{"Eva Ann Tom"}, names)
	require.Contains(t, path.Hops[0].Reason, "1 meeting on 4 May; said to be strong on 21 November")
	_, path = a.paths(fred, "anyone")
	require.Equal(t, []string{"Eva Ann Tom"}, names)
	require.Equal(t, "Eva and Ann: meetings, last in 2026-Q2; said to be strong.", path.Hops[0].Reason)
	require.Equal(t, "strong", path.Hops[0].Band)
	for _, e := range path.Hops[0].Evidence {
		require.Nil(t, e.Count)
		require.Nil(t, e.Last)
	}
	_, items := a.ties(eva, "contact", "con_ann")
	require.Equal(t, "from school", *items[0].Sources[1].Detail.Note)
	require.Equal(t, theDay("2026-05-04"), *items[0].LastContact)
	_, items = a.ties(fred, "contact", "con_ann")
	require.Nil(t, items[0].LastContact)
	require.Nil(t, items[0].StrengthYearAgo)
	require.Equal(t, "2026-Q2", *items[0].LastQuarter)
	require.Equal(t, theDay("2026-04-01"), *items[0].Since)
	require.Equal(t, []string{"meeting"}, items[0].Sources[0].Kinds)
	for _, source := range items[0].Sources {
		require.Nil(t, source.Detail, source.Kind)
	}
	_, err = g.PutWishes(ctx, eva, graph.WishesChange{ShareTies: new("details")})
	require.NoError(t, err)
	_, items = a.ties(fred, "contact", "con_ann")
	require.Equal(t, "from school", *items[0].Sources[1].Detail.Note)

	// Private: it is Eva's and the system's, whoever else speaks of it.
	_, err = g.PutTie(ctx, fred, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Private: new(true)})
	require.True(t, problem.Is(err, problem.KindInvalid), "somebody else's tie")
	tie = say(eva, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Level: new("strong"), Private: new(true)})
	require.True(t, tie.Private)
	require.False(t, tie.Muted)
	say(eva, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Level: new("strong")})
	seen := say(fred, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Level: new("weak")})
	require.Equal(t, []any{.2, false}, []any{*seen.Strength, seen.Private}, "as if nobody else had said anything")
	require.Error(t, g.DeleteTie(ctx, fred, tie.ID))
	for v, sees := range map[*access.Viewer]bool{&eva: true, &system: true, &fred: false, {TokenID: "tok_1", Rights: fred.Rights}: false} {
		names, _ = a.paths(*v, "anyone")
		ties, items := a.ties(*v, "contact", "con_ann")
		if sees {
			require.Equal(t, []string{"Eva Ann Tom"}, names)
			require.ElementsMatch(t, []string{"Ann", "Eva", "Tom"}, a.around(*v))
			require.ElementsMatch(t, []string{"Eva", "Tom"}, ties)
			require.NotEqual(t, items[0].Private, items[1].Private)
			continue
		}
		require.Empty(t, names)
		require.Equal(t, []string{"Ann", "Tom"}, a.around(*v))
		require.Equal(t, []string{"Tom"}, ties)
	}
	say(eva, graph.TieChange{PersonA: ref("usr_eva"), PersonB: ref("con_ann"), Level: new("strong"), Private: new(false)})
	names, _ = a.paths(fred, "anyone")
	require.Equal(t, []string{"Eva Ann Tom"}, names, "open again")

	// A whole contact.
	err = g.PutContactPrivacy(ctx, eva, "con_ann", graph.ContactPrivacy{Private: true})
	require.True(t, problem.Is(err, problem.KindConflict), "somebody else's contact")
	storetest.Put(t, `MATCH (c:Contact {id: 'con_ann'})-[o:OWNED_BY]->(:User), (u:User {id: 'usr_eva'}) DELETE o CREATE (c)-[:OWNED_BY]->(u)`, nil)
	require.NoError(t, g.PutContactPrivacy(ctx, eva, "con_ann", graph.ContactPrivacy{Private: true}))
	for _, v := range []access.Viewer{eva, system} {
		names, _ = a.paths(v, "anyone")
		require.Equal(t, []string{"Eva Ann Tom"}, names)
	}
	names, _ = a.paths(fred, "anyone")
	require.Empty(t, names)
	ties, _ := a.ties(fred, "contact", "con_tom")
	require.Empty(t, ties, "nor does Tom know anybody")
	_, err = g.ContactPrivacy(ctx, fred, "con_ann")
	require.True(t, problem.Is(err, problem.KindNotFound))
	require.NoError(t, g.PutContactPrivacy(ctx, eva, "con_ann", graph.ContactPrivacy{}))
	say(fred, graph.TieChange{PersonA: ref("usr_fred"), PersonB: ref("con_ann"), Level: new("weak")})
	err = g.PutContactPrivacy(ctx, eva, "con_ann", graph.ContactPrivacy{Private: true})
	require.True(t, problem.Is(err, problem.KindConflict), "Fred knows Ann too")
}

// What an introducer wishes holds on paths and for requests, and each side of a request sees what it may.
func TestIntroductions(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, acquaintances, nil)
	a := askedBoth(t, s)
	g, ctx := a.graphs[0], context.Background()
	eva, fred, other := user("usr_eva"), user("usr_fred"), user("usr_old")
	for _, put := range []graph.TieChange{{PersonA: ref("usr_fred"), PersonB: ref("con_ann"), Level: new("familiar")}, {PersonA: ref("con_ann"), PersonB: ref("con_tom"), Level: new("strong")}} {
		_, err := g.PutTie(ctx, access.System(), put)
		require.NoError(t, err)
	}
	wish := func(introductions string, limit *int) {
		t.Helper()
		_, err := g.PutWishes(ctx, fred, graph.WishesChange{Introductions: &introductions, IntroductionLimit: limit})
		require.NoError(t, err)
	}
	wish("closed", nil)
	names, _ := a.paths(eva, "anyone")
	require.Empty(t, names, "no path of others leads over who is closed")
	names, _ = a.paths(eva, "usr_fred")
	require.Empty(t, names)
	for _, v := range []access.Viewer{fred, access.System()} {
		names, _ = a.paths(v, "anyone")
		require.Equal(t, []string{"Fred Ann Tom"}, names)
	}
	wish("askFirst", nil)
	names, path := a.paths(eva, "anyone")
	require.Equal(t, []string{"somebody in North Ann Tom"}, names)
	require.Empty(t, path.People[0].ID)
	require.Empty(t, path.Hops[0].From)
	require.Nil(t, path.Hops[0].Strength)
	require.Empty(t, path.Hops[0].Evidence)
	require.Equal(t, "somebody in North and Ann: a familiar tie.", path.Hops[0].Reason)
	hop := path.People[0].Hop
	require.NotContains(t, hop, "usr_fred")

	ask := func(v access.Viewer, c graph.IntroductionChange) (graph.IntroductionRequest, error) {
		return g.AskForIntroduction(ctx, v, c)
	}
	_, err := ask(other, graph.IntroductionChange{TargetID: ref("con_tom"), Hop: &hop})
	require.True(t, problem.Is(err, problem.KindInvalid), "a hop of somebody else's path")
	_, err = ask(eva, graph.IntroductionChange{TargetID: ref("con_tom"), Hop: &hop, IntroducerID: ref("usr_fred")})
	require.True(t, problem.Is(err, problem.KindInvalid))
	_, err = ask(access.System(), graph.IntroductionChange{TargetID: ref("con_tom"), IntroducerID: ref("usr_fred")})
	require.True(t, problem.Is(err, problem.KindInvalid), "nobody is signed in")
	request, err := ask(eva, graph.IntroductionChange{TargetID: ref("con_tom"), Hop: &hop, Message: new("before spring"), Due: new(theDay("2026-12-01"))})
	require.NoError(t, err)
	require.Equal(t, []any{"asked", "Eva", "Tom", "CFO"}, []any{request.State, request.AskedBy.Name, request.Target.Name, *request.Target.Title})
	require.Nil(t, request.Introducer, "not before it is accepted")
	_, err = ask(eva, graph.IntroductionChange{TargetID: ref("con_tom"), Hop: &hop})
	require.True(t, problem.Is(err, problem.KindConflict), "asked already")

	_, err = g.Introduction(ctx, other, request.ID)
	require.True(t, problem.Is(err, problem.KindNotFound))
	box, err := g.Introductions(ctx, fred, "in", "asked", 10, "")
	require.NoError(t, err)
	require.Equal(t, "before spring", *box.Items[0].Message)
	require.Equal(t, "Fred", box.Items[0].Introducer.Name)
	for _, wrong := range []struct {
		v     access.Viewer
		state string
		kind  problem.Kind
	}{{eva, "accepted", problem.KindConflict}, {fred, "done", problem.KindConflict}, {other, "accepted", problem.KindNotFound}} {
		_, err = g.TurnIntroduction(ctx, wrong.v, request.ID, wrong.state)
		require.True(t, problem.Is(err, wrong.kind), "%v", wrong)
	}
	_, err = g.TurnIntroduction(ctx, fred, request.ID, "accepted")
	require.NoError(t, err)
	_, err = g.TurnIntroduction(ctx, fred, request.ID, "declined")
	require.True(t, problem.Is(err, problem.KindConflict), "accepted already")
	done, err := g.TurnIntroduction(ctx, eva, request.ID, "done")
	require.NoError(t, err)
	require.Equal(t, "Fred", done.Introducer.Name)

	wish("open", new(2))
	second, err := ask(eva, graph.IntroductionChange{TargetID: ref("con_ann"), IntroducerID: ref("usr_fred")})
	require.NoError(t, err)
	require.Equal(t, "Fred", second.Introducer.Name)
	_, err = ask(other, graph.IntroductionChange{TargetID: ref("con_tom"), IntroducerID: ref("usr_fred")})
	require.True(t, problem.Is(err, problem.KindConflict), "twice within 30 days")
	require.ErrorContains(t, err, "as often within 30 days")
	first, err := g.Introductions(ctx, eva, "out", "", 1, "")
	require.NoError(t, err)
	rest, err := g.Introductions(ctx, eva, "out", "", 1, first.NextCursor)
	require.NoError(t, err)
	require.Equal(t, []string{second.ID, request.ID}, []string{first.Items[0].ID, rest.Items[0].ID})
	require.Empty(t, rest.NextCursor)
	wish("closed", nil)
	_, err = ask(eva, graph.IntroductionChange{TargetID: ref("con_tom"), IntroducerID: ref("usr_fred")})
	require.ErrorContains(t, err, "takes no requests")
}

package graph_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/problem"
)

// Somebody who sees their unit's records and writes their own changes these, is refused the others, and does not find what they do not see, whatever
// they would change of it.
func TestWhoMayWriteWhat(t *testing.T) {
	s := storetest.Empty(t)
	storetest.Put(t, `
CREATE (mine:Unit {id: 'unt_1', name: 'North'}), (theirs:Unit {id: 'unt_2', name: 'South'}),
  (me:User:Person {id: 'usr_1', name: 'Me', active: true})-[:MEMBER_OF]->(mine), (mate:User:Person {id: 'usr_2', name: 'Mate', active: true})-[:MEMBER_OF]->(mine),
  (other:User:Person {id: 'usr_3', name: 'Other', active: true})-[:MEMBER_OF]->(theirs)
WITH [me, mate, other] AS users UNWIND range(0, 2) AS i WITH users[i] AS u, toString(i + 1) AS n
CREATE (a:Account {id: 'acc_' + n, name: 'Account ' + n, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:OWNED_BY]->(u),
  (o:Opportunity {id: 'opp_' + n, name: 'Deal ' + n, status: 'open', createdAt: datetime(), updatedAt: datetime(), version: 1})-[:FOR]->(a), (o)-[:OWNED_BY]->(u),
  (p:Position {id: 'pos_' + n, title: 'Seat', assistant: false, placeholder: false, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:AT {id: 'rel_a' + n}]->(a),
  (:Contact:Person {id: 'con_' + n, name: 'Contact ' + n, createdAt: datetime(), updatedAt: datetime(), version: 1})-[:HOLDS {id: 'rel_h' + n, primary: true, source: 'api', status: 'fact'}]->(p)`, nil)
	ctx, g := context.Background(), graph.New(s, clock)
	require.NoError(t, g.RefreshBelongings(ctx, access.System(), true))
	rep := access.Builtin()["rep"]
	v := access.Viewer{UserID: "usr_1", Units: []string{"unt_1"}, Below: []string{"unt_1"}, Rights: &rep}

	rename := func(id string) error {
		_, err := graph.Accounts.Patch(ctx, g, v, id, nil, func(f graph.AccountFields) (graph.AccountFields, error) { f.Name = new("Renamed"); return f, nil })
		return err
	}
	invite := func(deal, contact string) error {
		_, err := g.PutMember(ctx, v, deal, contact, graph.MemberChange{MemberState: graph.MemberState{Roles: []string{"champion"}}})
		return err
	}
	met := func(externalID string, with ...string) error {
		parts := []graph.Ref{}
		for _, id := range with {
			parts = append(parts, graph.Ref{ID: id})
		}
		at := clock().Add(-time.Hour)
		results, err := g.PutInteractions(ctx, v, []graph.InteractionChange{{ExternalID: externalID, Kind: "meeting", At: &at, Attendees: parts}})
		if err == nil {
			err = results[0].Err
		}
		return err
	}
	within := func(level access.Level, change func() error) func() error {
		return func() error {
			kinds := maps.Clone(rep.Kinds)
			kinds[access.Interactions] = access.Reach{Read: access.All, Write: level}
			was := v.Rights
			defer func() { v.Rights = was }()
			v.Rights = &access.Rights{Kinds: kinds}
			return change()
		}
	}
	for _, change := range []struct {
		about string
		make  func() error
		kind  problem.Kind // empty: it is made
	}{
		{"an own account", func() error { return rename("acc_1") }, ""},
		{"a colleague's account", func() error { return rename("acc_2") }, problem.KindNotAllowed},
		{"another unit's account", func() error { return rename("acc_3") }, problem.KindNotFound},
		{"an account of a token without a unit, which nobody would see", func() error {
			_, err := graph.Accounts.Create(ctx, g, access.Viewer{TokenID: "tok_1", Rights: &rep}, func(f graph.AccountFields) (graph.AccountFields, error) {
				f.Name = new("Nobody's")
				return f, nil
			})
			return err
		}, problem.KindNotAllowed},
		{"a member of an own deal", func() error { return invite("opp_1", "con_2") }, ""},
		{"a member of another unit's deal", func() error { return invite("opp_3", "con_1") }, problem.KindNotFound},
		{"a member who is not seen", func() error { return invite("opp_1", "con_3") }, problem.KindNotFound},
		{"an own meeting", func() error { return met("m1", "usr_1", "con_1") }, ""},
		{"a colleague's meeting", func() error { return met("m2", "usr_2", "con_2") }, problem.KindNotAllowed},
		{"a meeting of nobody of ours", func() error { return met("m3", "con_1", "con_2") }, problem.KindNotAllowed},
		{"an own meeting made a colleague's", func() error { return met("m1", "usr_2", "con_1") }, problem.KindNotAllowed},
		{"a colleague's meeting, by one who writes their unit's", within(access.Unit, func() error { return met("m2", "usr_2", "con_2") }), ""},
		{"a colleague's meeting made one's own", func() error { return met("m2", "usr_1", "con_2") }, problem.KindNotAllowed},
		{"the same meeting again", func() error { return met("m2", "usr_2", "con_2") }, ""},
		{"another unit's meeting, by one who writes their units'", within(access.UnitTree, func() error { return met("m4", "usr_3", "con_1") }), problem.KindNotAllowed},
		{"an own meeting, by one who writes none", within(access.None, func() error { return met("m5", "usr_1", "con_1") }), problem.KindNotAllowed},
		{"another unit's meeting, by one who writes all", within(access.All, func() error { return met("m4", "usr_3", "con_1") }), ""},
		{"an own contact away", func() error { return graph.Contacts.Delete(ctx, g, v, "con_1", true) }, ""},
		{"a colleague's contact away", func() error { return graph.Contacts.Delete(ctx, g, v, "con_2", true) }, problem.KindNotAllowed},
		{"another unit's contact away", func() error { return graph.Contacts.Delete(ctx, g, v, "con_3", true) }, problem.KindNotFound},
		{"the seat of a colleague's account", func() error { _, err := g.PutHolder(ctx, v, "pos_2", graph.HolderChange{}); return err }, problem.KindNotAllowed},
		{"another unit's seat", func() error { _, err := g.PutHolder(ctx, v, "pos_3", graph.HolderChange{}); return err }, problem.KindNotFound},
	} {
		err := change.make()
		if change.kind == "" {
			require.NoError(t, err, change.about)
		} else {
			require.True(t, problem.Is(err, change.kind), "%s: %v", change.about, err)
		}
	}
	made, err := graph.Contacts.Create(ctx, g, v, func(f graph.ContactWrite) (graph.ContactWrite, error) { f.Name = new("New"); return f, nil })
	require.NoError(t, err)
	require.Equal(t, "usr_1", made.OwnerID.ID, "who makes a contact sees it")
}

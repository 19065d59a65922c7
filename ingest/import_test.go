package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"kith/graph/store/storetest"
	"kith/ingest"
)

const (
	smallAccounts  = "accounts\nid,name,domain,parent_id,percent,owner_email\nA,Acme,acme.example;acme.test,,,olga@us.example\nB,Brno Works,brno.example,A,51,\n"
	smallUsers     = "users\nid,name,email,unit,role\n1,Olga Berg,Olga@us.example,North,rep\n"
	smallUnits     = "units\nid,name,parent_id\nn,North,s\ns,Sales,\n"
	smallContacts  = "contacts\nid,first_name,last_name,email,account_id,title,reports_to_id,since,owner_email\nc1,Ann,Alt,ann@acme.example,A,CEO,,2020-01-01,olga@us.example\nc2,Ben,Bor,ben@acme.example,A,CFO,c1,2021-02-03,\n"
	smallPositions = "positions\nid,account_id,title,contact_id,reports_to_id,line,since,until\np1,B,Head,c1,,,2022-01-01,\np2,B,Deputy,,p1,,2022-01-01,\n"
)

func TestTwiceIsOnce(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, smallAccounts, smallUsers, smallUnits, smallContacts, smallPositions)
	first, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, []ingest.Counts{
		{Kind: "units", Created: 2}, {Kind: "users", Created: 1}, {Kind: "accounts", Created: 2}, {Kind: "contacts", Created: 2}, {Kind: "positions", Created: 2},
	}, first.Kinds)
	before := everything(t)
	for _, later := range []int{0, 40} {
		again, rejects := importing(t, s, dir, on(day.AddDays(later)))
		require.Empty(t, rejects)
		require.Equal(t, []ingest.Counts{
			{Kind: "units", Unchanged: 2}, {Kind: "users", Unchanged: 1}, {Kind: "accounts", Unchanged: 2}, {Kind: "contacts", Unchanged: 2}, {Kind: "positions", Unchanged: 2},
		}, again.Kinds)
		require.Equal(t, before, everything(t))
	}
}

const (
	smallDeals        = "opportunities\nid,account_id,name,owner_email,value,currency,close_date\nd1,A,Big deal,olga@us.example,1000,EUR,2027-01-31\n"
	smallProducts     = "products\nid,name,price\nx,Widget,12.5\n"
	smallItems        = "line_items\nopportunity_id,product_id,quantity,unit_price,discount\nd1,x,3,12.5,10\n"
	smallMembers      = "buying_center\nopportunity_id,contact_id,roles,attitude,influence\nd1,c1,decisionMaker;approver,supporter,5\nd1,ben@acme.example,,,\n"
	smallInfluences   = "influences\nfrom_id,to_id,weight,effect,opportunity_id\nc1,c2,4,positive,d1\naccount:B,c2,,negative,\n"
	smallRelations    = "relations\nfrom_id,to_id,type,since\nc1,account:B,board member of,2020-01-01\nc1,user:1,married to,\n"
	smallTies         = "ties\nperson_a,person_b,level,strength,since\nuser:1,c1,strong,,2026-01-01\nc1,c2,,0.4,\nolga@us.example,c2,,,\n"
	smallTeam         = "account_team\naccount_id,user_email,as,access\nA,olga@us.example,sales,write\n"
	smallInteractions = "interactions\nat,kind,from,to,cc,id\n2026-10-01T10:00:00Z,email,user:1,ann@acme.example;nobody@else.example,c2,m1\n2026-10-02,meeting,c1,user:1,,\n"
)

var everyKind = []string{smallAccounts, smallUsers, smallUnits, smallContacts, smallPositions, smallDeals, smallProducts, smallItems, smallMembers,
	smallInfluences, smallRelations, smallTies, smallTeam, smallInteractions}

func TestEveryKindTwiceIsOnce(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, everyKind...)
	first, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	for _, counts := range first.Kinds {
		require.Zero(t, counts.Changed+counts.Unchanged+counts.Rejected+counts.Repeated, counts)
	}
	require.Equal(t, []string{`the relation type "board member of" is new`, `the relation type "married to" is new`}, first.Notes)
	before := everything(t)
	again, rejects := importing(t, s, dir, on(day.AddDays(3)))
	require.Empty(t, rejects)
	for i, counts := range again.Kinds {
		require.Equal(t, ingest.Counts{Kind: counts.Kind, Unchanged: first.Kinds[i].Created}, counts)
	}
	require.Equal(t, before, everything(t))
}

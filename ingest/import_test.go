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

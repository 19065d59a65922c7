package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func kindOf(t *testing.T, name, header string) (*File, error) {
	t.Helper()
	return Read(name, strings.NewReader(header+"\n"), DefaultLimits)
}

func TestEveryKindIsKnownByItsFullHeader(t *testing.T) {
	for _, k := range Kinds {
		var header []string
		for _, c := range k.Columns {
			header = append(header, c.Name)
		}
		for _, h := range [][]string{header, k.ExportHeader([]string{"tier"})} {
			h = slices.DeleteFunc(h, func(name string) bool { return name == "custom.tier" && !k.Custom })
			f, err := kindOf(t, k.Name+".csv", strings.Join(h, ","))
			require.NoError(t, err)
			require.Equal(t, k.Name, f.Kind.Name)
			require.Empty(t, f.Notes)
		}
		require.Equal(t, k, KindNamed(k.Name))
	}
	require.Nil(t, KindNamed("rejects"))
}

func TestKinds(t *testing.T) {
	for _, test := range []struct{ name, header, kind string }{
		{"kunden.csv", "id,name,domain,employees", "accounts"},
		{"contacts.csv", "id,name,domain,employees", "accounts"},
		{"kunden.csv", "Owner_Email; ID ;NAME;domain", "accounts"},
		{"accounts.csv", "id,name", "accounts"},
		{"/some/where/2026-contacts.CSV.gz", "id,name", "contacts"},
		{"units.csv", "id,name,parent_id", "units"},
		{"users.csv", "id,name,email", "users"},
		{"relations.csv", "from_id,to_id,type", "relations"},
		{"x.csv", "from_id,to_id,weight", "influences"},
		{"x.csv", "person_a,person_b", "ties"},
		{"accounts.csv", "id,name,one,two,three,four", "accounts"},
		{"contacts.csv", "id,first_name,last_name,email,account_id,title,reports_to_id,since,until", "contacts"},
		{"positions.csv", "id,account_id,title,contact_id,since,until", "positions"},
	} {
		f, err := kindOf(t, test.name, test.header)
		require.NoError(t, err, test.header)
		require.Equal(t, test.kind, f.Kind.Name, test.header)
	}
}

func TestHeadersThatFitNoKind(t *testing.T) {
	for _, test := range []struct{ name, header, want string }{
		{"accounts.csv", "id,domain,industry", "accounts.csv: as accounts it needs the column name"},
		{"x.csv", "person_a,level", "x.csv: as ties it needs the column person_b"},
		{"relations.csv", "from_id,to_id,since", "relations.csv: as relations it needs the column type"},
		{"contacts.csv", "first_name,last_name,email", "contacts.csv: as contacts it needs the column id"},
		{"x.csv", "id,name", "its columns fit units, accounts, contacts, products equally"},
		{"x.csv", "id,colour,size,weight_kg", `no known kind of file has the columns "id", "colour", "size", "weight_kg"`},
		{"x.csv", "First Name,Last Name,URL", "no known kind"},
		{"x.csv", strings.Repeat("strange,", 20) + "x", `"strange", and 11 more`},
		{"x.csv", "hello", "no known kind"},
	} {
		_, err := kindOf(t, test.name, test.header)
		var refused *Refused
		require.ErrorAs(t, err, &refused)
		require.ErrorContains(t, err, test.want)
	}
}

func TestUnknownColumnsAreReportedOnce(t *testing.T) {
	f, err := kindOf(t, "accounts.csv", "id, shoe size ,name,custom.Tier,custom.,,CUSTOM.tier")
	require.NoError(t, err)
	require.Equal(t, []string{`accounts.csv: accounts takes no column "shoe size", "custom.", "": left out`}, f.Notes)
	require.Equal(t, 2, f.Column("name"))
	require.Equal(t, 3, f.Column("custom.Tier"))
	require.Equal(t, 6, f.Column("custom.tier"))
	require.Equal(t, -1, f.Column("shoe size"))
	require.Equal(t, -1, f.Column("domain"))

	f, err = kindOf(t, "ties.csv", "person_a,person_b,custom.x")
	require.NoError(t, err)
	require.Equal(t, []string{`ties.csv: ties takes no column "custom.x": left out`}, f.Notes)

	f, err = kindOf(t, "contacts.csv", "id,name,domain,employees")
	require.NoError(t, err)
	require.Equal(t, []string{"contacts.csv: by its columns it holds accounts"}, f.Notes)
}

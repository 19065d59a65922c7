package ingest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/ingest"
)

func TestBadRowStopsNothing(t *testing.T) {
	s := storetest.Empty(t)
	files := []string{
		"accounts\nid,name,employees,website,owner_email,custom.grade\nA,Acme,12,https://acme.example,nobody@us.example,=1+1\nB,,1,,,\nC,Cork,many,,,\nD,Derby,1,not a website,,\nE,=cmd|' /C calc'!A0,,,,\nF,two\nG," + strings.Repeat("x", 600) + ",,,,\nH,\x00,,,,\nI,\xff,,,,\n",
		"contacts\nid,name,account_id,reports_to_id,attitude,since,until\n1,Ann,A,,friend,,\n2,Ben,nowhere,,,,\n3,Cleo,A,9,,,\n4,Dan,A,,,2020-02-30,\n5,Eve,A,,,2020-01-01,2020-01-01\n6,عمر 😀,A,,,,\n,Nameless,,,,,\n",
		"opportunities\nid,account_id,name\nd1,A,Deal\nd2,nowhere,Deal\n",
		"influences\nfrom_id,to_id,weight,opportunity_id\n3,2,9,\n2,3,4,d9\n2,account:A,4,\n2,3,4,\n2,2,1,\nuser:7,3,1,\n",
		"buying_center\nopportunity_id,contact_id,roles\nd9,2,approver\nd1,3,boss\nd1,2,approver;champion\nd1,99,approver\n",
		"ties\nperson_a,person_b,level,strength\n2,3,weak,0.5\n2,2,weak,\n2,account:A,weak,\n2,3,,1.5\n2,gone@x.example,weak,\n2,3,strong,\n",
		"relations\nfrom_id,to_id,type\n2,account:Z,advises\n2,account:A,advises\n2,3,\n",
		"interactions\nat,kind,from,to\n2026-13-01,email,2,3\n2026-01-01,letter,2,3\n2026-01-01,email,77,3\n2026-01-01,email,2,3;78;new@x.example\n",
	}
	summary, rejects := importing(t, s, folder(t, files...))
	require.Equal(t, []string{
		`accounts.csv,10,name,is not UTF-8,I,` + "\xff" + `,,,,`,
		`accounts.csv,2,owner_email,"there is no user ""nobody@us.example""",A,Acme,12,https://acme.example,nobody@us.example,=1+1`,
		`accounts.csv,3,name,is required,B,,1,,,`,
		`accounts.csv,4,employees,"""many"" is not a number such as 1234.5",C,Cork,many,,,`,
		`accounts.csv,5,website,is not an address that begins with http:// or https://,D,Derby,1,not a website,,`,
		`accounts.csv,7,,"the row has 2 cells, the header 6",F,two`,
		`accounts.csv,8,name,has more than 500 characters,G,` + strings.Repeat("x", 600) + `,,,,`,
		`accounts.csv,9,name,has a NUL character,H,` + "\x00" + `,,,,`,
	}, rejectsOf("accounts", rejects))
	require.Equal(t, []string{
		`contacts.csv,2,attitude,"""friend"" is not one of enemy, nonSupporter, neutral, supporter, mentor",1,Ann,A,,friend,,`,
		`contacts.csv,3,account_id,"there is no account ""nowhere""",2,Ben,nowhere,,,,`,
		`contacts.csv,4,reports_to_id,9 has no position in this account,3,Cleo,A,9,,,`,
		`contacts.csv,5,since,"""2020-02-30"" is not a date such as 2026-11-21",4,Dan,A,,,2020-02-30,`,
		`contacts.csv,6,until,is not after since,5,Eve,A,,,2020-01-01,2020-01-01`,
		`contacts.csv,8,id,is required,,Nameless,,,,,`,
	}, rejectsOf("contacts", rejects))
	require.Equal(t, []string{`opportunities.csv,3,account_id,"there is no account ""nowhere""",d2,nowhere,Deal`}, rejectsOf("opportunities", rejects))
	require.Equal(t, []string{"2,weight", "3,opportunity_id", "4,to_id", "6,to_id", "7,from_id"}, places("influences", rejects))
	require.Equal(t, []string{"2,opportunity_id", "3,roles", "5,contact_id"}, places("buying_center", rejects))
	require.Equal(t, []string{"3,person_b", "4,person_b", "6,person_b"}, places("ties", rejects))
	require.Equal(t, []string{"2,to_id", "4,type"}, places("relations", rejects))
	require.Equal(t, []string{"2,at", "3,kind", "4,from", "5,to"}, places("interactions", rejects))

	require.Equal(t, ingest.Counts{Kind: "accounts", Created: 2, Rejected: 8}, counts(t, summary, "accounts"))
	require.Equal(t, ingest.Counts{Kind: "contacts", Created: 3, Rejected: 6}, counts(t, summary, "contacts"))
	require.Equal(t, ingest.Counts{Kind: "interactions", Created: 1, Rejected: 4}, counts(t, summary, "interactions"))
	require.Equal(t, ingest.Counts{Kind: "ties", Created: 1, Rejected: 3, Repeated: 2}, counts(t, summary, "ties"))
	require.Equal(t, []string{"=cmd|' /C calc'!A0", "Acme"}, lines(t, `MATCH (a:Account) RETURN a.name AS line ORDER BY line`))
	require.Equal(t, []string{"=1+1"}, lines(t, "MATCH (a:Account {name: 'Acme'}) RETURN a.`custom.grade`"))
	require.Equal(t, []string{"Cleo@Acme ..", "عمر 😀@Acme .."}, lines(t, heldBy))
	require.Equal(t, []string{"3 2"}, lines(t, `MATCH (i:Interaction) RETURN toString(i.people) + ' ' + toString(count { (i)<-[:TOOK_PART]-(:Person) }) AS line`))

	// Rejected again, and nothing else.
	before := everything(t)
	_, again := importing(t, s, folder(t, files...))
	require.Equal(t, rejects, again)
	require.Equal(t, before, everything(t))
}

// rejectsOf are the lines of the rejects file that speak of one file.
func rejectsOf(kind string, rejects []string) []string {
	var of []string
	for _, line := range rejects {
		if strings.HasPrefix(line, kind+".csv,") {
			of = append(of, line)
		}
	}
	return of
}

// places are lines and columns of a file's rejected rows.
func places(kind string, rejects []string) []string {
	var of []string
	for _, line := range rejectsOf(kind, rejects) {
		of = append(of, strings.Join(strings.SplitN(line, ",", 4)[1:3], ","))
	}
	return of
}

func TestFilesRefusedBeforeAnythingIsWritten(t *testing.T) {
	s := storetest.Empty(t)
	var bomb bytes.Buffer
	zip := gzip.NewWriter(&bomb)
	_, err := zip.Write([]byte("id,name\n"))
	require.NoError(t, err)
	for range 40 {
		_, err := zip.Write(bytes.Repeat([]byte("x"), 1<<20))
		require.NoError(t, err)
	}
	require.NoError(t, zip.Close())
	whole := bomb.Bytes()
	for name, text := range map[string]string{
		"empty":            "",
		"column missing":   "id,sku,price\nx,1,2\n",
		"no kind":          "colour,shape\nred,round\n",
		"UTF-16":           "\xff\xfei\x00d\x00",
		"gzip bomb":        string(whole),
		"gzip that breaks": string(whole[:len(whole)/2]),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "accounts.csv"), []byte("id,name\nA,Acme\n"), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "products.csv"), []byte(text), 0o600))
			o := ingest.ImportOptions{Terms: ingest.Terms{Source: "crm"}, Rejects: filepath.Join(dir, "rejects.csv")}
			for _, file := range []string{"accounts.csv", "products.csv"} {
				o.Files = append(o.Files, ingest.Source{Name: file, Path: filepath.Join(dir, file)})
			}
			_, err := ingest.Import(context.Background(), graph.New(s, day.Time), access.System(), o)
			var refused *ingest.Refused
			require.ErrorAs(t, err, &refused)
			require.Equal(t, "products.csv", refused.File)
			require.Empty(t, lines(t, `MATCH (a:Account) RETURN a.name`))
		})
	}
	_, rejects := importing(t, s, folder(t, "accounts\nid,name\nA,Acme\nB,\"Brno, and the file ends"))
	require.Len(t, rejects, 1)
	require.Contains(t, rejects[0], "accounts.csv,3,,the file ends inside a quoted cell")
	require.Equal(t, []string{"Acme"}, lines(t, `MATCH (a:Account) RETURN a.name`))
}

func TestMatching(t *testing.T) {
	s := storetest.Empty(t)
	header := "contacts\nid,name,email\n"
	importing(t, s, folder(t, header+"1,Ann,ann@x.example\n2,Ben,office@x.example\n3,Cleo,office@x.example\n4,Dan,\n5,Eve,eve@x.example\n", "accounts\nid,name,domain\nA,Acme,acme.example\nB,Brno,shared.example\nC,Cork,shared.example\n"))
	// From another source: by an e-mail that exactly one has, never by name, and two ids of one source are two records.
	summary, rejects := importing(t, s, folder(t, header+"x,Ann Alt,ANN@x.example\ny,Ben,office@x.example\nz,Dan,\nv,Eve,eve@x.example\nw,Eva,eve@x.example\n", "accounts\nid,name,domain\nq,Acme Inc.,ACME.example\nr,Another,shared.example\n"), from("erp"))
	require.Empty(t, rejects)
	require.Equal(t, ingest.Counts{Kind: "contacts", Created: 3, Changed: 2}, counts(t, summary, "contacts"))
	require.Equal(t, ingest.Counts{Kind: "accounts", Created: 1, Changed: 1}, counts(t, summary, "accounts"))
	require.Equal(t, []string{"Ann Alt crm:1 erp:x", "Ben crm:2", "Ben erp:y", "Cleo crm:3", "Dan crm:4", "Dan erp:z", "Eva erp:w", "Eve crm:5 erp:v"}, lines(t, `
MATCH (c:Contact)
RETURN c.name + reduce(ids = '', x IN COLLECT { MATCH (c)<-[i:IDENTIFIES]-(x:ExternalId) RETURN x ORDER BY i.index } | ids + ' ' + x.source + ':' + x.externalId) AS line ORDER BY line`))
	for range 2 {
		summary, _ = importing(t, s, folder(t, header+"x,Ann Alt,other@x.example\n"), from("erp")) // its id is known now
		require.Equal(t, int64(0), counts(t, summary, "contacts").Created)
	}
	// No two users have one address, a user's e-mail finds the user and no contact.
	_, rejects = importing(t, s, folder(t, "users\nid,name,email\n1,Olga,olga@us.example\n2,Olga too,OLGA@us.example\n3,Ann,ann@x.example\n"))
	require.Equal(t, []string{"users.csv,3,email,\"another user has \"\"olga@us.example\"\"\",2,Olga too,OLGA@us.example"}, rejects)
	require.Equal(t, 2, number(t, `MATCH (u:User) RETURN count(u)`))
}

func TestReferencesInAnyOrder(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t,
		"units\nid,name,parent_id\nb,Below,a\na,Above,\nc,Circle,d\nd,Other,c\n",
		"users\nid,name,email,unit,role,active\n1,Olga,olga@us.example,b,rep,\n2,Petr,petr@us.example,Above,manager,no\n3,Quido,quido@us.example,Nowhere,king,\n",
		"accounts\nid,name,parent_id,owner_email\nB,Branch,A,petr@us.example\nA,Acme,,olga@us.example\n",
		"contacts\nid,name,email,account_id,reports_to_id\n1,Ann,ann@a.example,A,2\n2,Ben,office@a.example,A,\n3,Cleo,office@a.example,B,\n",
		"relation_types\nname,forward,backward,knows\nConsults,consultant of,advised by,\n",
		"relations\nfrom_id,to_id,type\n1,account:B,Consultant Of\naccount:A,2,ADVISED BY\nuser:1,ann@a.example,school\n",
		"ties\nperson_a,person_b,level\nolga@us.example,ann@a.example,weak\nuser:2,2,weak\noffice@a.example,1,weak\nANN@a.example,user:1,strong\n",
	)
	summary, rejects := importing(t, s, dir)
	require.Equal(t, []string{"4,role", "4,unit"}, places("users", rejects))
	require.Equal(t, []string{"5,parent_id"}, places("units", rejects))
	require.Equal(t, []string{"4,person_a"}, places("ties", rejects))
	require.Contains(t, rejectsOf("ties", rejects)[0], "several people have this address: name one by id")
	require.Len(t, rejects, 4)
	require.Equal(t, []string{`the relation type "school" is new`}, summary.Notes)
	require.Equal(t, []string{"Ann consultant of Branch", "Ben consultant of Acme", "Olga school Ann"}, lines(t, `
MATCH (a)-[r:RELATED_TO]->(b) MATCH (t:RelationType {id: r.type}) RETURN a.name + ' ' + t.forward + ' ' + b.name AS line ORDER BY line`))
	require.Equal(t, []string{"Below Above", "Circle Other"}, lines(t, `MATCH (u:Unit)-[:PART_OF]->(p:Unit) RETURN u.name + ' ' + p.name AS line ORDER BY line`))
	require.Equal(t, []string{"Olga true Below rep", "Petr false Above manager", "Quido true none none"}, lines(t, `
MATCH (u:User) OPTIONAL MATCH (u)-[:MEMBER_OF]->(n:Unit) OPTIONAL MATCH (u)-[:HAS_ROLE]->(r:Role)
RETURN u.name + ' ' + toString(u.active) + ' ' + coalesce(n.name, 'none') + ' ' + coalesce(r.name, 'none') AS line ORDER BY line`))
	require.Equal(t, []string{"Ann Olga 0.8", "Ben Petr 0.2"}, lines(t, `
MATCH (a:Contact)-[k:KNOWS]-(b:User) RETURN a.name + ' ' + b.name + ' ' + toString(k.strength) AS line ORDER BY line`))
	require.Equal(t, []string{"Ann > Ben .."}, lines(t, reporting))
	require.Equal(t, []string{"Branch < Acme  .."}, lines(t, owning))
	before := everything(t)
	importing(t, s, dir, on(day.AddDays(2)))
	require.Equal(t, before, everything(t))
}

func TestAnIDTwiceInOneFile(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, "contacts\nid,name\n1,First\n2,Ben\n1,Second\n1,Third\n", "influences\nfrom_id,to_id,weight\n1,2,1\n1,2,5\n")
	for run := range 2 {
		summary, rejects := importing(t, s, dir)
		require.Empty(t, rejects)
		require.Equal(t, int64(2), counts(t, summary, "contacts").Repeated)
		require.Equal(t, int64(1), counts(t, summary, "influences").Repeated)
		require.Equal(t, int64(2*run), counts(t, summary, "contacts").Unchanged)
		require.Equal(t, []string{"Ben 1", "Third 1"}, lines(t, `MATCH (c:Contact) RETURN c.name + ' ' + toString(c.version) AS line ORDER BY line`))
		require.Equal(t, []string{"5"}, lines(t, `MATCH (:Contact)-[r:INFLUENCES]->(:Contact) RETURN toString(r.weight)`))
	}
}

func TestTiesSaidAnew(t *testing.T) {
	s := storetest.Empty(t)
	people := "contacts\nid,name\n1,Ann\n2,Ben\n"
	tie := `MATCH (:Contact)-[k:KNOWS]->(:Contact) MATCH (:Contact)-[t:TIE_SOURCE]->(:Contact) RETURN coalesce(toString(round(k.strength, 4)), 'unknown') + ' ' + k.status + ' ' + t.kind + ' ' + coalesce(toString(t.saidOn), '') AS line`
	for _, step := range []struct{ row, want string }{
		{"1,2,,,", "unknown asserted asserted 2026-11-21"},
		{"2,1,strong,,", "0.8 asserted asserted 2026-11-21"},
		{"1,2,familiar,,2025-11-21", "0.25 asserted asserted 2025-11-21"},
		{"1,2,,0.375,", "0.375 fact measured "},
		{"1,2,weak,,", "0.2 asserted asserted 2026-11-21"},
	} {
		_, rejects := importing(t, s, folder(t, people, "ties\nperson_a,person_b,level,strength,since\n"+step.row+"\n"))
		require.Empty(t, rejects)
		have := lines(t, tie)
		require.Len(t, have, 1)
		if !strings.HasPrefix(step.want, "0.25") { // 2025-11-21 to 2026-11-21 are 365 days of a year of 365.25
			require.Equal(t, step.want, have[0])
		}
	}
	// Another source's tie stays beside it.
	importing(t, s, folder(t, people, "ties\nperson_a,person_b,strength\n1,2,0.5\n"), from("mail"))
	require.Empty(t, lines(t, `MATCH (a:Contact)-[k:KNOWS]->(:Contact) WHERE k.strength > 0.5 RETURN a.name`))
}

func TestDryRunCountsAndWritesNothing(t *testing.T) {
	s := storetest.Empty(t)
	dir := folder(t, append([]string{"contacts2\nid,name,account_id,reports_to_id\nx1,Una,A,x2\nx2,Vit,A,x1\nx3,Wim,A,x3\nx4,,A,\n"}, everyKind...)...)
	dry := func(o *options) { o.DryRun = true }
	planned, wouldReject := importing(t, s, dir, dry)
	require.Empty(t, everything(t))
	done, rejects := importing(t, s, dir)
	require.Equal(t, done, planned)
	require.Equal(t, rejects, wouldReject)
	require.Len(t, rejects, 3)
	before := everything(t)
	again, _ := importing(t, s, dir, dry)
	for _, c := range again.Kinds {
		require.Zero(t, c.Created+c.Changed, c)
	}
	require.Equal(t, before, everything(t))
}

func TestSeveralBatches(t *testing.T) {
	s := storetest.Empty(t)
	const people = 12_000
	var contacts, ties strings.Builder
	contacts.WriteString("contacts\nid,name,account_id,reports_to_id\n")
	ties.WriteString("ties\nperson_a,person_b,strength\n")
	for i := range people {
		manager := ""
		if i > 0 {
			manager = fmt.Sprint((i - 1) / 10)
		}
		fmt.Fprintf(&contacts, "%d,Person %d,A,%s\n", i, i, manager)
		fmt.Fprintf(&ties, "%d,%d,0.5\n", i, (i+1)%people)
	}
	contacts.WriteString("0,Person 0 again,A,\n")
	dir := folder(t, "accounts\nid,name\nA,Acme\n", contacts.String(), ties.String())
	summary, rejects := importing(t, s, dir)
	require.Empty(t, rejects)
	require.Equal(t, ingest.Counts{Kind: "contacts", Created: people, Repeated: 1}, counts(t, summary, "contacts"))
	require.Equal(t, ingest.Counts{Kind: "ties", Created: people}, counts(t, summary, "ties"))
	require.Equal(t, people-1, number(t, `MATCH (:Position)-[r:REPORTS_TO]->(:Position) RETURN count(r)`))
	// The one at the top below one at the bottom: a circle over batches.
	_, rejects = importing(t, s, folder(t, fmt.Sprintf("contacts\nid,name,account_id,reports_to_id\n0,Person 0 again,A,%d\n", people-1)))
	require.Len(t, rejects, 1)
	require.Contains(t, rejects[0], "would close a circle")
}

package ingest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph"
	"kith/graph/store/storetest"
	"kith/ingest"
)

const (
	twoAccounts = "accounts\nid,name\nA,Acme\nB,Brno Works\n"
	// who works where: "person@account since..until".
	heldBy = `
MATCH (c:Person)-[h:HOLDS]->(:Position)-[:AT]->(a:Account)
RETURN c.name + '@' + a.name + ' ' + coalesce(toString(h.since), '') + '..' + coalesce(toString(h.until), '') AS line ORDER BY line`
	// who reports to whom: "person > manager since..until".
	reporting = `
MATCH (c:Person)-[:HOLDS]->(:Position)-[r:REPORTS_TO]->(:Position)<-[:HOLDS]-(m:Person)
RETURN DISTINCT c.name + ' > ' + m.name + ' ' + coalesce(toString(r.since), '') + '..' + coalesce(toString(r.until), '') AS line ORDER BY line`
	owning = `
MATCH (c:Account)-[r:SUBSIDIARY_OF]->(p:Account)
RETURN c.name + ' < ' + p.name + ' ' + coalesce(toString(r.percent), '') + ' ' + coalesce(toString(r.since), '') + '..' + coalesce(toString(r.until), '') AS line ORDER BY line`
)

func lines(t testing.TB, question string) []string {
	t.Helper()
	return storetest.Ask[string](t, question, nil)
}

func counts(t testing.TB, s *ingest.Summary, kind string) ingest.Counts {
	t.Helper()
	for _, c := range s.Kinds {
		if c.Kind == kind {
			return c
		}
	}
	t.Fatalf("no %s in %v", kind, s.Kinds)
	return ingest.Counts{}
}

func TestChangedRowChangesItsRecord(t *testing.T) {
	s := storetest.Empty(t)
	importing(t, s, folder(t, "contacts\nid,name,email,notes,location\n1,Ann,ann@a.example,old,Brno\n2,Ben,ben@a.example,mine,Prague\n3,Cleo,,,\n"))
	storetest.Put(t, `MATCH (c:Contact {name: 'Ben'}) SET c.location = 'by hand', c.notes = 'by hand'`, nil)
	version := `MATCH (c:Contact) RETURN c.name + ' ' + toString(c.version) AS line ORDER BY line`

	// Location is not there and stays; an empty cell takes away what the source gave, and nothing that people have made of it.
	summary, rejects := importing(t, s, folder(t, "contacts\nid,name,email,notes\n1,Anna,,\n2,Ben,ben@a.example,\n3,Cleo,,\n"))
	require.Empty(t, rejects)
	require.Equal(t, ingest.Counts{Kind: "contacts", Changed: 1, Unchanged: 2}, counts(t, summary, "contacts"))
	require.Equal(t, []string{"Anna 2", "Ben 1", "Cleo 1"}, lines(t, version))
	require.Equal(t, []string{"Anna Brno none", "Ben by hand by hand", "Cleo none none"},
		lines(t, `MATCH (c:Contact) RETURN c.name + ' ' + coalesce(c.location, 'none') + ' ' + coalesce(c.notes, 'none') AS line ORDER BY line`))
	require.Equal(t, []string{"ben@a.example"}, lines(t, `MATCH (:Contact)-[:HAS_EMAIL]->(e:Email) RETURN e.address`))

	// The audit says of new records that they came, and of changed ones what they were before.
	trail, err := graph.New(s, time.Now).AuditTrail(t.Context(), access.System(), graph.AuditOptions{Limit: 10})
	require.NoError(t, err)
	told := make([]string, len(trail.Items))
	for i, item := range trail.Items {
		told[i] = item.Sentence
	}
	require.Equal(t, []string{
		"Kith cleared emails, which was “ann@a.example”, changed name from “Ann” to “Anna” and cleared notes, which was “old”.",
		"Kith created the contact Cleo.", "Kith created the contact Ben.", "Kith created the contact Anna.",
	}, told)

	// The same row again leaves what people have made of the record.
	summary, _ = importing(t, s, folder(t, "contacts\nid,name,location\n2,Ben,Prague\n"))
	require.Equal(t, ingest.Counts{Kind: "contacts", Unchanged: 1}, counts(t, summary, "contacts"))
	require.Equal(t, []string{"by hand"}, lines(t, `MATCH (c:Contact {name: 'Ben'}) RETURN c.location`))
}

func TestChangedEmployment(t *testing.T) {
	s := storetest.Empty(t)
	header := "contacts\nid,name,account_id,reports_to_id,since,until\n"
	importing(t, s, folder(t, twoAccounts, header+"1,Ann,A,,,\n2,Ben,A,1,2020-01-01,\n3,Cleo,A,1,,\n"))
	require.Equal(t, []string{"Ann@Acme ..", "Ben@Acme 2020-01-01..", "Cleo@Acme .."}, lines(t, heldBy))
	require.Equal(t, []string{"Ben > Ann 2020-01-01..", "Cleo > Ann .."}, lines(t, reporting))

	// Another account ends on the row's since; another manager, where the row has none, on the day of the import.
	rows := header + "1,Ann,A,,,\n2,Ben,B,,2024-05-01,\n3,Cleo,A,,,\n4,Dan,A,1,,\n"
	summary, rejects := importing(t, s, folder(t, rows))
	require.Empty(t, rejects)
	require.Equal(t, ingest.Counts{Kind: "contacts", Created: 1, Changed: 2, Unchanged: 1}, counts(t, summary, "contacts"))
	require.Equal(t, []string{"Ann@Acme ..", "Ben@Acme 2020-01-01..2024-05-01", "Ben@Brno Works 2024-05-01..", "Cleo@Acme ..", "Dan@Acme .."}, lines(t, heldBy))
	require.Equal(t, []string{"Ben > Ann 2020-01-01..", "Cleo > Ann ..2026-11-21", "Dan > Ann .."}, lines(t, reporting))
	ben := lines(t, `MATCH (c:Contact {name: 'Ben'}) RETURN c.id`)[0]
	history, err := graph.New(s, time.Now).History(t.Context(), access.System(), "contact", ben, 10, "")
	require.NoError(t, err)
	told := make([]string, len(history.Items))
	for i, item := range history.Items {
		told[i] = item.Sentence
	}
	require.ElementsMatch(t, []string{
		"Kith said that Ben holds the position without a title since 2024-05-01.",
		"Kith said that Ben holds the position without a title until 2024-05-01.",
		"Kith said that Ben holds the position without a title since 2020-01-01.",
		"Kith created the contact Ben.",
	}, told)
	before := everything(t)
	summary, _ = importing(t, s, folder(t, rows), on(day.AddDays(30)))
	require.Equal(t, ingest.Counts{Kind: "contacts", Unchanged: 4}, counts(t, summary, "contacts"))
	require.Equal(t, before, everything(t))

	// A new manager from the day of the import on, then back again.
	importing(t, s, folder(t, header+"3,Cleo,A,4,,\n"), on(day.AddDays(10)))
	importing(t, s, folder(t, header+"3,Cleo,A,1,,\n"), on(day.AddDays(20)))
	require.Equal(t, []string{"Ben > Ann 2020-01-01..", "Cleo > Ann ..2026-11-21", "Cleo > Ann 2026-12-11..", "Cleo > Dan 2026-12-01..2026-12-11", "Dan > Ann .."}, lines(t, reporting))

	// Dates alone correct.
	summary, _ = importing(t, s, folder(t, header+"2,Ben,B,,2024-06-01,2025-01-01\n"))
	require.Equal(t, ingest.Counts{Kind: "contacts", Changed: 1}, counts(t, summary, "contacts"))
	require.Contains(t, lines(t, heldBy), "Ben@Brno Works 2024-06-01..2025-01-01")

	// No account any more.
	importing(t, s, folder(t, header+"4,Dan,,,,\n"))
	require.Contains(t, lines(t, heldBy), "Dan@Acme ..2026-11-21")
	// A row that is gone takes nothing away.
	summary, _ = importing(t, s, folder(t, header+"1,Ann,A,,,\n"))
	require.Equal(t, ingest.Counts{Kind: "contacts", Unchanged: 1}, counts(t, summary, "contacts"))
}

func TestChangedPositions(t *testing.T) {
	s := storetest.Empty(t)
	people := "contacts\nid,name\n1,Ann\n2,Ben\n3,Cleo\n"
	header := "positions\nid,account_id,title,contact_id,reports_to_id,since,until\n"
	// Rows of one seat say who held it when; of its solid lines the later one ends the earlier.
	history := header + "top,A,CEO,1,,,\nsecond,A,CFO,2,,,\nseat,A,Old title,2,top,2018-01-01,2020-01-01\nseat,A,New title,3,second,2021-01-01,\nseat,A,New title,,top,2023-01-01,\n"
	summary, rejects := importing(t, s, folder(t, twoAccounts, people, history))
	require.Empty(t, rejects)
	require.Equal(t, ingest.Counts{Kind: "positions", Created: 5}, counts(t, summary, "positions"))
	require.Equal(t, []string{"CEO", "CFO", "New title"}, lines(t, `MATCH (p:Position) RETURN p.title ORDER BY p.title`))
	seat := `MATCH (:Position {title: 'New title'})-[r:REPORTS_TO]->(m:Position) RETURN m.title + ' ' + toString(r.since) + '..' + coalesce(toString(r.until), '') AS line ORDER BY r.since`
	require.Equal(t, []string{"CEO 2018-01-01..2020-01-01", "CFO 2021-01-01..2023-01-01", "CEO 2023-01-01.."}, lines(t, seat))
	require.Equal(t, []string{"Ann@Acme ..", "Ben@Acme ..", "Ben@Acme 2018-01-01..2020-01-01", "Cleo@Acme 2021-01-01.."}, lines(t, heldBy))
	before := everything(t)
	summary, _ = importing(t, s, folder(t, history), on(day.AddDays(9)))
	require.Equal(t, ingest.Counts{Kind: "positions", Unchanged: 5}, counts(t, summary, "positions"))
	require.Equal(t, before, everything(t))

	// One row with another holder and manager ends those before, on the day of the import.
	importing(t, s, folder(t, header+"second,A,CFO,3,top,,\n"))
	require.Contains(t, lines(t, heldBy), "Ben@Acme ..2026-11-21")
	require.Contains(t, lines(t, heldBy), "Cleo@Acme 2026-11-21..")
	// Two managers at one time cannot be.
	_, rejects = importing(t, s, folder(t, header+"third,A,CTO,,top,2020-01-01,2022-01-01\nthird,A,CTO,,second,2021-01-01,2023-01-01\n"))
	require.Len(t, rejects, 1)
	require.Contains(t, rejects[0], "positions.csv,3,reports_to_id,the seat has another manager at that time")
	// Dotted lines are as many as one likes, and may go round.
	_, rejects = importing(t, s, folder(t, "positions\nid,account_id,reports_to_id,line\ntop,A,third,dotted\ntop,A,second,dotted\n"))
	require.Empty(t, rejects)
}

func TestCirclesAreJudgedInTheOrderOfRows(t *testing.T) {
	s := storetest.Empty(t)
	header := "contacts\nid,name,account_id,reports_to_id,since,until\n"
	_, rejects := importing(t, s, folder(t, twoAccounts, header+"1,Ann,A,3,,\n2,Ben,A,1,,\n3,Cleo,A,2,,\n4,Dan,A,4,,\n5,Eve,A,6,,\n6,Fay,B,,,\n"))
	require.Len(t, rejects, 3)
	require.Contains(t, rejects[0], "contacts.csv,4,reports_to_id,would close a circle")
	require.Contains(t, rejects[1], "contacts.csv,5,reports_to_id,a seat cannot report to itself")
	require.Contains(t, rejects[2], "contacts.csv,6,reports_to_id,6 has no position in this account")
	require.Equal(t, []string{"Ann > Cleo ..", "Ben > Ann .."}, lines(t, reporting))
	require.Equal(t, 6, number(t, `MATCH (c:Contact) RETURN count(c)`))

	// Turning a line round: all endings come before all that begins.
	_, rejects = importing(t, s, folder(t, header+"3,Cleo,A,2,2025-01-01,\n1,Ann,A,,2025-01-01,\n"))
	require.Empty(t, rejects)
	require.Equal(t, []string{"Ann > Cleo ..2025-01-01", "Ben > Ann ..", "Cleo > Ben 2025-01-01.."}, lines(t, reporting))
	// A circle needs a day on which all its lines hold; one with what others drew counts too.
	storetest.Put(t, `MATCH ()-[r:REPORTS_TO]->() SET r.source = 'api', r.createdBy = 'somebody', r.given = null`, nil)
	_, rejects = importing(t, s, folder(t, header+"1,Ann,A,3,2024-01-01,2024-06-01\n"), from("other"))
	require.NotEmpty(t, rejects) // the other source does not know these accounts
	_, rejects = importing(t, s, folder(t, twoAccounts, header+"1,Ann,A,3,2025-06-01,\n"))
	require.Len(t, rejects, 1)
	require.Contains(t, rejects[0], "would close a circle")
}

func TestOwners(t *testing.T) {
	s := storetest.Empty(t)
	header := "accounts\nid,name,parent_id,percent\n"
	_, rejects := importing(t, s, folder(t, header+"A,Acme,B,60\nB,Brno,C,\nC,Cork,A,\nD,Derby,D,\nE,Essen,nobody,\n"))
	require.Len(t, rejects, 3)
	require.Contains(t, rejects[0], "accounts.csv,4,parent_id,would close a circle")
	require.Equal(t, []string{"Acme < Brno 60.0 ..", "Brno < Cork  .."}, lines(t, owning))
	_, rejects = importing(t, s, folder(t, header+"A,Acme,C,\n"))
	require.Empty(t, rejects)
	require.Equal(t, []string{"Acme < Brno 60.0 ..2026-11-21", "Acme < Cork  2026-11-21..", "Brno < Cork  .."}, lines(t, owning))
	summary, _ := importing(t, s, folder(t, header+"A,Acme,C,\n"), on(day.AddDays(1)))
	require.Equal(t, ingest.Counts{Kind: "accounts", Unchanged: 1}, counts(t, summary, "accounts"))
	// An account may have several owners at once, and a circle needs a common day.
	_, rejects = importing(t, s, folder(t, "subsidiaries\nchild_id,parent_id,percent,since,until\nA,D,20,2020-01-01,\nC,A,,2010-01-01,\nD,E,,,\nE,D,,,\n"))
	require.Len(t, rejects, 2)
	require.Contains(t, rejects[0], "subsidiaries.csv,3,parent_id,would close a circle")
	require.Contains(t, rejects[1], "subsidiaries.csv,5,parent_id,would close a circle")
}

// What a file says of a relation type and of an account's size reaches the ties that rest on it.
func TestChangedTypesAndSizes(t *testing.T) {
	s := storetest.Empty(t)
	strengths := func() []float64 {
		return storetest.Ask[float64](t, `MATCH (:Contact)-[k:KNOWS]->(:Contact) RETURN round(k.strength, 6)`, nil)
	}
	files := func(employees, knows string) string {
		return folder(t, "accounts\nid,name,employees\nA,Acme,"+employees+"\n", "relation_types\nid,name,forward,backward,knows\nf,friend of,friend of,friend of,"+knows+"\n",
			"contacts\nid,name,account_id,since\n1,Ann,A,2016-11-21\n2,Ben,A,2016-11-21\n", "relations\nfrom_id,type,to_id\n1,friend of,2\n")
	}
	for _, step := range []struct {
		employees, knows string
		strengths        []float64
	}{
		{"50", "false", nil}, {"50", "true", []float64{1 - .65*.9}}, {"5000", "true", []float64{1 - .825*.9}}, {"5000", "false", nil},
	} {
		_, rejects := importing(t, s, files(step.employees, step.knows))
		require.Empty(t, rejects)
		require.ElementsMatch(t, step.strengths, strengths())
	}
}

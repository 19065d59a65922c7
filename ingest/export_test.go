package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"kith/access"
	"kith/graph/store"
	"kith/graph/store/storetest"
	"kith/ingest"
)

// putOneOfEach fills an empty graph with the one of each.
func putOneOfEach(t *testing.T) *store.Store {
	s := storetest.Empty(t)
	storetest.Put(t, oneOfEach, map[string]any{
		"at": time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC), "today": store.DateOf(time.Now()),
	})
	return s
}

func exportTo(t *testing.T, s *store.Store, dir string) map[string]int64 {
	t.Helper()
	exported, err := ingest.Export(context.Background(), s, access.System(), dir, io.Discard, false)
	require.NoError(t, err)
	counts := map[string]int64{}
	for _, e := range exported {
		counts[e.Kind] = e.Rows
	}
	require.Len(t, counts, len(ingest.Kinds))
	return counts
}

// exported reads a file of an export: its rows by column, empty cells left out, each cell such that its column takes it.
func exported(t *testing.T, dir, kind string) []map[string]string {
	t.Helper()
	f, err := ingest.Open(filepath.Join(dir, kind+".csv"), ingest.DefaultLimits)
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	require.Equal(t, kind, f.Kind.Name)
	require.Empty(t, f.Notes)
	var rows []map[string]string
	for {
		row, err := f.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		require.NoError(t, err)
		cells := map[string]string{}
		for i, cell := range row.Cells {
			_, err := f.Columns[i].Parse(cell)
			require.NoError(t, err, "%s %s", kind, f.Columns[i].Name)
			if cell != "" {
				cells[f.Columns[i].Name] = cell
			}
		}
		rows = append(rows, cells)
	}
}

// only returns the rows with just these columns, each as "column=cell column=cell".
func only(rows []map[string]string, columns ...string) []string {
	var texts []string
	for _, row := range rows {
		var cells []string
		for _, c := range columns {
			if row[c] != "" {
				cells = append(cells, c+"="+row[c])
			}
		}
		texts = append(texts, strings.Join(cells, " "))
	}
	return texts
}

func id(prefix string, n int) string { return fmt.Sprintf("%s_%026d", prefix, n) }

func TestAnExportHoldsEverything(t *testing.T) {
	s, dir := putOneOfEach(t), filepath.Join(t.TempDir(), "new", "folder")
	counts := exportTo(t, s, dir)
	require.Equal(t, map[string]int64{
		"units": 2, "users": 2, "relation_types": 2, "accounts": 2, "subsidiaries": 2, "contacts": 3, "positions": 11, "products": 1,
		"opportunities": 1, "line_items": 1, "account_team": 2, "opportunity_team": 1, "buying_center": 3, "influences": 3,
		"relations": 4, "ties": 3, "tie_sources": 3, "interactions": 2,
		"folded_interactions": 2, "placements": 1, "private_contacts": 1, "mailboxes": 1,
	}, counts)

	require.Equal(t, map[string]string{
		"id": id("acc", 1), "kith_id": id("acc", 1), "name": `Acme, "Works"`, "legal_name": "Acme GmbH", "domain": "acme.example;acme.test",
		"website": "https://acme.example", "industry": `=HYPERLINK("x")`, "employees": "1200", "annual_revenue": "1234567.5", "currency": "EUR",
		"class": "A", "phone": "+49 30 1", "street": "Road 1", "city": "Köln", "region": "NRW", "postal_code": "01234", "country": "Germany",
		"owner_email": "ann@us.example", "external_ids": `"crm:A:1;x";erp:77`,
		"created_at": "2026-01-02T03:04:05.678Z", "updated_at": "2026-01-02T03:04:05.678Z", "custom.tier": "gold; silver", "custom.score": "1.5",
		"custom.vip": "true", "custom.renewal": "2027-01-31", "custom.code": "007", "custom.yes": `"true"`,
	}, exported(t, dir, "accounts")[0])
	contacts := exported(t, dir, "contacts")
	require.Equal(t, map[string]string{
		"id": id("con", 1), "kith_id": id("con", 1), "first_name": "Eva", "last_name": "Schäfer", "name": "Eva Schäfer",
		"email": "office@acme.example;eva@acme.example", "phone": `+49 1;"+49 2;3"`, "linkedin_url": "https://in.example/eva", "location": "Köln",
		"notes": "first line\nsecond; \"line\"\r\n=third", "attitude": "supporter", "attitude_on": "2026-03-04", "owner_email": "ben@us.example",
		"external_ids": "crm:003", "created_at": "2026-01-02T03:04:05.678Z", "updated_at": "2026-01-02T03:04:05.678Z",
	}, contacts[0])
	require.Equal(t, "=max", contacts[1]["name"])

	require.Equal(t, []string{"name=Us", "name=Team; one parent_id=" + id("unt", 1) + " custom.colour=blue"},
		only(exported(t, dir, "units"), "name", "parent_id", "custom.colour"))
	require.Equal(t, []string{"email=ann@us.example unit=" + id("unt", 2) + " role=rep active=true", "email=ben@us.example active=false left_on=2025-05-31"},
		only(exported(t, dir, "users"), "email", "unit", "role", "active", "left_on"))

	positions := exported(t, dir, "positions")
	require.Equal(t, []string{
		"id=" + id("pos", 1) + " title=CEO contact_id=" + id("con", 2) + " opened=2010-01-01 primary=false relation_id=" + id("rel", 15),
		"id=" + id("pos", 1) + " title=CEO contact_id=" + id("con", 1) + " since=2016-01-01 until=2018-01-01 opened=2010-01-01 primary=true relation_id=" + id("rel", 13),
		"id=" + id("pos", 1) + " title=CEO contact_id=" + id("con", 1) + " since=2020-01-01 opened=2010-01-01 primary=true relation_id=" + id("rel", 14),
		"id=" + id("pos", 1) + " title=CEO opened=2010-01-01 relation_id=" + id("rel", 10),
		"id=" + id("pos", 2) + " title=CFO contact_id=user:" + id("usr", 1) + " until=2019-01-01 primary=false relation_id=" + id("rel", 16),
		"id=" + id("pos", 2) + " title=CFO reports_to_id=" + id("pos", 1) + " line=solid since=2012-01-01 until=2015-06-01 relation_id=" + id("rel", 17),
		"id=" + id("pos", 2) + " title=CFO reports_to_id=" + id("pos", 1) + " line=solid since=2016-01-01 relation_id=" + id("rel", 18),
		"id=" + id("pos", 2) + " title=CFO relation_id=" + id("rel", 11),
		"id=" + id("pos", 3) + " reports_to_id=" + id("pos", 2) + " line=solid opened=2015-01-01 closed=2026-01-01 relation_id=" + id("rel", 19),
		"id=" + id("pos", 3) + " reports_to_id=" + id("pos", 1) + " line=dotted since=2017-01-01 until=2018-01-01 opened=2015-01-01 closed=2026-01-01 relation_id=" + id("rel", 20),
		"id=" + id("pos", 3) + " opened=2015-01-01 closed=2026-01-01 relation_id=" + id("rel", 12),
	}, only(positions, "id", "title", "contact_id", "reports_to_id", "line", "since", "until", "opened", "closed", "primary", "relation_id"))
	require.Equal(t, []string{"source=hr status=inferred confidence=0.75 created_by=system relation_created_at=2026-01-02T03:04:05.678Z custom.grade=12 external_ids=hr:S1"},
		only(positions[2:3], "source", "status", "confidence", "created_by", "relation_created_at", "custom.grade", "external_ids"))
	for _, row := range positions {
		require.Equal(t, row["id"], row["kith_id"])
		require.Equal(t, id("acc", 1), row["account_id"])
	}

	require.Equal(t, []string{
		"child_id=" + id("acc", 2) + " parent_id=" + id("acc", 1) + " percent=51.5 since=2019-01-01 until=2021-01-01 kith_id=" + id("rel", 5),
		"child_id=" + id("acc", 2) + " parent_id=" + id("acc", 1) + " percent=100 since=2021-01-01 kith_id=" + id("rel", 6),
	}, only(exported(t, dir, "subsidiaries"), "child_id", "parent_id", "percent", "since", "until", "kith_id"))
	require.Equal(t, []string{
		"user_email=ann@us.example as=accountManager access=write since=2024-02-01 created_by=" + id("usr", 1),
		"user_email=ben@us.example as=sales access=read since=2023-02-01 until=2024-02-01 created_by=system",
	}, only(exported(t, dir, "account_team"), "user_email", "as", "access", "since", "until", "created_by"))
	require.Equal(t, []string{"opportunity_id=" + id("opp", 1) + " user_email=ben@us.example as=presales"},
		only(exported(t, dir, "opportunity_team"), "opportunity_id", "user_email", "as"))
	require.Equal(t, []string{"account_id=" + id("acc", 1) + " status=open value=5000 close_date=2027-02-01 owner_email=ann@us.example"},
		only(exported(t, dir, "opportunities"), "account_id", "status", "value", "close_date", "owner_email"))
	require.Equal(t, []string{"product_id=" + id("prd", 1) + " quantity=10 unit_price=18.5 discount=10"},
		only(exported(t, dir, "line_items"), "product_id", "quantity", "unit_price", "discount"))
	require.Equal(t, []string{
		"contact_id=" + id("con", 1) + " roles=evaluator since=2025-01-01 until=2026-01-01",
		"contact_id=" + id("con", 1) + " roles=decisionMaker;economicBuyer attitude=mentor political_status=innerCircle coverage=inDepth decision_orientation=financial influence=5 since=2026-01-01 note=says\nyes",
		"contact_id=" + id("con", 3),
	}, only(exported(t, dir, "buying_center"), "contact_id", "roles", "attitude", "political_status", "coverage", "decision_orientation", "influence", "since", "until", "note"))

	require.ElementsMatch(t, []string{
		"from_id=account:" + id("acc", 2) + " to_id=" + id("con", 1) + " weight=1 effect=negative kith_id=" + id("inf", 3),
		"from_id=" + id("con", 1) + " to_id=" + id("con", 2) + " weight=4 effect=positive since=2024-01-01 kith_id=" + id("inf", 1),
		"from_id=" + id("con", 1) + " to_id=" + id("con", 2) + " weight=2 effect=conflict opportunity_id=" + id("opp", 1) + " until=2026-10-01 kith_id=" + id("inf", 2),
	}, only(exported(t, dir, "influences"), "from_id", "to_id", "weight", "effect", "opportunity_id", "since", "until", "kith_id"))
	require.ElementsMatch(t, []string{
		"from_id=account:" + id("acc", 1) + " to_id=account:" + id("acc", 2) + " type=Consultant",
		"from_id=" + id("con", 1) + " to_id=user:" + id("usr", 2) + " type=Married",
		"from_id=" + id("con", 3) + " to_id=account:" + id("acc", 1) + " type=Consultant since=2022-01-01 until=2023-01-01 note=two\nlines",
		"from_id=" + id("con", 3) + " to_id=account:" + id("acc", 1) + " type=Consultant",
	}, only(exported(t, dir, "relations"), "from_id", "to_id", "type", "since", "until", "note"))

	require.Equal(t, []string{
		"person_a=" + id("con", 1) + " person_b=" + id("con", 2) + " since=2018-01-01 until=2022-01-01 kith_id=" + id("tie", 4),
		"person_a=" + id("con", 1) + " person_b=user:" + id("usr", 1) + " since=2020-01-01 kith_id=" + id("tie", 1),
		"person_a=" + id("con", 2) + " person_b=" + id("con", 3) + " kith_id=" + id("tie", 5),
	}, only(exported(t, dir, "ties"), "person_a", "person_b", "level", "strength", "since", "until", "kith_id"))
	today := store.DateOf(time.Now()).String()
	require.Equal(t, []string{
		"kind=asserted level=strong said_by=" + id("usr", 1) + " said_on=" + today + " muted=false private=false note=school; \"friends\"\nsince since=2020-01-01",
		"kind=measured strength=0.3 said_by=crm said_on=2024-01-01 muted=false private=false since=2023-01-01",
		"kind=asserted level=familiar said_by=system said_on=" + today + " muted=true private=true",
	}, only(exported(t, dir, "tie_sources"), "kind", "level", "strength", "said_by", "said_on", "muted", "private", "note", "since", "until"))

	require.Equal(t, []string{
		"at=2026-05-06T07:08:09.123Z kind=email from=user:" + id("usr", 1) + " to=" + id("con", 1) + ";" + id("con", 2) + " cc=user:" + id("usr", 2) +
			" id=<m;1@x> source=mailbox people=4 outside=2 kith_id=" + id("int", 1),
		"at=2026-05-07T10:00:00Z kind=meeting id=c1 source=calendar people=9 outside=6 organizer=user:" + id("usr", 2) + " attendee=" + id("con", 1) + ";" + id("con", 3) +
			" kith_id=" + id("int", 2),
	}, only(exported(t, dir, "interactions"), "at", "kind", "from", "to", "cc", "id", "source", "people", "outside", "organizer", "attendee", "kith_id"))
}

func TestAnExportIsForItsPersonOnly(t *testing.T) {
	s, dir := storetest.Empty(t), filepath.Join(t.TempDir(), "out")
	for kind, rows := range exportTo(t, s, dir) {
		require.Zero(t, rows, kind)
		info, err := os.Stat(filepath.Join(dir, kind+".csv"))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
		require.Empty(t, exported(t, dir, kind))
	}
	info, err := os.Stat(dir)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}

func TestAnExportNeedsAFolderOfItsOwn(t *testing.T) {
	s, dir := storetest.Empty(t), t.TempDir()
	left := filepath.Join(dir, "accounts.csv.part")
	require.NoError(t, os.WriteFile(left, []byte("half"), 0o600))
	exportTo(t, s, dir) // what a broken export left is no obstacle
	require.NoFileExists(t, left)

	_, err := ingest.Export(context.Background(), s, access.System(), dir, io.Discard, false)
	require.ErrorContains(t, err, "is not empty")
	file := filepath.Join(dir, "accounts.csv")
	_, err = ingest.Export(context.Background(), s, access.System(), file, io.Discard, false)
	require.Error(t, err)
}

func TestABrokenExportLeavesNothing(t *testing.T) {
	s, dir := putOneOfEach(t), filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := ingest.Export(ctx, s, access.System(), dir, io.Discard, false)
	require.ErrorIs(t, err, context.Canceled)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries)
}

// A page ends where it may: the records of several pages come once each, in the order of their ids.
func TestAnExportOfSeveralPages(t *testing.T) {
	const page = 1000
	s, dir := storetest.Empty(t), filepath.Join(t.TempDir(), "out")
	storetest.Put(t, `UNWIND range(1, $n) AS i CREATE (:Product {id: 'prd_' + right('0000' + i, 5), name: 'P' + i})`, map[string]any{"n": 2*page + 1})
	require.EqualValues(t, 2*page+1, exportTo(t, s, dir)["products"])
	ids := only(exported(t, dir, "products"), "id")
	require.Len(t, ids, 2*page+1)
	require.True(t, slices.IsSorted(ids))
	require.Len(t, slices.Compact(ids), 2*page+1)
}

// The graph that comes of importing an export into an empty Kith is the one that was exported; and importing it there once
// more changes nothing.
func TestAnExportReadBackIsTheSameGraph(t *testing.T) {
	s, dir := putOneOfEach(t), filepath.Join(t.TempDir(), "out")
	storetest.Put(t, `MERGE (s:Schema {id: 'kith'}) SET s.foldedBefore = date('2024-01-01')`, nil)
	exportTo(t, s, dir)
	want := wholeGraph(t)

	storetest.Empty(t)
	now := func(o *options) { o.Clock = time.Now }
	summary, rejects := importing(t, s, dir, from("backup"), now)
	require.Empty(t, rejects)
	require.Empty(t, summary.Notes)
	require.Equal(t, []string{"2024-01-01"}, storetest.Ask[string](t, `MATCH (s:Schema {id: 'kith'}) RETURN toString(s.foldedBefore)`, nil), "what is older is not counted again")
	requireSameGraph(t, want.without(" KNOWS "), wholeGraph(t).without(" KNOWS ")) // what was put in by hand has not all the ties that follow of it

	dir, want = filepath.Join(t.TempDir(), "again"), wholeGraph(t)
	exportTo(t, s, dir)
	storetest.Empty(t)
	summary, rejects = importing(t, s, dir, from("backup"), now)
	require.Empty(t, rejects)
	require.Empty(t, summary.Notes)
	requireSameGraph(t, want, wholeGraph(t))

	summary, rejects = importing(t, s, dir, from("backup"), now)
	require.Empty(t, rejects)
	for _, c := range summary.Kinds {
		require.Zero(t, c.Created+c.Changed, c.Kind)
	}
	requireSameGraph(t, want, wholeGraph(t))
}

package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"kith/access"
	"kith/cypher"
	"kith/graph"
	"kith/ingest"
)

// Load is how long something took to come in. Rows are nodes, relationships or ties; 0 where they are not counted.
type Load struct {
	What      string  `json:"what"`
	Rows      int     `json:"rows"`
	Seconds   float64 `json:"seconds"`
	PerSecond float64 `json:"perSecond"`
}

func newLoad(what string, rows int, took time.Duration) Load {
	return Load{What: what, Rows: rows, Seconds: took.Seconds(), PerSecond: float64(rows) / took.Seconds()}
}

const (
	importedSource = "bench-import"
	importBatch    = 10_000 // as package ingest writes ties
)

// measuredTie is a row of a file of ties.
type measuredTie struct {
	a, b     string // the smaller id first
	strength float64
}

// imports brings ties in as kith import does, from a file, and as the same statements raw with rows from memory, in turn. All of it is
// taken away again.
func (b *bed) imports(ctx context.Context, r *Report) error {
	const turns = 3 // the first is the warm-up
	random := rand.New(rand.NewPCG(9, 10))
	var imported, raw time.Duration
	for turn := range turns {
		b.options.say("importing ties, turn %d of %d …", turn+1, turns)
		drawn := b.network.pairs(random, 2*b.effort.ties)
		viaFile, viaBolt := drawn[:b.effort.ties], drawn[b.effort.ties:]
		began := time.Now()
		expected, err := b.rawImport(ctx, viaBolt)
		if err != nil {
			return err
		}
		tookRaw := time.Since(began)
		began = time.Now()
		names, err := b.sent.during(func() error { return b.fileImport(ctx, viaFile) })
		if err != nil {
			return err
		}
		if turn > 0 {
			imported, raw = imported+time.Since(began), raw+tookRaw
		}
		if names = counted(names); !slices.Equal(names, counted(expected)) {
			return fmt.Errorf("an import sends %v and raw %v: they cannot be compared", names, counted(expected))
		}
		if err := b.takeBack(ctx, drawn); err != nil {
			return err
		}
	}
	rows := (turns - 1) * b.effort.ties
	r.Loads = append(r.Loads, newLoad("ties in by kith import, from a file", rows, imported), newLoad("the same statements raw, rows from memory", rows, raw))
	r.ImportRatio = raw.Seconds() / imported.Seconds()
	return nil
}

// counted is each name with how often it is there, in order.
func counted(names []string) []string {
	often := map[string]int{}
	for _, name := range names {
		often[name]++
	}
	var all []string
	for name, times := range often {
		all = append(all, fmt.Sprintf("%s ×%d", name, times))
	}
	slices.Sort(all)
	return all
}

// pairs are distinct pairs of contacts, drawn anew.
func (n *network) pairs(random *rand.Rand, number int) []measuredTie {
	drawn := map[[2]int]bool{}
	var ties []measuredTie
	for len(ties) < number {
		s := n.subject(random)
		pair := [2]int{min(s.contact, s.other), max(s.contact, s.other)}
		if !drawn[pair] {
			drawn[pair] = true
			ties = append(ties, measuredTie{id("con", pair[0]), id("con", pair[1]), float64(1+random.IntN(999)) / 1000})
		}
	}
	return ties
}

func (b *bed) fileImport(ctx context.Context, ties []measuredTie) error {
	var text strings.Builder
	text.WriteString("person_a,person_b,strength\n")
	for _, t := range ties {
		text.WriteString(t.a + "," + t.b + "," + number64(t.strength) + "\n")
	}
	path := filepath.Join(b.options.Dir, "ties.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		return err
	}
	summary, err := ingest.Import(ctx, b.graph, access.System(), ingest.ImportOptions{
		Terms: ingest.Terms{Source: importedSource}, Files: []ingest.Source{{Name: "ties.csv", Path: path}}, Rejects: filepath.Join(b.options.Dir, "rejects.csv"),
	})
	if err == nil && summary.Kinds[0].Created != int64(len(ties)) {
		err = fmt.Errorf("%d of %d ties came in", summary.Kinds[0].Created, len(ties))
	}
	return err
}

// rawImport sends the statements of an import with rows that are made before each batch; what it makes of them is part of neither side's work
// in Neo4j. It returns the statements' names.
func (b *bed) rawImport(ctx context.Context, ties []measuredTie) (names []string, err error) {
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(context.WithoutCancel(ctx))
	run := func(send func(context.Context, string, map[string]any) (neo4j.ResultWithContext, error), name string, parameters map[string]any) error {
		_, text, _ := strings.Cut(name, "/")
		names = append(names, text)
		result, err := send(ctx, cypher.Must(name).Sent, map[string]any{cypher.Sending: parameters})
		if err == nil {
			_, err = result.Collect(ctx)
		}
		return err
	}
	auto := func(ctx context.Context, text string, parameters map[string]any) (neo4j.ResultWithContext, error) {
		return session.Run(ctx, text, parameters)
	}
	for _, name := range []string{"read/import_user_domains", "read/import_any_ties", "read/suppressions_size"} {
		if err := run(auto, name, nil); err != nil {
			return nil, err
		}
	}
	now, seen := time.Now().UTC(), map[string]bool{}
	for batch := range slices.Chunk(ties, importBatch) {
		rows := newImportRows(batch, now, seen)
		for _, s := range rows.looks {
			if err := run(auto, s.name, s.parameters); err != nil {
				return nil, err
			}
		}
		tx, err := session.BeginTransaction(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range rows.writes {
			if err := run(tx.Run, s.name, s.parameters); err != nil {
				return nil, err
			}
		}
		if err := tx.Commit(ctx); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// auditPart is how many changes one node of the audit holds.
const auditPart = 100

type importStatement struct {
	name       string
	parameters map[string]any
}

type importRows struct{ looks, writes []importStatement }

// newImportRows are the statements of a batch, with the properties that an import gives a measured tie. People whom a batch before named, seen,
// are not looked for again.
func newImportRows(batch []measuredTie, now time.Time, seen map[string]bool) importRows {
	var people, notes []string
	var pairs, ends, items, puts, audit []any
	for _, t := range batch {
		people = append(people, t.a, t.b)
		notes = append(notes, "tie created "+t.a+" "+t.b)
		pairs = append(pairs, map[string]any{"a": t.a, "b": t.b})
		ends = append(ends, []any{t.a, t.b})
		items = append(items, map[string]any{"a": t.a, "b": t.b, "kind": "measured", "source": importedSource, "saidBy": importedSource,
			"created": map[string]any{"id": graph.NewID("tie"), "createdBy": "system", "createdAt": now, "status": "fact", "private": false, "muted": false},
			"changed": map[string]any{"level": nil, "strength": t.strength, "since": nil, "until": nil, "saidOn": nil, "updatedAt": now}})
		puts = append(puts, map[string]any{"a": t.a, "b": t.b,
			"created": map[string]any{"id": graph.NewID("tie"), "source": importedSource, "createdBy": "system", "createdAt": now},
			"changed": map[string]any{"strength": t.strength, "status": "fact", "lastContact": nil, "since": nil, "until": nil, "muted": false, "staleOn": nil, "updatedAt": now}})
	}
	for part := range slices.Chunk(batch, auditPart) {
		var about, entries []string
		for _, t := range part {
			about = append(about, t.a, t.b)
			entries = append(entries, fmt.Sprintf(`{"kind":"tie","id":%q,"action":"created","relations":[{"type":"TIE_SOURCE","from":%q,"to":%q,"action":"created","after":{"kind":"measured","strength":%s}}]}`,
				graph.NewID("tie"), t.a, t.b, number64(t.strength)))
		}
		audit = append(audit, map[string]any{"id": graph.NewID("aud"), "records": strings.Join(about, " "), "entries": entries})
	}
	slices.Sort(people)
	people = slices.Compact(people)
	var unseen []string
	for _, person := range people {
		if !seen[person] {
			seen[person] = true
			unseen = append(unseen, person)
		}
	}
	looks := []importStatement{{"read/import_ties", map[string]any{"pairs": pairs}}}
	if len(unseen) > 0 {
		looks = append(looks, importStatement{"read/import_referred", map[string]any{"kind": "contact", "source": importedSource, "ids": unseen}},
			importStatement{"read/import_present", map[string]any{"people": unseen, "others": []string{}}})
	}
	return importRows{
		looks: looks,
		writes: []importStatement{
			{"write/tie_sources_put", map[string]any{"items": items}},
			{"write/lock", map[string]any{"accounts": []string{}, "people": people, "opportunities": []string{}}},
			{"read/tie_evidence", map[string]any{"pairs": ends}},
			{"read/holdings_of_people", map[string]any{"people": people}},
			{"write/ties_put", map[string]any{"ties": puts}},
			{"write/change_note", map[string]any{"id": graph.NewID("chg"), "entries": notes, "audit": audit, "by": "system", "token": nil, "request": nil}},
		},
	}
}

// takeBack removes imported ties, so that every turn finds the same graph.
func (b *bed) takeBack(ctx context.Context, ties []measuredTie) error {
	const remove = `UNWIND $pairs AS pair
MATCH (a:Person {id: pair[0]}) MATCH (a)-[t:KNOWS|TIE_SOURCE {source: $source}]->(b:Person {id: pair[1]})
DELETE t`
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(context.WithoutCancel(ctx))
	for batch := range slices.Chunk(ties, importBatch) {
		var pairs []any
		for _, t := range batch {
			pairs = append(pairs, []any{t.a, t.b})
		}
		result, err := session.Run(ctx, remove, map[string]any{"pairs": pairs, "source": importedSource})
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

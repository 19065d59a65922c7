package graph

import (
	"context"
	"math"
	"time"

	"golang.org/x/sync/errgroup"

	"kith/cypher"
	"kith/graph/paths"
	"kith/graph/store"
)

var (
	viewPeople    = cypher.Must("read/view_people")
	viewConflicts = cypher.Must("read/view_conflicts")
	viewMiddle    = cypher.Must("read/view_middle")
	viewTies      = cypher.Must("read/view_ties")
	viewPrivate   = cypher.Must("read/view_private")
)

const (
	viewBatch    = 20_000          // people read at once
	viewTieBatch = 50_000          // ties read at once
	viewPatience = 2 * time.Minute // for one statement of a load
	viewSample   = 500             // of so many people, the ties of one say where the middle of all ties is
)

// What the statement view_ties says in place of a strength.
const (
	noStrength = -1
	notInForce = -2
)

// loader reads a view.
//
// Ties name their ends by the numbers that Neo4j itself gives to nodes: to read the ids of both for each tie would take five times as long. Neo4j gives
// the number of a node that is gone to a new one, which can happen during a load, and does no harm. That somebody is gone is noted as a change, and so is
// all that came with the new one; what has been noted since a load began is read again, by ids, before its view answers: whoever is gone leaves the view
// with the ties that were taken for theirs, and the new one enters it with its own. Numbers are kept with the view too, to find people and ties by: whoever
// asks by them looks at what is found.
type loader struct {
	*Graph
	day     Date
	builder *paths.Builder
	numbers map[int64]uint32   // in the view, by those in Neo4j
	atOdds  map[[2]uint32]bool // pairs, the smaller number first
}

// load reads people, then ties in two halves at once, then those that not everybody sees.
func (g *Graph) load(ctx context.Context, day Date) (*paths.View, error) {
	ctx = store.Patient(ctx, viewPatience)
	l := &loader{Graph: g, day: day, builder: paths.NewBuilder(), numbers: map[int64]uint32{}, atOdds: map[[2]uint32]bool{}}
	sample, err := l.people(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.conflicts(ctx); err != nil {
		return nil, err
	}
	middles, err := store.Read[string](ctx, g.store, viewMiddle, map[string]any{"people": sample})
	if err != nil {
		return nil, err
	}
	const first, last = "", "\U0010FFFF" // before and after every id
	ends := append(append([]string{first}, middles...), last)
	reading, within := errgroup.WithContext(ctx)
	for i, after := range ends[:len(ends)-1] {
		part, upTo := l.builder.Part(), ends[i+1]
		reading.Go(func() error { return l.ties(within, part, after, upTo) })
	}
	if err := reading.Wait(); err != nil {
		return nil, err
	}
	private, err := store.Read[viewedTie](ctx, g.store, viewPrivate, map[string]any{"today": day})
	if err != nil {
		return nil, err
	}
	view, more := l.builder.View(), paths.Batch{}
	for _, t := range private {
		more.Ties = append(more.Ties, t.pair())
	}
	view.Change(more)
	return view, nil
}

// people reads all people and returns the ids of a few, from among all of them.
func (l *loader) people(ctx context.Context) (sample []string, err error) {
	count := 0
	for after := ""; ; {
		rows, err := store.Read[struct {
			IDs     []string `json:"ids"`
			Numbers []int64  `json:"numbers"`
			Users   []bool   `json:"users"`
			Active  []bool   `json:"active"`
			Closed  []bool   `json:"closed"`

			BelongsTo [][]string `json:"belongsTo"`
		}](ctx, l.store, viewPeople, map[string]any{"after": after, "limit": viewBatch, "today": l.day})
		if err != nil {
			return nil, err
		}
		read := rows[0]
		people := make([]paths.Person, len(read.IDs))
		for i, id := range read.IDs {
			people[i] = paths.Person{ID: id, User: read.Users[i], Active: read.Active[i], Closed: read.Closed[i], BelongsTo: read.BelongsTo[i], Number: read.Numbers[i]}
			if count%viewSample == 0 {
				sample = append(sample, id)
			}
			l.numbers[read.Numbers[i]] = uint32(count)
			count++
		}
		if err := l.builder.People(people); err != nil {
			return nil, err
		}
		if len(people) < viewBatch {
			return sample, nil
		}
		after = people[len(people)-1].ID
	}
}

// conflicts reads who is at odds.
func (l *loader) conflicts(ctx context.Context) error {
	rows, err := store.Read[struct {
		One   int64 `json:"one"`
		Other int64 `json:"other"`
	}](ctx, l.store, viewConflicts, map[string]any{"today": l.day})
	for _, row := range rows {
		if pair, known := l.pair(row.One, row.Other); known {
			l.atOdds[pair] = true
		}
	}
	return err
}

// pair is two people by their numbers in the view, the smaller first, and whether both are in it.
func (l *loader) pair(one, other int64) ([2]uint32, bool) {
	a, hasA := l.numbers[one]
	b, hasB := l.numbers[other]
	return [2]uint32{min(a, b), max(a, b)}, hasA && hasB
}

// ties reads those from one id on up to another.
func (l *loader) ties(ctx context.Context, part *paths.Part, after, upTo string) error {
	for {
		rows, err := store.Read[struct {
			Last      *string   `json:"last"`
			Ones      []int64   `json:"ones"`
			Others    []int64   `json:"others"`
			Strengths []float64 `json:"strengths"`
			Numbers   []int64   `json:"numbers"`
		}](ctx, l.store, viewTies, map[string]any{"after": after, "upTo": upTo, "limit": viewTieBatch, "today": l.day})
		if err != nil {
			return err
		}
		read := rows[0]
		for i, strength := range read.Strengths {
			pair, known := l.pair(read.Ones[i], read.Others[i])
			switch {
			case !known || strength == notInForce:
				continue
			case strength == noStrength:
				strength = math.NaN()
			}
			part.Add(pair[0], pair[1], strength, len(l.atOdds) > 0 && l.atOdds[pair], read.Numbers[i])
		}
		if len(read.Ones) < viewTieBatch {
			return nil
		}
		after = *read.Last
	}
}

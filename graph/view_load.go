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
	viewTies      = cypher.Must("read/view_ties")
	viewPrivate   = cypher.Must("read/view_private")
	viewConflicts = cypher.Must("read/view_conflicts")
)

const (
	viewBatch    = 20_000          // people read at once
	viewPatience = 2 * time.Minute // for one statement of a load
)

// load reads people, then ties, in two ranges at once, then those that not everybody sees.
func (g *Graph) load(ctx context.Context, day Date) (*paths.View, error) {
	ctx = store.Patient(ctx, viewPatience)
	builder := paths.NewBuilder()
	count, after := 0, ""
	var marks []string // every so many people, the last id
	for {
		rows, err := store.Read[struct {
			ID     string `json:"id"`
			User   bool   `json:"user"`
			Active bool   `json:"active"`
			Closed bool   `json:"closed"`

			BelongsTo []string `json:"belongsTo"`
		}](ctx, g.store, viewPeople, map[string]any{"after": after, "limit": viewBatch, "today": day})
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			break
		}
		people := make([]paths.Person, len(rows))
		for i, row := range rows {
			people[i] = paths.Person{ID: row.ID, User: row.User, Active: row.Active, Closed: row.Closed, BelongsTo: row.BelongsTo}
		}
		if err := builder.People(people); err != nil {
			return nil, err
		}
		count += len(rows)
		after = rows[len(rows)-1].ID
		marks = append(marks, after)
	}
	conflicts := map[[2]string]bool{}
	at, err := store.Read[pair](ctx, g.store, viewConflicts, map[string]any{"today": day})
	if err != nil {
		return nil, err
	}
	for _, p := range at {
		conflicts[[2]string{p.A, p.B}] = true
	}
	if count == 0 {
		return builder.View(), nil
	}
	middle := marks[(len(marks)-1)/2]
	reading, within := errgroup.WithContext(ctx)
	for _, ends := range [][2]string{{"", middle}, {middle, after}} {
		part := builder.Range()
		reading.Go(func() error { return g.loadRange(within, day, part, ends[0], ends[1], conflicts) })
	}
	if err := reading.Wait(); err != nil {
		return nil, err
	}
	private, err := store.Read[viewedTie](ctx, g.store, viewPrivate, map[string]any{"today": day})
	if err != nil {
		return nil, err
	}
	view, more := builder.View(), paths.Batch{}
	for _, t := range private {
		more.Ties = append(more.Ties, t.pair())
	}
	view.Change(more)
	return view, nil
}

// loadRange reads the ties of people from one id on up to another.
func (g *Graph) loadRange(ctx context.Context, day Date, part *paths.Range, after, upTo string, conflicts map[[2]string]bool) error {
	const people = 5_000
	for after < upTo {
		rows, err := store.Read[struct {
			ID        string    `json:"id"`
			Others    []string  `json:"others"`
			Strengths []float64 `json:"strengths"`
		}](ctx, g.store, viewTies, map[string]any{"after": after, "upTo": upTo, "limit": people, "today": day})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		for _, row := range rows {
			ties := make([]paths.Tie, len(row.Others))
			for i, id := range row.Others {
				ties[i] = paths.Tie{ID: id, Strength: row.Strengths[i], Conflict: conflicts[[2]string{row.ID, id}]}
				if row.Strengths[i] < 0 {
					ties[i].Strength = math.NaN()
				}
			}
			if err := part.Add(row.ID, ties); err != nil {
				return err
			}
		}
		after = rows[len(rows)-1].ID
	}
	return nil
}

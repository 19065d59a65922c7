// Package bench measures Kith against its targets: a generated graph, each question over HTTP and as its raw statements over Bolt in one
// run, many clients, imports, memory. It reaches Neo4j by a driver of its own, which is what the store is compared with.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"strings"
)

// Options say what is measured, and where the graph is while it is.
type Options struct {
	Size     float64 // 1 is a million people with ten million ties
	Dir      string  // everything goes below it, into a folder for the size
	Keep     bool    // leave the graph there, for a later run
	Growth   bool    // measure a tenth of the size first
	Postgres string  // URL of a Postgres to compare with; "" is none

	HeapMB, PageCacheMB int // of Neo4j
	Version             string
	Log                 *slog.Logger
	Progress            io.Writer
}

func (o Options) say(format string, args ...any) { fmt.Fprintf(o.Progress, format+"\n", args...) }

// Run measures and reports. Where ctx is cancelled, what was started is stopped and what was made is removed.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Size <= 0 || o.Size > 1 {
		return nil, errors.New("the size is above 0 and at most 1, which is a million people")
	}
	dir := o.Dir
	var small []Question
	if o.Growth {
		tenth := o
		tenth.Size, tenth.Dir = o.Size/10, folder(dir, o.Size/10)
		b, err := openBed(ctx, tenth)
		if err == nil {
			small, err = b.questions(ctx, func(q question) bool { return q.grows })
		}
		if err = errors.Join(err, b.close(ctx)); err != nil {
			return nil, err
		}
	}
	o.Dir = folder(dir, o.Size)
	b, err := openBed(ctx, o)
	var r *Report
	if err == nil {
		r, err = b.measure(ctx)
	}
	if err = errors.Join(err, b.close(ctx)); err != nil {
		return nil, err
	}
	for _, q := range small {
		r.Growth = append(r.Growth, Growth{q.Name, q.HTTP.P50, r.question(q.Name).HTTP.P50, r.question(q.Name).HTTP.P50 / q.HTTP.P50})
	}
	r.check()
	return r, nil
}

func folder(dir string, size float64) string {
	return filepath.Join(dir, fmt.Sprintf("bench-%d", int(size*fullPeople)))
}

// measure runs everything on an open bed.
func (b *bed) measure(ctx context.Context) (r *Report, err error) {
	r = &Report{Graph: b.network.describe(b.options.Size), Loads: b.load, View: b.view}
	if r.Machine, err = b.machine(ctx); err != nil {
		return nil, err
	}
	b.remember(ctx, r, "started")
	if r.Questions, err = b.questions(ctx, func(question) bool { return true }); err != nil {
		return nil, err
	}
	b.remember(ctx, r, "after each question from one client")
	move, err := b.move(ctx)
	if err != nil {
		return nil, err
	}
	r.Questions = append(r.Questions, move)
	if r.Stale, err = b.stale(ctx); err != nil {
		return nil, err
	}
	if err := b.manyClients(ctx, r); err != nil {
		return nil, err
	}
	if err := b.imports(ctx, r); err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		r.ImportWhy = err.Error() // all the rest was measured
	}
	b.remember(ctx, r, "after the imports")
	if r.Postgres, err = b.postgres(ctx); err != nil {
		r.Postgres.Why = strings.Join(strings.Fields(err.Error()), " ")
	}
	return r, ctx.Err()
}

// questions asks those that are wanted, from one client.
func (b *bed) questions(ctx context.Context, wanted func(question) bool) ([]Question, error) {
	var answers []Question
	for _, q := range b.network.questions() {
		if !wanted(q) {
			continue
		}
		b.options.say("asking: %s …", q.name)
		sides, err := b.sides(ctx, q, b.network.subject(rand.New(rand.NewPCG(7, 8))))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.name, err)
		}
		a, err := b.ask(ctx, q.name, sides)
		if err != nil {
			return nil, err
		}
		a.Paths, a.Ties = q.paths, q.ties != ""
		answers = append(answers, a)
	}
	return answers, nil
}

func (b *bed) ask(ctx context.Context, name string, sides []side) (Question, error) {
	r, err := sideBySide(ctx, b.network, b.effort, sides)
	if err != nil {
		return Question{}, err
	}
	q := Question{Name: name, Rounds: r.counted, HTTP: r.times["http"], Raw: r.times["raw"], Cypher: r.times["cypher"], Failed: r.failed}
	if q.Raw != nil {
		q.Ratio = q.HTTP.P50 / q.Raw.P50
	}
	if q.Unfiltered, q.Filtered = r.times["unfiltered"], r.times["filtered"]; q.Filtered != nil {
		q.Seeing = q.Filtered.P50 / q.Unfiltered.P50
	}
	if q.Failed > 0 {
		b.options.say("%d failed, the last: %s", r.failed, r.failure)
	}
	return q, nil
}

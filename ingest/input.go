package ingest

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"kith/graph/store"
)

// A Source is a file that comes in: how it is named to its owner, and where it lies.
type Source struct {
	Name, Path string

	mapping *FileMapping // what its columns are, where its header is not to say it
}

// An input is a file of an import. It is read once to look it over and then once for each pass over its rows.
type input struct {
	Source
	kind    *Kind
	columns map[string]int // where a column stands in the rows' values
	// forbidden are the columns of fields that the sender may not write.
	forbidden map[string]int
	length    int64 // bytes
	rows      int   // once it is looked over
	repeats   repeats
	// outcomes say what became of the rows so far, by their numbers. Only files whose rows take several passes have them.
	outcomes []outcome
	counts   Counts
	spool    *spool // where the rows are, if not in a file of ours
}

// outcome is what became of a row; rejected comes beside the others.
type outcome byte

const (
	none      outcome = 0
	unchanged outcome = 1
	changed   outcome = 2
	created   outcome = 3
	became    outcome = 3 // mask of these
	out       outcome = 4 // the row does not go in, or a later one stands for it
	rejected  outcome = 8 // it stands in the rejects file
)

// An item is one row under way.
type item struct {
	in      *input
	number  int // of the row in its file, from 0
	row     Row
	columns map[string]int
	values  []any
	part    bool    // of what a row says beside its record: creating that changes the row's record
	became  outcome // where the file keeps no outcomes
}

// value is what a column of the row says: nil where it is empty or not there.
func (i *item) value(column string) any {
	at, has := i.columns[column]
	if !has {
		return nil
	}
	return i.values[at]
}

// has says whether the row has the column, empty or not.
func (i *item) has(column string) bool {
	_, has := i.columns[column]
	return has
}

func (i *item) text(column string) string {
	text, _ := i.value(column).(string)
	return text
}

func (i *item) list(column string) []string {
	list, _ := i.value(column).([]string)
	return list
}

func (i *item) flag(column string) bool {
	flag, _ := i.value(column).(bool)
	return flag
}

func (i *item) date(column string) *store.Date {
	if day, is := i.value(column).(store.Date); is {
		return &day
	}
	return nil
}

// source is who or what a relation of the row comes from: the import's source, unless an export says another.
func (i *item) source(r *run) string {
	if source := i.text("source"); source != "" {
		return source
	}
	return r.source
}

// open opens the file; its messages name it as its owner does.
func (in *input) open(limits Limits) (*File, error) {
	if in.spool != nil {
		return in.spool.open(in.Name), nil
	}
	source, err := os.Open(in.Path)
	if err != nil {
		return nil, err
	}
	f, err := read(in.Name, source, limits, in.mapping)
	if err != nil {
		return nil, errors.Join(err, source.Close())
	}
	f.close = source.Close
	return f, nil
}

// errNoRow stands in the place of a row that is none this time.
var errNoRow = errors.New("no row")

// each gives every row to work, with its number; a row that cannot be read comes as a *Reject. An error of work ends it.
func (in *input) each(ctx context.Context, limits Limits, work func(f *File, number int, row Row, fault *Reject) error) (err error) {
	f, err := in.open(limits)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for number := 0; ; number++ {
		row, err := f.Next()
		var fault *Reject
		switch {
		case errors.Is(err, io.EOF):
			in.rows = number
			return ctx.Err()
		case errors.Is(err, errNoRow):
			continue
		case errors.As(err, &fault):
			row.Line = fault.Line
		case err != nil:
			return err
		}
		if number&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := work(f, number, row, fault); err != nil {
			return err
		}
	}
}

// look reads the whole file before anything is written: it must be readable to its end, and which rows repeat another must be known.
func (in *input) look(ctx context.Context, limits Limits, many bool) error {
	finder := newRepeatFinder(in.length)
	key := in.key()
	cells := make([]int, len(key))
	for i, column := range key {
		cells[i] = -1
		if at, has := in.columns[column]; has {
			cells[i] = at
		}
	}
	pairs := in.kind.Name == "ties"
	err := in.each(ctx, limits, func(_ *File, number int, row Row, fault *Reject) error {
		if fault == nil {
			if text := rowKey(cells, row.Cells, pairs); text != "" {
				finder.see(text, number)
			}
		}
		return nil
	})
	in.repeats = repeats{cells: cells, pairs: pairs, last: finder.last}
	if many {
		in.outcomes = make([]outcome, in.rows)
	}
	if err != nil || len(finder.last) == 0 {
		return err
	}
	// Some keys only look as if they came before: what remains comes twice for certain.
	times := map[string]int{}
	err = in.each(ctx, limits, func(_ *File, _ int, row Row, fault *Reject) error {
		if fault == nil {
			if text := rowKey(cells, row.Cells, pairs); finder.last[text] > 0 {
				times[strings.Clone(text)]++
			}
		}
		return nil
	})
	for text, n := range times {
		if n < 2 {
			delete(finder.last, text)
		}
	}
	return err
}

// noSender says whether the column is the sender of an interaction from an export: one that nobody sent, or nobody Kith knows.
func (in *input) noSender(column Column, values []any) bool {
	id, exported := in.columns["kith_id"]
	return in.kind.Name == "interactions" && column.Name == "from" && exported && values[id] != nil
}

// values reads the cells of a row; the error is the *Reject of the first one that is wrong.
func (in *input) values(f *File, row Row) ([]any, error) {
	values := make([]any, len(row.Cells))
	for i, cell := range row.Cells {
		column := f.Columns[i]
		if column.Type == Unknown || cell == "" {
			continue
		}
		value, err := column.Parse(cell)
		if err != nil {
			return nil, f.Reject(row, column.Name, err.Error())
		}
		if at, is := value.(time.Time); is && column.Type != Instant {
			value = store.DateOf(at)
		}
		values[i] = value
	}
	for i, column := range f.Columns {
		if column.Required && values[i] == nil && !in.noSender(column, values) {
			return nil, f.Reject(row, column.Name, "is required")
		}
	}
	since, until := in.columns["since"], in.columns["until"]
	if _, dated := in.columns["since"]; dated {
		if _, ends := in.columns["until"]; ends {
			from, isFrom := values[since].(store.Date)
			to, isTo := values[until].(store.Date)
			if isFrom && isTo && !from.Before(to) {
				return nil, f.Reject(row, "until", "is not after since")
			}
		}
	}
	return values, nil
}

// pass gives the file's rows that go in to look, in batches of at most size rows, and what look makes of a batch to write. A batch is read
// while the one before it is looked up and the one before that is written.
func pass[T any](ctx context.Context, r *run, in *input, size int, doing string, look func(context.Context, []*item) (T, error), write func(context.Context, T) error) error {
	first := r.begin(in)
	batches, looked := make(chan []*item, 1), make(chan T, 1)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(batches)
		batch := make([]*item, 0, size)
		send := func() error {
			if len(batch) == 0 {
				return nil
			}
			select {
			case batches <- batch:
				batch = make([]*item, 0, size)
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		err := in.each(ctx, r.limits, func(f *File, number int, row Row, fault *Reject) error {
			i := r.item(in, f, number, row, fault, first)
			if i == nil {
				return nil
			}
			if batch = append(batch, i); len(batch) == size {
				r.report(doing, f.BytesRead())
				return send()
			}
			return nil
		})
		return errors.Join(err, send())
	})
	group.Go(func() error {
		defer close(looked)
		for batch := range batches {
			result, err := look(ctx, batch)
			if err != nil {
				return err
			}
			select {
			case looked <- result:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	group.Go(func() error {
		for result := range looked {
			if err := write(ctx, result); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
}

// item reads one row, or says what is wrong with it; nil is a row that does not go in.
func (r *run) item(in *input, f *File, number int, row Row, fault *Reject, first bool) *item {
	i := &item{in: in, number: number, row: row, columns: in.columns}
	if !first && in.outcomes != nil && in.outcome(r, number)&out != 0 {
		return nil
	}
	if fault == nil && in.kind.Name != "positions" && in.repeats.repeated(row.Cells, number) {
		if first {
			r.count(i, out)
			r.repeated(in)
		}
		return nil
	}
	if fault == nil {
		values, err := in.values(f, row)
		if err == nil {
			i.values = values
			if fault = i.forbids(); fault == nil {
				return i
			}
		}
		errors.As(err, &fault)
	}
	if first {
		r.refuse(i, fault)
	}
	return nil
}

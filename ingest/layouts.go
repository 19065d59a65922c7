package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A layout is a CSV as another system exports it, known by its header. Those that are known are data: layouts.
type layout struct {
	system string
	kind   string // of ours
	// needs are columns that tell it; of those with "|" between them any one.
	needs   []string
	columns []exported
	// company are their columns for the name of a person's employer, where account_id is not known.
	company []string
	// gone are their columns that say with true that the row is deleted.
	gone []string
	// known is their column for the day since when the user knows the person: a row is a tie of the user besides.
	known string
}

// An exported column of ours is made of theirs, in their order: a list of all their values, else the first that is not empty.
type exported struct {
	column string
	theirs []string // "#" stands for any number
	as     func(string) string
}

// layoutOf is the layout that has the header, and how many of its columns are taken; nil is none.
func layoutOf(header []string) (*layout, int) {
	for i := range layouts {
		l := &layouts[i]
		if slices.ContainsFunc(l.needs, func(need string) bool { return len(columnsLike(header, strings.Split(need, "|"))) == 0 }) {
			continue
		}
		return l, len(l.taken(header))
	}
	return nil, 0
}

// places are where in a header the columns stand that each of ours is made of, and at "" the others that are read.
func (l *layout) places(header []string) map[string][]int {
	at := map[string][]int{}
	for _, c := range l.columns {
		if of := columnsLike(header, c.theirs); len(of) > 0 {
			at[c.column] = append(at[c.column], of...)
		}
	}
	at[""] = columnsLike(header, slices.Concat(l.company, l.gone, []string{l.known}))
	return at
}

// taken are the header's columns that are read.
func (l *layout) taken(header []string) map[int]bool {
	taken := map[int]bool{}
	for _, at := range l.places(header) {
		for _, n := range at {
			taken[n] = true
		}
	}
	return taken
}

// columnsLike are the places of the header's columns that have one of the names, in the order of these.
func columnsLike(header, names []string) []int {
	var at []int
	for _, name := range names {
		for i, h := range header {
			if name != "" && sameColumn(strings.TrimSpace(h), name) && !slices.Contains(at, i) {
				at = append(at, i)
			}
		}
	}
	return at
}

// sameColumn compares without letter case; "#" is any number.
func sameColumn(header, name string) bool {
	before, after, counted := strings.Cut(name, "#")
	if !counted {
		return strings.EqualFold(header, name)
	}
	if len(header) <= len(before)+len(after) || !strings.EqualFold(header[:len(before)], before) || !strings.EqualFold(header[len(header)-len(after):], after) {
		return false
	}
	return strings.Trim(header[len(before):len(header)-len(after)], "0123456789") == ""
}

// readExport spools what another system exported as rows of ours.
func readExport(ctx context.Context, r *run, source Source) (err error) {
	in := &input{Source: source}
	f, err := in.open(r.limits)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	t, err := r.translation(f)
	if err != nil {
		return err
	}
	for number := 0; ; number++ {
		row, err := f.Next()
		var fault *Reject
		switch {
		case errors.Is(err, io.EOF):
			return ctx.Err()
		case errors.As(err, &fault):
			err = t.rows.reject(fault)
		case err == nil:
			err = t.row(row)
		}
		if number&1023 == 0 {
			err = errors.Join(err, ctx.Err())
			r.report(f.Name, f.BytesRead())
		}
		if err != nil {
			return err
		}
	}
}

// A translation turns the rows of one export into ours.
type translation struct {
	run     *run
	file    *File
	layout  *layout
	header  []string
	places  map[string][]int
	company []int
	gone    []int
	known   int // -1 is none
	rows    *spool
	ties    *spool
}

// translation prepares for a file's header.
func (r *run) translation(f *File) (*translation, error) {
	t := &translation{run: r, file: f, layout: f.layout, known: -1}
	for _, c := range f.Columns {
		t.header = append(t.header, c.Name)
	}
	t.places = t.layout.places(t.header)
	t.company, t.gone = columnsLike(t.header, t.layout.company), columnsLike(t.header, t.layout.gone)
	delete(t.places, "")
	var columns []string
	kind := KindNamed(t.layout.kind)
	if _, has := kind.Column("id"); has {
		columns = append(columns, "id")
	}
	for _, c := range kind.Columns {
		_, has := t.places[c.Name]
		if c.Name != "id" && (has || c.Name == "account_id" && len(t.company) > 0) {
			columns = append(columns, c.Name)
		}
	}
	for _, c := range t.layout.columns {
		if _, custom := customName(c.column); custom {
			columns = append(columns, c.column)
		}
	}
	if t.layout.kind == "contacts" && !slices.Contains(columns, "name") {
		columns = append(columns, "name")
	}
	var err error
	if t.rows, err = r.newSpool(f.Name, t.layout.kind, columns...); err != nil {
		return nil, err
	}
	if at := columnsLike(t.header, []string{t.layout.known}); len(at) > 0 {
		t.known = at[0]
		t.ties, err = r.newSpool(f.Name, "ties", "person_a", "person_b", "level", "since")
	}
	return t, err
}

// row spools one row.
func (t *translation) row(row Row) error {
	for _, at := range t.gone {
		if strings.EqualFold(row.Cells[at], "true") || row.Cells[at] == "1" {
			return nil
		}
	}
	cells := map[string]string{}
	for _, c := range t.layout.columns {
		if at, has := t.places[c.column]; has && cells[c.column] == "" {
			cells[c.column] = c.cell(t.rows.column(c.column), row.Cells, at)
		}
	}
	if t.layout.kind == "contacts" {
		t.person(row, cells)
	}
	if cells["id"] == "" && idIsMade(t.layout.kind) {
		cells["id"] = hashID(t.layout.kind, cells["first_name"], cells["last_name"], cells["name"], cells["email"])
	}
	ours := make([]string, len(t.rows.columns))
	for i, c := range t.rows.columns {
		ours[i] = cells[c.Name]
	}
	if err := t.rows.write(t.file.Name, row.Line, ours, row.Cells); err != nil || t.ties == nil {
		return err
	}
	return t.ties.write(t.file.Name, row.Line, []string{t.run.options.User, cells["id"], "weak", linkedInDay(row.Cells[t.known])}, row.Cells)
}

// person completes the row of a person: whom they work for, and a name for who has only an address.
func (t *translation) person(row Row, cells map[string]string) {
	emails, _ := ParseList(cells["email"]) // it is one that we wrote
	if strings.TrimSpace(cells["first_name"]+cells["last_name"]+cells["name"]) == "" && len(emails) > 0 {
		cells["name"] = nameFrom(emails[0])
	}
	for _, at := range t.company {
		if cells["account_id"] == "" {
			cells["account_id"] = t.run.employ(firstOf(row.Cells[at]), emails)
		}
	}
}

// cell is what a column of ours says of a row of theirs.
func (c exported) cell(column Column, row []string, at []int) string {
	var all []string
	for _, n := range at {
		for _, value := range several(column, row[n]) {
			value = strings.TrimSpace(value)
			if c.as != nil && value != "" {
				value = c.as(value)
			}
			if value != "" && !slices.Contains(all, value) {
				all = append(all, value)
			}
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case column.Type == List:
		return FormatList(all)
	}
	return all[0]
}

// several are the values in a cell: Google writes ::: between them, HubSpot ; in lists.
func several(column Column, cell string) []string {
	if column.Type == List {
		cell = strings.ReplaceAll(cell, ";", manyValues)
	}
	return strings.Split(cell, manyValues)
}

const manyValues = " ::: "

func firstOf(cell string) string {
	first, _, _ := strings.Cut(cell, manyValues)
	return first
}

// column is the spool's column of that name.
func (s *spool) column(name string) Column {
	for _, c := range s.columns {
		if c.Name == name {
			return c
		}
	}
	return Column{}
}

// leftOut says which of the header's columns are not read.
func (l *layout) leftOut(name string, header []string) []string {
	var unknown []string
	taken := l.taken(header)
	for i, h := range header {
		if !taken[i] {
			unknown = append(unknown, h)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: of %s the columns %s are left out", name, l.system, shown(unknown))}
}

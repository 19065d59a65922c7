package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kith/cypher"
	"kith/graph/store"
)

var (
	importLines         = cypher.Must("read/import_lines")
	importOwners        = cypher.Must("read/import_owners")
	importSeats         = cypher.Must("read/import_seats")
	importSeatsOf       = cypher.Must("read/import_seats_of")
	importLock          = cypher.Must("write/import_lock")
	importLockOwnership = cypher.Must("write/import_lock_ownership")
)

// A line goes from a position to the one that it reports to, or from an account to its owner.
type line struct {
	dated
	Line    string   `json:"line"` // solid, dotted, or owned
	Source  string   `json:"source"`
	Percent *float64 `json:"percent"` // of what is owned
}

func (l *line) said(more string) string {
	if l.Given != nil {
		return *l.Given
	}
	if l.Line == "owned" {
		var percent any
		if l.Percent != nil {
			percent = *l.Percent
		}
		more = fmt.Sprint("subsidiaries ", percent)
	}
	return said(l.Since, l.Until, more)
}

// A lineRow is what a row says of a line.
type lineRow struct {
	item         *item
	column       string // that names the upper end
	from, to     string
	toText       string // as the row names the upper end; empty where there is none
	line, said   string
	since, until *store.Date
	more         map[string]any // other properties
	account      string         // of the seats
}

// ownership says whether a file's lines are those of owners.
func ownership(in *input) bool { return in.kind.Name == "accounts" || in.kind.Name == "subsidiaries" }

func lineType(in *input) string {
	if ownership(in) {
		return "SUBSIDIARY_OF"
	}
	return "REPORTS_TO"
}

// lineRows resolves both ends of the rows' lines. Rows that say nothing of lines, or whose record is not there, are left out; with tell, a row whose
// upper end is not there is rejected.
func (r *run) lineRows(ctx context.Context, in *input, items []*item, tell bool) ([]*lineRow, error) {
	f := r.finder()
	var rows []*lineRow
	for _, i := range seats(items) {
		row := &lineRow{item: i, since: i.date("since"), until: i.date("until"), line: "solid", column: "reports_to_id", toText: i.text("reports_to_id")}
		kind, from, to := "position", i.text("id"), i.manager()
		switch in.kind.Name {
		case "accounts":
			kind, row.line, row.column, row.toText, to = "account", "owned", "parent_id", i.text("parent_id"), i.text("parent_id")
		case "subsidiaries":
			kind, row.line, row.column, row.toText = "account", "owned", "parent_id", i.text("parent_id")
			from, to = i.text("child_id"), i.text("parent_id")
		case "positions":
			if i.text("line") != "" {
				row.line = i.text("line")
			}
		}
		if from == "" {
			continue
		}
		row.said = said(row.since, row.until, row.line)
		if row.line == "owned" {
			row.more = map[string]any{"percent": i.value("percent")}
			row.said = said(row.since, row.until, in.kind.Name+" "+fmt.Sprint(i.value("percent")))
		}
		f.record(kind, from)
		f.record(kind, to)
		row.from, row.to = from, to
		rows = append(rows, row)
	}
	if in.kind.Name == "contacts" {
		for _, row := range rows {
			f.record("contact", row.toText)
			f.record("account", row.item.text("account_id"))
		}
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	if in.kind.Name == "contacts" {
		if err := r.otherSeats(ctx, f, rows); err != nil {
			return nil, err
		}
	}
	return r.resolved(ctx, in, f, rows, tell)
}

// otherSeats finds the seats of managers whom no row of contacts gave one in the account.
func (r *run) otherSeats(ctx context.Context, f *finder, rows []*lineRow) error {
	type pair struct {
		Person  string `json:"person"`
		Account string `json:"account"`
	}
	asked := map[pair][]*lineRow{}
	var pairs []pair
	for _, row := range rows {
		if _, found := f.id("position", row.to); found || row.toText == "" {
			continue
		}
		manager, isContact := f.id("contact", row.toText)
		account, isAccount := f.id("account", row.item.text("account_id"))
		if isContact && isAccount {
			p := pair{manager, account}
			if asked[p] == nil {
				pairs = append(pairs, p)
			}
			asked[p] = append(asked[p], row)
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	found, err := ask[struct {
		pair
		ID string `json:"id"`
	}](ctx, r, nil, importSeatsOf, map[string]any{"pairs": pairs, "asOf": r.day})
	for _, seat := range found {
		for _, row := range asked[seat.pair] {
			f.byID["position"][row.to] = known{ID: seat.ID}
		}
	}
	return err
}

// resolved puts ids in place of what the rows name their ends by.
func (r *run) resolved(ctx context.Context, in *input, f *finder, rows []*lineRow, tell bool) ([]*lineRow, error) {
	kind, what := "position", "position"
	if ownership(in) {
		kind, what = "account", "account"
	}
	var ends []string
	var kept []*lineRow
	for _, row := range rows {
		from, found := f.id(kind, row.from)
		if !found {
			if in.kind.Name == "subsidiaries" && tell {
				r.rejectRow(row.item, "child_id", "there is no account %q", clip(row.from))
			}
			continue
		}
		row.from = from
		if row.toText != "" {
			if row.to, found = f.id(kind, row.to); !found {
				switch {
				case !tell:
				case in.kind.Name == "contacts":
					r.rejectColumn(row.item, row.column, "%s has no position in this account", clip(row.toText))
				case in.kind.Name == "subsidiaries":
					r.rejectRow(row.item, row.column, "there is no account %q", clip(row.toText))
				default:
					r.rejectColumn(row.item, row.column, "there is no %s %q", what, clip(row.toText))
				}
				continue
			}
			ends = append(ends, row.from, row.to)
		}
		kept = append(kept, row)
	}
	if ownership(in) || len(ends) == 0 {
		return kept, nil
	}
	return r.inOneAccount(ctx, kept, distinct(ends), tell)
}

// inOneAccount rejects lines to another account.
func (r *run) inOneAccount(ctx context.Context, rows []*lineRow, ends []string, tell bool) ([]*lineRow, error) {
	found, err := ask[struct {
		ID        string `json:"id"`
		AccountID string `json:"accountId"`
	}](ctx, r, nil, importSeats, map[string]any{"ids": ends})
	if err != nil {
		return nil, err
	}
	accounts := map[string]string{}
	for _, seat := range found {
		accounts[seat.ID] = seat.AccountID
	}
	at := func(id string) string {
		if account, is := accounts[id]; is {
			return account
		}
		return r.planned.accounts[id]
	}
	return slices.DeleteFunc(rows, func(row *lineRow) bool {
		row.account = at(row.from)
		if row.toText == "" || row.account == at(row.to) {
			return false
		}
		if tell {
			r.rejectColumn(row.item, row.column, "is a position of another account: lines stay within one")
		}
		return true
	}), nil
}

// chart is the lines that a batch has to do with, by their lower ends.
type chart struct {
	above map[string][]*line
}

// read reads the lines that begin at the given ids and, with all, those above them, level by level.
func (r *run) readChart(ctx context.Context, tx *store.Tx, in *input, ids []string, all bool) (*chart, error) {
	statement := importLines
	if ownership(in) {
		statement = importOwners
	}
	c := &chart{above: map[string][]*line{}}
	for next := distinct(ids); len(next) > 0; {
		rows, err := ask[line](ctx, r, tx, statement, map[string]any{"ids": next})
		if err != nil {
			return nil, err
		}
		for _, id := range next {
			c.above[id] = []*line{}
			rows = append(rows, r.planned.lines[id]...)
		}
		for _, l := range rows {
			c.above[l.From] = append(c.above[l.From], &l)
		}
		next = nil
		for _, l := range rows {
			if _, read := c.above[l.To]; !read && all && l.Line != "dotted" {
				next = append(next, l.To)
			}
		}
		next = distinct(next)
	}
	return c, nil
}

// wayUp looks for a way up from one end to another whose lines all hold on one same day of those given.
func (c *chart) wayUp(from, to string, since, until *store.Date) bool {
	if from == to {
		return true
	}
	type days struct {
		at           string
		since, until string
	}
	walked := map[days]bool{}
	var walk func(at string, since, until *store.Date) bool
	walk = func(at string, since, until *store.Date) bool {
		here := days{at, dayText(since), dayText(until)}
		if walked[here] {
			return false
		}
		walked[here] = true
		for _, l := range c.above[at] {
			if l.Line == "dotted" || !overlap(since, until, l.Since, l.Until) {
				continue
			}
			if l.To == to {
				return true
			}
			end := until
			if l.Until != nil && (end == nil || l.Until.Before(*end)) {
				end = l.Until
			}
			if walk(l.To, latest(since, l.Since), end) {
				return true
			}
		}
		return false
	}
	return walk(from, since, until)
}

// mine are the lines of a row's lower end that this source's files of the kind gave.
func (c *chart) mine(r *run, row *lineRow) []*line {
	var mine []*line
	for _, l := range c.above[row.from] {
		if l.Source != row.item.source(r) || l.Line != row.line {
			continue
		}
		if l.Line == "owned" && (l.Given == nil || !strings.Contains(*l.Given, "|"+row.item.in.kind.Name+" ")) && row.item.in.kind.Name == "accounts" {
			continue
		}
		mine = append(mine, l)
	}
	return mine
}

// endLines ends what rows with another upper end gave before.
func endLines(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": endings", func(ctx context.Context, items []*item) (*relationWrites, error) {
		rows, err := r.lineRows(ctx, in, items, false)
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, row := range rows {
			ids = append(ids, row.from)
		}
		c, err := r.readChart(ctx, nil, in, ids, false)
		if err != nil {
			return nil, err
		}
		w := &relationWrites{kind: lineType(in)}
		for _, row := range rows {
			if in.kind.Name == "positions" && !in.repeats.single(row.item.row.Cells) {
				continue
			}
			mine := c.mine(r, row)
			if row.from == row.to || slices.ContainsFunc(mine, func(l *line) bool { return l.To == row.to && row.toText != "" && l.said(row.line) == row.said }) {
				continue
			}
			for _, l := range mine {
				if l.Until == nil && (l.To != row.to || row.toText == "") {
					w.end(r, &l.dated, r.endOn(row.item))
					w.counts = append(w.counts, result{row.item, changed})
				}
			}
		}
		return w, nil
	}, r.writeRelations)
}

// drawLines draws the lines of a file in the order of its rows; one that would close a circle on any day, or give a seat two managers, is rejected.
func drawLines(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name+": lines", func(ctx context.Context, items []*item) ([]*lineRow, error) {
		rows, err := r.lineRows(ctx, in, items, true)
		return slices.DeleteFunc(rows, func(row *lineRow) bool { return row.toText == "" }), err
	}, func(ctx context.Context, rows []*lineRow) error {
		if len(rows) == 0 {
			return nil
		}
		var d *drawing
		draw := func(tx *store.Tx) error {
			d = &drawing{run: r, writes: relationWrites{kind: lineType(in)}}
			return d.draw(ctx, tx, in, rows)
		}
		var err error
		if r.dry {
			err = draw(nil)
		} else {
			err = r.graph.Transact(ctx, r.viewer, draw)
		}
		if err != nil {
			return r.refusedBatch(err, d.writes.counts)
		}
		for _, c := range d.writes.counts {
			r.count(c.item, c.outcome)
		}
		for _, fault := range d.faults {
			r.rejectColumn(fault.row.item, fault.row.column, "%s", fault.reason)
		}
		return nil
	})
}

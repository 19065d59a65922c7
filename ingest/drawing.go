package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"kith/graph/store"
)

// A drawing draws the lines of one batch, within one transaction.
type drawing struct {
	run    *run
	chart  *chart
	writes relationWrites
	faults []lineFault
}

type lineFault struct {
	row    *lineRow
	reason string
}

// draw takes the locks first, so that what it then reads nobody changes before it writes.
func (d *drawing) draw(ctx context.Context, tx *store.Tx, in *input, rows []*lineRow) error {
	r := d.run
	if tx != nil {
		lock, values := importLockOwnership, map[string]any(nil)
		if !ownership(in) {
			var accounts []string
			for _, row := range rows {
				accounts = append(accounts, row.account)
			}
			lock, values = importLock, map[string]any{"ids": distinct(accounts)}
		}
		if _, err := store.Write[store.None](ctx, tx, lock, values); err != nil {
			return err
		}
	}
	var ids []string
	for _, row := range rows {
		ids = append(ids, row.from, row.to)
	}
	var err error
	if d.chart, err = r.readChart(ctx, tx, in, ids, true); err != nil {
		return err
	}
	var rest []*lineRow
	for _, row := range rows {
		if d.said(row) {
			d.writes.counts = append(d.writes.counts, result{row.item, unchanged})
		} else {
			rest = append(rest, row)
		}
	}
	between := make([][2]string, len(rest))
	for i, row := range rest {
		between[i] = [2]string{row.from, row.to}
	}
	refused, err := r.graph.RefusedRelations(ctx, r.viewer, d.writes.kind, between, r.isPlanned)
	if err != nil {
		return err
	}
	for i, row := range rest {
		if refused[i] != nil {
			d.faults = append(d.faults, lineFault{row, detailOf(refused[i])})
			continue
		}
		outcome, reason := d.line(row)
		if reason != "" {
			d.faults = append(d.faults, lineFault{row, reason})
			continue
		}
		d.writes.counts = append(d.writes.counts, result{row.item, outcome})
	}
	if tx == nil {
		return nil
	}
	return d.writes.write(ctx, tx)
}

// said claims the line that the row says, where there is one that was said so before.
func (d *drawing) said(row *lineRow) bool {
	for _, l := range d.chart.above[row.from] {
		if l.Source == row.item.source(d.run) && l.Line == row.line && l.To == row.to && !l.claimed && l.said(row.line) == row.said {
			l.claimed = true
			return true
		}
	}
	return false
}

// line draws or corrects one line, or says why it cannot be.
func (d *drawing) line(row *lineRow) (outcome, string) {
	if row.from == row.to {
		if row.line == "owned" {
			return none, "an account cannot own itself"
		}
		return none, "a seat cannot report to itself"
	}
	var pair []*line
	for _, l := range d.chart.above[row.from] {
		if l.Source == row.item.source(d.run) && l.Line == row.line && l.To == row.to {
			pair = append(pair, l)
		}
	}
	old, corrected := corrected(row.item, pair, func(l *line) *dated { return &l.dated })
	drawn := &line{dated: dated{From: row.from, To: row.to, Since: row.since, Until: row.until}, Line: row.line, Source: row.item.source(d.run)}
	var others []*line
	for _, l := range d.chart.above[row.from] {
		if l != old && l.Line == row.line {
			others = append(others, l)
		}
	}
	if drawn.Since == nil && !corrected && row.item.relationID() == "" && row.line != "dotted" {
		drawn.Since = d.ended(row, others)
	}
	var ended []*line
	if row.line == "solid" {
		var reason string
		if ended, reason = d.makeRoom(drawn, others); reason != "" {
			return none, reason
		}
	}
	if row.line != "dotted" && d.circle(drawn, old) {
		return none, fmt.Sprintf("would close a circle: %s is already above %s", "this one", clip(row.toText))
	}
	for _, l := range ended {
		d.endAt(l, *drawn.Since)
	}
	d.writeLine(row, drawn, old, corrected)
	return map[bool]outcome{true: changed, false: created}[corrected], ""
}

// ended is since when an undated line holds: always, but from the day of the import on where this source said otherwise before.
func (d *drawing) ended(row *lineRow, others []*line) *store.Date {
	for _, l := range others {
		sameFile := row.line != "owned" || row.item.in.kind.Name == "accounts"
		if l.Source == row.item.source(d.run) && sameFile && l.Until != nil && !d.run.day.Before(*l.Until) {
			return &d.run.day
		}
	}
	return nil
}

// makeRoom makes a new solid line the only one on its days: of two, the later beginning ends the earlier open one. It returns those that the new
// one ends.
func (d *drawing) makeRoom(drawn *line, others []*line) (ended []*line, reason string) {
	for _, l := range others {
		if drawn.Until == nil && before(drawn.Since, l.Since) && overlap(drawn.Since, drawn.Until, l.Since, l.Until) {
			drawn.Until = l.Since
		}
	}
	for _, l := range others {
		if !overlap(drawn.Since, drawn.Until, l.Since, l.Until) {
			continue
		}
		if l.Until == nil && before(l.Since, drawn.Since) {
			ended = append(ended, l)
			continue
		}
		return nil, "the seat has another manager at that time"
	}
	return ended, ""
}

// circle says whether the line would close one.
func (d *drawing) circle(drawn, old *line) bool {
	if old != nil {
		above := d.chart.above[old.From]
		d.chart.above[old.From] = slices.DeleteFunc(slices.Clone(above), func(l *line) bool { return l == old })
		defer func() { d.chart.above[old.From] = above }()
	}
	return d.chart.wayUp(drawn.To, drawn.From, drawn.Since, drawn.Until)
}

// endAt ends a line where a later one begins; its row still says what it said.
func (d *drawing) endAt(l *line, on store.Date) {
	given := l.said(l.Line)
	l.Until, l.Given = &on, &given
	d.writes.change(d.run, &l.dated, map[string]any{"until": on, "given": given})
}

func (d *drawing) writeLine(row *lineRow, drawn, old *line, corrected bool) {
	drawn.claimed = true
	drawn.Given = &row.said
	if corrected {
		properties := map[string]any{"since": drawn.Since, "until": drawn.Until, "given": row.said}
		maps.Copy(properties, row.more)
		d.writes.change(d.run, &old.dated, properties)
		old.Since, old.Until, old.Given, old.claimed = drawn.Since, drawn.Until, drawn.Given, true
		return
	}
	more := maps.Clone(row.more)
	if more == nil {
		more = map[string]any{}
	}
	if row.line != "owned" {
		more["line"] = row.line
	}
	drawn.ID = d.writes.start(d.run, row.item, row.from, row.to, drawn.Since, drawn.Until, row.said, more)
	d.chart.above[row.from] = append(d.chart.above[row.from], drawn)
	if d.run.dry {
		d.run.planned.lines[row.from] = append(d.run.planned.lines[row.from], *drawn)
	}
}

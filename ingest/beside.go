package ingest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"kith/graph"
	"kith/graph/store"
)

// What an export has beside records, relations, ties and interactions: what is kept of old interactions, where members stand on the maps of deals, which
// contacts are a user's alone, and what users have said of their mailboxes. All but the places are taken from the system's import alone: nobody else says
// what all met about long ago, and nobody agrees, or hides somebody, for another.

// besides are what one batch of such rows writes.
type besides[V any] struct {
	rows   []V
	counts []result
}

// writeBesides writes a batch, and counts its rows.
func writeBesides[V any](r *run, put func(context.Context, *store.Tx, []V) error) func(context.Context, *besides[V]) error {
	return func(ctx context.Context, b *besides[V]) error {
		if len(b.rows) > 0 {
			if err := r.write(ctx, func(tx *store.Tx) error { return put(ctx, tx, b.rows) }); err != nil {
				return r.refusedBatch(err, b.counts)
			}
		}
		for _, c := range b.counts {
			r.count(c.item, c.outcome)
		}
		return nil
	}
}

// systems rejects the rows of a file that the system alone brings in.
func (r *run) systems(items []*item) []*item {
	if r.viewer.Rights == nil {
		return items
	}
	for _, i := range items {
		r.rejectRow(i, "", "only kith import, where Kith runs, takes %s in", i.in.kind.Name)
	}
	return nil
}

// importFolded brings in what is kept of old interactions.
func importFolded(ctx context.Context, r *run, in *input) error {
	var before *store.Date
	write := writeBesides(r, func(ctx context.Context, tx *store.Tx, rows []graph.FoldedRow) error {
		return r.graph.RecordFolded(ctx, tx, before, rows)
	})
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*besides[graph.FoldedRow], error) {
		f, items := r.finder(), r.systems(items)
		for _, i := range items {
			f.person(i.text("person_a"))
			f.person(i.text("person_b"))
		}
		if err := f.find(ctx); err != nil {
			return nil, err
		}
		var rows []graph.FoldedRow
		var of []*item
		for _, i := range items {
			row, ok := r.foldedRow(f, i)
			if ok {
				rows, of = append(rows, row), append(of, i)
			}
			if day := i.date("before"); day != nil {
				before = day // it is one for the whole file
			}
		}
		said, err := r.graph.CompareFolded(ctx, rows)
		if err != nil {
			return nil, err
		}
		b := &besides[graph.FoldedRow]{}
		for n, i := range of {
			b.counts = append(b.counts, result{i, outcomes[said[n]]})
			if said[n] != graph.Unchanged {
				b.rows = append(b.rows, rows[n])
			}
		}
		return b, nil
	}, write)
}

// foldedRow reads a row; ok is false of one that is rejected.
func (r *run) foldedRow(f *finder, i *item) (row graph.FoldedRow, ok bool) {
	people := map[string]string{}
	for _, column := range []string{"person_a", "person_b"} {
		id, fault := f.who(i.text(column))
		if fault == "" && isAccount(id) {
			fault = "is an account, not a person"
		}
		if fault != "" {
			r.rejectRow(i, column, "%s: %s", clip(i.text(column)), fault)
			return row, false
		}
		people[column] = id
	}
	number := func(column string) string { return fmt.Sprint(i.value(column)) }
	weight, _ := i.value("weight").(float64)
	row, ok = graph.ReadFolded(people["person_a"], people["person_b"], fmt.Sprintf("%s %s %s %s %s %s %s %s", i.text("month"), i.text("kind"), i.text("direction"),
		number("count"), strconv.FormatFloat(weight, 'g', 12, 64), number("mean"), number("first"), number("last")))
	if !ok {
		r.rejectRow(i, "", "these are no interactions of two people in a month such as 2023-04")
	}
	return row, ok
}

// importPlacements brings in where members stand on the maps of deals.
func importPlacements(ctx context.Context, r *run, in *input) error {
	member := relationKinds["buying_center"]
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*besides[graph.PlacedMember], error) {
		f := r.finder()
		for _, i := range items {
			f.end(member.from, i)
			f.end(member.to, i)
		}
		if err := f.find(ctx); err != nil {
			return nil, err
		}
		type placed struct {
			graph.PlacedMember
			item *item
		}
		var rows []placed
		for _, i := range items {
			row := placed{item: i}
			var fault string
			row.X, _ = i.value("x").(float64)
			row.Y, _ = i.value("y").(float64)
			if row.ContactID, fault = f.at(member.from, i); fault != "" {
				r.rejectRow(i, member.from.column, "%s", fault)
			} else if row.OpportunityID, fault = f.at(member.to, i); fault != "" {
				r.rejectRow(i, member.to.column, "%s", fault)
			} else {
				rows = append(rows, row)
			}
		}
		rows, err := mayRelate(ctx, r, member.kind, rows, func(row placed) (*item, string, string) { return row.item, row.ContactID, row.OpportunityID })
		if err != nil {
			return nil, err
		}
		pairs := make([]graph.PlacedMember, len(rows))
		for n, row := range rows {
			pairs[n] = row.PlacedMember
		}
		held, err := r.graph.Placed(ctx, pairs)
		if err != nil {
			return nil, err
		}
		stood := map[[2]string]graph.PlacedMember{}
		for _, h := range held {
			stood[[2]string{h.OpportunityID, h.ContactID}] = h
		}
		b := &besides[graph.PlacedMember]{}
		for _, row := range rows {
			before, is := stood[[2]string{row.OpportunityID, row.ContactID}]
			became := created
			switch {
			case is && before == row.PlacedMember:
				became = unchanged
			case is:
				became = changed
			}
			if became != unchanged {
				b.rows = append(b.rows, row.PlacedMember)
			}
			b.counts = append(b.counts, result{row.item, became})
		}
		return b, nil
	}, writeBesides(r, r.graph.RecordPlaces))
}

// importMailboxes brings in what users have said of the reading of their mailboxes. An address of somebody who was erased stays out.
func importMailboxes(ctx context.Context, r *run, in *input) error {
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*besides[graph.MailboxSaid], error) {
		f, items := r.finder(), r.systems(items)
		user := end{"user_email", "user"}
		for _, i := range items {
			f.end(user, i)
		}
		if err := f.find(ctx); err != nil {
			return nil, err
		}
		said := map[string]graph.MailboxSaid{}
		b := &besides[graph.MailboxSaid]{}
		var users []string
		for _, i := range items {
			if id, fault := f.at(user, i); fault == "" {
				users = append(users, id)
			}
		}
		held, err := r.graph.MailboxesSaid(ctx, users)
		if err != nil {
			return nil, err
		}
		for _, h := range held {
			said[h.UserID] = h
		}
		for _, i := range items {
			id, fault := f.at(user, i)
			if fault != "" {
				r.rejectRow(i, user.column, "%s", fault)
				continue
			}
			row := graph.MailboxSaid{UserID: id, Agreed: i.flag("agreed"), Stopped: i.flag("stopped"), MailboxWithout: graph.MailboxWithout{
				Addresses: slices.DeleteFunc(append([]string{}, i.list("addresses")...), r.erased.Load().Email),
				Domains:   append([]string{}, i.list("domains")...), Folders: append([]string{}, i.list("folders")...),
			}}
			became := created
			if h, is := said[id]; is {
				became = changed
				if reflect.DeepEqual(h, row) {
					became = unchanged
				}
			}
			if became != unchanged {
				b.rows = append(b.rows, row)
			}
			b.counts = append(b.counts, result{i, became})
		}
		return b, nil
	}, writeBesides(r, r.graph.RecordMailboxes))
}

// importPrivateContacts makes contacts private.
func importPrivateContacts(ctx context.Context, r *run, in *input) error {
	contact, user := end{"contact_id", "contact"}, end{"user_email", "user"}
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*besides[graph.PrivateContact], error) {
		f, items := r.finder(), r.systems(items)
		for _, i := range items {
			f.end(contact, i)
			f.end(user, i)
		}
		if err := f.find(ctx); err != nil {
			return nil, err
		}
		b := &besides[graph.PrivateContact]{}
		var ids []string
		for _, i := range items {
			row := graph.PrivateContact{}
			var fault string
			if row.ContactID, fault = f.at(contact, i); fault != "" {
				r.rejectRow(i, contact.column, "%s", fault)
			} else if row.UserID, fault = f.at(user, i); fault != "" {
				r.rejectRow(i, user.column, "%s", fault)
			} else {
				b.rows, b.counts, ids = append(b.rows, row), append(b.counts, result{i, changed}), append(ids, row.ContactID)
			}
		}
		held, err := r.graph.PrivateContacts(ctx, ids)
		if err != nil {
			return nil, err
		}
		was := map[graph.PrivateContact]bool{}
		for _, h := range held {
			was[h] = true
		}
		for n, row := range b.rows {
			if was[row] {
				b.counts[n].outcome = unchanged
			}
		}
		b.rows = slices.DeleteFunc(b.rows, func(row graph.PrivateContact) bool { return was[row] })
		return b, nil
	}, writeBesides(r, r.graph.RecordPrivateContacts))
}

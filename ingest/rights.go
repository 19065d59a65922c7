package ingest

import (
	"context"
	"errors"
	"slices"

	"kith/access"
	"kith/problem"
)

// What the one who sends a file may not do keeps their rows out, and the others go in: a record that they do not see is none, one that they see and may
// not change is a row that says so, and so is a value for a field that they may not write.

// kindsOfFiles are the kinds of rights whose fields the columns of files of relations are.
var kindsOfFiles = map[string]access.Kind{
	"accounts": access.Accounts, "contacts": access.Contacts, "products": access.Products, "opportunities": access.Opportunities, "positions": access.Positions,
	"buying_center": access.BuyingCenterMembers, "influences": access.Influences, "relations": access.Relations, "line_items": access.Opportunities,
	"ties": access.Ties, "tie_sources": access.Ties, "interactions": access.Interactions,
}

// addressColumns are those that one field of the API holds.
var addressColumns = []string{"street", "city", "region", "postal_code", "country"}

// fieldOf is the field that a column of a file of a kind is, as rules name it; its name is empty where it is none.
func fieldOf(kind, column string) access.Field {
	field := access.Field{Kind: kindsOfFiles[kind]}
	records := recordKinds[kind]
	switch {
	case kind == "contacts" && slices.Contains([]string{"title", "department", "assistant"}, column):
		return access.Field{Kind: access.Positions, Name: column}
	case kind == "accounts" && slices.Contains(addressColumns, column):
		field.Name = "address"
	case kind == "positions" && seatDates[column] != "":
		field.Name = seatDates[column]
	case column == "owner_email":
		field.Name = "ownerId"
	case records != nil && records.lists[column] != "":
		field.Name = records.lists[column]
	case records != nil:
		field.Name = records.property(column)
	case relationKinds[kind] != nil && relationKinds[kind].properties[column] != "":
		field.Name = relationKinds[kind].properties[column]
	case kind != "line_items" && field.Kind != "":
		field.Name = propertyOf(Column{Name: column})
	}
	return field
}

// forbid takes the columns out of a file whose fields its sender may not write: what they say keeps a row out, and where they are empty nothing is
// cleared.
func (r *run) forbid(in *input) {
	if r.viewer.Rights == nil {
		return
	}
	in.forbidden = map[string]int{}
	for column, at := range in.columns {
		field := fieldOf(in.kind.Name, column)
		if field.Name != "" && r.viewer.Field(field.Kind, field.Name) != access.ReadWrite {
			in.forbidden[column] = at
		}
	}
	for column := range in.forbidden {
		delete(in.columns, column)
	}
}

// forbids is what is wrong with a row that gives a field which its sender may not write, or nil.
func (i *item) forbids() *Reject {
	for column, at := range i.in.forbidden {
		if i.values[at] != nil {
			return i.fault(column, "your role does not let you write the field "+fieldOf(i.in.kind.Name, column).String())
		}
	}
	return nil
}

// seen leaves those of what was found that the sender sees.
func seen[F any](ctx context.Context, r *run, found []F, id func(F) string) ([]F, error) {
	if r.viewer.Rights == nil {
		return found, nil
	}
	ids := make([]string, len(found))
	for i, one := range found {
		ids[i] = id(one)
	}
	unseen, err := r.graph.Unseen(ctx, r.viewer, ids)
	return slices.DeleteFunc(found, func(one F) bool { return unseen[id(one)] }), err
}

// seenRecords rejects the rows whose records there are, but not for their sender.
func (r *run) seenRecords(ctx context.Context, k *recordKind, records []*record) ([]*record, error) {
	if r.viewer.Rights == nil {
		return records, nil
	}
	var ids []string
	for _, record := range records {
		ids = append(ids, record.known.ID, record.item.text("kith_id"))
	}
	unseen, err := r.graph.Unseen(ctx, r.viewer, distinct(ids))
	return slices.DeleteFunc(records, func(record *record) bool {
		switch {
		case unseen[record.known.ID]:
			r.rejectRow(record.item, "id", "belongs to another %s, which you do not see", k.name)
		case unseen[record.item.text("kith_id")]:
			r.rejectRow(record.item, "kith_id", "there is no such %s", k.name)
		default:
			return false
		}
		return true
	}), err
}

// mayWrite notes which of records their sender may not write. A new position is its account's.
func (r *run) mayWrite(ctx context.Context, k *recordKind, records []*record) error {
	ids := make([]string, len(records))
	for i, record := range records {
		ids[i] = record.known.ID
		if !record.exists {
			ids[i] = ""
			if k.name == "position" {
				ids[i] = record.refers["account_id"]
			}
		}
	}
	refused, err := r.graph.RefusedRecords(ctx, r.viewer, k.name, ids, r.isPlanned)
	for i, why := range refused {
		records[i].refused = why
	}
	return err
}

// mayRelate rejects the rows that say something between two records which their sender may not write, and returns the others.
func mayRelate[R any](ctx context.Context, r *run, relation string, rows []R, of func(R) (i *item, from, to string)) ([]R, error) {
	if r.viewer.Rights == nil {
		return rows, nil
	}
	ends := make([][2]string, len(rows))
	for n, row := range rows {
		_, ends[n][0], ends[n][1] = of(row)
	}
	refused, err := r.graph.RefusedRelations(ctx, r.viewer, relation, ends, r.isPlanned)
	if err != nil {
		return nil, err
	}
	var rest []R
	for n, row := range rows {
		if refused[n] == nil {
			rest = append(rest, row)
			continue
		}
		i, _, _ := of(row)
		r.rejectRow(i, "", "%s", detailOf(refused[n]))
	}
	return rest, nil
}

// refusedBatch keeps the rows of a batch out which their sender may not write, for reasons that showed only when it was written: one row ended what
// another's said.
func (r *run) refusedBatch(err error, counts []result) error {
	if r.viewer.Rights == nil || !problem.Is(err, problem.KindNotAllowed) && !problem.Is(err, problem.KindNotFound) {
		return err
	}
	for _, c := range counts {
		if c.outcome != unchanged {
			r.rejectRow(c.item, "", "%s", detailOf(err))
		}
	}
	return nil
}

// detailOf is what a problem says.
func detailOf(err error) string {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p.Detail
	}
	return err.Error()
}

package ingest

import (
	"context"
	"slices"
	"strings"

	"kith/graph/store"
)

// addressFields are what the API calls the parts of an address.
var addressFields = []string{"street", "city", "region", "postalCode", "country"}

// edits notes what the records that change said before. Of new ones the audit keeps that they came.
func (w *recordWrites) edits(ctx context.Context, tx *store.Tx) error {
	rows := map[string]map[string]any{}
	var ids []string
	for i, change := range w.touched {
		if change.Action == store.Changed {
			rows[change.ID] = w.rows[i]
			ids = append(ids, change.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	before, err := store.Write[current](ctx, tx, importValues, map[string]any{"ids": ids})
	for _, c := range before {
		tx.Touched.Edit(store.Edit{Kind: w.kind.name, ID: c.ID, Fields: c.edits(rows[c.ID])})
	}
	return err
}

// edits are the fields that a row changes, as the API names them.
func (c *current) edits(row map[string]any) []store.FieldEdit {
	var edits []store.FieldEdit
	add := func(field string, before, after any) {
		if fingerprint(before) != fingerprint(after) {
			edits = append(edits, store.FieldEdit{Field: field, Before: before, After: after})
		}
	}
	for name, value := range row["properties"].(map[string]any) {
		field := name
		if slices.Contains(addressFields, name) && strings.HasPrefix(c.ID, "acc_") {
			field = "address." + name
		}
		add(field, c.Properties[name], value)
	}
	for name, before := range map[string][]string{"emails": c.Emails, "domains": c.Domains} {
		if after, is := row[name].([]string); is {
			add(name, listValue(before), listValue(after))
		}
	}
	for name, before := range map[string][]string{"ownerId": c.OwnerID, "unitId": c.UnitID, "roleId": c.RoleID} {
		if after, is := row[name].([]string); is {
			add(name, sole(before), sole(after))
		}
	}
	if seat, is := row["seat"].(map[string]any); is {
		add("since", dayValue(c.Since), seat["since"])
		add("until", dayValue(c.Until), seat["until"])
	}
	slices.SortFunc(edits, func(a, b store.FieldEdit) int { return strings.Compare(a.Field, b.Field) })
	return edits
}

// sole is the only value of a list, or nil.
func sole(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// listValue is a list, or nil where it is empty.
func listValue(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// dayValue is a day, or nil.
func dayValue(day *store.Date) any {
	if day == nil {
		return nil
	}
	return *day
}

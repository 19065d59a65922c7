package ingest

import (
	"context"

	"kith/cypher"
	"kith/graph/store"
)

var importValues = cypher.Must("read/import_values")

// current is what the graph holds of a record.
type current struct {
	ID         string         `json:"id"`
	Properties map[string]any `json:"properties"`
	Emails     []string       `json:"emails"`
	Domains    []string       `json:"domains"`
	OwnerID    []string       `json:"ownerId"`
	UnitID     []string       `json:"unitId"`
	RoleID     []string       `json:"roleId"`
	AccountID  []string       `json:"accountId"`
	Since      *store.Date    `json:"since"`
	Until      *store.Date    `json:"until"`
}

// of is the fingerprint of what a column would give for what is there now.
func (c *current) of(k *recordKind, column string) string {
	lists := map[string][]string{"emails": c.Emails, "domains": c.Domains, "ownerId": c.OwnerID, "unitId": c.UnitID, "roleId": c.RoleID, "accountId": c.AccountID}
	switch {
	case column == "opened" && c.Since != nil:
		return fingerprint(*c.Since)
	case column == "closed" && c.Until != nil:
		return fingerprint(*c.Until)
	case k.lists[column] != "":
		return fingerprint(lists[k.lists[column]])
	}
	for _, reference := range k.references {
		if list := lists[reference.beside]; reference.column == column && len(list) > 0 {
			return fingerprint(list[0])
		}
	}
	if name := k.property(column); name != "" {
		return fingerprint(c.Properties[name])
	}
	return ""
}

// readCurrent reads what the graph holds of the records of which Kith does not know what the source gave, and of those that a row empties a
// cell of.
func (r *run) readCurrent(ctx context.Context, k *recordKind, records []*record) error {
	wanted := map[string]*record{}
	var ids []string
	for _, record := range records {
		if !record.exists {
			continue
		}
		base := givenOf(record.known.Given)
		needed := base == nil
		for _, column := range k.columns(record) {
			needed = needed || base[column] != "" && k.mark(record, column) == ""
		}
		if needed {
			wanted[record.known.ID] = record
			ids = append(ids, record.known.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := ask[current](ctx, r, nil, importValues, map[string]any{"ids": ids})
	for _, row := range rows {
		wanted[row.ID].current = &row
	}
	return err
}

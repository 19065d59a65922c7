package graph

import (
	"context"
	"encoding/json"
	"slices"

	"kith/cypher"
	"kith/graph/store"
)

var (
	auditOfRecords = cypher.Must("read/audit_of_records")
	auditForget    = cypher.Must("write/audit_forget")
)

// forgetBatch is how many parts of the audit are read at once.
const forgetBatch = 100

// ForgetInAudit takes all values out of what the audit says of people and of their relations, for their erasure. That something was done, when and by
// whom stays. It is the only change of the audit that there is.
func ForgetInAudit(ctx context.Context, tx *store.Tx, ids ...string) error {
	return forgetInAudit(ctx, tx, ids, forgotten)
}

// forgetExternalIDs takes out of what the audit says of records what other systems call them.
func forgetExternalIDs(ctx context.Context, tx *store.Tx, ids ...string) error {
	return forgetInAudit(ctx, tx, ids, func(e *store.Edit, id string) {
		for i := range e.Fields {
			if e.ID == id && e.Fields[i].Field == "externalIds" {
				e.Fields[i].Before, e.Fields[i].After = nil, nil
			}
		}
	})
}

// forgetInAudit takes out of every entry on records what forget takes out of it.
func forgetInAudit(ctx context.Context, tx *store.Tx, ids []string, forget func(e *store.Edit, id string)) error {
	for _, id := range ids {
		for after := ""; ; {
			rows, err := store.Write[struct {
				ID      string   `json:"id"`
				Entries []string `json:"entries"`
			}](ctx, tx, auditOfRecords, map[string]any{"query": `records:"` + id + `"`, "after": after, "limit": forgetBatch})
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				break
			}
			parts := make([]map[string]any, len(rows))
			for i, row := range rows {
				for n, entry := range row.Entries {
					if row.Entries[n], err = without(entry, id, forget); err != nil {
						return err
					}
				}
				parts[i] = map[string]any{"id": row.ID, "entries": row.Entries}
				after = row.ID
			}
			if _, err := store.Write[store.None](ctx, tx, auditForget, map[string]any{"parts": parts}); err != nil {
				return err
			}
		}
	}
	return nil
}

// without is an entry that forget has been at, where it is about a record.
func without(entry, id string, forget func(e *store.Edit, id string)) (string, error) {
	e, err := editOf(entry)
	if err != nil || !slices.Contains(idsOf(e), id) {
		return entry, err
	}
	forget(&e, id)
	for i := range e.Relations {
		r := &e.Relations[i]
		r.Before, r.After = typed(r.Before), typed(r.After)
	}
	text, err := json.Marshal(e)
	return string(text), err
}

// forgotten takes the values out of an entry that it has of a record.
func forgotten(e *store.Edit, id string) {
	if e.ID == id || slices.Contains(e.Others, id) {
		for i := range e.Fields {
			e.Fields[i].Before, e.Fields[i].After = nil, nil
		}
	}
	for i := range e.Relations {
		if r := &e.Relations[i]; e.ID == id || r.From == id || r.To == id {
			r.Before, r.After = nil, nil
		}
	}
}

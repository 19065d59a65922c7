package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var auditEntryRead = cypher.Must("read/audit_entry")

// Undo takes back what one entry of the audit says: fields have their values of before, relations are as they were, what was deleted or merged is
// back, what was created is in the bin. Errors: NotFound, Conflict where something was built on it since, with what that is.
func (g *Graph) Undo(ctx context.Context, v access.Viewer, id string) error {
	e, err := g.auditEntry(ctx, v, id)
	if err != nil {
		return err
	}
	if err := mayAdminister(v, e.Kind); err != nil {
		return err
	}
	if err := mayWriteFields(v, e.Edit); err != nil {
		return err
	}
	kind, isRecord := kinds[e.Kind]
	return g.Transact(store.Patient(ctx, binPatience), v, func(tx *store.Tx) error {
		w := &writing{Graph: g, tx: tx, viewer: v, source: sourceAPI, now: g.Now(), today: g.Today()}
		if isRecord {
			if err := w.lock(ctx, e.Kind, []string{e.ID}); err != nil {
				return err
			}
		}
		tx.Touched.Edit(store.Edit{Kind: e.Kind, ID: e.ID, Undoes: id})
		switch {
		case isRecord && e.Action == store.Created:
			return kind.undoCreated(ctx, w, e.ID)
		case isRecord && e.Action == store.Deleted:
			record, err := binned(ctx, tx, v, e.ID)
			if err != nil {
				return err
			}
			return restore(ctx, tx, v, record)
		case isRecord && e.Action == store.Merged:
			return w.unmerge(ctx, kind, e)
		case isRecord && e.Action != store.Changed, !isRecord && len(e.Relations) == 0:
			return problem.Conflict("That something was %s cannot be undone.", words(string(e.Action)))
		}
		if len(e.Fields) > 0 {
			if err := kind.undoFields(ctx, w, e.ID, e.Fields); err != nil {
				return err
			}
		}
		return w.undoRelations(ctx, e.Relations)
	})
}

// auditEntry is an entry of the audit that the viewer sees.
func (g *Graph) auditEntry(ctx context.Context, v access.Viewer, id string) (auditEntry, error) {
	part, text, _ := strings.Cut(id, "-")
	index, err := strconv.Atoi(text)
	if err != nil || index < 0 {
		return auditEntry{}, problem.NotFound("entry of the audit", id)
	}
	rows, err := store.Read[auditPartRow](ctx, g.store, auditEntryRead, map[string]any{"id": part, "index": index})
	row, err := one(rows, err, "entry of the audit", id)
	if err != nil {
		return auditEntry{}, err
	}
	e := auditEntry{id: id, at: row.At, by: row.By}
	if e.Edit, err = editOf(row.Entries[0].Text); err != nil {
		return e, err
	}
	relations := len(e.Relations)
	told, names, err := g.toldOf(ctx, v, e.ID, []auditEntry{e})
	if err != nil {
		return e, err
	}
	_, seen := names[e.ID]
	seen = seen || kinds[e.Kind] == nil || e.Action == store.Deleted // of a relation the ends count; what is in the bin is looked for there
	if !seen || len(told) == 0 || len(told[0].Relations) < relations {
		return e, problem.NotFound("entry of the audit", id)
	}
	return told[0], nil
}

// undoCreated puts a record into the bin where nothing was done to it since it was made, and nothing rests on it.
func (k *Kind[F, R]) undoCreated(ctx context.Context, w *writing, id string) error {
	records, err := store.Write[R](ctx, w.tx, k.read, w.viewer.Sees(map[string]any{"ids": []string{id}}))
	record, err := one(records, err, k.name, id)
	if err != nil {
		return err
	}
	if k.record(&record).Version > 1 {
		return problem.Conflict("The %s was changed since.", words(k.name))
	}
	if err := mayGo(ctx, w.tx, k.name, id); err != nil {
		return err
	}
	return k.bin(ctx, w, id)
}

// undoFields gives fields the values that they had before, where they still have those that they got.
func (k *Kind[F, R]) undoFields(ctx context.Context, w *writing, id string, edits []store.FieldEdit) error {
	results, err := k.put(ctx, w, []Change[F]{{ID: id, Apply: func(fields F) (F, error) {
		now, err := fieldsOf(fields)
		if err != nil {
			return fields, err
		}
		var built []problem.FieldError
		for _, e := range edits {
			if !reflect.DeepEqual(now[e.Field], e.After) && !(now[e.Field] == nil && isEmptyList(e.After)) {
				built = append(built, problem.FieldError{Pointer: "/" + strings.ReplaceAll(e.Field, ".", "/"), Detail: fmt.Sprintf("is %s now: it was changed since", quoted(now[e.Field], nil))})
			}
			if now[e.Field] = e.Before; e.Before == nil {
				delete(now, e.Field)
			}
		}
		if built != nil {
			return fields, &problem.Problem{Kind: problem.KindConflict, Detail: "It was changed since.", Errors: built}
		}
		var before F
		text, err := json.Marshal(nested(now))
		if err == nil {
			err = json.Unmarshal(text, &before)
		}
		return before, err
	}}}, nil)
	if err != nil {
		return err
	}
	return results[0].Err
}

func isEmptyList(value any) bool {
	list, is := value.([]any)
	return is && len(list) == 0
}

// nested puts the parts of an address and custom fields back where the API has them.
func nested(fields map[string]any) map[string]any {
	tree := map[string]any{}
	for name, value := range fields {
		outer, part, within := strings.Cut(name, ".")
		if !within {
			tree[name] = value
			continue
		}
		inner, is := tree[outer].(map[string]any)
		if !is {
			inner = map[string]any{}
			tree[outer] = inner
		}
		inner[part] = value
	}
	return tree
}

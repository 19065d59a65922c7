package graph

import (
	"context"
	"slices"

	"kith/cypher"
	"kith/graph/store"
)

var (
	findRecords = cypher.Must("read/find_records")
	lockRecords = cypher.Must("write/lock_records")
)

// reference is a place in a record's fields that names another record.
type reference struct {
	pointer string
	kind    string
	ref     *Ref
}

func (r reference) wanted() wantedRecord {
	wanted := wantedRecord{Kind: r.kind, ID: r.ref.ID}
	if r.ref.Source != "" {
		wanted.Source = &r.ref.Source
	}
	return wanted
}

func (r reference) key() wantedKey { return wantedKey{r.kind, r.ref.Source, r.ref.ID} }

// refer lists the references of those pointers that are set.
func refer(references ...reference) []reference {
	return slices.DeleteFunc(references, func(r reference) bool { return r.ref == nil })
}

// refID is the id of a reference, or nil.
func refID(ref *Ref) []string {
	if ref == nil {
		return []string{}
	}
	return []string{ref.ID}
}

// wantedRecord is a record as bodies name it: by id, or by what a source calls it.
type wantedRecord struct {
	Kind   string  `json:"kind"`
	Source *string `json:"source"`
	ID     string  `json:"id"`
}

type foundRecord struct {
	Kind   string  `json:"kind"`
	Source *string `json:"source"`
	ID     string  `json:"id"`
	Found  string  `json:"found"`
}

type wantedKey struct{ kind, source, id string }

// find returns the ids of those wanted records that exist.
func (w *writing) find(ctx context.Context, wanted []wantedRecord) (map[wantedKey]string, error) {
	found := map[wantedKey]string{}
	if len(wanted) == 0 {
		return found, nil
	}
	seen := map[wantedKey]bool{}
	wanted = slices.DeleteFunc(wanted, func(one wantedRecord) bool {
		key := foundRecord{Kind: one.Kind, Source: one.Source, ID: one.ID}.key()
		defer func() { seen[key] = true }()
		return seen[key]
	})
	rows, err := store.Write[foundRecord](ctx, w.tx, findRecords, map[string]any{"wanted": wanted})
	for _, row := range rows {
		found[row.key()] = row.Found
	}
	return found, err
}

func (f foundRecord) key() wantedKey {
	key := wantedKey{kind: f.Kind, id: f.ID}
	if f.Source != nil {
		key.source = *f.Source
	}
	return key
}

// lock holds records until the transaction ends; always in the order of their ids, so that two writes do not wait for each other.
func (w *writing) lock(ctx context.Context, kind string, ids []string) error {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	_, err := store.Write[store.None](ctx, w.tx, lockRecords, map[string]any{"kind": kind, "ids": ids})
	return err
}

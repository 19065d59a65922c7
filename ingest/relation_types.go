package ingest

import (
	"context"
	"slices"
	"strings"
	"sync"

	"kith/graph"
	"kith/graph/store"
)

// relationTypes are the types that rows of relations name: by name or forward word, or turned round by the backward one, in any letter case. One
// that is not there is made.
type relationTypes struct {
	run      *run
	mu       sync.Mutex // rows are read while others are written
	forward  map[string]string
	backward map[string]string
	made     []map[string]any // still to be written
}

// relationTypes reads the catalogue, where the file needs it.
func (r *run) relationTypes(ctx context.Context, in *input) (*relationTypes, error) {
	if in.kind.Name != "relations" {
		return nil, nil
	}
	t := &relationTypes{run: r, forward: map[string]string{}, backward: map[string]string{}}
	rows, err := ask[namedRow](ctx, r, nil, importNamed, nil)
	slices.SortFunc(rows, func(a, b namedRow) int { return strings.Compare(a.ID, b.ID) })
	for _, row := range rows {
		if row.Kind != "relationType" {
			continue
		}
		t.forward[row.ID] = row.ID
		for _, word := range []*string{row.Name, row.Forward} {
			if word != nil {
				note(t.forward, *word, row.ID)
			}
		}
		if row.Backward != nil {
			note(t.backward, *row.Backward, row.ID)
		}
	}
	return t, err
}

// note keeps the first of several types with one word.
func note(words map[string]string, word, id string) {
	word = strings.ToLower(word)
	if _, is := words[word]; !is {
		words[word] = id
	}
}

// named is the type that a word names, and whether the word is its backward one.
func (t *relationTypes) named(text string) (id string, backward bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	word := strings.ToLower(strings.TrimSpace(text))
	if id, is := t.forward[word]; is {
		return id, false
	}
	if id, is := t.backward[word]; is {
		return id, true
	}
	id = graph.NewID("rty")
	t.forward[word] = id
	name := strings.TrimSpace(text)
	t.made = append(t.made, map[string]any{"id": id, "createdAt": t.run.now, "externalIds": nil,
		"properties": map[string]any{"name": name, "forward": name, "symmetric": false, "knows": false}})
	t.run.note("the relation type %q is new", name)
	return id, false
}

// makeRelationTypes writes the types that were not there.
func (r *run) makeRelationTypes(ctx context.Context, t *relationTypes) error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	made := t.made
	t.made = nil
	t.mu.Unlock()
	if len(made) == 0 {
		return nil
	}
	return r.write(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, recordKinds["relation_types"].write, map[string]any{"rows": made, "now": r.now, "by": r.by, "source": r.source})
		return err
	})
}

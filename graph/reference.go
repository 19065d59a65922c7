package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var references = cypher.Must("read/references")

// Ref names a record in a body: by its id, or by what another system calls it, {"source","id"}. A person may stand as an
// e-mail address too.
type Ref struct {
	Source string `json:"source"` // empty: ID is ours, or an e-mail address
	ID     string `json:"id"`
}

// UnmarshalJSON reads a string or {"source","id"}, and no other field.
func (r *Ref) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte(`"`)) {
		return json.Unmarshal(data, &r.ID)
	}
	var named *struct {
		Source string `json:"source"`
		ID     string `json:"id"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&named); err != nil || named == nil || named.Source == "" || named.ID == "" {
		return problem.Malformed(`A reference is an id, or {"source","id"}.`)
	}
	r.Source, r.ID = named.Source, named.ID
	return nil
}

// MarshalJSON writes the form that was read.
func (r Ref) MarshalJSON() ([]byte, error) {
	if r.Source == "" {
		return json.Marshal(r.ID)
	}
	return json.Marshal(map[string]string{"source": r.Source, "id": r.ID})
}

// Kinds of people, for references to them.
var (
	people          = []string{"contact", "user"}
	peopleAndOthers = []string{"contact", "user", "account"}
)

// resolver finds what references name, all with one question.
type resolver struct {
	asked []asked
	found map[string]string
}

type asked struct {
	Key        string   `json:"key"`
	ID         *string  `json:"id"`
	Address    *string  `json:"address"`
	Source     *string  `json:"source"`
	ExternalID *string  `json:"externalId"`
	Kinds      []string `json:"kinds"`
}

func referenceKey(r Ref, kinds []string) string {
	return strings.Join(kinds, ",") + "\x00" + r.Source + "\x00" + r.ID
}

// ask notes a reference to a record of one of kinds; nil asks nothing.
func (r *resolver) ask(reference *Ref, kinds ...string) {
	if reference == nil {
		return
	}
	a := asked{Key: referenceKey(*reference, kinds), Kinds: kinds}
	switch {
	case reference.Source != "":
		a.Source, a.ExternalID = &reference.Source, &reference.ID
	case strings.Contains(reference.ID, "@") && slices.Contains(kinds, "contact"):
		address := strings.ToLower(strings.TrimSpace(reference.ID))
		a.Address = &address
	default:
		a.ID = &reference.ID
	}
	r.asked = append(r.asked, a)
}

// resolve asks the graph for all that was noted; what the viewer does not see is not found.
func (r *resolver) resolve(ctx context.Context, g *Graph, v access.Viewer) error {
	slices.SortFunc(r.asked, func(a, b asked) int { return strings.Compare(a.Key, b.Key) })
	r.asked = slices.CompactFunc(r.asked, func(a, b asked) bool { return a.Key == b.Key })
	r.found = make(map[string]string, len(r.asked))
	if len(r.asked) == 0 {
		return nil
	}
	rows, err := store.Read[struct {
		Key string `json:"key"`
		ID  string `json:"id"`
	}](ctx, g.store, references, map[string]any{"references": r.asked})
	if err != nil {
		return err
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	hidden, err := g.unseen(ctx, v, ids)
	for _, row := range rows {
		if !hidden[row.ID] {
			r.found[row.Key] = row.ID
		}
	}
	return err
}

// id is the id of the record that a reference names, and whether there is one.
func (r *resolver) id(reference *Ref, kinds ...string) (string, bool) {
	if reference == nil {
		return "", false
	}
	id, found := r.found[referenceKey(*reference, kinds)]
	return id, found
}

// referred is the id of the record of one of kinds that a body names at pointer.
func (g *Graph) referred(ctx context.Context, v access.Viewer, pointer string, reference *Ref, kinds ...string) (string, error) {
	var r resolver
	r.ask(reference, kinds...)
	if err := r.resolve(ctx, g, v); err != nil {
		return "", err
	}
	id, found := r.id(reference, kinds...)
	if !found {
		return "", problem.Field(pointer, "names no %s", strings.Join(kinds, " or "))
	}
	return id, nil
}

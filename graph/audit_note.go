package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
)

// auditPart is how many edits one node of the audit keeps at most: a file's batch has thousands, and who asks for one reads its part.
const auditPart = 100

type requestContext struct{}

// WithRequest makes the audit say of what is changed with the context by which request, or command, it came.
func WithRequest(ctx context.Context, request string) context.Context {
	return context.WithValue(ctx, requestContext{}, request)
}

func requestOf(ctx context.Context) string {
	request, _ := ctx.Value(requestContext{}).(string)
	return request
}

// Audit notes something that changes no record but must be known: a sign-in, an export, a change of rights. What happens in a transaction of its own
// notes it there, with tx.Touched.Edit.
func (g *Graph) Audit(ctx context.Context, v access.Viewer, e store.Edit) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		tx.Touched.Edit(e)
		return nil
	})
}

// recordOf is the record under which the audit keeps what becomes of a relationship: the one whose route changes it, or the relation itself.
func recordOf(e store.RelationEdit) (kind, id string) {
	switch e.Type {
	case "REPORTS_TO":
		return Positions.name, e.From
	case "HOLDS":
		return Positions.name, e.To
	case "SUBSIDIARY_OF":
		return Accounts.name, e.From
	case "INCLUDES":
		return Opportunities.name, e.From
	case "INVOLVED_IN":
		return Opportunities.name, e.To
	case "WORKS_ON":
		return KindOf(e.To), e.To
	case "INFLUENCES":
		return "influence", e.ID
	case "RELATED_TO":
		return "relation", e.ID
	default:
		return "tie", e.ID
	}
}

// TouchRelation notes what became of a relationship, for the audit, for those who follow, and for the ties that rest on it.
func TouchRelation(t *store.Touched, e store.RelationEdit) {
	kind, id := recordOf(e)
	edit := store.Edit{Kind: kind, ID: id, Relations: []store.RelationEdit{e}}
	switch e.Type {
	case "INFLUENCES":
		edit.Action = e.Action
		t.Record("contact", store.Changed, e.To)
		if personKind(e.From) != "" {
			t.Conflicts = append(t.Conflicts, store.PairChange{Pair: ends(e.From, e.To), Action: store.Changed})
		}
	case "RELATED_TO":
		t.Record(kind, e.Action, id)
		if personKind(e.From) != "" && personKind(e.To) != "" {
			t.Pair(e.From, e.To)
		}
	case "TIE_SOURCE":
		edit.Action = e.Action
		t.Pair(e.From, e.To)
	default:
		t.Record(kind, store.Changed, id)
	}
	switch e.Type {
	case "HOLDS":
		t.People = append(t.People, e.From)
	case "REPORTS_TO":
		t.Lines = append(t.Lines, [2]string{e.From, e.To})
	}
	t.Edit(edit)
}

// editsOf are a transaction's edits, one for a record. What changed and says no more of itself is an edit without fields, unless an edit of another
// record names it.
func editsOf(t store.Touched) []store.Edit {
	type record struct{ kind, id string }
	actions := make(map[record]store.Action, len(t.Records))
	for _, r := range t.Records {
		key := record{r.Kind, r.ID}
		if before := actions[key]; before == "" || before == store.Changed || r.Action == store.Deleted {
			actions[key] = r.Action
		}
	}
	var edits []store.Edit
	at := make(map[record]int, len(t.Records))
	named := map[string]bool{}
	for _, e := range t.Edits {
		key := record{e.Kind, e.ID}
		i, is := at[key]
		if !is {
			i = len(edits)
			at[key] = i
			edits = append(edits, store.Edit{Kind: e.Kind, ID: e.ID, Action: cmp.Or(e.Action, actions[key], store.Changed)})
		}
		edit := &edits[i]
		edit.Action, edit.Undoes = cmp.Or(e.Action, edit.Action), cmp.Or(e.Undoes, edit.Undoes)
		edit.Others = append(edit.Others, e.Others...)
		edit.Fields, edit.Relations = append(edit.Fields, e.Fields...), append(edit.Relations, e.Relations...)
		for _, id := range idsOf(e) {
			named[id] = true
		}
	}
	for _, r := range t.Records {
		key := record{r.Kind, r.ID}
		if _, is := at[key]; is || actions[key] == store.Changed && named[r.ID] {
			continue
		}
		at[key] = len(edits)
		edits = append(edits, store.Edit{Kind: r.Kind, ID: r.ID, Action: actions[key]})
	}
	return edits
}

// auditParts are edits as the audit keeps them.
func auditParts(edits []store.Edit) ([]map[string]any, error) {
	parts := []map[string]any{}
	for chunk := range slices.Chunk(edits, auditPart) {
		entries := make([]string, len(chunk))
		about := make(map[string]bool, len(chunk))
		for i, e := range chunk {
			for _, id := range idsOf(e) {
				about[id] = true
			}
			e.Relations = slices.Clone(e.Relations)
			for n := range e.Relations {
				r := &e.Relations[n]
				r.Before, r.After = typed(r.Before), typed(r.After)
			}
			text, err := json.Marshal(e)
			if err != nil {
				return nil, fmt.Errorf("the audit of %s: %w", e.ID, err)
			}
			entries[i] = string(text)
		}
		parts = append(parts, map[string]any{
			"id": NewID(prefixAudit), "records": strings.Join(slices.Sorted(maps.Keys(about)), " "), "entries": entries,
		})
	}
	return parts, nil
}

// idsOf are the records that an edit is found by: its own, and those at the ends of its relations.
func idsOf(e store.Edit) []string {
	ids := append([]string{e.ID}, e.Others...)
	for _, r := range e.Relations {
		ids = append(ids, r.From, r.To)
	}
	return ids
}

// typed are properties of the graph as JSON that says of each value which type it has: dates, instants and whole floating-point numbers are objects
// of one member, which no property is. What has no value is left out.
func typed(properties map[string]any) map[string]any {
	if properties == nil {
		return nil
	}
	all := make(map[string]any, len(properties))
	for name, value := range properties {
		switch v := pointedAt(value).(type) {
		case nil:
		case Date:
			all[name] = map[string]any{"date": v}
		case time.Time:
			all[name] = map[string]any{"instant": v}
		case float64:
			if all[name] = v; v == math.Trunc(v) {
				all[name] = map[string]any{"float": v}
			}
		default:
			all[name] = v
		}
	}
	return all
}

// untyped are the properties that typed made JSON of.
func untyped(properties map[string]any) (map[string]any, error) {
	all := make(map[string]any, len(properties))
	for name, value := range properties {
		var err error
		if all[name], err = untypedValue(value); err != nil {
			return nil, fmt.Errorf("the property %s: %w", name, err)
		}
	}
	return all, nil
}

func untypedValue(value any) (any, error) {
	switch v := value.(type) {
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return v.Float64()
		}
		return v.Int64()
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			var err error
			if list[i], err = untypedValue(element); err != nil {
				return nil, err
			}
		}
		return list, nil
	case map[string]any:
		if text, is := v["date"].(string); is {
			return store.ParseDate(text)
		}
		if text, is := v["instant"].(string); is {
			return time.Parse(time.RFC3339Nano, text)
		}
		if number, is := v["float"].(json.Number); is {
			return number.Float64()
		}
	}
	return value, nil
}

// editOf is an edit as the audit keeps it.
func editOf(text string) (store.Edit, error) {
	var e store.Edit
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&e); err != nil {
		return e, fmt.Errorf("an entry of the audit: %w", err)
	}
	for i := range e.Relations {
		r := &e.Relations[i]
		var err error
		if r.Before, err = untyped(r.Before); err != nil {
			return e, err
		}
		if r.After, err = untyped(r.After); err != nil {
			return e, err
		}
	}
	return e, nil
}

var relationsWhole = cypher.Must("read/relations_whole")

// relationWhole is a relationship with all that it says.
type relationWhole struct {
	ID         string         `json:"id"`
	Type       string         `json:"type"`
	From       string         `json:"from"`
	To         string         `json:"to"`
	Properties map[string]any `json:"properties"`
}

// gone is the edit of a relationship that goes away.
func (r relationWhole) gone() store.RelationEdit {
	return store.RelationEdit{Type: r.Type, ID: r.ID, From: r.From, To: r.To, Action: store.Deleted, Before: r.Properties}
}

// wholeRelations are all relationships of the types and between the records of edits, by id.
func wholeRelations(ctx context.Context, tx *store.Tx, edits []store.RelationEdit) (map[string]relationWhole, error) {
	rows, err := store.Write[relationWhole](ctx, tx, relationsWhole, map[string]any{"relations": edits})
	all := make(map[string]relationWhole, len(rows))
	for _, row := range rows {
		all[row.ID] = row
	}
	return all, err
}

// TouchRelations notes what is about to become of relationships. What those that go away say, and those that change said before, is read where the
// caller does not know it.
func TouchRelations(ctx context.Context, tx *store.Tx, edits []store.RelationEdit) error {
	var unknown []store.RelationEdit
	for _, e := range edits {
		if e.Action != store.Created && e.Before == nil {
			unknown = append(unknown, e)
		}
	}
	var whole map[string]relationWhole
	if len(unknown) > 0 {
		var err error
		if whole, err = wholeRelations(ctx, tx, unknown); err != nil {
			return err
		}
	}
	for _, e := range edits {
		if e.Action != store.Created && e.Before == nil {
			if e.Before = whole[e.ID].Properties; e.Action == store.Changed {
				e.Before, e.After = changedProperties(e.Before, e.After)
			}
		}
		TouchRelation(&tx.Touched, e)
	}
	return nil
}

// edits are the fields of an entry that are others now, as the API names them; those of an address and of custom fields by "address.city" and
// "custom.name".
func (k *Kind[F, R]) edits(e *entry[F]) ([]store.FieldEdit, error) {
	before := map[string]any{}
	if e.existing {
		var err error
		if before, err = fieldsOf(e.before); err != nil {
			return nil, err
		}
	}
	after, err := fieldsOf(e.after)
	return differences(before, after), err
}

// fieldsOf are the fields of a record that have a value, by name.
func fieldsOf(fields any) (map[string]any, error) {
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	for _, name := range []string{"address", "custom"} {
		within, _ := tree[name].(map[string]any)
		for part, value := range within {
			tree[name+"."+part] = value
		}
		delete(tree, name)
	}
	maps.DeleteFunc(tree, func(_ string, value any) bool {
		list, isList := value.([]any)
		return value == nil || isList && len(list) == 0
	})
	return tree, nil
}

// differences are the fields of which two sets have other values, by name.
func differences(before, after map[string]any) []store.FieldEdit {
	edits := []store.FieldEdit{}
	for name, value := range after {
		if !reflect.DeepEqual(before[name], value) {
			edits = append(edits, store.FieldEdit{Field: name, Before: before[name], After: value})
		}
	}
	for name, value := range before {
		if _, stays := after[name]; !stays {
			edits = append(edits, store.FieldEdit{Field: name, Before: value})
		}
	}
	slices.SortFunc(edits, func(a, b store.FieldEdit) int { return strings.Compare(a.Field, b.Field) })
	return edits
}

// changedProperties are those of two sets that are others, the instant of the change aside.
func changedProperties(whole, changing map[string]any) (before, after map[string]any) {
	before, after = map[string]any{}, map[string]any{}
	for name, value := range changing {
		if value = pointedAt(value); name != "updatedAt" && fmt.Sprint(whole[name]) != fmt.Sprint(value) { // lists are of any here, of strings there
			before[name], after[name] = whole[name], value
		}
	}
	return before, after
}

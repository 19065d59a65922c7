package graph

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	relationTypesNamed = cypher.Must("read/relation_types_named")
	relationsHeld      = cypher.Must("read/relations_held")
	relationRead       = cypher.Must("read/relation")
	relationsPut       = cypher.Must("write/relations_put")
	relationDelete     = cypher.Must("write/relation_delete")
)

// RelationChange is a relation between two records: people, accounts. Type is a relation type's id, name or forward word, in any letter
// case; a backward word turns the relation round.
type RelationChange struct {
	_ struct{} `field:"relations"`

	From  *Ref    `json:"from" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q" field:"-"`
	To    *Ref    `json:"to" swaggertype:"string" example:"acc_01h455vb4pex5vsknk084sn02q" field:"-"`
	Type  string  `json:"type" example:"consultant of"`
	Since *Date   `json:"since" swaggertype:"string" format:"date"` // null: always
	Until *Date   `json:"until" swaggertype:"string" format:"date"`
	Note  *string `json:"note"`
}

// RelationPatch is a merge patch of a relation: what is absent stays, null clears.
type RelationPatch struct {
	_ struct{} `field:"relations"`

	Type  Optional[string] `json:"type" swaggertype:"string"`
	Since Optional[Date]   `json:"since" swaggertype:"string" format:"date"`
	Until Optional[Date]   `json:"until" swaggertype:"string" format:"date"`
	Note  Optional[string] `json:"note" swaggertype:"string"`
}

// Relation is a typed relation between two people, two accounts, or a person and an account.
type Relation struct {
	_ struct{} `field:"relations"`

	Dated
	From string  `json:"from"`
	To   string  `json:"to"`
	Type string  `json:"type"` // the relation type's id
	Note *string `json:"note"`
}

type relationKey struct {
	From string `json:"from"`
	To   string `json:"to"`
	Type string `json:"type"`
}

type relationHeld struct {
	Key relationKey `json:"key"`
	Dated
	Note *string `json:"note"`
}

// wantedRelation is a change, found to be possible.
type wantedRelation struct {
	key   relationKey
	since *Date
	until *Date
	note  *string
	err   error
}

// CreateRelation makes a relation.
func (g *Graph) CreateRelation(ctx context.Context, v access.Viewer, c RelationChange) (Relation, error) {
	wanted, err := g.wantedRelations(ctx, v, []RelationChange{c})
	if err != nil {
		return Relation{}, err
	}
	w := wanted[0]
	made, err := g.once(ctx, v, func(tx *store.Tx) ([]string, error) {
		if w.err != nil {
			return nil, w.err
		}
		relation := w.relation(g.Now())
		if missing, err := takeLocks(ctx, tx, relation.From, relation.To); err != nil || len(missing) > 0 {
			return nil, firstError(err, problem.Conflict("One of the two is deleted now."))
		}
		_, err := store.Write[store.None](ctx, tx, relationsPut, map[string]any{"starts": []map[string]any{relation.start(v)}, "changes": nil})
		TouchRelation(&tx.Touched, relation.began(v))
		return []string{relation.ID}, err
	})
	if err != nil {
		return Relation{}, err
	}
	return g.relation(ctx, v, made[0])
}

// relation is a relation as it is now.
func (g *Graph) relation(ctx context.Context, v access.Viewer, id string) (Relation, error) {
	found, err := store.Read[Relation](ctx, g.store, relationRead, v.Sees(map[string]any{"id": id}))
	return one(found, err, "relation", id)
}

// relation is the new one that w asks for.
func (w wantedRelation) relation(now time.Time) Relation {
	return Relation{
		Dated: Dated{ID: NewID(prefixRelation), Since: w.since, Until: w.until, UpdatedAt: &now},
		From:  w.key.From, To: w.key.To, Type: w.key.Type, Note: w.note,
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r Relation) start(v access.Viewer) map[string]any {
	return map[string]any{"from": r.From, "to": r.To, "properties": r.began(v).After}
}

func (r Relation) began(v access.Viewer) store.RelationEdit {
	return store.RelationEdit{
		Type: "RELATED_TO", ID: r.ID, From: r.From, To: r.To, Action: store.Created,
		After: r.properties(v, map[string]any{"type": r.Type, "note": r.Note}),
	}
}

// PutRelations makes the changes of a batch. A relation that is recorded with the same ends, type and since, or else the only one of these
// ends and type that is still open, is corrected; otherwise one is made.
func (g *Graph) PutRelations(ctx context.Context, v access.Viewer, items []RelationChange) ([]Result, error) {
	wanted, err := g.wantedRelations(ctx, v, items)
	if err != nil {
		return nil, err
	}
	var locks []string
	var keys []relationKey
	for _, w := range wanted {
		if w.err == nil {
			locks = append(locks, w.key.From, w.key.To)
			keys = append(keys, w.key)
		}
	}
	slices.SortFunc(keys, func(a, b relationKey) int { return strings.Compare(a.From+a.To+a.Type, b.From+b.To+b.Type) })
	keys = slices.Compact(keys)
	return g.onceEach(ctx, v, func(tx *store.Tx) ([]Result, error) {
		if _, err := takeLocks(ctx, tx, locks...); err != nil {
			return nil, err
		}
		held, err := store.Write[relationHeld](ctx, tx, relationsHeld, map[string]any{"keys": keys})
		if err != nil {
			return nil, err
		}
		between := make([][2]string, len(items))
		for i, w := range wanted {
			between[i] = [2]string{w.key.From, w.key.To}
		}
		refused, err := refusedRelations(ctx, tx, v, "RELATED_TO", between)
		if err != nil {
			return nil, err
		}
		results := make([]Result, len(items))
		var starts, changes []map[string]any
		for i, w := range wanted {
			if w.err == nil {
				w.err = refused[i]
			}
			if w.err != nil {
				results[i] = Result{Status: Refused, Err: w.err}
				continue
			}
			now := g.Now()
			at := w.among(held)
			if at < 0 {
				relation := w.relation(now)
				held = append(held, relationHeld{w.key, relation.Dated, w.note})
				starts = append(starts, relation.start(v))
				results[i] = Result{Status: Created, ID: relation.ID}
				TouchRelation(&tx.Touched, relation.began(v))
				continue
			}
			h := &held[at]
			if v.Field(access.Relations, "note") != access.ReadWrite {
				w.note = h.Note
			}
			if v.Field(access.Relations, "until") != access.ReadWrite {
				w.until = h.Until
			}
			results[i] = Result{Status: Unchanged, ID: h.ID}
			if !reflect.DeepEqual([]any{h.Since, h.Until, h.Note}, []any{w.since, w.until, w.note}) {
				TouchRelation(&tx.Touched, store.RelationEdit{
					Type: "RELATED_TO", ID: h.ID, From: h.Key.From, To: h.Key.To, Action: store.Changed,
					Before: map[string]any{"since": h.Since, "until": h.Until, "note": h.Note},
					After:  map[string]any{"since": w.since, "until": w.until, "note": w.note},
				})
				h.Since, h.Until, h.Note = w.since, w.until, w.note
				results[i].Status = Changed
				changes = append(changes, map[string]any{"id": h.ID, "properties": map[string]any{
					"since": w.since, "until": w.until, "note": w.note, "updatedAt": now,
				}})
			}
		}
		if len(starts)+len(changes) == 0 {
			return results, nil
		}
		_, err = store.Write[store.None](ctx, tx, relationsPut, map[string]any{"starts": starts, "changes": changes})
		return results, err
	})
}

// among is the index of the recorded relation that w says anew, or -1.
func (w wantedRelation) among(held []relationHeld) int {
	if i := slices.IndexFunc(held, func(h relationHeld) bool { return h.Key == w.key && reflect.DeepEqual(h.Since, w.since) }); i >= 0 {
		return i
	}
	open := -1
	for i, h := range held {
		if h.Key != w.key || h.Until != nil {
			continue
		}
		if open >= 0 {
			return -1
		}
		open = i
	}
	return open
}

// wantedRelations finds the ends and types and checks what is said.
func (g *Graph) wantedRelations(ctx context.Context, v access.Viewer, items []RelationChange) ([]wantedRelation, error) {
	var r resolver
	var words []string
	for _, item := range items {
		r.ask(item.From, peopleAndOthers...)
		r.ask(item.To, peopleAndOthers...)
		words = append(words, item.Type)
	}
	if err := r.resolve(ctx, g, v); err != nil {
		return nil, err
	}
	types, err := g.relationTypes(ctx, words)
	if err != nil {
		return nil, err
	}
	all := make([]wantedRelation, len(items))
	for i, item := range items {
		from, hasFrom := r.id(item.From, peopleAndOthers...)
		to, hasTo := r.id(item.To, peopleAndOthers...)
		named, hasType := types[strings.ToLower(item.Type)]
		var f faults
		f.reference("/from", hasFrom, "person or account")
		f.reference("/to", hasTo, "person or account")
		f.reference("/type", hasType, "relation type")
		if hasFrom && from == to {
			f.add("/to", "is the same as from")
		}
		f.text("/note", item.Note, longestNote)
		f.span(item.Since, item.Until)
		if named.Turned {
			from, to = to, from
		}
		all[i] = wantedRelation{key: relationKey{from, to, named.ID}, since: item.Since, until: item.Until, note: item.Note, err: f.err()}
	}
	return all, nil
}

type namedType struct {
	Word   string `json:"word"`
	ID     string `json:"id"`
	Turned bool   `json:"turned"`
}

// relationTypes finds relation types by words, in lower case.
func (g *Graph) relationTypes(ctx context.Context, words []string) (map[string]namedType, error) {
	lower := make([]string, len(words))
	for i, word := range words {
		lower[i] = strings.ToLower(word)
	}
	slices.Sort(lower)
	rows, err := store.Read[namedType](ctx, g.store, relationTypesNamed, map[string]any{"words": slices.Compact(lower)})
	types := make(map[string]namedType, len(rows))
	for _, row := range rows {
		types[row.Word] = row
	}
	return types, err
}

// PatchRelation changes a relation.
func (g *Graph) PatchRelation(ctx context.Context, v access.Viewer, id string, p RelationPatch) (Relation, error) {
	before, err := g.relation(ctx, v, id)
	if err != nil {
		return Relation{}, err
	}
	var typeID *string
	if p.Type.Given {
		if p.Type.Value == nil {
			return Relation{}, problem.Field("/type", "is missing")
		}
		types, err := g.relationTypes(ctx, []string{*p.Type.Value})
		if err != nil {
			return Relation{}, err
		}
		named, known := types[strings.ToLower(*p.Type.Value)]
		switch {
		case !known:
			return Relation{}, problem.Field("/type", "names no relation type")
		case named.Turned:
			return Relation{}, problem.Field("/type", "is a backward word: a relation cannot be turned round, only made anew")
		}
		typeID = &named.ID
	}
	var after Relation
	err = g.Transact(ctx, v, func(tx *store.Tx) error {
		if _, err := takeLocks(ctx, tx, before.From, before.To); err != nil {
			return err
		}
		rows, err := store.Write[Relation](ctx, tx, relationRead, v.Sees(map[string]any{"id": id}))
		now, err := one(rows, err, "relation", id)
		if err != nil {
			return err
		}
		after = now
		after.Since, after.Until, after.Note = p.Since.Or(now.Since), p.Until.Or(now.Until), p.Note.Or(now.Note)
		if typeID != nil {
			after.Type = *typeID
		}
		var f faults
		f.text("/note", after.Note, longestNote)
		f.span(after.Since, after.Until)
		if err := f.err(); err != nil || reflect.DeepEqual(now, after) {
			return err
		}
		after.UpdatedAt = new(g.Now())
		TouchRelation(&tx.Touched, store.RelationEdit{
			Type: "RELATED_TO", ID: id, From: now.From, To: now.To, Action: store.Changed,
			Before: map[string]any{"type": now.Type, "since": now.Since, "until": now.Until, "note": now.Note},
			After:  map[string]any{"type": after.Type, "since": after.Since, "until": after.Until, "note": after.Note},
		})
		_, err = store.Write[store.None](ctx, tx, relationsPut, map[string]any{"starts": nil, "changes": []map[string]any{{
			"id": id, "properties": map[string]any{
				"type": after.Type, "since": after.Since, "until": after.Until, "note": after.Note, "updatedAt": after.UpdatedAt,
			},
		}}})
		return err
	})
	return after, err
}

// DeleteRelation takes a relation away, as if it had never been said.
func (g *Graph) DeleteRelation(ctx context.Context, v access.Viewer, id string) error {
	return g.deleteOne(ctx, v, relationDelete, "relation", id)
}

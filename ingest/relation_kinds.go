package ingest

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"kith/cypher"
	"kith/graph"
	"kith/graph/store"
)

// A relationKind says how rows of a kind of file become relations between records.
type relationKind struct {
	kind, prefix string // type of relationship, prefix of ids
	from, to     end
	// beside is a property that makes several relations of one pair different ones, with the column that it comes from.
	beside, besideColumn string
	properties           map[string]string // property by column
	defaults             map[string]any
	undated              bool
}

// An end is a column that names a record.
type end struct {
	column string
	kind   string // contact, opportunity, product, account, user (by e-mail), anybody (a person), or anything (a person or an account)
}

// relationKinds are the kinds of relations by the name of their files.
var relationKinds = map[string]*relationKind{
	"account_team": {kind: "WORKS_ON", prefix: "rel", from: end{"user_email", "user"}, to: end{"account_id", "account"},
		properties: map[string]string{"as": "as", "access": "access"}},
	"opportunity_team": {kind: "WORKS_ON", prefix: "rel", from: end{"user_email", "user"}, to: end{"opportunity_id", "opportunity"},
		properties: map[string]string{"as": "as", "access": "access"}},
	"buying_center": {kind: "INVOLVED_IN", prefix: "rel", from: end{"contact_id", "contact"}, to: end{"opportunity_id", "opportunity"},
		properties: map[string]string{"roles": "roles", "attitude": "attitude", "political_status": "politicalStatus", "coverage": "coverage",
			"decision_orientation": "decisionOrientation", "influence": "influence", "note": "note"},
		defaults: map[string]any{"roles": []string{}}},
	"line_items": {kind: "INCLUDES", prefix: "rel", from: end{"opportunity_id", "opportunity"}, to: end{"product_id", "product"}, undated: true,
		properties: map[string]string{"quantity": "quantity", "unit_price": "unitPrice", "discount": "discount"}},
	"influences": {kind: "INFLUENCES", prefix: "inf", from: end{"from_id", "anything"}, to: end{"to_id", "anybody"},
		beside: "opportunityId", besideColumn: "opportunity_id", properties: map[string]string{"weight": "weight", "effect": "effect"}},
	"relations": {kind: "RELATED_TO", prefix: "rel", from: end{"from_id", "anything"}, to: end{"to_id", "anything"},
		beside: "type", besideColumn: "type", properties: map[string]string{"note": "note"}},
}

var readRelations = cypher.Must("read/import_relations")

// A relation is what a row says of one.
type relation struct {
	item     *item
	from, to string
	beside   any
	values   map[string]any // properties, dates too
	mark     string
}

// heldRelation is one that this source said before.
type heldRelation struct {
	From       string         `json:"from"`
	To         string         `json:"to"`
	Properties map[string]any `json:"properties"`
	dated      dated
}

// importRelationsOf brings in the relations that a file's rows are.
func importRelationsOf(ctx context.Context, r *run, in *input) error {
	k := relationKinds[in.kind.Name]
	types, err := r.relationTypes(ctx, in)
	if err != nil {
		return err
	}
	return pass(ctx, r, in, recordBatch, in.Name, func(ctx context.Context, items []*item) (*relationWrites, error) {
		return r.lookUpRelations(ctx, k, types, items)
	}, func(ctx context.Context, w *relationWrites) error {
		if err := r.makeRelationTypes(ctx, types); err != nil {
			return err
		}
		return r.writeRelations(ctx, w)
	})
}

func (r *run) lookUpRelations(ctx context.Context, k *relationKind, types *relationTypes, items []*item) (*relationWrites, error) {
	f := r.finder()
	for _, i := range items {
		f.end(k.from, i)
		f.end(k.to, i)
		if k.kind == "INFLUENCES" {
			f.record("opportunity", i.text("opportunity_id"))
		}
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	var relations []*relation
	var pairs []map[string]any
	for _, i := range items {
		if relation := r.relation(f, k, types, i); relation != nil {
			relations = append(relations, relation)
			pairs = append(pairs, map[string]any{"from": relation.from, "to": relation.to})
		}
	}
	held, err := r.readRelations(ctx, k, pairs)
	if err != nil {
		return nil, err
	}
	w := &relationWrites{kind: k.kind}
	var rest []*relation
	for _, relation := range relations {
		if relation.said(relation.candidates(r, k, held)) {
			w.counts = append(w.counts, result{relation.item, unchanged})
		} else {
			rest = append(rest, relation)
		}
	}
	if rest, err = mayRelate(ctx, r, k.kind, rest, func(row *relation) (*item, string, string) { return row.item, row.from, row.to }); err != nil {
		return nil, err
	}
	for _, relation := range rest {
		w.counts = append(w.counts, result{relation.item, r.relate(w, k, relation.candidates(r, k, held), relation)})
	}
	return w, nil
}

// end asks for a record that a row names.
func (f *finder) end(e end, i *item) {
	switch text := i.text(e.column); e.kind {
	case "user":
		f.email(text)
		f.record("user", text)
	case "anybody", "anything":
		f.person(text)
	case "contact":
		f.person(text)
	default:
		f.record(e.kind, text)
	}
}

// at is the record that a row names, or why there is none.
func (f *finder) at(e end, i *item) (id, fault string) {
	text := i.text(e.column)
	var found bool
	switch e.kind {
	case "user":
		if id, found = f.userByEmail(text); !found {
			fault = "no user has this address"
		}
	case "anybody", "anything", "contact":
		id, fault = f.who(text)
		switch {
		case fault != "":
		case e.kind == "anybody" && strings.HasPrefix(id, "acc_"):
			fault = "is an account, not a person"
		case e.kind == "contact" && !strings.HasPrefix(id, "con_"):
			fault = "is no contact"
		}
	default:
		if id, found = f.id(e.kind, text); !found {
			fault = fmt.Sprintf("there is no %s %q", e.kind, clip(text))
		}
	}
	return id, fault
}

// relation reads a row; nil is one that is rejected.
func (r *run) relation(f *finder, k *relationKind, types *relationTypes, i *item) *relation {
	relation := &relation{item: i, values: map[string]any{}}
	var fault string
	if relation.from, fault = f.at(k.from, i); fault != "" {
		r.rejectRow(i, k.from.column, "%s", fault)
		return nil
	}
	if relation.to, fault = f.at(k.to, i); fault != "" {
		r.rejectRow(i, k.to.column, "%s", fault)
		return nil
	}
	switch {
	case k.kind == "INFLUENCES" && !strings.HasPrefix(relation.to, "con_"):
		r.rejectRow(i, k.to.column, "is no contact")
		return nil
	case k.kind == "INFLUENCES" && strings.HasPrefix(relation.from, "usr_"):
		r.rejectRow(i, k.from.column, "is neither a contact nor an account")
		return nil
	case relation.from == relation.to:
		r.rejectRow(i, k.to.column, "is the same as %s", k.from.column)
		return nil
	}
	switch k.kind {
	case "INFLUENCES":
		if text := i.text("opportunity_id"); text != "" {
			deal, found := f.id("opportunity", text)
			if !found {
				r.rejectRow(i, "opportunity_id", "there is no opportunity %q", clip(text))
				return nil
			}
			relation.beside = deal
		}
	case "RELATED_TO":
		id, backward := types.named(i.text("type"))
		relation.beside = id
		if backward {
			relation.from, relation.to = relation.to, relation.from
		}
	}
	var marks []string
	set := func(property, column string) {
		if i.has(column) {
			relation.values[property] = i.value(column)
			if relation.values[property] == nil {
				relation.values[property] = k.defaults[property]
			}
			marks = append(marks, property+"="+fingerprint(i.value(column)))
		}
	}
	for column, property := range k.properties {
		set(property, column)
	}
	if !k.undated {
		set("since", "since")
		set("until", "until")
	}
	slices.Sort(marks)
	relation.mark = fingerprint(strings.Join(marks, " "))
	return relation
}

// readRelations reads what this source said of the pairs before.
func (r *run) readRelations(ctx context.Context, k *relationKind, pairs []map[string]any) (map[string][]*heldRelation, error) {
	held := map[string][]*heldRelation{}
	if len(pairs) == 0 {
		return held, nil
	}
	rows, err := ask[heldRelation](ctx, r, nil, readRelations, map[string]any{"type": k.kind, "pairs": pairs})
	seen := map[string]bool{}
	for _, row := range rows {
		id, _ := row.Properties["id"].(string)
		if seen[id] {
			continue // its pair stands in several rows
		}
		seen[id] = true
		row.dated = dated{ID: id, From: row.From, To: row.To, Since: dayOf(row.Properties["since"]), Until: dayOf(row.Properties["until"])}
		held[row.From+row.To] = append(held[row.From+row.To], &row)
	}
	return held, err
}

// candidates are the relations that a row can be about: those of its pair and kind from its source, or the one that it names by Kith's id.
func (relation *relation) candidates(r *run, k *relationKind, held map[string][]*heldRelation) []*heldRelation {
	source := relation.item.source(r)
	var of []*heldRelation
	for _, h := range held[relation.from+relation.to] {
		if id := relation.item.text("kith_id"); id != "" && id == h.dated.ID {
			return []*heldRelation{h}
		}
		if h.Properties["source"] == source && (k.beside == "" || h.Properties[k.beside] == relation.beside) {
			of = append(of, h)
		}
	}
	return of
}

// said claims the relation that the row says, where there is one that was said so before, or that is so.
func (relation *relation) said(candidates []*heldRelation) bool {
	for _, h := range candidates {
		if h.dated.claimed {
			continue
		}
		same := h.Properties["given"] == relation.mark
		if !same {
			same = true
			for property, value := range relation.values {
				same = same && fingerprint(h.Properties[property]) == fingerprint(value)
			}
		}
		if same {
			h.dated.claimed = true
			return true
		}
	}
	return false
}

// relate starts a relation, or corrects the one that the row has other words for.
func (r *run) relate(w *relationWrites, k *relationKind, candidates []*heldRelation, relation *relation) outcome {
	i := relation.item
	values := maps.Clone(relation.values)
	values["given"] = relation.mark
	before, is := corrects(candidates, func(h *heldRelation) *dated { return &h.dated }, i.date("since"))
	if !is && len(candidates) > 0 && (k.undated || i.text("kith_id") == candidates[0].dated.ID) {
		before, is = candidates[0], true
	}
	if is {
		before.dated.claimed = true
		if k.undated {
			maps.Copy(values, lineTotal(before.Properties, relation.values))
		}
		w.change(r, &before.dated, values)
		return changed
	}
	values["id"] = graph.NewID(k.prefix)
	if k.undated {
		maps.Copy(values, lineTotal(nil, relation.values))
	}
	if k.beside != "" {
		values[k.beside] = relation.beside
	}
	for property, value := range k.defaults {
		if values[property] == nil {
			values[property] = value
		}
	}
	w.start(r, i, relation.from, relation.to, i.date("since"), i.date("until"), relation.mark, values)
	return created
}

// lineTotal is the total of a line item: quantity × unit price less the discount in percent, to the hundredth; none where a factor is not known.
func lineTotal(before, row map[string]any) map[string]any {
	factor := func(name string) (float64, bool) {
		value, given := row[name]
		if !given {
			value = before[name]
		}
		number, is := value.(float64)
		return number, is
	}
	quantity, hasQuantity := factor("quantity")
	price, hasPrice := factor("unitPrice")
	if !hasQuantity || !hasPrice {
		return map[string]any{"total": nil}
	}
	discount, _ := factor("discount")
	return map[string]any{"total": math.Round(quantity*price*(100-discount)/100*100) / 100}
}

func dayOf(value any) *store.Date {
	if day, is := value.(store.Date); is {
		return &day
	}
	return nil
}

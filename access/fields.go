package access

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Field is a field of a kind of records or relations; without a name it is whatever a kind has.
type Field struct {
	Kind Kind
	Name string
}

// String is a field as rules and problems name it: "contacts.attitude".
func (f Field) String() string {
	if f.Name == "" {
		return string(f.Kind)
	}
	return string(f.Kind) + "." + f.Name
}

// FieldTag is the key of struct tags that say which fields of records a property of a JSON type shows:
//
//   - `field:"positions.title"`: a field of a kind; of several, with commas between them, it is hidden with any
//   - `field:"buyingCenterMembers"`: what there is only of a kind that not everybody reads
//   - `field:"its.name"`: of the record that the property kind beside it names, or else the id beside it
//   - `field:"-"`: none, in a type of which all others are
//
// The tag of a blank field (`_ struct{}` with `field:"contacts"`) says of a type that its properties are the fields of a kind by their own names, those of
// the types embedded in it too. A property custom holds fields by its keys.
const FieldTag = "field"

// HiddenParameter is the name under which what is hidden goes along with a statement's parameters, to those who read its rows.
const HiddenParameter = "hidden"

// Hidden is what a viewer does not see of the records that they see; nil is nothing, and costs nothing.
type Hidden struct {
	fields map[Field]bool
	kinds  map[Kind]bool
}

// between are the kinds that no statement is asked with the sight of: what they say hangs on the records that they are between, and is seen where those
// are or, with none, nowhere. Ties and interactions are their users', and statements ask whose are seen.
var between = []Kind{Positions, Influences, Relations, BuyingCenterMembers, Products}

// Hidden is what the viewer's role hides: fields with none, and kinds that they read none of.
func (v Viewer) Hidden() *Hidden {
	if v.Rights == nil || len(v.Rights.Fields) == 0 && !slices.ContainsFunc(between, func(kind Kind) bool { return v.Level(kind, Read) == None }) {
		return nil
	}
	h := &Hidden{fields: map[Field]bool{}, kinds: map[Kind]bool{}}
	for kind, fields := range v.Rights.Fields {
		for name, right := range fields {
			if right == NoField {
				h.fields[Field{kind, name}] = true
			}
		}
	}
	for _, kind := range between {
		if v.Level(kind, Read) == None {
			h.kinds[kind] = true
		}
	}
	if len(h.fields)+len(h.kinds) == 0 {
		return nil
	}
	return h
}

// Hides reports whether the viewer's role hides a field, or with an empty name a kind.
func (v Viewer) Hides(kind Kind, name string) bool {
	return v.Rights != nil && (v.Level(kind, Read) == None && slices.Contains(between, kind) || name != "" && v.Field(kind, name) == NoField)
}

func (h *Hidden) hides(f Field) bool {
	if h.kinds[f.Kind] || f.Name != "" && h.fields[f] {
		return true
	}
	outer, _, part := strings.Cut(f.Name, ".")
	return part && h.fields[Field{f.Kind, outer}]
}

// property is one of a type's JSON.
type property struct {
	name  string
	index []int
	shows []Field
	is    reflect.Type
}

var shapes sync.Map // reflect.Type → []property

// shape is the properties of a struct type, embedded structs' too.
func shape(of reflect.Type) []property {
	if known, is := shapes.Load(of); is {
		return known.([]property)
	}
	found := addShape(nil, of, nil, "")
	shapes.Store(of, found)
	return found
}

func addShape(found []property, of reflect.Type, index []int, kind Kind) []property {
	if blank, is := of.FieldByName("_"); is && len(blank.Index) == 1 {
		kind = Kind(blank.Tag.Get(FieldTag))
	}
	var embedded []reflect.StructField
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			embedded = append(embedded, f)
			continue
		}
		if name == "" || name == "-" || slices.ContainsFunc(found, func(p property) bool { return p.name == name }) {
			continue
		}
		p := property{name: name, index: append(slices.Clone(index), i), is: f.Type}
		switch tag := f.Tag.Get(FieldTag); {
		case tag == "-":
		case tag != "":
			for one := range strings.SplitSeq(tag, ",") {
				of, field, _ := strings.Cut(one, ".")
				p.shows = append(p.shows, Field{Kind(of), field})
			}
		case kind != "":
			p.shows = []Field{{kind, name}}
		}
		found = append(found, p)
	}
	for _, f := range embedded {
		found = addShape(found, f.Type, append(slices.Clone(index), f.Index...), kind)
	}
	return found
}

// FieldsOf are the fields that the properties of a struct type are by their own names.
func FieldsOf(of reflect.Type) []Field {
	var fields []Field
	for _, p := range shape(of) {
		for _, f := range p.shows {
			if f.Name == p.name {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// its stands for the kind of the record that a property is of.
const its Kind = "its"

// kindsByWord are the kinds by what answers call their records and relations, and by what ids of them begin with.
var kindsByWord = map[string]Kind{
	"account": Accounts, "contact": Contacts, "opportunity": Opportunities, "product": Products, "position": Positions, "interaction": Interactions,
	"knows": Ties, "tie": Ties, "influences": Influences, "influence": Influences, "relatedTo": Relations, "relation": Relations, "involvedIn": BuyingCenterMembers,
	"acc": Accounts, "con": Contacts, "opp": Opportunities, "prd": Products, "pos": Positions, "inf": Influences,
}

// hidden reports whether a property is: word gives the text of the properties beside it.
func (h *Hidden) hidden(p property, word func(name string) string) bool {
	for _, f := range p.shows {
		if f.Kind == its {
			prefix, _, _ := strings.Cut(word("id"), "_")
			var is bool
			if f.Kind, is = kindsByWord[word("kind")]; !is {
				f.Kind = kindsByWord[prefix]
			}
			if f == (Field{Positions, "name"}) {
				f.Name = "title"
			}
		}
		if h.hides(f) {
			return true
		}
	}
	return false
}

// Blank takes out of what was read what is hidden: it becomes nothing, as if nobody had ever said it, so that nothing rests on it either: no order, no
// sum, no sentence. The value is a pointer.
func (h *Hidden) Blank(value any) {
	if h != nil {
		h.blank(reflect.ValueOf(value).Elem())
	}
}

func (h *Hidden) blank(value reflect.Value) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			h.blank(value.Elem())
		}
	case reflect.Slice:
		if isLeaf(value.Type().Elem()) {
			return
		}
		for i := range value.Len() {
			h.blank(value.Index(i))
		}
	case reflect.Struct:
		properties := shape(value.Type())
		word := func(name string) string { return wordOf(value, properties, name) }
		for _, p := range properties {
			inner := value.FieldByIndex(p.index)
			switch {
			case h.hidden(p, word):
				inner.SetZero()
			case p.name == "custom" && len(p.shows) > 0 && inner.Kind() == reflect.Map:
				if !inner.IsNil() {
					clone := reflect.MakeMap(inner.Type())
					for _, key := range inner.MapKeys() {
						if !h.hides(Field{p.shows[0].Kind, "custom." + key.String()}) {
							clone.SetMapIndex(key, inner.MapIndex(key))
						}
					}
					inner.Set(clone)
				}
			default:
				h.blank(inner)
			}
		}
	}
}

// isLeaf reports whether nothing of records can be within.
func isLeaf(of reflect.Type) bool {
	switch of.Kind() {
	case reflect.Struct, reflect.Pointer, reflect.Slice:
		return false
	}
	return true
}

func wordOf(value reflect.Value, properties []property, name string) string {
	for _, p := range properties {
		if p.name != name {
			continue
		}
		inner := value.FieldByIndex(p.index)
		if inner.Kind() == reflect.Pointer && !inner.IsNil() {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.String {
			return inner.String()
		}
	}
	return ""
}

// Drop takes the properties that are hidden out of the JSON of a value of a type, as encoding/json reads it into an any.
func (h *Hidden) Drop(of reflect.Type, tree any) {
	if h == nil {
		return
	}
	switch of.Kind() {
	case reflect.Pointer:
		h.Drop(of.Elem(), tree)
	case reflect.Slice:
		list, _ := tree.([]any)
		for _, element := range list {
			h.Drop(of.Elem(), element)
		}
	case reflect.Map:
		object, _ := tree.(map[string]any)
		for _, element := range object {
			h.Drop(of.Elem(), element)
		}
	case reflect.Struct:
		object, is := tree.(map[string]any)
		if !is {
			return
		}
		word := func(name string) string {
			text, _ := object[name].(string)
			return text
		}
		var gone []string
		for _, p := range shape(of) {
			switch custom, is := object[p.name].(map[string]any); {
			case h.hidden(p, word):
				gone = append(gone, p.name)
			case p.name == "custom" && len(p.shows) > 0 && is:
				maps.DeleteFunc(custom, func(name string, _ any) bool { return h.hides(Field{p.shows[0].Kind, "custom." + name}) })
			default:
				h.Drop(p.is, object[p.name])
			}
		}
		for _, name := range gone {
			delete(object, name)
		}
	}
}

// Unwritable are the fields that JSON of a type names and the viewer may not write, by their places in it.
func (v Viewer) Unwritable(of reflect.Type, tree any) map[string]Field {
	found := map[string]Field{}
	if v.Rights != nil && len(v.Rights.Fields) > 0 {
		v.unwritable("", of, tree, found)
	}
	return found
}

func (v Viewer) unwritable(at string, of reflect.Type, tree any, found map[string]Field) {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	object, is := tree.(map[string]any)
	if of.Kind() != reflect.Struct || !is {
		return
	}
	for _, p := range shape(of) {
		value, named := object[p.name]
		if !named {
			continue
		}
		for _, f := range p.shows {
			if v.Field(f.Kind, f.Name) != ReadWrite {
				found[at+"/"+p.name] = f
			}
			if parts, is := value.(map[string]any); is && p.name == "custom" {
				for name := range parts {
					if custom := (Field{f.Kind, "custom." + name}); v.Field(custom.Kind, custom.Name) != ReadWrite {
						found[at+"/custom/"+name] = custom
					}
				}
			}
		}
		v.unwritable(at+"/"+p.name, p.is, value, found)
	}
}

// Keep gives a value the fields that the viewer may not write as they were before: what is written whole does not take them away. Both are pointers to
// structs of one type.
func (v Viewer) Keep(before, after any) {
	if v.Rights == nil || len(v.Rights.Fields) == 0 {
		return
	}
	from, to := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	if from.Kind() != reflect.Struct {
		return
	}
	for _, p := range shape(to.Type()) {
		if slices.ContainsFunc(p.shows, func(f Field) bool { return v.Field(f.Kind, f.Name) != ReadWrite }) {
			to.FieldByIndex(p.index).Set(from.FieldByIndex(p.index))
		}
	}
}

package graph

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"kith/access"
	"kith/graph/store"
	"kith/problem"
)

// Rules for fields hold in three places: what a role hides does not come out of the store (the field tags of what is read, and access.Hidden.Blank),
// leaves no key in an answer (access.Hidden.Drop, where answers are written), and is not written (Writable where a request or a file names it, and where
// a transaction ends whatever changed it).

// fieldTypes are the types whose properties are the fields that a role can speak of.
var fieldTypes = []reflect.Type{
	reflect.TypeFor[AccountFields](), reflect.TypeFor[ContactFields](), reflect.TypeFor[OpportunityFields](), reflect.TypeFor[LineItemState](),
	reflect.TypeFor[ProductFields](), reflect.TypeFor[PositionFields](), reflect.TypeFor[InteractionChange](), reflect.TypeFor[TieChange](),
	reflect.TypeFor[InfluenceChange](), reflect.TypeFor[RelationChange](), reflect.TypeFor[MemberChange](),
}

// IsField reports whether records of a kind have a field: by its JSON name, or custom. and a name.
func IsField(kind access.Kind, name string) bool {
	if custom, is := strings.CutPrefix(name, "custom."); is {
		return customName.MatchString(custom) && IsField(kind, "custom")
	}
	return slices.ContainsFunc(fieldTypes, func(of reflect.Type) bool {
		return slices.Contains(access.FieldsOf(of), access.Field{Kind: kind, Name: name})
	})
}

// notWritten is the problem of a field that the viewer may not write.
func notWritten(f access.Field, pointer string) error {
	return &problem.Problem{
		Kind: problem.KindNotAllowed, Detail: fmt.Sprintf("Your role does not let you write the field %s.", f),
		Errors: []problem.FieldError{{Pointer: pointer, Detail: "is a field that your role does not let you write"}},
	}
}

// Writable refuses JSON of a type that names a field which the viewer may not write, whatever it says of it: what it was must not show by that either.
func Writable(v access.Viewer, of reflect.Type, tree any) error {
	found := v.Unwritable(of, tree)
	if len(found) == 0 {
		return nil
	}
	var pointers []string
	for pointer := range found {
		pointers = append(pointers, pointer)
	}
	slices.Sort(pointers)
	return notWritten(found[pointers[0]], pointers[0])
}

// derived are fields that follow from others that are written.
var derived = map[string][]string{"attitudeOn": {"attitude"}, "name": {"firstName", "lastName"}}

// mayWriteFields refuses a change of a record or relation that changes a field which the viewer may not write. What is new begins as its maker says,
// which is judged where they say it.
func mayWriteFields(v access.Viewer, e store.Edit) error {
	refused := func(kind access.Kind, name string) bool {
		outer, _, _ := strings.Cut(name, ".")
		return v.Field(kind, name) != access.ReadWrite || v.Field(kind, outer) != access.ReadWrite
	}
	if kind, is := kindsOfRights[e.Kind]; is && e.Action != store.Created {
		for _, f := range e.Fields {
			follows := slices.ContainsFunc(e.Fields, func(other store.FieldEdit) bool { return slices.Contains(derived[f.Field], other.Field) })
			if refused(kind, f.Field) && !follows {
				return notWritten(access.Field{Kind: kind, Name: f.Field}, "/"+strings.ReplaceAll(f.Field, ".", "/"))
			}
		}
	}
	for _, r := range e.Relations {
		kind := kindsOfRelations[r.Type]
		if r.Action != store.Changed || kind == access.Positions {
			continue // that a seat is held from a day on is no field of the seat
		}
		for _, f := range differences(shownProperties(r.Before), shownProperties(r.After)) {
			if f.Field != "since" && f.Field != "until" && refused(kind, f.Field) { // days end by themselves where others begin
				return notWritten(access.Field{Kind: kind, Name: f.Field}, "/"+f.Field)
			}
		}
	}
	return nil
}

// asked are the fields that a list is narrowed or sorted by, by what it is asked with.
func (o ListOptions) asked(kind access.Kind) []string {
	var fields []string
	for name, given := range map[string]bool{
		"ownerId": o.OwnerID != nil || o.UnitID != nil, "accountId": o.AccountID != nil, "status": o.Status != nil, "stage": o.Stage != nil, "class": o.Class != nil,
		"industry": o.Industry != nil, "closeDate": o.CloseBefore != nil, "since": o.Open != nil, "until": o.Open != nil,
	} {
		if given {
			fields = append(fields, name)
		}
	}
	if o.Q != "" || strings.TrimPrefix(o.Sort, "-") == "name" {
		fields = append(fields, nameField(kind))
	}
	for name := range o.Custom {
		fields = append(fields, "custom."+name)
	}
	return fields
}

// nameField is the field that is a record's name.
func nameField(kind access.Kind) string {
	if kind == access.Positions {
		return "title"
	}
	return "name"
}

// mayAsk refuses to narrow or sort a kind's records by a field that the viewer does not see.
func mayAsk(v access.Viewer, kind access.Kind, fields ...string) error {
	for _, field := range fields {
		outer, _, _ := strings.Cut(field, ".")
		if v.Field(kind, field) == access.NoField || v.Field(kind, outer) == access.NoField {
			return problem.NotAllowed("Your role does not let you ask by the field %s.", access.Field{Kind: kind, Name: field})
		}
	}
	return nil
}

// kindsOfEdges are the kinds of rights that edges fall under; ownership shows with the accounts.
var kindsOfEdges = map[string]access.Kind{
	EdgeKnows: access.Ties, EdgeWorksAt: access.Positions, EdgeReportsTo: access.Positions, EdgeInfluences: access.Influences,
	EdgeRelatedTo: access.Relations, EdgeInvolvedIn: access.BuyingCenterMembers,
}

// shownKinds are those of kinds of edges that the viewer reads any of.
func shownKinds(v access.Viewer, kinds []string) []string {
	return slices.DeleteFunc(slices.Clone(kinds), func(kind string) bool { return v.Hides(kindsOfEdges[kind], "") })
}

// shownEdges are those of edges whose kinds the viewer reads any of.
func shownEdges(v access.Viewer, edges []Edge) []Edge {
	return slices.DeleteFunc(edges, func(e Edge) bool { return v.Hides(kindsOfEdges[e.Kind], "") })
}

package access

import (
	"fmt"
	"slices"
)

// Kind is a kind of record or relation that a role speaks of.
type Kind string

// Kinds.
const (
	Accounts            Kind = "accounts"
	Contacts            Kind = "contacts"
	Opportunities       Kind = "opportunities"
	Interactions        Kind = "interactions"
	Products            Kind = "products"
	Positions           Kind = "positions"
	Ties                Kind = "ties"
	Influences          Kind = "influences"
	Relations           Kind = "relations"
	BuyingCenterMembers Kind = "buyingCenterMembers"
)

// Kinds is every kind, in the order in which they are shown.
var Kinds = []Kind{Accounts, Contacts, Opportunities, Interactions, Products, Positions, Ties, Influences, Relations, BuyingCenterMembers}

// Level is how far a right reaches: what is the viewer's own, what belongs to their units, to those and all below, or everything.
type Level string

// Levels, each reaching further than the one before.
const (
	None     Level = "none"
	Own      Level = "own"
	Unit     Level = "unit"
	UnitTree Level = "unitTree"
	All      Level = "all"
)

// Levels is every level, the least first.
var Levels = []Level{None, Own, Unit, UnitTree, All}

// Narrower is the lesser of two levels.
func Narrower(a, b Level) Level {
	return Levels[max(0, min(slices.Index(Levels, a), slices.Index(Levels, b)))]
}

// Act is what is done with a record.
type Act string

// Acts.
const (
	Read   Act = "read"
	Write  Act = "write"
	Delete Act = "delete"
)

// Permission is what a role allows beside records.
type Permission string

// Permissions.
const (
	Import     Permission = "import"     // files into the graph
	Export     Permission = "export"     // everything out of it
	Administer Permission = "administer" // users, roles, units, tokens, relation types; erase and purge
	Audit      Permission = "audit"      // read what everybody changed
)

// Permissions is every permission.
var Permissions = []Permission{Import, Export, Administer, Audit}

// FieldRight is what may be done with a field.
type FieldRight string

// Rights to a field.
const (
	NoField   FieldRight = "none"  // it is absent
	ReadField FieldRight = "read"  // it shows, and is not written
	ReadWrite FieldRight = "write" // the default
)

// Reach is how far the rights to one kind go.
type Reach struct {
	Read   Level `json:"read" enums:"none,own,unit,unitTree,all" default:"none"`
	Write  Level `json:"write" enums:"none,own,unit,unitTree,all" default:"none"`
	Delete Level `json:"delete" enums:"none,own,unit,unitTree,all" default:"none"`
}

// Rights are what a role says: a template that every user and token with it follows.
type Rights struct {
	Kinds       map[Kind]Reach                 `json:"kinds"`       // what is absent is none
	Permissions []Permission                   `json:"permissions"` // import, export, administer, audit
	Connections Level                          `json:"connections"` // whose ties count for paths, also where the record between is not seen
	Fields      map[Kind]map[string]FieldRight `json:"fields"`      // custom fields as "custom.name"; what is absent is write
}

// Builtin are the roles that every Kith has, by name; they cannot be changed.
func Builtin() map[string]Rights {
	return map[string]Rights{
		"administrator": {Kinds: every(Reach{All, All, All}), Permissions: Permissions, Connections: All},
		"manager":       {Kinds: shared(every(Reach{UnitTree, UnitTree, UnitTree})), Permissions: []Permission{Import, Export}, Connections: All},
		"rep":           {Kinds: shared(every(Reach{UnitTree, Own, Own})), Connections: All},
		"readOnly":      {Kinds: shared(every(Reach{Read: UnitTree, Write: None, Delete: None})), Connections: All},
		"integration":   {Kinds: every(Reach{All, All, All}), Permissions: []Permission{Import}, Connections: All},
	}
}

// every is the same reach for every kind.
func every(reach Reach) map[Kind]Reach {
	kinds := map[Kind]Reach{}
	for _, kind := range Kinds {
		kinds[kind] = reach
	}
	return kinds
}

// shared makes products, which belong to nobody, seen by all and changed by those who administer.
func shared(kinds map[Kind]Reach) map[Kind]Reach {
	kinds[Products] = Reach{Read: All, Write: None, Delete: None}
	return kinds
}

// Check says what is wrong with rights by the place in them ("/kinds/accounts/read"), or nothing.
func (r *Rights) Check() map[string]string {
	wrong := map[string]string{}
	level := func(at string, l Level) {
		if !slices.Contains(Levels, l) {
			wrong[at] = "is none of none, own, unit, unitTree and all"
		}
	}
	for kind, reach := range r.Kinds {
		at := "/kinds/" + string(kind)
		if !slices.Contains(Kinds, kind) {
			wrong[at] = "is no kind of record"
			continue
		}
		level(at+"/read", reach.Read)
		level(at+"/write", reach.Write)
		level(at+"/delete", reach.Delete)
	}
	for kind, of := range map[Kind]Kind{Positions: Accounts, Influences: Contacts, Relations: Contacts, BuyingCenterMembers: Contacts} {
		if read := r.Kinds[kind].Read; slices.Index(Levels, read) > 0 && slices.Index(Levels, read) < slices.Index(Levels, r.Kinds[of].Read) {
			wrong["/kinds/"+string(kind)+"/read"] = fmt.Sprintf("is less than that of %s: they are seen where those are or, with none, nowhere", of)
		}
	}
	for i, p := range r.Permissions {
		if !slices.Contains(Permissions, p) {
			wrong[fmt.Sprintf("/permissions/%d", i)] = "is none of import, export, administer and audit"
		}
	}
	level("/connections", r.Connections)
	for kind, fields := range r.Fields {
		if !slices.Contains(Kinds, kind) {
			wrong["/fields/"+string(kind)] = "is no kind of record"
		}
		for name, right := range fields {
			if right != NoField && right != ReadField && right != ReadWrite {
				wrong["/fields/"+string(kind)+"/"+name] = "is none of none, read and write"
			}
		}
	}
	return wrong
}

// Narrower are the rights that both have: of a token that acts as a user.
func (r *Rights) Narrower(o *Rights) *Rights {
	both := &Rights{Kinds: map[Kind]Reach{}, Connections: Narrower(r.Connections, o.Connections), Fields: map[Kind]map[string]FieldRight{}}
	for _, kind := range Kinds {
		a, b := r.Kinds[kind], o.Kinds[kind]
		both.Kinds[kind] = Reach{Narrower(a.Read, b.Read), Narrower(a.Write, b.Write), Narrower(a.Delete, b.Delete)}
	}
	for _, p := range r.Permissions {
		if slices.Contains(o.Permissions, p) {
			both.Permissions = append(both.Permissions, p)
		}
	}
	for _, rules := range []map[Kind]map[string]FieldRight{r.Fields, o.Fields} {
		for kind, fields := range rules {
			for name, right := range fields {
				if both.Fields[kind] == nil {
					both.Fields[kind] = map[string]FieldRight{}
				}
				if before, is := both.Fields[kind][name]; !is || right == NoField || right == ReadField && before == ReadWrite {
					both.Fields[kind][name] = right
				}
			}
		}
	}
	return both
}

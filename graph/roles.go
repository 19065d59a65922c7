package graph

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	rolesOf      = cypher.Must("read/roles")
	rolesOfNames = cypher.Must("read/roles_of_names")
	rolesBuiltin = cypher.Must("write/roles_builtin")
)

// RoleFields is what callers write of a role.
type RoleFields struct {
	Name  *string       `json:"name" example:"Partner manager"` // no two roles have the same
	Rules access.Rights `json:"rules"`                          // what it does not name is none
	Shared
}

// Role is a template of rights. Those of access.Builtin are always there and stay as they are.
type Role struct {
	Record
	RoleFields
}

// Roles are the roles.
var Roles = &Kind[RoleFields, Role]{
	name: "role", prefix: prefixRole,
	read: rolesOf, write: cypher.Must("write/roles"),
	list: cypher.Must("read/roles_list"), walk: cypher.Must("read/roles_walk"),
	filters: []string{"updatedSince"},
	record:  func(r *Role) *Record { return &r.Record },
	fields:  func(r *Role) RoleFields { return r.RoleFields },
	shared:  func(f *RoleFields) *Shared { return &f.Shared },
	check: func(c *check, _, f *RoleFields) {
		c.required("/name", &f.Name, wordLength)
		f.Rules = *whole(&f.Rules)
		c.rules(&f.Rules)
	},
	references: func(*RoleFields) []reference { return nil },
	row: func(f *RoleFields) row {
		properties := rulesInWords(&f.Rules)
		properties["name"] = f.Name
		return row{properties: properties, beside: map[string]any{}}
	},
	conflicts: func(ctx context.Context, w *writing, entries []*entry[RoleFields]) error {
		for _, e := range entries {
			if e.existing && isBuiltin(*e.before.Name) {
				e.err = problem.Conflict("The role %s is built in and cannot be changed: make one like it.", *e.before.Name)
			} else if !e.existing && isBuiltin(*e.after.Name) {
				e.err = problem.Conflict("The role %s is built in.", *e.after.Name)
			}
		}
		entries = slices.DeleteFunc(slices.Clone(entries), func(e *entry[RoleFields]) bool { return e.err != nil })
		return taken(ctx, w, entries, rolesOfNames, "names", func(f *RoleFields) string { return *f.Name }, "The name %q belongs to the role %s.")
	},
	deletable: func(ctx context.Context, w *writing, id string) error {
		roles, err := store.Write[Role](ctx, w.tx, rolesOf, map[string]any{"ids": []string{id}})
		if err == nil && len(roles) > 0 && isBuiltin(*roles[0].Name) {
			err = problem.Conflict("The role %s is built in and cannot be deleted.", *roles[0].Name)
		}
		return err
	},
}

// isBuiltin reports whether a name is that of a built-in role, in any letter case, so that nobody takes another for it.
func isBuiltin(name string) bool {
	for builtin := range access.Builtin() {
		if strings.EqualFold(name, builtin) {
			return true
		}
	}
	return false
}

// PutBuiltinRoles puts the built-in roles in place, as this build has them.
func (g *Graph) PutBuiltinRoles(ctx context.Context, _ access.Viewer) error {
	rows := []map[string]any{}
	for name, rights := range access.Builtin() {
		rows = append(rows, map[string]any{"id": NewID(prefixRole), "name": name, "properties": rulesInWords(&rights)})
	}
	return g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, rolesBuiltin, map[string]any{"rows": rows, "now": g.Now()})
		return err
	})
}

// RoleNamed is the role with a name.
func (g *Graph) RoleNamed(ctx context.Context, v access.Viewer, name string) (Role, error) {
	rows, err := store.Read[struct {
		Text string `json:"text"`
		ID   string `json:"id"`
	}](ctx, g.store, rolesOfNames, map[string]any{"names": []string{name}})
	row, err := one(rows, err, "role", name)
	if err != nil {
		return Role{}, err
	}
	return Roles.Read(ctx, g, v, row.ID)
}

// rightsOf is what a role allows: a built-in one what this build says, one that somebody made by hand without rules what readOnly does.
func rightsOf(role Role) *access.Rights {
	rights := role.Rules
	builtin := access.Builtin()
	if own, is := builtin[*role.Name]; is {
		rights = own
	} else if rights.Connections == "" {
		rights = builtin["readOnly"]
	}
	return &rights
}

// whole is a copy of rules that names every kind and says none where they said nothing.
func whole(rules *access.Rights) *access.Rights {
	none := func(level *access.Level) {
		if *level == "" {
			*level = access.None
		}
	}
	r := &access.Rights{
		Kinds: map[access.Kind]access.Reach{}, Permissions: []access.Permission{}, Connections: rules.Connections, Fields: map[access.Kind]map[string]access.FieldRight{},
	}
	for _, kind := range access.Kinds {
		r.Kinds[kind] = access.Reach{Read: access.None, Write: access.None, Delete: access.None}
	}
	for kind, reach := range rules.Kinds {
		none(&reach.Read)
		none(&reach.Write)
		none(&reach.Delete)
		r.Kinds[kind] = reach
	}
	none(&r.Connections)
	for _, permission := range rules.Permissions {
		if !slices.Contains(r.Permissions, permission) {
			r.Permissions = append(r.Permissions, permission)
		}
	}
	for kind, fields := range rules.Fields {
		if len(fields) > 0 {
			r.Fields[kind] = maps.Clone(fields)
		}
	}
	return r
}

// rulesInWords is how a Role node keeps rules: "accounts unitTree own none" for a kind, "accounts annualRevenue none" for a field.
func rulesInWords(r *access.Rights) map[string]any {
	kinds, fields := []string{}, []string{}
	for kind, reach := range r.Kinds {
		kinds = append(kinds, strings.Join([]string{string(kind), string(reach.Read), string(reach.Write), string(reach.Delete)}, " "))
	}
	for kind, rights := range r.Fields {
		for name, right := range rights {
			fields = append(fields, strings.Join([]string{string(kind), name, string(right)}, " "))
		}
	}
	slices.Sort(kinds)
	slices.Sort(fields)
	return map[string]any{"kinds": kinds, "permissions": append([]access.Permission{}, r.Permissions...), "connections": string(r.Connections), "fields": fields}
}

// rules checks what a role says.
func (c *check) rules(r *access.Rights) {
	for place, words := range r.Check() {
		c.wrong("/rules"+place, "%s", words)
	}
	for kind, fields := range r.Fields {
		if !slices.Contains(access.Kinds, kind) {
			continue // said already
		}
		for name := range fields {
			if !IsField(kind, name) {
				c.wrong("/rules/fields/"+string(kind)+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(name), "is no field of %s", kind)
			}
		}
	}
}

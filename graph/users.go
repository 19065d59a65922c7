package graph

import (
	"context"

	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var usersOfEmails = cypher.Must("read/users_of_emails")

// UserFields is what callers write of a user.
type UserFields struct {
	Name   *string `json:"name" example:"Ada King"`
	Email  *string `json:"email" example:"ada@seller.example"` // no two users have the same
	Active *bool   `json:"active" default:"true"`
	LeftOn *Date   `json:"leftOn" swaggertype:"string" format:"date"`
	UnitID *Ref    `json:"unitId" swaggertype:"string" example:"unt_01h455vb4pex5vsknk084sn02q"`
	RoleID *Ref    `json:"roleId" swaggertype:"string" example:"rol_01h455vb4pex5vsknk084sn02q"`
	Shared
}

// User is one of our own people.
type User struct {
	Record
	UserFields
}

// Users are the users.
var Users = &Kind[UserFields, User]{
	name: "user", prefix: prefixUser,
	read: cypher.Must("read/users"), write: cypher.Must("write/users"),
	list: cypher.Must("read/users_list"), walk: cypher.Must("read/users_walk"),
	filters: []string{"unitId", "active", "updatedSince"},
	record:  func(u *User) *Record { return &u.Record },
	fields:  func(u *User) UserFields { return u.UserFields },
	shared:  func(f *UserFields) *Shared { return &f.Shared },
	check: func(c *check, _, f *UserFields) {
		c.required("/name", &f.Name, nameLength)
		c.required("/email", &f.Email, emailLength)
		if f.Email != nil {
			email := c.email("/email", *f.Email)
			f.Email = &email
		}
		f.Active = orElse(f.Active, true)
	},
	references: func(f *UserFields) []reference {
		return refer(reference{"/unitId", "unit", f.UnitID}, reference{"/roleId", "role", f.RoleID})
	},
	row: func(f *UserFields) row {
		return row{
			properties: map[string]any{"name": f.Name, "email": f.Email, "active": f.Active, "leftOn": f.LeftOn},
			beside:     map[string]any{"emails": []string{*f.Email}, "unitId": refID(f.UnitID), "roleId": refID(f.RoleID)},
		}
	},
	conflicts: func(ctx context.Context, w *writing, entries []*entry[UserFields]) error {
		return taken(ctx, w, entries, usersOfEmails, "emails", func(f *UserFields) string { return *f.Email }, "The e-mail address %s belongs to the user %s.")
	},
}

// orElse is a value, or fallback where there is none.
func orElse[T any](value *T, fallback T) *T {
	if value == nil {
		return &fallback
	}
	return value
}

// taken refuses entries whose text, which only one record may have, another record has, in the graph or among the entries; format takes
// the text and that record.
func taken[F any](ctx context.Context, w *writing, entries []*entry[F], statement cypher.Statement, parameter string, text func(*F) string, format string) error {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = text(&e.after)
	}
	rows, err := store.Write[struct {
		Text string `json:"text"`
		ID   string `json:"id"`
	}](ctx, w.tx, statement, map[string]any{parameter: texts})
	if err != nil {
		return err
	}
	owners := map[string]string{}
	for _, row := range rows {
		owners[row.Text] = row.ID
	}
	for i, e := range entries {
		if owner, has := owners[texts[i]]; has && owner != e.id {
			e.err = problem.Conflict(format, texts[i], owner)
			continue
		}
		owners[texts[i]] = e.id
	}
	return nil
}

package graph

import (
	"context"
	"strings"

	"kith/access"
	"kith/graph/store"
	"kith/problem"
)

// Newcomer is somebody who is let in.
type Newcomer struct {
	Email, Name string
	Role        string // by name
	UnitID      string // or empty
}

// Admit lets somebody in: the user with that address, or a new one, gets the role, the unit where one is named, and the password; an empty one
// leaves them without. Who can sign in already is left as they are, and admitted is false.
func (g *Graph) Admit(ctx context.Context, v access.Viewer, n Newcomer, password string) (userID string, admitted bool, err error) {
	hash := ""
	if password != "" {
		if hash, err = hashPassword(ctx, "/password", password); err != nil {
			return "", false, err
		}
	}
	err = g.Transact(ctx, v, func(tx *store.Tx) error {
		admitted = false
		known, err := store.Write[credential](ctx, tx, credentialOfEmail, map[string]any{"email": address(n.Email), "today": g.Today()})
		if err != nil {
			return err
		}
		if len(known) > 0 && known[0].Hash != nil {
			userID = known[0].UserID
			return nil
		}
		if userID, err = g.admit(ctx, tx, n); err != nil {
			return err
		}
		admitted = true
		if hash == "" {
			return nil
		}
		return g.putPassword(ctx, tx, userID, hash, "")
	})
	return userID, admitted, err
}

// admit makes the user, or gives the one with the address the role and the unit.
func (g *Graph) admit(ctx context.Context, tx *store.Tx, n Newcomer) (string, error) {
	roles, err := store.Write[struct {
		Text string `json:"text"`
		ID   string `json:"id"`
	}](ctx, tx, rolesOfNames, map[string]any{"names": []string{n.Role}})
	if err != nil {
		return "", err
	}
	if len(roles) == 0 {
		return "", problem.Field("/role", "names no role")
	}
	known, err := store.Write[struct {
		Text string `json:"text"`
		ID   string `json:"id"`
	}](ctx, tx, usersOfEmails, map[string]any{"emails": []string{address(n.Email)}})
	if err != nil {
		return "", err
	}
	change := Change[UserFields]{Apply: func(f UserFields) (UserFields, error) {
		if f.Name == nil {
			f.Name, f.Email = &n.Name, &n.Email
		}
		f.Active, f.RoleID = new(true), &Ref{ID: roles[0].ID}
		if n.UnitID != "" {
			f.UnitID = &Ref{ID: n.UnitID}
		}
		return f, nil
	}}
	if len(known) > 0 {
		change.ID = known[0].ID
	}
	w := &writing{Graph: g, tx: tx, viewer: access.System(), source: sourceAPI, now: g.Now(), today: g.Today()}
	results, err := Users.put(ctx, w, []Change[UserFields]{change}, nil)
	if err != nil {
		return "", err
	}
	return results[0].ID, results[0].Err
}

// UserOfEmail is the id of the user with an e-mail address.
func (g *Graph) UserOfEmail(ctx context.Context, _ access.Viewer, email string) (string, error) {
	rows, err := store.Read[struct {
		Text string `json:"text"`
		ID   string `json:"id"`
	}](ctx, g.store, usersOfEmails, map[string]any{"emails": []string{address(email)}})
	row, err := one(rows, err, Users.name, email)
	return row.ID, err
}

// address is an e-mail address as it is stored.
func address(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

package graph

import (
	"context"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	userOfIdentity = cypher.Must("read/user_of_identity")
	unitsOfName    = cypher.Must("read/units_of_name")
	identityPut    = cypher.Must("write/identity_put")
)

// Identity is whom an OpenID provider says that somebody is, and what the rules of this Kith make of it.
type Identity struct {
	Issuer, Subject string
	Email           string // verified by the provider, or empty
	Name            string // or empty
	Role            string // by name, or empty where no rule gives one
	Unit            string // by name or id, or empty
	Unknown         bool   // whether a user is made of who is none yet
}

// SignInByIdentity begins a session for whom a provider names: the user whom it named so before, else the one with the verified e-mail address, else,
// where the setting says so, a new one. The role and the unit that the rules give are theirs from now on. Errors: NotAllowed, with nothing changed.
func (g *Graph) SignInByIdentity(ctx context.Context, b Browser, i Identity) (SignedIn, error) {
	var userID string
	err := g.Transact(ctx, access.System(), func(tx *store.Tx) (err error) {
		// In line with all who come in by something new: nobody is made twice.
		if _, err = store.Write[store.None](ctx, tx, lockAdministrators, nil); err == nil {
			userID, err = g.identified(ctx, tx, i)
		}
		return err
	})
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = g.Transact(ctx, access.Viewer{UserID: userID}, func(tx *store.Tx) (err error) {
		in, err = g.beginSession(ctx, tx, userID, b)
		return err
	})
	return in, err
}

// identified is the user whom an identity is of, with what its rules give.
func (g *Graph) identified(ctx context.Context, tx *store.Tx, i Identity) (string, error) {
	known, err := store.Write[struct {
		UserID  string  `json:"userId"`
		Active  bool    `json:"active"`
		Subject *string `json:"subject"`
	}](ctx, tx, userOfIdentity, map[string]any{"issuer": i.Issuer, "subject": i.Subject, "email": orNone(address(i.Email)), "today": g.Today()})
	if err != nil {
		return "", err
	}
	userID, named := "", false
	switch {
	case len(known) == 0 && i.Email == "":
		return "", problem.NotAllowed("The provider does not say that your e-mail address is verified, so that nobody here can be found by it.")
	case len(known) == 0 && (!i.Unknown || i.Role == ""):
		return "", problem.NotAllowed("Nobody here has your e-mail address: ask an administrator to let you in.")
	case len(known) == 0:
		if i.Name == "" {
			i.Name = i.Email
		}
	case !known[0].Active:
		return "", problem.NotAllowed("You are not let in any more: ask an administrator.")
	case known[0].Subject != nil && *known[0].Subject != i.Subject:
		// An address that somebody else got since: the account is not theirs.
		return "", problem.NotAllowed("Somebody else at the provider signs in with your e-mail address: ask an administrator.")
	default:
		userID, named = known[0].UserID, known[0].Subject != nil
	}
	if userID, err = g.letIn(ctx, tx, userID, i); err != nil || named {
		return userID, err
	}
	put, err := store.Write[string](ctx, tx, identityPut, map[string]any{"user": userID, "issuer": i.Issuer, "subject": i.Subject, "now": time.Now().UTC()})
	if _, err = one(put, err, Users.name, userID); err != nil {
		return "", err
	}
	tx.Touched.Record("identity", store.Changed, userID)
	return userID, nil
}

// letIn gives a user, or a new one where userID is empty, the role and the unit of an identity.
func (g *Graph) letIn(ctx context.Context, tx *store.Tx, userID string, i Identity) (string, error) {
	if userID != "" && i.Role == "" && i.Unit == "" {
		return userID, nil
	}
	const missing = "The rules by which the provider's users are let in name a %s %q that is not there, or more than one: tell an administrator."
	var roleID, unitID *Ref
	if i.Role != "" {
		roles, err := store.Write[struct {
			Text string `json:"text"`
			ID   string `json:"id"`
		}](ctx, tx, rolesOfNames, map[string]any{"names": []string{i.Role}})
		if err != nil {
			return "", err
		}
		if len(roles) != 1 {
			return "", problem.NotAllowed(missing, "role", i.Role)
		}
		roleID = &Ref{ID: roles[0].ID}
	}
	if i.Unit != "" {
		units, err := store.Write[string](ctx, tx, unitsOfName, map[string]any{"name": i.Unit})
		if err != nil {
			return "", err
		}
		if len(units) != 1 {
			return "", problem.NotAllowed(missing, "unit", i.Unit)
		}
		unitID = &Ref{ID: units[0]}
	}
	change := Change[UserFields]{ID: userID, Apply: func(f UserFields) (UserFields, error) {
		if f.Name == nil {
			f.Name, f.Email = &i.Name, &i.Email
		}
		if roleID != nil {
			f.RoleID = roleID
		}
		if unitID != nil {
			f.UnitID = unitID
		}
		return f, nil
	}}
	w := &writing{Graph: g, tx: tx, viewer: access.System(), source: sourceAPI, now: g.Now(), today: g.Today()}
	results, err := Users.put(ctx, w, []Change[UserFields]{change}, nil)
	if err != nil {
		return "", err
	}
	return results[0].ID, results[0].Err
}

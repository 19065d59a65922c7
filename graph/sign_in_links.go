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
	signInLinkPut    = cypher.Must("write/sign_in_link_put")
	signInLinkOf     = cypher.Must("read/sign_in_link")
	signInLinkRemove = cypher.Must("write/sign_in_link_remove")
)

// linkLifetime is how long a link lets in.
const linkLifetime = 24 * time.Hour

// SignInLink lets a user in once, to choose a password.
type SignInLink struct {
	Code      string    `json:"code" example:"kithlink_…"`
	Path      string    `json:"path" example:"/sign-in#code=kithlink_…"` // of the page to open in a browser
	ExpiresAt time.Time `json:"expiresAt"`
}

// NewSignInLink makes the link of a user; the one before it counts no more.
func (g *Graph) NewSignInLink(ctx context.Context, v access.Viewer, userID string) (SignInLink, error) {
	return g.newSignInLink(ctx, v, userID)
}

// FirstSignInLink makes the link with which the first administrator comes in. It counts for as long as nobody can sign in who may administer.
func (g *Graph) FirstSignInLink(ctx context.Context, v access.Viewer) (SignInLink, error) {
	return g.newSignInLink(ctx, v, "")
}

// newSignInLink makes a link; no user is the first administrator to be. Who makes one for another could sign in as them, so that the audit has it.
func (g *Graph) newSignInLink(ctx context.Context, v access.Viewer, userID string) (SignInLink, error) {
	code, hash := newSecret(linkMark)
	path := "/sign-in#code=" + code
	if userID == "" {
		path = "/sign-in#first=" + code
	}
	link := SignInLink{Code: code, Path: path, ExpiresAt: time.Now().UTC().Truncate(time.Millisecond).Add(linkLifetime)}
	err := g.Transact(ctx, v, func(tx *store.Tx) error {
		made, err := store.Write[string](ctx, tx, signInLinkPut, map[string]any{"user": userID, "hash": hash, "expiresAt": link.ExpiresAt})
		if userID != "" {
			tx.Touched.Edit(store.Edit{Kind: Users.name, ID: userID, Fields: []store.FieldEdit{{Field: "signInLinkUntil", After: link.ExpiresAt}}})
		}
		_, err = one(made, err, Users.name, userID)
		return err
	})
	return link, err
}

// LinkSignIn is what somebody sends who comes by a link.
type LinkSignIn struct {
	Code     string `json:"code"`
	Password string `json:"password"` // from now on
	Email    string `json:"email"`    // of the first administrator: the link does not say who that is
	Name     string `json:"name"`     // the same
}

// SignInByLink gives a user the password that they choose, or makes the first administrator, and begins a session. Errors: NotSignedIn where the link
// does not count any more; Invalid; Conflict where somebody else came to be the first.
func (g *Graph) SignInByLink(ctx context.Context, b Browser, l LinkSignIn) (SignedIn, error) {
	const spent = "The link does not count any more: it was used, another one was made, or its day is over."
	hash, is := secretHash(linkMark, l.Code)
	if !is {
		return SignedIn{}, problem.NotSignedIn(spent)
	}
	hashed, err := hashPassword(ctx, "/password", l.Password)
	if err != nil {
		return SignedIn{}, err
	}
	var in SignedIn
	err = g.Transact(ctx, access.System(), func(tx *store.Tx) error {
		// All who come by links stand in line: each link is used once, and there is one first administrator.
		if _, err := store.Write[store.None](ctx, tx, lockAdministrators, nil); err != nil {
			return err
		}
		links, err := store.Write[string](ctx, tx, signInLinkOf, map[string]any{"hash": hash, "now": time.Now().UTC()})
		if err != nil {
			return err
		}
		if len(links) == 0 {
			return problem.NotSignedIn(spent)
		}
		userID := links[0]
		if _, err := store.Write[store.None](ctx, tx, signInLinkRemove, map[string]any{"hash": hash}); err != nil {
			return err
		}
		if userID == "" {
			if userID, err = g.firstAdministrator(ctx, tx, l); err != nil {
				return err
			}
		}
		if err := g.putPassword(ctx, tx, userID, hashed, ""); err != nil {
			return err
		}
		in, err = g.beginSession(ctx, tx, userID, b)
		return err
	})
	return in, err
}

// firstAdministrator is the user with the address, new or known, who administers from now on.
func (g *Graph) firstAdministrator(ctx context.Context, tx *store.Tx, l LinkSignIn) (string, error) {
	there, err := store.Write[int](ctx, tx, administrators, map[string]any{"today": g.Today()})
	if err != nil {
		return "", err
	}
	if there[0] > 0 {
		return "", problem.Conflict("Somebody is the first administrator already: ask them to let you in.")
	}
	return g.admit(ctx, tx, Newcomer{Email: l.Email, Name: l.Name, Role: "administrator"})
}

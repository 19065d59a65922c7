package graph

import (
	"context"
	"fmt"
	"slices"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	tokensOf    = cypher.Must("read/tokens_of")
	tokenCreate = cypher.Must("write/token_create")
	tokenDelete = cypher.Must("write/token_delete")
)

// TokenFields is what callers say of a new token. With a role it is a program's own; without, it is the asking user's, with that user's rights.
type TokenFields struct {
	Name      *string        `json:"name" example:"ERP synchronisation"`
	RoleID    *Ref           `json:"roleId" swaggertype:"string" example:"rol_01h455vb4pex5vsknk084sn02q"` // null: a token of the user who asks
	UnitID    *Ref           `json:"unitId" swaggertype:"string" example:"unt_01h455vb4pex5vsknk084sn02q"` // of a program: where its role's levels are reckoned from
	Scopes    []access.Scope `json:"scopes" enums:"read,write,import,admin,actAs"`                         // default read
	ExpiresAt *time.Time     `json:"expiresAt"`                                                            // null: never
}

// Token lets a program ask.
type Token struct {
	ID         string         `json:"id" example:"tok_01h455vb4pex5vsknk084sn02q"`
	Name       string         `json:"name"`
	UserID     *string        `json:"userId"` // whose it is; null of a program's own
	RoleID     *string        `json:"roleId"`
	UnitID     *string        `json:"unitId"`
	Scopes     []access.Scope `json:"scopes" enums:"read,write,import,admin,actAs"`
	CreatedAt  time.Time      `json:"createdAt"`
	CreatedBy  string         `json:"createdBy"`
	ExpiresAt  *time.Time     `json:"expiresAt"`
	LastUsedAt *time.Time     `json:"lastUsedAt"` // to an hour
}

// NewToken is a token with its secret, which is shown this once.
type NewToken struct {
	Token
	Secret string `json:"token" example:"kith_…"`
}

// CreateToken makes a token. Errors: Invalid; NotAllowed where a viewer who may not administer asks for another's than their own.
func (g *Graph) CreateToken(ctx context.Context, v access.Viewer, f TokenFields) (NewToken, error) {
	if f.RoleID != nil && !v.May(access.Administer) {
		return NewToken{}, mayNotAdminister()
	}
	if f.RoleID == nil && v.TokenID != "" {
		return NewToken{}, problem.NotAllowed("Who asks with a token cannot make one of their own: sign in.")
	}
	c := &check{today: g.Today()}
	c.token(&f, v)
	if err := c.problem(); err != nil {
		return NewToken{}, err
	}
	secret, hash := newSecret(tokenMark)
	made := NewToken{Secret: secret, Token: Token{
		ID: NewID(prefixToken), Name: *f.Name, Scopes: f.Scopes, CreatedAt: time.Now().UTC().Truncate(time.Millisecond), CreatedBy: v.Name(), ExpiresAt: f.ExpiresAt,
	}}
	err := g.Transact(ctx, v, func(tx *store.Tx) error {
		made.UserID, made.RoleID, made.UnitID = nil, nil, nil
		w := &writing{Graph: g, tx: tx}
		named := refer(reference{"/roleId", "role", f.RoleID}, reference{"/unitId", "unit", f.UnitID})
		var wanted []wantedRecord
		for _, r := range named {
			wanted = append(wanted, r.wanted())
		}
		found, err := w.find(ctx, wanted)
		if err != nil {
			return err
		}
		c := &check{}
		for _, r := range named {
			id, is := found[r.key()]
			switch {
			case !is:
				c.wrong(r.pointer, "there is no such %s", r.kind)
			case r.kind == "role":
				made.RoleID = &id
			default:
				made.UnitID = &id
			}
		}
		if err := c.problem(); err != nil {
			return err
		}
		if f.RoleID == nil {
			made.UserID = &v.UserID
		}
		tx.Touched.Record("token", store.Created, made.ID)
		_, err = store.Write[store.None](ctx, tx, tokenCreate, map[string]any{"hash": hash, "token": made.Token})
		return err
	})
	return made, err
}

// token checks a new token.
func (c *check) token(f *TokenFields, v access.Viewer) {
	c.required("/name", &f.Name, wordLength)
	if f.RoleID == nil && v.UserID == "" {
		c.wrong("/roleId", "is required: nobody is signed in whose token it could be")
	}
	if f.RoleID == nil && f.UnitID != nil {
		c.wrong("/unitId", "is for a token with a role of its own")
	}
	if len(f.Scopes) == 0 {
		f.Scopes = []access.Scope{access.ReadScope}
	}
	for i, scope := range f.Scopes {
		switch {
		case !slices.Contains(access.Scopes, scope):
			c.wrong(fmt.Sprintf("/scopes/%d", i), "is none of read, write, import, admin and actAs")
		case scope == access.ActAs && f.RoleID == nil:
			c.wrong(fmt.Sprintf("/scopes/%d", i), "is for a token with a role of its own")
		}
	}
	if f.ExpiresAt != nil && !f.ExpiresAt.After(time.Now()) {
		c.wrong("/expiresAt", "is not in the future")
	}
}

// Tokens is a page of tokens by id: all of them for who may administer, else the viewer's own.
func (g *Graph) Tokens(ctx context.Context, v access.Viewer, limit int, cursor string) (Page[Token], error) {
	page := Page[Token]{Items: []Token{}}
	seal, err := g.sealer(ctx, "tokens", whose(v))
	if err != nil {
		return page, err
	}
	after, err := seal.open(cursor)
	if err != nil {
		return page, err
	}
	if after == nil {
		after = &place{}
	}
	page.Items, err = store.Read[Token](ctx, g.store, tokensOf, map[string]any{"user": whose(v), "after": after.ID, "limit": limit + 1})
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		page.NextCursor = seal.close(place{ID: page.Items[limit-1].ID})
	}
	return page, err
}

// DeleteToken takes a token back: from the next request on it does not count.
func (g *Graph) DeleteToken(ctx context.Context, v access.Viewer, id string) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		gone, err := store.Write[string](ctx, tx, tokenDelete, map[string]any{"id": id, "user": whose(v)})
		tx.Touched.Record("token", store.Deleted, gone...)
		_, err = one(gone, err, "token", id)
		return err
	})
}

// whose are the tokens that a viewer may see and take back: nil is everybody's.
func whose(v access.Viewer) *string {
	if v.May(access.Administer) {
		return nil
	}
	return &v.UserID
}

package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var meOf = cypher.Must("read/me")

// Me is who asks, and what they may.
type Me struct {
	User      *MeUser        `json:"user"`      // null of a program's own token
	SessionID *string        `json:"sessionId"` // null with a token
	TokenID   *string        `json:"tokenId"`   // null without
	Scopes    []access.Scope `json:"scopes" enums:"read,write,import,admin,actAs"`
	Role      *Named         `json:"role"` // the user's or else the token's; null is none, which allows nothing
	Units     []Named        `json:"units"`
	Rights    *access.Rights `json:"rights"` // those of the role, or what is left of them where a token acts as a user
}

// MeUser is the user who asks.
type MeUser struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Me answers who a principal is.
func (g *Graph) Me(ctx context.Context, p *Principal) (Me, error) {
	rows, err := store.Read[Me](ctx, g.store, meOf, map[string]any{"user": orNone(p.UserID), "token": orNone(p.TokenID)})
	if err != nil {
		return Me{}, err
	}
	if len(rows) == 0 {
		return Me{}, problem.NotSignedIn("Who asked is gone.")
	}
	me := rows[0]
	me.SessionID, me.TokenID, me.Rights, me.Scopes = orNone(p.SessionID), orNone(p.TokenID), whole(p.Rights), p.Scopes
	if p.SessionID != "" {
		me.Scopes = []access.Scope{access.ReadScope, access.WriteScope, access.ImportScope, access.AdminScope}
	}
	return me, nil
}

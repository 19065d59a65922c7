package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"kith/access"
	"kith/graph"
)

type tokenCommands struct {
	Add    tokenAdd    `cmd:"" help:"Make a token for a program, and print it: it is shown this once."`
	List   tokenList   `cmd:"" help:"List the tokens."`
	Revoke tokenRevoke `cmd:"" help:"Take a token back."`
}

type tokenAdd struct {
	Name    string        `arg:"" help:"What it is for."`
	Role    string        `default:"integration" help:"Name of its role."`
	Unit    string        `help:"Name or id of the unit from which its role's levels are reckoned."`
	Scope   []string      `default:"read" enum:"read,write,import,admin,actAs" help:"What it may be used for (${enum})."`
	Expires time.Duration `help:"When it expires, from now: 720h is 30 days. Never without."`
}

// Run makes a token; the token itself, and nothing else, is what it prints to the standard output.
func (t *tokenAdd) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		role, err := g.RoleNamed(ctx, access.System(), t.Role)
		if err != nil {
			return err
		}
		fields := graph.TokenFields{Name: &t.Name, RoleID: &graph.Ref{ID: role.ID}}
		if t.Unit != "" {
			unit, err := unitNamed(ctx, g, t.Unit)
			if err != nil {
				return err
			}
			fields.UnitID = &graph.Ref{ID: unit.ID}
		}
		for _, scope := range t.Scope {
			fields.Scopes = append(fields.Scopes, access.Scope(scope))
		}
		if t.Expires > 0 {
			fields.ExpiresAt = new(time.Now().Add(t.Expires).UTC())
		}
		token, err := g.CreateToken(ctx, access.System(), fields)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s; nobody can show it again:\n", token.ID)
		fmt.Println(token.Secret)
		return nil
	})
}

type tokenList struct{}

// Run lists the tokens.
func (tokenList) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		t := newTable("id", "name", "of", "scopes", "expires", "last used")
		for cursor, more := "", true; more; more = cursor != "" {
			page, err := g.Tokens(ctx, access.System(), 200, cursor)
			if err != nil {
				return err
			}
			for _, token := range page.Items {
				of := "a program"
				if token.UserID != nil {
					of = *token.UserID
				}
				var scopes []string
				for _, scope := range token.Scopes {
					scopes = append(scopes, string(scope))
				}
				t.row(token.ID, token.Name, of, strings.Join(scopes, ","), dayOf(token.ExpiresAt), dayOf(token.LastUsedAt))
			}
			cursor = page.NextCursor
		}
		return t.print()
	})
}

func dayOf(at *time.Time) string {
	if at == nil {
		return "never"
	}
	return at.Format(time.DateOnly)
}

type tokenRevoke struct {
	ID string `arg:"" help:"The token's id, as kith token list shows it."`
}

// Run takes a token back.
func (t *tokenRevoke) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error { return g.DeleteToken(ctx, access.System(), t.ID) })
}

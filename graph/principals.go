package graph

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	principalOf   = cypher.Must("read/principal")
	principalUsed = cypher.Must("write/principal_used")
)

const (
	sessionIdle     = 12 * time.Hour     // a session that nobody used for that long has ended
	sessionLifetime = 7 * 24 * time.Hour // and any after that
	sessionNoted    = 5 * time.Minute    // how coarsely the last use of a session is kept
	tokenNoted      = time.Hour          // and of a token

	principalsFresh = 800 * time.Millisecond // how long what is in memory counts without having looked for what others changed
	principalsKept  = 20_000                 // in memory
)

// Principal is who stands behind a request.
type Principal struct {
	access.Viewer
	SessionID string         // of a user who signed in, or empty
	Scopes    []access.Scope // of a token; a session has them all

	expiresAt *time.Time
	leftOn    *Date
	lastUsed  atomic.Int64
}

// Has reports whether the principal came with a scope.
func (p *Principal) Has(scope access.Scope) bool {
	return p.SessionID != "" || slices.Contains(p.Scopes, scope)
}

// principalKey is what a principal is known by: the hash of a session's or a token's secret, or a user's id or e-mail address.
type principalKey struct{ session, token, user string }

// principals are those who asked lately, in memory. What this process changes is forgotten before the change is answered; what others change,
// as soon as FollowPrincipals learns of it. Nothing in it counts unless that has looked a moment ago.
type principals struct {
	looked atomic.Int64 // when what others changed was last looked for, in Unix milliseconds

	mutex     sync.Mutex
	known     map[principalKey]*Principal
	rights    map[string]*access.Rights // by role
	forgotten int                       // how often something was: what was read before that is not kept
}

// fresh reports whether what is in memory counts.
func (p *principals) fresh() bool {
	return time.Now().UnixMilli()-p.looked.Load() <= principalsFresh.Milliseconds()
}

// of returns a principal from memory, or nil, and what to give to keep.
func (p *principals) of(key principalKey) (*Principal, int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if !p.fresh() {
		return nil, p.forgotten
	}
	return p.known[key], p.forgotten
}

func (p *principals) keep(key principalKey, one *Principal, forgotten int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if forgotten != p.forgotten {
		return
	}
	if p.known == nil || len(p.known) >= principalsKept {
		p.known = map[principalKey]*Principal{}
	}
	p.known[key] = one
}

// forget drops those whom changes concern; entries are words of kind, action and id, as notes keep them.
func (p *principals) forget(entries []string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	ids := map[string]bool{}
	for _, entry := range entries {
		words := strings.Fields(entry)
		switch {
		case len(words) != 3: // of two people
		case words[0] == "role" || words[0] == "unit":
			p.known, p.rights = nil, nil
			p.forgotten++
		case words[0] == "user" || words[0] == "session" || words[0] == "token":
			ids[words[2]] = true
		}
	}
	if len(ids) == 0 {
		return
	}
	p.forgotten++
	for key, one := range p.known {
		if ids[one.UserID] || ids[one.SessionID] || ids[one.TokenID] {
			delete(p.known, key)
		}
	}
}

func (p *principals) forgetAll() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.known, p.rights = nil, nil
	p.forgotten++
}

// FollowPrincipals keeps who may ask what in memory until the context ends, and forgets it within a second when another Kith changes it. Without,
// the graph is asked about everybody who asks.
func (g *Graph) FollowPrincipals(ctx context.Context, log *slog.Logger) {
	ctx = store.Aside(ctx)
	seen := &following{g: g, seen: map[string]time.Time{}}
	tick := time.NewTicker(viewPoll)
	defer tick.Stop()
	failing := false
	for {
		looked := time.Now()
		err := g.forgetChanged(ctx, seen)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			g.principals.looked.Store(looked.UnixMilli())
		case !failing:
			log.Warn("who may ask what is read anew for each request", "error", err)
		}
		failing = err != nil
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (g *Graph) forgetChanged(ctx context.Context, seen *following) error {
	ids, err := seen.unseen(ctx)
	for batch := range slices.Chunk(ids, 50) {
		var said []namedChange
		if said, err = store.Read[namedChange](ctx, g.store, changesNamed, map[string]any{"ids": batch}); err != nil {
			break
		}
		for _, change := range said {
			g.principals.forget(change.Entries)
		}
	}
	if err != nil {
		g.principals.forgetAll() // what was not read could be about anybody
	}
	return err
}

// PrincipalOfSession is who signed in and got this secret. Errors: NotSignedIn.
func (g *Graph) PrincipalOfSession(ctx context.Context, secret string) (*Principal, error) {
	const ended = "The session has ended: sign in again."
	hash, is := secretHash(sessionMark, secret)
	if !is {
		return nil, problem.NotSignedIn(ended)
	}
	p, err := g.principal(ctx, principalKey{session: hash})
	if err != nil {
		return nil, err
	}
	if p == nil || !p.counts(g.Today()) || time.Since(time.UnixMilli(p.lastUsed.Load())) > sessionIdle {
		return nil, problem.NotSignedIn(ended)
	}
	g.used(ctx, p, p.SessionID, sessionNoted)
	return p, nil
}

// PrincipalOfToken is who has a token, or the user whom it acts as, named by id or e-mail address, where that is not empty. Errors: NotSignedIn,
// NotAllowed.
func (g *Graph) PrincipalOfToken(ctx context.Context, secret, actAs string) (*Principal, error) {
	const gone = "The token is not valid: it is mistyped, has expired, or was taken back."
	hash, is := secretHash(tokenMark, secret)
	if !is {
		return nil, problem.NotSignedIn(gone)
	}
	p, err := g.principal(ctx, principalKey{token: hash})
	if err != nil {
		return nil, err
	}
	if p == nil || !p.counts(g.Today()) {
		return nil, problem.NotSignedIn(gone)
	}
	g.used(ctx, p, p.TokenID, tokenNoted)
	if actAs == "" {
		return p, nil
	}
	return g.actingAs(ctx, p, actAs)
}

// actingAs is a user as a program with a token may be them: with the rights that both have, reckoned from the user's units. A token that is kept to
// units acts only as users in those or below.
func (g *Graph) actingAs(ctx context.Context, token *Principal, name string) (*Principal, error) {
	if token.UserID != "" || !token.Has(access.ActAs) {
		return nil, problem.NotAllowed("The token has not got the scope actAs.")
	}
	user, err := g.principal(ctx, principalKey{user: strings.ToLower(strings.TrimSpace(name))})
	if err != nil {
		return nil, err
	}
	within := func(unit string) bool { return slices.Contains(token.Below, unit) }
	if user == nil || !user.counts(g.Today()) || len(token.Units) > 0 && !slices.ContainsFunc(user.Units, within) {
		return nil, problem.NotAllowed("Kith-User names nobody whom the token may act as.")
	}
	p := &Principal{Viewer: user.Viewer, Scopes: token.Scopes}
	p.TokenID, p.Acted, p.Rights = token.TokenID, true, token.Rights.Narrower(user.Rights)
	return p, nil
}

// counts reports whether a principal has not expired and, where it is a user, is still with us.
func (p *Principal) counts(today Date) bool {
	return (p.expiresAt == nil || time.Now().Before(*p.expiresAt)) && (p.leftOn == nil || today.Before(*p.leftOn))
}

// used notes that a session or token is used, unless that was noted a short while ago. It is no harm where that fails.
func (g *Graph) used(ctx context.Context, p *Principal, id string, noted time.Duration) {
	now := time.Now()
	last := p.lastUsed.Load()
	if now.Sub(time.UnixMilli(last)) < noted || !p.lastUsed.CompareAndSwap(last, now.UnixMilli()) {
		return
	}
	_ = g.store.InTransaction(ctx, func(tx *store.Tx) error {
		_, err := store.Write[store.None](ctx, tx, principalUsed, map[string]any{"id": id, "now": now.UTC()})
		return err
	})
}

// principalRow is what the statement principal answers.
type principalRow struct {
	By *struct {
		ID         string         `json:"id"`
		UserID     *string        `json:"userId"`
		Scopes     []access.Scope `json:"scopes"`
		LastUsedAt *time.Time     `json:"lastUsedAt"`
		ExpiresAt  *time.Time     `json:"expiresAt"`
	} `json:"by"`
	User *struct {
		ID     string `json:"id"`
		Active bool   `json:"active"`
		LeftOn *Date  `json:"leftOn"`
	} `json:"user"`
	RoleID *string  `json:"roleId"`
	Units  []string `json:"units"`
	Below  []string `json:"below"`
}

// principal finds somebody in memory or in the graph; nil is nobody.
func (g *Graph) principal(ctx context.Context, key principalKey) (*Principal, error) {
	p, forgotten := g.principals.of(key)
	if p != nil {
		return p, nil
	}
	rows, err := store.Read[principalRow](ctx, g.store, principalOf, map[string]any{
		"session": orNone(key.session), "token": orNone(key.token), "user": orNone(key.user),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	row := rows[0]
	p = &Principal{Viewer: access.Viewer{Units: row.Units, Below: row.Below}}
	if row.User != nil {
		if !row.User.Active {
			return nil, nil
		}
		p.UserID, p.leftOn = row.User.ID, row.User.LeftOn
	}
	if row.By != nil {
		if row.By.UserID != nil && row.User == nil {
			return nil, nil // whose it was is gone
		}
		if key.session != "" {
			p.SessionID = row.By.ID
		} else {
			p.TokenID, p.Scopes = row.By.ID, row.By.Scopes
		}
		p.expiresAt = row.By.ExpiresAt
		if row.By.LastUsedAt != nil {
			p.lastUsed.Store(row.By.LastUsedAt.UnixMilli())
		}
	}
	if p.Rights, err = g.rights(ctx, row.RoleID, forgotten); err != nil {
		return nil, err
	}
	if p.TokenID != "" {
		p.Rights = scoped(p.Rights, p.Scopes)
	}
	g.principals.keep(key, p, forgotten)
	return p, nil
}

// scoped are rights without the permissions that a token has no scope for.
func scoped(rights *access.Rights, scopes []access.Scope) *access.Rights {
	less := *rights
	less.Permissions = slices.DeleteFunc(slices.Clone(rights.Permissions), func(p access.Permission) bool {
		return p == access.Administer && !slices.Contains(scopes, access.AdminScope) || p == access.Import && !slices.Contains(scopes, access.ImportScope)
	})
	return &less
}

// rights are those of a role, from memory or the graph; without a role there are none.
func (g *Graph) rights(ctx context.Context, roleID *string, forgotten int) (*access.Rights, error) {
	if roleID == nil {
		return &access.Rights{}, nil
	}
	g.principals.mutex.Lock()
	rights, is := g.principals.rights[*roleID]
	g.principals.mutex.Unlock()
	if is && g.principals.fresh() {
		return rights, nil
	}
	roles, err := store.Read[Role](ctx, g.store, rolesOf, map[string]any{"ids": []string{*roleID}})
	if err != nil {
		return nil, err
	}
	rights = &access.Rights{}
	if len(roles) > 0 {
		rights = rightsOf(roles[0])
	}
	g.principals.mutex.Lock()
	defer g.principals.mutex.Unlock()
	if forgotten == g.principals.forgotten {
		if g.principals.rights == nil {
			g.principals.rights = map[string]*access.Rights{}
		}
		g.principals.rights[*roleID] = rights
	}
	return rights, nil
}

// orNone is a text for a statement, where an empty one is none.
func orNone(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

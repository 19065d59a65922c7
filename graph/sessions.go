package graph

import (
	"context"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	sessionsOf    = cypher.Must("read/sessions_of")
	sessionCreate = cypher.Must("write/session_create")
	sessionsEnd   = cypher.Must("write/sessions_end")
)

// sessionsKept is how many sessions a user has at most: the oldest end for a new one.
const sessionsKept = 20

// Session is that somebody is signed in, in one browser.
type Session struct {
	ID         string    `json:"id" example:"ses_01h455vb4pex5vsknk084sn02q"`
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `json:"lastUsedAt"` // to five minutes
	ExpiresAt  time.Time `json:"expiresAt"`  // at the latest: 12 hours without use end it too
	UserAgent  string    `json:"userAgent"`  // what the browser says that it is
	Current    bool      `json:"current"`    // the one that asks
}

// SignedIn is a new session, with the secret that its browser shows from now on.
type SignedIn struct {
	Session
	UserID string
	Secret string
}

// Browser is where somebody signs in.
type Browser struct {
	Address   string // of its network, to slow it down after failures; it is not stored
	UserAgent string
}

// userAgentLength is how much is kept of what a browser says that it is.
const userAgentLength = 200

// SignIn begins a session for who knows the password of an active user. Errors: NotSignedIn, the same and after the same time for an unknown address as
// for a wrong password; TooMany after too many of those.
func (g *Graph) SignIn(ctx context.Context, b Browser, email, password string) (SignedIn, error) {
	account := strings.ToLower(strings.TrimSpace(email))
	if wait := g.slowness.attempt(account, b.Address, time.Now()); wait > 0 {
		return SignedIn{}, tooManyFailures(wait)
	}
	if len(password) > 4*passwordLongest {
		password = "" // nobody has it
	}
	rows, err := store.Read[credential](ctx, g.store, credentialOfEmail, map[string]any{"email": account, "today": g.Today()})
	if err != nil {
		return SignedIn{}, err
	}
	found := credential{}
	if len(rows) > 0 {
		found = rows[0]
	}
	is, err := isPassword(ctx, password, found.Hash)
	if err != nil {
		return SignedIn{}, err
	}
	if !is {
		return SignedIn{}, problem.NotSignedIn("The e-mail address or the password is wrong.")
	}
	g.slowness.succeed(account, b.Address)
	var in SignedIn
	err = g.Transact(ctx, access.Viewer{UserID: found.UserID}, func(tx *store.Tx) (err error) {
		in, err = g.beginSession(ctx, tx, found.UserID, b)
		return err
	})
	return in, err
}

// beginSession makes a session.
func (g *Graph) beginSession(ctx context.Context, tx *store.Tx, userID string, b Browser) (SignedIn, error) {
	secret, hash := newSecret(sessionMark)
	now := time.Now().UTC().Truncate(time.Millisecond)
	in := SignedIn{UserID: userID, Secret: secret, Session: Session{
		ID: NewID(prefixSession), CreatedAt: now, LastUsedAt: now, ExpiresAt: now.Add(sessionLifetime), UserAgent: firstCharacters(b.UserAgent, userAgentLength), Current: true,
	}}
	tx.Touched.Record("session", store.Created, in.ID)
	_, err := store.Write[store.None](ctx, tx, sessionCreate, map[string]any{
		"id": in.ID, "hash": hash, "user": userID, "now": now, "expiresAt": in.ExpiresAt, "userAgent": in.UserAgent, "most": sessionsKept,
	})
	return in, err
}

// firstCharacters is the beginning of a text, without what is no character.
func firstCharacters(text string, most int) string {
	characters := []rune(strings.ToValidUTF8(text, ""))
	return string(characters[:min(len(characters), most)])
}

// Sessions are those of a user, the one used last first.
func (g *Graph) Sessions(ctx context.Context, p *Principal) ([]Session, error) {
	sessions, err := store.Read[Session](ctx, g.store, sessionsOf, map[string]any{"user": p.UserID, "now": time.Now().UTC(), "unused": time.Now().Add(-sessionIdle).UTC()})
	for i := range sessions {
		sessions[i].Current = sessions[i].ID == p.SessionID
	}
	return sessions, err
}

// EndSession ends one session of a user.
func (g *Graph) EndSession(ctx context.Context, v access.Viewer, id string) error {
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		ended, err := g.endSessions(ctx, tx, v.UserID, []string{id}, "")
		if err == nil && ended == 0 {
			err = problem.NotFound("session", id)
		}
		return err
	})
}

// EndSessions ends all sessions of a user. Errors: NotAllowed where it is somebody else and the viewer may not administer.
func (g *Graph) EndSessions(ctx context.Context, v access.Viewer, userID string) error {
	if userID != v.UserID && !v.May(access.Administer) {
		return mayNotAdminister()
	}
	if userID != v.UserID {
		if _, err := Users.Read(ctx, g, v, userID); err != nil {
			return err
		}
	}
	return g.Transact(ctx, v, func(tx *store.Tx) error {
		_, err := g.endSessions(ctx, tx, userID, nil, "")
		return err
	})
}

// endSessions ends those sessions of a user that ids names, all for nil, but for one, and returns how many.
func (g *Graph) endSessions(ctx context.Context, tx *store.Tx, userID string, ids []string, keep string) (int, error) {
	ended, err := store.Write[string](ctx, tx, sessionsEnd, map[string]any{"user": userID, "ids": orNull(ids), "keep": keep})
	tx.Touched.Record("session", store.Deleted, ended...)
	return len(ended), err
}

func mayNotAdminister() error {
	return problem.NotAllowed("Your role does not let you administer.")
}

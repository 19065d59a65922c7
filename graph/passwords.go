package graph

import (
	"context"
	"runtime"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/sync/semaphore"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	credentialOfEmail = cypher.Must("read/credential_of_email")
	credentialOfUser  = cypher.Must("read/credential_of_user")
	credentialPut     = cypher.Must("write/credential_put")
)

// Shortest and longest passwords, in characters. Length is what makes one hard to guess (NIST SP 800-63B-4): nothing else is asked of it.
const (
	passwordShortest = 12
	passwordLongest  = 500
)

// passwordCost is what OWASP's password storage cheat sheet recommends of argon2id.
var passwordCost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds the memory that passwords under way take.
var hashing = semaphore.NewWeighted(int64(max(2, runtime.GOMAXPROCS(0))))

// hashingWait is how long one waits to be hashed.
const hashingWait = 2 * time.Second

// nobodysPassword is what the password for an unknown name is compared with, so that it takes as long as for a known one.
var nobodysPassword = sync.OnceValues(func() (string, error) {
	secret, _ := newSecret("")
	return argon2id.CreateHash(secret, passwordCost)
})

// inTurnToHash runs work when there is memory for it.
func inTurnToHash(ctx context.Context, work func() error) error {
	waiting, cancel := context.WithTimeout(ctx, hashingWait)
	defer cancel()
	if err := hashing.Acquire(waiting, 1); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return problem.Unavailable("Too many sign in at once. Try again in a moment.", time.Second, err)
	}
	defer hashing.Release(1)
	return work()
}

// isPassword compares a password with a hash; nil is that of nobody.
func isPassword(ctx context.Context, password string, hash *string) (is bool, err error) {
	err = inTurnToHash(ctx, func() error {
		compared, err := nobodysPassword()
		if err != nil {
			return err
		}
		if hash != nil {
			compared = *hash
		}
		is, err = argon2id.ComparePasswordAndHash(password, compared)
		return err
	})
	return is && hash != nil, err
}

// hashPassword checks a new password at pointer of a body and hashes it.
func hashPassword(ctx context.Context, pointer, password string) (hash string, err error) {
	if n := utf8.RuneCountInString(password); n < passwordShortest || n > passwordLongest {
		return "", problem.Field(pointer, "has not between %d and %d characters", passwordShortest, passwordLongest)
	}
	err = inTurnToHash(ctx, func() error {
		hash, err = argon2id.CreateHash(password, passwordCost)
		return err
	})
	return hash, err
}

// credential is how a user signs in.
type credential struct {
	UserID string  `json:"userId"`
	Hash   *string `json:"hash"` // nil without a password
}

// SetPassword gives a user a password, and ends their sessions.
func (g *Graph) SetPassword(ctx context.Context, v access.Viewer, userID, password string) error {
	hash, err := hashPassword(ctx, "/password", password)
	if err != nil {
		return err
	}
	return g.Transact(ctx, v, func(tx *store.Tx) error { return g.putPassword(ctx, tx, userID, hash, "") })
}

// ChangePassword gives somebody who signed in another password, and ends their other sessions. Errors: NotAllowed where current is not the password
// that they have, TooMany after too many of those.
func (g *Graph) ChangePassword(ctx context.Context, p *Principal, address, current, password string) error {
	rows, err := store.Read[credential](ctx, g.store, credentialOfUser, map[string]any{"user": p.UserID})
	if err != nil {
		return err
	}
	var hash *string
	if len(rows) > 0 {
		hash = rows[0].Hash
	}
	if wait := g.slowness.attempt(p.UserID, address, time.Now()); wait > 0 {
		return tooManyFailures(wait)
	}
	is, err := isPassword(ctx, current, hash)
	if err != nil {
		return err
	}
	if !is {
		return problem.NotAllowed("The current password is another one.")
	}
	g.slowness.succeed(p.UserID, address)
	next, err := hashPassword(ctx, "/password", password)
	if err != nil {
		return err
	}
	return g.Transact(ctx, p.Viewer, func(tx *store.Tx) error { return g.putPassword(ctx, tx, p.UserID, next, p.SessionID) })
}

// putPassword writes a user's password and ends their sessions but for one.
func (g *Graph) putPassword(ctx context.Context, tx *store.Tx, userID, hash, keep string) error {
	done, err := store.Write[string](ctx, tx, credentialPut, map[string]any{"user": userID, "hash": hash, "now": time.Now().UTC()})
	if _, err = one(done, err, Users.name, userID); err != nil {
		return err
	}
	tx.Touched.Record("password", store.Changed, userID)
	_, err = g.endSessions(ctx, tx, userID, nil, keep)
	return err
}

func tooManyFailures(wait time.Duration) error {
	return problem.TooMany("Too many attempts to sign in have failed.", wait)
}

// Package graph is what Kith knows: one file for each question or kind of record, with its types (they are the JSON of the
// answers too) and its rules. Every question and change takes the Viewer who asks. Statements are named, never written here.
package graph

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"go.jetify.com/typeid"

	"kith/access"
	"kith/graph/store"
	"kith/problem"
)

// Date is a day without a time or zone.
type Date = store.Date

// Graph answers the questions and makes the changes. It is safe for concurrent use.
type Graph struct {
	// RequiredRoles are the buying roles that a healthy deal has. Set it before the first question.
	RequiredRoles []string
	// SendsMail says that somebody takes the mails that tell of introduction requests. Set it before the first request.
	SendsMail bool
	// MailboxGround is the ground on which mailboxes are read whose users have not agreed, as every user is told; empty: there is none. Set it before the
	// first request.
	MailboxGround string

	store *store.Store
	clock func() time.Time

	running sync.Map               // idempotency keys whose first request still runs
	expired atomic.Int64           // when old idempotency keys were last removed, in Unix seconds
	secret  atomic.Pointer[string] // what cursors and hops are sealed with
	queue   queue                  // changes that wait for one lock

	suppressed atomic.Pointer[Suppressed] // who was erased, as it was last read

	view view // the ties in memory

	principals principals    // who may ask what, in memory
	slowness   slowness      // of signing in
	mails      chan struct{} // there is mail
	stale      chan struct{} // ties are marked to be derived again
}

// New makes a Graph on a store; clock tells the time, of which the UTC day is "today" in every answer.
func New(s *store.Store, clock func() time.Time) *Graph {
	return &Graph{RequiredRoles: DefaultRequiredRoles(), store: s, clock: clock, mails: make(chan struct{}, 1), stale: make(chan struct{}, 1)}
}

// Store is the store that the graph is in, for what goes through no question or change of this package: imports, exports.
func (g *Graph) Store() *store.Store { return g.store }

// Now is the instant that changes are stamped with, in UTC at Neo4j's precision for what we keep: milliseconds.
func (g *Graph) Now() time.Time { return g.clock().UTC().Truncate(time.Millisecond) }

// Today is the UTC day that answers are given for unless asked otherwise.
func (g *Graph) Today() Date { return store.DateOf(g.clock()) }

// asOf is the day asked for, or today.
func (g *Graph) asOf(day *Date) Date {
	if day == nil {
		return g.Today()
	}
	return *day
}

// Prefixes of ids.
const (
	prefixAccount      = "acc"
	prefixContact      = "con"
	prefixUser         = "usr"
	prefixPosition     = "pos"
	prefixOpportunity  = "opp"
	prefixProduct      = "prd"
	prefixUnit         = "unt"
	prefixRole         = "rol"
	prefixInteraction  = "int"
	prefixIntroduction = "itr"
	prefixMail         = "mai"
	prefixRelationType = "rty"
	prefixTie          = "tie"
	prefixInfluence    = "inf"
	prefixRelation     = "rel"
	prefixChange       = "chg"
	prefixSession      = "ses"
	prefixToken        = "tok"
	prefixAudit        = "aud"
)

// NewID makes an id of a kind's prefix: prefix, underscore, a part that sorts by time.
func NewID(prefix string) string {
	id, err := typeid.WithPrefix(prefix)
	if err != nil {
		panic(fmt.Sprintf("prefix %q: %v", prefix, err)) // prefixes are the constants above
	}
	return id.String()
}

// personKind is "contact" or "user" by an id's prefix, or empty.
func personKind(id string) string {
	switch prefix, _, _ := strings.Cut(id, "_"); prefix {
	case prefixContact:
		return "contact"
	case prefixUser:
		return "user"
	}
	return ""
}

// KindOf is the kind of record that an id is of, by its prefix, or empty.
func KindOf(id string) string {
	prefix, _, _ := strings.Cut(id, "_")
	return kindsByPrefix[prefix]
}

var kindsByPrefix = map[string]string{
	prefixAccount: "account", prefixContact: "contact", prefixUser: "user", prefixPosition: "position", prefixOpportunity: "opportunity",
	prefixProduct: "product", prefixUnit: "unit", prefixRole: "role", prefixRelationType: "relationType",
}

// Person is how a person is shown everywhere; title and account are those of the primary position.
type Person struct {
	ID          string  `json:"id" example:"con_01h455vb4pex5vsknk084sn02q"`
	Kind        string  `json:"kind" enums:"contact,user"`
	Name        string  `json:"name" example:"Jana Novotná" field:"its.name"`
	Title       *string `json:"title" example:"Chief Financial Officer" field:"positions.title"`
	AccountID   *string `json:"accountId" field:"positions.accountId"`
	AccountName *string `json:"accountName" field:"positions.accountId,accounts.name"`
	Hop         string  `json:"hop,omitempty"` // in place of the id of a user on a path who is not shown: to ask for an introduction with
}

// Named is a record that is only named.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name" field:"its.name"`
}

// OurTie is the strongest tie of an active user of ours to somebody.
type OurTie struct {
	Strength *float64 `json:"strength" example:"0.82" field:"ties.strength"`
	UserID   string   `json:"userId"`
	UserName string   `json:"userName"`
}

// one returns the only row of a question about one record, or NotFound where there is none.
func one[R any](rows []R, err error, kind, id string) (R, error) {
	var none R
	if err != nil {
		return none, err
	}
	if len(rows) == 0 {
		return none, problem.NotFound(kind, id)
	}
	return rows[0], nil
}

// Ready fails where the graph cannot be asked now.
func (g *Graph) Ready(ctx context.Context, v access.Viewer) error { return g.store.Ready(ctx) }

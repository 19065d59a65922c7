package graph

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

// Record is what every record has that nobody writes.
type Record struct {
	ID        string    `json:"id" example:"acc_01h455vb4pex5vsknk084sn02q"`
	CreatedAt time.Time `json:"createdAt" example:"2026-11-21T09:30:00Z"`
	UpdatedAt time.Time `json:"updatedAt" example:"2026-11-21T09:30:00Z"`
	Version   int64     `json:"version" example:"1"`
}

// ETag is the record's version as HTTP names it.
func (r Record) ETag() string { return `"` + strconv.FormatInt(r.Version, 10) + `"` }

// Shared is what every record has that callers write.
type Shared struct {
	ExternalIDs []ExternalID `json:"externalIds"`
	Custom      Custom       `json:"custom"`
}

// ExternalID is what another system calls a record; one record for a kind, source and id.
type ExternalID struct {
	Source string `json:"source" example:"salesforce"`
	ID     string `json:"id" example:"0035g00000XyZ"`
}

// Custom is a record's custom fields: string, number, boolean or date by name.
type Custom map[string]any

// Kind is one kind of record: F is what callers write of it, R the record as it is shown. The nine of them are Accounts,
// Contacts, Users, Units, Roles, Opportunities, Products, Positions and RelationTypes.
type Kind[F, R any] struct {
	name   string // as problems and ExternalId nodes say it: "account"
	prefix string // of its ids

	read, write, list, walk cypher.Statement
	filters                 []string // of its list, by parameter

	record     func(*R) *Record
	fields     func(*R) F
	shared     func(*F) *Shared
	check      func(c *check, before *F, after *F) // puts after into its stored form and gathers what is wrong; before is nil for a new record
	references func(*F) []reference
	carry      func(base, after *F) // takes over what is only written from an earlier change of the same batch; may be nil
	row        func(*F) row
	owner      func(*F) **Ref // where records have one
	// lock holds more than the records themselves; conflicts refuses entries for what only the graph can tell; follow makes what a
	// write brings along, and adds the ids that it changed. Each may be nil.
	lock      func(ctx context.Context, w *writing) error
	conflicts func(ctx context.Context, w *writing, entries []*entry[F]) error
	follow    func(ctx context.Context, w *writing, entries []*entry[F], changed map[string]bool) error

	// deletable refuses to delete a record for what only this kind knows; may be nil.
	deletable func(ctx context.Context, w *writing, id string) error

	// touch notes what else a changed record changes.
	touch func(ctx context.Context, w *writing, id string, before, after *F) error
}

// Name is the kind's word: "account".
func (k *Kind[F, R]) Name() string { return k.name }

// Filters are the parameters that narrow the kind's list.
func (k *Kind[F, R]) Filters() []string { return k.filters }

// Record is what nobody writes of a record.
func (k *Kind[F, R]) Record(r *R) Record {
	return *k.record(r)
}

// Create makes a record; apply fills its fields.
func (k *Kind[F, R]) Create(ctx context.Context, g *Graph, v access.Viewer, apply func(F) (F, error)) (R, error) {
	record, _, err := k.readWritten(ctx, g, v, Change[F]{Apply: apply})
	return record, err
}

// Patch changes the record with an id where match agrees with its ETag; apply gets its fields as they are and returns them as
// they shall be. What changes nothing leaves the version.
func (k *Kind[F, R]) Patch(ctx context.Context, g *Graph, v access.Viewer, id string, match func(etag string) bool, apply func(F) (F, error)) (R, error) {
	record, _, err := k.readWritten(ctx, g, v, Change[F]{ID: id, Match: match, Apply: apply})
	return record, err
}

func (k *Kind[F, R]) readWritten(ctx context.Context, g *Graph, v access.Viewer, change Change[F]) (record R, created bool, err error) {
	result, err := k.writeOne(ctx, g, v, change)
	if err != nil {
		return record, false, err
	}
	record, err = k.Read(ctx, g, v, result.ID)
	return record, result.Status == Created, err
}

// Put creates or updates the record that a source calls by an id, and says whether it was created. What apply leaves of an
// existing record's fields stays, its other external ids too.
func (k *Kind[F, R]) Put(ctx context.Context, g *Graph, v access.Viewer, external ExternalID, apply func(F) (F, error)) (R, bool, error) {
	if err := mayAsk(v, kindsOfRights[k.name], "externalIds"); err != nil {
		return *new(R), false, err
	}
	return k.readWritten(ctx, g, v, Change[F]{Key: &external, Upsert: true, Apply: apply})
}

// Read returns the record with an id.
func (k *Kind[F, R]) Read(ctx context.Context, g *Graph, v access.Viewer, id string) (R, error) {
	if k.unread(v) {
		return *new(R), problem.NotFound(k.name, id)
	}
	records, err := store.Read[R](ctx, g.store, k.read, k.sees(v, map[string]any{"ids": []string{id}}))
	return one(records, err, k.name, id)
}

// unread reports whether the viewer reads nothing of the kind.
func (k *Kind[F, R]) unread(v access.Viewer) bool {
	kind, is := kindsOfRights[k.name]
	return is && v.Level(kind, access.Read) == access.None
}

// sees adds to the parameters of the kind's statements what the viewer sees. Positions, which are seen as their account, may be seen less far.
func (k *Kind[F, R]) sees(v access.Viewer, values map[string]any) map[string]any {
	values = v.Sees(values)
	if k.prefix == prefixPosition {
		values["seesAccounts"] = orNull(v.Positions())
	}
	return values
}

// Find returns the id of the record that a source calls by an id.
func (k *Kind[F, R]) Find(ctx context.Context, g *Graph, v access.Viewer, external ExternalID) (string, error) {
	if err := mayAsk(v, kindsOfRights[k.name], "externalIds"); err != nil {
		return "", err
	}
	wanted := []wantedRecord{{Kind: k.name, Source: &external.Source, ID: external.ID}}
	found, err := store.Read[foundRecord](ctx, g.store, findRecords, map[string]any{"wanted": wanted})
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		hidden, err := g.unseen(ctx, v, []string{found[0].Found})
		if err != nil {
			return "", err
		}
		if hidden[found[0].Found] || k.unread(v) {
			found = nil
		}
	}
	if len(found) == 0 {
		return "", problem.NotFound(k.name, fmt.Sprintf("%s of %s", external.ID, external.Source))
	}
	return found[0].Found, nil
}

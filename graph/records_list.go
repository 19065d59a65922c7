package graph

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var cursorSecret = cypher.Must("write/cursor_secret")

// ListOptions narrow and order a list of records. Filters that a kind does not have are ignored; callers offer those of Filters.
type ListOptions struct {
	Q     string // beginnings of words of the name, or of an e-mail
	Sort  string // name, createdAt or updatedAt, with - before it from the last to the first; empty is by id
	Limit int    `json:"-"`
	// Cursor is where the page before ended.
	Cursor string `json:"-"`

	OwnerID           *string // a user, or me
	UnitID            *string // with the units below it
	AccountID         *string
	Status            *string
	Stage             *string
	Class             *string
	Industry          *string
	CloseBefore       *Date
	LastContactBefore *Date
	UpdatedSince      *time.Time
	Active            *bool
	Open              *bool
	Custom            map[string]string
}

// Page is a part of a list.
type Page[R any] struct {
	Items      []R    `json:"items"`
	NextCursor string `json:"nextCursor,omitempty"` // absent on the last page
}

// place is where a page ended: the sorted value and the id of its last record.
type place struct {
	Key any    `json:"key"`
	ID  string `json:"id"`
}

// List answers one page of a kind's records.
func (k *Kind[F, R]) List(ctx context.Context, g *Graph, v access.Viewer, o ListOptions) (Page[R], error) {
	var page Page[R]
	if o.OwnerID != nil && *o.OwnerID == "me" {
		if v.UserID == "" {
			return page, problem.Field("ownerId", "is me, and nobody is signed in")
		}
		o.OwnerID = &v.UserID
	}
	seal, err := g.sealer(ctx, k.name, o)
	if err != nil {
		return page, err
	}
	after, err := seal.open(o.Cursor)
	if err != nil {
		return page, err
	}
	places, err := k.places(ctx, g, o, after)
	if err != nil {
		return page, err
	}
	more := len(places) > o.Limit
	if more {
		places = places[:o.Limit]
	}
	ids := make([]string, len(places))
	for i, place := range places {
		ids[i] = place.ID
	}
	if page.Items, err = store.Read[R](ctx, g.store, k.read, map[string]any{"ids": ids}); err != nil {
		return page, err
	}
	k.shown(page.Items)
	if more {
		page.NextCursor = seal.close(places[o.Limit-1])
	}
	return page, nil
}

// places are the records of a page, and the next one if there is any.
func (k *Kind[F, R]) places(ctx context.Context, g *Graph, o ListOptions, after *place) ([]place, error) {
	bare, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	if none, _ := json.Marshal(ListOptions{}); string(bare) == string(none) {
		id := ""
		if after != nil {
			id = after.ID
		}
		return store.Read[place](ctx, g.store, k.walk, map[string]any{"after": id, "limit": o.Limit + 1})
	}
	sort, descending := strings.CutPrefix(o.Sort, "-")
	if after != nil && (sort == "createdAt" || sort == "updatedAt") {
		text, _ := after.Key.(string)
		if after.Key, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return nil, badCursor()
		}
	}
	var words, address *string
	if o.Q != "" {
		query, prefix := fulltext(o.Q), strings.ToLower(strings.TrimSpace(o.Q))
		words, address = &query, &prefix
	}
	anchor := "all"
	for _, candidate := range []struct {
		given bool
		name  string
	}{{o.Q != "", "words"}, {o.AccountID != nil, "account"}, {o.OwnerID != nil, "owner"}, {o.UnitID != nil, "unit"}} {
		if candidate.given {
			anchor = candidate.name
			break
		}
	}
	custom := map[string]any{}
	for name, text := range o.Custom {
		custom["custom."+name] = readings(text)
	}
	return store.Read[place](ctx, g.store, k.list, map[string]any{
		"anchor": anchor, "words": words, "address": address, "ownerId": o.OwnerID, "unitId": o.UnitID, "accountId": o.AccountID,
		"status": o.Status, "stage": o.Stage, "class": o.Class, "industry": o.Industry, "closeBefore": o.CloseBefore,
		"lastContactBefore": o.LastContactBefore, "updatedSince": o.UpdatedSince, "active": o.Active, "open": o.Open,
		"custom": custom, "asOf": g.Today(), "sort": sort, "descending": descending, "after": after, "limit": o.Limit + 1,
	})
}

// readings are the values that a custom field's filter can mean.
func readings(text string) []any {
	values := []any{text}
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		values = append(values, number)
	}
	if text == "true" || text == "false" {
		values = append(values, text == "true")
	}
	if day, err := store.ParseDate(text); err == nil {
		values = append(values, day)
	}
	return values
}

// sealer seals the cursors of one query, so that no other query takes them and nobody makes any.
type sealer struct{ secret, query []byte }

// sealer takes the graph's secret, which the first who needs it makes, so that every Kith of the graph opens what another sealed.
func (g *Graph) sealer(ctx context.Context, question string, query any) (sealer, error) {
	secret := g.secret.Load()
	if secret == nil {
		var secrets []string
		err := g.store.InTransaction(ctx, func(tx *store.Tx) (err error) {
			secrets, err = store.Write[string](ctx, tx, cursorSecret, map[string]any{"secret": rand.Text() + rand.Text()})
			return err
		})
		if err != nil {
			return sealer{}, err
		}
		secret = &secrets[0]
		g.secret.Store(secret)
	}
	text, err := json.Marshal([]any{question, query})
	return sealer{[]byte(*secret), text}, err
}

func (s sealer) mac(text []byte) []byte {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write(s.query)
	mac.Write([]byte{0})
	mac.Write(text)
	return mac.Sum(nil)[:16]
}

// close is a place as a cursor.
func (s sealer) close(at place) string {
	text, err := json.Marshal(at)
	if err != nil {
		panic(err) // a place holds a string, a number or an instant
	}
	return base64.RawURLEncoding.EncodeToString(append(s.mac(text), text...))
}

// open is the place of a cursor of the same query; no cursor is no place.
func (s sealer) open(cursor string) (*place, error) {
	if cursor == "" {
		return nil, nil
	}
	data, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(data) < 16 || !hmac.Equal(data[:16], s.mac(data[16:])) {
		return nil, badCursor()
	}
	var at place
	if err := json.Unmarshal(data[16:], &at); err != nil {
		return nil, badCursor()
	}
	return &at, nil
}

func badCursor() error {
	return problem.Malformed("The cursor is not one of this query.", problem.FieldError{Pointer: "cursor", Detail: "is not one of this query"})
}

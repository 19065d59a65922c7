package graph

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"time"

	"kith/access"
	"kith/graph/store"
	"kith/problem"
)

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

// whole reports whether all records of the kind are asked for, in the order of their ids.
func (o ListOptions) whole() bool {
	o.Limit, o.Cursor = 0, ""
	if len(o.Custom) == 0 {
		o.Custom = nil
	}
	return reflect.DeepEqual(o, ListOptions{})
}

// Page is a part of a list.
type Page[R any] struct {
	Items      []R    `json:"items"`
	NextCursor string `json:"nextCursor,omitempty"` // absent on the last page
}

// List answers one page of a kind's records.
func (k *Kind[F, R]) List(ctx context.Context, g *Graph, v access.Viewer, o ListOptions) (Page[R], error) {
	var page Page[R]
	if err := o.nameMe(v); err != nil {
		return page, err
	}
	kind := kindsOfRights[k.name]
	if err := mayAsk(v, kind, o.asked(kind)...); err != nil {
		return page, err
	}
	seal, err := g.sealer(ctx, k.name, o)
	if err != nil {
		return page, err
	}
	after, err := seal.open(o.Cursor)
	if err != nil {
		return page, err
	}
	var places []place
	if !k.unread(v) {
		places, err = k.places(ctx, g, v, o, after)
	}
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
	if page.Items, err = store.Read[R](ctx, g.store, k.read, k.sees(v, map[string]any{"ids": ids})); err != nil {
		return page, err
	}
	if more {
		page.NextCursor = seal.close(places[o.Limit-1])
	}
	return page, nil
}

// nameMe puts the viewer in where the owner is me.
func (o *ListOptions) nameMe(v access.Viewer) error {
	if o.OwnerID != nil && *o.OwnerID == "me" {
		if v.UserID == "" {
			return problem.Field("ownerId", "is me, and nobody is signed in")
		}
		o.OwnerID = &v.UserID
	}
	return nil
}

// places are the records of a page, and the next one if there is any.
func (k *Kind[F, R]) places(ctx context.Context, g *Graph, v access.Viewer, o ListOptions, after *place) ([]place, error) {
	if o.whole() {
		id := ""
		if after != nil {
			id = after.ID
		}
		return store.Read[place](ctx, g.store, k.walk, k.sees(v, map[string]any{"after": id, "limit": o.Limit + 1}))
	}
	sort, descending := strings.CutPrefix(o.Sort, "-")
	if after != nil && (sort == "createdAt" || sort == "updatedAt") {
		text, _ := after.Key.(string)
		var err error
		if after.Key, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return nil, badCursor()
		}
	}
	var words, address *string
	if o.Q != "" {
		query, prefix := fulltext(o.Q), strings.ToLower(strings.TrimSpace(o.Q))
		words, address = &query, &prefix
		if v.Hides(access.Contacts, "emails") && k.prefix == prefixContact {
			address = nil
		}
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
	return store.Read[place](ctx, g.store, k.list, k.sees(v, map[string]any{
		"anchor": anchor, "words": words, "address": address, "ownerId": o.OwnerID, "unitId": o.UnitID, "accountId": o.AccountID,
		"status": o.Status, "stage": o.Stage, "class": o.Class, "industry": o.Industry, "closeBefore": o.CloseBefore,
		"lastContactBefore": o.LastContactBefore, "updatedSince": o.UpdatedSince, "active": o.Active, "open": o.Open,
		"custom": custom, "asOf": g.Today(), "sort": sort, "descending": descending, "after": after, "limit": o.Limit + 1,
	}))
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

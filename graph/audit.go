package graph

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	auditPage  = cypher.Must("read/audit_page")
	auditNames = cypher.Must("read/audit_names")

	influencesUnseen = cypher.Must("read/influences_unseen")
)

// AuditPage is a page of what was done, newest first.
type AuditPage struct {
	Items      []AuditItem `json:"items"`
	NextCursor string      `json:"nextCursor,omitempty"` // absent on the last page
}

// AuditItem is what one change did to one record.
type AuditItem struct {
	ID        string             `json:"id" example:"aud_01h455vb4pex5vsknk084sn02q-0"`
	At        time.Time          `json:"at"`
	Actor     AuditActor         `json:"actor"`
	TokenID   *string            `json:"tokenId"`  // the token that the actor came with
	Request   *string            `json:"request"`  // the id of the request, or the command, that it came by
	Kind      string             `json:"kind"`     // of the record: account, contact, relation, tie, interaction …
	RecordID  string             `json:"recordId"` // of a tie, of what was said of it
	Action    string             `json:"action" example:"changed"`
	Sentence  string             `json:"sentence" example:"Ada King changed title from “CFO” to “COO”."`
	Changes   []FieldChange      `json:"changes"`
	Relations []RelationReported `json:"relations"`
	Undoes    *string            `json:"undoes"` // the item that this one takes back
}

// AuditActor is who did something: a user, a token, or the system.
type AuditActor struct {
	ID   string  `json:"id"`
	Name *string `json:"name"` // null where there is none any more
}

// FieldChange is a field before and after; null is no value.
type FieldChange struct {
	Field  string `json:"field" example:"title"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// RelationReported is a relation that began, changed or was taken back.
type RelationReported struct {
	ID      string        `json:"id"`
	Type    string        `json:"type" example:"HOLDS"`
	Action  string        `json:"action" enums:"created,changed,deleted"`
	From    Named         `json:"from"`
	To      Named         `json:"to"`
	Changes []FieldChange `json:"changes"`
}

// AuditOptions narrow the audit.
type AuditOptions struct {
	Record string     // the id of a record: what was done to it and to its relations
	Actor  string     // who did it: the id of a user or a token, or system
	Since  *time.Time // from this instant on
	Limit  int        `json:"-"`
	Cursor string     `json:"-"`
}

// AuditTrail answers what everybody did, newest first, to one who has the permission, but for private ties of others: a page can have fewer items than
// asked for. Errors: NotAllowed.
func (g *Graph) AuditTrail(ctx context.Context, v access.Viewer, o AuditOptions) (AuditPage, error) {
	if !v.May(access.Audit) {
		return AuditPage{}, problem.NotAllowed("This needs the permission audit.")
	}
	entries, next, err := g.auditEntries(ctx, o)
	if err != nil {
		return AuditPage{}, err
	}
	names, err := g.auditNames(ctx, v, entries)
	page := AuditPage{Items: []AuditItem{}, NextCursor: next}
	for _, e := range entries {
		if !e.isPrivate(v) {
			page.Items = append(page.Items, e.item(v, names))
		}
	}
	return page, err
}

// isPrivate tells of an entry on a tie that its ends call private, and the viewer is none of them.
func (e auditEntry) isPrivate(v access.Viewer) bool {
	return e.Kind == "tie" && v.Rights != nil && slices.ContainsFunc(e.Relations, func(r store.RelationEdit) bool {
		before, _ := r.Before["private"].(bool)
		after, _ := r.After["private"].(bool)
		return (before || after) && v.UserID != r.From && v.UserID != r.To
	})
}

// History answers what was done to a record of a kind and to its relations, newest first. What the viewer may not see of it is left out, so that a
// page can have fewer items than asked for.
func (g *Graph) History(ctx context.Context, v access.Viewer, kind, id string, limit int, cursor string) (AuditPage, error) {
	seal, err := g.sealer(ctx, "audit", AuditOptions{Record: id})
	if err == nil {
		_, _, err = auditPlace(seal, cursor)
	}
	if err != nil {
		return AuditPage{}, err
	}
	if err := kinds[kind].mustSee(ctx, g, v, id); err != nil {
		return AuditPage{}, err
	}
	page := AuditPage{Items: []AuditItem{}, NextCursor: cursor}
	for range historyRounds {
		entries, next, err := g.auditEntries(ctx, AuditOptions{Record: id, Limit: limit - len(page.Items), Cursor: page.NextCursor})
		if err != nil {
			return AuditPage{}, err
		}
		told, names, err := g.toldOf(ctx, v, id, entries)
		if err != nil {
			return AuditPage{}, err
		}
		for _, e := range told {
			page.Items = append(page.Items, e.item(v, names))
		}
		if page.NextCursor = next; next == "" || len(page.Items) == limit {
			break
		}
	}
	return page, nil
}

// historyRounds is how often a page is filled up where the viewer may not see some of what was done.
const historyRounds = 5

// auditEntry is one entry of the audit as it is kept.
type auditEntry struct {
	id      string
	at      time.Time
	by      string
	token   *string
	request *string
	store.Edit
}

type auditPartRow struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Token   *string   `json:"token"`
	Request *string   `json:"request"`
	Entries []struct {
		Index int    `json:"index"`
		Text  string `json:"text"`
	} `json:"entries"`
}

var idForm = regexp.MustCompile(`^[a-z]+_[A-Za-z0-9_]+$`)

var lastInstant = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// auditEntries are the entries of a page, and the cursor of the next.
func (g *Graph) auditEntries(ctx context.Context, o AuditOptions) (entries []auditEntry, next string, err error) {
	seal, err := g.sealer(ctx, "audit", o)
	if err != nil {
		return nil, "", err
	}
	at, index, err := auditPlace(seal, o.Cursor)
	if err != nil {
		return nil, "", err
	}
	var since time.Time
	if o.Since != nil {
		since = *o.Since
	}
	var query any
	if o.Record != "" {
		if !idForm.MatchString(o.Record) {
			return nil, "", nil // it is in a query of the index
		}
		query = `records:"` + o.Record + `"`
	}
	for part := at.ID; ; {
		rows, err := store.Read[auditPartRow](ctx, g.store, auditPage, map[string]any{
			"query": query, "record": orAbsent(o.Record), "by": orAbsent(o.Actor), "since": since, "until": at.Key, "untilId": at.ID, "limit": o.Limit + 2,
		})
		if err != nil {
			return nil, "", err
		}
		for _, row := range rows {
			for _, entry := range slices.Backward(row.Entries) {
				if row.ID == part && entry.Index >= index {
					continue
				}
				e := auditEntry{id: row.ID + "-" + strconv.Itoa(entry.Index), at: row.At, by: row.By, token: row.Token, request: row.Request}
				if e.Edit, err = editOf(entry.Text); err != nil {
					return nil, "", err
				}
				if o.Record != "" && !slices.Contains(idsOf(e.Edit), o.Record) {
					continue
				}
				if len(entries) == o.Limit {
					last := entries[o.Limit-1]
					return entries, seal.close(place{Key: last.at.Format(time.RFC3339Nano), ID: last.id}), nil
				}
				entries = append(entries, e)
			}
		}
		if len(rows) < o.Limit+2 {
			return entries, "", nil
		}
		last := rows[len(rows)-1]
		at, part, index = place{Key: last.At, ID: last.ID}, last.ID, last.Entries[0].Index
	}
}

// auditPlace is where a page begins: at a part, before one of its entries.
func auditPlace(seal sealer, cursor string) (at place, index int, err error) {
	after, err := seal.open(cursor)
	if err != nil || after == nil {
		return place{Key: lastInstant, ID: "~"}, auditPart, err
	}
	text, _ := after.Key.(string)
	instant, err := time.Parse(time.RFC3339Nano, text)
	part, entry, _ := strings.Cut(after.ID, "-")
	index, wrong := strconv.Atoi(entry)
	if errors.Join(err, wrong) != nil {
		return at, 0, badCursor()
	}
	return place{Key: instant, ID: part}, index, nil
}

// auditNames are the names of all that entries speak of and the viewer sees.
func (g *Graph) auditNames(ctx context.Context, v access.Viewer, entries []auditEntry) (map[string]string, error) {
	named := map[string]bool{}
	for _, e := range entries {
		named[e.by] = true
		for _, id := range idsOf(e.Edit) {
			named[id] = true
		}
		for _, r := range e.Relations {
			for _, properties := range []map[string]any{r.Before, r.After} {
				if id, is := properties["type"].(string); is {
					named[id] = true
				}
			}
		}
		for _, f := range e.Fields {
			for _, value := range []any{f.Before, f.After} {
				if id, is := value.(string); is && strings.HasSuffix(f.Field, "Id") {
					named[id] = true
				}
			}
		}
	}
	ids := make([]string, 0, len(named))
	for id := range named {
		ids = append(ids, id)
	}
	rows, err := store.Read[Named](ctx, g.store, auditNames, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	hidden, err := g.unseen(ctx, v, ids)
	names := map[string]string{access.System().Name(): "Kith"}
	for _, row := range rows {
		if kind := kindsOfRights[KindOf(row.ID)]; v.Hides(kind, nameField(kind)) {
			row.Name = "a record whose name you do not see"
		}
		if !hidden[row.ID] {
			names[row.ID] = row.Name
		}
	}
	return names, err
}

// toldOf are entries narrowed to what they say of a record and what the viewer may know, without those that then say nothing, and the names of what they
// speak of that the viewer sees.
func (g *Graph) toldOf(ctx context.Context, v access.Viewer, record string, entries []auditEntry) (told []auditEntry, names map[string]string, err error) {
	if names, err = g.auditNames(ctx, v, entries); err != nil {
		return nil, nil, err
	}
	unseen, err := g.influencesUnseen(ctx, v, entries)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		if e.of(record, v, names, unseen) {
			told = append(told, e)
		}
	}
	return told, names, nil
}

// of narrows an entry to what it says of a record and what the viewer may know, and reports whether that is anything.
func (e *auditEntry) of(record string, v access.Viewer, names map[string]string, unseen []string) bool {
	if e.Kind == "tie" && !v.May(access.Audit) && v.UserID != e.by && !slices.ContainsFunc(e.Relations, func(r store.RelationEdit) bool { return v.UserID == r.From || v.UserID == r.To }) {
		return false // a tie's evidence is its own people's
	}
	if e.ID != record {
		e.Fields = nil // those are another's history
		if kinds[e.Kind] != nil {
			e.Action = store.Changed
		}
	}
	e.Relations = slices.DeleteFunc(e.Relations, func(r store.RelationEdit) bool {
		_, seesFrom := names[r.From]
		_, seesTo := names[r.To]
		return !seesFrom || !seesTo || slices.Contains(unseen, r.ID) || v.Hides(accessKinds[r.Type], "") || e.ID != record && r.From != record && r.To != record
	})
	return len(e.Fields)+len(e.Relations) > 0 || e.ID == record && e.Action != store.Changed
}

// influencesUnseen are those of which entries tell and that are for a deal which the viewer does not see.
func (g *Graph) influencesUnseen(ctx context.Context, v access.Viewer, entries []auditEntry) ([]string, error) {
	var ids, deals []string
	deal := func(r store.RelationEdit) string {
		before, _ := r.Before["opportunityId"].(string)
		after, _ := r.After["opportunityId"].(string)
		return cmp.Or(after, before)
	}
	for _, e := range entries {
		for _, r := range e.Relations {
			if r.Type == "INFLUENCES" {
				ids, deals = append(ids, r.ID), append(deals, deal(r))
			}
		}
	}
	if len(ids) == 0 || v.Rights == nil {
		return nil, nil
	}
	hidden, err := g.unseen(ctx, v, deals)
	if err != nil {
		return nil, err
	}
	var unseen []string // of those that are no more the entry says itself for which deal they were
	for i, id := range ids {
		if hidden[deals[i]] {
			unseen = append(unseen, id)
		}
	}
	known, err := store.Read[string](ctx, g.store, influencesUnseen, v.Sees(map[string]any{"ids": once(ids)}))
	return append(unseen, known...), err
}

// item is an entry as it is shown.
func (e auditEntry) item(v access.Viewer, names map[string]string) AuditItem {
	item := AuditItem{
		ID: e.id, At: e.at, Actor: AuditActor{ID: e.by}, TokenID: e.token, Request: e.request, Kind: e.Kind, RecordID: e.ID, Action: string(e.Action),
		Changes: []FieldChange{}, Relations: []RelationReported{},
	}
	if name, is := names[e.by]; is {
		item.Actor.Name = &name
	}
	if e.Undoes != "" {
		item.Undoes = &e.Undoes
	}
	for _, f := range e.Fields {
		field, _, _ := strings.Cut(f.Field, ".")
		if v.Field(accessKinds[e.Kind], f.Field) != access.NoField && v.Field(accessKinds[e.Kind], field) != access.NoField {
			for _, value := range []*any{&f.Before, &f.After} {
				id, is := (*value).(string)
				if _, seen := names[id]; is && !seen && strings.HasSuffix(f.Field, "Id") && kindsOfRights[KindOf(id)] != "" && !v.May(access.Audit) {
					*value = nil // a record that is not seen
				}
			}
			item.Changes = append(item.Changes, FieldChange(f))
		}
	}
	for _, r := range e.Relations {
		if v.Hides(accessKinds[r.Type], "") {
			continue
		}
		shown := RelationReported{
			ID: r.ID, Type: r.Type, Action: string(r.Action), Changes: []FieldChange{},
			From: Named{r.From, names[r.From]}, To: Named{r.To, names[r.To]},
		}
		for _, f := range differences(shownProperties(r.Before), shownProperties(r.After)) {
			if v.Field(accessKinds[r.Type], f.Field) != access.NoField {
				shown.Changes = append(shown.Changes, FieldChange(f))
			}
		}
		item.Relations = append(item.Relations, shown)
	}
	item.Sentence = item.sentence(names)
	return item
}

// accessKinds are the kinds that roles speak of, by kind of record and type of relationship.
var accessKinds = map[string]access.Kind{
	"account": access.Accounts, "contact": access.Contacts, "opportunity": access.Opportunities, "product": access.Products, "position": access.Positions,
	"interaction": access.Interactions, "relation": access.Relations, "influence": access.Influences, "tie": access.Ties,
	"HOLDS": access.Positions, "REPORTS_TO": access.Positions, "SUBSIDIARY_OF": access.Accounts, "WORKS_ON": access.Accounts, "INCLUDES": access.Opportunities,
	"INVOLVED_IN": access.BuyingCenterMembers, "INFLUENCES": access.Influences, "RELATED_TO": access.Relations, "TIE_SOURCE": access.Ties,
}

// unshown are properties of relationships that say how they are kept, and are no news.
var unshown = []string{"id", "source", "status", "confidence", "createdBy", "createdAt", "updatedAt", "given", "saidBy", "history", "folded"}

// shownProperties are those of a relationship that callers know of.
func shownProperties(properties map[string]any) map[string]any {
	shown := map[string]any{}
	for name, value := range properties {
		if !slices.Contains(unshown, name) && value != nil {
			shown[name] = value
		}
	}
	return shown
}

package graph

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var everythingRead = cypher.Must("read/everything")

// Everything is all that is held on a person, to be handed to them. Our users are named in it, but where their tie with the person is private; other
// contacts are not: they have rights of their own.
type Everything struct {
	At                   time.Time          `json:"at"`
	Contact              Contact            `json:"contact"`
	Private              bool               `json:"private"` // one user's alone
	Relations            []HeldRelation     `json:"relations"`
	Interactions         []HeldInteraction  `json:"interactions"`
	IntroductionRequests []HeldIntroduction `json:"introductionRequests"`
	Merged               []HeldRecord       `json:"merged"` // other records of the person, that were merged into this one
	Sources              []string           `json:"sources"`
	History              []AuditItem        `json:"history"` // what was done to all of it, newest first
}

// HeldRelation is a relation of the person: a position, a part in a deal, a tie, what it rests on, an influence, an owner, or another.
type HeldRelation struct {
	ID         string         `json:"id"`
	Type       string         `json:"type" enums:"HOLDS,INVOLVED_IN,KNOWS,TIE_SOURCE,INFLUENCES,RELATED_TO,OWNED_BY"`
	From       bool           `json:"from"`    // it goes from the person to the other
	Other      *Named         `json:"other"`   // null: another contact, or a user whose tie with the person is private
	Account    *Named         `json:"account"` // of a position or a deal
	Word       *string        `json:"word"`    // of its relation type
	Properties map[string]any `json:"properties"`
}

// HeldInteraction is one mail, call or meeting that the person took part in.
type HeldInteraction struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind" enums:"email,call,video,meeting,message"`
	At         time.Time `json:"at"`
	Source     *string   `json:"source"`
	ExternalID *string   `json:"externalId"`
	As         string    `json:"as" enums:"from,to,cc,organizer,attendee"`
	People     *int      `json:"people"`  // all who took part
	Outside    *int      `json:"outside"` // those who are not our users
	Users      []string  `json:"users"`   // those of our users
}

// HeldIntroduction is a request for an introduction to the person.
type HeldIntroduction struct {
	ID        string    `json:"id"`
	State     string    `json:"state" enums:"asked,accepted,declined,done"`
	Message   *string   `json:"message"`
	Due       *Date     `json:"due" swaggertype:"string" format:"date"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// HeldRecord is a record as it was when it was merged into another.
type HeldRecord struct {
	ID         string         `json:"id"`
	Emails     []string       `json:"emails"`
	Properties map[string]any `json:"properties"`
}

type everythingRow struct {
	Private              bool               `json:"private"`
	Relations            []heldRelationRow  `json:"relations"`
	Interactions         []HeldInteraction  `json:"interactions"`
	IntroductionRequests []HeldIntroduction `json:"introductionRequests"`
	Merged               []HeldRecord       `json:"merged"`
}

type heldRelationRow struct {
	HeldRelation
	Hidden bool        `json:"hidden"`
	Folded foldedLines `json:"folded"`
}

// inner are properties that Kith reckons with and that say nothing that does not stand elsewhere.
var inner = []string{"id", "given", "history", "lock", "deletedLabels", "deletedWith", "belongsTo", "private", "staleOn", "mailbox"}

// Everything answers all that is held on a contact whom the viewer sees, and notes in the audit who asked. Errors: NotAllowed without the permission export
// or administer or where the role hides anything, NotFound.
func (g *Graph) Everything(ctx context.Context, v access.Viewer, id string) (Everything, error) {
	if !v.May(access.Export) && !v.May(access.Administer) {
		return Everything{}, problem.NotAllowed("This needs the permission export.")
	}
	if v.Hidden() != nil {
		return Everything{}, problem.NotAllowed("Your role hides fields: all that is held on a person is for somebody to ask who sees all of it.")
	}
	ctx = store.Patient(ctx, binPatience)
	all := Everything{At: g.Now(), Sources: []string{}, Relations: []HeldRelation{}}
	var err error
	if all.Contact, err = Contacts.Read(ctx, g, v, id); err != nil {
		return all, err
	}
	rows, err := store.Read[everythingRow](ctx, g.store, everythingRead, v.Sees(map[string]any{"id": id}))
	row, err := one(rows, err, Contacts.name, id)
	if err != nil {
		return all, err
	}
	all.Private, all.Interactions, all.IntroductionRequests, all.Merged = row.Private, row.Interactions, row.IntroductionRequests, row.Merged
	hidden := map[string]bool{}
	sources := map[string]bool{}
	for _, r := range row.Relations {
		hidden[r.ID] = r.Hidden
		if source, is := r.Properties["source"].(string); is {
			sources[source] = true
		}
		dropInner(r.Properties)
		if r.Folded != nil {
			r.Properties["folded"] = r.Folded.shown()
		}
		all.Relations = append(all.Relations, r.HeldRelation)
	}
	for _, i := range all.Interactions {
		if i.Source != nil {
			sources[*i.Source] = true
		}
	}
	for _, x := range all.Contact.ExternalIDs {
		sources[x.Source] = true
	}
	all.Sources = slices.AppendSeq(all.Sources, maps.Keys(sources))
	slices.Sort(all.Sources)
	for _, m := range all.Merged {
		dropInner(m.Properties)
	}
	if all.History, err = g.historyWhole(ctx, v, id, hidden); err != nil {
		return all, err
	}
	return all, g.Audit(ctx, v, store.Edit{Kind: "export", ID: id, Action: "exported"})
}

func dropInner(properties map[string]any) {
	maps.DeleteFunc(properties, func(name string, _ any) bool { return slices.Contains(inner, name) })
}

// historyWhole is all that the audit says of a contact, without the names of other contacts and without what it says of ties that are private.
func (g *Graph) historyWhole(ctx context.Context, v access.Viewer, id string, hidden map[string]bool) ([]AuditItem, error) {
	items := []AuditItem{}
	for cursor := ""; ; {
		entries, next, err := g.auditEntries(ctx, AuditOptions{Record: id, Limit: forgetBatch, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		names, err := g.auditNames(ctx, v, entries)
		if err != nil {
			return nil, err
		}
		maps.DeleteFunc(names, func(of, _ string) bool { return personKind(of) == Contacts.name && of != id })
		for _, e := range entries {
			if e.ID != id && !slices.Contains(e.Others, id) {
				e.Fields = nil // those are another's
			}
			e.Relations = slices.DeleteFunc(e.Relations, func(r store.RelationEdit) bool {
				return r.From != id && r.To != id || hidden[r.ID] || strings.HasPrefix(r.Type, "TIE") && names[r.From] == "" && names[r.To] == ""
			})
			if len(e.Fields)+len(e.Relations) > 0 || e.ID == id {
				items = append(items, e.item(v, names))
			}
		}
		if cursor = next; next == "" {
			return items, nil
		}
	}
}

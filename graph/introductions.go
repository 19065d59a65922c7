package graph

import (
	"context"
	"slices"
	"time"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	introducerAsked      = cypher.Must("read/introducer_asked")
	introductionRequest  = cypher.Must("read/introduction_request")
	introductionRequests = cypher.Must("read/introduction_requests")
	introductionPut      = cypher.Must("write/introduction_put")
	introductionTurn     = cypher.Must("write/introduction_turn")
)

// States of an introduction request.
const (
	introductionAsked    = "asked"
	introductionAccepted = "accepted"
	introductionDeclined = "declined"
	introductionDone     = "done"
)

// IntroductionStates are the states of an introduction request.
var IntroductionStates = []string{introductionAsked, introductionAccepted, introductionDeclined, introductionDone}

// limitDays is the span that a user's limit of introductions counts in.
const limitDays = 30

// IntroductionChange asks a user of ours for an introduction to a contact. One of introducerId and hop stands.
type IntroductionChange struct {
	TargetID      *Ref    `json:"targetId" swaggertype:"string" example:"con_01h455vb4pex5vsknk084sn02q"`
	IntroducerID  *Ref    `json:"introducerId" swaggertype:"string" example:"usr_01h455vb4pex5vsknk084sn02q"`
	Hop           *string `json:"hop"` // of a path that does not say who it is
	OpportunityID *Ref    `json:"opportunityId" swaggertype:"string" example:"opp_01h455vb4pex5vsknk084sn02q"`
	Message       *string `json:"message"`
	Due           *Date   `json:"due" swaggertype:"string" format:"date"`
}

// IntroductionRequest is a request that the two sides of it see, and nobody else.
type IntroductionRequest struct {
	ID            string    `json:"id"`
	State         string    `json:"state" enums:"asked,accepted,declined,done"`
	AskedBy       *Person   `json:"askedBy"`
	Introducer    *Person   `json:"introducer"` // null for who asked by a hop, until it is accepted
	Target        *Person   `json:"target"`     // null where the contact is no more
	OpportunityID *string   `json:"opportunityId"`
	Message       *string   `json:"message"`
	Due           *Date     `json:"due" swaggertype:"string" format:"date"`
	CreatedAt     time.Time `json:"createdAt"`
	UpdatedAt     time.Time `json:"updatedAt"`
}

// introductionRow is what the statements on introduction requests answer.
type introductionRow struct {
	IntroductionRequest
	Hidden bool `json:"hidden"` // asked by a hop
}

// seenBy is the request as a viewer sees it; ok is false where they do not.
func (r introductionRow) seenBy(v access.Viewer) (_ IntroductionRequest, ok bool) {
	request := r.IntroductionRequest
	is := func(p *Person) bool { return p != nil && p.ID == v.UserID }
	if is(request.AskedBy) && r.Hidden && (request.State == introductionAsked || request.State == introductionDeclined) {
		request.Introducer = nil
	}
	return request, v.Rights == nil || is(r.AskedBy) || is(r.Introducer)
}

// introductionEdit is what the audit keeps of a request: whom it is about, its two sides know.
func introductionEdit(id string, action store.Action, before any, state string) store.Edit {
	return store.Edit{Kind: "introductionRequest", ID: id, Action: action, Fields: []store.FieldEdit{{Field: "state", Before: before, After: state}}}
}

// veil leaves out of requests what the viewer does not see of those whom they name: where they work, and the deal.
func (g *Graph) veil(ctx context.Context, v access.Viewer, requests []IntroductionRequest) error {
	var ids []string
	people := func(r IntroductionRequest) []*Person {
		return slices.DeleteFunc([]*Person{r.AskedBy, r.Introducer, r.Target}, func(p *Person) bool { return p == nil })
	}
	for _, r := range requests {
		for _, p := range people(r) {
			ids = append(ids, p.ID)
			if p.AccountID != nil {
				ids = append(ids, *p.AccountID)
			}
		}
		if r.OpportunityID != nil {
			ids = append(ids, *r.OpportunityID)
		}
	}
	hidden, err := g.unseen(ctx, v, once(ids))
	if err != nil {
		return err
	}
	for i := range requests {
		r := &requests[i]
		for _, p := range people(*r) {
			if hidden[p.ID] || p.AccountID != nil && hidden[*p.AccountID] {
				p.Title, p.AccountID, p.AccountName = nil, nil, nil
			}
		}
		if r.OpportunityID != nil && hidden[*r.OpportunityID] {
			r.OpportunityID = nil
		}
	}
	return nil
}

// IntroductionPage is a page of introduction requests.
type IntroductionPage struct {
	Items      []IntroductionRequest `json:"items"`
	NextCursor string                `json:"nextCursor,omitempty"`
}

// introducerAskedRow is what the statement introducer_asked answers.
type introducerAskedRow struct {
	Active        bool    `json:"active"`
	Introductions *string `json:"introductions"`
	Limit         *int    `json:"limit"`
	Lately        int     `json:"lately"` // how often the introducer was asked within the span of the limit
	Open          bool    `json:"open"`   // the viewer has asked for the same and has no answer yet
}

// AskForIntroduction asks a user of ours for an introduction. Invalid: somebody named is not there, or is the viewer. Conflict: the introducer takes no
// requests, or no more for now, or has the same one already.
func (g *Graph) AskForIntroduction(ctx context.Context, v access.Viewer, c IntroductionChange) (IntroductionRequest, error) {
	if v.UserID == "" {
		return IntroductionRequest{}, nobodySignedIn()
	}
	target, introducer, opportunity, err := g.introductionAsked(ctx, v, c)
	if err != nil {
		return IntroductionRequest{}, err
	}
	id := NewID(prefixIntroduction)
	ids, err := g.once(ctx, v, func(tx *store.Tx) ([]string, error) {
		if _, err := takeLocks(ctx, tx, introducer); err != nil { // two requests do not both take the last place under the limit
			return nil, err
		}
		rows, err := store.Write[introducerAskedRow](ctx, tx, introducerAsked, map[string]any{
			"introducer": introducer, "askedBy": v.UserID, "target": target, "today": g.Today(), "after": g.Now().AddDate(0, 0, -limitDays),
		})
		if err != nil {
			return nil, err
		}
		switch {
		case len(rows) == 0 || !rows[0].Active || rows[0].Introductions != nil && *rows[0].Introductions == wishClosed:
			return nil, problem.Conflict("The one asked takes no requests for introductions.")
		case rows[0].Open:
			return nil, problem.Conflict("You have asked for this introduction already, and it is not answered yet.")
		case rows[0].Limit != nil && rows[0].Lately >= *rows[0].Limit:
			return nil, problem.Conflict("The one asked has been asked as often within %d days as they wish. Try again later.", limitDays)
		}
		_, err = store.Write[store.None](ctx, tx, introductionPut, map[string]any{
			"askedBy": v.UserID, "introducer": introducer, "target": target, "opportunity": opportunity,
			"properties": map[string]any{
				"id": id, "state": introductionAsked, "message": c.Message, "due": c.Due, "hidden": c.Hop != nil, "createdAt": g.Now(), "updatedAt": g.Now(),
			},
		})
		if err != nil {
			return nil, err
		}
		tx.Touched.Edit(introductionEdit(id, store.Created, nil, introductionAsked))
		return []string{id}, g.post(ctx, tx, id, introductionAsked)
	})
	if err != nil {
		return IntroductionRequest{}, err
	}
	g.posted()
	return g.Introduction(ctx, v, ids[0])
}

// introductionAsked finds whom and what a request names, and says what is wrong with it.
func (g *Graph) introductionAsked(ctx context.Context, v access.Viewer, c IntroductionChange) (target, introducer string, opportunity *string, err error) {
	var r resolver
	r.ask(c.TargetID, "contact")
	r.ask(c.IntroducerID, "user")
	r.ask(c.OpportunityID, "opportunity")
	if err := r.resolve(ctx, g, v); err != nil {
		return "", "", nil, err
	}
	var f faults
	target, found := r.id(c.TargetID, "contact")
	f.reference("/targetId", found, "contact")
	switch {
	case (c.IntroducerID == nil) == (c.Hop == nil):
		f.add("/introducerId", "stands where hop does not, and hop where it does not")
	case c.Hop != nil:
		if introducer, found, err = g.openHop(ctx, v, *c.Hop); err != nil {
			return "", "", nil, err
		}
		f.reference("/hop", found, "user")
	default:
		introducer, found = r.id(c.IntroducerID, "user")
		f.reference("/introducerId", found, "user")
	}
	if introducer == v.UserID {
		f.add("/introducerId", "is yourself")
	}
	if c.OpportunityID != nil {
		id, found := r.id(c.OpportunityID, "opportunity")
		f.reference("/opportunityId", found, "opportunity")
		opportunity = &id
	}
	f.text("/message", c.Message, longestNote)
	if c.Due != nil && c.Due.Before(g.Today()) {
		f.add("/due", "is past")
	}
	return target, introducer, opportunity, f.err()
}

// Introduction is one request. NotFound where the viewer is on neither side of it.
func (g *Graph) Introduction(ctx context.Context, v access.Viewer, id string) (IntroductionRequest, error) {
	rows, err := store.Read[introductionRow](ctx, g.store, introductionRequest, map[string]any{"id": id, "asOf": g.Today()})
	row, err := one(rows, err, "introduction request", id)
	if err != nil {
		return IntroductionRequest{}, err
	}
	request, seen := row.seenBy(v)
	if !seen {
		return IntroductionRequest{}, problem.NotFound("introduction request", id)
	}
	requests := []IntroductionRequest{request}
	err = g.veil(ctx, v, requests)
	return requests[0], err
}

// Introductions are the viewer's requests, the newest first: box is in (others ask the viewer) or out; state is one of IntroductionStates, or empty for
// all.
func (g *Graph) Introductions(ctx context.Context, v access.Viewer, box, state string, limit int, cursor string) (IntroductionPage, error) {
	seal, err := g.sealer(ctx, "introductions", []string{v.UserID, box, state})
	if err != nil {
		return IntroductionPage{}, err
	}
	after, err := seal.open(cursor)
	if err != nil {
		return IntroductionPage{}, err
	}
	if v.UserID == "" {
		return IntroductionPage{}, nobodySignedIn()
	}
	before := ""
	if after != nil {
		before = after.ID
	}
	rows, err := store.Read[introductionRow](ctx, g.store, introductionRequests, map[string]any{
		"userId": v.UserID, "in": box == "in", "state": state, "before": before, "limit": limit + 1, "asOf": g.Today(),
	})
	if err != nil {
		return IntroductionPage{}, err
	}
	page := IntroductionPage{Items: []IntroductionRequest{}}
	for _, row := range rows[:min(limit, len(rows))] {
		request, _ := row.seenBy(v)
		page.Items = append(page.Items, request)
	}
	if err := g.veil(ctx, v, page.Items); err != nil {
		return IntroductionPage{}, err
	}
	if len(rows) > limit {
		page.NextCursor = seal.close(place{ID: rows[limit-1].ID})
	}
	return page, nil
}

// TurnIntroduction makes a request accepted or declined by the one who is asked, or done by either side once it is accepted. NotFound as Introduction.
// Conflict: another turn than these.
func (g *Graph) TurnIntroduction(ctx context.Context, v access.Viewer, id, state string) (IntroductionRequest, error) {
	request, err := g.Introduction(ctx, v, id)
	if err != nil {
		return IntroductionRequest{}, err
	}
	before := introductionAsked
	if state == introductionDone {
		before = introductionAccepted
	} else if request.AskedBy != nil && request.AskedBy.ID == v.UserID {
		return IntroductionRequest{}, problem.Conflict("A request is %s by the one who is asked.", state)
	}
	err = g.Transact(ctx, v, func(tx *store.Tx) error {
		turned, err := store.Write[string](ctx, tx, introductionTurn, map[string]any{"id": id, "before": before, "state": state, "now": g.Now()})
		if err != nil {
			return err
		}
		if len(turned) == 0 {
			return problem.Conflict("A request that is %s cannot be %s: it must be %s.", request.State, state, before)
		}
		tx.Touched.Edit(introductionEdit(id, store.Changed, before, state))
		return g.post(ctx, tx, id, state)
	})
	if err != nil {
		return IntroductionRequest{}, err
	}
	g.posted()
	return g.Introduction(ctx, v, id)
}

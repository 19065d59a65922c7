package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/graph/strength"
	"kith/problem"
)

var tiesOf = cypher.Must("read/ties")

// TiesOptions narrow the ties of a person.
type TiesOptions struct {
	AsOf   *Date
	Limit  int
	Cursor string
}

// TiePage is a page of ties.
type TiePage struct {
	Items      []TieItem `json:"items"`
	NextCursor string    `json:"nextCursor,omitempty"`
}

// TieItem is a tie with the other person, and what it rests on.
type TieItem struct {
	ID              string          `json:"id"`
	Person          Person          `json:"person"`
	Strength        *float64        `json:"strength" field:"ties.strength"` // on the day asked for, 0 to 1; null is not known
	Band            string          `json:"band,omitempty" enums:"weak,familiar,strong" field:"ties.strength"`
	Status          string          `json:"status" enums:"fact,asserted,inferred"`
	Private         bool            `json:"private" field:"ties.private"`                                // not everybody sees it
	Since           *Date           `json:"since" swaggertype:"string" format:"date" field:"ties.since"` // for others than its user the first day of that quarter
	Until           *Date           `json:"until" swaggertype:"string" format:"date" field:"ties.until"` // likewise
	LastContact     *Date           `json:"lastContact" swaggertype:"string" format:"date"`              // null for others than its user
	LastQuarter     *string         `json:"lastContactQuarter" example:"2026-Q3"`
	StrengthYearAgo *float64        `json:"strengthYearAgo" field:"ties.strength"` // a year before the day asked for; null for others than its user
	Sources         []TieSourceItem `json:"sources"`
}

// TieSourceItem is one thing that a tie rests on.
type TieSourceItem struct {
	Kind   string           `json:"kind" enums:"interactions,asserted,measured,employment,reportingLine,relation"`
	Share  float64          `json:"share"`           // of the strength; all shares are 1 together, 0 where a source adds nothing
	Kinds  []string         `json:"kinds,omitempty"` // of interactions
	Detail *TieSourceDetail `json:"detail"`          // null of interactions, assertions and measured strengths for others than the tie's user
}

// TieSourceDetail says where a source of a tie comes from. What a kind does not have is absent.
type TieSourceDetail struct {
	Strength *float64 `json:"strength" field:"ties.strength"` // what the source is worth alone, 0 to 1; null is not known
	Since    *Date    `json:"since" swaggertype:"string" format:"date"`
	Until    *Date    `json:"until" swaggertype:"string" format:"date"`

	// Of an assertion or a measured strength.
	Source *string `json:"source,omitempty"`
	SaidBy *string `json:"saidBy,omitempty"`
	SaidOn *Date   `json:"saidOn,omitempty" swaggertype:"string" format:"date"`
	Level  *string `json:"level,omitempty" enums:"weak,familiar,strong" field:"ties.level"`
	Note   *string `json:"note,omitempty" field:"ties.note"`

	// Of interactions.
	Counts      []InteractionCount `json:"counts,omitempty"`
	Last        *Date              `json:"last,omitempty" swaggertype:"string" format:"date"`
	Reciprocity *float64           `json:"reciprocity,omitempty"` // 0: all from one of the two; 1: as many from each

	// Of employment in common.
	Account *Named   `json:"account,omitempty"`
	Years   *float64 `json:"years,omitempty"` // in common

	// Of a declared relation.
	Relation *string `json:"relation,omitempty"`
}

// InteractionCount is how many interactions of a kind two people have had.
type InteractionCount struct {
	Kind     string `json:"kind" enums:"email,call,video,meeting,message"`
	Count    int    `json:"count"`
	Sent     int    `json:"sent"`     // mails and messages from the person asked about to the other
	Received int    `json:"received"` // from the other
}

// tieRecord is a tie as the statement answers it.
type tieRecord struct {
	ID        string     `json:"id"`
	Person    Person     `json:"person"`
	Since     *Date      `json:"since"`
	Until     *Date      `json:"until"`
	Private   []string   `json:"private"`
	Shared    bool       `json:"shared"`    // its user lets others see all of it
	Positions []workedAt `json:"positions"` // of the other
	tieEvidence
}

// tiesRow is what the statement ties answers.
type tiesRow struct {
	Positions []workedAt  `json:"positions"`
	Ties      []tieRecord `json:"ties"`
}

// Ties are the ties of a contact or a user (kind says which is meant) on a day, strongest first, unknown strengths last, then by id.
func (g *Graph) Ties(ctx context.Context, v access.Viewer, kind, id string, o TiesOptions) (TiePage, error) {
	asOf := g.asOf(o.AsOf)
	seal, err := g.sealer(ctx, "ties", []any{id, o.AsOf})
	if err != nil {
		return TiePage{}, err
	}
	after, err := seal.open(o.Cursor)
	if err != nil {
		return TiePage{}, err
	}
	if personKind(id) != kind {
		return TiePage{}, problem.NotFound(kind, id)
	}
	rows, err := store.Read[tiesRow](ctx, g.store, tiesOf, v.Sees(map[string]any{"id": id, "asOf": asOf}))
	row, err := one(rows, err, kind, id)
	if err != nil {
		return TiePage{}, err
	}
	items := make([]TieItem, len(row.Ties))
	for i, r := range row.Ties {
		items[i] = r.on(v, id, row.Positions, asOf)
	}
	slices.SortFunc(items, TieItem.compare)
	if after != nil {
		last := TieItem{ID: after.ID}
		if strength, known := after.Key.(float64); known {
			last.Strength = &strength
		}
		items = slices.DeleteFunc(items, func(t TieItem) bool { return t.compare(last) <= 0 })
	}
	page := TiePage{Items: items}
	if len(items) > o.Limit {
		page.Items = items[:o.Limit]
		last := page.Items[o.Limit-1]
		page.NextCursor = seal.close(place{Key: last.Strength, ID: last.ID})
	}
	return page, nil
}

func (t TieItem) compare(other TieItem) int {
	known := func(s *float64) float64 {
		if s == nil {
			return -1
		}
		return *s
	}
	return cmp.Or(cmp.Compare(known(other.Strength), known(t.Strength)), strings.Compare(t.ID, other.ID))
}

// on is the tie of a person, who has held positions, as it is on a day and as the viewer sees it.
func (r tieRecord) on(v access.Viewer, id string, positions []workedAt, day Date) TieItem {
	t := TieItem{ID: r.ID, Person: r.Person, Since: r.Since, Until: r.Until, Status: statusInferred, Private: r.Private != nil, Sources: []TieSourceItem{}}
	whole := seesWhole(v, r.Shared, id, r.Person.ID)
	yearAgo := store.DateOf(day.Time().AddDate(-1, 0, 0))
	t.StrengthYearAgo = together(r.grounds(positions, r.Positions, yearAgo))
	grounds := r.grounds(positions, r.Positions, day)
	t.Strength = together(grounds)
	t.Band = band(t.Strength)
	if t.LastContact = lastContact(grounds); t.LastContact != nil {
		t.LastQuarter = new(quarter(*t.LastContact))
	}
	if !whole {
		t.Since, t.Until, t.LastContact, t.StrengthYearAgo = quarterBegin(t.Since), quarterBegin(t.Until), nil, nil
	}
	for i, share := range shares(grounds) {
		t.Status = moreCertain(t.Status, grounds[i].status())
		source := TieSourceItem{Kind: grounds[i].kind, Share: share, Kinds: grounds[i].kinds()}
		if whole || !grounds[i].isOwn() || grounds[i].saidBy(v) {
			source.Detail = new(grounds[i].detail(id < r.Person.ID))
		}
		t.Sources = append(t.Sources, source)
	}
	return t
}

// detail shows a ground to one of the two people, who is the first of them or not.
func (g ground) detail(first bool) TieSourceDetail {
	if g.unseen {
		return TieSourceDetail{}
	}
	d := TieSourceDetail{Since: g.from, Until: g.to}
	if g.known {
		d.Strength = &g.strength
	}
	switch g.kind {
	case kindInteractions:
		d.Since, d.Last = new(dayOf(g.interacted.First)), new(dayOf(g.interacted.Last))
		d.Counts, d.Reciprocity = g.counts(first), &g.interacted.Reciprocity
	case kindAsserted, kindMeasured:
		s := g.stored
		d.Since, d.Until, d.Source, d.SaidBy, d.SaidOn, d.Level, d.Note = s.Since, s.Until, &s.Source, s.SaidBy, s.SaidOn, s.Level, s.Note
	case kindEmployment:
		d.Account, d.Years = &g.account, new(g.days/strength.Year)
	case kindRelation:
		d.Relation = &g.word
	}
	return d
}

// counts are the interactions by kind, in the order of the kinds, as one of the two sees them.
func (g ground) counts(first bool) []InteractionCount {
	all := make([]InteractionCount, len(kindsOfInteraction))
	for _, i := range g.counted {
		c := &all[i.Kind]
		c.Kind = kindsOfInteraction[i.Kind]
		c.Count += i.Count()
		switch {
		case i.Direction == strength.Both:
		case (i.Direction == strength.Forth) == first:
			c.Sent += i.Count()
		default:
			c.Received += i.Count()
		}
	}
	return slices.DeleteFunc(all, func(c InteractionCount) bool { return c.Count == 0 })
}

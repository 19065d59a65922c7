package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

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
	Strength        *float64        `json:"strength"` // on the day asked for, 0 to 1; null is not known
	Status          string          `json:"status" enums:"fact,asserted,inferred"`
	Since           *Date           `json:"since" swaggertype:"string" format:"date"`
	Until           *Date           `json:"until" swaggertype:"string" format:"date"`
	LastContact     *Date           `json:"lastContact" swaggertype:"string" format:"date"`
	StrengthYearAgo *float64        `json:"strengthYearAgo"` // a year before the day asked for
	Sources         []TieSourceItem `json:"sources"`
}

// TieSourceItem is one thing that a tie rests on.
type TieSourceItem struct {
	Kind   string          `json:"kind" enums:"interactions,asserted,measured,employment,reportingLine,relation"`
	Share  float64         `json:"share"` // of the strength; all shares are 1 together, 0 where a source adds nothing
	Detail TieSourceDetail `json:"detail"`
}

// TieSourceDetail says where a source of a tie comes from.
type TieSourceDetail struct {
	Source   string   `json:"source"`
	SaidBy   *string  `json:"saidBy"`
	SaidOn   *Date    `json:"saidOn" swaggertype:"string" format:"date"`
	Level    *string  `json:"level"`
	Strength *float64 `json:"strength"`
	Since    *Date    `json:"since" swaggertype:"string" format:"date"`
	Until    *Date    `json:"until" swaggertype:"string" format:"date"`
	Note     *string  `json:"note"`
}

// tieRecord is a tie as it is stored.
type tieRecord struct {
	ID          string         `json:"id"`
	Person      Person         `json:"person"`
	Since       *Date          `json:"since"`
	Until       *Date          `json:"until"`
	LastContact any            `json:"lastContact"` // a date or an instant
	Sources     []storedSource `json:"sources"`
}

type storedSource struct {
	TieSourceDetail
	Kind   string `json:"kind"`
	Status string `json:"status"`
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
	records, err := store.Read[tieRecord](ctx, g.store, tiesOf, map[string]any{"id": id, "asOf": asOf})
	if err != nil {
		return TiePage{}, err
	}
	if len(records) == 0 {
		return TiePage{Items: []TieItem{}}, g.mustExist(ctx, id, kind)
	}
	items := make([]TieItem, len(records))
	for i, r := range records {
		items[i] = r.on(asOf)
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

// on is the tie as it is on a day.
func (r tieRecord) on(day Date) TieItem {
	t := TieItem{ID: r.ID, Person: r.Person, Since: r.Since, Until: r.Until, Status: "inferred", Sources: []TieSourceItem{}}
	switch last := r.LastContact.(type) {
	case Date:
		t.LastContact = &last
	case time.Time:
		t.LastContact = new(store.DateOf(last))
	}
	yearAgo := store.DateOf(day.Time().AddDate(-1, 0, 0))
	t.StrengthYearAgo, _ = worth(r.Sources, yearAgo)
	var shares []float64
	t.Strength, shares = worth(r.Sources, day)
	total := 0.0
	for _, share := range shares {
		total += share
	}
	for i, s := range r.Sources {
		if !s.inForce(day) {
			continue
		}
		if s.Status == statusFact || s.Status == statusAsserted && t.Status != statusFact {
			t.Status = s.Status
		}
		item := TieSourceItem{Kind: s.Kind, Detail: s.TieSourceDetail}
		if total > 0 {
			item.Share = shares[i] / total
		}
		t.Sources = append(t.Sources, item)
	}
	return t
}

func (s storedSource) inForce(day Date) bool {
	return Dated{Since: s.Since, Until: s.Until}.on(&day)
}

// worth is a tie's strength on a day, and what each source is worth in it. Sources stand measured ones first, then assertions, the last one
// said first, of which only that counts; what was said after the day had not been said.
func worth(sources []storedSource, day Date) (*float64, []float64) {
	shares := make([]float64, len(sources))
	var counted []float64
	said := false
	for i, s := range sources {
		switch {
		case !s.inForce(day):
			continue
		case s.Kind == "measured" && s.Strength != nil:
			shares[i] = *s.Strength
		case s.Kind == "asserted" && !said && s.Level != nil && s.SaidOn != nil && !day.Before(*s.SaidOn):
			said = true
			shares[i] = strength.Asserted(*s.Level, day.Time().Sub(s.SaidOn.Time()).Hours()/24)
		default:
			continue
		}
		counted = append(counted, shares[i])
	}
	return strength.Together(counted), shares
}

package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	advocatePaths = cypher.Must("read/advocate_paths")
	nearestKnown  = cypher.Must("read/nearest_known")
)

// AdvocatePaths are the ways to be introduced to a contact.
type AdvocatePaths struct {
	Target  Person    `json:"target"`
	From    string    `json:"from" example:"anyone"` // as it was asked for
	MaxHops int       `json:"maxHops" example:"3"`
	Paths   []Path    `json:"paths"`   // the best one of each introducer, the best first
	Nearest []Nearest `json:"nearest"` // without a path: the people closest to the target whom we know
}

// Nearest is somebody close to a target to whom no path leads.
type Nearest struct {
	Person Person `json:"person"`
	Why    string `json:"why"`
}

// AdvocatePathsOptions say which paths to a contact are asked for.
type AdvocatePathsOptions struct {
	From          string   // anyone (all active users), me, or the id of a person or a unit
	MaxHops       int      // 1 to 4
	Limit         int      // how many introducers are shown
	MinStrength   float64  // the least strength of each tie, 0 to 1
	OpportunityID string   // who is an enemy or a blocker there is left out
	Without       []string // people left out
}

// introducersRow is what the statement advocate_paths answers.
type introducersRow struct {
	PersonFound      bool      `json:"personFound"`
	UnitFound        bool      `json:"unitFound"`
	OpportunityFound bool      `json:"opportunityFound"`
	Introducers      [][]chain `json:"introducers"`
}

// nearestRow is what the statement nearest_known answers.
type nearestRow struct {
	Person   Person `json:"person"`
	Distance int    `json:"distance"`
	UserName string `json:"userName"`
}

// AdvocatePaths answers who can introduce us to a contact: for each introducer the best path from any of the asked-for sources that
// passes through that introducer last. NotFound: the contact, the person or unit of From, or the deal. Invalid: From is me and nobody
// is signed in.
func (g *Graph) AdvocatePaths(ctx context.Context, v access.Viewer, contactID string, o AdvocatePathsOptions) (AdvocatePaths, error) {
	source, err := sourceOf(v, o.From)
	if err != nil {
		return AdvocatePaths{}, err
	}
	rows, err := store.Read[introducersRow](ctx, g.store, advocatePaths, map[string]any{
		"target": contactID, "anyone": source.anyone, "person": source.person, "unit": source.unit, "opportunity": o.OpportunityID,
		"without": append([]string{}, o.Without...), "minStrength": o.MinStrength, "maxHops": o.MaxHops, "needed": o.Limit + 1, "today": g.Today(),
	})
	row, err := one(rows, err, "contact", contactID)
	switch {
	case err != nil:
		return AdvocatePaths{}, err
	case source.person != nil && !row.PersonFound:
		return AdvocatePaths{}, problem.NotFound("person", *source.person)
	case source.unit != nil && !row.UnitFound:
		return AdvocatePaths{}, problem.NotFound("unit", *source.unit)
	case o.OpportunityID != "" && !row.OpportunityFound:
		return AdvocatePaths{}, problem.NotFound("opportunity", o.OpportunityID)
	}
	chains := make([]chain, 0, len(row.Introducers))
	for _, candidates := range row.Introducers {
		chains = append(chains, slices.MinFunc(candidates, compareChains))
	}
	paths, people, err := g.paths(ctx, chains, o.Limit, contactID)
	if err != nil {
		return AdvocatePaths{}, err
	}
	answer := AdvocatePaths{Target: people[contactID], From: o.From, MaxHops: o.MaxHops, Paths: paths, Nearest: []Nearest{}}
	if len(paths) == 0 {
		answer.Nearest, err = g.nearest(ctx, answer.Target)
	}
	return answer, err
}

// source is where advocate paths may begin; one of its fields is set.
type source struct {
	anyone       bool
	person, unit *string
}

// sourceOf reads who is asked for as a source: anyone, me, or the id of a person or a unit.
func sourceOf(v access.Viewer, from string) (source, error) {
	switch {
	case from == "anyone":
		return source{anyone: true}, nil
	case from == "me" && v.UserID == "":
		return source{}, problem.Field("from", "is me, but nobody is signed in")
	case from == "me":
		return source{person: &v.UserID}, nil
	case strings.HasPrefix(from, prefixUnit+"_"):
		return source{unit: &from}, nil
	}
	return source{person: &from}, nil
}

// nearest are the contacts closest to one that no path leads to, whom an active user knows.
func (g *Graph) nearest(ctx context.Context, target Person) ([]Nearest, error) {
	rows, err := store.Read[nearestRow](ctx, g.store, nearestKnown, map[string]any{"target": target.ID, "asOf": g.Today()})
	if err != nil {
		return nil, err
	}
	nearest := make([]Nearest, 0, len(rows))
	for _, row := range rows {
		nearest = append(nearest, Nearest{Person: row.Person, Why: whyNearest(row, target.Name)})
	}
	return nearest, nil
}

func whyNearest(row nearestRow, target string) string {
	switch row.Distance {
	case 0:
		return fmt.Sprintf("%s knows %s, by a tie that does not count for the paths asked for.", row.UserName, target)
	case 1:
		return fmt.Sprintf("%s knows %s, who knows %s.", row.UserName, row.Person.Name, target)
	}
	return fmt.Sprintf("%s knows %s, who is %d ties away from %s.", row.UserName, row.Person.Name, row.Distance, target)
}

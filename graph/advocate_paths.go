package graph

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"kith/access"
	"kith/cypher"
	"kith/graph/paths"
	"kith/graph/store"
	"kith/problem"
)

var (
	advocatePaths = cypher.Must("read/advocate_paths")
	advocateScope = cypher.Must("read/advocate_scope")
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
	AllowConflict bool     // whether two who are at odds introduce each other all the same
}

// introducersRow is what the statement advocate_paths answers.
type introducersRow struct {
	scopeFound
	Introducers [][]chain `json:"introducers"`
}

// scopeRow is what the statement advocate_scope answers.
type scopeRow struct {
	scopeFound
	Members []string `json:"members"`
	Out     []string `json:"out"`
}

// scopeFound says which of what the options name there is.
type scopeFound struct {
	PersonFound      bool `json:"personFound"`
	UnitFound        bool `json:"unitFound"`
	OpportunityFound bool `json:"opportunityFound"`
}

// missing is NotFound for what the options name and is not there.
func (f scopeFound) missing(source source, o AdvocatePathsOptions) error {
	switch {
	case source.person != "" && !f.PersonFound:
		return problem.NotFound("person", source.person)
	case source.unit != "" && !f.UnitFound:
		return problem.NotFound("unit", source.unit)
	case o.OpportunityID != "" && !f.OpportunityFound:
		return problem.NotFound("opportunity", o.OpportunityID)
	}
	return nil
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
	if personKind(contactID) != "contact" {
		return AdvocatePaths{}, problem.NotFound("contact", contactID)
	}
	answers, err := g.AdvocatePathsToEach(ctx, v, []string{contactID}, o)
	if err != nil {
		return AdvocatePaths{}, err
	}
	answer := answers[0]
	if answer.Target.ID == "" {
		return AdvocatePaths{}, problem.NotFound("contact", contactID)
	}
	if len(answer.Paths) == 0 {
		answer.Nearest, err = g.nearest(ctx, v, answer.Target)
	}
	return answer, err
}

// AdvocatePathsToEach answers for several contacts at once, with an answer for each in their order; who is not there has an empty target. It
// names nobody nearest. Errors: as AdvocatePaths, but for the contacts.
func (g *Graph) AdvocatePathsToEach(ctx context.Context, v access.Viewer, contacts []string, o AdvocatePathsOptions) ([]AdvocatePaths, error) {
	source, err := sourceOf(v, o.From)
	if err != nil {
		return nil, err
	}
	var lists [][]chain
	if inMemory := g.inMemory(); inMemory != nil {
		lists, err = g.introductionsInMemory(ctx, v, inMemory, contacts, source, o)
	} else {
		lists = make([][]chain, len(contacts))
		for i, id := range contacts {
			if lists[i], err = g.introductionsByCypher(ctx, v, id, source, o); err != nil {
				break
			}
		}
	}
	if err != nil {
		return nil, err
	}
	paths, people, err := g.pathLists(ctx, v, lists, o.Limit, contacts...)
	if err != nil {
		return nil, err
	}
	answers := make([]AdvocatePaths, len(contacts))
	for i, id := range contacts {
		answers[i] = AdvocatePaths{Target: people[id], From: o.From, MaxHops: o.MaxHops, Paths: paths[i], Nearest: []Nearest{}}
	}
	return answers, nil
}

// introductionsByCypher are the chains to a contact, by the statement; none where there is no such contact.
func (g *Graph) introductionsByCypher(ctx context.Context, v access.Viewer, contactID string, source source, o AdvocatePathsOptions) ([]chain, error) {
	rows, err := store.Read[introducersRow](ctx, g.store, advocatePaths, v.Sees(map[string]any{
		"target": contactID, "anyone": source.anyone, "person": source.person, "unit": source.unit, "opportunity": o.OpportunityID,
		"without": append([]string{}, o.Without...), "allowConflict": o.AllowConflict, "minStrength": o.MinStrength, "maxHops": o.MaxHops,
		"needed": o.Limit + 1, "today": g.Today(),
	}))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if err := rows[0].missing(source, o); err != nil {
		return nil, err
	}
	chains := make([]chain, 0, len(rows[0].Introducers))
	for _, candidates := range rows[0].Introducers {
		chains = append(chains, slices.MinFunc(candidates, compareChains))
	}
	return chains, nil
}

// introductionsInMemory are the chains to each contact.
func (g *Graph) introductionsInMemory(ctx context.Context, v access.Viewer, inMemory *paths.View, contacts []string, source source, o AdvocatePathsOptions) ([][]chain, error) {
	q := paths.Question{Sight: sightOf(v), Anyone: source.anyone, MaxHops: o.MaxHops, MinStrength: o.MinStrength, Without: o.Without, AllowConflict: o.AllowConflict, Limit: o.Limit + 1}
	if !source.anyone || o.OpportunityID != "" {
		rows, err := store.Read[scopeRow](ctx, g.store, advocateScope, v.Sees(map[string]any{
			"person": source.person, "unit": source.unit, "opportunity": o.OpportunityID, "today": g.Today(),
		}))
		if err != nil {
			return nil, err
		}
		if err := rows[0].missing(source, o); err != nil {
			return nil, err
		}
		q.Sources = rows[0].Members
		if source.person != "" {
			q.Sources = []string{source.person}
		}
		q.Without = append(slices.Clone(q.Without), rows[0].Out...)
	}
	found, err := inMemory.IntroductionsToEach(ctx, contacts, q)
	if err != nil {
		return nil, timedOut(ctx, err)
	}
	lists := make([][]chain, len(found))
	for i, chains := range found {
		lists[i] = chainsOf(chains)
	}
	return lists, nil
}

// chainsOf are chains of the view.
func chainsOf(found []paths.Chain) []chain {
	chains := make([]chain, len(found))
	for i, c := range found {
		chains[i] = chain{IDs: c.IDs}
		if !math.IsNaN(c.Score) {
			chains[i].Score = &found[i].Score
		}
	}
	return chains
}

// timedOut says that a question in memory took too long.
func timedOut(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(ctx.Err(), context.Canceled) {
		return problem.TimedOut(err)
	}
	return err
}

// source is where advocate paths may begin; one of its fields is set. No id is an empty one and not null: Neo4j plans a statement once for each type
// that a parameter comes in.
type source struct {
	anyone       bool
	person, unit string
}

// sourceOf reads who is asked for as a source: anyone, me, or the id of a person or a unit.
func sourceOf(v access.Viewer, from string) (source, error) {
	switch {
	case from == "anyone":
		return source{anyone: true}, nil
	case from == "me" && v.UserID == "":
		return source{}, problem.Field("from", "is me, but nobody is signed in")
	case from == "me":
		return source{person: v.UserID}, nil
	case strings.HasPrefix(from, prefixUnit+"_"):
		return source{unit: from}, nil
	}
	return source{person: from}, nil
}

// nearest are the contacts closest to one that no path leads to, whom an active user knows.
func (g *Graph) nearest(ctx context.Context, v access.Viewer, target Person) ([]Nearest, error) {
	rows, err := store.Read[nearestRow](ctx, g.store, nearestKnown, v.Sees(map[string]any{"target": target.ID, "asOf": g.Today()}))
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

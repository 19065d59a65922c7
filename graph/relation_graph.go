package graph

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"kith/access"
	"kith/cypher"
	"kith/graph/paths"
	"kith/graph/store"
	"kith/problem"
)

var (
	relationGraph     = cypher.Must("read/relation_graph")
	relationGraphNext = cypher.Must("read/relation_graph_next")
)

// Kinds of edges.
const (
	EdgeKnows        = "knows"
	EdgeWorksAt      = "worksAt"
	EdgeReportsTo    = "reportsTo"
	EdgeInfluences   = "influences"
	EdgeRelatedTo    = "relatedTo"
	EdgeSubsidiaryOf = "subsidiaryOf"
	EdgeInvolvedIn   = "involvedIn"
)

// EdgeKinds is every kind of edge that a relation graph has.
var EdgeKinds = []string{EdgeKnows, EdgeWorksAt, EdgeReportsTo, EdgeInfluences, EdgeRelatedTo, EdgeSubsidiaryOf, EdgeInvolvedIn}

// relationshipOf is the relationship that a kind of edge is drawn from.
var relationshipOf = map[string]string{
	EdgeKnows: "KNOWS", EdgeWorksAt: "HOLDS", EdgeReportsTo: "REPORTS_TO", EdgeInfluences: "INFLUENCES",
	EdgeRelatedTo: "RELATED_TO", EdgeSubsidiaryOf: "SUBSIDIARY_OF", EdgeInvolvedIn: "INVOLVED_IN",
}

// The nodes of a relation graph: unless asked otherwise, and at most.
const (
	DefaultRelationGraphLimit = 500
	MaxRelationGraphLimit     = 5000
)

// RelationGraphOptions say which part of the graph is asked for.
type RelationGraphOptions struct {
	Depth       int      // how far from the focus, in edges: 1 to 3
	Kinds       []string // of EdgeKinds; nil is all
	MinStrength *float64 // the least strength of a tie, 0 to 1; with one, ties without strength are out too
	Limit       int      // how many nodes at most, the focus among them: 1 to MaxRelationGraphLimit
	AsOf        *Date    // nil is today
	Ended       bool     // with what ended by then
}

// RelationGraph is who and what stands around an account, contact or user (kind, id): the nodes within the depth, nearest
// first, and every edge among them. Errors: NotFound.
//
// It asks once for each distance and once for the edges, never for a node: which nodes are let in at one distance decides where
// the next begins, and that order and cut repeated for each depth in one statement would be three copies of the same text.
func (g *Graph) RelationGraph(ctx context.Context, v access.Viewer, kind, id string, o RelationGraphOptions) (RelationGraph, error) {
	kinds := o.Kinds
	if kinds == nil {
		kinds = EdgeKinds
	}
	kinds = shownKinds(v, kinds)
	types := make([]string, len(kinds))
	for i, kind := range kinds {
		types[i] = relationshipOf[kind]
	}
	asOf := g.asOf(o.AsOf)
	ask := map[string]any{"types": types, "minStrength": o.MinStrength, "asOf": asOf, "ended": o.Ended}
	var memory *paths.View
	if asOf == g.Today() && !o.Ended && slices.Contains(kinds, EdgeKnows) {
		memory = g.inMemory()
	}

	shown := []string{id}
	kindOf := map[string]string{id: kind}
	distance := map[string]int{id: 0}
	frontier, truncated := shown, false
	for depth := 1; depth <= o.Depth && len(frontier) > 0 && !truncated; depth++ {
		byKind(ask, memory, frontier, kindOf)
		room := o.Limit - len(shown)
		next, err := g.entering(ctx, v, memory, ask, frontier, shown, room+1)
		if err != nil {
			return RelationGraph{}, err
		}
		if truncated = len(next) > room; truncated {
			next = next[:room]
		}
		for _, node := range next {
			shown = append(shown, node.id)
			kindOf[node.id], distance[node.id] = node.kind, depth
		}
		frontier = shown[len(shown)-len(next):]
	}

	byKind(ask, memory, shown, kindOf)
	ask["ties"] = nil
	switch {
	case !slices.Contains(kinds, EdgeKnows):
		ask["ties"] = []int64{}
	case memory != nil:
		ties, complete, err := memory.Among(ctx, v.Me(), peopleOf(shown, kindOf))
		if err != nil {
			return RelationGraph{}, err
		}
		if complete {
			ask["ties"] = ties
		}
	}
	rows, err := store.Read[drawing](ctx, g.store, relationGraph, v.Sees(ask))
	if err != nil {
		return RelationGraph{}, err
	}
	drawn := rows[0]
	drawn.name()
	primary := drawn.primaryPositions(asOf)
	found := make(map[string]Node, len(shown))
	for _, node := range drawn.Nodes {
		var asked bool
		if node.Distance, asked = distance[node.ID]; !asked {
			continue // Neo4j has given the number of another one to it, who is gone
		}
		if h, is := primary[node.ID]; is && h.Seen {
			node.Title, node.AccountID = h.Title, &h.Account
		}
		found[node.ID] = node.Node
	}
	if found[id].Kind != kind {
		return RelationGraph{}, problem.NotFound(kind, id)
	}
	nodes := make([]Node, 0, len(shown))
	for _, id := range shown {
		if node, is := found[id]; is { // it may have been deleted meanwhile
			nodes = append(nodes, node)
		}
	}
	edges := drawn.relations()
	if slices.Contains(kinds, EdgeWorksAt) {
		edges = append(edges, drawn.worksAt(found, asOf, o.Ended)...)
	}
	edges = append(edges, drawn.reportsTo(asOf, o.Ended)...)
	slices.SortFunc(edges, func(a, b Edge) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID),
			compareDays(a.Since, b.Since), compareDays(a.Until, b.Until))
	})
	numberSharedLines(edges)
	return RelationGraph{Focus: id, AsOf: asOf, Depth: o.Depth, Truncated: truncated, Nodes: nodes, Edges: coarse(v, edges)}, nil
}

// entrant is a node that comes into a relation graph, with its strongest tie to those that it is next to.
type entrant struct {
	id, kind string
	strength float64
}

// entering are the nodes one step from the frontier that are not shown yet, the first limit of them: by their strength, then by id. Where there is a view,
// the ties are looked up in it, and all other relations by Cypher; as each gives the first limit of its own, the first of both are among them.
func (g *Graph) entering(ctx context.Context, v access.Viewer, memory *paths.View, ask map[string]any, frontier, shown []string, limit int) ([]entrant, error) {
	types := ask["types"].([]string)
	var known []paths.Tie
	if memory != nil {
		least := math.NaN()
		if given := ask["minStrength"].(*float64); given != nil {
			least = *given
		}
		var err error
		if known, err = memory.Around(ctx, tieSightOf(v), frontier, shown, least, limit); err != nil {
			return nil, err
		}
		if len(known) == limit && known[limit-1].Strength > 0 {
			return entrants(known), nil // whoever comes by another relation comes after them
		}
		types = slices.DeleteFunc(slices.Clone(types), func(name string) bool { return name == relationshipOf[EdgeKnows] })
	}
	step := maps.Clone(ask)
	step["types"], step["shown"], step["limit"] = types, shown, limit
	rows, err := store.Read[struct {
		IDs       []string  `json:"ids"`
		Kinds     []string  `json:"kinds"`
		Strengths []float64 `json:"strengths"`
	}](ctx, g.store, relationGraphNext, v.Sees(step))
	if err != nil {
		return nil, err
	}
	entering := entrants(known)
	isKnown := make(map[string]bool, len(known))
	for _, n := range known {
		isKnown[n.ID] = true
	}
	for i, id := range rows[0].IDs {
		if !isKnown[id] { // of whom the strength is not less
			entering = append(entering, entrant{id, rows[0].Kinds[i], rows[0].Strengths[i]})
		}
	}
	slices.SortFunc(entering, func(a, b entrant) int { return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(a.id, b.id)) })
	return entering[:min(limit, len(entering))], nil
}

func entrants(known []paths.Tie) []entrant {
	entering := make([]entrant, len(known))
	for i, n := range known {
		entering[i] = entrant{n.ID, personKind(n.ID), n.Strength}
	}
	return entering
}

// byKind puts nodes into the parameters, split as the statements look them up: people whom the view knows by their numbers, all others by id.
func byKind(ask map[string]any, memory *paths.View, ids []string, kindOf map[string]string) {
	accounts, opportunities := []string{}, []string{}
	for _, id := range ids {
		switch kindOf[id] {
		case "account":
			accounts = append(accounts, id)
		case "opportunity":
			opportunities = append(opportunities, id)
		}
	}
	numbers, people := []int64{}, peopleOf(ids, kindOf)
	if memory != nil {
		numbers, people = memory.Numbers(people)
	}
	ask["numbers"], ask["people"], ask["accounts"], ask["opportunities"] = numbers, people, accounts, opportunities
}

func peopleOf(ids []string, kindOf map[string]string) []string {
	people := []string{}
	for _, id := range ids {
		if kindOf[id] == "contact" || kindOf[id] == "user" {
			people = append(people, id)
		}
	}
	return people
}

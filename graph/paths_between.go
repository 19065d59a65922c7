package graph

import (
	"context"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var (
	bestPaths     = cypher.Must("read/best_paths")
	shortestPaths = cypher.Must("read/shortest_paths")
)

// Paths are the paths between two people.
type Paths struct {
	From      Person `json:"from"`
	To        Person `json:"to"`
	By        string `json:"by" enums:"strength,hops"`
	Distance  *int   `json:"distance" example:"2"` // hops of the shortest of the paths counted in total; null where there is none
	Total     int    `json:"total"`                // by hops: of all shortest paths; by strength: of all paths that keep to the hop limit
	Truncated bool   `json:"truncated"`            // there are more than paths shows
	Paths     []Path `json:"paths"`
}

// PathsOptions say which paths are asked for.
type PathsOptions struct {
	ByHops  bool // every shortest path instead of the best ones by score
	MaxHops int  // 1 to 4, by hops 1 to 6
	Limit   int  // how many are shown
}

// betweenRow is what the statements best_paths and shortest_paths answer.
type betweenRow struct {
	Total    int          `json:"total"`
	Distance *int         `json:"distance"`
	Scores   []sameScores `json:"scores"`
}

// sameScores are paths with one and the same score.
type sameScores struct {
	Score *float64   `json:"score"`
	Paths [][]string `json:"paths"`
}

// Paths answers how two people are connected: the best simple paths by score or, by hops, every shortest path. Users who have left
// are not in between. NotFound: either person. Invalid: one and the same person.
func (g *Graph) Paths(ctx context.Context, v access.Viewer, from, to string, o PathsOptions) (Paths, error) {
	if from == to {
		return Paths{}, problem.Field("to", "is the same person as from")
	}
	found, err := g.pathsBetween(ctx, v, from, to, o)
	if err != nil {
		return Paths{}, err
	}
	paths, people, err := g.paths(ctx, v, found.chains, o.Limit, from, to)
	if err != nil {
		return Paths{}, err
	}
	for _, id := range []string{from, to} {
		if people[id].ID == "" {
			return Paths{}, problem.NotFound("person", id)
		}
	}
	answer := Paths{From: people[from], To: people[to], By: "strength", Total: found.total, Truncated: found.total > o.Limit, Paths: paths}
	if o.ByHops {
		answer.By = "hops"
	}
	if found.distance > 0 {
		answer.Distance = &found.distance
	}
	return answer, nil
}

// between are the first chains between two people, how many there are, and the hops of the shortest of them, 0 where there is none.
type between struct {
	chains          []chain
	total, distance int
}

func (g *Graph) pathsBetween(ctx context.Context, v access.Viewer, from, to string, o PathsOptions) (between, error) {
	if inMemory := g.inMemory(); inMemory != nil {
		ask := inMemory.Best
		if o.ByHops {
			ask = inMemory.Shortest
		}
		found, err := ask(ctx, sightOf(v), from, to, o.MaxHops, o.Limit+1)
		return between{chainsOf(found.Chains), found.Total, found.Distance}, timedOut(ctx, err)
	}
	statement := bestPaths
	if o.ByHops {
		statement = shortestPaths
	}
	rows, err := store.Read[betweenRow](ctx, g.store, statement,
		v.Sees(map[string]any{"from": from, "to": to, "maxHops": o.MaxHops, "needed": o.Limit + 1, "today": g.Today()}))
	if err != nil {
		return between{}, err
	}
	found := between{total: rows[0].Total}
	if rows[0].Distance != nil {
		found.distance = *rows[0].Distance
	}
	for _, same := range rows[0].Scores {
		for _, ids := range same.Paths {
			found.chains = append(found.chains, chain{Score: same.Score, IDs: ids})
		}
	}
	return found, nil
}

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
	FromFound bool         `json:"fromFound"`
	ToFound   bool         `json:"toFound"`
	Total     int          `json:"total"`
	Distance  *int         `json:"distance"`
	Scores    []sameScores `json:"scores"`
}

// sameScores are paths with one and the same score.
type sameScores struct {
	Score *float64   `json:"score"`
	Paths [][]string `json:"paths"`
}

// Paths answers how two people are connected: the best simple paths by score or, by hops, every shortest path. Users who have left
// are not in between. NotFound: either person. Invalid: one and the same person.
func (g *Graph) Paths(ctx context.Context, _ access.Viewer, from, to string, o PathsOptions) (Paths, error) {
	if from == to {
		return Paths{}, problem.Field("to", "is the same person as from")
	}
	statement, by := bestPaths, "strength"
	if o.ByHops {
		statement, by = shortestPaths, "hops"
	}
	rows, err := store.Read[betweenRow](ctx, g.store, statement,
		map[string]any{"from": from, "to": to, "maxHops": o.MaxHops, "needed": o.Limit + 1, "today": g.Today()})
	if err != nil {
		return Paths{}, err
	}
	row := rows[0]
	if !row.FromFound {
		return Paths{}, problem.NotFound("person", from)
	}
	if !row.ToFound {
		return Paths{}, problem.NotFound("person", to)
	}
	var chains []chain
	for _, same := range row.Scores {
		for _, ids := range same.Paths {
			chains = append(chains, chain{Score: same.Score, IDs: ids})
		}
	}
	paths, people, err := g.paths(ctx, chains, o.Limit, from, to)
	if err != nil {
		return Paths{}, err
	}
	return Paths{
		From: people[from], To: people[to], By: by, Distance: row.Distance,
		Total: row.Total, Truncated: row.Total > o.Limit, Paths: paths,
	}, nil
}

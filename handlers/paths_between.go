package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// paths answers how two people are connected.
//
//	@Summary		Paths between two people
//	@Description	By strength: the best simple paths by score (the product of the ties' strengths, compared rounded to nine significant digits), then fewer hops, then the people's ids. By hops: every shortest path over ties with or without a strength, in the same order, those without a score last. Ties count that are in force today and not muted; users who have left are not in between. `total` counts all shortest paths or, by strength, all simple paths that keep to the hop limit; `distance` is the fewest hops among them.
//	@Tags			questions
//	@ID				paths
//	@Produce		json
//	@Param			from	query		string	true	"Contact or user"
//	@Param			to		query		string	true	"Contact or user"
//	@Param			by		query		string	false	"What makes a path good"	Enums(strength, hops)	default(strength)
//	@Param			maxHops	query		int		false	"Ties on a path, at most: 1 to 4, by default 3; by hops 1 to 6, by default 6"	minimum(1)	maximum(6)
//	@Param			limit	query		int		false	"Paths, at most"			minimum(1)	maximum(200)	default(10)
//	@Success		200		{object}	graph.Paths
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/paths [get]
func (s *service) paths(c *gin.Context) {
	q := queryOf(c)
	o := graph.PathsOptions{ByHops: q.choice("by", "strength", "hops") == "hops", Limit: q.integer("limit", 10, 1, 200)}
	if o.ByHops {
		o.MaxHops = q.integer("maxHops", 6, 1, 6)
	} else {
		o.MaxHops = q.integer("maxHops", 3, 1, 4)
	}
	from, to := q.required("from"), q.required("to")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	paths, err := s.graph.Paths(c.Request.Context(), viewer(c), from, to, o)
	s.answer(c, http.StatusOK, paths, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// advocatePaths answers who can introduce us to a contact.
//
//	@Summary		Advocate paths to a contact
//	@Description	For each introducer (the person next to the contact) the best path from any of the asked-for sources that passes through that introducer last, does not pass through the contact earlier and keeps to the hop limit. A score is the product of the ties' strengths, compared rounded to nine significant digits; then fewer hops come first, then the people's ids from the source on. A source that knows the contact is a path of one hop and its own introducer. Ties count that are in force today, not muted, and have a strength; users who have left are neither source nor hop. The result is exact. No path is an empty list; `nearest` then names the people closest to the contact whom we know.
//	@Tags			questions
//	@ID				advocatePaths
//	@Produce		json
//	@Param			id				path		string	true	"Contact"
//	@Param			from			query		string	false	"anyone (all our active users), me (the signed-in user), or the id of a user, a contact or a unit (its members and those of the units below)"	default(anyone)
//	@Param			maxHops			query		int		false	"Ties on a path, at most"									minimum(1)	maximum(4)	default(3)
//	@Param			limit			query		int		false	"Introducers, at most"										minimum(1)	maximum(2000)	default(5)
//	@Param			minStrength		query		number	false	"The least strength of each tie"							minimum(0)	maximum(1)
//	@Param			opportunityId	query		string	false	"Deal whose enemies and blockers are left out"
//	@Param			without			query		string	false	"Ids of people to leave out, with commas between them; unknown ones are ignored"
//	@Param			allowConflict	query		bool	false	"Whether two of whom one influences the other by conflict or negatively introduce each other all the same"	default(false)
//	@Success		200				{object}	graph.AdvocatePaths
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/contacts/{id}/advocate-paths [get]
func (s *service) advocatePaths(c *gin.Context) {
	q := queryOf(c)
	o := graph.AdvocatePathsOptions{
		From: q.text("from"), MaxHops: q.integer("maxHops", 3, 1, 4), Limit: q.integer("limit", 5, 1, 2000),
		OpportunityID: q.text("opportunityId"), Without: q.list("without"), AllowConflict: q.flag("allowConflict"),
	}
	if o.From == "" {
		o.From = "anyone"
	}
	if least := q.fraction("minStrength"); least != nil {
		o.MinStrength = *least
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	paths, err := s.graph.AdvocatePaths(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, paths, err)
}

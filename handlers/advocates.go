package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// advocates answers who in and around an account can speak for us.
//
//	@Summary		Advocates in an account
//	@Description	People inside the account and, with `outside=true`, consultants, alumni and people of the parent, child and sister accounts, ranked by how well they can speak for us. The score is the weighted sum of five values from 0 to 1: attitude .35 (mentor 1, supporter .75, neutral .4, not known .3, nonSupporter 0), tie .25 (the strongest one to an active user of ours), seniority .15 (1 / (1 + seats above)), influence .15 (out of 5), wonDeals .10 (up to three, out of 3); `share` is a factor's part of the score. Attitude and influence are those of the deal asked for, else of the latest open deal with the account, else the general attitude. Enemies and blockers are left out. `canReach` are the key players of the deal, or of the account's open deals.
//	@Tags			questions
//	@ID				advocates
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			opportunityId	query		string	false	"Deal that they are to speak for us in"
//	@Param			outside			query		bool	false	"People outside the account too"	default(false)
//	@Param			asOf			query		string	false	"Day, today where absent"	format(date)
//	@Success		200				{object}	graph.Advocates
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/advocates [get]
func (s *service) advocates(c *gin.Context) {
	q := queryOf(c)
	o := graph.AdvocatesOptions{OpportunityID: q.text("opportunityId"), Outside: q.flag("outside"), AsOf: q.date("asOf")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	advocates, err := s.graph.Advocates(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, advocates, err)
}

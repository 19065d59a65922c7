package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// orgChart answers an account's org chart.
//
//	@Summary		Org chart of an account
//	@Description	The seats that exist on the day, in chart order: depth first; siblings are assistants first, then by title, then by the name of the (primary, else first by name) holder, empty ones last, then by id. Levels count from 0 at a root, reports by solid lines. A seat outlives the people in it: `vacant` ones show too. `unplaced` are the seats without any line, listed last.
//	@Description	Attitude, roles and influence of a holder are those of the deal asked for or, where none is asked for, of the person's latest open deal with the account (by when it was created); an attitude that the deal does not say is the general one. `tie` is the strongest tie of an active user of ours to a holder. With `root` the `managerId` of the root is a seat outside the answer.
//	@Tags			questions
//	@ID				orgChart
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			asOf			query		string	false	"Day of the answer, today by default"	format(date)
//	@Param			root			query		string	false	"Position: only this seat and those below it"
//	@Param			opportunityId	query		string	false	"Deal whose attitudes, roles and influence show"
//	@Success		200				{object}	graph.OrgChart
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/org-chart [get]
func (s *service) orgChart(c *gin.Context) {
	q := queryOf(c)
	o := graph.OrgChartOptions{AsOf: q.date("asOf"), Root: q.text("root"), OpportunityID: q.text("opportunityId")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	chart, err := s.graph.OrgChart(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, chart, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// readPlacement answers where the members of a buying centre stand on the deal's map.
//
//	@Summary		Placement of a deal's map
//	@Description	Where the members on the day stand, of those whom somebody placed. Members whom you do not see are left out.
//	@Tags			opportunities
//	@ID				readPlacement
//	@Produce		json
//	@Param			id				path		string	true	"Opportunity"
//	@Param			asOf			query		string	false	"Day of the members, today by default"	format(date)
//	@Success		200				{object}	graph.Placement
//	@Header			200				{string}	ETag	"Version of the placement, 0 where nobody was ever placed"
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/opportunities/{id}/buying-center/placement [get]
func (s *service) readPlacement(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	placement, err := s.graph.Placement(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answerPlacement(c, placement, err)
}

// putPlacement places the members anew.
//
//	@Summary		Place the members of a deal's map
//	@Description	All places of the members of today whom you see: who is left out goes back to the suggested layout; who is no such member is passed over; members whom you do not see keep their places. For those who may write the members. The audit does not tell of it.
//	@Tags			opportunities
//	@ID				putPlacement
//	@Accept			json
//	@Produce		json
//	@Param			id			path		string			true	"Opportunity"
//	@Param			If-Match	header		string			true	"ETag of the placement"
//	@Param			body		body		graph.Placement	true	"The places"
//	@Success		200			{object}	graph.Placement
//	@Header			200			{string}	ETag	"Version of the placement"
//	@Failure		400,403,404,412,422,428,503,504	{object}	Problem
//	@Router			/opportunities/{id}/buying-center/placement [put]
func (s *service) putPlacement(c *gin.Context) {
	var asked graph.Placement
	data, err := soleBody(c)
	match := c.GetHeader("If-Match")
	if err == nil && match == "" {
		err = problem.PreconditionRequired()
	}
	if err == nil {
		err = decodeJSON(data, &asked)
	}
	var placement graph.Placement
	if err == nil {
		placement, err = s.graph.PutPlacement(c.Request.Context(), viewer(c), pathValue(c, "id"), matching(match), asked.Places)
	}
	s.answerPlacement(c, placement, err)
}

func (s *service) answerPlacement(c *gin.Context, placement graph.Placement, err error) {
	if err == nil {
		c.Header("ETag", placement.ETag())
	}
	s.answer(c, http.StatusOK, placement, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// involvements answers which deals a contact takes or took part in.
//
//	@Summary		Involvements of a contact
//	@Description	The deals that a contact takes or took part in, as an insider or (`external`) without a seat in the deal's account, the newest first.
//	@Tags			questions
//	@ID				involvements
//	@Produce		json
//	@Param			id				path		string	true	"Contact"
//	@Param			asOf			query		string	false	"Day, today where absent"	format(date)
//	@Success		200				{object}	graph.Involvements
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/contacts/{id}/involvements [get]
func (s *service) involvements(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	involvements, err := s.graph.Involvements(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, involvements, err)
}

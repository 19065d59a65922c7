package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// buyingCenters answers who decides in an account, over all its deals.
//
//	@Summary		Buying centres of an account
//	@Description	All deals of the account (open ones first, then of most value), and everybody who takes part in one on the day: key players first, by the sum of the values of the deals in which they are key players. Values are added up as they are, currencies are not converted. `status` of an involvement is the deal's.
//	@Tags			questions
//	@ID				buyingCenters
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			asOf			query		string	false	"Day of the answer, today by default"	format(date)
//	@Success		200				{object}	graph.BuyingCenters
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/buying-centers [get]
func (s *service) buyingCenters(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	centers, err := s.graph.BuyingCenters(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, centers, err)
}

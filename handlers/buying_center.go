package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// buyingCenter answers who takes part in a deal.
//
//	@Summary		Buying centre of a deal
//	@Description	The members on the day (key players first, then by influence, name and id), the relations among them (influences for this deal or in general, ties, reporting lines, declared relations), and the deal's health. A member without a position at the deal's account is external.
//	@Description	A key player is a decisionMaker, approver or economicBuyer, or is in the innerCircle; a supporter or mentor supports us, by the attitude in this deal. Red: no key player supports us. Green: a decisionMaker or approver does, no required role is missing, and no key player is nonSupporter or enemy. Amber: the rest. Support that hangs on one user's ties alone, and unknown attitudes, are reasons besides.
//	@Tags			questions
//	@ID				buyingCenter
//	@Produce		json
//	@Param			id				path		string	true	"Opportunity"
//	@Param			asOf			query		string	false	"Day of the answer, today by default"	format(date)
//	@Success		200				{object}	graph.BuyingCenter
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/opportunities/{id}/buying-center [get]
func (s *service) buyingCenter(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	center, err := s.graph.BuyingCenter(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, center, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// accountSummary answers the compact view of an account.
//
//	@Summary		Summary of an account
//	@Description	The compact view on a day: class, owner, team, value won and open by currency, the open deal of worst health with its reasons, how many key players of the open deals an active user of ours knows (a tie of whatever strength), the last interaction in which somebody took part who held a position here then, vacant seats, and alerts in words. Who owns the account, and which deals are open, is today's on every day.
//	@Tags			questions
//	@ID				accountSummary
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			asOf			query		string	false	"The day; default today"	format(date)
//	@Success		200				{object}	graph.AccountSummary
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/summary [get]
func (s *service) accountSummary(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	summary, err := s.graph.AccountSummary(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, summary, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// resilience is GET /accounts/{id}/resilience.
//
//	@Summary		Who would cost us the key players of an account
//	@Description	For each open deal its key players (decision maker, approver, economic buyer, or in the inner circle), whether a strong path leads from an active user of ours to each, and the people, ours or not, without whom no strong path would be left. A strong path is a chain of at most three ties in force and not muted, whose strengths (today's) have a product of at least .3. `throughUsers` are the users with whom such paths leave our house; a deal is `singleThreaded` where these are one and the same for all its key players whom we reach. Key players whom nobody reaches are gaps, and hang on nobody. Single-threaded deals come first, then those of most value; `people` sums over all deals: the most key players, then the most value first.
//	@Tags			questions
//	@ID				resilience
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			asOf			query		string	false	"The day asked about; default today"	format(date)
//	@Success		200				{object}	graph.Resilience
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/resilience [get]
func (s *service) resilience(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.Resilience(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, answer, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// bridges is GET /accounts/{id}/bridges.
//
//	@Summary		Who leads into an account from where we are strong
//	@Description	People who have to do with the account, or work at its parent, a child or another child of the parent, and have to do with another account where we are strong: where we won a deal, or where somebody works to whom an active user of ours has a tie of at least .4. `alumni` work at one and used to work at the other; `board` are related to at least one of the two today, as board members or otherwise, or work at both; `sister` work at a strong one of the family, and we know them well or won a deal with them. `strength` is the strongest of our tie to the person and our tie of at least .4 to somebody of the strong account who was there with them (`through`); null is not known. The strongest come first, then those from where the won deals are of most value. Strengths are today's.
//	@Tags			questions
//	@ID				bridges
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			asOf			query		string	false	"The day asked about; default today"	format(date)
//	@Param			limit			query		int		false	"How many at most"						minimum(1)	maximum(200)	default(50)
//	@Success		200				{object}	graph.Bridges
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/bridges [get]
func (s *service) bridges(c *gin.Context) {
	q := queryOf(c)
	asOf, limit := q.date("asOf"), q.integer("limit", 50, 1, 200)
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.Bridges(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf, limit)
	s.answer(c, http.StatusOK, answer, err)
}

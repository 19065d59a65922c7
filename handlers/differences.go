package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// accountDifferences answers what changed in an account.
//
//	@Summary		What changed in an account between two days
//	@Description	Each as a sentence and as data, what weighs most first: people who came, left or moved, other managers, seats that opened or closed, who joined or left an open deal and what people are in it that they were not, ties of ours that began or ended, the health of open deals. All these from the dates in the graph; changed fields of the account and its deals (owner, stage, status, value …) from the audit, which alone knows when. How much stronger or weaker a tie became is not among them.
//	@Tags			questions
//	@ID				accountDifferences
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			from			query		string	true	"The earlier day"	format(date)
//	@Param			to				query		string	false	"The later day, today by default"	format(date)
//	@Success		200				{object}	graph.AccountDifferences
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/differences [get]
func (s *service) accountDifferences(c *gin.Context) {
	from, to, err := s.twoDays(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	differences, err := s.graph.AccountDifferences(c.Request.Context(), viewer(c), pathValue(c, "id"), from, to)
	s.answer(c, http.StatusOK, differences, err)
}

// opportunityDifferences answers what changed in a deal.
//
//	@Summary		What changed in a deal between two days
//	@Description	Each as a sentence and as data, what weighs most first: who joined or left the buying centre and what people are in it that they were not, members who work elsewhere or report to another member, ties of ours to members, health: from the dates in the graph. Changed fields of the deal (stage, status, value …) are from the audit, which alone knows when.
//	@Tags			questions
//	@ID				opportunityDifferences
//	@Produce		json
//	@Param			id				path		string	true	"Opportunity"
//	@Param			from			query		string	true	"The earlier day"	format(date)
//	@Param			to				query		string	false	"The later day, today by default"	format(date)
//	@Success		200				{object}	graph.OpportunityDifferences
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/opportunities/{id}/differences [get]
func (s *service) opportunityDifferences(c *gin.Context) {
	from, to, err := s.twoDays(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	differences, err := s.graph.OpportunityDifferences(c.Request.Context(), viewer(c), pathValue(c, "id"), from, to)
	s.answer(c, http.StatusOK, differences, err)
}

// twoDays are those that a request compares.
func (s *service) twoDays(c *gin.Context) (from, to graph.Date, err error) {
	q := queryOf(c)
	earlier, later := q.date("from"), q.date("to")
	if earlier != nil {
		s.ordered(q, "from", *earlier, later)
	} else if q.values.Get("from") == "" {
		q.wrong("from", "is missing")
	}
	if err := q.end(); err != nil {
		return from, to, err
	}
	if to = s.graph.Today(); later != nil {
		to = *later
	}
	return *earlier, to, nil
}

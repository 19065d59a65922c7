package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// chainOfCommand answers where a deal must travel from a contact.
//
//	@Summary		Chain of command from a contact
//	@Description	The seats from the person's own up the solid line to the top or, where a deal or `to` says whom it must reach, over the common manager to that person: by default the deal's approver, else decisionMaker, else economicBuyer (of several the one of most influence, then by name). The first seat is the one at `accountId`, else at the deal's account, else the primary position. Roles of a step are those in the deal, the attitude that in the deal or else in general.
//	@Description	`reaches` is false where no reporting line leads there: the steps then go to the top. `gaps` says in words what is not known or not covered on the way.
//	@Tags			questions
//	@ID				chainOfCommand
//	@Produce		json
//	@Param			id				path		string	true	"Contact"
//	@Param			accountId		query		string	false	"Account in which the person sits"
//	@Param			opportunityId	query		string	false	"Deal that must travel"
//	@Param			to				query		string	false	"Contact to be reached"
//	@Param			asOf			query		string	false	"Day of the answer, today by default"	format(date)
//	@Success		200				{object}	graph.ChainOfCommand
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/contacts/{id}/chain-of-command [get]
func (s *service) chainOfCommand(c *gin.Context) {
	q := queryOf(c)
	o := graph.ChainOptions{AccountID: q.text("accountId"), OpportunityID: q.text("opportunityId"), To: q.text("to"), AsOf: q.date("asOf")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	chain, err := s.graph.ChainOfCommand(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, chain, err)
}

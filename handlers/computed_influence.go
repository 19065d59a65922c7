package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// computedInfluence is GET /accounts/{id}/influence.
//
//	@Summary		Computed influence in an account, beside the asserted one
//	@Description	Of the people of the account and of the deal's buying centre, with the outsiders who influence them: everybody who influences somebody or is influenced, in general or for the deal, or has an asserted influence in the deal, which is the one asked for, else the open one of most value. `pageRank` (Brin & Page 1998; damping .85): whoever is influenced passes rank on to who influences them, by the weights 1 to 5; all ranks add up to 1. `brokerage` (betweenness, Freeman 1977): the share of shortest chains of influence between two others on which the person stands. Both are to six decimals, and computed (`inferred`). Influences of effect negative and conflict count too; of several between two people the heaviest counts; influences of accounts do not. By `pageRank`, then id.
//	@Tags			questions
//	@ID				computedInfluence
//	@Produce		json
//	@Param			id				path		string	true	"Account"
//	@Param			opportunityId	query		string	false	"Deal"
//	@Param			asOf			query		string	false	"The day asked about; default today"	format(date)
//	@Success		200				{object}	graph.ComputedInfluence
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/influence [get]
func (s *service) computedInfluence(c *gin.Context) {
	q := queryOf(c)
	opportunityID, asOf := q.text("opportunityId"), q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.ComputedInfluence(c.Request.Context(), viewer(c), pathValue(c, "id"), opportunityID, asOf)
	s.answer(c, http.StatusOK, answer, err)
}

package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putAccountTeamMember puts a user into the team around an account.
//
//	@Summary		A user in the team around an account
//	@Description	The body may be left out: from today on.
//	@Tags			accounts
//	@ID			putAccountTeamMember
//	@Param			id	path	string	true	"The account"
//	@Param			userId	path	string	true	"The user"
//	@Param			body	body	graph.TeamChange	false	"What the user does"
//	@Success		200	{object}	graph.TeamMember
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/accounts/{id}/team/{userId} [put]
func (s *service) putAccountTeamMember(c *gin.Context) {
	putOptional(s, c, func(b graph.TeamChange) (graph.TeamMember, error) {
		return s.graph.PutTeamMember(c.Request.Context(), viewer(c), "account", pathValue(c, "id"), pathValue(c, "userId"), b)
	})
}

// deleteAccountTeamMember takes a user out of the team around an account.
//
//	@Summary		Take a user out of the team around an account
//	@Tags			accounts
//	@ID			deleteAccountTeamMember
//	@Param			id	path	string	true	"The account"
//	@Param			userId	path	string	true	"The user"
//	@Param			until	query	string	false	"The first day on which it is no longer so; default today"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/accounts/{id}/team/{userId} [delete]
func (s *service) deleteAccountTeamMember(c *gin.Context) {
	s.end(c, func(until *graph.Date) error {
		return s.graph.DeleteTeamMember(c.Request.Context(), viewer(c), "account", pathValue(c, "id"), pathValue(c, "userId"), until)
	})
}

// putOpportunityTeamMember puts a user into the team around an opportunity.
//
//	@Summary		A user in the team around an opportunity
//	@Description	The body may be left out: from today on.
//	@Tags			opportunities
//	@ID			putOpportunityTeamMember
//	@Param			id	path	string	true	"The opportunity"
//	@Param			userId	path	string	true	"The user"
//	@Param			body	body	graph.TeamChange	false	"What the user does"
//	@Success		200	{object}	graph.TeamMember
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/opportunities/{id}/team/{userId} [put]
func (s *service) putOpportunityTeamMember(c *gin.Context) {
	putOptional(s, c, func(b graph.TeamChange) (graph.TeamMember, error) {
		return s.graph.PutTeamMember(c.Request.Context(), viewer(c), "opportunity", pathValue(c, "id"), pathValue(c, "userId"), b)
	})
}

// deleteOpportunityTeamMember takes a user out of the team around an opportunity.
//
//	@Summary		Take a user out of the team around an opportunity
//	@Tags			opportunities
//	@ID			deleteOpportunityTeamMember
//	@Param			id	path	string	true	"The opportunity"
//	@Param			userId	path	string	true	"The user"
//	@Param			until	query	string	false	"The first day on which it is no longer so; default today"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/opportunities/{id}/team/{userId} [delete]
func (s *service) deleteOpportunityTeamMember(c *gin.Context) {
	s.end(c, func(until *graph.Date) error {
		return s.graph.DeleteTeamMember(c.Request.Context(), viewer(c), "opportunity", pathValue(c, "id"), pathValue(c, "userId"), until)
	})
}

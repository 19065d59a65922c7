package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putParent makes an account the subsidiary of another.
//
//	@Summary		Who owns an account
//	@Description	The parent from since on (absent: today, null: always); null for parentId: none. No account owns itself over any chain on any day.
//	@Tags			accounts
//	@ID			putParent
//	@Param			id	path	string	true	"The account"
//	@Param			body	body	graph.ParentChange	true	"The parent and the day"
//	@Success		200	{object}	graph.Ownership
//	@Success		204	"Owned by none"
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/accounts/{id}/parent [put]
func (s *service) putParent(c *gin.Context) {
	putOrNothing(s, c, func(b graph.ParentChange) (*graph.Ownership, error) {
		return s.graph.PutParent(c.Request.Context(), viewer(c), pathValue(c, "id"), b)
	})
}

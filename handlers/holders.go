package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putHolder makes somebody the one holder of a position.
//
//	@Summary		Who holds a position
//	@Description	The one holder from since on (absent: today, null: always); null for contactId leaves the position vacant. The same again changes nothing.
//	@Tags			positions
//	@ID			putHolder
//	@Param			id	path	string	true	"The position"
//	@Param			body	body	graph.HolderChange	true	"The holder and the day"
//	@Success		200	{object}	graph.Holding
//	@Success		204	"Vacant"
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/positions/{id}/holder [put]
func (s *service) putHolder(c *gin.Context) {
	putOrNothing(s, c, func(b graph.HolderChange) (*graph.Holding, error) {
		return s.graph.PutHolder(c.Request.Context(), viewer(c), pathValue(c, "id"), b)
	})
}

// putSharedHolder makes somebody hold a position beside others.
//
//	@Summary		Who holds a position too
//	@Description	For a seat that several people share. The body may be left out: from today on.
//	@Tags			positions
//	@ID			putSharedHolder
//	@Param			id	path	string	true	"The position"
//	@Param			contactId	path	string	true	"The holder"
//	@Param			body	body	graph.SharedHolderChange	false	"The day"
//	@Success		200	{object}	graph.Holding
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/positions/{id}/holders/{contactId} [put]
func (s *service) putSharedHolder(c *gin.Context) {
	putOptional(s, c, func(b graph.SharedHolderChange) (*graph.Holding, error) {
		return s.graph.PutSharedHolder(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "contactId"), b)
	})
}

// deleteSharedHolder ends a holding.
//
//	@Summary		End a holding
//	@Tags			positions
//	@ID			deleteSharedHolder
//	@Param			id	path	string	true	"The position"
//	@Param			contactId	path	string	true	"The holder"
//	@Param			until	query	string	false	"The first day on which it is no longer so; default today"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/positions/{id}/holders/{contactId} [delete]
func (s *service) deleteSharedHolder(c *gin.Context) {
	s.end(c, func(until *graph.Date) error {
		return s.graph.DeleteSharedHolder(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "contactId"), until)
	})
}

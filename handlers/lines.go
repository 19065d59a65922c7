package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putManager makes a position report to another.
//
//	@Summary		Who a position reports to
//	@Description	From since on (absent: today, null: always) the manager holds: what held before ends that day, what began on or after it goes away. The same again changes nothing. null for managerId: nobody.
//	@Tags			positions
//	@ID			putManager
//	@Param			id	path	string	true	"The position"
//	@Param			body	body	graph.ManagerChange	true	"The manager and the day"
//	@Success		200	{object}	graph.ReportingLine
//	@Success		204	"Reports to nobody"
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/positions/{id}/manager [put]
func (s *service) putManager(c *gin.Context) {
	putOrNothing(s, c, func(b graph.ManagerChange) (*graph.ReportingLine, error) {
		return s.graph.PutManager(c.Request.Context(), viewer(c), pathValue(c, "id"), b)
	})
}

// putDottedManager draws a dotted line.
//
//	@Summary		A dotted line
//	@Description	Any number may hold at once. The body may be left out: from today on.
//	@Tags			positions
//	@ID			putDottedManager
//	@Param			id	path	string	true	"The position"
//	@Param			managerId	path	string	true	"The position it also reports to"
//	@Param			body	body	graph.DottedChange	false	"The days"
//	@Success		200	{object}	graph.ReportingLine
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/positions/{id}/dotted-managers/{managerId} [put]
func (s *service) putDottedManager(c *gin.Context) {
	putOptional(s, c, func(b graph.DottedChange) (*graph.ReportingLine, error) {
		return s.graph.PutDottedManager(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "managerId"), b)
	})
}

// deleteDottedManager ends a dotted line.
//
//	@Summary		End a dotted line
//	@Tags			positions
//	@ID			deleteDottedManager
//	@Param			id	path	string	true	"The position"
//	@Param			managerId	path	string	true	"The position it also reports to"
//	@Param			until	query	string	false	"The first day on which it is no longer so; default today"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/positions/{id}/dotted-managers/{managerId} [delete]
func (s *service) deleteDottedManager(c *gin.Context) {
	s.end(c, func(until *graph.Date) error {
		return s.graph.DeleteDottedManager(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "managerId"), until)
	})
}

package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createPosition creates a position.
//
//	@Summary	Create a position
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		positions
//	@ID			createPosition
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.PositionFields	true	"The position"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Position
//	@Header		201				{string}	Location	"Where the position is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/positions [post]
func (s *service) createPosition(c *gin.Context) { createRecord(s, c, graph.Positions) }

// readPosition answers one position.
//
//	@Summary	Read a position
//	@Tags		positions
//	@ID			readPosition
//	@Produce	json
//	@Param		id		path		string	true	"The position's id"
//	@Success	200		{object}	graph.Position
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/positions/{id} [get]
func (s *service) readPosition(c *gin.Context) { readRecord(s, c, graph.Positions) }

// patchPosition changes a position.
//
//	@Summary	Change a position
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		positions
//	@ID			patchPosition
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The position's id"
//	@Param		If-Match	header		string				true	"The ETag of the position as it was read, or *"
//	@Param		patch		body		graph.PositionFields	true	"What to change"
//	@Success	200			{object}	graph.Position
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/positions/{id} [patch]
func (s *service) patchPosition(c *gin.Context) { patchRecord(s, c, graph.Positions) }

// deletePosition deletes a position.
//
//	@Summary	Delete a position
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		positions
//	@ID			deletePosition
//	@Produce	json
//	@Param		id		path	string	true	"The position's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/positions/{id} [delete]
func (s *service) deletePosition(c *gin.Context) { deleteRecord(s, c, graph.Positions) }

// listPositions answers a page of positions.
//
//	@Summary	List positions
//	@Tags		positions
//	@ID			listPositions
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the title"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		positionId	query	string	false	"At this position"
//	@Param		open	query	bool	false	"Whether the seat exists today"
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Position]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/positions [get]
func (s *service) listPositions(c *gin.Context) { listRecords(s, c, graph.Positions) }

// readPositionByExternalID answers the position that a source calls by an id.
//
//	@Summary	Read a position by external id
//	@Tags		positions
//	@ID			readPositionByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the position; / as %2F"
//	@Success	200			{object}	graph.Position
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/positions/by-external-id/{source}/{externalId} [get]
func (s *service) readPositionByExternalID(c *gin.Context) { readExternal(s, c, graph.Positions) }

// putPositionByExternalID creates or updates the position that a source calls by an id.
//
//	@Summary	Create or update a position by external id
//	@Description	What the body names is set, null clears, the rest of an existing position stays.
//	@Tags		positions
//	@ID			putPositionByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the position; / as %2F"
//	@Param		record		body		graph.PositionFields	true	"The position"
//	@Success	200			{object}	graph.Position
//	@Success	201			{object}	graph.Position
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/positions/by-external-id/{source}/{externalId} [put]
func (s *service) putPositionByExternalID(c *gin.Context) { putExternal(s, c, graph.Positions) }

// deletePositionByExternalID deletes the position that a source calls by an id.
//
//	@Summary	Delete a position by external id
//	@Tags		positions
//	@ID			deletePositionByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the position; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/positions/by-external-id/{source}/{externalId} [delete]
func (s *service) deletePositionByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Positions) }

// batchUpsertPositions creates and updates positions.
//
//	@Summary	Create and update up to 1,000 positions
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing position stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		positions
//	@ID			batchUpsertPositions
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.PositionFields]	true	"The positions"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/positions:batchUpsert [post]
func (s *service) batchUpsertPositions(c *gin.Context) { batchRecords(s, c, graph.Positions) }

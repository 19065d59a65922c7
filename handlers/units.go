package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createUnit creates a unit.
//
//	@Summary	Create a unit
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		units
//	@ID			createUnit
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.UnitFields	true	"The unit"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Unit
//	@Header		201				{string}	Location	"Where the unit is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/units [post]
func (s *service) createUnit(c *gin.Context) { createRecord(s, c, graph.Units) }

// readUnit answers one unit.
//
//	@Summary	Read a unit
//	@Tags		units
//	@ID			readUnit
//	@Produce	json
//	@Param		id		path		string	true	"The unit's id"
//	@Success	200		{object}	graph.Unit
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/units/{id} [get]
func (s *service) readUnit(c *gin.Context) { readRecord(s, c, graph.Units) }

// patchUnit changes a unit.
//
//	@Summary	Change a unit
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		units
//	@ID			patchUnit
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The unit's id"
//	@Param		If-Match	header		string				true	"The ETag of the unit as it was read, or *"
//	@Param		patch		body		graph.UnitFields	true	"What to change"
//	@Success	200			{object}	graph.Unit
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/units/{id} [patch]
func (s *service) patchUnit(c *gin.Context) { patchRecord(s, c, graph.Units) }

// deleteUnit deletes a unit.
//
//	@Summary	Delete a unit
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		units
//	@ID			deleteUnit
//	@Produce	json
//	@Param		id		path	string	true	"The unit's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/units/{id} [delete]
func (s *service) deleteUnit(c *gin.Context) { deleteRecord(s, c, graph.Units) }

// listUnits answers a page of units.
//
//	@Summary	List units
//	@Tags		units
//	@ID			listUnits
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		unitId	query	string	false	"This unit and those below"
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Unit]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/units [get]
func (s *service) listUnits(c *gin.Context) { listRecords(s, c, graph.Units) }

// readUnitByExternalID answers the unit that a source calls by an id.
//
//	@Summary	Read a unit by external id
//	@Tags		units
//	@ID			readUnitByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the unit; / as %2F"
//	@Success	200			{object}	graph.Unit
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/units/by-external-id/{source}/{externalId} [get]
func (s *service) readUnitByExternalID(c *gin.Context) { readExternal(s, c, graph.Units) }

// putUnitByExternalID creates or updates the unit that a source calls by an id.
//
//	@Summary	Create or update a unit by external id
//	@Description	What the body names is set, null clears, the rest of an existing unit stays.
//	@Tags		units
//	@ID			putUnitByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the unit; / as %2F"
//	@Param		record		body		graph.UnitFields	true	"The unit"
//	@Success	200			{object}	graph.Unit
//	@Success	201			{object}	graph.Unit
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/units/by-external-id/{source}/{externalId} [put]
func (s *service) putUnitByExternalID(c *gin.Context) { putExternal(s, c, graph.Units) }

// deleteUnitByExternalID deletes the unit that a source calls by an id.
//
//	@Summary	Delete a unit by external id
//	@Tags		units
//	@ID			deleteUnitByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the unit; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/units/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteUnitByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Units) }

// batchUpsertUnits creates and updates units.
//
//	@Summary	Create and update up to 1,000 units
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing unit stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		units
//	@ID			batchUpsertUnits
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.UnitFields]	true	"The units"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/units:batchUpsert [post]
func (s *service) batchUpsertUnits(c *gin.Context) { batchRecords(s, c, graph.Units) }

package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createRelationType creates a relation type.
//
//	@Summary	Create a relation type
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		relation-types
//	@ID			createRelationType
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.RelationTypeFields	true	"The relation type"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.RelationType
//	@Header		201				{string}	Location	"Where the relation type is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/relation-types [post]
func (s *service) createRelationType(c *gin.Context) { createRecord(s, c, graph.RelationTypes) }

// readRelationType answers one relation type.
//
//	@Summary	Read a relation type
//	@Tags		relation-types
//	@ID			readRelationType
//	@Produce	json
//	@Param		id		path		string	true	"The relation type's id"
//	@Success	200		{object}	graph.RelationType
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/relation-types/{id} [get]
func (s *service) readRelationType(c *gin.Context) { readRecord(s, c, graph.RelationTypes) }

// patchRelationType changes a relation type.
//
//	@Summary	Change a relation type
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		relation-types
//	@ID			patchRelationType
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The relation type's id"
//	@Param		If-Match	header		string				true	"The ETag of the relation type as it was read, or *"
//	@Param		patch		body		graph.RelationTypeFields	true	"What to change"
//	@Success	200			{object}	graph.RelationType
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/relation-types/{id} [patch]
func (s *service) patchRelationType(c *gin.Context) { patchRecord(s, c, graph.RelationTypes) }

// deleteRelationType deletes a relation type.
//
//	@Summary	Delete a relation type
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		relation-types
//	@ID			deleteRelationType
//	@Produce	json
//	@Param		id		path	string	true	"The relation type's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/relation-types/{id} [delete]
func (s *service) deleteRelationType(c *gin.Context) { deleteRecord(s, c, graph.RelationTypes) }

// listRelationTypes answers a page of relation types.
//
//	@Summary	List relation types
//	@Tags		relation-types
//	@ID			listRelationTypes
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.RelationType]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/relation-types [get]
func (s *service) listRelationTypes(c *gin.Context) { listRecords(s, c, graph.RelationTypes) }

// readRelationTypeByExternalID answers the relation type that a source calls by an id.
//
//	@Summary	Read a relation type by external id
//	@Tags		relation-types
//	@ID			readRelationTypeByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the relation type; / as %2F"
//	@Success	200			{object}	graph.RelationType
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/relation-types/by-external-id/{source}/{externalId} [get]
func (s *service) readRelationTypeByExternalID(c *gin.Context) {
	readExternal(s, c, graph.RelationTypes)
}

// putRelationTypeByExternalID creates or updates the relation type that a source calls by an id.
//
//	@Summary	Create or update a relation type by external id
//	@Description	What the body names is set, null clears, the rest of an existing relation type stays.
//	@Tags		relation-types
//	@ID			putRelationTypeByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the relation type; / as %2F"
//	@Param		record		body		graph.RelationTypeFields	true	"The relation type"
//	@Success	200			{object}	graph.RelationType
//	@Success	201			{object}	graph.RelationType
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/relation-types/by-external-id/{source}/{externalId} [put]
func (s *service) putRelationTypeByExternalID(c *gin.Context) { putExternal(s, c, graph.RelationTypes) }

// deleteRelationTypeByExternalID deletes the relation type that a source calls by an id.
//
//	@Summary	Delete a relation type by external id
//	@Tags		relation-types
//	@ID			deleteRelationTypeByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the relation type; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/relation-types/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteRelationTypeByExternalID(c *gin.Context) {
	deleteExternal(s, c, graph.RelationTypes)
}

// batchUpsertRelationTypes creates and updates relation types.
//
//	@Summary	Create and update up to 1,000 relation types
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing relation type stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		relation-types
//	@ID			batchUpsertRelationTypes
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.RelationTypeFields]	true	"The relation types"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/relation-types:batchUpsert [post]
func (s *service) batchUpsertRelationTypes(c *gin.Context) { batchRecords(s, c, graph.RelationTypes) }

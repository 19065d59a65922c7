package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createOpportunity creates an opportunity.
//
//	@Summary	Create an opportunity
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		opportunities
//	@ID			createOpportunity
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.OpportunityFields	true	"The opportunity"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Opportunity
//	@Header		201				{string}	Location	"Where the opportunity is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/opportunities [post]
func (s *service) createOpportunity(c *gin.Context) { createRecord(s, c, graph.Opportunities) }

// readOpportunity answers one opportunity.
//
//	@Summary	Read an opportunity
//	@Tags		opportunities
//	@ID			readOpportunity
//	@Produce	json
//	@Param		id		path		string	true	"The opportunity's id"
//	@Success	200		{object}	graph.Opportunity
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/opportunities/{id} [get]
func (s *service) readOpportunity(c *gin.Context) { readRecord(s, c, graph.Opportunities) }

// patchOpportunity changes an opportunity.
//
//	@Summary	Change an opportunity
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		opportunities
//	@ID			patchOpportunity
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The opportunity's id"
//	@Param		If-Match	header		string				true	"The ETag of the opportunity as it was read, or *"
//	@Param		patch		body		graph.OpportunityFields	true	"What to change"
//	@Success	200			{object}	graph.Opportunity
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/opportunities/{id} [patch]
func (s *service) patchOpportunity(c *gin.Context) { patchRecord(s, c, graph.Opportunities) }

// deleteOpportunity deletes an opportunity.
//
//	@Summary	Delete an opportunity
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		opportunities
//	@ID			deleteOpportunity
//	@Produce	json
//	@Param		id		path	string	true	"The opportunity's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/opportunities/{id} [delete]
func (s *service) deleteOpportunity(c *gin.Context) { deleteRecord(s, c, graph.Opportunities) }

// listOpportunities answers a page of opportunities.
//
//	@Summary	List opportunities
//	@Tags		opportunities
//	@ID			listOpportunities
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		ownerId	query	string	false	"The responsible user, or me"
//	@Param		unitId	query	string	false	"Owned in this unit or one below"
//	@Param		opportunityId	query	string	false	"At this opportunity"
//	@Param		status	query	string	false	"The status"	Enums(open, won, lost)
//	@Param		stage	query	string	false	"The stage"
//	@Param		closeBefore	query	string	false	"Closing before this day"	format(date)
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Opportunity]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/opportunities [get]
func (s *service) listOpportunities(c *gin.Context) { listRecords(s, c, graph.Opportunities) }

// readOpportunityByExternalID answers the opportunity that a source calls by an id.
//
//	@Summary	Read an opportunity by external id
//	@Tags		opportunities
//	@ID			readOpportunityByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the opportunity; / as %2F"
//	@Success	200			{object}	graph.Opportunity
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/opportunities/by-external-id/{source}/{externalId} [get]
func (s *service) readOpportunityByExternalID(c *gin.Context) {
	readExternal(s, c, graph.Opportunities)
}

// putOpportunityByExternalID creates or updates the opportunity that a source calls by an id.
//
//	@Summary	Create or update an opportunity by external id
//	@Description	What the body names is set, null clears, the rest of an existing opportunity stays.
//	@Tags		opportunities
//	@ID			putOpportunityByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the opportunity; / as %2F"
//	@Param		record		body		graph.OpportunityFields	true	"The opportunity"
//	@Success	200			{object}	graph.Opportunity
//	@Success	201			{object}	graph.Opportunity
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/opportunities/by-external-id/{source}/{externalId} [put]
func (s *service) putOpportunityByExternalID(c *gin.Context) { putExternal(s, c, graph.Opportunities) }

// deleteOpportunityByExternalID deletes the opportunity that a source calls by an id.
//
//	@Summary	Delete an opportunity by external id
//	@Tags		opportunities
//	@ID			deleteOpportunityByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the opportunity; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/opportunities/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteOpportunityByExternalID(c *gin.Context) {
	deleteExternal(s, c, graph.Opportunities)
}

// batchUpsertOpportunities creates and updates opportunities.
//
//	@Summary	Create and update up to 1,000 opportunities
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing opportunity stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		opportunities
//	@ID			batchUpsertOpportunities
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.OpportunityFields]	true	"The opportunities"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/opportunities:batchUpsert [post]
func (s *service) batchUpsertOpportunities(c *gin.Context) { batchRecords(s, c, graph.Opportunities) }

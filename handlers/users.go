package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createUser creates a user.
//
//	@Summary	Create a user
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		users
//	@ID			createUser
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.UserFields	true	"The user"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.User
//	@Header		201				{string}	Location	"Where the user is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/users [post]
func (s *service) createUser(c *gin.Context) { createRecord(s, c, graph.Users) }

// readUser answers one user.
//
//	@Summary	Read a user
//	@Tags		users
//	@ID			readUser
//	@Produce	json
//	@Param		id		path		string	true	"The user's id"
//	@Success	200		{object}	graph.User
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/users/{id} [get]
func (s *service) readUser(c *gin.Context) { readRecord(s, c, graph.Users) }

// patchUser changes a user.
//
//	@Summary	Change a user
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		users
//	@ID			patchUser
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The user's id"
//	@Param		If-Match	header		string				true	"The ETag of the user as it was read, or *"
//	@Param		patch		body		graph.UserFields	true	"What to change"
//	@Success	200			{object}	graph.User
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/users/{id} [patch]
func (s *service) patchUser(c *gin.Context) { patchRecord(s, c, graph.Users) }

// deleteUser deletes a user.
//
//	@Summary	Delete a user
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		users
//	@ID			deleteUser
//	@Produce	json
//	@Param		id		path	string	true	"The user's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/users/{id} [delete]
func (s *service) deleteUser(c *gin.Context) { deleteRecord(s, c, graph.Users) }

// listUsers answers a page of users.
//
//	@Summary	List users
//	@Tags		users
//	@ID			listUsers
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name, or of an e-mail"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		unitId	query	string	false	"In this unit or one below"
//	@Param		active	query	bool	false	"Whether still with us"
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.User]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/users [get]
func (s *service) listUsers(c *gin.Context) { listRecords(s, c, graph.Users) }

// readUserByExternalID answers the user that a source calls by an id.
//
//	@Summary	Read a user by external id
//	@Tags		users
//	@ID			readUserByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the user; / as %2F"
//	@Success	200			{object}	graph.User
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/users/by-external-id/{source}/{externalId} [get]
func (s *service) readUserByExternalID(c *gin.Context) { readExternal(s, c, graph.Users) }

// putUserByExternalID creates or updates the user that a source calls by an id.
//
//	@Summary	Create or update a user by external id
//	@Description	What the body names is set, null clears, the rest of an existing user stays.
//	@Tags		users
//	@ID			putUserByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the user; / as %2F"
//	@Param		record		body		graph.UserFields	true	"The user"
//	@Success	200			{object}	graph.User
//	@Success	201			{object}	graph.User
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/users/by-external-id/{source}/{externalId} [put]
func (s *service) putUserByExternalID(c *gin.Context) { putExternal(s, c, graph.Users) }

// deleteUserByExternalID deletes the user that a source calls by an id.
//
//	@Summary	Delete a user by external id
//	@Tags		users
//	@ID			deleteUserByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the user; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/users/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteUserByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Users) }

// batchUpsertUsers creates and updates users.
//
//	@Summary	Create and update up to 1,000 users
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing user stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		users
//	@ID			batchUpsertUsers
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.UserFields]	true	"The users"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/users:batchUpsert [post]
func (s *service) batchUpsertUsers(c *gin.Context) { batchRecords(s, c, graph.Users) }

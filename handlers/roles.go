package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createRole creates a role.
//
//	@Summary		Create a role
//	@Description	A template of rights, for those who may administer. `rules` says for each kind how far one reads, writes and deletes: `none`, `own`, `unit`, `unitTree` (the units and those below them) or `all`; which permissions one has; whose connections count for paths; and which fields one may not see or write, custom ones as `custom.name`. What it does not name is none, but for fields: those are written.
//	@Tags			roles
//	@ID				createRole
//	@Accept			json
//	@Produce		json
//	@Param			record				body		graph.RoleFields	true	"The role"
//	@Param			Idempotency-Key		header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success		201					{object}	graph.Role
//	@Header			201					{string}	Location	"Where the role is"
//	@Header			201					{string}	ETag		"Its version"
//	@Failure		400,409,413,422,503	{object}	Problem
//	@Router			/roles [post]
func (s *service) createRole(c *gin.Context) { createRecord(s, c, graph.Roles) }

// readRole answers one role.
//
//	@Summary	Read a role
//	@Tags		roles
//	@ID			readRole
//	@Produce	json
//	@Param		id			path		string	true	"The role's id"
//	@Success	200			{object}	graph.Role
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/roles/{id} [get]
func (s *service) readRole(c *gin.Context) { readRecord(s, c, graph.Roles) }

// patchRole changes a role.
//
//	@Summary		Change a role
//	@Description	A JSON merge patch (RFC 7396), of `rules` too. It counts for everybody with the role from their next request on. The built-in roles cannot be changed, and somebody who can sign in must be left who may administer: 409.
//	@Tags			roles
//	@ID				patchRole
//	@Accept			json
//	@Produce		json
//	@Param			id								path		string				true	"The role's id"
//	@Param			If-Match						header		string				true	"The ETag of the role as it was read, or *"
//	@Param			patch							body		graph.RoleFields	true	"What to change"
//	@Success		200								{object}	graph.Role
//	@Header			200								{string}	ETag	"Its version"
//	@Failure		400,404,409,412,413,422,428,503	{object}	Problem
//	@Router			/roles/{id} [patch]
func (s *service) patchRole(c *gin.Context) { patchRecord(s, c, graph.Roles) }

// deleteRole deletes a role.
//
//	@Summary		Delete a role
//	@Description	Refused with 409 and the counts where users or tokens have it, unless cascade: they may do nothing then until they get another. The built-in roles cannot be deleted.
//	@Tags			roles
//	@ID				deleteRole
//	@Param			id		path	string	true	"The role's id"
//	@Param			cascade	query	bool	false	"Whether users and tokens lose it"
//	@Success		204
//	@Failure		400,404,409,503	{object}	Problem
//	@Router			/roles/{id} [delete]
func (s *service) deleteRole(c *gin.Context) { deleteRecord(s, c, graph.Roles) }

// listRoles lists roles.
//
//	@Summary	List roles
//	@Tags		roles
//	@ID			listRoles
//	@Produce	json
//	@Param		q				query		string	false	"Beginning of the name"
//	@Param		limit			query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor			query		string	false	"nextCursor of the page before"
//	@Param		sort			query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//	@Param		updatedSince	query		string	false	"Changed at or after this instant or day"
//	@Param		custom.NAME		query		string	false	"The value of a custom field"
//	@Success	200				{object}	graph.Page[graph.Role]
//	@Failure	400,422,503,504	{object}	Problem
//	@Router		/roles [get]
func (s *service) listRoles(c *gin.Context) { listRecords(s, c, graph.Roles) }

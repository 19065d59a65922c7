package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createAccount creates an account.
//
//	@Summary	Create an account
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		accounts
//	@ID			createAccount
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.AccountFields	true	"The account"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Account
//	@Header		201				{string}	Location	"Where the account is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/accounts [post]
func (s *service) createAccount(c *gin.Context) { createRecord(s, c, graph.Accounts) }

// readAccount answers one account.
//
//	@Summary	Read an account
//	@Tags		accounts
//	@ID			readAccount
//	@Produce	json
//	@Param		id		path		string	true	"The account's id"
//	@Success	200		{object}	graph.Account
//	@Header		200		{string}	ETag	"Its version"
//	@Success	301		"It was merged into another: Location is where that is"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/accounts/{id} [get]
func (s *service) readAccount(c *gin.Context) { readRecord(s, c, graph.Accounts) }

// patchAccount changes an account.
//
//	@Summary	Change an account
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		accounts
//	@ID			patchAccount
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The account's id"
//	@Param		If-Match	header		string				true	"The ETag of the account as it was read, or *"
//	@Param		patch		body		graph.AccountFields	true	"What to change"
//	@Success	200			{object}	graph.Account
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/accounts/{id} [patch]
func (s *service) patchAccount(c *gin.Context) { patchRecord(s, c, graph.Accounts) }

// deleteAccount deletes an account.
//
//	@Summary	Delete an account
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade; with cascade its positions and opportunities go along.
//	@Tags		accounts
//	@ID			deleteAccount
//	@Produce	json
//	@Param		id		path	string	true	"The account's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/accounts/{id} [delete]
func (s *service) deleteAccount(c *gin.Context) { deleteRecord(s, c, graph.Accounts) }

// listAccounts answers a page of accounts.
//
//	@Summary	List accounts
//	@Tags		accounts
//	@ID			listAccounts
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		ownerId	query	string	false	"The responsible user, or me"
//	@Param		unitId	query	string	false	"Owned in this unit or one below"
//	@Param		class	query	string	false	"The class"
//	@Param		industry	query	string	false	"The industry"
//	@Param		lastContactBefore	query	string	false	"Last talked with before this day"	format(date)
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Account]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/accounts [get]
func (s *service) listAccounts(c *gin.Context) { listRecords(s, c, graph.Accounts) }

// readAccountByExternalID answers the account that a source calls by an id.
//
//	@Summary	Read an account by external id
//	@Tags		accounts
//	@ID			readAccountByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the account; / as %2F"
//	@Success	200			{object}	graph.Account
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/accounts/by-external-id/{source}/{externalId} [get]
func (s *service) readAccountByExternalID(c *gin.Context) { readExternal(s, c, graph.Accounts) }

// putAccountByExternalID creates or updates the account that a source calls by an id.
//
//	@Summary	Create or update an account by external id
//	@Description	What the body names is set, null clears, the rest of an existing account stays.
//	@Tags		accounts
//	@ID			putAccountByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the account; / as %2F"
//	@Param		record		body		graph.AccountFields	true	"The account"
//	@Success	200			{object}	graph.Account
//	@Success	201			{object}	graph.Account
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/accounts/by-external-id/{source}/{externalId} [put]
func (s *service) putAccountByExternalID(c *gin.Context) { putExternal(s, c, graph.Accounts) }

// deleteAccountByExternalID deletes the account that a source calls by an id.
//
//	@Summary	Delete an account by external id
//	@Tags		accounts
//	@ID			deleteAccountByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the account; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/accounts/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteAccountByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Accounts) }

// batchUpsertAccounts creates and updates accounts.
//
//	@Summary	Create and update up to 1,000 accounts
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing account stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		accounts
//	@ID			batchUpsertAccounts
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.AccountFields]	true	"The accounts"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/accounts:batchUpsert [post]
func (s *service) batchUpsertAccounts(c *gin.Context) { batchRecords(s, c, graph.Accounts) }

package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createContact creates a contact.
//
//	@Summary	Create a contact
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it. `employment` gives the contact a position at an account in the same call, as a row of a contacts file does.
//	@Tags		contacts
//	@ID			createContact
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.ContactWrite	true	"The contact"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Contact
//	@Header		201				{string}	Location	"Where the contact is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/contacts [post]
func (s *service) createContact(c *gin.Context) { createRecord(s, c, graph.Contacts) }

// readContact answers one contact.
//
//	@Summary	Read a contact
//	@Tags		contacts
//	@ID			readContact
//	@Produce	json
//	@Param		id		path		string	true	"The contact's id"
//	@Success	200		{object}	graph.Contact
//	@Header		200		{string}	ETag	"Its version"
//	@Success	301		"It was merged into another: Location is where that is"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/contacts/{id} [get]
func (s *service) readContact(c *gin.Context) { readRecord(s, c, graph.Contacts) }

// patchContact changes a contact.
//
//	@Summary	Change a contact
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		contacts
//	@ID			patchContact
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The contact's id"
//	@Param		If-Match	header		string				true	"The ETag of the contact as it was read, or *"
//	@Param		patch		body		graph.ContactWrite	true	"What to change"
//	@Success	200			{object}	graph.Contact
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/contacts/{id} [patch]
func (s *service) patchContact(c *gin.Context) { patchRecord(s, c, graph.Contacts) }

// deleteContact deletes a contact.
//
//	@Summary	Delete a contact
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		contacts
//	@ID			deleteContact
//	@Produce	json
//	@Param		id		path	string	true	"The contact's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/contacts/{id} [delete]
func (s *service) deleteContact(c *gin.Context) { deleteRecord(s, c, graph.Contacts) }

// listContacts answers a page of contacts.
//
//	@Summary	List contacts
//	@Tags		contacts
//	@ID			listContacts
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name, or of an e-mail"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		ownerId	query	string	false	"The responsible user, or me"
//	@Param		unitId	query	string	false	"Owned in this unit or one below"
//	@Param		contactId	query	string	false	"At this contact"
//	@Param		lastContactBefore	query	string	false	"Last talked with before this day"	format(date)
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Contact]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/contacts [get]
func (s *service) listContacts(c *gin.Context) { listRecords(s, c, graph.Contacts) }

// readContactByExternalID answers the contact that a source calls by an id.
//
//	@Summary	Read a contact by external id
//	@Tags		contacts
//	@ID			readContactByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the contact; / as %2F"
//	@Success	200			{object}	graph.Contact
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/contacts/by-external-id/{source}/{externalId} [get]
func (s *service) readContactByExternalID(c *gin.Context) { readExternal(s, c, graph.Contacts) }

// putContactByExternalID creates or updates the contact that a source calls by an id.
//
//	@Summary	Create or update a contact by external id
//	@Description	What the body names is set, null clears, the rest of an existing contact stays.
//	@Tags		contacts
//	@ID			putContactByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the contact; / as %2F"
//	@Param		record		body		graph.ContactWrite	true	"The contact"
//	@Success	200			{object}	graph.Contact
//	@Success	201			{object}	graph.Contact
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/contacts/by-external-id/{source}/{externalId} [put]
func (s *service) putContactByExternalID(c *gin.Context) { putExternal(s, c, graph.Contacts) }

// deleteContactByExternalID deletes the contact that a source calls by an id.
//
//	@Summary	Delete a contact by external id
//	@Tags		contacts
//	@ID			deleteContactByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the contact; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/contacts/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteContactByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Contacts) }

// batchUpsertContacts creates and updates contacts.
//
//	@Summary	Create and update up to 1,000 contacts
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing contact stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		contacts
//	@ID			batchUpsertContacts
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.ContactWrite]	true	"The contacts"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/contacts:batchUpsert [post]
func (s *service) batchUpsertContacts(c *gin.Context) { batchRecords(s, c, graph.Contacts) }

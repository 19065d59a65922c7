package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// batchInteractions records many interactions.
//
//	@Summary		Record interactions
//	@Description	At most 1,000. The same source and externalId is the same interaction. People are named by id, by {source,id} or by e-mail address; an item with somebody unknown is refused.
//	@Tags			interactions
//	@ID			batchInteractions
//	@Param			body	body	BatchUpsert[graph.InteractionChange]	true	"The interactions"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/interactions:batch [post]
func (s *service) batchInteractions(c *gin.Context) {
	putBatch(s, c, func(items []graph.InteractionChange) ([]graph.Result, error) {
		return s.graph.PutInteractions(c.Request.Context(), viewer(c), items)
	})
}

// accountInteractions answers the interactions of the people who held a position in an account then.
//
//	@Summary		The interactions of the people who held a position in an account then
//	@Description	Newest first.
//	@Tags			interactions
//	@ID			accountInteractions
//	@Param			id	path	string	true	"The account"
//	@Param			asOf	query	string	false	"The last day; default all"	format(date)
//	@Param			limit	query	integer	false	"1 to 200, default 50"
//	@Param			cursor	query	string	false	"nextCursor of the page before"
//	@Success		200	{object}	graph.InteractionPage
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/accounts/{id}/interactions [get]
func (s *service) accountInteractions(c *gin.Context) {
	s.interactions(c, "account")
}

// contactInteractions answers the interactions of a contact.
//
//	@Summary		The interactions of a contact
//	@Description	Newest first.
//	@Tags			interactions
//	@ID			contactInteractions
//	@Param			id	path	string	true	"The contact"
//	@Param			asOf	query	string	false	"The last day; default all"	format(date)
//	@Param			limit	query	integer	false	"1 to 200, default 50"
//	@Param			cursor	query	string	false	"nextCursor of the page before"
//	@Success		200	{object}	graph.InteractionPage
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/contacts/{id}/interactions [get]
func (s *service) contactInteractions(c *gin.Context) {
	s.interactions(c, "contact")
}

func (s *service) interactions(c *gin.Context, kind string) {
	q := queryOf(c)
	asOf, limit, cursor := q.date("asOf"), q.integer("limit", 50, 1, 200), q.text("cursor")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.Interactions(c.Request.Context(), viewer(c), kind, pathValue(c, "id"), asOf, limit, cursor)
	s.answer(c, http.StatusOK, page, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putTie says how well two people know each other.
//
//	@Summary		How well two people know each other
//	@Description	An asserted level, a measured strength, or neither. Said again, it is renewed. The answer is the tie as derived from all its sources.
//	@Tags			ties
//	@ID			putTie
//	@Param			body	body	graph.TieChange	true	"What is said"
//	@Success		200	{object}	graph.Tie
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/ties [put]
func (s *service) putTie(c *gin.Context) {
	put(s, c, func(b graph.TieChange) (graph.Tie, error) {
		return s.graph.PutTie(c.Request.Context(), viewer(c), b)
	})
}

// deleteTie takes back what was said of a tie.
//
//	@Summary		Take back what was said of a tie
//	@Description	What was asserted and measured goes; a tie with other sources stays.
//	@Tags			ties
//	@ID			deleteTie
//	@Param			id	path	string	true	"The tie"
//	@Success		204
//	@Failure		404	{object}	Problem
//	@Router			/ties/{id} [delete]
func (s *service) deleteTie(c *gin.Context) {
	s.remove(c, func() error { return s.graph.DeleteTie(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

// contactTies answers the ties of a contact.
//
//	@Summary		The ties of a contact
//	@Description	In force on the day and not muted, strongest first, with what each rests on.
//	@Tags			ties
//	@ID			contactTies
//	@Param			id	path	string	true	"The contact"
//	@Param			asOf	query	string	false	"The day; default today"
//	@Param			limit	query	integer	false	"1 to 200, default 50"
//	@Param			cursor	query	string	false	"nextCursor of the page before"
//	@Success		200	{object}	graph.TiePage
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/contacts/{id}/ties [get]
func (s *service) contactTies(c *gin.Context) {
	s.ties(c, "contact")
}

// userTies answers the ties of a user.
//
//	@Summary		The ties of a user
//	@Description	In force on the day and not muted, strongest first, with what each rests on.
//	@Tags			ties
//	@ID			userTies
//	@Param			id	path	string	true	"The user"
//	@Param			asOf	query	string	false	"The day; default today"
//	@Param			limit	query	integer	false	"1 to 200, default 50"
//	@Param			cursor	query	string	false	"nextCursor of the page before"
//	@Success		200	{object}	graph.TiePage
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/users/{id}/ties [get]
func (s *service) userTies(c *gin.Context) {
	s.ties(c, "user")
}

func (s *service) ties(c *gin.Context, kind string) {
	q := queryOf(c)
	o := graph.TiesOptions{AsOf: q.date("asOf"), Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.Ties(c.Request.Context(), viewer(c), kind, pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, page, err)
}

// batchTies writes many ties.
//
//	@Summary		Many ties at once
//	@Description	At most 1,000; one that is refused leaves the others.
//	@Tags			ties
//	@ID			batchTies
//	@Param			body	body	BatchUpsert[graph.TieChange]	true	"The items"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/ties:batchUpsert [post]
func (s *service) batchTies(c *gin.Context) {
	putBatch(s, c, func(items []graph.TieChange) ([]graph.Result, error) {
		return s.graph.PutTies(c.Request.Context(), viewer(c), items)
	})
}

package handlers

import (
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// depart ends what a contact holds at an account.
//
//	@Summary		A contact leaves an account
//	@Description	In one step: what they hold there ends on the day, a successor takes the seat or it stays vacant, and the position that they go to is made. Answers what hung on them.
//	@Tags			contacts
//	@ID			depart
//	@Param			id	path	string	true	"The contact"
//	@Param			body	body	graph.Departing	true	"From where, when, and who follows"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	graph.Departure
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/contacts/{id}:depart [post]
func (s *service) depart(c *gin.Context) {
	id, is := strings.CutSuffix(pathValue(c, "id"), ":depart") // the router knows no parameter with something after it
	if !is {
		c.Header("Allow", "DELETE, GET, PATCH")
		s.noMethod(c)
		return
	}
	put(s, c, func(b graph.Departing) (graph.Departure, error) {
		return s.graph.Depart(c.Request.Context(), viewer(c), id, b)
	})
}

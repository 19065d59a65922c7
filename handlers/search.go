package handlers

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// search is GET /search.
//
//	@Summary		People, accounts and opportunities by what somebody types
//	@Description	Names in which every word typed begins a word, whatever the accents and the letter case, and people with an e-mail address that begins so; the best first. Where that finds fewer than five, names follow that have one word with one typo.
//	@Tags			search
//	@ID				search
//	@Produce		json
//	@Param			q		query		string	true	"What is looked for"
//	@Param			kinds	query		string	false	"Kinds of records with commas between them, of contact, user, account, opportunity; default all"
//	@Param			limit	query		int		false	"How many at most"	minimum(1)	maximum(50)	default(20)
//	@Success		200		{object}	graph.Found
//	@Failure		400		{object}	Problem
//	@Router			/search [get]
func (s *service) search(c *gin.Context) {
	q := queryOf(c)
	typed, kinds, limit := q.text("q"), q.list("kinds", graph.SearchKinds...), q.integer("limit", 20, 1, 50)
	if strings.TrimSpace(typed) == "" {
		q.wrong("q", "is missing")
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.Search(c.Request.Context(), viewer(c), typed, kinds, limit)
	s.answer(c, http.StatusOK, answer, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createToken makes a token.
//
//	@Summary		Create a token
//	@Description	For `Authorization: Bearer`. With `roleId` it is a program's own, and for administrators to make: its role's levels are reckoned from `unitId` and the units below it, and without one it sees what its role shows of all. Without `roleId` it is the signed-in user's, with the rights that they have. Scopes narrow what it may be used for; with `actAs` the header `Kith-User` (an id or an e-mail address) makes the answer that user's, with the narrower of both rights. The token is shown this once.
//	@Tags			tokens
//	@ID				createToken
//	@Accept			json
//	@Produce		json
//	@Param			token				body		graph.TokenFields	true	"The token"
//	@Success		201					{object}	graph.NewToken
//	@Failure		400,413,422,503	{object}	Problem
//	@Router			/tokens [post]
func (s *service) createToken(c *gin.Context) {
	var fields graph.TokenFields
	err := firstError(queryOf(c).end(), body(c, &fields))
	var token graph.NewToken
	if err == nil {
		token, err = s.graph.CreateToken(c.Request.Context(), viewer(c), fields)
	}
	s.answer(c, http.StatusCreated, token, err)
}

// listTokens lists tokens.
//
//	@Summary		List tokens
//	@Description	All of them for who may administer, else one's own.
//	@Tags			tokens
//	@ID				listTokens
//	@Produce		json
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.Page[graph.Token]
//	@Failure		400,503	{object}	Problem
//	@Router			/tokens [get]
func (s *service) listTokens(c *gin.Context) {
	q := queryOf(c)
	limit, cursor := q.integer("limit", 50, 1, 200), q.text("cursor")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.Tokens(c.Request.Context(), viewer(c), limit, cursor)
	s.answer(c, http.StatusOK, page, err)
}

// deleteToken takes a token back.
//
//	@Summary		Take a token back
//	@Description	From the next request on it does not count; where another Kith serves the same graph, within a second there.
//	@Tags			tokens
//	@ID				deleteToken
//	@Param			id	path	string	true	"The token"
//	@Success		204
//	@Failure		400,404,503	{object}	Problem
//	@Router			/tokens/{id} [delete]
func (s *service) deleteToken(c *gin.Context) {
	s.remove(c, func() error { return s.graph.DeleteToken(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// byExternalID answers what another system calls by an id.
//
//	@Summary		What another system calls by an id, whatever its kind
//	@Description	For links from elsewhere, which know the system and the id alone: at most one record of each kind, in the order of kinds, of those that you see. None is an empty list.
//	@Tags			questions
//	@ID				byExternalId
//	@Produce		json
//	@Param			source		path		string	true	"The other system"
//	@Param			externalId	path		string	true	"The record's id there; / is %2F"
//	@Success		200			{object}	graph.Linked
//	@Failure		400,503,504	{object}	Problem
//	@Router			/by-external-id/{source}/{externalId} [get]
func (s *service) byExternalID(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	linked, err := s.graph.ByExternalID(c.Request.Context(), viewer(c), externalID(c))
	s.answer(c, http.StatusOK, linked, err)
}

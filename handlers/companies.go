package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// companies is GET /contacts/{id}/companies.
//
//	@Summary		Every company that a contact is or was tied to
//	@Description	By positions, relations and involvements in its deals that had begun by the day. Companies with a tie in force come first, then by name; of one company's ties, those in force first, then what began last.
//	@Tags			contacts
//	@ID				companies
//	@Produce		json
//	@Param			id		path		string	true	"Contact"
//	@Param			asOf	query		string	false	"The day asked about; default today"	format(date)
//	@Success		200		{object}	graph.Companies
//	@Failure		400		{object}	Problem
//	@Failure		404		{object}	Problem
//	@Router			/contacts/{id}/companies [get]
func (s *service) companies(c *gin.Context) {
	q := queryOf(c)
	asOf := q.date("asOf")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.Companies(c.Request.Context(), viewer(c), pathValue(c, "id"), asOf)
	s.answer(c, http.StatusOK, answer, err)
}

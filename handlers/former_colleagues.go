package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// formerColleagues is GET /contacts/{id}/former-colleagues.
//
//	@Summary		Who used to work with a contact
//	@Description	People, our own users among them, who held a position at the same account on the same days: one overlap for each stretch of days in common at one account, whatever the positions. `to` is the day after the last. `months` are calendar months completed, of a running overlap by the day asked about; null where the beginning is not known. The most days in common come first, those not known last.
//	@Tags			contacts
//	@ID				formerColleagues
//	@Produce		json
//	@Param			id			path		string	true	"Contact"
//	@Param			asOf		query		string	false	"The day by which overlaps had ended; default today"	format(date)
//	@Param			present		query		bool	false	"With overlaps that still run on the day"
//	@Param			knownToUs	query		bool	false	"Only our active users, and those whom one of them knows"
//	@Param			limit		query		int		false	"How many at most"	minimum(1)	maximum(200)	default(50)
//	@Param			cursor		query		string	false	"The nextCursor of the page before"
//	@Success		200			{object}	graph.FormerColleagues
//	@Failure		400			{object}	Problem
//	@Failure		404			{object}	Problem
//	@Router			/contacts/{id}/former-colleagues [get]
func (s *service) formerColleagues(c *gin.Context) {
	q := queryOf(c)
	o := graph.FormerColleaguesOptions{
		AsOf: q.date("asOf"), Present: q.flag("present"), KnownToUs: q.flag("knownToUs"),
		Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor"),
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := s.graph.FormerColleagues(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, answer, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// briefsLimit is how many addresses one request may name.
const briefsLimit = 100

// brief answers one page on a contact.
//
//	@Summary		Everything for one page on a contact
//	@Description	Who this is, whom they report to and who reports to them, role and attitude in each deal, who of us knows them and since when, the best way in, former colleagues whom we know, companies, the last contact, and what is not known yet. Of ties of others one sees the strength, the band and quarters. The way in is always today's; with a deal it leaves out who is an enemy or a blocker there.
//	@Tags			questions
//	@ID				brief
//	@Produce		json
//	@Param			id				path		string	true	"Contact"
//	@Param			opportunityId	query		string	false	"The deal that one prepares for"
//	@Param			asOf			query		string	false	"Day of the answer, today by default"	format(date)
//	@Success		200				{object}	graph.Brief
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/contacts/{id}/brief [get]
func (s *service) brief(c *gin.Context) {
	q := queryOf(c)
	o := graph.BriefOptions{OpportunityID: q.text("opportunityId"), AsOf: q.date("asOf")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	brief, err := s.graph.Brief(c.Request.Context(), viewer(c), pathValue(c, "id"), o)
	s.answer(c, http.StatusOK, brief, err)
}

// BriefsOf are whom briefs are asked for.
type BriefsOf struct {
	Emails []string `json:"emails" minItems:"1" maxItems:"100"`
}

// briefs answers for the attendees of a meeting.
//
//	@Summary		Briefs for e-mail addresses, as of the attendees of a meeting
//	@Description	An item for each address, in their order: the brief of the contact who has it (several where they share it), or which of our users it is, or neither where nobody has it whom you see. `nearest` is left empty.
//	@Tags			questions
//	@ID				briefs
//	@Accept			json
//	@Produce		json
//	@Param			opportunityId	query		string		false	"The deal that one prepares for"
//	@Param			asOf			query		string		false	"Day of the answer, today by default"	format(date)
//	@Param			body			body		BriefsOf	true	"The addresses"
//	@Success		200				{object}	graph.Briefs
//	@Failure		400,404,422,503,504	{object}	Problem
//	@Router			/briefs [post]
func (s *service) briefs(c *gin.Context) {
	q := queryOf(c)
	o := graph.BriefOptions{OpportunityID: q.text("opportunityId"), AsOf: q.date("asOf")}
	var asked BriefsOf
	err := q.end()
	if err == nil {
		err = body(c, &asked)
	}
	if err == nil && (len(asked.Emails) == 0 || len(asked.Emails) > briefsLimit) {
		err = problem.Field("/emails", "has not 1 to %d addresses", briefsLimit)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	briefs, err := s.graph.Briefs(c.Request.Context(), viewer(c), asked.Emails, o)
	s.answer(c, http.StatusOK, briefs, err)
}

package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// portfolio answers what there is to know of accounts at a glance.
//
//	@Summary		My accounts: one row an account
//	@Description	Value won and open, the open deal of worst health with its reasons, key players known of all, deals in which our support hangs on one of us, the last contact, what changed since `compareTo`, and the next action that the gaps suggest. For a manager with `unitId`, the team's. Owners, values and which deals are open are today's whatever the day: the graph keeps no time for them; fields that the audit alone knows are left out of the changes here.
//	@Tags			questions
//	@ID				portfolio
//	@Produce		json
//	@Param			ownerId		query		string	false	"Accounts of this user; `me` is you"
//	@Param			unitId		query		string	false	"Accounts of this unit and those below it"
//	@Param			asOf		query		string	false	"Day of the answer, today by default"	format(date)
//	@Param			compareTo	query		string	false	"A day before it: what changed since"	format(date)
//	@Param			q			query		string	false	"Beginnings of words of the name"
//	@Param			class		query		string	false	"Accounts of this class"
//	@Param			sort		query		string	false	"With - before it from the last to the first"	Enums(name,-name,createdAt,-createdAt,updatedAt,-updatedAt)	default(name)
//	@Param			limit		query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor		query		string	false	"nextCursor of the page before"
//	@Success		200			{object}	graph.Portfolio
//	@Failure		400,422,503,504	{object}	Problem
//	@Router			/portfolio [get]
func (s *service) portfolio(c *gin.Context) {
	q := queryOf(c)
	o := graph.PortfolioOptions{AsOf: q.date("asOf"), CompareTo: q.date("compareTo"), List: graph.ListOptions{
		OwnerID: q.optional("ownerId"), UnitID: q.optional("unitId"), Q: q.name("q"), Class: q.optional("class"),
		Sort: q.choice("sort", sorts[1:]...), Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor"),
	}}
	if o.CompareTo != nil {
		s.ordered(q, "compareTo", *o.CompareTo, o.AsOf)
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	portfolio, err := s.graph.Portfolio(c.Request.Context(), viewer(c), o)
	s.answer(c, http.StatusOK, portfolio, err)
}

// ordered says what is wrong where a day is not before another; nil is today.
func (s *service) ordered(q *query, name string, day graph.Date, before *graph.Date) {
	if before == nil {
		today := s.graph.Today()
		before = &today
	}
	if !day.Before(*before) {
		q.wrong(name, "is not before %s", before)
	}
}

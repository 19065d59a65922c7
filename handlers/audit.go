package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// audit answers what everybody did.
//
//	@Summary		What was done, by whom, newest first
//	@Description	Every change of a record or relation, sign-ins, exports, erasures and changes of rights, with what was before and after. Needs the permission audit. Nothing of it can be changed.
//	@Tags			audit
//	@ID				audit
//	@Produce		json
//	@Param			record	query		string	false	"The id of a record: what was done to it and to its relations"
//	@Param			actor	query		string	false	"Who did it: the id of a user or a token, or system"
//	@Param			since	query		string	false	"From this instant or day on"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,403,503,504	{object}	Problem
//	@Router			/audit [get]
func (s *service) audit(c *gin.Context) {
	q := queryOf(c)
	o := graph.AuditOptions{
		Record: q.text("record"), Actor: q.text("actor"), Since: q.instant("since"), Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor"),
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.AuditTrail(c.Request.Context(), viewer(c), o)
	s.answer(c, http.StatusOK, page, err)
}

// accountHistory answers what was done to an account.
//
//	@Summary		What was done to an account, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			accounts
//	@ID				accountHistory
//	@Produce		json
//	@Param			id		path		string	true	"The account"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/accounts/{id}/history [get]
func (s *service) accountHistory(c *gin.Context) { s.history(c, graph.Accounts.Name()) }

// contactHistory answers what was done to a contact.
//
//	@Summary		What was done to a contact, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			contacts
//	@ID				contactHistory
//	@Produce		json
//	@Param			id		path		string	true	"The contact"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/contacts/{id}/history [get]
func (s *service) contactHistory(c *gin.Context) { s.history(c, graph.Contacts.Name()) }

// userHistory answers what was done to a user.
//
//	@Summary		What was done to a user, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			users
//	@ID				userHistory
//	@Produce		json
//	@Param			id		path		string	true	"The user"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/users/{id}/history [get]
func (s *service) userHistory(c *gin.Context) { s.history(c, graph.Users.Name()) }

// unitHistory answers what was done to a unit.
//
//	@Summary		What was done to a unit, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			units
//	@ID				unitHistory
//	@Produce		json
//	@Param			id		path		string	true	"The unit"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/units/{id}/history [get]
func (s *service) unitHistory(c *gin.Context) { s.history(c, graph.Units.Name()) }

// opportunityHistory answers what was done to an opportunity.
//
//	@Summary		What was done to an opportunity, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			opportunities
//	@ID				opportunityHistory
//	@Produce		json
//	@Param			id		path		string	true	"The opportunity"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/opportunities/{id}/history [get]
func (s *service) opportunityHistory(c *gin.Context) { s.history(c, graph.Opportunities.Name()) }

// productHistory answers what was done to a product.
//
//	@Summary		What was done to a product, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			products
//	@ID				productHistory
//	@Produce		json
//	@Param			id		path		string	true	"The product"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/products/{id}/history [get]
func (s *service) productHistory(c *gin.Context) { s.history(c, graph.Products.Name()) }

// positionHistory answers what was done to a position.
//
//	@Summary		What was done to a position, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			positions
//	@ID				positionHistory
//	@Produce		json
//	@Param			id		path		string	true	"The position"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/positions/{id}/history [get]
func (s *service) positionHistory(c *gin.Context) { s.history(c, graph.Positions.Name()) }

// relationTypeHistory answers what was done to a relation type.
//
//	@Summary		What was done to a relation type, as sentences, newest first
//	@Description	And to its relations, as far as you may see both ends: a page can have fewer items than asked for.
//	@Tags			relation-types
//	@ID				relationTypeHistory
//	@Produce		json
//	@Param			id		path		string	true	"The relation type"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.AuditPage
//	@Failure		400,404,503,504	{object}	Problem
//	@Router			/relation-types/{id}/history [get]
func (s *service) relationTypeHistory(c *gin.Context) { s.history(c, graph.RelationTypes.Name()) }

func (s *service) history(c *gin.Context, kind string) {
	q := queryOf(c)
	limit, cursor := q.integer("limit", 50, 1, 200), q.text("cursor")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.History(c.Request.Context(), viewer(c), kind, pathValue(c, "id"), limit, cursor)
	s.answer(c, http.StatusOK, page, err)
}

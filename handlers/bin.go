package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// binKinds are the kinds of records that the bin has.
var binKinds = []string{"", "account", "contact", "user", "unit", "opportunity", "product", "position", "relationType"}

// bin answers what was deleted and can come back.
//
//	@Summary		What was deleted and can come back, the latest first
//	@Description	A deleted record is gone from every answer at once, and can come back whole for 30 days.
//	@Tags			bin
//	@ID				bin
//	@Produce		json
//	@Param			kind	query		string	false	"One kind of record; all where absent"	Enums(account, contact, user, unit, opportunity, product, position, relationType)
//	@Param			q		query		string	false	"Part of the name"
//	@Param			limit	query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param			cursor	query		string	false	"nextCursor of the page before"
//	@Success		200		{object}	graph.BinPage
//	@Failure		400,503,504	{object}	Problem
//	@Router			/bin [get]
func (s *service) bin(c *gin.Context) {
	q := queryOf(c)
	o := graph.BinOptions{Kind: q.choice("kind", binKinds...), Q: q.text("q"), Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor")}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.Bin(c.Request.Context(), viewer(c), o)
	s.answer(c, http.StatusOK, page, err)
}

// restore brings a deleted record back.
//
//	@Summary		Bring a deleted record back
//	@Description	With its relations, and with what went along with it. 409 where something stands against it: an external id, an address or a name that another has now, a manager of the same days, a cycle.
//	@Tags			bin
//	@ID				restore
//	@Produce		json
//	@Param			id	path	string	true	"The record"
//	@Success		204
//	@Failure		400,404,409,503	{object}	Problem
//	@Router			/bin/{id}:restore [post]
func (s *service) restore(c *gin.Context) {
	s.verb(c, "restore", func(id string) error { return s.graph.Restore(c.Request.Context(), scoped(c), id) }, "DELETE")
}

// purge takes a deleted record out of the bin for good.
//
//	@Summary	Take a deleted record out of the bin for good
//	@Description	Needs the permission administer. Nothing brings it back.
//	@Tags		bin
//	@ID			purge
//	@Produce	json
//	@Param		id	path	string	true	"The record"
//	@Success	204
//	@Failure	400,403,404,503	{object}	Problem
//	@Router		/bin/{id} [delete]
func (s *service) purge(c *gin.Context) {
	s.remove(c, func() error { return s.graph.Purge(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

// undo takes back one change.
//
//	@Summary		Take one change back
//	@Description	Fields get the values that they had before, relations are as they were, what was deleted or merged comes back, what was created goes into the bin. 409 where something was built on it since, with what that is.
//	@Tags			audit
//	@ID				undo
//	@Produce		json
//	@Param			id	path	string	true	"The item of the audit, or of a record's history"
//	@Success		204
//	@Failure		400,404,409,422,503	{object}	Problem
//	@Router			/audit/{id}:undo [post]
func (s *service) undo(c *gin.Context) {
	s.verb(c, "undo", func(id string) error { return s.graph.Undo(c.Request.Context(), scoped(c), id) })
}

// verb does something with what /{id}:verb names: the router knows no parameter with something after it. The other methods of the path without the verb
// are those allowed.
func (s *service) verb(c *gin.Context, verb string, do func(id string) error, allowed ...string) {
	id, is := strings.CutSuffix(pathValue(c, "id"), ":"+verb)
	if !is {
		slices.Sort(allowed)
		c.Header("Allow", strings.Join(allowed, ", "))
		s.noMethod(c)
		return
	}
	s.remove(c, func() error {
		if err := noBody(c); err != nil {
			return err
		}
		return do(id)
	})
}

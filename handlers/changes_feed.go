package handlers

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// changes answers what was created, changed and deleted since a cursor.
//
//	@Summary		What was created, changed, deleted and merged
//	@Description	In the order in which it happened as far as that is known, with what other systems call each record. Without `after` from the oldest change kept. `nextCursor` is always there: ask with it for what comes after, with `wait` to be answered as soon as there is something. Changes are kept for 30 days; an older cursor is a 410. The same thing can come more than once.
//	@Tags			changes
//	@ID				changes
//	@Produce		json
//	@Param			after	query		string	false	"nextCursor of the page before"
//	@Param			kinds	query		string	false	"Kinds, with commas between them: account, contact, user, unit, opportunity, product, position, relationType, relation, influence, tie; all where absent"
//	@Param			limit	query		int		false	"Items, at most"	minimum(1)	maximum(1000)	default(200)
//	@Param			wait	query		int		false	"Seconds to wait where there is nothing yet"	minimum(0)	maximum(60)	default(0)
//	@Success		200		{object}	graph.ChangeFeed
//	@Failure		400,410,503,504	{object}	Problem
//	@Router			/changes [get]
func (s *service) changes(c *gin.Context) {
	q := queryOf(c)
	o := graph.ChangesOptions{
		After: q.text("after"), Kinds: q.list("kinds", graph.ChangeKinds...), Limit: q.integer("limit", 200, 1, 1000), Wait: time.Duration(q.integer("wait", 0, 0, 60)) * time.Second,
		Stop: s.drained,
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	feed, err := s.graph.Changes(c.Request.Context(), viewer(c), o)
	s.answer(c, http.StatusOK, feed, err)
}

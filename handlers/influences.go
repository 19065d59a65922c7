package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putInfluence says who influences whom.
//
//	@Summary		Who influences whom
//	@Description	One influence for a pair and a deal, or for a pair in general. A changed weight or effect ends the one before and starts a new one.
//	@Tags			influences
//	@ID			putInfluence
//	@Param			body	body	graph.InfluenceChange	true	"The influence"
//	@Success		200	{object}	graph.Influence
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/influences [put]
func (s *service) putInfluence(c *gin.Context) {
	put(s, c, func(b graph.InfluenceChange) (graph.Influence, error) {
		return s.graph.PutInfluence(c.Request.Context(), viewer(c), b)
	})
}

// deleteInfluence takes an influence away.
//
//	@Summary		Take an influence away
//	@Description	As if it had never been said; to end it, put it with until.
//	@Tags			influences
//	@ID			deleteInfluence
//	@Param			id	path	string	true	"The influence"
//	@Success		204
//	@Failure		404	{object}	Problem
//	@Router			/influences/{id} [delete]
func (s *service) deleteInfluence(c *gin.Context) {
	s.remove(c, func() error { return s.graph.DeleteInfluence(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

// batchInfluences writes many influences.
//
//	@Summary		Many influences at once
//	@Description	At most 1,000; one that is refused leaves the others.
//	@Tags			influences
//	@ID			batchInfluences
//	@Param			body	body	BatchUpsert[graph.InfluenceChange]	true	"The items"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/influences:batchUpsert [post]
func (s *service) batchInfluences(c *gin.Context) {
	putBatch(s, c, func(items []graph.InfluenceChange) ([]graph.Result, error) {
		return s.graph.PutInfluences(c.Request.Context(), viewer(c), items)
	})
}

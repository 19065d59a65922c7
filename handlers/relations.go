package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createRelation makes a relation.
//
//	@Summary		Make a relation
//	@Description	Between people and accounts. type is the id, name or forward word of a relation type, in any letter case; a backward word turns the relation round.
//	@Tags			relations
//	@ID			createRelation
//	@Param			body	body	graph.RelationChange	true	"The relation"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		201	{object}	graph.Relation
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/relations [post]
func (s *service) createRelation(c *gin.Context) {
	var b graph.RelationChange
	if err := firstError(queryOf(c).end(), body(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	relation, err := s.graph.CreateRelation(c.Request.Context(), viewer(c), b)
	s.answer(c, http.StatusCreated, relation, err)
}

// patchRelation changes a relation.
//
//	@Summary		Change a relation
//	@Description	A JSON merge patch: what is absent stays, null clears.
//	@Tags			relations
//	@ID			patchRelation
//	@Param			id	path	string	true	"The relation"
//	@Param			body	body	graph.RelationPatch	true	"What changes"
//	@Success		200	{object}	graph.Relation
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/relations/{id} [patch]
func (s *service) patchRelation(c *gin.Context) {
	put(s, c, func(b graph.RelationPatch) (graph.Relation, error) {
		return s.graph.PatchRelation(c.Request.Context(), viewer(c), pathValue(c, "id"), b)
	})
}

// deleteRelation takes a relation away.
//
//	@Summary		Take a relation away
//	@Description	As if it had never been said; to end it, patch its until.
//	@Tags			relations
//	@ID			deleteRelation
//	@Param			id	path	string	true	"The relation"
//	@Success		204
//	@Failure		404	{object}	Problem
//	@Router			/relations/{id} [delete]
func (s *service) deleteRelation(c *gin.Context) {
	s.remove(c, func() error { return s.graph.DeleteRelation(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

// batchRelations writes many relations.
//
//	@Summary		Many relations at once
//	@Description	At most 1,000; one that is refused leaves the others.
//	@Tags			relations
//	@ID			batchRelations
//	@Param			body	body	BatchUpsert[graph.RelationChange]	true	"The items"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/relations:batchUpsert [post]
func (s *service) batchRelations(c *gin.Context) {
	putBatch(s, c, func(items []graph.RelationChange) ([]graph.Result, error) {
		return s.graph.PutRelations(c.Request.Context(), viewer(c), items)
	})
}

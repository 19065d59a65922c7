package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putLineItem says how much of a product a deal includes.
//
//	@Summary		A product in a deal
//	@Tags			opportunities
//	@ID			putLineItem
//	@Param			id	path	string	true	"The deal"
//	@Param			productId	path	string	true	"The product"
//	@Param			body	body	graph.LineItemState	true	"How much and at what price"
//	@Success		200	{object}	graph.LineItem
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/opportunities/{id}/line-items/{productId} [put]
func (s *service) putLineItem(c *gin.Context) {
	put(s, c, func(b graph.LineItemState) (graph.LineItem, error) {
		return s.graph.PutLineItem(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "productId"), b)
	})
}

// deleteLineItem takes a product out of a deal.
//
//	@Summary		Take a product out of a deal
//	@Tags			opportunities
//	@ID			deleteLineItem
//	@Param			id	path	string	true	"The deal"
//	@Param			productId	path	string	true	"The product"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/opportunities/{id}/line-items/{productId} [delete]
func (s *service) deleteLineItem(c *gin.Context) {
	s.remove(c, func() error {
		return s.graph.DeleteLineItem(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "productId"))
	})
}

// batchLineItems writes many line items.
//
//	@Summary		Many line items at once
//	@Description	At most 1,000; one that is refused leaves the others.
//	@Tags			opportunities
//	@ID			batchLineItems
//	@Param			body	body	BatchUpsert[graph.LineItemChange]	true	"The items"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/line-items:batchUpsert [post]
func (s *service) batchLineItems(c *gin.Context) {
	putBatch(s, c, func(items []graph.LineItemChange) ([]graph.Result, error) {
		return s.graph.PutLineItems(c.Request.Context(), viewer(c), items)
	})
}

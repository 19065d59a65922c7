package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// createProduct creates a product.
//
//	@Summary	Create a product
//	@Description	Wherever the body names a record by id, `{"source", "id"}` may stand for what another system calls it.
//	@Tags		products
//	@ID			createProduct
//	@Accept		json
//	@Produce	json
//	@Param		record			body		graph.ProductFields	true	"The product"
//	@Param		Idempotency-Key	header		string				false	"The same key and body within 24 hours gets the first answer"
//	@Success	201				{object}	graph.Product
//	@Header		201				{string}	Location	"Where the product is"
//	@Header		201				{string}	ETag		"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/products [post]
func (s *service) createProduct(c *gin.Context) { createRecord(s, c, graph.Products) }

// readProduct answers one product.
//
//	@Summary	Read a product
//	@Tags		products
//	@ID			readProduct
//	@Produce	json
//	@Param		id		path		string	true	"The product's id"
//	@Success	200		{object}	graph.Product
//	@Header		200		{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/products/{id} [get]
func (s *service) readProduct(c *gin.Context) { readRecord(s, c, graph.Products) }

// patchProduct changes a product.
//
//	@Summary	Change a product
//	@Description	A JSON merge patch (RFC 7396): what it names is set, null clears, the rest stays. A patch that changes nothing leaves the version.
//	@Tags		products
//	@ID			patchProduct
//	@Accept		json
//	@Produce	json
//	@Param		id			path		string				true	"The product's id"
//	@Param		If-Match	header		string				true	"The ETag of the product as it was read, or *"
//	@Param		patch		body		graph.ProductFields	true	"What to change"
//	@Success	200			{object}	graph.Product
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,409,412,413,422,428,503	{object}	Problem
//	@Router		/products/{id} [patch]
func (s *service) patchProduct(c *gin.Context) { patchRecord(s, c, graph.Products) }

// deleteProduct deletes a product.
//
//	@Summary	Delete a product
//	@Description	Refused with 409 and the counts where relations would go along, unless cascade.
//	@Tags		products
//	@ID			deleteProduct
//	@Produce	json
//	@Param		id		path	string	true	"The product's id"
//	@Param		cascade	query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/products/{id} [delete]
func (s *service) deleteProduct(c *gin.Context) { deleteRecord(s, c, graph.Products) }

// listProducts answers a page of products.
//
//	@Summary	List products
//	@Tags		products
//	@ID			listProducts
//	@Produce	json
//	@Param		q					query		string	false	"Beginnings of words of the name"
//	@Param		limit				query		int		false	"Most on a page, 1 to 200"	default(50)
//	@Param		cursor				query		string	false	"nextCursor of the page before"
//	@Param		sort				query		string	false	"- before it turns it"	Enums(name, -name, createdAt, -createdAt, updatedAt, -updatedAt)
//
//	@Param		updatedSince	query	string	false	"Changed at or after this instant or day"
//
//	@Param		custom.NAME			query		string	false	"The value of a custom field"
//	@Success	200					{object}	graph.Page[graph.Product]
//	@Failure	400,422,503,504		{object}	Problem
//	@Router		/products [get]
func (s *service) listProducts(c *gin.Context) { listRecords(s, c, graph.Products) }

// readProductByExternalID answers the product that a source calls by an id.
//
//	@Summary	Read a product by external id
//	@Tags		products
//	@ID			readProductByExternalId
//	@Produce	json
//	@Param		source		path		string	true	"The other system"
//	@Param		externalId	path		string	true	"What it calls the product; / as %2F"
//	@Success	200			{object}	graph.Product
//	@Header		200			{string}	ETag	"Its version"
//	@Failure	400,404,503	{object}	Problem
//	@Router		/products/by-external-id/{source}/{externalId} [get]
func (s *service) readProductByExternalID(c *gin.Context) { readExternal(s, c, graph.Products) }

// putProductByExternalID creates or updates the product that a source calls by an id.
//
//	@Summary	Create or update a product by external id
//	@Description	What the body names is set, null clears, the rest of an existing product stays.
//	@Tags		products
//	@ID			putProductByExternalId
//	@Accept		json
//	@Produce	json
//	@Param		source		path		string				true	"The other system"
//	@Param		externalId	path		string				true	"What it calls the product; / as %2F"
//	@Param		record		body		graph.ProductFields	true	"The product"
//	@Success	200			{object}	graph.Product
//	@Success	201			{object}	graph.Product
//	@Header		200,201		{string}	ETag	"Its version"
//	@Failure	400,409,413,422,503	{object}	Problem
//	@Router		/products/by-external-id/{source}/{externalId} [put]
func (s *service) putProductByExternalID(c *gin.Context) { putExternal(s, c, graph.Products) }

// deleteProductByExternalID deletes the product that a source calls by an id.
//
//	@Summary	Delete a product by external id
//	@Tags		products
//	@ID			deleteProductByExternalId
//	@Produce	json
//	@Param		source		path	string	true	"The other system"
//	@Param		externalId	path	string	true	"What it calls the product; / as %2F"
//	@Param		cascade		query	bool	false	"Whether relations go along"
//	@Success	204
//	@Failure	400,404,409,503	{object}	Problem
//	@Router		/products/by-external-id/{source}/{externalId} [delete]
func (s *service) deleteProductByExternalID(c *gin.Context) { deleteExternal(s, c, graph.Products) }

// batchUpsertProducts creates and updates products.
//
//	@Summary	Create and update up to 1,000 products
//	@Description	Each item is known by its external ids or its id; what it names is set, the rest of an existing product stays. Items may refer to one another by external id. An item that is refused leaves the others.
//	@Tags		products
//	@ID			batchUpsertProducts
//	@Accept		json
//	@Produce	json
//	@Param		items			body		BatchUpsert[graph.ProductFields]	true	"The products"
//	@Param		Idempotency-Key	header		string								false	"The same key and body within 24 hours gets the first answer"
//	@Success	200				{object}	BatchResult
//	@Failure	400,413,422,503	{object}	Problem
//	@Router		/products:batchUpsert [post]
func (s *service) batchUpsertProducts(c *gin.Context) { batchRecords(s, c, graph.Products) }

package handlers

import (
	"fmt"
	"html"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/docs"
	"kith/problem"
)

// openAPI is the API document as OpenAPI 3.
func (s *service) openAPI(c *gin.Context) { c.Data(http.StatusOK, "application/json", docs.OpenAPI) }

// swagger is the API document as Swagger 2.0.
func (s *service) swagger(c *gin.Context) { c.Data(http.StatusOK, "application/json", docs.Swagger) }

// problemPage explains one kind of problem to a person; it is what a problem document's type points to.
func (s *service) problemPage(c *gin.Context) {
	kind := problem.Kind(c.Param("kind"))
	words, found := documented[kind]
	if !found {
		s.fail(c, problem.NotFound("kind of problem", string(kind)))
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", fmt.Appendf(nil,
		"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>%s</title>\n<h1>%s</h1>\n<p>Status %d.</p>\n<p>%s</p>\n",
		html.EscapeString(words.title), html.EscapeString(words.title), words.status, html.EscapeString(words.page)))
}

package handlers

import (
	"fmt"
	"html"
	"net/http"

	"github.com/gin-gonic/gin"
	swaggerFiles "github.com/swaggo/files/v2"

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

// docsPage is the API document to read in a browser; nothing on it comes from another origin.
const docsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Kith: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/open.js"></script>
`

// docsOpen shows our document in Swagger UI, without its calls home (the validator's badge).
const docsOpen = `SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null, docExpansion: "none", tagsSorter: "alpha"});
`

func (s *service) docs(c *gin.Context) {
	c.Header("Content-Security-Policy", docsPolicy)
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte(docsPage))
}

// docsFile serves what docsPage needs.
func (s *service) docsFile(c *gin.Context) {
	switch name := c.Param("file"); name {
	case "open.js":
		c.Data(http.StatusOK, "text/javascript; charset=utf-8", []byte(docsOpen))
	case "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png":
		c.FileFromFS(name, http.FS(swaggerFiles.FS))
	default:
		s.fail(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "There is no such route."})
	}
}

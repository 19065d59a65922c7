package handlers

import (
	"embed"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/problem"
)

// signInFiles are the page to sign in with, which a link opens.
//
//go:embed signin/page.html signin/page.css signin/page.js
var signInFiles embed.FS

// signInPolicy lets the page load and ask nothing but this service, and nobody put it into a page of theirs.
const signInPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func (s *service) signInPage(c *gin.Context) {
	s.serveSignIn(c, "page.html", "text/html; charset=utf-8")
}

// signInFile serves what the page needs.
func (s *service) signInFile(c *gin.Context) {
	switch name := c.Param("file"); name {
	case "page.css":
		s.serveSignIn(c, name, "text/css; charset=utf-8")
	case "page.js":
		s.serveSignIn(c, name, "text/javascript; charset=utf-8")
	default:
		s.fail(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "There is no such route."})
	}
}

func (s *service) serveSignIn(c *gin.Context, name, contentType string) {
	content, err := signInFiles.ReadFile("signin/" + name)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Security-Policy", signInPolicy)
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("Referrer-Policy", "no-referrer")
	c.Data(http.StatusOK, contentType, content)
}

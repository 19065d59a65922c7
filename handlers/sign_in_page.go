package handlers

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/problem"
)

// signInFiles are the page to sign in with, which a link opens.
//
//go:embed signin/page.html signin/page.css signin/page.js
var signInFiles embed.FS

// signInPages are the page without and with the way by a provider.
var signInPages = func() (pages [2][]byte) {
	page := template.Must(template.ParseFS(signInFiles, "signin/page.html"))
	for i := range pages {
		var text bytes.Buffer
		if err := page.Execute(&text, i == 1); err != nil {
			panic(err)
		}
		pages[i] = text.Bytes()
	}
	return pages
}()

func (s *service) signInPage(c *gin.Context) {
	page := signInPages[0]
	if s.provider != nil {
		page = signInPages[1]
	}
	c.Header("Content-Security-Policy", pagePolicy)
	c.Data(http.StatusOK, "text/html; charset=utf-8", page)
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
	c.Data(http.StatusOK, contentType, content)
}

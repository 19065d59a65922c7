package handlers

import (
	"strings"

	"github.com/gin-gonic/gin"
)

// What browsers may load and do with an answer (Content-Security-Policy).
const (
	// answerPolicy is that of data: nothing, and nobody puts it into a page of theirs.
	answerPolicy = "default-src 'none'; frame-ancestors 'none'"
	// pagePolicy is that of our pages: what this service has, and nothing from elsewhere.
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	// docsPolicy lets Swagger UI style its elements one by one, beside that.
	docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

// guarded tells browsers to do nothing with any answer but what it is meant for; pages set a policy of their own.
func (s *service) guarded(c *gin.Context) {
	header := c.Writer.Header()
	header.Set("Content-Security-Policy", answerPolicy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	if s.overTLS(c) {
		header.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if strings.HasPrefix(c.Request.URL.Path, base+"/") {
		header.Set("Cache-Control", "no-store") // people's data stays out of every cache
	}
	c.Next()
}

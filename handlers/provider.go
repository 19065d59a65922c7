package handlers

import (
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/openid"
	"kith/problem"
)

// callbackPath is where the provider sends browsers back to.
const callbackPath = "/sign-in/callback"

// providerCookie holds, over TLS after __Host-, what a browser that signs in at the provider must bring back.
const providerCookie = "kith-provider"

func (s *service) providerCookie(c *gin.Context) string {
	if s.overTLS(c) {
		return "__Host-" + providerCookie
	}
	return providerCookie
}

// callback is the address to come back to by which the browser has come, which counts where the settings name none.
func (s *service) callback(c *gin.Context) string {
	scheme := "http://"
	if s.overTLS(c) {
		scheme = "https://"
	}
	return scheme + c.Request.Host + callbackPath
}

// beginAtProvider sends the browser to the provider.
func (s *service) beginAtProvider(c *gin.Context) {
	if s.provider == nil {
		s.failToPerson(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "No provider is set to sign in with."})
		return
	}
	address, cookie, err := s.provider.Begin(s.callback(c))
	if err != nil {
		s.failToPerson(c, err)
		return
	}
	s.putCookie(c, s.providerCookie(c), cookie, time.Now().Add(openid.Lifetime))
	c.Header("Cache-Control", "no-store")
	c.Redirect(http.StatusSeeOther, address)
}

// signInByProvider begins the session of who comes back from the provider.
func (s *service) signInByProvider(c *gin.Context) {
	if s.provider == nil {
		s.failToPerson(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "No provider is set to sign in with."})
		return
	}
	begun := ""
	if cookie, err := c.Request.Cookie(s.providerCookie(c)); err == nil {
		begun = cookie.Value
	}
	s.putCookie(c, s.providerCookie(c), "", time.Unix(1, 0)) // once
	c.Header("Cache-Control", "no-store")
	ctx := c.Request.Context()
	identity, err := s.provider.Finish(ctx, s.callback(c), begun, c.Request.URL.Query())
	if err != nil {
		s.failToPerson(c, err)
		return
	}
	in, err := s.graph.SignInByIdentity(ctx, graph.Browser{Address: s.address(c), UserAgent: c.Request.UserAgent()}, identity)
	if err != nil {
		s.failToPerson(c, err)
		return
	}
	s.setCookie(c, in.Secret, in.ExpiresAt)
	c.Redirect(http.StatusSeeOther, "/")
}

// failurePage tells a person what went wrong.
var failurePage = template.Must(template.New("failure").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kith: {{.Title}}</title>
<link rel="stylesheet" href="/sign-in/page.css">
<main>
<h1>{{.Title}}</h1>
<p>{{.Detail}}</p>
<p><a href="/sign-in">Sign in</a></p>
</main>
`))

// failToPerson answers a failure as a page to who wants one, as a browser that follows a link does, and else as a problem document.
func (s *service) failToPerson(c *gin.Context, err error) {
	if !strings.Contains(c.GetHeader("Accept"), "text/html") {
		s.fail(c, err)
		return
	}
	document := s.document(c, err)
	c.Header("Content-Security-Policy", pagePolicy)
	c.Header("Content-Type", "text/html; charset=utf-8")
	c.Status(document.Status)
	if err := failurePage.Execute(c.Writer, document); err != nil {
		s.log.Warn("answer not written", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "error", err)
	}
}

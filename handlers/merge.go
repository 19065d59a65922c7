package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// contactVerb answers what is done with a contact beside changing it.
func (s *service) contactVerb(c *gin.Context) {
	if strings.HasSuffix(c.Param("id"), ":merge") {
		s.mergeContact(c)
		return
	}
	s.depart(c)
}

// mergeContact puts another contact into one.
//
//	@Summary		Put another contact into this one
//	@Description	Relations, e-mails, interactions and external ids of `from` follow, doubles become one, empty fields are filled. Its own id answers with 301 from then on. The audit's undo brings both back.
//	@Tags			contacts
//	@ID				mergeContact
//	@Accept			json
//	@Produce		json
//	@Param			id				path	string			true	"The contact that stays"
//	@Param			body			body	graph.Merging	true	"The one that goes"
//	@Param			Idempotency-Key	header	string			false	"The same key and body within 24 hours gets the first answer"
//	@Success		200				{object}	graph.Contact
//	@Header			200				{string}	ETag	"Its version"
//	@Failure		400,404,409,413,422,503	{object}	Problem
//	@Router			/contacts/{id}:merge [post]
func (s *service) mergeContact(c *gin.Context) { mergeRecord(s, c, graph.Contacts) }

// mergeAccount puts another account into one.
//
//	@Summary		Put another account into this one
//	@Description	Positions, deals, relations, domains and external ids of `from` follow, doubles become one, empty fields are filled. Its own id answers with 301 from then on. The audit's undo brings both back.
//	@Tags			accounts
//	@ID				mergeAccount
//	@Accept			json
//	@Produce		json
//	@Param			id				path	string			true	"The account that stays"
//	@Param			body			body	graph.Merging	true	"The one that goes"
//	@Param			Idempotency-Key	header	string			false	"The same key and body within 24 hours gets the first answer"
//	@Success		200				{object}	graph.Account
//	@Header			200				{string}	ETag	"Its version"
//	@Failure		400,404,409,413,422,503	{object}	Problem
//	@Router			/accounts/{id}:merge [post]
func (s *service) mergeAccount(c *gin.Context) { mergeRecord(s, c, graph.Accounts) }

// mergeRecord answers POST of /{id}:merge of a kind.
func mergeRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	id, is := strings.CutSuffix(pathValue(c, "id"), ":merge")
	if !is {
		c.Header("Allow", "DELETE, GET, PATCH")
		s.noMethod(c)
		return
	}
	var b graph.Merging
	if err := firstError(queryOf(c).end(), body(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	record, err := k.Merge(c.Request.Context(), s.graph, viewer(c), id, b)
	answerRecord(s, c, k, http.StatusOK, &record, err)
}

// redirected answers a question about a record that was merged into another with where that is, and reports whether it did.
func redirected[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R], err error) bool {
	if !problem.Is(err, problem.KindNotFound) {
		return false
	}
	id := pathValue(c, "id")
	into, err := k.MergedInto(c.Request.Context(), s.graph, viewer(c), id)
	if err != nil {
		return false // it was not found, for whatever reason
	}
	c.Header("Location", strings.TrimSuffix(c.Request.URL.EscapedPath(), url.PathEscape(id))+url.PathEscape(into))
	c.Status(http.StatusMovedPermanently)
	c.Writer.WriteHeaderNow()
	return true
}

package handlers

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	jsonpatch "github.com/evanphx/json-patch/v5"
	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// What every kind of record has: these are the routes' bodies, generic over the kind.

// createRecord answers POST of a kind: 201, where the record is, and which version.
func createRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	patch, err := soleBody(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	record, err := k.Create(c.Request.Context(), s.graph, viewer(c), merging[F](c, patch))
	answerRecord(s, c, k, http.StatusCreated, &record, err)
}

// readRecord answers GET of one record.
func readRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	err := queryOf(c).end()
	var record R
	if err == nil {
		record, err = k.Read(c.Request.Context(), s.graph, viewer(c), pathValue(c, "id"))
	}
	if redirected(s, c, k, err) {
		return
	}
	answerRecord(s, c, k, http.StatusOK, &record, err)
}

// patchRecord answers PATCH of one record: a JSON merge patch of the version that If-Match names.
func patchRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	patch, err := soleBody(c)
	match := c.GetHeader("If-Match")
	if err == nil && match == "" {
		err = problem.PreconditionRequired()
	}
	if err == nil {
		var empty F
		_, err = merging[F](c, patch)(empty) // what cannot be read cannot be read of any record
	}
	var record R
	if err == nil {
		record, err = k.Patch(c.Request.Context(), s.graph, viewer(c), pathValue(c, "id"), matching(match), merging[F](c, patch))
	}
	answerRecord(s, c, k, http.StatusOK, &record, err)
}

// deleteRecord answers DELETE of one record.
func deleteRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	s.deleteRecord(c, func(cascade bool) error {
		return k.Delete(c.Request.Context(), s.graph, viewer(c), pathValue(c, "id"), cascade)
	})
}

func (s *service) deleteRecord(c *gin.Context, remove func(cascade bool) error) {
	q := queryOf(c)
	cascade := q.flag("cascade")
	err := q.end()
	if err == nil {
		err = remove(cascade)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
	c.Writer.WriteHeaderNow()
}

// readExternal answers GET of the record that a source calls by an id.
func readExternal[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	err := queryOf(c).end()
	var record R
	var id string
	if err == nil {
		id, err = k.Find(c.Request.Context(), s.graph, viewer(c), externalID(c))
	}
	if err == nil {
		record, err = k.Read(c.Request.Context(), s.graph, viewer(c), id)
	}
	answerRecord(s, c, k, http.StatusOK, &record, err)
}

// putExternal answers PUT of the record that a source calls by an id: what the body names is set, the rest stays.
func putExternal[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	patch, err := soleBody(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	record, created, err := k.Put(c.Request.Context(), s.graph, viewer(c), externalID(c), merging[F](c, patch))
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	answerRecord(s, c, k, status, &record, err)
}

// deleteExternal answers DELETE of the record that a source calls by an id.
func deleteExternal[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	s.deleteRecord(c, func(cascade bool) error {
		id, err := k.Find(c.Request.Context(), s.graph, viewer(c), externalID(c))
		if err != nil {
			return err
		}
		return k.Delete(c.Request.Context(), s.graph, viewer(c), id, cascade)
	})
}

func externalID(c *gin.Context) graph.ExternalID {
	return graph.ExternalID{Source: pathValue(c, "source"), ID: pathValue(c, "externalId")}
}

// answerRecord writes a record with its ETag, and of a new one where it is.
func answerRecord[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R], status int, record *R, err error) {
	if err == nil {
		about := k.Record(record)
		c.Header("ETag", about.ETag())
		if status == http.StatusCreated {
			collection, _, _ := strings.Cut(strings.TrimPrefix(c.FullPath(), base+"/"), "/")
			c.Header("Location", base+"/"+collection+"/"+url.PathEscape(about.ID))
		}
	}
	s.answer(c, status, record, err)
}

// merging makes a JSON merge patch (RFC 7396) a change of fields. It names those that it changes, so that what the caller may not write, or does not
// see, stays as it is.
func merging[F any](c *gin.Context, patch []byte) func(F) (F, error) {
	return func(fields F) (F, error) {
		tree, err := parseJSON(patch)
		if err != nil {
			return fields, err
		}
		if _, is := tree.(map[string]any); !is {
			return fields, problem.Malformed("The body is not an object.", problem.FieldError{Detail: "is not an object"})
		}
		if err := writable(c, patch, reflect.TypeFor[F]()); err != nil {
			return fields, err
		}
		before, err := json.Marshal(fields)
		if err != nil {
			return fields, err
		}
		merged, err := mergePatch(before, patch)
		if err != nil {
			return fields, err
		}
		var after F
		err = decodeJSON(merged, &after)
		return after, err
	}
}

// mergePatch merges a patch into a record's fields. Where there is nothing to merge with, an object of the patch stands as it is,
// nulls too: in a member that is only written, such as a contact's employment, null says something.
func mergePatch(before, patch []byte) ([]byte, error) {
	merged, err := jsonpatch.MergePatch(before, patch)
	if err != nil {
		return nil, problem.Malformed("The body is not a JSON merge patch.")
	}
	var was, asked, members map[string]json.RawMessage
	if err := errors.Join(json.Unmarshal(before, &was), json.Unmarshal(patch, &asked), json.Unmarshal(merged, &members)); err != nil {
		return nil, err
	}
	for name, value := range asked {
		if string(was[name]) == "null" && string(value) != "null" {
			members[name] = value
		}
	}
	return json.Marshal(members)
}

// matching reads If-Match: a list of entity tags, or * for whatever there is.
func matching(header string) func(etag string) bool {
	return func(etag string) bool {
		for tag := range strings.SplitSeq(header, ",") {
			if tag = strings.TrimSpace(tag); tag == etag || tag == "*" {
				return true
			}
		}
		return false
	}
}

var sorts = []string{"", "name", "-name", "createdAt", "-createdAt", "updatedAt", "-updatedAt"}

// queryLength is how long q may be, in characters: as long as a name.
const queryLength = 500

// name is a parameter as it stands, of the length of a name.
func (q *query) name(parameter string) string {
	text := q.text(parameter)
	if utf8.RuneCountInString(text) > queryLength {
		q.wrong(parameter, "has more than %d characters", queryLength)
	}
	return text
}

var customName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,63}$`)

// listRecords answers GET of a kind.
func listRecords[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	q := queryOf(c)
	o := graph.ListOptions{
		Q: q.name("q"), Limit: q.integer("limit", 50, 1, 200), Cursor: q.text("cursor"), Sort: q.choice("sort", sorts...),
		Custom: q.prefixed("custom."),
	}
	for name := range o.Custom {
		if !customName.MatchString(name) {
			q.wrong("custom."+name, "is not the name of a custom field")
		}
	}
	for _, filter := range k.Filters() {
		switch filter {
		case "ownerId":
			o.OwnerID = q.optional(filter)
		case "unitId":
			o.UnitID = q.optional(filter)
		case "accountId":
			o.AccountID = q.optional(filter)
		case "status":
			o.Status = q.optional(filter)
			if o.Status != nil && !slices.Contains(graph.OpportunityStatuses, *o.Status) {
				q.wrong(filter, "is not one of %s", strings.Join(graph.OpportunityStatuses, ", "))
			}
		case "stage":
			o.Stage = q.optional(filter)
		case "class":
			o.Class = q.optional(filter)
		case "industry":
			o.Industry = q.optional(filter)
		case "closeBefore":
			o.CloseBefore = q.date(filter)
		case "lastContactBefore":
			o.LastContactBefore = q.date(filter)
		case "updatedSince":
			o.UpdatedSince = q.instant(filter)
		case "active":
			o.Active = q.either(filter)
		case "open":
			o.Open = q.either(filter)
		}
	}
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := k.List(c.Request.Context(), s.graph, viewer(c), o)
	s.answer(c, http.StatusOK, page, err)
}

// batchRecords answers POST of a kind's batch: 200 with what became of each item.
func batchRecords[F, R any](s *service, c *gin.Context, k *graph.Kind[F, R]) {
	items, err := batchItems(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	changes := make([]graph.Change[F], len(items))
	for i, item := range items {
		id, patch := withoutID(item)
		changes[i] = graph.Change[F]{ID: id, Upsert: true, Apply: merging[F](c, patch)}
	}
	results, err := k.Batch(c.Request.Context(), s.graph, viewer(c), changes)
	s.answer(c, http.StatusOK, s.batchResult(c, results), err)
}

// withoutID takes Kith's own id out of an item of a batch.
func withoutID(item json.RawMessage) (id string, rest []byte) {
	var object map[string]json.RawMessage
	if json.Unmarshal(item, &object) != nil || object["id"] == nil || json.Unmarshal(object["id"], &id) != nil || id == "" {
		return "", item
	}
	delete(object, "id")
	rest, err := json.Marshal(object)
	if err != nil {
		return "", item
	}
	return id, rest
}

var idempotencyKeyForm = regexp.MustCompile(`^[\x21-\x7e]{1,255}$`)

// idempotent lets a POST with an Idempotency-Key happen once. It stands before the handler of each route that takes one.
func (s *service) idempotent(c *gin.Context) {
	key := c.GetHeader("Idempotency-Key")
	if key == "" {
		return
	}
	if !idempotencyKeyForm.MatchString(key) {
		s.fail(c, problem.Malformed("The Idempotency-Key is not 1 to 255 visible ASCII characters."))
		return
	}
	data, err := bodyBytes(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	hash := sha256.New()
	hash.Write([]byte(c.Request.Method + " " + c.Request.URL.RequestURI() + "\n"))
	hash.Write(data)
	c.Set(readBody, data)
	c.Request = c.Request.WithContext(graph.WithIdempotencyKey(c.Request.Context(), key, base64.RawURLEncoding.EncodeToString(hash.Sum(nil))))
}

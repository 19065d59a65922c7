package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"reflect"
	"strconv"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// Problem is an RFC 9457 problem document. Its type is the address of a page that explains it.
type Problem struct {
	Type      string               `json:"type" example:"/problems/not-found"`
	Title     string               `json:"title" example:"Not found"`
	Status    int                  `json:"status" example:"404"`
	Detail    string               `json:"detail" example:"There is no account \"acc_1\"."`
	Instance  string               `json:"instance" example:"/api/v1/accounts/acc_1"`
	RequestID string               `json:"requestId"`
	Errors    []problem.FieldError `json:"errors,omitempty"`
	Relations map[string]int64     `json:"relations,omitempty"` // in-use: what would go along, by type
}

// documented is each kind of problem with its status, its title and what its page says.
var documented = map[problem.Kind]struct {
	status      int
	title, page string
}{
	problem.KindMalformed:            {http.StatusBadRequest, "Malformed request", "The request cannot be read: JSON that is not JSON or not UTF-8, text after it, a field that does not exist or has another type, a parameter that does not exist or is out of its range, a cursor of another query. Send it as the API document says."},
	problem.KindNotSignedIn:          {http.StatusUnauthorized, "Not signed in", "The request has no credentials, or some that do not count (any more): a token that has expired or was taken back, a session that has ended. Send Authorization: Bearer with a token, or sign in."},
	problem.KindNotAllowed:           {http.StatusForbidden, "Not allowed", "Your role does not let you do this, or the token that you came with has not got the scope for it. An administrator can change both. Records that you may not see are not found instead."},
	problem.KindTooMany:              {http.StatusTooManyRequests, "Too many requests", "You asked too often, or failed to sign in too often. Try again after the seconds that Retry-After says."},
	problem.KindNotFound:             {http.StatusNotFound, "Not found", "There is no such record, or no such route. A record that you may not see is not found either."},
	problem.KindMethodNotAllowed:     {http.StatusMethodNotAllowed, "Method not allowed", "The route exists, with other methods: the Allow header names them."},
	problem.KindConflict:             {http.StatusConflict, "Conflict", "The graph as it stands forbids the change: it would close a cycle of reporting lines or of owners, an external id belongs to another record, or the same request still runs. The detail names what stands against it."},
	problem.KindInUse:                {http.StatusConflict, "Record in use", "Others rest on the record: deleting it would take the counted relations along. Send ?cascade=true if that is what you want."},
	problem.KindPreconditionRequired: {http.StatusPreconditionRequired, "If-Match required", "A change names the version that it changes: send If-Match with the ETag of the record."},
	problem.KindPreconditionFailed:   {http.StatusPreconditionFailed, "Record has changed", "Somebody changed the record after you read it. Read it again, look at what changed, and send your change with the new ETag."},
	problem.KindGone:                 {http.StatusGone, "Not kept any more", "What was asked for is too old: changes are kept for 30 days. Read the records anew, then go on from there."},
	problem.KindInvalid:              {http.StatusUnprocessableEntity, "Against the model", "The request is well-formed but says what cannot be: a missing or out-of-range field, a value that its list does not hold, a reference to nothing, a manager in another account, an end before its beginning. Each error points to its field."},
	problem.KindTooLarge:             {http.StatusRequestEntityTooLarge, "Body too large", "A body may have 1 MiB, an import 1 GiB. Send less at once."},
	problem.KindUnavailable:          {http.StatusServiceUnavailable, "Unavailable for now", "Neo4j cannot be reached, or too many questions are asked at once. Nothing was changed, unless the detail says that this is not known. Try again after the seconds that Retry-After says."},
	problem.KindTimedOut:             {http.StatusGatewayTimeout, "Time limit", "The question took longer than its time limit, and no part of an answer is given for a whole one. Ask for less: fewer hops, a smaller depth, a lower limit."},
	problem.KindInternal:             {http.StatusInternalServerError, "Fault of the service", "Something went wrong that should not. The log has it under the request id."},
}

// answer writes what graph answered, or its failure.
func (s *service) answer(c *gin.Context, status int, value any, err error) {
	if err != nil {
		s.fail(c, err)
		return
	}
	if value, err = shown(c, value); err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Type", "application/json; charset=utf-8")
	c.Status(status)
	encoder := json.NewEncoder(c.Writer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		s.log.Warn("answer not written", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "error", err)
		if !c.Writer.Written() {
			s.fail(c, err)
		}
	}
}

// shown is a value as JSON without the fields that the caller's role hides, or the value itself where it hides none.
func shown(c *gin.Context, value any) (any, error) {
	p, signedIn := c.Get(principalKey)
	if !signedIn || value == nil {
		return value, nil
	}
	hidden := p.(*graph.Principal).Hidden()
	if hidden == nil {
		return value, nil
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	tree, err := parseJSON(text)
	if err != nil {
		return nil, err
	}
	hidden.Drop(reflect.TypeOf(value), tree)
	return tree, nil
}

// fail writes the problem document of an error; what is not a problem is a fault of ours and says nothing of itself.
func (s *service) fail(c *gin.Context, err error) {
	if errors.Is(err, context.Canceled) {
		c.Abort() // the caller is gone
		return
	}
	document := s.document(c, err)
	var p *problem.Problem
	if errors.As(err, &p) && (p.Kind == problem.KindUnavailable || p.Kind == problem.KindTooMany) {
		c.Header("Retry-After", strconv.Itoa(int(math.Ceil(max(p.RetryAfter.Seconds(), 1)))))
	}
	if document.Status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", `Bearer realm="kith"`)
	}
	c.Header("Content-Type", "application/problem+json")
	c.Abort()
	c.Status(document.Status)
	body, marshalError := json.Marshal(document)
	if marshalError != nil {
		s.log.Error("problem not written", "requestId", c.GetString(requestIDHeader), "error", marshalError)
		return
	}
	_, _ = c.Writer.Write(body) // a caller who is gone needs no answer
}

// document is the problem document of an error, and a line in the log where the cause is not the caller's.
func (s *service) document(c *gin.Context, err error) Problem {
	var p *problem.Problem
	if !errors.As(err, &p) {
		s.log.Error("fault", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "error", err)
		p = &problem.Problem{Kind: problem.KindInternal, Detail: "Something went wrong. The log has it under the request id."}
	} else if cause := errors.Unwrap(p); cause != nil {
		s.log.Warn("problem", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "problem", string(p.Kind), "cause", cause)
	}
	words := documented[p.Kind]
	return Problem{
		Type: "/problems/" + string(p.Kind), Title: words.title, Status: words.status, Detail: p.Detail,
		Instance: c.Request.URL.Path, RequestID: c.GetString(requestIDHeader), Errors: p.Errors, Relations: p.Relations,
	}
}

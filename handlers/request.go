package handlers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// bodyLimit is how large a body may be, in bytes; imports have their own.
const bodyLimit = 1 << 20

// body reads the whole body into value: JSON in UTF-8, no unknown field, nothing after it.
func body(c *gin.Context, value any) error {
	data, err := bodyBytes(c)
	if err != nil {
		return err
	}
	return decodeJSON(data, value)
}

func bodyBytes(c *gin.Context) ([]byte, error) {
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, problem.TooLarge(bodyLimit)
	case err != nil:
		return nil, problem.Malformed("The body broke off.")
	case !utf8.Valid(data):
		return nil, problem.Malformed("The body is not UTF-8.")
	}
	return data, nil
}

// decodeJSON decodes strictly and says in the caller's words what is wrong and where.
func decodeJSON(data []byte, value any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(value); err != nil {
		return unreadable(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return problem.Malformed("There is text after the JSON value.")
	}
	return nil
}

func unreadable(err error) error {
	var known *problem.Problem
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &wrongType):
		pointer := "/" + strings.ReplaceAll(wrongType.Field, ".", "/")
		return problem.Malformed("A field has the wrong type or form.",
			problem.FieldError{Pointer: pointer, Detail: fmt.Sprintf("is %s, not %s", wrongType.Value, wrongType.Type.Name())})
	case errors.As(err, &syntax):
		return problem.Malformed(fmt.Sprintf("The body is not JSON: %s, at byte %d.", syntax.Error(), syntax.Offset))
	case errors.Is(err, io.EOF):
		return problem.Malformed("The body is empty.")
	}
	if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		name = strings.Trim(name, `"`)
		return problem.Malformed("There is no such field.", problem.FieldError{Pointer: "/" + name, Detail: "is not a field here"})
	}
	return problem.Malformed("The body is not JSON as it is expected here.")
}

// pathValue is a path parameter, unescaped once.
func pathValue(c *gin.Context, name string) string {
	value, err := url.PathUnescape(c.Param(name))
	if err != nil {
		return c.Param(name)
	}
	return value
}

// query reads query parameters and gathers what is wrong with them. Every parameter that a route has is asked for before end.
type query struct {
	values url.Values
	asked  []string
	errors []problem.FieldError
}

func queryOf(c *gin.Context) *query {
	values, err := url.ParseQuery(c.Request.URL.RawQuery)
	q := &query{values: values}
	if err != nil {
		q.wrong("", "cannot be read")
	}
	return q
}

func (q *query) wrong(name, format string, args ...any) {
	q.errors = append(q.errors, problem.FieldError{Pointer: name, Detail: fmt.Sprintf(format, args...)})
}

// text is a parameter as it stands; absent and empty are the same.
func (q *query) text(name string) string {
	q.asked = append(q.asked, name)
	given := q.values[name]
	if len(given) > 1 {
		q.wrong(name, "stands more than once")
	}
	if len(given) == 0 {
		return ""
	}
	if !utf8.ValidString(given[0]) || strings.ContainsRune(given[0], 0) {
		q.wrong(name, "is not text in UTF-8")
		return ""
	}
	return given[0]
}

// required is a parameter that must not be absent or empty.
func (q *query) required(name string) string {
	text := q.text(name)
	if text == "" {
		q.wrong(name, "is missing")
	}
	return text
}

// date is a parameter of the form 2026-11-21, or nil.
func (q *query) date(name string) *graph.Date {
	text := q.text(name)
	if text == "" {
		return nil
	}
	day, err := store.ParseDate(text)
	if err != nil {
		q.wrong(name, "%s", err)
		return nil
	}
	return &day
}

// integer is a parameter between least and most, or fallback where it is absent.
func (q *query) integer(name string, fallback, least, most int) int {
	text := q.text(name)
	if text == "" {
		return fallback
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		q.wrong(name, "is not a whole number from %d to %d", least, most)
		return fallback
	}
	return number
}

// fraction is a parameter from 0 to 1, or nil.
func (q *query) fraction(name string) *float64 {
	text := q.text(name)
	if text == "" {
		return nil
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || !(number >= 0 && number <= 1) {
		q.wrong(name, "is not a number from 0 to 1")
		return nil
	}
	return &number
}

// flag is true or false, false where it is absent.
func (q *query) flag(name string) bool {
	switch q.text(name) {
	case "true":
		return true
	case "", "false":
		return false
	}
	q.wrong(name, "is neither true nor false")
	return false
}

// list is a parameter of values with commas between them, or nil; where allowed names any, only those may stand.
func (q *query) list(name string, allowed ...string) []string {
	text := q.text(name)
	if text == "" {
		return nil
	}
	values := strings.Split(text, ",")
	for i, value := range values {
		values[i] = strings.TrimSpace(value)
		if len(allowed) > 0 && !slices.Contains(allowed, values[i]) {
			q.wrong(name, "%q is not one of %s", values[i], strings.Join(allowed, ", "))
		}
	}
	return values
}

// choice is one of the allowed values, the first of them where the parameter is absent.
func (q *query) choice(name string, allowed ...string) string {
	text := q.text(name)
	if text == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, text) {
		q.wrong(name, "%q is not one of %s", text, strings.Join(allowed, ", "))
	}
	return text
}

// end returns a problem that names every bad parameter and every one that the route does not have, or nil.
func (q *query) end() error {
	for name := range q.values {
		if !slices.Contains(q.asked, name) {
			q.wrong(name, "is not a parameter here")
		}
	}
	if len(q.errors) == 0 {
		return nil
	}
	slices.SortFunc(q.errors, func(a, b problem.FieldError) int { return strings.Compare(a.Pointer, b.Pointer) })
	return problem.Malformed("A query parameter is wrong.", q.errors...)
}

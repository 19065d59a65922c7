package handlers

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/graph/store"
	"kith/problem"
)

// bodyLimit is how large a body may be, in bytes; imports have their own.
const bodyLimit = 1 << 20

// bodyTime is how long one may take to come.
const bodyTime = 30 * time.Second

// body reads the whole body into value: JSON in UTF-8, no unknown field, nothing after it.
func body(c *gin.Context, value any) error {
	data, err := bodyBytes(c)
	if err != nil {
		return err
	}
	return decodeBody(c, data, value)
}

// decodeBody decodes what a caller sends, and refuses what names a field that they may not write.
func decodeBody(c *gin.Context, data []byte, value any) error {
	if err := decodeJSON(data, value); err != nil {
		return err
	}
	return writable(c, data, reflect.TypeOf(value).Elem())
}

// writable refuses JSON of a type that names a field which the caller may not write.
func writable(c *gin.Context, data []byte, of reflect.Type) error {
	p, signedIn := c.Get(principalKey)
	if !signedIn || p.(*graph.Principal).Rights == nil || len(p.(*graph.Principal).Rights.Fields) == 0 {
		return nil
	}
	tree, err := parseJSON(data)
	if err != nil {
		return err
	}
	return graph.Writable(p.(*graph.Principal).Viewer, of, tree)
}

// noBody refuses a body that says something, of a request that takes none: empty, or an empty object.
func noBody(c *gin.Context) error {
	data, err := bodyBytes(c)
	if err != nil || len(data) == 0 {
		return err
	}
	return decodeJSON(data, &struct{}{})
}

// readBody is where a middleware leaves a body that it had to read.
const readBody = "readBody"

func bodyBytes(c *gin.Context) ([]byte, error) {
	if data, has := c.Get(readBody); has {
		return data.([]byte), nil
	}
	connection := http.NewResponseController(c.Writer)
	_ = connection.SetReadDeadline(time.Now().Add(bodyTime)) // what is no connection needs none
	data, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, bodyLimit))
	_ = connection.SetReadDeadline(time.Time{})
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

// soleBody is the body of a request that takes no query parameters.
func soleBody(c *gin.Context) ([]byte, error) {
	if err := queryOf(c).end(); err != nil {
		return nil, err
	}
	return bodyBytes(c)
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

// optional is a parameter as it stands, or nil.
func (q *query) optional(name string) *string {
	text := q.text(name)
	if text == "" {
		return nil
	}
	return &text
}

// either is true, false, or nil where the parameter is absent.
func (q *query) either(name string) *bool {
	if len(q.values[name]) == 0 {
		return nil
	}
	value := q.flag(name)
	return &value
}

// instant is an RFC 3339 instant or a date, which is its first instant in UTC, or nil.
func (q *query) instant(name string) *time.Time {
	text := q.text(name)
	if text == "" {
		return nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if day, dateError := store.ParseDate(text); dateError == nil {
		at, err = day.Time(), nil
	}
	if err != nil {
		q.wrong(name, "is neither an instant such as 2026-11-21T09:30:00Z nor a date")
		return nil
	}
	at = at.UTC()
	return &at
}

// prefixed are the parameters whose names begin with a prefix, by the rest of the name.
func (q *query) prefixed(prefix string) map[string]string {
	found := map[string]string{}
	for name := range q.values {
		if rest, has := strings.CutPrefix(name, prefix); has {
			found[rest] = q.text(name)
		}
	}
	return found
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

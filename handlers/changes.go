package handlers

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// optionalBody reads a body that may be left out.
func optionalBody(c *gin.Context, value any) error {
	data, err := bodyBytes(c)
	if err != nil || len(bytes.TrimSpace(data)) == 0 {
		return err
	}
	return decodeBody(c, data, value)
}

// put reads a body and answers what change makes of it.
func put[B, A any](s *service, c *gin.Context, change func(B) (A, error)) {
	var b B
	if err := firstError(queryOf(c).end(), body(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := change(b)
	s.answer(c, http.StatusOK, answer, err)
}

// putOptional is put where the body may be left out.
func putOptional[B, A any](s *service, c *gin.Context, change func(B) (A, error)) {
	var b B
	if err := firstError(queryOf(c).end(), optionalBody(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := change(b)
	s.answer(c, http.StatusOK, answer, err)
}

// putOrNothing is put where null leaves nothing to answer.
func putOrNothing[B, A any](s *service, c *gin.Context, change func(B) (*A, error)) {
	var b B
	if err := firstError(queryOf(c).end(), body(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	answer, err := change(b)
	if err == nil && answer == nil {
		c.Status(http.StatusNoContent)
		return
	}
	s.answer(c, http.StatusOK, answer, err)
}

// end takes ?until= and ends something on that day, nil is today.
func (s *service) end(c *gin.Context, change func(until *graph.Date) error) {
	q := queryOf(c)
	until := q.date("until")
	err := q.end()
	if err == nil {
		err = change(until)
	}
	s.done(c, err)
}

// remove takes something away.
func (s *service) remove(c *gin.Context, change func() error) {
	err := queryOf(c).end()
	if err == nil {
		err = change()
	}
	s.done(c, err)
}

// done answers that there is nothing to say, or why not.
func (s *service) done(c *gin.Context, err error) {
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

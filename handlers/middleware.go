package handlers

import (
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

const requestIDHeader = "X-Request-Id"

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID takes the caller's request id where it has the form of one, else makes one, and answers with it.
func requestID(c *gin.Context) {
	id := c.GetHeader(requestIDHeader)
	if !requestIDForm.MatchString(id) {
		id = graph.NewID("req")
	}
	c.Set(requestIDHeader, id)
	c.Request = c.Request.WithContext(graph.WithRequest(c.Request.Context(), id))
	c.Header(requestIDHeader, id)
	c.Next()
}

// logged writes one line a request: route, not path, because paths and queries can hold personal data.
func (s *service) logged(c *gin.Context) {
	begin := time.Now()
	c.Next()
	s.log.LogAttrs(c.Request.Context(), slog.LevelInfo, "request",
		slog.String("method", c.Request.Method), slog.String("route", c.FullPath()), slog.Int("status", c.Writer.Status()),
		slog.Duration("took", time.Since(begin)), slog.Int("bytes", c.Writer.Size()), slog.String("requestId", c.GetString(requestIDHeader)))
}

// recovered answers 500 where a handler panics, and keeps the service up.
func (s *service) recovered(c *gin.Context) {
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		if err, is := fault.(error); is && errors.Is(err, http.ErrAbortHandler) {
			panic(fault)
		}
		s.log.Error("panic", "requestId", c.GetString(requestIDHeader), "route", c.FullPath(), "fault", fault, "stack", string(debug.Stack()))
		s.fail(c, errors.New("panic"))
	}()
	c.Next()
}

// closing makes answers close their connections while the service winds down.
func (s *service) closing(c *gin.Context) {
	if s.draining.Load() {
		c.Header("Connection", "close")
	}
	c.Next()
}

package handlers

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"kith/access"
	"kith/problem"
)

// healthy says that the process answers.
func (s *service) healthy(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says whether questions can be answered: Neo4j reachable, schema in place.
func (s *service) ready(c *gin.Context) {
	if s.draining.Load() {
		s.fail(c, problem.Unavailable("The service is stopping.", time.Second, nil))
		return
	}
	if err := s.graph.Ready(c.Request.Context(), access.System()); err != nil {
		s.fail(c, err)
		return
	}
	c.String(http.StatusOK, "ready\n")
}

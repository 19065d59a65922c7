package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// healthy says that the process answers.
func (s *service) healthy(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says whether questions can be answered: Neo4j reachable, schema in place.
func (s *service) ready(c *gin.Context) {
	if err := s.graph.Ready(c.Request.Context(), viewer(c)); err != nil {
		s.fail(c, err)
		return
	}
	c.String(http.StatusOK, "ready\n")
}

package handlers

import "github.com/gin-gonic/gin"

// routes is every route there is, one line each.
func (s *service) routes(engine *gin.Engine) {
	engine.GET("/-/healthy", s.healthy)
	engine.GET("/-/ready", s.ready)
	engine.GET("/metrics", gin.WrapH(s.metrics.handler()))

	api := engine.Group(base)
	_ = api
}

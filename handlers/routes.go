package handlers

import "github.com/gin-gonic/gin"

// routes is every route there is, one line each.
func (s *service) routes(engine *gin.Engine) {
	engine.GET("/-/healthy", s.healthy)
	engine.GET("/-/ready", s.ready)
	engine.GET("/metrics", gin.WrapH(s.metrics.handler()))

	engine.GET("/api/openapi.json", s.openAPI)
	engine.GET("/api/swagger.json", s.swagger)
	engine.GET("/docs", s.docs)
	engine.GET("/docs/:file", s.docsFile)
	engine.GET("/problems/:kind", s.problemPage)

	api := engine.Group(base)
	api.GET("/accounts/:id/org-chart", s.orgChart)
	api.GET("/accounts/:id/buying-centers", s.buyingCenters)
	api.GET("/accounts/:id/summary", s.accountSummary)
	api.GET("/contacts/:id/chain-of-command", s.chainOfCommand)
	api.GET("/opportunities/:id/buying-center", s.buyingCenter)
	api.GET("/accounts/:id/relation-graph", s.accountRelationGraph)
	api.GET("/contacts/:id/relation-graph", s.contactRelationGraph)
	api.GET("/users/:id/relation-graph", s.userRelationGraph)
	api.GET("/contacts/:id/advocate-paths", s.advocatePaths)
	api.GET("/paths", s.paths)
}

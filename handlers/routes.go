package handlers

import "github.com/gin-gonic/gin"

// routes is every route there is, one line each.
func (s *service) routes(engine *gin.Engine) {
	engine.GET("/-/healthy", s.healthy)
	engine.GET("/-/ready", s.ready)
	engine.GET("/metrics", gin.WrapH(s.metrics.handler()))

	engine.GET("/api/openapi.json", s.openAPI)
	engine.GET("/api/swagger.json", s.swagger)
	engine.GET("/problems/:kind", s.problemPage)

	api := engine.Group(base)
	api.PUT("/positions/:id/manager", s.putManager)
	api.PUT("/positions/:id/dotted-managers/:managerId", s.putDottedManager)
	api.DELETE("/positions/:id/dotted-managers/:managerId", s.deleteDottedManager)
	api.PUT("/positions/:id/holder", s.putHolder)
	api.PUT("/positions/:id/holders/:contactId", s.putSharedHolder)
	api.DELETE("/positions/:id/holders/:contactId", s.deleteSharedHolder)
	api.POST("/contacts/:id", s.depart) // /contacts/{id}:depart
	api.PUT("/ties", s.putTie)
	api.DELETE("/ties/:id", s.deleteTie)
	api.POST("/ties\\:batchUpsert", s.batchTies)
	api.GET("/contacts/:id/ties", s.contactTies)
	api.GET("/users/:id/ties", s.userTies)
	api.PUT("/influences", s.putInfluence)
	api.DELETE("/influences/:id", s.deleteInfluence)
	api.POST("/influences\\:batchUpsert", s.batchInfluences)
	api.POST("/relations", s.createRelation)
	api.PATCH("/relations/:id", s.patchRelation)
	api.DELETE("/relations/:id", s.deleteRelation)
	api.POST("/relations\\:batchUpsert", s.batchRelations)
	api.PUT("/accounts/:id/parent", s.putParent)
	api.PUT("/accounts/:id/team/:userId", s.putAccountTeamMember)
	api.DELETE("/accounts/:id/team/:userId", s.deleteAccountTeamMember)
	api.PUT("/opportunities/:id/team/:userId", s.putOpportunityTeamMember)
	api.DELETE("/opportunities/:id/team/:userId", s.deleteOpportunityTeamMember)
	api.PUT("/opportunities/:id/line-items/:productId", s.putLineItem)
	api.DELETE("/opportunities/:id/line-items/:productId", s.deleteLineItem)
	api.POST("/line-items\\:batchUpsert", s.batchLineItems)
	api.PUT("/opportunities/:id/buying-center/members/:contactId", s.putMember)
	api.DELETE("/opportunities/:id/buying-center/members/:contactId", s.deleteMember)
	api.POST("/buying-center-members\\:batchUpsert", s.batchMembers)
	api.POST("/interactions\\:batch", s.batchInteractions)
	api.GET("/accounts/:id/interactions", s.accountInteractions)
	api.GET("/contacts/:id/interactions", s.contactInteractions)
}

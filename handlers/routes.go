package handlers

import "github.com/gin-gonic/gin"

// routes is every route there is, one line each.
func (s *service) routes(engine *gin.Engine) {
	engine.GET("/-/healthy", s.healthy)
	engine.GET("/-/ready", s.ready)

	api := engine.Group(base)
	api.POST("/accounts", s.idempotent, s.createAccount)
	api.GET("/accounts", s.listAccounts)
	api.POST("/accounts\\:batchUpsert", s.idempotent, s.batchUpsertAccounts)
	api.GET("/accounts/:id", s.readAccount)
	api.PATCH("/accounts/:id", s.patchAccount)
	api.DELETE("/accounts/:id", s.deleteAccount)
	api.GET("/accounts/by-external-id/:source/:externalId", s.readAccountByExternalID)
	api.PUT("/accounts/by-external-id/:source/:externalId", s.putAccountByExternalID)
	api.DELETE("/accounts/by-external-id/:source/:externalId", s.deleteAccountByExternalID)
}

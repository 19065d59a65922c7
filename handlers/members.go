package handlers

import (
	"github.com/gin-gonic/gin"

	"kith/graph"
)

// putMember puts a contact into a deal's buying centre.
//
//	@Summary		A member of a buying centre
//	@Description	What the contact is from since on (absent: today, null: always). A changed state ends the one before and starts a new one. The body may be left out.
//	@Tags			opportunities
//	@ID			putMember
//	@Param			id	path	string	true	"The deal"
//	@Param			contactId	path	string	true	"The contact"
//	@Param			body	body	graph.MemberChange	false	"What the contact is"
//	@Success		200	{object}	graph.Member
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/opportunities/{id}/buying-center/members/{contactId} [put]
func (s *service) putMember(c *gin.Context) {
	putOptional(s, c, func(b graph.MemberChange) (graph.Member, error) {
		return s.graph.PutMember(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "contactId"), b)
	})
}

// deleteMember takes a contact out of a deal's buying centre.
//
//	@Summary		Take a contact out of a buying centre
//	@Tags			opportunities
//	@ID			deleteMember
//	@Param			id	path	string	true	"The deal"
//	@Param			contactId	path	string	true	"The contact"
//	@Param			until	query	string	false	"The first day on which it is no longer so; default today"
//	@Success		204
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Router			/opportunities/{id}/buying-center/members/{contactId} [delete]
func (s *service) deleteMember(c *gin.Context) {
	s.end(c, func(until *graph.Date) error {
		return s.graph.DeleteMember(c.Request.Context(), viewer(c), pathValue(c, "id"), pathValue(c, "contactId"), until)
	})
}

// batchMembers writes many buying center members.
//
//	@Summary		Many buying center members at once
//	@Description	At most 1,000; one that is refused leaves the others.
//	@Tags			opportunities
//	@ID			batchMembers
//	@Param			body	body	BatchUpsert[graph.MemberItem]	true	"The items"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		200	{object}	BatchResult
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/buying-center-members:batchUpsert [post]
func (s *service) batchMembers(c *gin.Context) {
	putBatch(s, c, func(items []graph.MemberItem) ([]graph.Result, error) {
		return s.graph.PutMembers(c.Request.Context(), viewer(c), items)
	})
}

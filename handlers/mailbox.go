package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// readMailbox answers what the signed-in user says of Kith's reading their mailbox.
//
//	@Summary		Whether my mailbox and calendar are read
//	@Description	Whether I have agreed, on what other ground the organisation reads mailboxes, and what is left out of mine.
//	@Tags			users
//	@ID				readMailbox
//	@Produce		json
//	@Success		200	{object}	graph.Mailbox
//	@Failure		422	{object}	Problem
//	@Router			/me/mailbox [get]
func (s *service) readMailbox(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	mailbox, err := s.graph.Mailbox(c.Request.Context(), viewer(c))
	s.answer(c, http.StatusOK, mailbox, err)
}

// putMailbox changes it.
//
//	@Summary		Agree that my mailbox and calendar are read, or no longer
//	@Description	Nobody agrees for another. Messages and meetings with an address that is left out, or one at a domain that is, or below it, are not read, nor folders that are, and those in them; a file counts as a folder by its name. That holds whatever ground they are read on. What came before stays: `DELETE` takes it back. New ties from my mailbox wait seven days, seen by me alone.
//	@Tags			users
//	@ID				putMailbox
//	@Accept			json
//	@Produce		json
//	@Param			body	body	graph.MailboxChange	true	"What I say"
//	@Success		200	{object}	graph.Mailbox
//	@Failure		400,422	{object}	Problem
//	@Router			/me/mailbox [put]
func (s *service) putMailbox(c *gin.Context) {
	put(s, c, func(b graph.MailboxChange) (graph.Mailbox, error) {
		return s.graph.PutMailbox(c.Request.Context(), viewer(c), b)
	})
}

// removeMailbox stops the reading of the signed-in user's mailbox and takes back all that came from it.
//
//	@Summary		Stop reading my mailbox and calendar, and remove what came from them
//	@Description	From the first moment nothing more is read, on whatever ground, until I agree again. Interactions that nothing else gave are gone, with the ties that rest on them, and contacts that they made and on which nothing else rests. One that another mailbox, a file or a program gave too stays. A large mailbox takes minutes; who does not wait for the answer has it finished by the service, or asks again. What I leave out stays as it is.
//	@Tags			users
//	@ID				removeMailbox
//	@Success		204
//	@Failure		422,503	{object}	Problem
//	@Router			/me/mailbox [delete]
func (s *service) removeMailbox(c *gin.Context) {
	s.remove(c, func() error { return s.graph.RemoveMailbox(c.Request.Context(), viewer(c), viewer(c).UserID) })
}

// removeUserMailbox does so for a user, who has left or asks for it.
//
//	@Summary		Stop reading a user's mailbox and calendar, and remove what came from them
//	@Description	For who may administer, of a user who leaves, say; one in the bin too. As `DELETE /me/mailbox`.
//	@Tags			users
//	@ID				removeUserMailbox
//	@Param			id	path	string	true	"The user"
//	@Success		204
//	@Failure		403,404,503	{object}	Problem
//	@Router			/users/{id}/mailbox [delete]
func (s *service) removeUserMailbox(c *gin.Context) {
	s.remove(c, func() error { return s.graph.RemoveMailbox(c.Request.Context(), viewer(c), pathValue(c, "id")) })
}

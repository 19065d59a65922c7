package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// readWishes answers what the signed-in user lets others see and ask.
//
//	@Summary		What I let others see and ask
//	@Tags			users
//	@ID			readWishes
//	@Success		200	{object}	graph.Wishes
//	@Failure		422	{object}	Problem
//	@Router			/me/wishes [get]
func (s *service) readWishes(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	wishes, err := s.graph.Wishes(c.Request.Context(), viewer(c))
	s.answer(c, http.StatusOK, wishes, err)
}

// putWishes changes them.
//
//	@Summary		Say what I let others see and ask
//	@Description	Of introductions: `open`, `askFirst` (paths of others show "somebody in" my unit, and take a request by a hop) or `closed` (no path of others leads over me), and how often I may be asked within 30 days. Of my ties: whether others see more than how strong they are, of which kinds, and the quarter of the last contact. What is absent is the default. Nobody changes another's.
//	@Tags			users
//	@ID			putWishes
//	@Param			body	body	graph.WishesChange	true	"The wishes"
//	@Success		200	{object}	graph.Wishes
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/me/wishes [put]
func (s *service) putWishes(c *gin.Context) {
	put(s, c, func(b graph.WishesChange) (graph.Wishes, error) {
		return s.graph.PutWishes(c.Request.Context(), viewer(c), b)
	})
}

// readContactPrivacy answers whether a contact is private.
//
//	@Summary		Whether a contact is private
//	@Tags			contacts
//	@ID			readContactPrivacy
//	@Param			id	path	string	true	"The contact"
//	@Success		200	{object}	graph.ContactPrivacy
//	@Failure		404	{object}	Problem
//	@Router			/contacts/{id}/privacy [get]
func (s *service) readContactPrivacy(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	privacy, err := s.graph.ContactPrivacy(c.Request.Context(), viewer(c), pathValue(c, "id"))
	s.answer(c, http.StatusOK, privacy, err)
}

// putContactPrivacy makes a contact private to its owner, or open again.
//
//	@Summary		Make a contact private, or open again
//	@Description	By its owner, while no other of us knows it: nobody else sees a private contact, and nothing that others are shown rests on it. A single tie is made private by PUT /ties.
//	@Tags			contacts
//	@ID			putContactPrivacy
//	@Param			id	path	string	true	"The contact"
//	@Param			body	body	graph.ContactPrivacy	true	"Whether it is private"
//	@Success		200	{object}	graph.ContactPrivacy
//	@Failure		400	{object}	Problem
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Router			/contacts/{id}/privacy [put]
func (s *service) putContactPrivacy(c *gin.Context) {
	put(s, c, func(b graph.ContactPrivacy) (graph.ContactPrivacy, error) {
		return b, s.graph.PutContactPrivacy(c.Request.Context(), viewer(c), pathValue(c, "id"), b)
	})
}

package handlers

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"kith/graph"
)

// askForIntroduction asks one of us for an introduction.
//
//	@Summary		Ask for an introduction
//	@Description	Asks a user of ours, named by id or by the `hop` of a path that shows only "somebody in" a unit, for an introduction to a contact. Both sides see the request, nobody else; who asked by a hop sees the introducer once it is accepted. It is told by mail where a mail server is set. 409: the one asked takes no requests, or no more for now, or has the same one already.
//	@Tags			introductions
//	@ID			askForIntroduction
//	@Param			body	body	graph.IntroductionChange	true	"Whom to ask, for whom"
//	@Param			Idempotency-Key	header	string	false	"The same key and body within 24 hours gets the first answer"
//	@Success		201	{object}	graph.IntroductionRequest
//	@Failure		400	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/introduction-requests [post]
func (s *service) askForIntroduction(c *gin.Context) {
	var b graph.IntroductionChange
	if err := firstError(queryOf(c).end(), body(c, &b)); err != nil {
		s.fail(c, err)
		return
	}
	request, err := s.graph.AskForIntroduction(c.Request.Context(), viewer(c), b)
	if err == nil {
		c.Header("Location", base+"/introduction-requests/"+request.ID)
	}
	s.answer(c, http.StatusCreated, request, err)
}

// listIntroductions answers the signed-in user's requests.
//
//	@Summary		Requests for introductions
//	@Description	Those that others ask me (`in`) or that I ask others (`out`), the newest first.
//	@Tags			introductions
//	@ID			listIntroductions
//	@Param			box	query	string	false	"in or out"	Enums(in, out)	default(in)
//	@Param			state	query	string	false	"asked, accepted, declined or done; default all"
//	@Param			limit	query	integer	false	"1 to 200, default 50"
//	@Param			cursor	query	string	false	"nextCursor of the page before"
//	@Success		200	{object}	graph.IntroductionPage
//	@Failure		400	{object}	Problem
//	@Failure		422	{object}	Problem
//	@Router			/introduction-requests [get]
func (s *service) listIntroductions(c *gin.Context) {
	q := queryOf(c)
	box, state := q.choice("box", "in", "out"), q.choice("state", append([]string{""}, graph.IntroductionStates...)...)
	limit, cursor := q.integer("limit", 50, 1, 200), q.text("cursor")
	if err := q.end(); err != nil {
		s.fail(c, err)
		return
	}
	page, err := s.graph.Introductions(c.Request.Context(), viewer(c), box, state, limit, cursor)
	s.answer(c, http.StatusOK, page, err)
}

// readIntroduction answers one request.
//
//	@Summary		A request for an introduction
//	@Description	Seen by its two sides alone.
//	@Tags			introductions
//	@ID			readIntroduction
//	@Param			id	path	string	true	"The request"
//	@Success		200	{object}	graph.IntroductionRequest
//	@Failure		404	{object}	Problem
//	@Router			/introduction-requests/{id} [get]
func (s *service) readIntroduction(c *gin.Context) {
	if err := queryOf(c).end(); err != nil {
		s.fail(c, err)
		return
	}
	request, err := s.graph.Introduction(c.Request.Context(), viewer(c), pathValue(c, "id"))
	s.answer(c, http.StatusOK, request, err)
}

// turnIntroduction hands on to the turn that the end of the path names: the router knows no parameter with something after it.
func (s *service) turnIntroduction(c *gin.Context) {
	id := pathValue(c, "id")
	end := max(0, strings.LastIndexByte(id, ':'))
	id, verb := id[:end], id[end:]
	switch verb {
	case ":accept":
		s.acceptIntroduction(c, id)
	case ":decline":
		s.declineIntroduction(c, id)
	case ":done":
		s.finishIntroduction(c, id)
	default:
		c.Header("Allow", "GET")
		s.noMethod(c)
	}
}

// acceptIntroduction accepts a request.
//
//	@Summary		Accept a request for an introduction
//	@Description	By the one who is asked. 409 where it is answered already.
//	@Tags			introductions
//	@ID			acceptIntroduction
//	@Param			id	path	string	true	"The request"
//	@Success		200	{object}	graph.IntroductionRequest
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Router			/introduction-requests/{id}:accept [post]
func (s *service) acceptIntroduction(c *gin.Context, id string) {
	s.turn(c, id, "accepted")
}

// declineIntroduction declines a request.
//
//	@Summary		Decline a request for an introduction
//	@Description	By the one who is asked. 409 where it is answered already.
//	@Tags			introductions
//	@ID			declineIntroduction
//	@Param			id	path	string	true	"The request"
//	@Success		200	{object}	graph.IntroductionRequest
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Router			/introduction-requests/{id}:decline [post]
func (s *service) declineIntroduction(c *gin.Context, id string) {
	s.turn(c, id, "declined")
}

// finishIntroduction says that an introduction is done.
//
//	@Summary		An introduction is done
//	@Description	By either side, once the request is accepted; 409 before.
//	@Tags			introductions
//	@ID			finishIntroduction
//	@Param			id	path	string	true	"The request"
//	@Success		200	{object}	graph.IntroductionRequest
//	@Failure		404	{object}	Problem
//	@Failure		409	{object}	Problem
//	@Router			/introduction-requests/{id}:done [post]
func (s *service) finishIntroduction(c *gin.Context, id string) {
	s.turn(c, id, "done")
}

func (s *service) turn(c *gin.Context, id, state string) {
	err := queryOf(c).end()
	if err == nil {
		err = noBody(c)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	request, err := s.graph.TurnIntroduction(c.Request.Context(), viewer(c), id, state)
	s.answer(c, http.StatusOK, request, err)
}

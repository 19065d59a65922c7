package handlers

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/problem"
)

// Credentials are what somebody signs in with.
type Credentials struct {
	Email    string `json:"email" example:"ada@seller.example"`
	Password string `json:"password"`
}

// SessionList is a user's sessions.
type SessionList struct {
	Items []graph.Session `json:"items"`
}

// signIn begins a session.
//
//	@Summary		Sign in
//	@Description	Sets a cookie that the browser sends from now on. The answer to an unknown address is the one to a wrong password. After failures the next attempts have to wait: 429.
//	@Tags			sessions
//	@ID				signIn
//	@Accept			json
//	@Produce		json
//	@Param			credentials				body		Credentials	true	"Who signs in"
//	@Success		201						{object}	graph.Session
//	@Header			201						{string}	Set-Cookie	"The session's secret"
//	@Failure		400,401,403,413,429,503	{object}	Problem
//	@Router			/sessions [post]
func (s *service) signIn(c *gin.Context) {
	var credentials Credentials
	s.beginSession(c, &credentials, func(b graph.Browser) (graph.SignedIn, error) {
		return s.graph.SignIn(c.Request.Context(), b, credentials.Email, credentials.Password)
	})
}

// signInByLink begins the session of who comes by a link.
//
//	@Summary		Sign in by a link
//	@Description	A link counts once, for a day. Who comes by it chooses the password to sign in with from then on. The first link, which a new Kith prints, makes the first administrator: it wants an e-mail address and a name too.
//	@Tags			sessions
//	@ID				signInByLink
//	@Accept			json
//	@Produce		json
//	@Param			link						body		graph.LinkSignIn	true	"The link's code, and the password"
//	@Success		201							{object}	graph.Session
//	@Header			201							{string}	Set-Cookie	"The session's secret"
//	@Failure		400,401,403,409,413,422,503	{object}	Problem
//	@Router			/sessions:byLink [post]
func (s *service) signInByLink(c *gin.Context) {
	var link graph.LinkSignIn
	s.beginSession(c, &link, func(b graph.Browser) (graph.SignedIn, error) {
		return s.graph.SignInByLink(c.Request.Context(), b, link)
	})
}

// beginSession reads what somebody signs in with, for no page of another origin, and gives the browser its cookie.
func (s *service) beginSession(c *gin.Context, with any, begin func(graph.Browser) (graph.SignedIn, error)) {
	if err := firstError(s.sameOrigin(c), queryOf(c).end(), body(c, with)); err != nil {
		s.fail(c, err)
		return
	}
	in, err := begin(graph.Browser{Address: s.address(c), UserAgent: c.Request.UserAgent()})
	if err == nil {
		s.setCookie(c, in.Secret, in.ExpiresAt)
	}
	s.answer(c, http.StatusCreated, in.Session, err)
}

// sessions lists one's own sessions.
//
//	@Summary	One's own sessions
//	@Tags		sessions
//	@ID			sessions
//	@Produce	json
//	@Success	200		{object}	SessionList
//	@Failure	400,503	{object}	Problem
//	@Router		/sessions [get]
func (s *service) sessions(c *gin.Context) {
	err := queryOf(c).end()
	var list SessionList
	if err == nil {
		list.Items, err = s.graph.Sessions(c.Request.Context(), principal(c))
	}
	s.answer(c, http.StatusOK, list, err)
}

// signOut ends the session that asks.
//
//	@Summary	Sign out
//	@Tags		sessions
//	@ID			signOut
//	@Success	204
//	@Failure	400,404,503	{object}	Problem
//	@Router		/sessions/current [delete]
func (s *service) signOut(c *gin.Context) { s.endSession(c, principal(c).SessionID) }

// endOneSession ends one of one's own sessions.
//
//	@Summary	End a session of one's own
//	@Tags		sessions
//	@ID			endSession
//	@Param		id	path	string	true	"The session"
//	@Success	204
//	@Failure	400,404,503	{object}	Problem
//	@Router		/sessions/{id} [delete]
func (s *service) endOneSession(c *gin.Context) { s.endSession(c, pathValue(c, "id")) }

func (s *service) endSession(c *gin.Context, id string) {
	s.remove(c, func() error {
		err := s.graph.EndSession(c.Request.Context(), viewer(c), id)
		if err == nil && id == principal(c).SessionID {
			s.setCookie(c, "", time.Unix(1, 0))
		}
		return err
	})
}

// signOutEverywhere ends all of one's own sessions.
//
//	@Summary	Sign out everywhere
//	@Tags		sessions
//	@ID			signOutEverywhere
//	@Success	204
//	@Failure	400,503	{object}	Problem
//	@Router		/sessions [delete]
func (s *service) signOutEverywhere(c *gin.Context) { s.endSessions(c, viewer(c).UserID) }

// endUserSessions ends all sessions of a user.
//
//	@Summary	End all sessions of a user
//	@Tags		users
//	@ID			endUserSessions
//	@Param		id	path	string	true	"The user"
//	@Success	204
//	@Failure	400,404,503	{object}	Problem
//	@Router		/users/{id}/sessions [delete]
func (s *service) endUserSessions(c *gin.Context) { s.endSessions(c, pathValue(c, "id")) }

func (s *service) endSessions(c *gin.Context, userID string) {
	s.remove(c, func() error { return s.graph.EndSessions(c.Request.Context(), viewer(c), userID) })
}

// createSignInLink makes the link by which a user comes in.
//
//	@Summary		A link by which a user comes in
//	@Description	For a new user, or one who has forgotten the password. It counts once, for a day, and the one made before it counts no more. It is shown this once.
//	@Tags			users
//	@ID				createSignInLink
//	@Produce		json
//	@Param			id			path		string	true	"The user"
//	@Success		201			{object}	graph.SignInLink
//	@Failure		400,404,413,503	{object}	Problem
//	@Router			/users/{id}/sign-in-links [post]
func (s *service) createSignInLink(c *gin.Context) {
	err := firstError(queryOf(c).end(), optionalBody(c, &struct{}{}))
	var link graph.SignInLink
	if err == nil {
		link, err = s.graph.NewSignInLink(c.Request.Context(), viewer(c), pathValue(c, "id"))
	}
	s.answer(c, http.StatusCreated, link, err)
}

// me answers who asks.
//
//	@Summary		Who asks
//	@Description	The user, or of a program's token null, with what they may: the narrower of both rights where a token acts as a user.
//	@Tags			sessions
//	@ID				me
//	@Produce		json
//	@Success		200		{object}	graph.Me
//	@Failure		400,503	{object}	Problem
//	@Router			/me [get]
func (s *service) me(c *gin.Context) {
	err := queryOf(c).end()
	var me graph.Me
	if err == nil {
		me, err = s.graph.Me(c.Request.Context(), principal(c))
	}
	s.answer(c, http.StatusOK, me, err)
}

// PasswordChange is a new password, with the one that it replaces.
type PasswordChange struct {
	Current  string `json:"current"`
	Password string `json:"password" minLength:"12" maxLength:"500"`
}

// changePassword changes one's own password.
//
//	@Summary		Change one's own password
//	@Description	Ends all other sessions. Not with a token.
//	@Tags			sessions
//	@ID				changePassword
//	@Accept			json
//	@Param			password				body	PasswordChange	true	"The current password and the next"
//	@Success		204
//	@Failure		400,413,422,429,503	{object}	Problem
//	@Router			/me/password [put]
func (s *service) changePassword(c *gin.Context) {
	var change PasswordChange
	err := firstError(queryOf(c).end(), body(c, &change))
	if err == nil && principal(c).SessionID == "" {
		err = problem.NotAllowed("A password is changed by who has signed in with it, not with a token.")
	}
	if err == nil {
		err = s.graph.ChangePassword(c.Request.Context(), principal(c), s.address(c), change.Current, change.Password)
	}
	s.done(c, err)
}

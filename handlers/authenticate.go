package handlers

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kith/access"
	"kith/graph"
	"kith/problem"
)

// principalKey is where authenticate leaves who asks.
const principalKey = "principal"

// userHeader names the user whom a token acts as.
const userHeader = "Kith-User"

// authenticate lets those through of whom it is known who they are and who may use the route at all. What they see there is the graph's to say.
func (s *service) authenticate(c *gin.Context) {
	p, err := s.whoAsks(c)
	if tooMany := s.counted(c, p); tooMany != nil {
		s.fail(c, tooMany)
		return
	}
	if err == nil {
		err = mayUse(c, p)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Set(principalKey, p)
}

// principal is who asks, on every route behind authenticate.
func principal(c *gin.Context) *graph.Principal { return c.MustGet(principalKey).(*graph.Principal) }

// viewer is who asks as the graph takes them.
func viewer(c *gin.Context) access.Viewer { return principal(c).Viewer }

// scoped is who asks, who administers with a token only where that has the scope for it: for routes of which the record alone says what it takes.
func scoped(c *gin.Context) access.Viewer {
	p := principal(c)
	if p.Has(access.AdminScope) {
		return p.Viewer
	}
	return p.Without(access.Administer)
}

// whoAsks finds the principal of a token in the header or of a session in the cookie. A browser sends the cookie whoever made it ask, so that with one
// nothing is changed for pages of other origins.
func (s *service) whoAsks(c *gin.Context) (*graph.Principal, error) {
	ctx, actAs := c.Request.Context(), c.GetHeader(userHeader)
	if header := c.GetHeader("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return nil, problem.NotSignedIn("Authorization is not of the form Bearer and a token.")
		}
		return s.graph.PrincipalOfToken(ctx, strings.TrimSpace(token), actAs)
	}
	cookie, err := c.Request.Cookie(s.cookieName(c))
	if err != nil {
		return nil, problem.NotSignedIn("Send Authorization: Bearer with a token, or sign in.")
	}
	if err := s.sameOrigin(c); err != nil {
		return nil, err
	}
	if actAs != "" {
		return nil, problem.NotAllowed("%s goes with a token that has the scope actAs.", userHeader)
	}
	return s.graph.PrincipalOfSession(ctx, cookie.Value)
}

// sameOrigin refuses a change that a page of another origin asks for.
func (s *service) sameOrigin(c *gin.Context) error {
	if s.crossOrigin.Check(c.Request) != nil {
		return problem.NotAllowed("The request comes from a page of another origin.")
	}
	return nil
}

// Collections by the first part of their routes.
var (
	administered = []string{"users", "units", "roles", "relation-types"} // changed by those who administer
	ofOneself    = []string{"me", "sessions", "tokens"}                  // by everybody for themselves, but not by any token
	asked        = []string{"/advocate-paths:batch", "/briefs"}          // questions that are sent as POST
)

// mayUse refuses a route to a token without its scope, and to who has not got the permission for it.
func mayUse(c *gin.Context, p *graph.Principal) error {
	route := strings.ReplaceAll(strings.TrimPrefix(c.FullPath(), base), `\:`, ":")
	collection, _, _ := strings.Cut(strings.TrimPrefix(route, "/"), "/")
	collection, _, _ = strings.Cut(collection, ":") // a batch is of its collection
	reads := c.Request.Method == http.MethodGet || slices.Contains(asked, route)

	scope, permission := access.WriteScope, access.Permission("")
	switch {
	case collection == "imports":
		scope, permission = access.ImportScope, access.Import
	case collection == "roles", route == "/contacts/:id/erase":
		scope, permission = access.AdminScope, access.Administer
	case reads:
		scope = access.ReadScope
	case slices.Contains(administered, collection):
		scope, permission = access.AdminScope, access.Administer
	case slices.Contains(ofOneself, collection):
		scope = access.AdminScope
	}
	if !p.Has(scope) {
		return problem.NotAllowed("The token has not got the scope %s.", scope)
	}
	if permission != "" && !p.May(permission) {
		return problem.NotAllowed("Your role does not let you %s.", permission)
	}
	return nil
}

// Names of the cookie that holds a session's secret. Browsers take the first over TLS alone, for this host and all its paths, from nobody else.
const (
	secureCookie = "__Host-kith"
	plainCookie  = "kith"
)

func (s *service) cookieName(c *gin.Context) string {
	if s.overTLS(c) {
		return secureCookie
	}
	return plainCookie
}

// setCookie gives the browser a session's secret; an empty one takes it away.
func (s *service) setCookie(c *gin.Context, secret string, expires time.Time) {
	s.putCookie(c, s.cookieName(c), secret, expires)
}

// putCookie gives the browser a cookie, for this host and no script; an empty value takes it away.
func (s *service) putCookie(c *gin.Context, name, value string, expires time.Time) {
	cookie := &http.Cookie{Name: name, Value: value, Path: "/", Expires: expires, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.overTLS(c)} //nolint:gosec // without TLS, which is on loopback alone, there is no Secure
	if value == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(c.Writer, cookie)
}

// overTLS reports whether the browser speaks TLS: with us, or with the proxy before us that says so.
func (s *service) overTLS(c *gin.Context) bool {
	return c.Request.TLS != nil || s.behindProxy && lastForwarded(c, "X-Forwarded-Proto") == "https"
}

// address is where the request comes from: the peer, or whom the proxy before us says that it got the request from. What stands before that in the
// header is what the caller says of themselves, and counts for nothing.
func (s *service) address(c *gin.Context) string {
	if s.behindProxy {
		if ip, err := netip.ParseAddr(lastForwarded(c, "X-Forwarded-For")); err == nil {
			return network(ip)
		}
	}
	peer, err := netip.ParseAddrPort(c.Request.RemoteAddr)
	if err != nil {
		return c.Request.RemoteAddr
	}
	return network(peer.Addr())
}

// network is an address as one household has it: of IPv6 the 64 bits before those that each machine gives itself, as many as it likes.
func network(ip netip.Addr) string {
	ip = ip.Unmap()
	if ip.Is6() {
		if prefix, err := ip.WithZone("").Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return ip.String()
}

// lastForwarded is the last value of a header: the one that the proxy before us put in.
func lastForwarded(c *gin.Context, name string) string {
	lines := c.Request.Header.Values(name)
	if len(lines) == 0 {
		return ""
	}
	line := lines[len(lines)-1]
	return strings.TrimSpace(line[strings.LastIndexByte(line, ',')+1:])
}

// Package openid lets an OpenID provider say who signs in: by the authorization code flow with PKCE. What a browser must bring back is one cookie, from
// which state, nonce and the code's verifier follow by a key: nothing is kept, so that any process can end what another began.
package openid

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"kith/graph"
	"kith/problem"
)

// Lifetime is how long somebody has to sign in at the provider.
const Lifetime = 10 * time.Minute

// answerWithin is how long the provider has for one answer.
const answerWithin = 10 * time.Second

// Settings say which provider, and what its users become here.
type Settings struct {
	Issuer       string // the provider's address, under which its discovery document is
	ClientID     string
	ClientSecret string
	Redirect     string   // where the provider sends browsers back to; empty is the address that they came to, with the path of the callback
	Scopes       []string // what is asked for, beside openid
	Roles, Units Rules
	Unknown      bool // whether a user is made of who is none yet
}

// Provider is an OpenID provider.
type Provider struct {
	settings Settings
	client   *http.Client
	key      []byte
	now      func() time.Time
	found    atomic.Pointer[oidc.Provider] // nil until it was reached
}

// New checks the settings; the provider is asked when somebody first signs in.
func New(s Settings, now func() time.Time) (*Provider, error) {
	issuer, err := url.Parse(s.Issuer)
	if err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !isLoopback(issuer.Hostname())) {
		return nil, fmt.Errorf("the issuer %q is no address of the form https://host/path", s.Issuer)
	}
	if s.ClientID == "" || s.ClientSecret == "" {
		return nil, errors.New("sign-in by a provider needs the client's id and its secret")
	}
	if redirect, err := url.Parse(s.Redirect); err != nil || s.Redirect != "" && redirect.Host == "" {
		return nil, fmt.Errorf("%q is no address to send browsers back to", s.Redirect)
	}
	key := hmac.New(sha256.New, []byte(s.ClientSecret))
	key.Write([]byte("kith sign-in " + s.Issuer + " " + s.ClientID))
	return &Provider{settings: s, client: &http.Client{Timeout: answerWithin}, key: key.Sum(nil), now: now}, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Begin is the address at which somebody signs in, and what their browser must bring back as a cookie. Fallback is where it comes back to where the
// settings do not say.
func (p *Provider) Begin(fallback string) (address, cookie string, err error) {
	config, _, err := p.reach(fallback)
	if err != nil {
		return "", "", err
	}
	random := make([]byte, 32, 32+8)
	// Reading never fails.
	_, _ = rand.Read(random)
	cookie = base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(random, uint64(p.now().Unix()))) //nolint:gosec // the time is after 1970
	return config.AuthCodeURL(p.derived("state", cookie), oidc.Nonce(p.derived("nonce", cookie)), oauth2.S256ChallengeOption(p.derived("verifier", cookie))), cookie, nil
}

// derived is what follows from a cookie for a purpose: nobody without the key can tell it, or make a cookie for it.
func (p *Provider) derived(purpose, cookie string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(purpose + " " + cookie))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// Finish is whom the provider names, from the query that a browser came back with and the cookie that it brought. Errors: NotSignedIn, NotAllowed,
// Unavailable where the provider cannot be reached.
func (p *Provider) Finish(ctx context.Context, fallback, cookie string, query url.Values) (graph.Identity, error) {
	if !hmac.Equal([]byte(query.Get("state")), []byte(p.derived("state", cookie))) {
		return graph.Identity{}, problem.NotSignedIn("This browser did not begin to sign in, or has begun anew since: sign in again.")
	}
	begun, err := base64.RawURLEncoding.DecodeString(cookie)
	if err != nil || len(begun) != 40 || p.now().Sub(time.Unix(int64(binary.BigEndian.Uint64(begun[32:])), 0)) > Lifetime { //nolint:gosec // it is as Begin wrote it: the state fits
		return graph.Identity{}, problem.NotSignedIn("Signing in took longer than ten minutes: sign in again.")
	}
	if issuer := query.Get("iss"); issuer != "" && issuer != p.settings.Issuer {
		return graph.Identity{}, problem.NotSignedIn("The answer comes from another provider: sign in again.")
	}
	if query.Has("error") {
		return graph.Identity{}, problem.NotAllowed("The provider did not let you in.")
	}
	config, found, err := p.reach(fallback)
	if err != nil {
		return graph.Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := config.Exchange(ctx, query.Get("code"), oauth2.VerifierOption(p.derived("verifier", cookie)))
	if err != nil {
		return graph.Identity{}, refused(err)
	}
	said, _ := token.Extra("id_token").(string)
	signed, err := found.Verifier(&oidc.Config{ClientID: p.settings.ClientID}).Verify(ctx, said)
	if err != nil || !hmac.Equal([]byte(signed.Nonce), []byte(p.derived("nonce", cookie))) {
		return graph.Identity{}, problem.NotSignedIn("What the provider says cannot be trusted: sign in again.")
	}
	claims, err := p.claims(ctx, found, token, signed)
	if err != nil {
		return graph.Identity{}, err
	}
	return p.identity(signed.Subject, claims), nil
}

// refused is why a code got no token: it does not count, or the provider cannot be reached.
func refused(err error) error {
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) && answer.Response != nil && answer.Response.StatusCode < 500 {
		return problem.NotSignedIn("The provider does not confirm the sign-in: it was used already, or has expired. Sign in again.")
	}
	return unreachable(err)
}

func unreachable(err error) error {
	return problem.Unavailable("The provider by which people sign in cannot be reached.", 5*time.Second, err)
}

// reach finds the provider's addresses, where nobody has, and says how to speak with it.
func (p *Provider) reach(fallback string) (*oauth2.Config, *oidc.Provider, error) {
	found := p.found.Load()
	if found == nil {
		// Its keys are fetched with this context later on, too: no request's.
		var err error
		if found, err = oidc.NewProvider(oidc.ClientContext(context.Background(), p.client), p.settings.Issuer); err != nil {
			return nil, nil, unreachable(err)
		}
		p.found.Store(found)
	}
	redirect := p.settings.Redirect
	if redirect == "" {
		redirect = fallback
	}
	return &oauth2.Config{
		ClientID: p.settings.ClientID, ClientSecret: p.settings.ClientSecret, Endpoint: found.Endpoint(),
		RedirectURL: redirect, Scopes: append([]string{oidc.ScopeOpenID}, p.settings.Scopes...),
	}, found, nil
}

// claims are what the provider says of somebody: signed with the token, else on asking with it, as most do of groups.
func (p *Provider) claims(ctx context.Context, found *oidc.Provider, token *oauth2.Token, signed *oidc.IDToken) (map[string]any, error) {
	claims := map[string]any{}
	if found.UserInfoEndpoint() != "" {
		info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil {
			return nil, unreachable(err)
		}
		if info.Subject != signed.Subject {
			return nil, problem.NotSignedIn("What the provider says cannot be trusted: sign in again.")
		}
		if err := info.Claims(&claims); err != nil {
			return nil, unreachable(err)
		}
	}
	own := map[string]any{}
	if err := signed.Claims(&own); err != nil {
		return nil, unreachable(err)
	}
	maps.Copy(claims, own)
	return claims, nil
}

// identity is what the settings make of claims.
func (p *Provider) identity(subject string, claims map[string]any) graph.Identity {
	i := graph.Identity{
		Issuer: p.settings.Issuer, Subject: subject, Role: p.settings.Roles.first(claims), Unit: p.settings.Units.first(claims), Unknown: p.settings.Unknown,
	}
	i.Name, _ = claims["name"].(string)
	if slices.Contains([]any{true, "true"}, claims["email_verified"]) { // some write it as text
		i.Email, _ = claims["email"].(string)
	}
	return i
}

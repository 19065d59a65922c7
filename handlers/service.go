// Package handlers is the HTTP side of Kith: it reads requests, asks graph, and writes what graph answers. It has no rules of
// its own and knows no Cypher. Its swag comments are the source of the OpenAPI document.
package handlers

import (
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/gin-gonic/gin"

	"kith/graph"
	"kith/ingest"
	"kith/openid"
	"kith/problem"
)

// base is where the API lives.
const base = "/api/v1"

// Options is what the service stands on.
type Options struct {
	Graph   *graph.Graph
	Log     *slog.Logger
	Metrics *Metrics
	Imports *ingest.Jobs

	// BehindProxy says that whoever connects is a proxy of ours, whose X-Forwarded-For and X-Forwarded-Proto are true.
	BehindProxy bool
	// Provider lets people sign in, beside their passwords; nil where there is none.
	Provider *openid.Provider
	// Rate is how many requests a principal may make in a minute; 0 is as many as they like.
	Rate int
}

// Service is the HTTP service: a handler that can be told to wind down.
type Service struct {
	http.Handler
	draining atomic.Bool
	drained  chan struct{} // closed when draining begins, for those who wait for something to happen
	drain    sync.Once
}

// Drain makes every further answer close its connection and /-/ready say no: a stop is coming.
func (s *Service) Drain() {
	s.draining.Store(true)
	s.drain.Do(func() { close(s.drained) })
}

// service holds what handlers need.
type service struct {
	*Service
	graph   *graph.Graph
	log     *slog.Logger
	metrics *Metrics
	imports *ingest.Jobs

	behindProxy bool
	crossOrigin *http.CrossOriginProtection
	provider    *openid.Provider
	files       map[string]appFile

	principalRates, addressRates *rates
}

// New makes the whole HTTP service.
func New(o Options) *Service {
	s := &service{
		Service: &Service{drained: make(chan struct{})}, graph: o.Graph, log: o.Log, metrics: o.Metrics, imports: o.Imports,
		behindProxy: o.BehindProxy, crossOrigin: http.NewCrossOriginProtection(), provider: o.Provider, files: appFiles(),
		principalRates: newRates("principal", o.Rate), addressRates: newRates("address", addressRate(o.Rate)),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.metrics == nil {
		s.metrics = NewMetrics()
	}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	engine.RedirectTrailingSlash = false
	engine.UseRawPath = true
	engine.UnescapePathValues = false
	_ = engine.SetTrustedProxies(nil) // cannot fail without proxies
	engine.Use(requestID, s.guarded, s.metrics.measured, s.logged, s.closing, s.recovered)
	engine.NoRoute(func(c *gin.Context) {
		s.fail(c, &problem.Problem{Kind: problem.KindNotFound, Detail: "There is no such route."})
	})
	engine.NoMethod(s.noMethod)
	s.routes(engine)
	s.Handler = rawPaths(engine)
	return s.Service
}

func (s *service) noMethod(c *gin.Context) {
	s.fail(c, &problem.Problem{Kind: problem.KindMethodNotAllowed, Detail: "The route does not have this method; Allow names those that it has."})
}

// rawPaths lets the router see every path as it was sent, so that a parameter may hold an escaped slash and a plus sign is a plus sign.
func rawPaths(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawPath = r.URL.EscapedPath()
		next.ServeHTTP(w, r)
	})
}

package handlers

import (
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"kith/graph"
	"kith/problem"
)

const (
	ratePeriod = time.Minute
	ratesKept  = 50_000 // in each generation
)

// addressRate is what those who are not signed in may ask from one address: they have little to ask for.
func addressRate(perMinute int) int { return (perMinute + 9) / 10 }

// rates are how much each of many may still ask: a bucket of a minute's requests that fills evenly. One that nobody touched for a minute is full, and a
// full one is like a new one: so there are two generations, and each minute the older one goes. Before there are more than fit, it goes at once.
type rates struct {
	name      string
	perMinute int

	mutex      sync.Mutex
	young, old map[string]*rate.Limiter
	begun      time.Time // of the young
}

func newRates(name string, perMinute int) *rates { return &rates{name: name, perMinute: perMinute} }

// take takes one request from somebody's bucket where there is one, and returns what is left and, where there is none, how long to wait.
func (r *rates) take(who string, now time.Time) (left float64, wait time.Duration) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.young == nil || now.Sub(r.begun) >= ratePeriod || len(r.young) >= ratesKept {
		if r.old = r.young; now.Sub(r.begun) >= 2*ratePeriod {
			r.old = nil
		}
		r.young, r.begun = map[string]*rate.Limiter{}, now
	}
	bucket := r.young[who]
	if bucket == nil {
		if bucket = r.old[who]; bucket == nil {
			bucket = rate.NewLimiter(rate.Limit(float64(r.perMinute)/ratePeriod.Seconds()), r.perMinute)
		}
		r.young[who] = bucket
	}
	if !bucket.AllowN(now, 1) {
		wait = time.Duration((1 - bucket.TokensAt(now)) / float64(bucket.Limit()) * float64(time.Second))
	}
	return max(0, bucket.TokensAt(now)), wait
}

// counted takes a request from the bucket of who asks, and of nobody known from that of the address, and says in the answer what is left. Error: TooMany.
func (s *service) counted(c *gin.Context, p *graph.Principal) error {
	r, who := s.addressRates, s.address(c)
	if p != nil {
		if r, who = s.principalRates, p.TokenID; who == "" {
			who = p.UserID
		}
	}
	if r.perMinute == 0 {
		return nil
	}
	left, wait := r.take(who, time.Now())
	whole := math.Ceil((float64(r.perMinute) - left) * ratePeriod.Seconds() / float64(r.perMinute))
	c.Header("RateLimit-Policy", fmt.Sprintf("%q;q=%d;w=%.0f", r.name, r.perMinute, ratePeriod.Seconds()))
	c.Header("RateLimit", fmt.Sprintf("%q;r=%.0f;t=%.0f", r.name, math.Floor(left), whole))
	if wait > 0 {
		return problem.TooMany(fmt.Sprintf("More than %d requests in a minute.", r.perMinute), wait)
	}
	return nil
}

// rated counts requests by which people say who they are.
func (s *service) rated(c *gin.Context) {
	if err := s.counted(c, nil); err != nil {
		s.fail(c, err)
	}
}

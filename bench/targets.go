package bench

import (
	"fmt"
	"strings"
)

// Check is a target and what was measured beside it.
type Check struct {
	What     string   `json:"what"`
	Target   string   `json:"target"`
	Measured *float64 `json:"measured"` // null where it was not
	Ratio    float64  `json:"ratio"`    // of what was measured to the target's number
	Met      bool     `json:"met"`
	Why      string   `json:"why,omitempty"` // it was not measured
}

// target is one line of the targets. Measured numbers are at most the limit, or at least.
type target struct {
	what    string
	unit    string
	atLeast bool
	limit   float64
	value   func(r *Report) (float64, string) // and why there is none
}

const (
	noEngine = "the service answers paths by Cypher"
	noGrowth = "run with --growth"
)

// targets are all of them but those of the questions that are one statement, which oneStatement makes.
var targets = []target{
	{"advocate paths, 3 hops: p50", "ms", false, 2.5, engineTime("advocate paths, 3 hops", p50)},
	{"advocate paths, 3 hops: p99", "ms", false, 10, engineTime("advocate paths, 3 hops", p99)},
	{"advocate paths, 3 hops: faster than by Cypher", "×", true, 7, func(r *Report) (float64, string) {
		q := r.question("advocate paths, 3 hops")
		if q.Cypher == nil {
			return 0, noEngine
		}
		return q.Cypher.P50 / q.HTTP.P50, ""
	}},
	{"advocate paths, 4 hops: p50", "ms", false, 4, engineTime("advocate paths, 4 hops", p50)},
	{"advocate paths, 4 hops: p99", "ms", false, 25, engineTime("advocate paths, 4 hops", p99)},
	{"relation graph, depth 2, 500 nodes, with the engine: p50", "ms", false, 6, engineTime("relation graph, depth 2", p50)},
	{"relation graph, depth 2, 500 nodes, with the engine: p99", "ms", false, 25, engineTime("relation graph, depth 2", p99)},
	{"relation graph, depth 2, 500 nodes, by Cypher: p50", "ms", false, 12, func(r *Report) (float64, string) {
		q := r.question("relation graph, depth 2")
		if q.Cypher != nil {
			return q.Cypher.P50, ""
		}
		return q.HTTP.P50, ""
	}},
	{"search, beginning of a name: p50", "ms", false, 3, httpTime("search, beginning of a name", p50)},
	{"search, with a typo: p50", "ms", false, 30, httpTime("search, with a typo", p50)},
	{"import of ties: speed against the same statements raw", "×", true, .8, func(r *Report) (float64, string) { return r.ImportRatio, r.ImportWhy }},
	{"64 clients: throughput against raw", "×", true, .8, func(r *Report) (float64, string) { return r.clients(64).Ratio, "" }},
	{"64 clients: errors and refusals", "", false, 0, func(r *Report) (float64, string) {
		asked := r.clients(64).HTTP
		return float64(asked.Errors + asked.Refused), ""
	}},
	{"512 clients: errors, and refusals without Retry-After", "", false, 0, func(r *Report) (float64, string) {
		asked := r.clients(512).HTTP
		return float64(asked.Errors + asked.WithoutRetryAfter), ""
	}},
	{"512 clients: p99 of those served", "ms", false, 1000, func(r *Report) (float64, string) {
		if served := r.clients(512).HTTP.Served; served != nil {
			return served.P99, ""
		}
		return 0, "nobody was served"
	}},
	{"512 clients: memory, second half against first", "×", false, 1.1, func(r *Report) (float64, string) {
		first, second := r.memory("overload, first half"), r.memory("overload, second half")
		if first == 0 {
			return 0, "the system does not tell"
		}
		return second / first, ""
	}},
	{"growth from a tenth: org chart", "×", false, 1.2, growth(fmt.Sprintf("org chart, %d positions", accountSeats))},
	{"growth from a tenth: advocate paths, 3 hops", "×", false, 2, growth("advocate paths, 3 hops")},
	{"path engine: live heap", "MB", false, 400, func(r *Report) (float64, string) {
		if r.View == nil {
			return 0, noEngine
		}
		return r.View.HeapMB, ""
	}},
	{"path engine: loads", "ties/s", true, 500_000, func(r *Report) (float64, string) {
		if r.View == nil {
			return 0, noEngine
		}
		return float64(r.View.Ties) / r.View.Seconds, ""
	}},
	{"a tie that is not in the first answer after its write", "", false, 0, func(r *Report) (float64, string) { return float64(r.Stale), "" }},
}

func p50(t *Times) float64 { return t.P50 }
func p99(t *Times) float64 { return t.P99 }

func httpTime(question string, of func(*Times) float64) func(*Report) (float64, string) {
	return func(r *Report) (float64, string) { return of(r.question(question).HTTP), "" }
}

func engineTime(question string, of func(*Times) float64) func(*Report) (float64, string) {
	return func(r *Report) (float64, string) {
		if r.View == nil {
			return 0, noEngine
		}
		return of(r.question(question).HTTP), ""
	}
}

func growth(question string) func(*Report) (float64, string) {
	return func(r *Report) (float64, string) {
		for _, g := range r.Growth {
			if g.Question == question {
				return g.Ratio, ""
			}
		}
		return 0, noGrowth
	}
}

// oneStatement is the target of a question whose statements are sent raw too. Of an org chart it is reckoned from the statement without our ties,
// and our ties may cost something on top: in milliseconds for all accounts but the large one, and for that.
func oneStatement(q Question) target {
	const factor, extra = 1.25, .3
	const forTies, forTiesOfMany = 1, 15
	t := target{what: q.Name + ": p50 against raw", unit: "ms", limit: factor*q.Raw.P50 + extra, value: httpTime(q.Name, p50)}
	if q.Ties {
		t.what, t.limit = q.Name+", with our ties: p50 against raw without them", t.limit+forTies
		if !strings.Contains(q.Name, fmt.Sprint(accountSeats)) {
			t.limit += forTiesOfMany - forTies
		}
	}
	return t
}

// whoSees is the target of what it costs a question to look at what its viewer sees.
func whoSees(q Question) target {
	return target{what: q.Name + ": p50 with a look at what the viewer sees against without", unit: "×", limit: 1.15,
		value: func(*Report) (float64, string) { return q.Seeing, "" }}
}

// check fills in the targets.
func (r *Report) check() {
	var all []target
	for _, q := range r.Questions {
		if q.Raw != nil {
			all = append(all, oneStatement(q))
		}
	}
	for _, q := range r.Questions {
		if q.Filtered != nil {
			all = append(all, whoSees(q))
		}
	}
	for _, t := range append(all, targets...) {
		word := "at most"
		if t.atLeast {
			word = "at least"
		}
		c := Check{What: t.what, Target: strings.TrimSpace(fmt.Sprintf("%s %s %s", word, number(t.limit), t.unit))}
		value, why := t.value(r)
		if c.Why = why; why == "" {
			c.Measured = &value
			c.Met = value <= t.limit
			if t.atLeast {
				c.Met = value >= t.limit
			}
			if t.limit > 0 {
				c.Ratio = value / t.limit
			}
		}
		r.Checks = append(r.Checks, c)
	}
}

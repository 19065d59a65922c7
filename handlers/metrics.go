package handlers

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"kith/problem"
)

// buckets of latencies, in seconds: from a point read to the time limit.
var buckets = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// Metrics is what /metrics says.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.HistogramVec
	statements *prometheus.HistogramVec
	running    prometheus.Gauge
	imported   *prometheus.CounterVec
}

// NewMetrics makes the metrics of one process.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry:   prometheus.NewRegistry(),
		requests:   prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "kith_request_seconds", Help: "Requests by route and status.", Buckets: buckets}, []string{"method", "route", "status"}),
		statements: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "kith_statement_seconds", Help: "Statements by name and outcome, from sending to the last row.", Buckets: buckets}, []string{"statement", "outcome"}),
		running:    prometheus.NewGauge(prometheus.GaugeOpts{Name: "kith_requests_running", Help: "Requests under way."}),
		imported:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "kith_import_rows_total", Help: "Rows of imports by kind and outcome."}, []string{"kind", "outcome"}),
	}
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		m.requests, m.statements, m.running, m.imported)
	return m
}

// Statement counts one statement; give it to the store to observe with.
func (m *Metrics) Statement(name string, took time.Duration, err error) {
	outcome := "ok"
	if err != nil {
		outcome = "failed"
		if problem.Is(err, problem.KindTimedOut) {
			outcome = "timed-out"
		}
	}
	m.statements.WithLabelValues(name, outcome).Observe(took.Seconds())
}

// Imported counts rows of an import.
func (m *Metrics) Imported(kind, outcome string, rows int) {
	m.imported.WithLabelValues(kind, outcome).Add(float64(rows))
}

// Gauge adds a figure that is asked for when metrics are read, such as the connections in use.
func (m *Metrics) Gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
}

func (m *Metrics) measured(c *gin.Context) {
	begin := time.Now()
	m.running.Inc()
	defer func() {
		m.running.Dec()
		route := c.FullPath()
		if route == "" {
			route = "none"
		}
		m.requests.WithLabelValues(c.Request.Method, route, strconv.Itoa(c.Writer.Status())).Observe(time.Since(begin).Seconds())
	}()
	c.Next()
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

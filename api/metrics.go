package api

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts requests by route template, never by path: a path holds the
// id of a consultation.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	running  prometheus.Gauge

	lock sync.RWMutex
	kept map[answered]series
}

// answered are the requests that are counted together.
type answered struct {
	route, method string
	status        int
}

// series are where they are counted. Finding them by their labels each time
// would cost more than counting.
type series struct {
	requests prometheus.Counter
	duration prometheus.Observer
}

func newMetrics(libraryDigest string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		kept:     map[answered]series{},
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "signpost_http_requests_total",
			Help: "Requests answered, by route template, method and status.",
		}, []string{"route", "method", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "signpost_http_request_seconds",
			Help:    "Time to answer, by route template and method.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "signpost_http_requests_running",
			Help: "Requests being answered now.",
		}),
	}
	library := prometheus.NewGauge(prometheus.GaugeOpts{
		Name:        "signpost_library_info",
		Help:        "The library snapshot that decides: always 1.",
		ConstLabels: prometheus.Labels{"digest": libraryDigest},
	})
	library.Set(1)
	m.registry.MustRegister(m.requests, m.duration, m.running, library,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry})
}

func (m *metrics) record(route, method string, status int, took time.Duration) {
	s := m.series(answered{route, method, status})
	s.requests.Inc()
	s.duration.Observe(took.Seconds())
}

func (m *metrics) series(of answered) series {
	m.lock.RLock()
	s, ok := m.kept[of]
	m.lock.RUnlock()
	if ok {
		return s
	}
	s = series{m.requests.WithLabelValues(of.route, of.method, strconv.Itoa(of.status)), m.duration.WithLabelValues(of.route, of.method)}
	m.lock.Lock()
	m.kept[of] = s
	m.lock.Unlock()
	return s
}

package api

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// Config is what the server needs. Library, Service, Letters, Actor, Now and
// NewID are required.
type Config struct {
	Library *engine.Library
	Service *tracking.Service
	// Letters makes a letter to look at before it is sent; a desk does.
	Letters Letters
	// Actor says who sent a request. Its errors are *tracking.Error.
	Actor func(*http.Request) (tracking.Actor, error)
	// Practice is who the patient is told to call; it may be empty.
	Practice tracking.Practice
	// Older gives a library that an earlier consultation is pinned to, by its
	// digest; nil knows none.
	Older func(digest string) (*engine.Library, error)
	// Approvals say who signed which pathway, and Version which program this is,
	// on the page about Signpost.
	Approvals []*approval.Sheet
	Version   string
	// Demo puts a banner on every page.
	Demo bool
	// DemoRecords are the patients of the demo's record system, which shows the
	// panel in a frame; without any there is no such page.
	DemoRecords []tracking.Record
	// Preview shows authors the letters of their examples under /preview; nil
	// is none. It belongs to the demo alone.
	Preview http.Handler
	// RecordSystems are the origins that may show the panel in a frame, by the
	// practice that launches it: https://record.example. This server's own pages
	// always may.
	RecordSystems map[string][]string
	// Assets holds nhsuk.css; nil takes the one that was embedded, if any.
	Assets fs.FS
	// Ready says whether the store can be reached; nil is always.
	Ready func(*http.Request) error
	Log   *slog.Logger
	// Now is the clock, in the time zone that pages show.
	Now func() time.Time
	// NewID gives an unguessable name, such as rand.Text does.
	NewID func() string
	// Within is how long a request may take; zero is 10 seconds.
	Within time.Duration
}

// Letters makes letters as plain data.
type Letters interface {
	Compose(r tracking.LetterRequest) (*letters.Letter, error)
	ComposePatientCopy(r tracking.LetterRequest) (*letters.Letter, error)
}

const defaultWithin = 10 * time.Second

// server holds what the handlers share.
type server struct {
	Config
	metrics  *metrics
	pages    *panel.Panel
	panel    http.Handler
	launches *launches
	// buffers are *bytes.Buffer for requests and answers as JSON.
	buffers *sync.Pool
	// demoFiled is what the demo's record system was handed.
	demoFiled demoFiled
}

// New makes the handler of everything: API, panel, health and metrics.
func New(c Config) (http.Handler, error) {
	if c.Library == nil || c.Service == nil || c.Letters == nil || c.Actor == nil || c.Now == nil || c.NewID == nil {
		return nil, errors.New("api: a part of the configuration is missing")
	}
	for _, origins := range c.RecordSystems {
		for _, origin := range origins {
			if err := checkOrigin(origin); err != nil {
				return nil, err
			}
		}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Within == 0 {
		c.Within = defaultWithin
	}
	s := &server{Config: c, metrics: newMetrics(c.Library.Digest()), launches: newLaunches(), buffers: &sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	s.Actor = s.launchedActor(c.Actor)
	pages, err := panel.New(panel.Config{
		Library: c.Library, Service: c.Service, Letters: c.Letters, Actor: s.Actor, Practice: c.Practice, Older: c.Older, RecordOrigins: s.recordOrigins,
		Demo: c.Demo, Assets: c.Assets, Log: c.Log, Now: c.Now, NewID: c.NewID, Approvals: c.Approvals, Version: c.Version,
		RequestID: func(r *http.Request) string { return requestID(r.Context()) },
	})
	if err != nil {
		return nil, err
	}
	s.pages, s.panel = pages, pages.Handler()
	return begin(headAsGet(secure(s.via(s.routes()), s.embedders)), c.NewID, maxBody), nil
}

func (s *server) routes() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	g := gin.New()
	g.HandleMethodNotAllowed = true
	g.RedirectTrailingSlash = false
	g.Use(observe(s.Log, s.metrics, s.Now), s.recovered, s.sameOrigin(), s.pictureQueue())
	g.GET("/healthz", s.handle(s.health))
	g.GET("/metrics", gin.WrapH(s.metrics.handler()))
	g.GET("/openapi.yaml", s.handle(s.openapi))
	if s.Demo && s.Preview != nil {
		g.GET("/preview", gin.WrapH(s.Preview))
		g.GET("/preview/*page", gin.WrapH(s.Preview))
	}
	s.libraryRoutes(g.Group("/api/v1"))
	waits := g.Group("", within(s.Within))
	waits.GET("/readyz", s.handle(s.ready))
	waits.GET("/launch/:code", s.handle(s.openLaunch))
	waits.GET(launchedPath+":handle", s.handle(s.followLaunch))
	s.keptRoutes(waits.Group("/api/v1"))
	if len(s.DemoRecords) > 0 {
		s.demoRoutes(waits.Group("/demo/record"))
	}
	g.NoMethod(s.handle(func(*gin.Context) error {
		return problem(http.StatusMethodNotAllowed, "method-not-allowed", "The Allow header names the methods that do.")
	}))
	g.NoRoute(within(s.Within), s.handle(s.page))
	return g
}

// libraryRoutes are answered from the library: nothing of them is kept.
func (s *server) libraryRoutes(v1 *gin.RouterGroup) {
	v1.GET("/pathways", s.handle(s.listPathways))
	v1.GET("/pathways/:pathway", s.handle(s.showPathway))
	v1.GET("/findings/:finding", s.handle(s.showFinding))
	v1.GET("/services", s.handle(s.listServices))
	v1.POST("/decisions", s.handle(s.decide))
	v1.POST("/screenings", s.handle(s.screen))
}

// keptRoutes reach the store.
func (s *server) keptRoutes(v1 *gin.RouterGroup) {
	v1.GET("/pathway-requests", s.handle(s.listWishes))

	v1.POST("/launches", s.handle(s.launch))

	v1.GET("/patients", s.handle(s.listPatients))
	v1.POST("/patients/search", s.handle(s.searchPatients))
	v1.GET("/patients/:patient", s.handle(s.showPatient))

	v1.GET("/consultations", s.handle(s.listConsultations))
	v1.POST("/consultations", s.handle(s.startConsultation))
	one := v1.Group("/consultations/:consultation")
	one.GET("", s.handle(s.showConsultation))
	one.GET("/changed", s.handle(s.showChanged))
	one.POST("/answers", s.handle(s.answer))
	one.POST("/undo", s.handle(s.undo))
	one.PUT("/words", s.handle(s.writeWords))
	one.PUT("/override", s.handle(s.override))
	one.DELETE("/override", s.handle(s.withdrawOverride))
	one.PUT("/own", s.handle(s.writeOwn))
	one.PUT("/service", s.handle(s.chooseService))
	one.POST("/images", s.handle(s.addImage))
	one.GET("/images/:image", s.handle(s.showImage))
	one.DELETE("/images/:image", s.handle(s.removeImage))
	one.POST("/images/:image/restore", s.handle(s.restoreImage))
	one.PUT("/seen", s.handle(s.seeLeading))
	one.DELETE("/seen", s.handle(s.unseeLeading))
	one.POST("/send", s.handle(s.send))
	one.POST("/finish", s.handle(s.finish))
	one.POST("/abandon", s.handle(s.abandon))
	one.GET("/filing", s.handle(s.filing))
	one.GET("/letter.pdf", s.handle(s.letterPDF))
	one.GET("/letter.html", s.handle(s.letterHTML))
	one.GET("/letter.txt", s.handle(s.letterText))
}

// page leaves everything that is not the API to the panel.
func (s *server) page(c *gin.Context) error {
	if ofAPI(c.Request.URL.Path) {
		return problem(http.StatusNotFound, "not-found", "The API has no such address. GET /openapi.yaml lists them all.")
	}
	c.Status(http.StatusOK) // gin has set 404, which a page that only writes would keep
	s.panel.ServeHTTP(c.Writer, c.Request)
	return nil
}

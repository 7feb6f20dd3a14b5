package panel

import (
	"crypto/cipher"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// Letters makes a letter to look at. Sending makes it anew, in the same way.
type Letters interface {
	Compose(r tracking.LetterRequest) (*letters.Letter, error)
	ComposePatientCopy(r tracking.LetterRequest) (*letters.Letter, error)
}

// Config is what the pages need. Library, Service, Letters, Actor, Now and
// NewID are required.
type Config struct {
	Library *engine.Library
	Service *tracking.Service
	Letters Letters
	// Actor says who sent a request.
	Actor func(*http.Request) (tracking.Actor, error)
	// Practice is who the patient is told to call; it may be empty.
	Practice tracking.Practice
	// Older gives a library that an earlier consultation is pinned to, by its
	// digest; nil knows none.
	Older func(digest string) (*engine.Library, error)
	// RecordOrigins are the record systems that the page of a request may hand
	// a filing to, and 'self'; nil is none.
	RecordOrigins func(*http.Request) []string
	// Approvals say who signed which pathway.
	Approvals []*approval.Sheet
	// Version is the program's; it may be empty.
	Version string
	// Demo puts a banner on every page.
	Demo bool
	// Assets holds nhsuk.css; nil takes the one that was embedded, if any.
	Assets fs.FS
	Log    *slog.Logger
	// Now is the clock, in the time zone that pages show.
	Now func() time.Time
	// NewID gives an unguessable name, such as rand.Text does.
	NewID func() string
	// RequestID gives what to quote when asking for help; it may be nil.
	RequestID func(*http.Request) string
}

// Panel serves the pages.
type Panel struct {
	Config
	pages  pages
	assets assets
	seal   cipher.AEAD
}

// New reads templates and styles, and refuses what is missing.
func New(c Config) (*Panel, error) {
	if c.Library == nil || c.Service == nil || c.Letters == nil || c.Actor == nil || c.Now == nil || c.NewID == nil {
		return nil, errors.New("panel: a part of the configuration is missing")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.RequestID == nil {
		c.RequestID = func(*http.Request) string { return "" }
	}
	p := &Panel{Config: c}
	var err error
	if p.pages, err = parsePages(); err != nil {
		return nil, err
	}
	if p.assets, err = loadAssets(c.Assets); err != nil {
		return nil, err
	}
	if p.seal, err = newSeal(); err != nil {
		return nil, err
	}
	if !p.assets.hasDesignSystem() {
		c.Log.Warn("the NHS design system's styles were not built: pages use plain ones (npm install && npm run build in web/)")
	}
	return p, nil
}

// Handler serves every page and file of the panel.
func (p *Panel) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /assets/{hash}/{name}", p.assets.serve)
	mux.Handle("GET /{$}", http.RedirectHandler("/patients", http.StatusSeeOther))
	routes := p.routes()
	for pattern, h := range routes {
		mux.Handle(pattern, p.page(h))
		// A form's own address is also where a browser stands that shows why it
		// was refused: typed or restored, it leads to where the form was.
		if at, form := strings.CutPrefix(pattern, "POST "); form && routes["GET "+at] == nil {
			mux.Handle("GET "+at, http.HandlerFunc(toItsPage))
		}
	}
	return mux
}

// toItsPage leaves out the last part of an address.
func toItsPage(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, path.Dir(r.URL.EscapedPath()), http.StatusSeeOther)
}

// routes are the pages and forms.
func (p *Panel) routes() map[string]handler {
	return map[string]handler{
		"GET /about":                                               p.about,
		"GET /patients":                                            p.patients,
		"POST /patients/find":                                      p.searchPatients,
		"GET /patients/{patient}":                                  p.find,
		"GET /patients/{patient}/record":                           p.record,
		"POST /patients/{patient}/find":                            p.searchPathways,
		"POST /patients/{patient}/start":                           p.start,
		"POST /patients/{patient}/letter":                          p.startOwn,
		"POST /patients/{patient}/asked":                           p.wish,
		"GET /patients/{patient}/asked/{wish}":                     p.wished,
		"POST /patients/{patient}/asked/{wish}/undo":               p.unwish,
		"GET /asked":                                               p.wishes,
		"GET /asked.csv":                                           p.wishesCSV,
		"GET /news":                                                p.news,
		"POST /news":                                               p.sawNews,
		"GET /consultations":                                       p.list,
		"GET /consultations/{consultation}":                        p.resume,
		"GET /consultations/{consultation}/questions":              p.questions,
		"POST /consultations/{consultation}/questions":             p.answer,
		"POST /consultations/{consultation}/live":                  p.live,
		"POST /consultations/{consultation}/undo":                  p.undo,
		"POST /consultations/{consultation}/seen":                  p.seen,
		"POST /consultations/{consultation}/go-on":                 p.goOn,
		"GET /consultations/{consultation}/changed":                p.changed,
		"POST /consultations/{consultation}/changed":               p.takeChanges,
		"GET /consultations/{consultation}/advice":                 p.advice,
		"POST /consultations/{consultation}/advice":                p.choose,
		"GET /consultations/{consultation}/letter":                 p.letter,
		"POST /consultations/{consultation}/letter":                p.send,
		"GET /consultations/{consultation}/images":                 p.images,
		"POST /consultations/{consultation}/images":                p.addImages,
		"GET /consultations/{consultation}/images/{image}":         p.image,
		"POST /consultations/{consultation}/images/{image}":        p.changeImage,
		"GET /consultations/{consultation}/letter.pdf":             p.letterPDF(letters.Options{}),
		"GET /consultations/{consultation}/letter-large.pdf":       p.letterPDF(letters.Options{LargePrint: true}),
		"GET /consultations/{consultation}/patient-copy.pdf":       p.patientCopy(letters.Options{}),
		"GET /consultations/{consultation}/patient-copy-large.pdf": p.patientCopy(letters.Options{LargePrint: true}),
		"GET /consultations/{consultation}/file":                   p.file,
		"POST /consultations/{consultation}/file":                  p.fileChosen,
		"POST /consultations/{consultation}/filing":                p.filing,
		"GET /consultations/{consultation}/tell":                   p.tell,
		"POST /consultations/{consultation}/tell":                  p.finish,
		"/": p.nothingHere,
	}
}

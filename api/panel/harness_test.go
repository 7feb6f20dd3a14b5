package panel_test

import (
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/desk"
	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/pathways"
	"signpost.health/signpost/tracking"
)

// clinic is a library with the files that it was loaded from.
type clinic struct {
	library *engine.Library
	files   []*source.File
}

// knees is the small invented library of these tests: every kind of question,
// action and service. shipped is the one that GPs get. Each loads once, as it
// is immutable.
var (
	knees   = sync.OnceValue(func() clinic { return load(os.DirFS("testdata/library")) })
	shipped = sync.OnceValue(func() clinic { return load(pathways.Files) })
)

func load(from fs.FS) clinic {
	var files []*source.File
	err := fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		files = append(files, source.NewFile(path, data))
		return err
	})
	if err != nil {
		panic(err)
	}
	l, found := engine.Load(files, engine.Options{})
	if l == nil {
		panic(fmt.Sprint(found))
	}
	return clinic{l, files}
}

// surgery is a practice with its pages, a store on disk and a clock.
type surgery struct {
	t       testing.TB
	handler http.Handler
	service *tracking.Service
	gp      tracking.Actor
	clock   time.Time
	ids     atomic.Int64
}

func newSurgery(t testing.TB) *surgery {
	return openSurgery(t, knees(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
}

// openSurgery opens a practice's file. styles holds the design system's styles,
// or nothing, so that pages are the same whether they were built or not.
func openSurgery(t testing.TB, of clinic, path string, styles fs.FS) *surgery {
	t.Helper()
	s := &surgery{
		t: t, clock: time.Date(2026, 11, 21, 17, 30, 0, 0, time.UTC),
		gp: tracking.Actor{ID: "gp-1", Name: "Dr Rowan Ash", Registration: "9990001", Role: tracking.RoleGP, Practice: "FP001"},
	}
	practice := tracking.Practice{Code: "FP001", Name: "Fernside Surgery", Address: "1 Fern Road, Fernside", Phone: "01632 960001"}
	kept, err := store.Open(t.Context(), path, store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, kept.Close()) })
	d := desk.New(of.library, practice, time.UTC, kept.Snapshot)
	s.service, err = tracking.New(tracking.Ports{Store: kept, Advisor: d, Letters: d, Now: func() time.Time { return s.clock }, NewID: s.newID})
	require.NoError(t, err)
	snapshot, err := desk.Snapshot(of.library, of.files)
	require.NoError(t, err)
	require.NoError(t, s.service.KeepSnapshot(t.Context(), s.gp, snapshot))
	require.NoError(t, s.service.AddPatients(t.Context(), s.gp, patients()))
	p, err := panel.New(panel.Config{
		Library: of.library, Service: s.service, Letters: d, Practice: practice, Older: d.Library, Demo: true, Assets: styles,
		Actor: func(*http.Request) (tracking.Actor, error) { return s.gp, nil },
		Now:   func() time.Time { return s.clock }, NewID: s.newID,
		RequestID: func(*http.Request) string { return "request-1" },
	})
	require.NoError(t, err)
	s.handler = p.Handler()
	return s
}

// newID counts, so that pages are the same in each run.
func (s *surgery) newID() string {
	return fmt.Sprintf("id-%04d", s.ids.Add(1))
}

func patients() []tracking.Record {
	return []tracking.Record{
		{
			Patient: tracking.Patient{
				ID: "p-ada", Practice: "FP001", Title: "Mrs", Given: "Ada", Family: "Tester", Born: "1961-04-05", Sex: "female",
				NHSNumber: "9990000018", Address: "2 Invented Lane, Fernside", Phone: "01632 960002",
				Allergies: tracking.Allergies{State: tracking.AllergiesKnown, Known: []tracking.Allergy{{Substance: "Penicillin", Reaction: "rash"}}},
				Needs:     tracking.Needs{Interpreter: "Polish"},
			},
			Answers: engine.Answers{
				"knee_side": {State: engine.Known, Options: []string{"left"}, Source: engine.FromRecord, Date: "2026-02-02", Display: "Left knee pain"},
				"urate":     {State: engine.Known, Number: &engine.Interval{Min: 380, Max: 380}, Source: engine.FromRecord, Date: "2024-03-14"},
			},
		},
		{Patient: tracking.Patient{
			ID: "p-bo", Practice: "FP001", Title: "Mr", Given: "Bo", Family: "Sample", Born: "1984-12-30", Sex: "male",
			NHSNumber: "9990000026", Allergies: tracking.Allergies{State: tracking.AllergiesNoneKnown},
		}},
		{Patient: tracking.Patient{
			ID: "p-cy", Practice: "FP001", Given: "Cy", Family: "Trial", Born: "2025-06-01",
			Allergies: tracking.Allergies{State: tracking.AllergiesNotRecorded}, Needs: tracking.Needs{Capacity: "Speak to the mother"},
		}},
	}
}

// answer is what the panel sent.
type answer struct {
	status int
	header http.Header
	body   string
}

func (s *surgery) do(method, path string, form url.Values) answer {
	s.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

func (s *surgery) get(path string) answer {
	s.t.Helper()
	a := s.do(http.MethodGet, path, nil)
	for range 3 { // a browser follows where a page sends it
		if a.status != http.StatusSeeOther {
			return a
		}
		a = s.do(http.MethodGet, a.header.Get("Location"), nil)
	}
	return a
}

// post sends a form and gives the address that it leads to.
func (s *surgery) post(path string, form url.Values) string {
	s.t.Helper()
	a := s.do(http.MethodPost, path, form)
	require.Equal(s.t, http.StatusSeeOther, a.status, a.body)
	to := a.header.Get("Location")
	for range 3 {
		next := s.do(http.MethodGet, to, nil)
		if next.status != http.StatusSeeOther {
			return to
		}
		to = next.header.Get("Location")
	}
	return to
}

// start begins a consultation and gives the address of its pages.
func (s *surgery) start(patient, pathway string) string {
	s.t.Helper()
	to := s.post("/patients/"+patient+"/start", url.Values{"key": {s.newID()}, "pathway": {pathway}})
	return regexp.MustCompile(`^/consultations/[^/]+`).FindString(to)
}

// form reads the fields of the form that posts to an address, as a browser
// would send them untouched.
func (a answer) form(t testing.TB, action string) url.Values {
	t.Helper()
	form, ok := a.find(action)
	require.True(t, ok, "the page has no form for %s: %s", action, a.body)
	return form
}

func (a answer) find(action string) (url.Values, bool) {
	_, rest, ok := strings.Cut(a.body, `action="`+action+`"`)
	if !ok {
		return nil, false
	}
	body, _, _ := strings.Cut(rest, "</form>")
	form := url.Values{}
	for _, tag := range inputs(body) {
		kind := attribute(tag, "type")
		if (kind == "radio" || kind == "checkbox") && !strings.Contains(tag, " checked") {
			continue
		}
		form.Add(attribute(tag, "name"), attribute(tag, "value"))
	}
	for _, area := range regexp.MustCompile(`(?s)<textarea [^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>`).FindAllStringSubmatch(body, -1) {
		form.Add(area[1], html.UnescapeString(area[2]))
	}
	return form, true
}

func inputs(body string) []string { return regexp.MustCompile(`<input [^>]*>`).FindAllString(body, -1) }

// fields are the names of all inputs of a page.
func (a answer) fields() []string {
	var names []string
	for _, tag := range inputs(a.body) {
		names = append(names, attribute(tag, "name"))
	}
	return names
}

// has says whether an input of this name offers a value.
func (a answer) has(name, value string) bool {
	for _, tag := range inputs(a.body) {
		if attribute(tag, "name") == name && attribute(tag, "value") == value {
			return true
		}
	}
	return false
}

func attribute(tag, name string) string {
	found := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if found == nil {
		return ""
	}
	return html.UnescapeString(found[1])
}

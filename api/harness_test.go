package api_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/api/desk"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// knees loads the small invented library of the panel's tests, once: it is
// immutable.
var knees = sync.OnceValues(func() (*engine.Library, []*source.File) {
	var files []*source.File
	from := os.DirFS("panel/testdata/library")
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
	return l, files
})

// surgery is a server over a real store, with what it logged.
type surgery struct {
	t       testing.TB
	handler http.Handler
	service *tracking.Service
	log     bytes.Buffer
	clock   time.Time
	actor   tracking.Actor
	ready   error
}

// newSurgery makes a server; change alters its configuration before it starts.
func newSurgery(t testing.TB, change ...func(*api.Config)) *surgery {
	t.Helper()
	library, files := knees()
	s := &surgery{
		t: t, clock: time.Date(2026, 11, 21, 17, 30, 0, 0, time.UTC),
		actor: tracking.Actor{ID: "gp-1", Name: "Dr Rowan Ash", Role: tracking.RoleGP, Practice: "FP001"},
	}
	now := func() time.Time { return s.clock }
	kept, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "signpost.db"), store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, kept.Close()) })
	d := desk.New(library, tracking.Practice{Code: "FP001", Name: "Fernside Surgery"}, time.UTC, kept.Snapshot)
	s.service, err = tracking.New(tracking.Ports{Store: kept, Advisor: d, Letters: d, Now: now, NewID: rand.Text})
	require.NoError(t, err)
	snapshot, err := desk.Snapshot(library, files)
	require.NoError(t, err)
	require.NoError(t, s.service.KeepSnapshot(t.Context(), s.actor, snapshot))
	require.NoError(t, s.service.AddPatients(t.Context(), s.actor, []tracking.Record{{
		Patient: tracking.Patient{
			ID: "p-ada", Practice: "FP001", Title: "Mrs", Given: "Ada", Family: "Tester", Born: "1961-04-05", Sex: "female",
			NHSNumber: "9990000018", Allergies: tracking.Allergies{State: tracking.AllergiesNotRecorded},
		},
		Answers: engine.Answers{"knee_side": {State: engine.Known, Options: []string{"left"}, Source: engine.FromRecord, Date: "2026-02-02"}},
	}}))
	c := api.Config{
		Library: library, Service: s.service, Letters: d, Demo: true, Assets: fstest.MapFS{},
		Actor: func(*http.Request) (tracking.Actor, error) { return s.actor, nil },
		Ready: func(*http.Request) error { return s.ready },
		Log:   slog.New(slog.NewJSONHandler(&s.log, nil)), Now: now, NewID: rand.Text,
	}
	for _, f := range change {
		f(&c)
	}
	s.handler, err = api.New(c)
	require.NoError(t, err)
	return s
}

// call is one request and what came back.
type call struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

// json reads the answer.
func (c call) json(into any) {
	c.t.Helper()
	require.NoError(c.t, json.Unmarshal(c.body, into), string(c.body))
}

// problem reads the answer as problem details.
func (c call) problem() api.Problem {
	c.t.Helper()
	require.Equal(c.t, "application/problem+json", c.header.Get("Content-Type"), string(c.body))
	var p api.Problem
	c.json(&p)
	require.Equal(c.t, c.status, p.Status)
	return p
}

// raw sends a request as it is.
func (s *surgery) raw(r *http.Request) call {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return call{s.t, w.Code, w.Header(), w.Body.Bytes()}
}

// do sends a request, and holds its answer to openapi.yaml; the request too,
// when it was accepted.
func (s *surgery) do(method, path, body string, header ...string) call {
	s.t.Helper()
	r := s.request(method, path, body, header...)
	c := s.raw(r)
	conforms(s.t, s.request(method, path, body, header...), c)
	return c
}

func (s *surgery) request(method, path, body string, header ...string) *http.Request {
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func conforms(t testing.TB, r *http.Request, c call) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("openapi.yaml")
	require.NoError(t, err)
	router, err := legacy.NewRouter(doc)
	require.NoError(t, err)
	route, parameters, err := router.FindRoute(r)
	require.NoError(t, err, "%s %s is not in openapi.yaml", r.Method, r.URL.Path)
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: parameters, Route: route}
	if c.status < 400 {
		require.NoError(t, openapi3filter.ValidateRequest(t.Context(), in))
	}
	out := (&openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: c.status, Header: c.header,
	}).SetBodyBytes(c.body)
	require.NoError(t, openapi3filter.ValidateResponse(t.Context(), out), string(c.body))
}

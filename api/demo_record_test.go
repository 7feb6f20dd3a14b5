package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func withDemoRecord(c *api.Config) {
	c.DemoRecords = []tracking.Record{{
		Patient: tracking.Patient{
			ID: "demo-1", Practice: "FP001", Title: "Mr", Given: "Ivor", Family: "Moss", Born: "1959-03-14", Sex: "male",
			NHSNumber: "9990000026", Allergies: tracking.Allergies{State: tracking.AllergiesNotRecorded},
		},
		Answers: engine.Answers{"knee_side": {State: engine.Known, Options: []string{"right"}, Given: "right", Source: engine.FromRecord, Date: "2026-10-02", Display: "Right knee"}},
	}}
}

func TestDemoRecordOpensThePanelBesideTheRecord(t *testing.T) {
	t.Parallel()
	s := newSurgery(t, withDemoRecord)
	page := s.raw(s.request(http.MethodGet, "/demo/record/of/demo-1", ""))
	require.Equal(t, http.StatusOK, page.status)
	require.Contains(t, string(page.body), "DEMO record system")
	require.Contains(t, string(page.body), "MOSS, Ivor (Mr)")
	require.Contains(t, string(page.body), "02-Oct-2026")
	require.True(t, strings.HasSuffix(page.header.Get("Content-Security-Policy"), "; frame-src 'self'"))

	sent := s.raw(s.request(http.MethodPost, "/demo/record/of/demo-1/launch", ""))
	require.Equal(t, http.StatusSeeOther, sent.status)
	opened := s.raw(s.request(http.MethodGet, sent.header.Get("Location"), ""))
	require.Equal(t, http.StatusSeeOther, opened.status)
	at := s.follow(opened, true)
	panel := s.raw(s.request(http.MethodGet, at, ""))
	require.Equal(t, http.StatusOK, panel.status)
	require.Contains(t, string(panel.body), "MOSS, Ivor (Mr)")
	require.Contains(t, panel.header.Get("Content-Security-Policy"), "frame-ancestors 'self'")

	api := s.raw(s.request(http.MethodGet, "/api/v1"+at, ""))
	require.Contains(t, string(api.body), `"right"`)
}

func TestDemoRecordIsOnlyOfTheDemo(t *testing.T) {
	t.Parallel()
	require.Equal(t, http.StatusNotFound, newSurgery(t).raw(newSurgery(t).request(http.MethodGet, "/demo/record", "")).status)
	s := newSurgery(t, withDemoRecord)
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/demo/record", "")).status)
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/demo/record/style.css", "")).status)
	require.Equal(t, http.StatusNotFound, s.raw(s.request(http.MethodGet, "/demo/record/of/nobody", "")).status)
	require.Equal(t, http.StatusNotFound, s.raw(s.request(http.MethodPost, "/demo/record/of/nobody/launch", "")).status)
}

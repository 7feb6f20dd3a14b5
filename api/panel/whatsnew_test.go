package panel_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// seen says that the GP has seen what is new.
func (s *surgery) seen() {
	s.t.Helper()
	s.post("/news", s.get("/news").form(s.t, "/news"))
}

func TestWhatIsNewSinceThisGPLooked(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	s := openSurgery(t, knees(), path, fstest.MapFS{})
	require.Contains(t, s.get("/news").body, "From today on, what changes is shown on this page.", "nothing to compare with yet")
	s.seen()
	require.Contains(t, s.get("/news").body, "Nothing has changed since you last looked, on 21-Nov-2026.")

	later := openSurgery(t, knee2(t), path, fstest.MapFS{})
	later.ids.Store(5000)
	page := later.get("/news").body
	for _, says := range []string{"Since 21-Nov-2026", "Knee pain", "Changed", "Version 2.0.0, was 1.2.0", "lowered from 360 to 300", "New rule: Knee catches."} {
		require.Contains(t, page, says)
	}
	require.NotContains(t, page, "Lump on the knee", "what has not changed is left out")

	later.gp.ID = "gp-2"
	require.Contains(t, later.get("/news").body, "From today on", "each GP has their own")
	later.gp.ID = "gp-1"
	later.seen()
	require.Contains(t, later.get("/news").body, "Nothing has changed since you last looked")
	require.Equal(t, http.StatusNotFound, later.do(http.MethodPost, "/news", url.Values{"library": {"no-such-library"}}).status)
}

// Who never looked is told what changed since they last began a consultation.
func TestWhatIsNewSinceTheLastConsultation(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	openSurgery(t, knees(), path, fstest.MapFS{}).start("p-ada", "knee")
	later := openSurgery(t, knee2(t), path, fstest.MapFS{})
	later.ids.Store(5000)
	require.Contains(t, later.get("/news").body, "lowered from 360 to 300")
}

func TestAPathwayThatIsNotThereCanBeAskedFor(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Contains(t, s.get("/asked").body, "Nobody has asked for a pathway yet.")
	found := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"sinusitis"}}))
	form := found.form(t, "/patients/p-ada/asked")
	require.Equal(t, []string{"sinusitis"}, form["words"])
	thanks := s.post("/patients/p-ada/asked", form)
	require.Equal(t, thanks, s.post("/patients/p-ada/asked", form), "asked twice with one form is asked once")
	require.Contains(t, s.get(thanks).body, "“sinusitis” is on the list")
	require.NotContains(t, thanks, "sinusitis", "an address holds no words")

	form.Set("key", "another")
	form.Set("words", "  Sinusitis ")
	again := s.post("/patients/p-ada/asked", form)
	list := s.get("/asked").body
	require.Contains(t, list, "Asked for 2 times, last 21-Nov-2026, Dr Rowan Ash")
	csv := s.get("/asked.csv")
	require.Equal(t, "words,practice,asked_at\nsinusitis,FP001,2026-11-21T17:30:00Z\nSinusitis,FP001,2026-11-21T17:30:00Z\n", csv.body)

	s.gp.ID = "gp-2"
	require.Equal(t, http.StatusForbidden, s.do(http.MethodPost, again+"/undo", url.Values{}).status, "only whoever asked takes it back")
	s.gp.ID = "gp-1"
	require.Equal(t, "/patients/p-ada", s.post(again+"/undo", url.Values{}))
	require.NotContains(t, s.get("/asked").body, "2 times")
	require.Equal(t, http.StatusNotFound, s.do(http.MethodGet, again, nil).status)

	form.Set("words", " ")
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPost, "/patients/p-ada/asked", form).status)
	form.Set("words", "=1+1")
	s.post("/patients/p-ada/asked", url.Values{"key": {"formula"}, "words": {"=1+1"}})
	require.Contains(t, s.get("/asked.csv").body, "\n'=1+1,", "no formula for a spreadsheet")
}

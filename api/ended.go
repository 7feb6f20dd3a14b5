package api

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// ended says whether a request comes from a frame whose session is over: by
// the handle in its address, or by a cookie of a session that is no more.
func (s *server) ended(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, viaPath) {
		_, ok := s.launchOf(r)
		return !ok
	}
	sessions := s.sessions(r)
	if len(sessions) == 0 || r.Header.Get("Sec-Fetch-Dest") != "iframe" || needsNoSession(r) {
		return false
	}
	_, ok := s.launches.of(sessions, s.Now())
	return !ok
}

// needsNoSession says whether a request is for a page that is the same for all.
func needsNoSession(r *http.Request) bool {
	return opensLaunch(r) || strings.HasPrefix(r.URL.Path, "/demo/") || strings.HasPrefix(r.URL.Path, "/preview")
}

// opensLaunch says whether a request follows what a launch gave.
func opensLaunch(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/launch/") || strings.HasPrefix(r.URL.Path, launchedPath)
}

// anyRecordSystem are all origins that may show the panel. They may show a page
// that says nothing of anybody: that a link or a session is over, which no
// longer says whose it was.
func (s *server) anyRecordSystem() []string {
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(slices.Collect(maps.Values(s.RecordSystems))...))))
}

// sessionEnded tells a GP, in the frame where they worked, what is kept and
// what to do.
func (s *server) sessionEnded(w http.ResponseWriter, r *http.Request) {
	kept := "What you saved is kept."
	if r.Method == http.MethodPost {
		kept = "What you sent just now was not saved. Go back to copy it. What you saved before is kept."
	}
	s.pages.Say(w, r, http.StatusGone, "This session has ended", kept, openAgain)
}

// openAgain is how to go on where no page of ours can lead.
const openAgain = "To go on, open Signpost again from the patient’s record. Drafts wait on the patient’s page."

func (s *server) tooLate(c *gin.Context) error {
	s.pages.Say(c.Writer, c.Request, http.StatusGone, "This link can no longer be used",
		"It was used before, or is over a minute old. What you saved is kept.", openAgain)
	return nil
}

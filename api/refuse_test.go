package api_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/tracking"
)

// page reads the answer as a page of the panel with this heading.
func (c call) page(status int, heading string) string {
	c.t.Helper()
	page := string(c.body)
	require.Equal(c.t, status, c.status, page)
	require.Equal(c.t, "text/html; charset=utf-8", c.header.Get("Content-Type"))
	require.Contains(c.t, page, "<h1>"+heading+"</h1>")
	require.Regexp(c.t, `<link rel="stylesheet" href="/assets/[^"]+panel\.css">`, page)
	require.Contains(c.t, c.header.Get("Content-Security-Policy"), "default-src 'none'")
	require.Contains(c.t, page, "If you ask for help, quote "+c.header.Get("X-Request-Id"))
	return page
}

func TestAnotherSiteCannotWrite(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	program := s.raw(s.request(http.MethodPost, "/api/v1/consultations", "{}", "Sec-Fetch-Site", "cross-site"))
	require.Equal(t, http.StatusForbidden, program.status)
	require.Contains(t, program.problem().Detail, "another site")

	page := s.raw(s.request(http.MethodPost, "/patients/p-ada/start", "pathway=knee", "Sec-Fetch-Site", "cross-site")).
		page(http.StatusForbidden, "This did not come from Signpost")
	require.Contains(t, page, "Nothing was done.")
	require.Contains(t, page, `<a href="/patients">Choose a patient</a>`)
	list := s.raw(s.request(http.MethodGet, "/consultations", ""))
	require.Contains(t, string(list.body), "Nothing here yet.", "no consultation was begun")
}

func TestPicturesThatHadNoTurnAreSaidNotToBeAdded(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	var busy atomic.Int32
	var let [3]chan struct{}
	done := s.stall(at, &busy, let[:])
	require.Eventually(t, func() bool { return busy.Load() == 3 }, 5*time.Second, time.Millisecond)

	send := func(path string) call {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		return s.raw(s.request(http.MethodPost, path, "--x--", "Content-Type", "multipart/form-data; boundary=x", "Idempotency-Key", "k2").WithContext(ctx))
	}
	program := send(at + "/images")
	require.Equal(t, http.StatusServiceUnavailable, program.status)
	require.Contains(t, program.problem().Detail, "Nothing was added.")
	require.Equal(t, "30", program.header.Get("Retry-After"))

	pictures := "/consultations/" + string(begun.Consultation.ID) + "/images"
	page := send(pictures).page(http.StatusServiceUnavailable, "Others are adding pictures just now")
	require.Contains(t, page, "Nothing was added. What you saved before is kept.")
	require.Contains(t, page, `<a href="`+pictures+`">Look at the pictures that are kept</a>`)
	for i := range let {
		close(let[i])
		<-done
	}
}

func TestAPanicBecomesARefusal(t *testing.T) {
	t.Parallel()
	s := newSurgery(t, func(c *api.Config) {
		c.Actor = func(*http.Request) (tracking.Actor, error) { panic("Ada Tester was here") }
	})
	program := s.raw(s.request(http.MethodGet, "/api/v1/patients", ""))
	require.Equal(t, http.StatusInternalServerError, program.status)
	require.Contains(t, s.log.String(), program.problem().RequestID)
	gp := s.raw(s.request(http.MethodGet, "/patients", ""))
	require.Contains(t, gp.page(http.StatusInternalServerError, "Something went wrong"), "What you saved before is kept.")
	for _, place := range []string{string(program.body), string(gp.body), s.log.String()} {
		require.NotContains(t, place, "Ada")
	}
	require.Contains(t, s.log.String(), `"status":500`, "it is counted")
}

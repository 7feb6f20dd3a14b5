package api_test

import (
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/tracking"
)

func TestHeadersOnEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, path := range []string{"/", "/patients", "/patients/p-ada", "/consultations", "/nothing", "/api/v1/pathways", "/api/nothing", "/healthz", "/metrics", "/openapi.yaml"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			h := s.raw(s.request(http.MethodGet, path, "")).header
			require.Equal(t, "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "+
				"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'", h.Get("Content-Security-Policy"))
			require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
			require.Equal(t, "no-referrer", h.Get("Referrer-Policy"))
			require.Equal(t, "no-store", h.Get("Cache-Control"))
			require.NotEmpty(t, h.Get("X-Request-Id"))
			require.Empty(t, h.Get("X-Frame-Options"), "it cannot name the hosts that may embed the panel")
		})
	}
}

// TestWindowsAreToldWhatTheyMayDo: pages and letters are shown in one, data for
// programs is not.
func TestWindowsAreToldWhatTheyMayDo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	for path, shown := range map[string]bool{
		"/patients": true, "/nothing": true, at + "/letter.html": true, at + "/letter.pdf": true, at: false, "/api/nothing": false,
	} {
		h := s.raw(s.request(http.MethodGet, path, "")).header
		require.Equal(t, shown, h.Get("Cross-Origin-Opener-Policy") == "same-origin", path)
		require.Equal(t, shown, strings.Contains(h.Get("Permissions-Policy"), "camera=()"), path)
	}
}

// TestLettersCanBeShown holds the policy of a PDF apart: the browser's own
// viewer needs a plugin and inline styles.
func TestLettersCanBeShown(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	for _, path := range []string{at + "/letter.pdf", "/consultations/" + string(begun.Consultation.ID) + "/letter.pdf"} {
		h := s.raw(s.request(http.MethodGet, path, "")).header
		require.Equal(t, "application/pdf", h.Get("Content-Type"))
		require.Equal(t, "frame-ancestors 'self'", h.Get("Content-Security-Policy"))
		require.Equal(t, "no-store", h.Get("Cache-Control"))
	}
	missing := s.raw(s.request(http.MethodGet, "/consultations/nobody/letter.pdf", ""))
	require.Contains(t, missing.header.Get("Content-Security-Policy"), "default-src 'none'")
}

func TestPagesNeedNothingThatThePolicyForbids(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	base := "/consultations/" + string(begun.Consultation.ID)
	for _, path := range []string{"/patients", "/patients/p-ada", "/consultations", base + "/questions", base + "/questions?for=letter", base + "/advice", base + "/letter", base + "/tell", "/nothing"} {
		body := string(s.raw(s.request(http.MethodGet, path, "")).body)
		require.Contains(t, body, "</html>", path)
		require.NotRegexp(t, `(?i)<style| style="|<script>| on[a-z]+="|javascript:|autofocus|http-equiv`, body, path)
		for _, address := range regexp.MustCompile(`(?:src|href|action)="([^"]*)"`).FindAllStringSubmatch(body, -1) {
			require.NotContains(t, address[1], "Tester", path)
			require.NotContains(t, address[1], "9990000018", path)
		}
	}
}

func TestAssetsMayBeKept(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	page := string(s.raw(s.request(http.MethodGet, "/patients", "")).body)
	for _, address := range regexp.MustCompile(`"(/assets/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		got := s.raw(s.request(http.MethodGet, address[1], ""))
		require.Equal(t, http.StatusOK, got.status, address[1])
		require.Contains(t, got.header.Get("Cache-Control"), "immutable")
		packed := s.raw(s.request(http.MethodGet, address[1], "", "Accept-Encoding", "gzip"))
		require.Equal(t, "gzip", packed.header.Get("Content-Encoding"))
		require.Less(t, len(packed.body), len(got.body))
	}
	require.Equal(t, http.StatusNotFound, s.raw(s.request(http.MethodGet, "/assets/000000000000/panel.css", "")).status)
}

func TestLimits(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	long := `{"pathway":"` + strings.Repeat("a", 2<<20) + `"}`
	require.Equal(t, http.StatusRequestEntityTooLarge, s.raw(s.request(http.MethodPost, "/api/v1/decisions", long)).status)
	deep := strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100)
	require.Contains(t, s.raw(s.request(http.MethodPost, "/api/v1/decisions", deep)).problem().Detail, "nested")
	plain := s.raw(s.request(http.MethodPost, "/api/v1/decisions", `{}`, "Content-Type", "text/plain"))
	require.Equal(t, http.StatusUnsupportedMediaType, plain.status)
	require.Equal(t, http.StatusMethodNotAllowed, s.raw(s.request(http.MethodGet, "/api/v1/decisions", "")).status)
	require.Equal(t, http.StatusNotFound, s.raw(s.request(http.MethodGet, "/api/v2/decisions", "")).status)
}

func TestHealth(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/healthz", "").status)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/readyz", "").status)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/openapi.yaml", "").status)
	s.ready = errors.New("disk full")
	require.Equal(t, http.StatusServiceUnavailable, s.do(http.MethodGet, "/readyz", "").status)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/healthz", "").status)
}

// TestNothingOfThePatientIsWrittenDown runs a consultation, and looks for it
// in the log and the metrics.
func TestNothingOfThePatientIsWrittenDown(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	s.do(http.MethodPut, at+"/words", `{"free_text":"Works as a baker."}`)
	s.raw(s.request(http.MethodGet, "/consultations/"+string(begun.Consultation.ID)+"/advice?look=hot_knee", ""))
	s.raw(s.request("BREW", "/patients/p-ada", ""))
	metrics := string(s.do(http.MethodGet, "/metrics", "").body)
	for _, place := range []string{s.log.String(), metrics} {
		for _, secret := range []string{"Ada", "Tester", "9990000018", "1961-04", "Apr-1961", "April 1961", "hot_knee", "baker", "p-ada", string(begun.Consultation.ID), "since the match", "BREW"} {
			require.NotContains(t, place, secret)
		}
	}
	require.Contains(t, metrics, `signpost_http_requests_total{method="POST",route="/api/v1/consultations/:consultation/answers",status="200"} 1`)
	require.Contains(t, metrics, `route="/consultations/{consultation}/advice"`)
	require.Contains(t, s.log.String(), `"route":"/api/v1/consultations/:consultation/answers"`)
}

func TestWhoSentItIsAsked(t *testing.T) {
	t.Parallel()
	s := newSurgery(t, func(c *api.Config) {
		c.Actor = func(*http.Request) (tracking.Actor, error) {
			return tracking.Actor{}, tracking.Errorf(tracking.Forbidden, nil, "Sign in first.")
		}
	})
	require.Equal(t, http.StatusForbidden, s.do(http.MethodGet, "/api/v1/patients", "").status)
	require.Equal(t, http.StatusForbidden, s.raw(s.request(http.MethodGet, "/patients", "")).status)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/api/v1/pathways", "").status, "the library is open")
}

func TestConfigurationMustBeWhole(t *testing.T) {
	t.Parallel()
	_, err := api.New(api.Config{})
	require.ErrorContains(t, err, "configuration is missing")
}

func TestRootLeadsToPatients(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	got := s.raw(s.request(http.MethodGet, "/", ""))
	require.Equal(t, http.StatusSeeOther, got.status)
	require.Equal(t, "/patients", got.header.Get("Location"))
}

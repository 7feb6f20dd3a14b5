package panel_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/tracking"
)

// TestEveryPageLeadsToWhatThisIs: what it is, notices, drafts, sources, hashes.
func TestEveryPageLeadsToWhatThisIs(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	for _, page := range []string{"/patients", "/consultations", "/patients/p-ada"} {
		require.Contains(t, s.get(page).body, `<a href="/about">`)
	}
	body := s.get("/about").body
	for _, text := range []string{
		"It supports your judgement and never blocks", "are drafts for local clinical approval", "They are not for use on patients.",
		"© NICE 2026 Suspected cancer: recognition and referral.", "not endorsed by NICE", "Suspected bowel or anal cancer",
		"Not signed by a GP", "Not signed by the receiving service", "Fernshire cancer interface group", "Rules ", "wording ",
		"nhsuk-frontend", "MIT licence", "SIL Open Font License 1.1", shipped().library.Digest(),
	} {
		require.Contains(t, body, text)
	}
}

// TestPagesOfAPathwayCarryItsNotices: the guideline's attribution stands below
// each page of a pathway that cites it, and not below others.
func TestPagesOfAPathwayCarryItsNotices(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	foot := func(page string) string {
		_, after, _ := strings.Cut(s.get(page).body, "<footer")
		return after
	}
	require.Contains(t, foot(s.start("p-ada", "suspected_lung_cancer")), "© NICE 2026")
	require.NotContains(t, foot(s.start("p-ada", "low_back_pain")), "© NICE 2026")
	require.NotContains(t, foot("/patients"), "© NICE 2026")
}

// TestAboutNamesItsSigners: who signed a pathway as it is, and who signed one
// that has changed since.
func TestAboutNamesItsSigners(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	lib := knees().library
	p := lib.Pathways()[0]
	sign := func(name string, role approval.Role, id engine.Identity) approval.Approval {
		return approval.Approval{
			Name: name, Role: role, Organisation: "Fernside Surgery", Date: "2026-11-20", Statement: "I agree.",
			Version: id.Version, Behaviour: id.Behaviour, Content: id.Content,
		}
	}
	earlier := p.Identity()
	earlier.Behaviour = "sha256:0"
	pages, err := panel.New(panel.Config{
		Library: lib, Service: s.service, Letters: letterless{}, Version: "1.2.3",
		Approvals: []*approval.Sheet{{Pathway: p.About().ID, Approvals: []approval.Approval{
			sign("Dr Rowan Ash", approval.GP, p.Identity()), sign("Dr Hazel Wood", approval.ReceivingService, earlier),
		}}},
		Actor: func(*http.Request) (tracking.Actor, error) { return s.gp, nil }, Now: func() time.Time { return s.clock }, NewID: s.newID,
	})
	require.NoError(t, err)
	w := httptest.NewRecorder()
	pages.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/about", nil))
	require.Contains(t, w.Body.String(), "Signed by Dr Rowan Ash, GP, Fernside Surgery, 20-Nov-2026")
	require.Contains(t, w.Body.String(), "Not signed by the receiving service as it is now; an earlier version was, by Dr Hazel Wood")
	require.Contains(t, w.Body.String(), "Signpost 1.2.3. Library ")
}

// letterless is a panel that shows no letters.
type letterless struct{ panel.Letters }

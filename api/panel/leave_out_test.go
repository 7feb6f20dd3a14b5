package panel_test

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

func TestTheGPLeavesOutWhatAServiceNeedNotKnow(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, knees(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	ada := patients()[0]
	ada.Background = tracking.Background{
		Medicines:   []tracking.Entry{{Text: "Ramipril 5 mg capsules", Date: "2026-10-01"}},
		PastHistory: []tracking.Entry{{Text: "Anxiety", Date: "2019-05-01"}, {Text: "Gout", Date: "2014-02-03"}},
	}
	require.NoError(t, s.service.AddPatients(t.Context(), s.gp, []tracking.Record{ada}))
	at := s.locked()
	s.choose(at, nil)
	page := s.get(at + "/letter")
	form := page.form(t, at+"/letter")
	require.ElementsMatch(t, []string{"Ramipril 5 mg capsules", "Anxiety", "Gout"}, form["tell"], "all of it goes unless the GP says otherwise")
	form["tell"] = slices.DeleteFunc(form["tell"], func(e string) bool { return e == "Anxiety" })
	form.Set("go", "update")
	s.post(at+"/letter", form)

	text := s.letterText(at)
	require.NotContains(t, text, "Anxiety")
	require.Contains(t, text, "Gout")
	require.Contains(t, text, "The GP left out 1 entry", "the service is told that it is not the whole")

	// Sent without a look at the record, as a form of before would be.
	form = s.get(at+"/letter").form(t, at+"/letter")
	require.Equal(t, url.Values{"tell": {"Ramipril 5 mg capsules", "Gout"}}, url.Values{"tell": form["tell"]})
	delete(form, "tell")
	delete(form, "record")
	form.Set("free_text", "As we spoke.")
	form.Set("go", "update")
	s.post(at+"/letter", form)
	require.NotContains(t, s.letterText(at), "Anxiety")
	require.Contains(t, s.letterText(at), "Ramipril")
}

// letterText is the letter as the page shows it.
func (s *surgery) letterText(at string) string {
	_, letter, _ := strings.Cut(s.get(at+"/letter").body, `<article class="letter"`)
	return letter
}

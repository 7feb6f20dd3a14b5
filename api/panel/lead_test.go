package panel_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// ledElsewhere leaves a draft and a sent letter of a patient whom another
// pathway would have seen today, and gives the draft and the letter's.
func (s *surgery) ledElsewhere() (draft, sent string) {
	s.t.Helper()
	hot := url.Values{"a.knee_lump": {"yes"}, "a.hot_knee": {"yes"}, "go": {"next"}}
	sent = s.start("p-bo", "knee_lump_clinic")
	s.post(sent+"/questions", hot)
	s.choose(sent, url.Values{"do": {"action:refer:routine"}})
	form := s.get(sent+"/letter").form(s.t, sent+"/letter")
	form.Set("go", "send")
	s.post(sent+"/letter", form)
	draft = s.start("p-bo", "knee_lump_clinic")
	s.post(draft+"/questions", hot)
	return draft, sent
}

// A GP who looks only at a list sees what cannot wait, until it is acted on.
func TestListsSayWhatIsMoreUrgentElsewhere(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	calm := s.locked()
	draft, sent := s.ledElsewhere()
	leads := func(page, at string) bool {
		const tag = `<strong class="sp-tag sp-urgent">More urgent</strong> `
		return strings.Contains(s.get(page).body, tag+`<a href="`+at+`/advice">Speak to orthopaedics today about an infected joint (today)</a>`)
	}
	for _, page := range []string{"/consultations", "/patients/p-bo"} {
		require.True(t, leads(page, draft), page)
		require.True(t, leads(page, sent), page)
		require.False(t, leads(page, calm), page)
	}
	require.True(t, leads("/consultations?show=sent", sent))
	require.Contains(t, s.get(draft+"/advice").body, "Go on with Knee pain", "that is where it leads")

	s.post(draft+"/questions?change=hot_knee", url.Values{"change": {"hot_knee"}, "a.hot_knee": {"no"}, "version": {"9"}, "go": {"next"}})
	require.False(t, leads("/consultations", draft), "it follows the answers of the draft")
	require.True(t, leads("/consultations", sent), "what was sent stays as it was")

	hop := s.get(sent+"/tell").form(t, sent+"/go-on")
	hop.Set("pathway", "knee")
	knee := consultationOf(s.post(sent+"/go-on", hop))
	require.True(t, leads("/consultations", sent), "to begin is not enough")
	s.choose(knee, nil)
	letter := s.get(knee+"/letter").form(t, knee+"/letter")
	letter.Set("go", "send")
	s.post(knee+"/letter", letter)
	require.False(t, leads("/consultations", sent), "it was acted on")
	require.False(t, leads("/patients/p-bo", sent))
}

// TestWhatLeadsCanBeSeen: a GP who has seen it says so; it stays said by whom,
// can be taken back, and comes back when something else leads.
func TestWhatLeadsCanBeSeen(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	draft, sent := s.ledElsewhere()
	loud := func(page, at string) bool {
		return strings.Contains(s.get(page).body, `More urgent</strong> <a href="`+at+`/advice">`)
	}
	mark := func(page, at, how string) string {
		form := s.get(page).form(t, at+"/seen")
		form.Set("go", how)
		return s.post(at+"/seen", form)
	}
	require.Equal(t, "/consultations?show=sent", mark("/consultations?show=sent", sent, "seen"), "back to where it was said")
	require.False(t, loud("/consultations", sent))
	require.True(t, loud("/consultations", draft), "the other stays")
	list := s.get("/consultations").body
	require.Contains(t, list, `Seen by Dr Rowan Ash, 21-Nov-2026: <a href="`+sent+`/advice">Speak to orthopaedics today about an infected joint (today)</a>`)
	require.NotContains(t, s.get("/patients/p-bo").body, sent, "the patient's page is quiet")
	require.Contains(t, s.get(sent+"/advice").body, "Go on with Knee pain", "its own page is not")

	s.gp.ID, s.gp.Name = "gp-2", "Dr Linden Vale"
	require.False(t, loud("/consultations", sent), "for a colleague too")
	mark("/consultations", sent, "unseen")
	require.True(t, loud("/consultations", sent))
	require.NotContains(t, s.get("/consultations").body, "Seen by")

	require.Equal(t, "/patients/p-bo", mark("/patients/p-bo", draft, "seen"))
	require.False(t, loud("/patients/p-bo", draft))
	require.Contains(t, s.get("/patients/p-bo").body, "Seen by Dr Linden Vale")
	s.post(draft+"/seen", url.Values{"row": {"knee/nothing/now", "x"}, "go": {"seen"}})
	require.True(t, loud("/consultations", sent), "what does not lead is passed over")
}

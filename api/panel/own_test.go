package panel_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// own begins a letter without a pathway from words that found none.
func (s *surgery) own(patient, words string) string {
	s.t.Helper()
	found := s.get(s.post("/patients/"+patient+"/find", url.Values{"words": {words}}))
	action := "/patients/" + patient + "/letter"
	return strings.TrimSuffix(s.post(action, found.form(s.t, action)), "/letter")
}

func TestALetterIsWrittenWithoutAPathway(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.own("p-ada", "sinusitis")
	page := s.get(at + "/letter")
	require.NotContains(t, page.body, "clinicians have not signed this pathway", "there is none to sign")
	form := page.form(t, at+"/letter")
	require.Equal(t, "Sinusitis", form.Get("title"), "the words looked for")
	require.NotContains(t, page.body, "Physiotherapy", "patients go there by themselves")
	form.Set("title", "Sinusitis for a year")
	form.Set("within", "urgent")
	form.Set("service", "knee_clinic")
	form.Set("chase", "2 weeks")
	form.Set("question", "Is surgery an option?")
	form.Set("free_text", "Blocked nose since last winter.")
	form.Set("go", "update")
	require.Equal(t, at+"/letter", s.post(at+"/letter", form))
	page = s.get(at + "/letter")
	for _, want := range []string{"URGENT", "Sinusitis for a year", "Written\u00a0without\u00a0a\u00a0pathway", "Is surgery an option?", "no rule advised it", "Penicillin"} {
		require.Contains(t, page.body, want)
	}
	require.NotContains(t, page.body, "DRAFT PATHWAY")
	require.Contains(t, s.get("/consultations?show=drafts").body, "Sinusitis for a year, without a pathway")

	form = page.form(t, at+"/letter")
	require.Equal(t, "2 weeks", selected(page.body, "chase"))
	form.Set("service", "knee_clinic")
	form.Set("within", "urgent")
	form.Set("chase", "2 weeks")
	form.Set("go", "send")
	require.Equal(t, at+"/tell", s.post(at+"/letter", form))
	told := s.get(at + "/tell").body
	require.Contains(t, told, "Marked as sent")
	require.Contains(t, told, "If you have not heard by 5 December 2026")
	require.Contains(t, s.get("/consultations?show=sent").body, "Chase on 05-Dec-2026.")
	require.True(t, strings.HasPrefix(s.get(at+"/letter.pdf").body, "%PDF"))
	require.True(t, strings.HasPrefix(s.get(at+"/patient-copy.pdf").body, "%PDF"))
}

// selected is the value that a list of a page has.
func selected(page, name string) string {
	_, list, _ := strings.Cut(page, `<select class="nhsuk-select" id="`+name+`"`)
	list, _, _ = strings.Cut(list, "</select>")
	before, _, _ := strings.Cut(list, `" selected`)
	return before[strings.LastIndex(before, `"`)+1:]
}

func TestALetterOfOnesOwnNeedsATitleToGoOut(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.own("p-bo", "zzzz")
	form := s.get(at+"/letter").form(t, at+"/letter")
	for name, value := range map[string]string{"title": " ", "within": "routine", "service": "", "chase": "", "free_text": "Dear colleague", "go": "send"} {
		form.Set(name, value)
	}
	got := s.do(http.MethodPost, at+"/letter", form)
	require.Equal(t, http.StatusUnprocessableEntity, got.status)
	require.Contains(t, got.body, `<a href="#title">Say what the letter is about</a>`)
	require.Contains(t, got.body, "Dear colleague", "nothing written is lost")
	require.NotContains(t, s.get(at+"/letter").body, "There is a problem")
}

func TestALetterOfOnesOwnHasNoOtherPages(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.own("p-bo", "zzzz")
	for _, page := range []string{"", "/questions", "/advice"} {
		require.Equal(t, at+"/letter", s.do(http.MethodGet, at+page, nil).header.Get("Location"), page)
	}
	require.Equal(t, http.StatusOK, s.get(at+"/images").status)
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPost, at+"/letter", url.Values{
		"version": {"1"}, "title": {"A"}, "action": {"manage"}, "within": {"routine"}, "go": {"update"},
	}).status)
}

func TestALetterIsPrintedLarge(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.choose(at, nil)
	page := s.get(at + "/letter")
	require.Contains(t, page.body, at+"/letter-large.pdf")
	plain, large := s.get(at+"/letter.pdf").body, s.get(at+"/letter-large.pdf").body
	require.True(t, strings.HasPrefix(large, "%PDF"))
	pages := func(pdf string) int { return strings.Count(pdf, "/Type /Page\n") + strings.Count(pdf, "/Type /Page ") }
	require.Greater(t, pages(large), pages(plain), "the same in larger type takes more pages")
	form := page.form(t, at+"/letter")
	form.Set("go", "send")
	s.post(at+"/letter", form)
	require.Equal(t, s.get(at+"/letter.pdf").body, s.get(at+"/letter.pdf").body)
	require.Contains(t, s.get(at+"/letter").body, "Open the letter in large print")
	require.True(t, strings.HasPrefix(s.get(at+"/letter-large.pdf").body, "%PDF"))
}

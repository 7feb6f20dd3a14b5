package panel_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// say fills in a page of questions and goes on. It gives the page that follows.
func (s *surgery) say(at string, answers url.Values) string {
	s.t.Helper()
	form := s.get(at+"/questions").form(s.t, at+"/questions")
	for name, values := range answers {
		form[name] = values
	}
	form.Set("go", "next")
	return s.post(at+"/questions", form)
}

// locked answers until the advice is the knee clinic.
func (s *surgery) locked() string {
	s.t.Helper()
	at := s.start("p-ada", "knee")
	require.Equal(s.t, at+"/questions", s.say(at, url.Values{"rest": {"absent"}}))
	require.Equal(s.t, at+"/advice", s.say(at, url.Values{"a.locked_knee": {"yes"}, "n.locked_knee": {"since the match"}}))
	return at
}

// choose takes a way on from the advice.
func (s *surgery) choose(at string, change url.Values) string {
	s.t.Helper()
	form := s.get(at+"/advice").form(s.t, at+"/advice")
	form.Set("go", "next")
	for name, values := range change {
		form[name] = values
	}
	return s.post(at+"/advice", form)
}

func TestFromPatientToSentLetter(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Contains(t, s.get("/").body, "TESTER, Ada (Mrs)")
	found := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"gonalgia"}}))
	require.Contains(t, found.body, "Knee pain")
	require.NotContains(t, found.body, "Lump on the knee")

	at := s.locked()
	require.Contains(t, s.get(at+"/advice").body, "Refer urgently to the knee clinic")
	require.Equal(t, at+"/questions?for=letter", s.choose(at, nil), "the letter still wants something")
	form := s.get(at+"/questions?for=letter").form(t, at+"/questions")
	form.Set("a.knee_since", "27/3/2026")
	form.Set("a.knee_story", "Fell off a ladder.")
	form.Set("u.knee_film", "not_known")
	form.Set("go", "next")
	require.Equal(t, at+"/letter", s.post(at+"/questions", form))

	form = s.get(at+"/letter").form(t, at+"/letter")
	form.Set("free_text", "Works as a baker.\r\nLives alone.")
	form.Set("go", "update")
	require.Equal(t, at+"/letter", s.post(at+"/letter", form))
	letter := s.get(at + "/letter")
	require.Contains(t, letter.body, "Works as a baker.")
	require.Contains(t, letter.body, "27-Mar-2026")
	require.Contains(t, letter.body, "since the match")
	require.Contains(t, s.get(at+"/letter.pdf").body, "%PDF-")
	require.Contains(t, s.get(at+"/patient-copy.pdf").body, "Mark as sent", "no copy of a letter that has not gone")

	form = letter.form(t, at+"/letter")
	form.Set("free_text", "Works as a baker.\r\nLives alone.")
	form.Set("go", "send")
	require.Equal(t, at+"/tell", s.post(at+"/letter", form))
	require.Equal(t, at+"/tell", s.post(at+"/letter", form), "the same form once more sends nothing twice")
	told := s.get(at + "/tell")
	require.Contains(t, told.body, "Marked as sent")
	for _, address := range []string{at + "/patient-copy.pdf", at + "/patient-copy-large.pdf"} {
		require.Contains(t, told.body, `href="`+address+`"`)
		require.Contains(t, s.get(at+"/letter").body, `href="`+address+`"`)
		require.Contains(t, s.get(address).body, "%PDF-")
	}
	require.Contains(t, told.body, "If you have not heard by 5 December 2026, call the surgery on 01632 960001.")
	require.Contains(t, s.get("/consultations?show=sent").body, "Chase on 05-Dec-2026.")
	require.Contains(t, s.get(at).body, "Marked as sent", "a sent consultation opens on what was told")
}

func TestOnlyWhatCanStillMatterIsAsked(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	first := s.get(at + "/questions")
	require.Contains(t, first.body, "A growing lump on the knee?")
	require.NotContains(t, first.body, "Is the knee locked?", "red flags come first, alone")
	s.say(at, url.Values{"t.knee_lump": {"yes"}, "rest": {"absent"}})
	require.Contains(t, s.get(at).body, "Go on with the knee lump pathway", "nothing else can matter now")
}

func TestUnknownIsNeverNo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"unchecked"}})
	s.say(at, url.Values{"a.locked_knee": {"not_known"}, "u.knee_tried": {"not_known"}})
	page := s.get(at + "/advice").body
	require.Contains(t, page, "Not enough is known to advise one thing")
	for _, possible := range []string{"Speak to orthopaedics today", "Go on with the knee lump pathway", "Refer urgently to the knee clinic", "Measure urate before deciding"} {
		require.Contains(t, page, possible)
	}
	require.Contains(t, page, "Refer anyway, urgent")
	require.Equal(t, "/patients/p-ada", s.choose(at, nil), "to wait for the tests is chosen first, and keeps the draft")
}

func TestRedFlagsCannotBePassedByInSilence(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	form := s.get(at+"/questions").form(t, at+"/questions")
	form.Set("go", "next")
	again := s.do(http.MethodPost, at+"/questions", form)
	require.Equal(t, http.StatusUnprocessableEntity, again.status)
	require.Contains(t, again.body, "<title>Error: Red flags")
	require.Contains(t, again.body, `<a href="#q-hot_knee">Tick what is present`)
	form.Set("go", "advice")
	require.Equal(t, at+"/advice", s.post(at+"/questions", form), "but they hold nobody up")
}

func TestWhatCannotBeReadIsAskedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, field, value, says string }{
		{"number", "a.urate", "lots", "Urate: enter a number from 50 to 1000"},
		{"number out of range", "a.urate", "12", "Urate: enter a number from 50 to 1000"},
		{"unknown unit", "a.urate", "360 stone", "stone"},
		{"not an option", "a.locked_knee", "perhaps", "Locked knee: choose one of the answers"},
		{"both at once", "u.urate", "not_known", "not both"},
		{"a note alone", "n.knee_tried", "see below", "Tried: answer this"},
		{"no such finding", "a.elbow", "yes", "does not know one of these questions"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSurgery(t)
			at := s.start("p-ada", "knee")
			s.say(at, url.Values{"rest": {"absent"}})
			form := url.Values{"a.urate": {"380"}, c.field: {c.value}, "go": {"next"}}
			again := s.do(http.MethodPost, at+"/questions", form)
			require.Equal(t, http.StatusUnprocessableEntity, again.status)
			require.Contains(t, again.body, c.says)
			require.Contains(t, again.body, "<title>Error: ")
			require.NotContains(t, s.get(at+"/questions?look=answers").body, "380 ", "nothing is saved by halves")
		})
	}
}

func TestNumbersArriveAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for typed, shown := range map[string]string{"380": "380", ">400": "more than 400", "350..370": "350 to 370", "6.5 mg/dL": "386.62", "0360": "360"} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			s := newSurgery(t)
			at := s.start("p-bo", "knee")
			s.say(at, url.Values{"rest": {"absent"}})
			s.say(at, url.Values{"a.urate": {typed}})
			require.Contains(t, s.get(at+"/questions?look=answers").body, shown)
		})
	}
}

func TestChangeAndUndo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	form := s.get(at+"/questions?change=locked_knee").form(t, at+"/questions")
	require.Equal(t, "yes", form.Get("a.locked_knee"), "the present answer is filled in")
	require.Equal(t, "since the match", form.Get("n.locked_knee"))
	form.Set("a.locked_knee", "no")
	form.Set("go", "next")
	s.post(at+"/questions", form)
	require.Contains(t, s.get(at+"/advice").body, "Measure urate before deciding", "the recorded urate is out of date")
	undo := s.get(at+"/questions?look=answers").form(t, at+"/undo")
	require.Equal(t, at+"/advice", s.post(at+"/undo", undo))
	require.Equal(t, at+"/advice", s.post(at+"/undo", undo), "the same form once more takes back one step only")
	require.Contains(t, s.get(at+"/advice").body, "Refer urgently to the knee clinic")
}

func TestAnAnswerSentTwiceIsOneStep(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	form := s.get(at+"/questions").form(t, at+"/questions")
	form.Set("rest", "absent")
	form.Set("go", "next")
	s.post(at+"/questions", form)
	s.post(at+"/questions", form)
	undo := s.get(at+"/questions").form(t, at+"/undo")
	s.post(at+"/undo", undo)
	require.NotContains(t, s.get(at+"/questions").body, "Undo last answers")
}

func TestAnotherWay(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	require.Equal(t, at+"/tell", s.choose(at, url.Values{"do": {"action:manage:none"}, "reason": {"patient_preference"}, "text": {"Wants to wait."}}))
	advice := s.get(at + "/advice")
	form := advice.form(t, at+"/advice")
	require.Equal(t, "action:manage:none", form.Get("do"), "the choice is kept")
	require.Equal(t, "patient_preference", form.Get("reason"))
	require.Contains(t, s.get("/consultations?show=overridden").body, "The GP went another way.")

	require.Equal(t, at+"/questions?for=letter", s.choose(at, url.Values{"do": {"action:refer:routine"}, "reason": {""}, "text": {""}}))
	letter := s.get(at + "/letter").body
	require.Contains(t, letter, "ROUTINE")
	require.Contains(t, letter, "Clinical judgement", "who gives no reason has judged")

	s.choose(at, url.Values{"do": {"advised"}})
	require.NotContains(t, s.get(at+"/letter").body, "Clinical judgement")
	s.choose(at, url.Values{"service": {"far_knee_clinic"}})
	require.Contains(t, s.get(at+"/letter").body, "Far knee clinic")
}

func TestAnotherPathwayTakesTheAnswersAlong(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"t.knee_lump": {"yes"}, "rest": {"absent"}})
	next := s.choose(at, nil)
	require.NotContains(t, next, at)
	page := s.get(next).body
	require.Contains(t, page, "Refer for a suspected sarcoma")
	require.NotContains(t, page, "DRAFT content", "this pathway is approved")
	require.Contains(t, s.get("/consultations?show=advised").body, "Knee pain")
	require.Contains(t, s.get(at).body, "Recorded as advised", "the first consultation ended with the hop")
}

func TestMoreUrgentAdviceElsewhereLeads(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"t.knee_lump": {"yes"}})
	form := url.Values{"a.locked_knee": {"yes"}, "t.knee_lump": {"yes"}, "tick": {"hot_knee", "knee_lump"}, "rest": {"unchecked"}, "go": {"next"}}
	s.post(at+"/questions", form)
	page := s.get(at + "/advice").body
	require.Contains(t, page, "Not enough is known", "the hot knee is not known")
	lump := s.start("p-bo", "knee_lump_clinic")
	s.post(lump+"/questions", url.Values{"a.knee_lump": {"no"}, "a.hot_knee": {"yes"}, "go": {"next"}})
	led := s.get(lump + "/advice")
	require.Contains(t, led.body, "Go on with Knee pain")
	hop := led.form(t, lump+"/go-on")
	hop.Set("pathway", "knee")
	require.Contains(t, s.get(s.post(lump+"/go-on", hop)).body, "Speak to orthopaedics today")
}

func TestSavedForLater(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	s := openSurgery(t, knees(), path, fstest.MapFS{})
	at := s.start("p-ada", "knee")
	form := s.get(at+"/questions").form(t, at+"/questions")
	form.Set("rest", "absent")
	form.Set("go", "later")
	require.Equal(t, "/patients/p-ada", s.post(at+"/questions", form))
	require.Contains(t, s.get("/patients/p-ada").body, "Go on with a draft")

	// Another process opens the file: nothing that was acknowledged is lost.
	other := openSurgery(t, knees(), path, fstest.MapFS{})
	other.ids.Store(1000)
	require.Contains(t, other.get(at).body, "Is the knee locked?")
}

func TestLiveLineSavesNothing(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	form := url.Values{"tick": {"hot_knee", "knee_lump"}, "t.hot_knee": {"yes"}}
	require.Equal(t, "Enough to advise.", s.do(http.MethodPost, at+"/live", form).body)
	require.Contains(t, s.get(at+"/questions").body, "could still change the advice")
	require.NotContains(t, s.get(at+"/questions").body, "Undo")
}

func TestManagedHereNeedsNoLetter(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	s.say(at, url.Values{"a.locked_knee": {"no"}, "a.urate": {"200"}, "a.knee_tried": {"exercise", "rest"}})
	require.Equal(t, at+"/tell", s.choose(at, nil))
	form := s.get(at+"/tell").form(t, at+"/tell")
	require.Equal(t, at+"/tell", s.post(at+"/tell", form))
	require.Contains(t, s.get(at+"/tell").body, "Recorded as advised")
	require.Equal(t, at+"/tell", s.post(at+"/tell", form), "the same form once more")
}

func TestWhereThePatientGoesByThemselvesNoLetterIsWritten(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	s.say(at, url.Values{"a.locked_knee": {"no"}, "a.urate": {"200"}, "a.knee_tried": {"rest"}})
	require.Equal(t, at+"/tell", s.choose(at, nil))
	page := s.get(at + "/tell").body
	require.Contains(t, page, "Physiotherapy self-referral: phone 01632 960300.")
	require.Contains(t, page, "Write a letter all the same")
	require.Contains(t, s.get(at+"/letter").body, "Mark as sent")
}

func TestForms(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	for _, c := range []struct {
		name, path string
		form       url.Values
		status     int
		says       string
	}{
		{"unknown field", at + "/questions", url.Values{"colour": {"red"}}, 422, "field &#34;colour&#34;"},
		{"not text", at + "/letter", url.Values{"free_text": {"a\x00b"}, "version": {"1"}}, 422, "cannot be read"},
		{"no version", at + "/letter", url.Values{"free_text": {"a"}}, 422, "which version"},
		{"stale version", at + "/letter", url.Values{"free_text": {"a"}, "version": {"1"}}, 409, "changed in another window"},
		{"no such service", at + "/advice", url.Values{"do": {"advised"}, "service": {"moon"}}, 422, "directory does not have"},
		{"no such outcome", at + "/advice", url.Values{"do": {"outcome:moon"}}, 422, "does not have"},
		{"no such action", at + "/advice", url.Values{"do": {"action:dance:now"}}, 422, "Choose one of the actions"},
		{"no such pathway", "/patients/p-ada/start", url.Values{"pathway": {"moon"}, "key": {"k-1"}}, 422, "no such pathway"},
		{"no such patient", "/patients/moon/start", url.Values{"pathway": {"knee"}, "key": {"k-2"}}, 404, "nothing here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := s.do(http.MethodPost, c.path, c.form)
			require.Equal(t, c.status, got.status, got.body)
			require.Contains(t, got.body, c.says)
			require.Contains(t, got.body, "</html>")
		})
	}
}

func TestNothingOfThePatientInAddresses(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, to := range []string{
		s.do(http.MethodPost, "/patients/find", url.Values{"words": {"tester"}}).header.Get("Location"),
		s.do(http.MethodPost, "/patients/p-ada/find", url.Values{"words": {"lump"}}).header.Get("Location"),
	} {
		require.NotContains(t, to, "tester")
		require.NotContains(t, to, "lump")
		require.Equal(t, http.StatusOK, s.get(to).status)
	}
	require.Equal(t, http.StatusOK, s.get("/patients?find=forged").status, "a sealed word of another process shows all")
}

func TestEveryShippedPathwayCanBeWalkedToItsEnd(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	for i, p := range shipped().library.Pathways() {
		id := p.About().ID
		s.t = t
		at := s.start([]string{"p-ada", "p-bo"}[i%2], id)
		to := at
		for step := 0; ; step++ {
			require.Less(t, step, 40, id)
			page := s.get(to)
			require.Equal(t, http.StatusOK, page.status, "%s: %s", id, page.body)
			if to = s.goOn(page, at); to == "" {
				break
			}
		}
		told := s.get(at + "/tell").body
		if strings.Contains(told, "Not enough is known to advise one thing") || strings.Contains(told, "This pathway is not for this patient") {
			s.choose(at, url.Values{"do": {"action:manage:none"}}) // nothing is told that nobody decided
			told = s.get(at + "/tell").body
		}
		require.Contains(t, told, "As a text message", id)
	}
}

// goOn answers "not known" to all that a page asks, and gives the next address;
// nothing at the advice.
func (s *surgery) goOn(page answer, at string) string {
	s.t.Helper()
	form, ok := page.find(at + "/questions")
	if !ok {
		return ""
	}
	for _, name := range page.fields() {
		switch {
		case name == "rest":
			form.Set(name, "unchecked")
		case len(name) > 2 && name[:2] == "a." && page.has(name, "not_known"):
			form.Set(name, "not_known")
		case len(name) > 2 && name[:2] == "u.":
			form.Set(name, "not_known")
		}
	}
	form.Set("go", "next")
	return s.post(at+"/questions", form)
}

// TestAPageWithoutAnAnswerSaysSo: else the same page would come again, as if
// the button were broken.
func TestAPageWithoutAnAnswerSaysSo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	form := s.get(at+"/questions").form(t, at+"/questions")
	form.Set("go", "next")
	again := s.do(http.MethodPost, at+"/questions", form)
	require.Equal(t, http.StatusUnprocessableEntity, again.status)
	require.Regexp(t, `<a href="#q-[a-z_]+">Answer at least one of these, or choose not known\. Or go to the advice as it stands</a>`, again.body)
	form.Set("go", "advice")
	require.Equal(t, at+"/advice", s.post(at+"/questions", form), "the advice is never kept from them")
}

package panel_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

// admitted is a routine referral of the GP's own, chosen before the red flag.
func (s *surgery) admitted() string {
	s.t.Helper()
	at := s.start("p-ada", "knee")
	s.choose(at, url.Values{"do": {"action:refer:routine"}, "reason": {"patient_preference"}, "text": {"Wants to be seen."}})
	require.Equal(s.t, at+"/advice", s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}}))
	return at
}

func TestAChoiceDoesNotOutliveTheAdviceItAnswered(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.admitted()
	page := s.get(at + "/advice")
	require.Contains(t, page.body, "You chose “Refer anyway, routine” while the advice was another.")
	form := page.form(t, at+"/advice")
	require.Equal(t, "advised", form.Get("do"), "the new advice is chosen first")
	require.Equal(t, "Wants to be seen.", form.Get("text"), "nothing is lost")
	for _, part := range []string{"/letter", "/tell"} {
		require.Contains(t, s.get(at+part).body, "That no longer stands: choose again.")
	}

	require.Equal(t, at+"/letter", s.choose(at, url.Values{"do": {"action:refer:routine"}}))
	letter := s.get(at + "/letter").body
	require.Contains(t, letter, "ROUTINE", "chosen again, it stands")
	require.NotContains(t, s.get(at+"/advice").body, "no longer stands")
}

func TestAnOldAdvicePageChoosesNothing(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	old := s.get(at+"/advice").form(t, at+"/advice")
	s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}})
	old.Set("do", "action:manage:none")
	old.Set("text", "Typed before.")
	old.Set("go", "next")
	again := s.do(http.MethodPost, at+"/advice", old)
	require.Equal(t, http.StatusConflict, again.status)
	require.Contains(t, again.body, "The advice has changed since you opened this page.")
	require.Contains(t, again.body, "Speak to orthopaedics today")
	require.Contains(t, again.body, "Typed before.")
	require.NotContains(t, s.get("/consultations?show=overridden").body, "The GP went another way.")
}

func TestNothingIsToldThatNobodyDecided(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(*surgery) string{
		"untouched":      func(s *surgery) string { return s.start("p-ada", "knee") },
		"does not apply": func(s *surgery) string { return s.start("p-cy", "knee") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSurgery(t)
			at := begin(s)
			require.Equal(t, at+"/advice", s.do(http.MethodGet, at+"/tell", nil).header.Get("Location"))
			require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPost, at+"/tell", url.Values{"key": {"k"}, "version": {"1"}}).status)
			require.NotContains(t, s.get("/consultations?show=advised").body, "Knee pain")
		})
	}
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	id := tracking.ID(strings.TrimPrefix(at, "/consultations/"))
	_, err := s.service.Abandon(t.Context(), tracking.Write{Actor: s.gp, Key: s.newID()}, id)
	require.NoError(t, err)
	closed := s.get(at + "/tell").body
	require.Contains(t, closed, "This draft was closed")
	require.NotContains(t, closed, "We are referring you")
	require.NotContains(t, closed, "As a text message")
}

func TestToldBeforeItIsSentSaysSo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Contains(t, s.get(s.locked()+"/tell").body, "The letter is not marked as sent yet.")
}

func TestMoreUrgentAdviceStaysUntilItIsActedOn(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee_lump_clinic")
	s.post(at+"/questions", url.Values{"a.knee_lump": {"yes"}, "a.hot_knee": {"yes"}, "go": {"next"}})
	s.choose(at, url.Values{"do": {"action:refer:routine"}})
	const more = "More urgent: </span>Speak to orthopaedics today"
	letter := s.get(at + "/letter")
	require.Contains(t, letter.body, more)
	form := letter.form(t, at+"/letter")
	form.Set("go", "send")
	s.post(at+"/letter", form)
	for _, part := range []string{"/tell", "/advice", "/letter"} {
		require.Contains(t, s.get(at+part).body, more, part)
	}
	hop := s.get(at+"/tell").form(t, at+"/go-on")
	hop.Set("pathway", "knee")
	require.Contains(t, s.get(s.post(at+"/go-on", hop)).body, "Speak to orthopaedics today")
	require.NotContains(t, s.get(at+"/tell").body, more, "it was acted on")
}

func TestGoingOnTakesTheAnswersOfToday(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee_lump_clinic")
	s.post(at+"/questions", url.Values{"a.knee_lump": {"no"}, "a.hot_knee": {"yes"}, "go": {"next"}})
	hop := s.get(at+"/advice").form(t, at+"/go-on")
	hop.Set("pathway", "knee")
	first := s.post(at+"/go-on", hop)
	require.Equal(t, first, s.post(at+"/go-on", hop), "a form sent twice starts one")
	s.post(at+"/questions?change=hot_knee", url.Values{"change": {"urate"}, "a.urate": {"200"}, "version": {"9"}, "go": {"next"}})
	hop = s.get(at+"/advice").form(t, at+"/go-on")
	hop.Set("pathway", "knee")
	second := consultationOf(s.post(at+"/go-on", hop))
	require.Equal(t, consultationOf(first), second, "the draft that stands is gone on with")
	require.Contains(t, s.get(second+"/questions?look=answers").body, "200", "with what was answered since")
}

func TestTwoPathwaysFromOneCopyOfAPage(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	one := s.post("/patients/p-bo/start", url.Values{"key": {"same"}, "pathway": {"knee"}})
	two := s.post("/patients/p-bo/start", url.Values{"key": {"same"}, "pathway": {"knee_lump_clinic"}})
	require.NotEqual(t, consultationOf(one), consultationOf(two))
	require.Equal(t, one, s.post("/patients/p-bo/start", url.Values{"key": {"same"}, "pathway": {"knee"}}))
}

func TestReferredAnywayIsChasedAndHasASafetyNet(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.choose(at, url.Values{"do": {"action:refer:routine"}})
	form := s.get(at+"/letter").form(t, at+"/letter")
	form.Set("go", "send")
	told := s.get(s.post(at+"/letter", form)).body
	require.Contains(t, told, "If you have not heard by 2 January 2027")
	require.Contains(t, told, "When to get help")
}

func TestHoursAreToldAsAnHour(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.clock = time.Date(2026, 11, 21, 22, 30, 0, 0, time.UTC)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}})
	require.Contains(t, s.get(at+"/tell").body, "If you have not heard by 02:30 on 22 November 2026")
}

func TestWhatWasTypedIntoALetterIsGivenBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.choose(at, nil)
	old := s.get(at+"/letter").form(t, at+"/letter")
	other := s.get(at+"/letter").form(t, at+"/letter")
	other.Set("free_text", "Of the other tab.")
	other.Set("go", "update")
	s.post(at+"/letter", other)
	for _, c := range []struct {
		name, text string
		status     int
	}{
		{"changed meanwhile", "Typed for ten minutes.", http.StatusConflict},
		{"too long", strings.Repeat("long ", 20000), http.StatusUnprocessableEntity},
	} {
		old.Set("free_text", c.text)
		old.Set("go", "send")
		again := s.do(http.MethodPost, at+"/letter", old)
		require.Equal(t, c.status, again.status, c.name)
		form := again.form(t, at+"/letter")
		require.Equal(t, strings.TrimSpace(c.text), form.Get("free_text"), c.name)
		require.Contains(t, again.body, "What you wrote is not saved; it is still here.")
		require.Contains(t, again.body, "Of the other tab.", "the letter is shown as it is")
		old = form
	}

	old = s.get(at+"/letter").form(t, at+"/letter")
	last := url.Values{}
	for name, values := range old {
		last[name] = values
	}
	old.Set("go", "send")
	s.post(at+"/letter", old)
	last.Set("free_text", "Allergic to penicillin after all.")
	last.Set("go", "send")
	again := s.do(http.MethodPost, at+"/letter", last)
	require.Equal(t, http.StatusConflict, again.status)
	require.Contains(t, again.body, "Allergic to penicillin after all.")
	require.Contains(t, again.body, "It is not in the letter.")
}

func TestWordsTooLongForTheAdviceStandOneStepBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	form := s.get(at+"/advice").form(t, at+"/advice")
	form.Set("do", "action:manage:none")
	form.Set("text", strings.Repeat("long ", 20000))
	c := s.do(http.MethodPost, at+"/advice", form)
	require.Equal(t, http.StatusUnprocessableEntity, c.status)
	require.Contains(t, c.body, "This text is too long to keep.")
	require.Contains(t, c.body, "what you wrote still stands there")
}

func consultationOf(href string) string {
	return regexp.MustCompile(`^/consultations/[^/]+`).FindString(href)
}

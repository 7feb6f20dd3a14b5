package panel_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAnOldPageDoesNotTurnARedFlagToNo(t *testing.T) {
	t.Parallel()
	for name, settle := range map[string]struct{ button, says string }{
		"keep":  {"Keep what was answered meanwhile", "Speak to orthopaedics today"},
		"use":   {"Change it to what my page says", "Is the knee locked?"},
		"later": {"", "Speak to orthopaedics today"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSurgery(t)
			at := s.start("p-ada", "knee")
			old := s.get(at+"/questions").form(t, at+"/questions")
			require.Equal(t, at+"/advice", s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}}))
			old.Set("rest", "absent")
			old.Set("go", "next")
			stale := s.do(http.MethodPost, at+"/questions", old)
			require.Equal(t, http.StatusConflict, stale.status)
			require.Contains(t, stale.body, "<strong>Yes</strong> (answered meanwhile)")
			require.Contains(t, stale.body, "Your page says: No")
			require.Contains(t, s.get(at).body, "Speak to orthopaedics today", "nothing is changed yet")
			if settle.button != "" {
				require.Contains(t, s.get(s.post(at+"/questions", stale.formWith(t, settle.button))).body, settle.says)
			}
			require.Contains(t, s.get(at).body, settle.says)
		})
	}
}

func TestAnOldPageThatSaysTheSameOrSomethingElseIsSaved(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	old := s.get(at+"/questions").form(t, at+"/questions")
	other := s.get(at+"/questions").form(t, at+"/questions")
	other.Set("a.urate", "200")
	other.Set("go", "next")
	s.post(at+"/questions", other)
	old.Set("a.urate", "200")
	old.Set("a.locked_knee", "yes")
	old.Set("go", "next")
	require.Equal(t, at+"/advice", s.post(at+"/questions", old))
	require.Contains(t, s.get(at+"/questions?look=answers").body, "200")
}

func TestAnOldPageUndoesNothingThatItDidNotShow(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	undo := s.get(at+"/questions").form(t, at+"/undo")
	s.say(at, url.Values{"a.locked_knee": {"yes"}})
	stale := s.do(http.MethodPost, at+"/undo", undo)
	require.Equal(t, http.StatusConflict, stale.status)
	require.Contains(t, stale.body, "Look at this consultation as it is now")
	require.Contains(t, s.get(at+"/advice").body, "Refer urgently to the knee clinic", "the answer of the other page stands")
}

func TestAClearedFieldIsNoAnswer(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	s.say(at, url.Values{"a.urate": {"250"}, "a.knee_tried": {"rest", "exercise"}})
	for _, field := range []string{"urate", "knee_tried"} {
		form := s.get(at+"/questions?change="+field).form(t, at+"/questions")
		require.NotEmpty(t, form.Get("a."+field))
		form["a."+field] = nil
		form.Set("go", "next")
		s.post(at+"/questions", form)
		require.NotContains(t, s.get(at+"/questions?look=answers").body, "/questions?change="+field, "it is answered no more")
	}
	require.Contains(t, s.get(at+"/questions").body, "Serum urate", "and is asked again")
}

func TestAnOutOfDateValueStaysWhenItsEmptyFieldIsSaved(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	form := s.get(at+"/questions?change=urate").form(t, at+"/questions")
	require.Empty(t, form.Get("a.urate"))
	form.Set("go", "next")
	s.post(at+"/questions", form)
	require.Contains(t, s.get(at+"/questions?look=answers").body, "14-Mar-2024", "nothing was cleared")
}

func TestAnUntickedRedFlagDoesNotStayInSilence(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	back := s.get(at+"/questions").form(t, at+"/questions")
	s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}})
	back.Set("t.knee_lump", "yes")
	back.Set("go", "next")
	stale := s.do(http.MethodPost, at+"/questions", back)
	require.Equal(t, http.StatusConflict, stale.status)
	require.Contains(t, stale.body, "Your page says: No answer")
	to := s.post(at+"/questions", stale.formWith(t, "Change it to what my page says"))
	require.Contains(t, s.get(to).body, "1 answer could still change the advice.", "it is asked again")
}

func TestSavedForLaterWithOneWrongValue(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-bo", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	form := s.get(at+"/questions").form(t, at+"/questions")
	form.Set("a.urate", "lots")
	form["a.knee_tried"] = []string{"rest"}
	form.Set("go", "later")
	again := s.do(http.MethodPost, at+"/questions", form)
	require.Equal(t, http.StatusUnprocessableEntity, again.status)
	require.Contains(t, again.body, "Urate: enter a number")
	require.Contains(t, again.body, "The other answers are saved")
	require.Contains(t, s.get(at+"/questions?look=answers").body, "/questions?change=knee_tried")
}

// formWith reads the form that a button sends.
func (a answer) formWith(t *testing.T, button string) url.Values {
	t.Helper()
	for _, part := range strings.Split(a.body, "<form ")[1:] {
		one, _, _ := strings.Cut(part, "</form>")
		if strings.Contains(one, button) {
			form, ok := answer{body: `action="it"` + one}.find("it")
			require.True(t, ok)
			return form
		}
	}
	require.FailNow(t, "no form has the button "+button, a.body)
	return nil
}

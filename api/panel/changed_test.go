package panel_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/tracking"
)

// sentAgain is Ada's record as the practice sends it now.
func (s *surgery) sentAgain(change func(*tracking.Record)) {
	s.t.Helper()
	ada := patients()[0]
	change(&ada)
	require.NoError(s.t, s.service.AddPatients(s.t.Context(), s.gp, []tracking.Record{ada}))
}

func fromRecord(a engine.Answer, on string) engine.Answer {
	a.Source, a.Date = engine.FromRecord, on
	return a
}

func TestADraftIsGoneOnWithAsItWas(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	require.Equal(t, at+"/advice", s.do(http.MethodGet, at, nil).header.Get("Location"), "nothing has changed")
	require.NotContains(t, s.get(at+"/advice").body, "has changed")
}

func TestResumeSaysWhatChangedInTheRecord(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked() // locked_knee is Ada's GP's own answer
	s.sentAgain(func(r *tracking.Record) {
		r.Patient.Allergies.Known = append(r.Patient.Allergies.Known, tracking.Allergy{Substance: "Latex"})
		r.Answers["knee_side"] = fromRecord(engine.Choice("right"), "2026-11-01")
		r.Answers["locked_knee"] = fromRecord(engine.No(), "2026-11-21")
		r.Answers["urate"] = fromRecord(engine.Number(250), "2026-11-20")
	})
	require.Equal(t, at+"/changed", s.do(http.MethodGet, at, nil).header.Get("Location"))
	require.Contains(t, s.get(at+"/advice").body, "See what, before you go on")
	page := s.get(at + "/changed")
	for _, says := range []string{
		"Right (01-Nov-2026)", "The record said: Left (02-Feb-2026)", "Urate: 250", "You answered: Yes. That stays unless you tick this.",
		"Allergies: Allergies: Penicillin, Latex (was Allergies: Penicillin)",
	} {
		require.Contains(t, page.body, says)
	}
	form := page.form(t, at+"/changed")
	require.ElementsMatch(t, []string{"knee_side", "urate"}, form["take"], "the GP's own answer is not ticked")

	form.Set("go", "on")
	form["take"] = []string{"knee_side"}
	require.Equal(t, at+"/advice", s.post(at+"/changed", form), "what was seen is not news again")
	kept := s.get(at + "/questions?look=answers").body
	require.Contains(t, kept, "Right")
	require.Contains(t, kept, "since the match", "the GP's own answer is kept")
	require.NotContains(t, kept, "250", "what was not taken is not used")
	require.Contains(t, s.get(at+"/advice").body, "Refer urgently to the knee clinic")
}

func TestATakenChangeCanBeUndone(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.sentAgain(func(r *tracking.Record) { delete(r.Answers, "knee_side") })
	form := s.get(at+"/changed").form(t, at+"/changed")
	s.post(at+"/changed", form)
	require.NotContains(t, s.get(at+"/questions?look=answers").body, "Left")
	s.post(at+"/undo", s.get(at+"/questions?look=answers").form(t, at+"/undo"))
	require.Contains(t, s.get(at+"/questions?look=answers").body, "Left")
	require.Equal(t, at+"/changed", s.do(http.MethodGet, at, nil).header.Get("Location"), "and it is news again")
}

func TestAChangeIsTakenOnlyAsItWasShown(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.sentAgain(func(r *tracking.Record) { r.Answers["urate"] = fromRecord(engine.Number(250), "2026-11-20") })
	form := s.get(at+"/changed").form(t, at+"/changed")
	s.sentAgain(func(r *tracking.Record) { r.Answers["urate"] = fromRecord(engine.Number(640), "2026-11-21") })
	require.Equal(t, at+"/changed", s.do(http.MethodPost, at+"/changed", form).header.Get("Location"), "it is shown first")
	require.Contains(t, s.get(at+"/changed").body, "Urate: 640")
	require.NotContains(t, s.get(at+"/questions?look=answers").body, "250")
}

func TestResumeSaysWhatTimeHasChanged(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.sentAgain(func(r *tracking.Record) {
		r.Patient.Born = "1961-11-25"
		r.Answers["urate"] = fromRecord(engine.Number(380), "2025-11-24")
	})
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	s.say(at, url.Values{"a.locked_knee": {"no"}})
	require.Contains(t, s.get(at+"/advice").body, "Ask rheumatology for advice")
	s.clock = s.clock.Add(5 * 24 * time.Hour)
	page := s.get(at).body
	for _, says := range []string{
		"The patient was 64y and is now 65y.", "Urate (380 umol/L, 24-Nov-2025) is now out of date and counts as not known.",
		"When you left it", "Ask rheumatology for advice (Advice and guidance, routine)", "Now, if you take nothing over", "Measure urate before deciding",
	} {
		require.Contains(t, page, says)
	}
	form := s.get(at+"/changed").form(t, at+"/changed")
	require.Equal(t, at+"/advice", s.post(at+"/changed", form))
	require.NotContains(t, s.get(at+"/advice").body, "See what, before you go on")
}

// knee2 is the pathway a release later: a lower threshold, and a row more.
func knee2(t *testing.T) clinic {
	t.Helper()
	var files []*source.File
	for _, f := range knees().files {
		text := string(f.Data)
		if strings.HasPrefix(text, "pathway: knee\n") {
			text = strings.Replace(text, `version: "1.2.0"`, `version: "2.0.0"`, 1)
			text = strings.Replace(text, "value: 360", "value: 300", 1)
			text = strings.Replace(text, "  - {id: no_urate,", "  - {id: catching, when: knee_catches, outcome: orthopaedics, evidence: handbook 5, strength: offer}\n  - {id: no_urate,", 1)
			text = strings.Replace(text, "- {id: exercise, when: knee_catches,", "- {id: exercise, when: locked_knee,", 1)
		}
		files = append(files, source.NewFile(f.Path, []byte(text)))
	}
	l, found := engine.Load(files, engine.Options{})
	require.NotNil(t, l, "%v", found)
	return clinic{l, files}
}

func TestResumeSaysWhatChangedInThePathway(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	s := openSurgery(t, knees(), path, fstest.MapFS{})
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	later := openSurgery(t, knee2(t), path, fstest.MapFS{})
	later.ids.Store(5000)
	page := later.get(at)
	for _, says := range []string{
		"It is now version 2.0.0. This draft goes on with version 1.2.0 unless you choose the new one.",
		"Urate that points to gout (at or above): lowered from 360 to 300 umol/L.", "New rule: Knee catches. It leads to: Refer urgently to the knee clinic.",
	} {
		require.Contains(t, page.body, says)
	}
	form := page.form(t, at+"/changed")
	form.Set("go", "on")
	require.Equal(t, at+"/questions", later.post(at+"/changed", form))
	require.Contains(t, later.get(at+"/advice").body, "ersion 1.2.0", "the draft keeps its version")
	require.NotContains(t, later.get(at+"/questions").body, "See what, before you go on")

	// Another GP of the practice chooses the new version.
	other := s.start("p-ada", "knee")
	s.say(other, url.Values{"rest": {"absent"}})
	form = later.get(other).form(t, other+"/changed")
	form.Set("go", "version")
	next := later.post(other+"/changed", form)
	require.NotContains(t, next, other)
	require.Contains(t, later.get(strings.TrimSuffix(next, "/questions")+"/advice").body, "ersion 2.0.0")
	require.Contains(t, later.get(other+"/advice").body, "This draft was closed.")
}

// moved is the library a directory later: the knee clinic is paused and sent to
// otherwise, and everybody waits a day longer.
func moved(t *testing.T) clinic {
	t.Helper()
	return knees().with(t,
		"wait_days: 21", "wait_days: 22",
		"state: {is: open, since: 2026-11-20, wait_days: 22}", "state: {is: paused, since: 2026-11-21, until: 2027-01-04, instead: far_knee_clinic}",
		"to: Knee triage", "to: Single point of access")
}

// with is the library with words of its files replaced, one pair after another.
func (c clinic) with(t *testing.T, pairs ...string) clinic {
	t.Helper()
	var files []*source.File
	for _, f := range c.files {
		text := string(f.Data)
		for i := 0; i < len(pairs); i += 2 {
			text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
		}
		files = append(files, source.NewFile(f.Path, []byte(text)))
	}
	l, found := engine.Load(files, engine.Options{})
	require.NotNil(t, l, "%v", found)
	return clinic{l, files}
}

func TestResumeSaysWhatChangedInTheService(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	s := openSurgery(t, knees(), path, fstest.MapFS{})
	at, away := s.locked(), s.locked()
	s.choose(away, url.Values{"service": {"far_knee_clinic"}})
	later := openSurgery(t, moved(t), path, fstest.MapFS{})
	later.ids.Store(5000)
	page := later.get(at)
	for _, says := range []string{
		"<h2>The services</h2>", "Knee clinic: paused until 04-Jan-2027 (was open, first seen in about 21 days).",
		"Knee clinic: sent by e-referral, Single point of access, 01632 960200 (was e-referral, Knee triage, 01632 960200).",
	} {
		require.Contains(t, page.body, says)
	}
	later.post(at+"/changed", page.form(t, at+"/changed"))
	require.NotContains(t, later.get(at+"/advice").body, "See what, before you go on", "it was seen")
	require.NotContains(t, later.get(away+"/advice").body, "See what, before you go on", "this letter goes elsewhere")
}

// TestAServiceIsSaidToBePausedSinceTheDraftBegan: the advice stays what it was,
// how the services stand is told as today.
func TestAServiceIsSaidToBePausedSinceTheDraftBegan(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	first := knees().with(t, "state: {is: open, since: 2026-10-01}", "state: {is: long_wait, since: 2026-11-20, wait_days: 300}")
	s := openSurgery(t, first, path, fstest.MapFS{})
	at, chosen := s.locked(), s.locked()
	s.choose(chosen, url.Values{"service": {"knee_clinic"}})
	before := s.get(at + "/advice")
	require.NotContains(t, before.body, "When this draft was begun")
	require.Equal(t, "knee_clinic", before.form(t, at+"/advice").Get("service"))

	later := openSurgery(t, first.with(t, "state: {is: open, since: 2026-11-20, wait_days: 21}", "state: {is: paused, since: 2026-11-21, until: 2027-01-04, instead: far_knee_clinic}"), path, fstest.MapFS{})
	later.ids.Store(5000)
	page := later.get(at + "/advice")
	require.Contains(t, page.body, "Refer urgently to the knee clinic", "the advice is the draft's own")
	require.Regexp(t, `(?s)Knee clinic</label>.{1,100}Paused until 04-Jan-2027.{1,60}When this draft was begun: open, first seen in about 21 days\..*Use Far knee clinic instead\.`, page.body)
	require.Equal(t, "far_knee_clinic", page.form(t, at+"/advice").Get("service"), "the first that is not paused today")
	require.Equal(t, "knee_clinic", later.get(chosen+"/advice").form(t, chosen+"/advice").Get("service"), "what the GP chose stays chosen")
	require.Contains(t, later.get(chosen+"/letter").body, "Knee clinic is paused until 04-Jan-2027. It says to use Far knee clinic instead.")
}

// TestAServiceThatIsGoneIsSaidToBe.
func TestAServiceThatIsGoneIsSaidToBe(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signpost.db")
	at := openSurgery(t, knees(), path, fstest.MapFS{}).locked()
	later := openSurgery(t, knees().with(t, "  far_knee_clinic:", "  further_knee_clinic:"), path, fstest.MapFS{})
	later.ids.Store(5000)
	require.Regexp(t, `(?s)Far knee clinic</label>.{1,100}No longer in the directory`, later.get(at+"/advice").body)
}

func TestADraftThatIsTooOldCanBeBegunAgain(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.clock = s.clock.Add(15 * 24 * time.Hour)
	page := s.get(at)
	require.Contains(t, page.body, "kept for 14 days")
	next := s.post(at+"/changed", page.form(t, at+"/changed"))
	require.NotContains(t, next, at)
	require.Contains(t, s.get(next).body, "Refer urgently to the knee clinic", "its answers are there")
}

// A record may call a complaint of long ago out of date from the start. That
// is no news.
func TestWhatWasOutOfDateFromTheStartHasNotChanged(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.sentAgain(func(r *tracking.Record) {
		old := fromRecord(engine.Unknown(engine.WhyOutOfDate), "2018-09-05")
		old.Given = "yes"
		r.Answers["locked_knee"] = old
	})
	at := s.start("p-ada", "knee")
	require.Equal(t, at+"/questions", s.do(http.MethodGet, at, nil).header.Get("Location"))
}

// A draft is the practice's: a colleague finds it, with how long it is kept,
// and goes on with it as it was left.
func TestADraftIsSeenByThePractice(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	s.gp = tracking.Actor{ID: "gp-2", Name: "Dr Linden Vale", Role: tracking.RoleGP, Practice: "FP001"}
	s.clock = s.clock.Add(13 * 24 * time.Hour)
	list := s.get("/consultations?show=drafts").body
	require.Contains(t, list, `href="`+at+`"`)
	require.Contains(t, list, "Kept until 05-Dec-2026")
	require.Contains(t, s.get(at).body, "Refer urgently to the knee clinic")
	require.Contains(t, s.get("/patients/p-ada").body, "Go on with a draft")
	s.gp = tracking.Actor{ID: "gp-9", Role: tracking.RoleGP, Practice: "FP009"}
	require.NotContains(t, s.get("/consultations").body, at, "and by no other practice")
	require.Equal(t, http.StatusForbidden, s.do(http.MethodGet, at+"/changed", nil).status)
}

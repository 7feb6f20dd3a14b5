package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/desk"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

func today() time.Time { return time.Date(2026, 11, 21, 17, 30, 0, 0, time.UTC) }

// load compiles the panel's test library; edit changes a file on the way.
func load(t *testing.T, edit func(path, text string) string) (*engine.Library, []*source.File) {
	t.Helper()
	from := os.DirFS("../panel/testdata/library")
	var files []*source.File
	require.NoError(t, fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		text := string(data)
		if edit != nil {
			text = edit(path, text)
		}
		files = append(files, source.NewFile(path, []byte(text)))
		return err
	}))
	l, found := engine.Load(files, engine.Options{})
	require.NotNil(t, l, "%v", found)
	return l, files
}

// locked is a consultation that ends at the knee clinic.
func locked(l *engine.Library) tracking.Consultation {
	p, _ := l.Pathway("knee")
	return tracking.Consultation{
		ID: "c-1", Pathway: p.Identity(), State: tracking.Draft,
		Patient: tracking.Patient{
			Title: "Mrs", Given: "Ada", Family: "Tester", Born: "1961-04-05", Sex: "female", NHSNumber: "9990000018",
			Allergies: tracking.Allergies{State: tracking.AllergiesKnown, Known: []tracking.Allergy{{Substance: "Penicillin", Reaction: "rash"}}},
			Needs:     tracking.Needs{Interpreter: "Polish", Adjustments: []string{"Large print", "A long appointment"}},
		},
		Answers: engine.Answers{"hot_knee": engine.No(), "knee_lump": engine.No(), "locked_knee": engine.Yes()},
	}
}

func (w world) decide(t *testing.T, c tracking.Consultation) engine.Decision {
	t.Helper()
	d, err := w.desk.Decide(c.Pathway, c.Patient.Engine(), c.Answers, today())
	require.NoError(t, err)
	return d
}

// world is a desk with its library.
type world struct {
	library *engine.Library
	files   []*source.File
	desk    *desk.Desk
}

func newWorld(t *testing.T) world {
	t.Helper()
	l, files := load(t, nil)
	return world{l, files, desk.New(l, tracking.Practice{Code: "FP001", Name: "Fernside Surgery", Phone: "01632 960001"}, time.UTC, nil)}
}

func (w world) compose(t *testing.T, c tracking.Consultation) *letters.Letter {
	t.Helper()
	l, err := w.desk.Compose(tracking.LetterRequest{
		ID: "letter-1", Consultation: c, Decision: w.decide(t, c), At: today(),
		Sender: tracking.Actor{ID: "gp-1", Name: "Dr Rowan Ash", Registration: "GMC 9990001", Role: tracking.RoleGP},
	})
	require.NoError(t, err)
	return l
}

// said is everything that a letter says, as text.
func said(t *testing.T, l *letters.Letter) string {
	t.Helper()
	content, err := json.Marshal(l)
	require.NoError(t, err)
	return string(content)
}

func TestDecidesWithAgeSexAndFreshness(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := locked(w.library)
	require.Equal(t, "orthopaedics", w.decide(t, c).Outcome.ID)
	c.Patient.Born = "2020-01-01"
	require.Equal(t, engine.DoesNotApply, w.decide(t, c).Status, "the age comes from the date of birth")

	c = locked(w.library)
	c.Answers["locked_knee"] = engine.No()
	c.Answers["urate"] = engine.Answer{State: engine.Known, Number: &engine.Interval{Min: 400, Max: 400}, Source: engine.FromRecord, Date: "2026-10-01"}
	require.Equal(t, "gout_advice", w.decide(t, c).Outcome.ID)
	old := c.Answers["urate"]
	old.Date = "2024-10-01"
	c.Answers["urate"] = old
	require.Equal(t, "measure_urate", w.decide(t, c).Outcome.ID, "a result that is out of date is not known")
}

func TestLetterHoldsTheConsultation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := locked(w.library)
	c.Service, c.FreeText, c.Question = "knee_clinic", "Works as a baker.", "Is it the meniscus?"
	text := said(t, w.compose(t, c))
	for _, want := range []string{"TESTER, Ada (Mrs)", "Penicillin", "Polish", "Large print; A long appointment", "Knee clinic", "Dr Rowan Ash", "Works as a baker.", "Is it the meniscus?", "letter-1"} {
		require.Contains(t, text, want)
	}
	require.NotContains(t, text, "GMC GMC")
}

func TestLetterLeavesOutWhatThePathwayHasNoUseFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p, _ := w.library.Pathway("knee_lump_clinic")
	c := locked(w.library)
	c.Pathway = p.Identity()
	c.Answers["knee_story"] = engine.Answer{State: engine.Known, Text: "A private matter."}
	require.NotContains(t, said(t, w.compose(t, c)), "A private matter.")
}

func TestOverridesArePrinted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, reason := range []tracking.Reason{tracking.PatientPreference, tracking.ClinicalJudgement, tracking.CouldNotGetTest, tracking.AdvisedByPhone, tracking.RuleDoesNotFit} {
		c := locked(w.library)
		c.Override = &tracking.Override{Reason: reason, Text: "In my view.", Outcome: "physiotherapy", Advised: tracking.AdvisedBy(w.decide(t, c))}
		text := said(t, w.compose(t, c))
		require.Contains(t, text, desk.ReasonWords(reason))
		require.Contains(t, text, "In my view.")
		require.Contains(t, text, "Self-refer to physiotherapy")
	}
	c := locked(w.library)
	advised := tracking.AdvisedBy(w.decide(t, c))
	c.Override = &tracking.Override{Reason: tracking.ClinicalJudgement, Action: engine.Refer, Within: engine.Routine, Advised: advised}
	require.Equal(t, engine.Routine, w.compose(t, c).Priority.Within, "a way that is no outcome has its urgency too")
	require.Contains(t, said(t, w.compose(t, c)), "Safety net")
	c.Override.Advised = tracking.Advice{Action: engine.Manage}
	require.Equal(t, engine.Urgent, w.compose(t, c).Priority.Within, "against other advice it was not chosen")
}

// TestLettersLeaveTheLibraryAsItIs holds that the library is immutable: a
// decision after a letter is the decision before it, byte for byte, whoever
// writes letters at the same time.
func TestLettersLeaveTheLibraryAsItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := locked(w.library)
	before, err := json.Marshal(w.decide(t, c))
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { w.compose(t, c) })
	}
	all.Wait()
	after, err := json.Marshal(w.decide(t, c))
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(before), string(after)))
}

func TestSameConsultationSameBytes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := locked(w.library)
	r := tracking.LetterRequest{ID: "letter-1", Consultation: c, Decision: w.decide(t, c), At: today()}
	pdf, input, err := w.desk.WriteLetter(r)
	require.NoError(t, err)
	again, sameInput, err := w.desk.WriteLetter(r)
	require.NoError(t, err)
	require.Equal(t, pdf, again)
	require.Equal(t, input, sameInput)
}

// TestOlderLibrariesStillDecide pins a consultation to a library that has
// since been changed.
func TestOlderLibrariesStillDecide(t *testing.T) {
	t.Parallel()
	old, files := load(t, nil)
	kept, err := desk.Snapshot(old, files)
	require.NoError(t, err)
	now, _ := load(t, func(path, text string) string {
		if path == "knee.yaml" {
			return text + "\n# changed since\n"
		}
		return text
	})
	require.NotEqual(t, old.Digest(), now.Digest())
	c := locked(old)
	asked := 0
	d := desk.New(now, tracking.Practice{}, time.UTC, func(_ context.Context, digest string) ([]byte, error) {
		asked++
		require.Equal(t, old.Digest(), digest)
		return kept.Bytes, nil
	})
	for range 2 {
		got, err := d.Decide(c.Pathway, c.Patient.Engine(), c.Answers, today())
		require.NoError(t, err)
		require.Equal(t, old.Digest(), got.Pathway.Digest)
	}
	require.Equal(t, 1, asked, "it is read once")
}

func TestWhatIsNotAtHand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := locked(w.library)
	c.Pathway.Digest = "sha256:gone"
	_, err := w.desk.Decide(c.Pathway, c.Patient.Engine(), c.Answers, today())
	require.ErrorContains(t, err, "sha256:gone")
	for name, open := range map[string]func(context.Context, string) ([]byte, error){
		"lost":    func(context.Context, string) ([]byte, error) { return nil, errors.New("disk full") },
		"broken":  func(context.Context, string) ([]byte, error) { return []byte("{"), nil },
		"another": func(context.Context, string) ([]byte, error) { return json.Marshal(map[string]string{}) },
	} {
		_, err := desk.New(w.library, tracking.Practice{}, time.UTC, open).Library("sha256:gone")
		require.Error(t, err, name)
	}
	c = locked(w.library)
	c.Pathway.ID = "elbow"
	_, err = w.desk.Decide(c.Pathway, c.Patient.Engine(), c.Answers, today())
	require.ErrorContains(t, err, "elbow")
	_, ok := w.desk.Identity("elbow")
	require.False(t, ok)
	known, ok := w.desk.Identity("knee")
	require.True(t, ok)
	require.Equal(t, "1.2.0", known.Version)
}

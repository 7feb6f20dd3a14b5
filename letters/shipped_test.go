package letters_test

import (
	"bytes"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/pathways"
)

func shipped(t *testing.T) (*engine.Library, []*examples.Suite) {
	t.Helper()
	var files []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile(path, data))
		return err
	})
	require.NoError(t, err)
	lib, diagnostics := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", diagnostics)
	var c source.Collector
	suites := examples.Read(files, &c)
	require.False(t, c.HasErrors(), "%v", c.All())
	return lib, suites
}

// TestLettersOfAllShippedExamples writes the letter of every example, walks
// each of its lines back, and draws one letter of each outcome.
func TestLettersOfAllShippedExamples(t *testing.T) {
	t.Parallel()
	lib, suites := shipped(t)
	drawn := map[string]bool{}
	for _, s := range suites {
		p, ok := lib.Pathway(s.Pathway)
		require.True(t, ok, s.Pathway)
		for i, k := range s.Cases {
			if testing.Short() && i%10 > 0 {
				continue // the race detector needs threads, not every letter
			}
			in := ofExample(t, lib, p, k)
			l := compose(t, in)
			for _, section := range l.Sections {
				for _, line := range section.Lines {
					requireShipped(t, lib, in, section, line)
				}
			}
			copied := patientCopy(t, in)
			outcome := s.Pathway
			if in.Decision.Outcome != nil {
				outcome += "/" + in.Decision.Outcome.ID
			}
			if drawn[outcome] {
				continue
			}
			drawn[outcome] = true
			for _, each := range []*letters.Letter{l, copied} {
				require.Equal(t, words(htmlOf(t, each)), words(textOf(t, each)))
				var b bytes.Buffer
				require.NoError(t, letters.PDF(&b, each, letters.Options{}), "%s: %s", s.Pathway, k.Name)
			}
			missing, err := letters.Uncovered(htmlOf(t, l) + htmlOf(t, copied))
			require.NoError(t, err)
			require.Empty(t, missing, "no font has these characters of %s", outcome)
		}
	}
	require.NotEmpty(t, drawn)
}

func ofExample(t *testing.T, lib *engine.Library, p *engine.Pathway, k *examples.Case) letters.Input {
	t.Helper()
	var c source.Collector
	a, ok := k.AnswersOf(lib, &c)
	require.True(t, ok, "%v", c.All())
	in := letters.Input{
		ID: "L-1", ComposedAt: k.Today, About: p.About(), Decision: lib.Advise(p, a), Answers: a, Library: lib,
		Patient: patient(), Sender: sender(),
	}
	if k.Today.IsZero() {
		in.ComposedAt = time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)
	}
	if s := in.Decision.Services; len(s) > 0 {
		in.Recipient = letters.RecipientOf(s[0])
	}
	return in
}

// requireShipped walks a line back to the answer, the finding and its words,
// the rule and the evidence.
func requireShipped(t *testing.T, lib *engine.Library, in letters.Input, s letters.Section, line letters.Line) {
	t.Helper()
	switch line.Trace.Origin {
	case letters.FromAnswer:
		f, ok := lib.Finding(line.Trace.Finding)
		require.True(t, ok, "%s: %s", s.ID, line.Label)
		require.Equal(t, f.Short, strings.ReplaceAll(line.Label, "\u00A0", " "))
		if _, asked := in.Answers[f.ID]; !asked {
			require.Equal(t, engine.Implied, line.Trace.Source, f.ID)
		}
	case letters.FromCriterion:
		require.True(t, contains(in.Decision.Criteria, line.Trace.Rule), line.Label)
		require.NotEmpty(t, line.Trace.Evidence, line.Label)
		for _, id := range line.Trace.Findings {
			_, ok := lib.Finding(id)
			require.True(t, ok, id)
		}
	default:
		requireTrace(t, in, s, line)
	}
}

// TestThePatientHearsOneTimeToAsk holds what the copy adds to what the author
// wrote, for every outcome that is for the same days: nobody who is to be seen
// today reads a day further off, or two times that differ.
func TestThePatientHearsOneTimeToAsk(t *testing.T) {
	t.Parallel()
	lib, _ := shipped(t)
	seen := map[engine.Within]bool{}
	for _, p := range lib.Pathways() {
		for _, o := range p.Outcomes() {
			if o.ChaseAfter == "" || o.Within.Rank() > engine.Hours48.Rank() {
				continue
			}
			seen[o.Within] = true
			in := letters.Input{
				ID: "L-1", ComposedAt: time.Date(2026, time.November, 21, 10, 0, 0, 0, time.UTC), About: p.About(), Library: lib,
				Decision: engine.Decision{Status: engine.Decided, Outcome: o}, Patient: patient(), Sender: sender(),
			}
			text := textOf(t, patientCopy(t, in))
			_, ask, found := strings.Cut(text, "IF YOU HEAR NOTHING")
			require.True(t, found, text)
			ask, _, _ = strings.Cut(ask, "phone the practice")
			where := p.About().ID + " " + o.ID
			if strings.Contains(o.ChaseAfter, "hour") {
				require.Contains(t, ask, o.ChaseAfter, where)
			}
			switch {
			case strings.Contains(o.TellPatient, "by this evening"):
				require.Contains(t, ask, "today", where)
			case strings.Contains(o.TellPatient, "by tomorrow"):
				require.Contains(t, ask, "tomorrow", where)
			case strings.Contains(o.TellPatient, "the day after tomorrow"):
				require.Contains(t, ask, "23 November 2026", where)
			case o.Within != engine.Hours48:
				require.Regexp(t, "today|tomorrow|22 November 2026", ask, where)
			}
		}
	}
	require.Len(t, seen, 3)
}

// TestNoCriterionOfATestIsMetWithoutIt: whatever a CA125 that is not done would
// show, nobody may read that it has shown something.
func TestNoCriterionOfATestIsMetWithoutIt(t *testing.T) {
	t.Parallel()
	lib, _ := shipped(t)
	p, ok := lib.Pathway("suspected_ovarian_cancer")
	require.True(t, ok)
	age := 45.0
	a := lib.PatientAnswers(engine.Patient{Age: &age, Sex: "female"}, composedAt())
	a["ascites"], a["ultrasound_abdomen_pelvis_normal"] = engine.Yes(), engine.Yes()
	a["ca125"] = engine.Unknown(engine.WhyNotDone)
	in := letters.Input{
		ID: "L-1", ComposedAt: composedAt(), About: p.About(), Decision: p.Decide(a), Answers: a, Library: lib,
		Patient: patient(), Sender: sender(),
	}
	met := 0
	for _, line := range criteriaOf(compose(t, in)) {
		if line.Standing == letters.Met {
			met++
			require.NotContains(t, line.Text, "CA125", line.Label)
		}
	}
	require.Equal(t, 2, met)
}

// TestAResultThatIsMissingIsNotANo: the hospital must not read that a FIT was
// low, or a CA125 not raised, because there is none.
func TestAResultThatIsMissingIsNotANo(t *testing.T) {
	t.Parallel()
	lib, _ := shipped(t)
	for _, c := range []struct {
		pathway, finding, says string
		others                 engine.Answers
	}{
		{"suspected_lower_gi_cancer", "fit_result", "Aged 18 or over with a FIT of 10 ug/g or more", engine.Answers{"rectal_mass": engine.Yes()}},
		{"suspected_lower_gi_cancer", "fit_result", "Aged 18 or over with a FIT below 10 ug/g", engine.Answers{"rectal_mass": engine.Yes()}},
		{"suspected_ovarian_cancer", "ca125", "CA125 is at or above the value for the age, from 40", engine.Answers{"ascites": engine.Yes()}},
		{"suspected_prostate_cancer", "psa", "A symptom, and a PSA above the value for the age, from 40 to 79", engine.Answers{"nocturia": engine.Yes()}},
		{"suspected_sarcoma", "xray_suggests_bone_sarcoma", "An X-ray raises the possibility of bone sarcoma", nil},
		{"suspected_skin_cancer", "dermoscopy_suggests_melanoma", "Dermoscopy suggests melanoma", nil},
		{"suspected_blood_cancer", "blood_tests_suggest_myeloma", "Blood tests suggest myeloma", nil},
	} {
		t.Run(c.says, func(t *testing.T) {
			p, ok := lib.Pathway(c.pathway)
			require.True(t, ok)
			age, sex := 60.0, "female"
			if c.finding == "psa" {
				sex = "male"
			}
			a := lib.PatientAnswers(engine.Patient{Age: &age, Sex: sex}, composedAt())
			maps.Copy(a, c.others)
			a[c.finding] = engine.Unknown(engine.WhyNotDone)
			in := letters.Input{
				ID: "L-1", ComposedAt: composedAt(), About: p.About(), Decision: p.Decide(a), Answers: a, Library: lib,
				Patient: patient(), Sender: sender(),
			}
			for _, s := range compose(t, in).Sections {
				for _, line := range s.Lines {
					if line.Trace.Origin == letters.FromCriterion && strings.ReplaceAll(line.Label, "\u00A0", " ") == c.says {
						require.Equal(t, letters.NotKnown, line.Standing)
						require.Contains(t, line.Text, "Not known (not done)")
						return
					}
				}
			}
			t.Fatal("the criterion is not in the letter")
		})
	}
}

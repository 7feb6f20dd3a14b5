package letters_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// criteriaOf are the lines of a letter's criteria, in order.
func criteriaOf(l *letters.Letter) []letters.Line {
	for _, s := range l.Sections {
		if s.ID == "criteria" {
			return s.Lines
		}
	}
	return nil
}

// TestTheHospitalReadsFirstWhyItIsAnEmergency: a red flag that is no criterion
// must not stand under the history alone.
func TestTheHospitalReadsFirstWhyItIsAnEmergency(t *testing.T) {
	t.Parallel()
	lib, _ := shipped(t)
	age := 60.0
	for _, c := range []struct {
		name, pathway, label, text, note string
		answers                          engine.Answers
	}{
		{"one option", "low_back_pain", "Red flag: Cauda equina features", "Difficulty passing urine", "", engine.Answers{
			"cauda_equina_features": engine.Choice("bladder"), "weight_loss": engine.Yes(),
		}},
		{"the GP's own words", "low_back_pain", "Red flag: Severe or progressive leg weakness", "Yes", "Foot drop since this morning.", engine.Answers{
			"cauda_equina_features":              engine.Choice(),
			"severe_or_progressive_leg_weakness": {State: engine.Known, YesNo: true, Source: engine.Asked, Note: "Foot drop since this morning."},
		}},
		{"whom the pathway is not for", "copd", "Acute exacerbation needing admission", "Yes", "", engine.Answers{
			"acute_exacerbation_needing_admission": engine.Yes(),
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ok := lib.Pathway(c.pathway)
			require.True(t, ok)
			a := lib.PatientAnswers(engine.Patient{Age: &age, Sex: "female"}, composedAt())
			for id, answer := range c.answers {
				a[id] = answer
			}
			d := p.Decide(a)
			require.NotNil(t, d.Outcome)
			require.Equal(t, engine.SameDay, d.Outcome.Within)
			l := compose(t, letters.Input{
				ID: "L-1", ComposedAt: composedAt(), About: p.About(), Decision: d, Answers: a, Library: lib,
				Patient: patient(), Sender: sender(),
			})
			first := criteriaOf(l)[0]
			require.Contains(t, first.Label, c.label)
			require.Contains(t, first.Text, c.text)
			require.Equal(t, letters.Present, first.Standing)
			require.Equal(t, c.note, first.Note)
			page := strings.Join(strings.Fields(strings.ReplaceAll(textOf(t, l), "\u00A0", " ")), " ")
			require.Contains(t, page, "Present")
			if c.note != "" {
				require.Contains(t, page, "Note: "+c.note)
			}
		})
	}
}

// TestWhatDecidedStandsBeforeWhatDidNot walks all worked patients: each finding
// present that made the deciding row fit is read before anything that is not
// known or not met, and nothing is said twice there.
func TestWhatDecidedStandsBeforeWhatDidNot(t *testing.T) {
	t.Parallel()
	lib, suites := shipped(t)
	first, named := 0, 0
	for _, s := range suites {
		p, ok := lib.Pathway(s.Pathway)
		require.True(t, ok, s.Pathway)
		for _, k := range s.Cases {
			in := ofExample(t, lib, p, k)
			lines := criteriaOf(compose(t, in))
			said, twice := map[string]bool{}, map[string]bool{}
			for _, line := range lines {
				if line.Standing != letters.Present && line.Standing != letters.Met {
					break
				}
				require.False(t, twice[line.Label], "%s, %s: %s", s.Pathway, k.Name, line.Label)
				twice[line.Label] = true
				for _, id := range line.Trace.Findings {
					said[id] = true
				}
				if line.Standing == letters.Present {
					first++
				}
			}
			for _, b := range in.Decision.Because {
				for _, id := range b.Findings {
					f, ok := lib.Finding(id)
					require.True(t, ok, id)
					if f.FromPatient == "" && f.Derive == "" && in.Answers[id].State == engine.Known && in.Answers[id].YesNo {
						require.True(t, said[id], "%s, %s: %s", s.Pathway, k.Name, id)
						named++
					}
				}
			}
		}
	}
	require.Positive(t, first)
	require.Positive(t, named)
}

// TestTheCriterionThatDecidedStandsFirst, whatever else is met.
func TestTheCriterionThatDecidedStandsFirst(t *testing.T) {
	in := copd()
	require.Equal(t, "difficult", criteriaOf(compose(t, in))[0].Trace.Rule)
	in.Decision.Because = []engine.Reason{{
		Row: "rehabilitation", Findings: []string{"mrc_dyspnoea_grade"}, Criteria: []string{"rehabilitation"},
	}}
	lines := criteriaOf(compose(t, in))
	require.Equal(t, "rehabilitation", lines[0].Trace.Rule)
	require.Equal(t, "difficult", lines[1].Trace.Rule)
	require.Len(t, lines, len(in.Decision.Criteria))
}

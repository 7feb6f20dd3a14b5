package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestADecisionSaysWhatMadeItsRowFit holds that a reader is told the findings
// that count, and of alternatives only those that hold.
func TestADecisionSaysWhatMadeItsRowFit(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	for _, c := range []struct {
		name, pathway string
		age           float64
		answers       engine.Answers
		row           string
		redFlag       bool
		findings      []string
		criteria      []string
	}{
		{"a red flag of its own", "low_back_pain", 44, engine.Answers{"cauda_equina_features": engine.Choice("bladder")},
			"cauda_equina", true, []string{"cauda_equina_features"}, nil},
		{"the alternative that holds", "copd", 64, engine.Answers{
			"acute_exacerbation_needing_admission": engine.No(), "unexplained_haemoptysis": engine.No(), "cor_pulmonale": engine.No(),
			"cyanosis": engine.Yes(), "secondary_polycythaemia": engine.No(),
		}, "right_heart", true, []string{"cyanosis"}, []string{"right_heart_or_low_oxygen_signs"}},
		{"whom the pathway is not for", "copd", 64, engine.Answers{"acute_exacerbation_needing_admission": engine.Yes()},
			"admission", false, []string{"acute_exacerbation_needing_admission"}, nil},
		{"a named criterion, and what must be known", "suspected_lower_gi_cancer", 62, engine.Answers{
			"rectal_mass": engine.No(), "unexplained_anal_mass": engine.No(), "unexplained_anal_ulceration": engine.No(), "fit_result": engine.Number(40),
		}, "fit_raised", false, []string{"fit_result", "age"}, []string{"fit_raised"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, ok := lib.Pathway(c.pathway)
			require.True(t, ok)
			a := lib.PatientAnswers(engine.Patient{Age: &c.age, Sex: "female"}, engine.When{})
			for id, answer := range c.answers {
				a[id] = answer
			}
			d := p.Decide(a)
			require.Len(t, d.Because, 1, "%s %v", d.Status, d.Possible)
			b := d.Because[0]
			require.Equal(t, d.Row, b.Row)
			require.Equal(t, c.row, b.Row)
			require.Equal(t, c.redFlag, b.RedFlag)
			require.Equal(t, c.findings, b.Findings)
			require.Equal(t, c.criteria, b.Criteria)
		})
	}
}

// TestOnlyWhatIsSureIsAReason: of two rows with one outcome the one that may
// fit is no reason for it, and where nothing is decided there is none.
func TestOnlyWhatIsSureIsAReason(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	p, ok := lib.Pathway("low_back_pain")
	require.True(t, ok)
	age := 44.0
	a := lib.PatientAnswers(engine.Patient{Age: &age, Sex: "female"}, engine.When{})
	a["cauda_equina_features"] = engine.Unknown(engine.WhyUnsure)
	require.Empty(t, p.Decide(a).Because)
	a["severe_or_progressive_leg_weakness"] = engine.Yes()
	d := p.Decide(a)
	require.Equal(t, engine.Decided, d.Status)
	require.Len(t, d.Because, 1)
	require.Equal(t, []string{"severe_or_progressive_leg_weakness"}, d.Because[0].Findings)
}

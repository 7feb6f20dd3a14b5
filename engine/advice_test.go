package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestDoneTestsAreNotAskedForAgain: where a result is at hand only its report
// is wanted, so the text must not invite a second request.
func TestDoneTestsAreNotAskedForAgain(t *testing.T) {
	lib := shipped(t)
	p, _ := lib.Pathway("suspected_lung_cancer")
	film := engine.Answers{"cxr_suggests_lung_cancer": engine.Yes()}
	d := p.Decide(lib.Gather(engine.Patient{Born: "1960-01-01"}, film, day(t, "2026-11-21")))
	require.Equal(t, engine.Decided, d.Status)
	for _, x := range d.Tests {
		require.NotEqual(t, "chest_xray", x.ID)
	}
}

// TestGather: what is known of the person is not an answer's to change, and
// nobody has a result from tomorrow.
func TestGather(t *testing.T) {
	lib := shipped(t)
	ans, err := lib.ParseAnswer("fit_result", map[string]any{"value": 400.0, "date": "2030-01-01"})
	require.NoError(t, err)
	a := lib.Gather(engine.Patient{Born: "1959-03-14", Sex: "male"},
		engine.Answers{"age": engine.Number(5), "fit_result": ans, "has_womb": engine.Yes()}, day(t, "2026-11-21"))
	require.Equal(t, "67\u00a0years", lib.Show("age", a["age"]))
	require.Equal(t, "Not known (dated in the future: 400\u00a0µg/g on 01-Jan-2030)", lib.Show("fit_result", a["fit_result"]))
	require.True(t, a["has_womb"].YesNo, "organs can be corrected")
	without := lib.Gather(engine.Patient{}, engine.Answers{"age": engine.Number(5)}, day(t, "2026-11-21"))
	require.Equal(t, 5.0, without["age"].Number.Min, "where nothing is known, an answer is")
}

// TestSaysWhoItIsForInWords: a reader never meets CEL.
func TestSaysWhoItIsForInWords(t *testing.T) {
	lib := shipped(t)
	p, _ := lib.Pathway("copd")
	d := p.Decide(lib.Gather(engine.Patient{Born: "2024-01-01"}, nil, day(t, "2026-11-21")))
	require.Equal(t, engine.DoesNotApply, d.Status)
	require.NotContains(t, d.Says, "age >=")
	require.Contains(t, d.Says, p.About().Purpose)
}

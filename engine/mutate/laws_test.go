package mutate_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/mutate"
	"signpost.health/signpost/engine/source"
)

// rowOutcome names what the reference decides: rows of one outcome are alike.
func rowOutcome(t *rapid.T, p *engine.Pathway, who patient) string {
	id, err := p.Reference(who.value)
	require.NoError(t, err)
	for _, r := range p.Rows() {
		if r.ID == id {
			return r.Outcome
		}
	}
	return id
}

// TestAlikeMeansNobodyDiffers tries every patient by cel-go, under the pathway
// and under the mutant, and compares with what was proved.
func TestAlikeMeansNobodyDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p := load(t, drawn(t, false))
		every := mutate.Every(mutate.Run(p, nil, mutate.Options{}))
		m := rapid.SampledFrom(append(every, every[0])).Draw(t, "mutant")
		trial, err := p.Try([]engine.Variant{m.Variant()})
		require.NoError(t, err)
		if trial.Variants[0] == nil {
			require.True(t, m.Refused())
			return
		}
		differ := 0
		for _, who := range everybody(trial.Base.Diagrams.Levels) {
			if rowOutcome(t, p, who) != rowOutcome(t, trial.Variants[0].Pathway, who) {
				differ++
			}
		}
		require.Equal(t, differ == 0, m.Alike(), "%s: %s, %d patients differ", m.Where, m.Says, differ)
	})
}

// edited writes a mutant into the file, as a person's slip would be.
func edited(p *engine.Pathway, m *mutate.Mutant) (*source.File, bool) {
	c, text, ok := m.Text()
	if !ok {
		return nil, false
	}
	at := c.Span()
	data := string(at.File.Data)
	return source.NewFile(at.File.Path, []byte(data[:at.Start]+quoted(text)+data[at.End:])), true
}

// TestMutantsAreSlipsInTheFile holds each verdict against the edited file.
func TestMutantsAreSlipsInTheFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lib, p := load(t, drawn(t, rapid.Bool().Draw(t, "also")))
		m := rapid.SampledFrom(mutate.Every(mutate.Run(p, nil, mutate.Options{}))).Draw(t, "mutant")
		f, ok := edited(p, m)
		if !ok {
			return // a slip in whole rows: tried by reference above
		}
		q, ds := lib.Reload(f)
		require.Equal(t, q == nil, m.Refused(), "%s %s: %v", m.Where, m.Says, ds)
		if q == nil {
			return
		}
		a, b, err := engine.Together(p, q)
		require.NoError(t, err)
		require.Equal(t, alike(a, b), m.Alike(), "%s: %s", m.Where, m.Says)
	})
}

// alike compares two versions by refs.
func alike(a, b *engine.Compiled) bool {
	s := a.Space
	ids := map[string]int{}
	name := func(c *engine.Compiled) func(int) int {
		return func(t int) int {
			id := "no"
			if o := c.Ends[t].Outcome; o != nil {
				id = o.ID
			}
			if _, ok := ids[id]; !ok {
				ids[id] = len(ids)
			}
			return ids[id]
		}
	}
	if s.Ite(a.Care, s.MapTerminals(a.RowOf, name(a)), -0) != s.Ite(a.Care, s.MapTerminals(b.RowOf, name(b)), -0) {
		return false
	}
	for i := range a.Also {
		if s.And(a.Care, a.Applies, a.Also[i]) != s.And(a.Care, b.Applies, b.Also[i]) {
			return false
		}
	}
	return true
}

// TestPatientsNoticeWhatTheyAreFor reads every generated example back from its
// YAML: it passes as the pathway is, and fails once the slip is in the file.
func TestPatientsNoticeWhatTheyAreFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lib, p := load(t, drawn(t, rapid.Bool().Draw(t, "also")))
		r := mutate.Run(p, nil, mutate.Options{})
		for _, s := range r.Survivors {
			if s.Patient == nil {
				continue
			}
			data, err := examples.Append("drawn.examples.yaml", nil, "drawn", []*examples.Case{s.Patient.Case})
			require.NoError(t, err)
			c := &source.Collector{}
			suites := examples.Read([]*source.File{source.NewFile("drawn.examples.yaml", data)}, c)
			require.Empty(t, c.All(), "%s", data)
			results := examples.Run(lib, suites[0], c)
			require.Empty(t, c.All(), "%s", data)
			require.True(t, results[0].Unconfirmed)
			require.Empty(t, results[0].Failures, "%s", data)
			f, ok := edited(p, s.Mutant)
			if !ok {
				continue
			}
			q, _ := lib.Reload(f)
			a, ok := suites[0].Cases[0].AnswersOf(lib, c)
			require.True(t, ok)
			require.NotEmpty(t, suites[0].Cases[0].Compare(q.Decide(a), func() []string { return nil }),
				"%s: %s is not noticed by\n%s", s.Where, s.Says, data)
		}
	})
}

// TestShippedExamplesNoticeSlips holds the library to its promise.
func TestShippedExamplesNoticeSlips(t *testing.T) {
	lib, suites := shipped(t)
	for _, p := range lib.Pathways() {
		r := mutate.Run(p, suites, mutate.Options{Workers: 2})
		require.Empty(t, r.Failing, r.Pathway)
		require.Zero(t, r.Untried, r.Pathway)
		require.GreaterOrEqual(t, r.Score(), 95.0, "%s: signpost mutate --pathway %s --survivors lists what nobody would notice", r.Pathway, r.Pathway)
	}
}

// TestSavedPatientsBringTheScoreTo100 takes most examples away, adds what was
// generated in their place and runs again.
func TestSavedPatientsBringTheScoreTo100(t *testing.T) {
	lib, suites := shipped(t)
	p, ok := lib.Pathway("copd")
	require.True(t, ok)
	for _, s := range suites {
		s.Cases = s.Cases[:min(5, len(s.Cases))]
	}
	r := mutate.Run(p, suites, mutate.Options{Workers: 2})
	require.Less(t, r.Score(), 50.0)
	data, err := examples.Append("more.yaml", nil, "copd", r.Cases())
	require.NoError(t, err)
	c := &source.Collector{}
	more := examples.Read([]*source.File{source.NewFile("more.yaml", data)}, c)
	require.Empty(t, c.All(), "%s", data)
	after := mutate.Run(p, append(suites, more...), mutate.Options{Workers: 2})
	require.Empty(t, after.Failing)
	require.Equal(t, r.Confirmed, after.Confirmed, "an unconfirmed example does not add to the confirmed score")
	for _, s := range after.Survivors {
		require.Nil(t, s.Patient, "%s: %s", s.Where, s.Says)
	}
}

// TestWorkersDoNotChangeTheResult compares one worker with several.
func TestWorkersDoNotChangeTheResult(t *testing.T) {
	lib, suites := shipped(t)
	p, ok := lib.Pathway("low_back_pain")
	require.True(t, ok)
	one, four := mutate.Run(p, suites, mutate.Options{}), mutate.Run(p, suites, mutate.Options{Workers: 4})
	require.Equal(t, one.Confirmed, four.Confirmed)
	require.Len(t, four.Survivors, len(one.Survivors))
	for i, s := range one.Survivors {
		require.Equal(t, s.Where+s.Says+s.Example+s.Advice, four.Survivors[i].Where+four.Survivors[i].Says+four.Survivors[i].Example+four.Survivors[i].Advice)
	}
}

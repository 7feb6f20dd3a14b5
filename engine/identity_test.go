package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

const small = `pathway: small
version: "1.0.0"
title: Small
specialty: none
purpose: To be read.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 18
criteria:
  both: {says: Both are there, when: b0 && b2, evidence: src}
decide:
  - {id: first, red_flag: true, when: both || n0 >= 10, outcome: urgent, evidence: src}
  - {id: otherwise, outcome: none}
outcomes:
  urgent: {action: manage, within: urgent, summary: Do it soon}
  none: {action: manage, within: none, summary: Do nothing}
`

func load(t *testing.T, o engine.Options, pathway string) (*engine.Library, *engine.Pathway) {
	t.Helper()
	lib, ds := engine.Load([]*source.File{
		source.NewFile("random.yaml", []byte(randomVocabulary)), source.NewFile("small.yaml", []byte(pathway)),
	}, o)
	var b strings.Builder
	require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
	require.NotNil(t, lib, b.String())
	p, ok := lib.Pathway("small")
	require.True(t, ok)
	return lib, p
}

// TestIdentity: a rewriting that leads every patient where they went keeps the
// behaviour; a change of wording is content alone; a change of a threshold is
// behaviour.
func TestIdentity(t *testing.T) {
	_, before := load(t, engine.Options{}, small)
	change := func(pairs ...string) engine.Identity {
		text := small
		for i := 0; i < len(pairs); i += 2 {
			require.Contains(t, text, pairs[i])
			text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
		}
		_, p := load(t, engine.Options{}, text)
		return p.Identity()
	}
	id := before.Identity()

	rewritten := change("both || n0 >= 10", "'!(!both && !(n0 >= 10))'", "b0 && b2", "b2 && b0")
	require.Equal(t, id.Behaviour, rewritten.Behaviour)
	require.NotEqual(t, id.Digest, rewritten.Digest)

	split := change("  - {id: first, red_flag: true, when: both || n0 >= 10, outcome: urgent, evidence: src}",
		"  - {id: first, red_flag: true, when: both, outcome: urgent, evidence: src}\n  - {id: second, when: n0 >= 10, outcome: urgent, evidence: src}")
	require.Equal(t, id.Behaviour, split.Behaviour)

	needless := change("b0 && b2", "b0 && b2 && (b1 || !b1)")
	require.Equal(t, id.Behaviour, needless.Behaviour)
	implied := change("b0 && b2", "b0 && b1 && b2") // b0 implies b1
	require.Equal(t, id.Behaviour, implied.Behaviour)

	worded := change("Do it soon", "Do it within days")
	require.Equal(t, id.Behaviour, worded.Behaviour)
	require.NotEqual(t, id.Content, worded.Content)

	told := change("outcome: urgent, evidence", "outcome: other, evidence",
		"  none: {action", "  other: {action: manage, within: urgent, summary: Do something else}\n  none: {action")
	require.NotEqual(t, id.Content, told.Content, "the same action and urgency, and other words for the patient")

	moved := change("n0 >= 10", "n0 >= 11")
	require.NotEqual(t, id.Behaviour, moved.Behaviour)
	require.Equal(t, id.Content, moved.Content)

	sooner := change("within: urgent", "within: same_day")
	require.NotEqual(t, id.Behaviour, sooner.Behaviour)
}

// TestOverBudget: a pathway too big to prove still decides, and says so.
func TestOverBudget(t *testing.T) {
	lib, p := load(t, engine.Options{NodeBudget: 2}, small)
	require.False(t, p.Proved())
	a := lib.PatientAnswers(engine.Patient{Born: "1960-01-01"}, day(t, "2026-11-21"))
	a["n0"] = engine.Number(10)
	d := p.Decide(a)
	require.Equal(t, engine.Decided, d.Status)
	require.Equal(t, "urgent", d.Outcome.ID)
	a["n0"] = engine.Unknown(engine.WhyNotDone)
	d = p.Decide(a)
	require.Equal(t, engine.Open, d.Status, "b0 was not asked: an unknown is never no")
	a["b0"], a["b2"] = engine.No(), engine.No()
	require.Equal(t, engine.Undecided, p.Decide(a).Status)
}

// TestSameInputSameBytes: the order of files does not show in the digest.
func TestSameInputSameBytes(t *testing.T) {
	files := shippedFiles(t)
	a, _ := engine.Load(files, engine.Options{})
	for i, j := 0, len(files)-1; i < j; i, j = i+1, j-1 {
		files[i], files[j] = files[j], files[i]
	}
	b, _ := engine.Load(files, engine.Options{})
	require.Equal(t, a.Digest(), b.Digest())
}

// TestOverlay: an area may change parameters and routes, and the national
// value stays to be seen.
func TestOverlay(t *testing.T) {
	files := append(shippedFiles(t), source.NewFile("zz/overlay.yaml", []byte(`overlay: elsewhere
pathways:
  copd: {parameters: {oxygen_spo2: 90}, because: "An agreement of this area."}
`)))
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	p, _ := lib.Pathway("copd")
	national, _ := shipped(t).Pathway("copd")
	require.NotEqual(t, national.Identity().Behaviour, p.Identity().Behaviour)
	for _, x := range p.Parameters() {
		if x.ID == "oxygen_spo2" {
			require.Equal(t, 90.0, x.Value)
			require.Equal(t, 92.0, *x.National)
		}
	}
	require.Len(t, p.About().Local, 1)
	require.Equal(t, "Changed locally (elsewhere). Resting SpO2 on air for oxygen assessment (at or below): "+
		"90% here, 92% nationally. Why: An agreement of this area.", p.About().Local[0].Words())
	require.Equal(t, p.About().Local, p.Decide(nil).Local)
	require.Empty(t, national.About().Local)
}

// TestOverlayOfARoute: both ends are named as a reader knows them.
func TestOverlayOfARoute(t *testing.T) {
	lib, ds := engine.Load(append(shippedFiles(t), source.NewFile("zz/overlay.yaml", []byte(`overlay: elsewhere
pathways:
  copd: {routes: {oxygen_service: {service: fernshire_acute_medicine}}, because: "The oxygen service is closed."}
`))), engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	p, _ := lib.Pathway("copd")
	require.Len(t, p.About().Local, 1)
	require.Contains(t, p.About().Local[0].Says, " here, to ")
	require.NotContains(t, p.About().Local[0].Says, "_")
}

// TestTwoOverlays: of two values for the same thing neither is taken.
func TestTwoOverlays(t *testing.T) {
	first := "overlay: north\npathways:\n  copd: {%s, because: \"Agreed here.\"}\n"
	second := strings.Replace(first, "north", "south", 1)
	for name, c := range map[string]struct{ first, second, want string }{
		"a parameter": {"parameters: {oxygen_spo2: 90}", "parameters: {oxygen_spo2: 88}",
			`zz/south.yaml:3:23: error: overlay "south" sets parameter "oxygen_spo2" of pathway "copd", which overlay "north" sets already`},
		"a route": {"routes: {oxygen_service: {service: fernshire_acute_medicine}}", "routes: {oxygen_service: {service: fernshire_acute_medicine}}",
			`zz/south.yaml:3:19: error: overlay "south" sets the route of outcome "oxygen_service" of pathway "copd", which overlay "north" sets already`},
	} {
		t.Run(name, func(t *testing.T) {
			lib, ds := engine.Load(append(shippedFiles(t),
				source.NewFile("zz/north.yaml", fmt.Appendf(nil, first, c.first)),
				source.NewFile("zz/south.yaml", fmt.Appendf(nil, second, c.second))), engine.Options{})
			require.Nil(t, lib)
			require.Len(t, ds, 1)
			require.Equal(t, c.want, fmt.Sprintf("%s: %s: %s", ds[0].Span.Position(), ds[0].Severity, ds[0].Message))
			require.Equal(t, "zz/north.yaml", ds[0].Related[0].Span.Position().Path)
		})
	}
	lib, ds := engine.Load(append(shippedFiles(t),
		source.NewFile("zz/north.yaml", fmt.Appendf(nil, first, "parameters: {oxygen_spo2: 90}")),
		source.NewFile("zz/south.yaml", fmt.Appendf(nil, second, "routes: {oxygen_service: {service: fernshire_acute_medicine}}"))), engine.Options{})
	require.NotNil(t, lib, "two overlays that set different things are both laid: %v", ds)
}

package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
)

// first is a pathway that the tests change a line of.
const first = `pathway: drawn
version: "1.2.3"
title: Drawn
specialty: none
purpose: To be changed.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 1
parameters: {limit: {says: The limit, value: 3, unit: ug/g, evidence: src}}
criteria:
  high: {says: N nought is high, when: n0 >= limit, evidence: src}
decide:
  - {id: urgent, when: b1 && high, outcome: clinic, evidence: src}
  - {id: routine, when: n0 < 2, outcome: later, evidence: src}
  - {id: otherwise, outcome: home}
also:
  - {id: leaflet, when: b1, outcome: reading}
outcomes:
  clinic: {action: manage, within: urgent, summary: Clinic, tell_patient: Go to the clinic, requires: [n0]}
  later: {action: manage, within: routine, summary: Later}
  home: {action: manage, within: none, summary: Home}
  reading: {action: manage, within: none, summary: A leaflet}
`

// changed compares the first pathway with one in which lines are otherwise.
func changed(t *testing.T, edits ...string) *diff.Pathway {
	t.Helper()
	second := strings.NewReplacer(edits...).Replace(first)
	require.NotEqual(t, first, second)
	r := compare(t, load(t, vocabulary(nil), first), load(t, vocabulary(nil), second))
	require.Len(t, r.Pathways, 1)
	return r.Pathways[0]
}

func lines(cs []diff.Change) []string {
	var out []string
	for _, c := range cs {
		out = append(out, c.String())
	}
	return out
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name   string
		edits  []string
		needs  string
		next   string
		change string
	}{
		{"wording is a patch", []string{"Go to the clinic", "Please go to the clinic"}, "patch", "1.2.4",
			`outcome clinic reworded: what the patient is told: "Go to the clinic" becomes "Please go to the clinic"`},
		{"a rewritten condition is none", []string{"b1 && high", "'!(!b1 || !high)'"}, "none", "1.2.3",
			`row urgent rewritten: for the same patients: "b1 && high" becomes "!(!b1 || !high)"`},
		{"a note is none", []string{"outcome: later, evidence: src}", `outcome: later, evidence: src, note: "for signers: x"}`}, "none", "1.2.3",
			`row routine changed: note: nothing becomes "for signers: x"`},
		{"a new question is minor", []string{"b1 && high", "b1 && high && !b2"}, "minor", "1.3.0", `question b2 added: Is b2 there`},
		{"a new outcome that nobody reaches is minor", []string{"outcomes:\n", "outcomes:\n  spare: {action: manage, within: none, summary: Spare}\n"}, "minor", "1.3.0",
			`outcome spare added: Spare`},
		{"further advice of a new kind is minor", []string{"also:\n", "also:\n  - {id: visit, when: b1, outcome: home}\n"}, "minor", "1.3.0",
			`also visit added: it leads to home, when b1`},
		{"patients who end elsewhere are major", []string{"value: 3", "value: 4"}, "major", "2.0.0", `parameter limit changed: "3 ug/g" becomes "4 ug/g"`},
		{"further advice for others is major", []string{"when: b1, outcome: reading", "when: high, outcome: reading"}, "major", "2.0.0",
			`also leaflet changed: for other patients: "b1" becomes "high"`},
		{"another urgency is major", []string{"within: routine", "within: urgent"}, "major", "2.0.0", `outcome later changed: within: "routine" becomes "urgent"`},
		{"a question that goes is major where patients move", []string{"b1 && high", "high"}, "major", "2.0.0",
			`row urgent changed: for other patients: "b1 && high" becomes "high"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := changed(t, c.edits...)
			require.Equal(t, c.needs, p.Step.Needs, "%v", p.Step.Because)
			require.Equal(t, c.next, p.Next())
			require.Equal(t, c.needs == "none", p.Step.Enough)
			require.Contains(t, lines(p.Changes), c.change)
		})
	}
}

func TestStepsGiven(t *testing.T) {
	for _, c := range []struct {
		before, after string
		enough        bool
		given         string
	}{
		{"1.2.3", "2.0.0", true, "major"},
		{"1.2.3", "1.3.0", false, "minor"},
		{"1.2.3", "1.2.3", false, "none"},
		{"1.2.3", "1.2.2", false, "back"},
		{"0.2.3", "0.3.0", true, "minor"},
		{"0.2.3", "0.2.4", false, "patch"},
		{"0.2.3", "1.0.0", true, "major"},
		{"1.9.0", "1.10.0", false, "minor"},
	} {
		t.Run(c.before+" to "+c.after, func(t *testing.T) {
			before := strings.Replace(first, "1.2.3", c.before, 1)
			after := strings.NewReplacer("1.2.3", c.after, "value: 3", "value: 4").Replace(first)
			p := compare(t, load(t, vocabulary(nil), before), load(t, vocabulary(nil), after)).Pathways[0]
			require.Equal(t, c.given, p.Step.Given)
			require.Equal(t, c.enough, p.Step.Enough)
		})
	}
}

func TestThresholdsInSentences(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"a parameter falls", []string{"value: 3", "value: 1"}, []string{"N nought threshold falls from 3 to 1 µg/g (criterion high)"}},
		{"a number rises", []string{"n0 < 2", "n0 < 5"}, []string{"N nought threshold rises from 2 to 5 µg/g (row routine)"}},
		{"an edge moves", []string{"n0 < 2", "n0 <= 2"}, []string{"N nought below 2 µg/g becomes 2 µg/g or less (row routine)"}},
		{"both", []string{"n0 < 2", "n0 <= 1"}, []string{"N nought threshold falls from 2 to 1 µg/g, and below it becomes it or less (row routine)"}},
		{"age", []string{"age >= 1", "age >= 4"}, []string{"Age threshold rises from 12 months to 4 years (applies_to)"}},
		{"another question", []string{"n0 < 2", "b0"}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, changed(t, c.edits...).Thresholds)
		})
	}
}

func TestMovesAreToldWithAPatient(t *testing.T) {
	p := changed(t, "value: 3", "value: 5")
	require.Len(t, p.Moves, 1)
	m := p.Moves[0]
	require.Equal(t, "clinic -> home", m.From.String()+" -> "+m.To.String())
	require.Equal(t, "less", m.Urgency)
	require.Equal(t, "age 1 or more; B one; N nought from 3 to below 5\u00a0µg/g", m.Who)
	require.Equal(t, "age 12 months; B one; N nought 3 µg/g", m.Example)
	require.Empty(t, m.Asks)

	p = changed(t, "b1 && high", "b1 && high && !b2")
	require.Equal(t, []string{"b2"}, p.Moves[0].Asks)
}

func TestRenamesMoveNobody(t *testing.T) {
	p := changed(t, "outcome: later", "outcome: soon", "  later:", "  soon:", "id: routine", "id: low", "high:", "raised:", "&& high", "&& raised")
	require.Empty(t, p.Moves)
	require.Equal(t, []string{
		"criterion high renamed: now raised", `row routine removed: it led to later, when n0 < 2`,
		`row low added: it leads to soon, when n0 < 2`,
		`row urgent rewritten: for the same patients: "b1 && high" becomes "b1 && raised"`, "outcome later renamed: now soon",
	}, lines(p.Changes))
}

func TestVocabularyChanges(t *testing.T) {
	for _, c := range []struct {
		change string
		want   []string
	}{
		{"renamed", []string{"finding b2 renamed: now b9"}},
		{"gone", []string{"finding b2 removed: B two"}},
		{"wider number", []string{`finding n0 changed: values: "0 to 6 in steps of 1 ug/g" becomes "0 to 9 in steps of 1 ug/g"`}},
		{"another option", []string{`finding o0 changed: values: "x, y, z" becomes "x, y, z, w"`}},
		{"another kind", []string{
			`finding o0 changed: type: "option" becomes "yes_no"`,
			"constraint o0 != \"x\" || n0 <= 4.0 removed", "constraint !o0 || n0 <= 4.0 added",
		}},
		{"another law", []string{
			`finding b0 changed: implies: "b1" becomes nothing`, `finding d0 changed: derive: "b1 && n0 >= 2" becomes "b1 && n0 >= 3"`,
		}},
	} {
		t.Run(c.change, func(t *testing.T) {
			r := compare(t, load(t, vocabulary(nil), first), load(t, vocabulary(vocabularies()[c.change]), first))
			require.Equal(t, c.want, lines(r.Vocabulary))
		})
	}
}

func TestAddedAndRemovedPathways(t *testing.T) {
	r := compare(t, load(t, vocabulary(nil), first), load(t, vocabulary(nil), unlike))
	require.Len(t, r.Pathways, 2)
	require.Equal(t, "removed", r.Pathways[0].Is)
	require.Equal(t, "added", r.Pathways[1].Is)
	found := diff.Check(r, "main", nil)
	require.Len(t, found, 1)
	require.Equal(t, "P605", found[0].Code)
}

// unlike is a pathway with nothing of the others.
const unlike = `pathway: other
version: "3.1.4"
title: Another
specialty: feet
purpose: To be unlike.
owner: Somebody else
review_by: 2031-01-01
status: draft
applies_to: age >= 2
decide:
  - {id: otherwise, outcome: rest}
outcomes:
  rest: {action: manage, within: routine, summary: Rest the foot, tell_patient: Put it up., safety_net: Call us if it swells., alternative: rest}
`

// TestAPathwayWithAnotherIDIsTheSame: its patients are compared, and its new
// name is told.
func TestAPathwayWithAnotherIDIsTheSame(t *testing.T) {
	other := strings.Replace(first, "pathway: drawn", "pathway: other", 1)
	r := compare(t, load(t, vocabulary(nil), first), load(t, vocabulary(nil), other))
	require.Len(t, r.Pathways, 1)
	require.Equal(t, "changed", r.Pathways[0].Is)
	require.Equal(t, "drawn", r.Pathways[0].Was)
	require.Empty(t, r.Pathways[0].Moves)
	found := diff.Check(r, "main", nil)
	require.Equal(t, "P604", found[0].Code)
	require.Contains(t, found[0].Message, `pathway "other" was "drawn" at main`)
}

func TestCheckRefusesAWrongStep(t *testing.T) {
	for _, c := range []struct {
		name   string
		edits  []string
		signed []string
		want   []string
	}{
		{"too small", []string{"value: 3", "value: 5", "1.2.3", "1.2.4"}, nil, []string{
			`P601 pathway "drawn" needs a new version: since main (1.2.3) it is a major change (patients end elsewhere)`,
		}},
		{"enough", []string{"value: 3", "value: 5", "1.2.3", "2.0.0"}, nil, nil},
		{"back", []string{"Drawn", "Drew", "1.2.3", "1.2.2"}, nil, []string{`P602 pathway "drawn" goes back from version 1.2.3 at main`}},
		{"signed", []string{"Clinic,", "A clinic,", "1.2.3", "1.2.4"}, []string{"drawn"}, []string{
			`P603 pathway "drawn" was signed at main, and its content changed since`,
		}},
		{"signed and rewritten", []string{"b1 && high", "high && b1"}, []string{"drawn"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := strings.NewReplacer(c.edits...).Replace(first)
			r := compare(t, load(t, vocabulary(nil), first), load(t, vocabulary(nil), after))
			var got []string
			for _, d := range diff.Check(r, "main", c.signed) {
				require.Equal(t, source.Error, d.Severity)
				got = append(got, d.Code+" "+d.Message)
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestCodesAreExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range diff.Codes() {
		require.False(t, seen[c.ID])
		seen[c.ID] = true
		require.NotEmpty(t, c.Title)
		require.NotEmpty(t, c.Why)
	}
}

func TestLongest(t *testing.T) {
	require.Equal(t, []string{"b", "c"}, diff.Longest([]string{"a", "b", "c"}, []string{"b", "a", "c"}))
	require.True(t, slices.Equal(nil, diff.Longest(nil, []string{"a"})))
}

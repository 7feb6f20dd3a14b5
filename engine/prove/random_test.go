package prove_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

// smallVocabulary is so small that every patient of it can be tried. lawful
// in brute_test.go says the same laws in Go.
const smallVocabulary = `
vocabulary: small
evidence:
  src: {title: A source}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 2, step: 1, from_patient: age}
  b0: {ask: Is b0 there, short: B nought, type: yes_no, implies: [b1], raises_urgency: true, attest: true}
  b1: {ask: Is b1 there, short: B one, type: yes_no, raises_urgency: true}
  b2: {ask: Is b2 there, short: B two, type: yes_no, only_if: 'o0 == "y"', attest: true}
  d0: {ask: Is d0 there, short: D nought, type: yes_no, derive: b1 && n0 >= 2}
  n0: {ask: Is n0 there, short: N nought, type: number, unit: ug/g, min: 0, max: 3, step: 1, obtained_by: scan, shelf_life: 12 months}
  o0: {ask: Is o0 there, short: O nought, type: option, options: {x: {says: Ex}, y: {says: Why}}}
  s0: {ask: Is s0 there, short: S nought, type: options, raises_urgency: true, options: {p: {says: Pea}, q: {says: Queue}}}
tests:
  scan: {name: A scan}
constraints:
  - {says: N nought is small when O nought is x, when: 'o0 != "x" || n0 <= 2'}
`

// smallCondition draws a condition that the language allows.
func smallCondition(t *rapid.T, depth int) string {
	leaves := []string{
		"b0", "b1", "b2", "d0", `o0 == "x"`, `"p" in s0`, "any(s0)", "missing(n0)", "n0 >= 1", "n0 < 3", "n0 == 2", "age >= 1",
	}
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		return rapid.SampledFrom(leaves).Draw(t, "atom")
	}
	a, b := smallCondition(t, depth-1), smallCondition(t, depth-1)
	switch rapid.IntRange(0, 6).Draw(t, "shape") {
	case 0, 1:
		return "(" + a + " && " + b + ")"
	case 2, 3:
		return "(" + a + " || " + b + ")"
	case 4:
		return "!(" + a + ")"
	case 5:
		return "at_least(2, " + a + ", " + b + ", " + smallCondition(t, 0) + ")"
	}
	return "(" + a + " ? " + b + " : " + smallCondition(t, 0) + ")"
}

func quoted(c string) string { return "'" + strings.ReplaceAll(c, "'", "''") + "'" }

// drawn is a library of two pathways, what stands beside the first, and what a
// test needs to know of it again.
type drawn struct {
	lib     *engine.Library
	p       *engine.Pathway
	proofs  []*prove.Proof
	accepts map[string]string // by service
	states  string            // an assertion's condition
}

func drawSmall(t *rapid.T) drawn {
	d := drawn{accepts: map[string]string{}}
	var b strings.Builder
	b.WriteString(smallHead("drawn"))
	fmt.Fprintf(&b, "applies_to: %s\n", quoted(rapid.SampledFrom([]string{"age >= 0", "age >= 1", "b0 || age >= 1"}).Draw(t, "applies")))
	if rapid.Bool().Draw(t, "not_for") {
		fmt.Fprintf(&b, "not_for:\n  - {id: not0, when: %s, says: Not for these., outcome: %s}\n", quoted(smallCondition(t, 1)), outcome(t))
	}
	fmt.Fprintf(&b, "criteria:\n  c0: {says: Criterion, when: %s, evidence: src}\n", quoted(smallCondition(t, 2)))
	b.WriteString("decide:\n")
	for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
		cond := smallCondition(t, 2)
		if rapid.IntRange(0, 4).Draw(t, "named") == 0 {
			cond = "c0 && " + cond
		}
		because := ""
		if rapid.IntRange(0, 4).Draw(t, "because") == 0 {
			because = ", because: It stands well here"
		}
		fmt.Fprintf(&b, "  - {id: r%d, red_flag: %t, when: %s, outcome: %s, evidence: src%s}\n",
			i, rapid.Bool().Draw(t, "red"), quoted(cond), outcome(t), because)
	}
	b.WriteString("  - {id: otherwise, outcome: out3}\n")
	fmt.Fprintf(&b, "also:\n  - {id: a0, when: %s, outcome: out2}\n", quoted(smallCondition(t, 1)))
	b.WriteString(smallOutcomes)
	d.load(t, b.String())
	return d
}

func outcome(t *rapid.T) string {
	return fmt.Sprintf("out%d", rapid.IntRange(0, 4).Draw(t, "outcome"))
}

func smallHead(id string) string {
	return "pathway: " + id + `
version: "1.0.0"
title: Drawn
specialty: none
purpose: To be drawn.
owner: Nobody
review_by: 2027-01-01
status: draft
`
}

const smallOutcomes = `outcomes:
  out0: {action: refer, within: same_day, summary: Nought, route: {clinic: role.a}, tell_patient: a, safety_net: b, alternative: out1}
  out1: {action: test, within: suspected_cancer, summary: One, tests: [scan], tell_patient: a, safety_net: b, alternative: out3}
  out2: {action: refer, within: routine, summary: Two, route: {clinic: role.a}, tell_patient: a, safety_net: b, alternative: out4}
  out3: {action: manage, within: none, summary: Three, tell_patient: a, safety_net: b, alternative: out1}
  out4: {action: other_pathway, within: routine, summary: Four, route: {pathway: next}, tell_patient: a, safety_net: b, alternative: out1}
`

// load draws what stands around the pathway and loads it all.
func (d *drawn) load(t *rapid.T, pathway string) {
	next := smallHead("next") + fmt.Sprintf(`applies_to: young
parameters:
  oldest: {value: 1, evidence: src}
criteria:
  young: {says: Young, when: %s, evidence: src}
decide:
  - {id: otherwise, outcome: manage}
outcomes:
  manage: {action: manage, within: none, summary: Manage}
`, quoted("age <= oldest || "+smallCondition(t, 1)))
	services := "services: here\ntitle: Here\ndirectory:\n"
	// One is shut and names three instead; two gives advice only.
	for _, s := range [][2]string{
		{"one", "clinics: [role.a], state: {is: paused, since: 2026-11-01, instead: three}"},
		{"two", "clinics: [role.a], state: {is: advice_only, since: 2026-11-01}"},
		{"three", "clinics: [role.b], state: {is: open, since: 2026-11-01}"},
	} {
		d.accepts[s[0]] = smallCondition(t, 1)
		services += fmt.Sprintf("  %s: {name: Service, kind: clinic, how: {method: letter}, accepts: %s, %s}\n", s[0], quoted(d.accepts[s[0]]), s[1])
	}
	d.states = smallCondition(t, 1)
	proof := fmt.Sprintf("proof: drawn\nassert:\n  - {id: states, says: It is so, when: %s}\n", quoted(d.states))
	files := []*source.File{
		source.NewFile("small.yaml", []byte(smallVocabulary)), source.NewFile("drawn.yaml", []byte(pathway)),
		source.NewFile("next.yaml", []byte(next)), source.NewFile("services.yaml", []byte(services)),
		source.NewFile("drawn.proof.yaml", []byte(proof)),
	}
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		var s strings.Builder
		_ = source.Text(&s, ds, source.TextOptions{})
		t.Fatalf("the drawn library does not load:\n%s\n%s", s.String(), pathway)
	}
	d.lib = lib
	d.p, _ = lib.Pathway("drawn")
	c := &source.Collector{}
	d.proofs = prove.Read(files, c)
	prove.Check(lib, d.proofs, c)
	if c.HasErrors() {
		t.Fatal("the drawn proof is not sound")
	}
}

package prove_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
)

// codesAbout lists findings as the oracle does. Redundant conditions have a test
// of their own; what only a red flag makes abnormal, the oracle does not know.
func codesAbout(r prove.Result) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Code != "P509" && (f.Code != "P523" || !slices.Contains([]string{"b2", "d0", "n0"}, f.About)) {
			out = append(out, f.Code+" "+f.About)
		}
	}
	slices.Sort(out)
	return out
}

func TestProofAgreesWithTryingEveryPatient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSmall(t)
		b := newBrute(t, d)
		got := prove.One(d.p, d.proofs, prove.Options{})
		if diff := cmp.Diff(b.found(), codesAbout(got)); diff != "" {
			t.Fatalf("trying every patient (-) against the proof (+):\n%s\n%s", diff, d.p.File().Data)
		}
	})
}

func TestRedundantConditionsAreSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSmall(t)
		b := newBrute(t, d)
		if !b.any(b.left) {
			return
		}
		redundant := map[string]bool{}
		for _, f := range prove.One(d.p, d.proofs, prove.Options{}).Findings {
			if f.Code != "P509" {
				continue
			}
			owner, part, _ := strings.Cut(f.About, ": ")
			redundant[owner] = true
			at := f.Span.Start - b.condition(owner).Span().Start - 1 // the quote
			text := b.text(owner)
			require.Equal(t, part, text[at:at+len(part)])
			without := func(instead string) string { return text[:at] + instead + text[at+len(part):] }
			require.True(t, b.same(owner, without("true")) || b.same(owner, without("false")), f.About)
		}
		for owner, parts := range b.conjunctions() {
			for i := range parts {
				rest := strings.Join(slices.Delete(slices.Clone(parts), i, i+1), " && ")
				if b.same(owner, rest) && !b.constant(owner) {
					require.True(t, redundant[owner], "%s: %s does without %s", owner, b.text(owner), parts[i])
				}
			}
		}
	})
}

// TestPatientsAreAsDescribed holds each counterexample against the engine: it
// decides the patient as the finding says.
func TestPatientsAreAsDescribed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSmall(t)
		for _, f := range prove.One(d.p, d.proofs, prove.Options{}).Findings {
			k := f.Patient
			if k == nil {
				continue
			}
			if k.Answers["n0"] == "not_known" && slices.Contains(d.p.Findings(), "d0") {
				continue // what is worked out from n0 then counts as absent, whatever it is
			}
			a := d.lib.PatientAnswers(k.Patient, engine.When{})
			for id, raw := range k.Answers {
				ans, err := d.lib.ParseAnswer(id, raw)
				require.NoError(t, err)
				a[id] = ans
			}
			got := d.p.Decide(d.lib.Assume(a))
			say := fmt.Sprintf("%s %s: %s: %v\n%s", f.Code, f.About, k.Example, k.Answers, d.p.File().Data)
			require.Empty(t, got.Contradictions, say)
			require.Equal(t, k.Open, got.Status == engine.Open || got.Status == engine.Undecided, say)
			if !k.Open && k.Outcome != "" {
				require.Equal(t, k.Outcome, got.Outcome.ID, say)
			}
		}
	})
}

// text is the condition of an owner, as its author wrote it.
func (b *brute) text(owner string) string {
	if owner == "applies_to" {
		owner = "applies"
	}
	return b.conds[owner]
}

// condition is the same where it stands in the file.
func (b *brute) condition(owner string) *engine.Condition {
	for _, n := range b.d.p.NotFor() {
		if n.ID == owner {
			return n.When
		}
	}
	for _, r := range append(slices.Clone(b.d.p.Rows()), b.d.p.AlsoRows()...) {
		if r.ID == owner {
			return r.When
		}
	}
	for _, c := range b.d.p.Criteria() {
		if c.ID == owner {
			return c.When
		}
	}
	return b.d.p.AppliesTo()
}

// same says whether another text is true of the same patients as an owner's.
func (b *brute) same(owner, text string) bool {
	own := b.text(owner)
	return b.every(b.among(owner), func(p *person) bool { return b.eval(own, p) == b.eval(text, p) })
}

func (b *brute) constant(owner string) bool {
	return b.same(owner, "true") || b.same(owner, "false")
}

// among are the patients whose truth of an owner counts.
func (b *brute) among(owner string) func(*person) bool {
	if owner == "applies_to" || owner == "c0" {
		return func(*person) bool { return true }
	}
	return func(p *person) bool { return p.holds["applies"] }
}

// conjunctions are the conditions of the form (x && y) with two plain parts.
func (b *brute) conjunctions() map[string][]string {
	out := map[string][]string{}
	for _, owner := range append(append(slices.Clone(b.rows), b.also...), "c0") {
		text := strings.TrimSuffix(strings.TrimPrefix(b.text(owner), "("), ")")
		parts := strings.Split(text, " && ")
		if len(parts) == 2 && !strings.ContainsAny(text, "|?,!") && strings.Count(text, "(") == strings.Count(text, ")") {
			out[owner] = parts
		}
	}
	return out
}

// TestPlainMeansTheSame holds a condition in the vocabulary's words against the
// condition itself.
func TestPlainMeansTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSmall(t)
		b := newBrute(t, d)
		for _, owner := range append(slices.Clone(b.rows), "applies_to", "a0", "c0") {
			c := b.condition(owner)
			if owner == "otherwise" {
				continue
			}
			plain := d.p.Plain(c)
			require.NotContains(t, plain, "c0")
			require.True(t, b.same(owner, plain), "%s is not %s", plain, c.Text)
		}
	})
}

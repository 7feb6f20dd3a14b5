package pathways_test

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// recommendation is one line of the index: a part of a recommendation that has
// its own criteria, action or strength.
type recommendation struct {
	ID         string `json:"id"`
	Number     string `json:"recommendation"`
	Action     string `json:"action"`
	Strength   string `json:"strength"`
	Confidence string `json:"confidence"`
	Disputed   bool   `json:"disputed"`
	Test       string `json:"test"`
}

// claim is what a row says of one recommendation.
type claim struct {
	Number   string
	Action   engine.Action
	Within   engine.Within
	Strength engine.Strength
}

func (c claim) String() string {
	return fmt.Sprintf("%s: %s, %s, strength %q", c.Number, c.Action, c.Within, c.Strength)
}

// citing is a row with the claim that it makes. An otherwise row, which is
// never screened, and a row that only hands over to another pathway make none.
type citing struct {
	claim
	Pathway *engine.Pathway
	Row     *engine.Row
	Outcome *engine.Outcome
	Claims  bool
}

func index(t testing.TB) []recommendation {
	t.Helper()
	var out []recommendation
	readJSON(t, "ng12_index.json", &out)
	return out
}

// wants gives the claim that a row must make for a recommendation.
func (r recommendation) wants(t testing.TB) claim {
	t.Helper()
	action, within, strength := r.reading()
	require.NotEmpty(t, action, "%s: unknown action %q", r.ID, r.Action)
	require.NotEqual(t, engine.Strength("?"), strength, "%s: unknown strength %q", r.ID, r.Strength)
	return claim{r.Number, action, within, strength}
}

// reading puts the guideline's action and strength into Signpost's words.
func (r recommendation) reading() (engine.Action, engine.Within, engine.Strength) {
	action, within := engine.Action(""), engine.NoTime
	switch r.Action {
	case "suspected_cancer_referral":
		action, within = engine.Refer, engine.SuspectedCancer
	case "very_urgent_referral_48h":
		action, within = engine.Refer, engine.Hours48
	case "immediate_admission":
		action, within = engine.Refer, engine.Now
	case "urgent_dental_referral_2w":
		action, within = engine.Refer, engine.Weeks2
	case "non_urgent_referral", "referral_unspecified_urgency":
		action, within = engine.Refer, engine.Routine
	// The choice between an urgent test and a referral is the clinician's;
	// the non-specific clinic stands for both.
	case "referral_not_delayed", "urgent_investigation_or_referral":
		action, within = engine.Refer, engine.Urgent
	case "urgent_direct_access_test_2w":
		action, within = engine.Test, engine.Weeks2
	case "very_urgent_test_48h":
		action, within = engine.Test, engine.Hours48
	case "direct_access_test", "non_urgent_test", "primary_care_test":
		action, within = engine.Test, engine.Routine
	case "specialist_advice":
		action, within = engine.AdviceAndGuidance, engine.Routine
	case "safety_net", "clinical_assessment_and_safety_net", "clinical_judgement", "do_not",
		"rule_modifier", "information_and_support", "process_standard":
		action = engine.Manage
	}
	return action, within, r.strength(action)
}

func (r recommendation) strength(a engine.Action) engine.Strength {
	switch r.Strength {
	case "consider", "consider_exceptionally":
		return engine.StrengthConsider
	case "offer_or_refer", "do_not", "not_required":
		if a == engine.Refer {
			return engine.StrengthRefer
		}
		return engine.StrengthOffer
	case "legacy_2005": // from before the guideline graded its wording
		return ""
	}
	return "?"
}

// needsRow says whether a recommendation leads to an action, and so must be a
// row. What only informs, or changes how another is read, may instead stand in
// the text of outcomes.
func (r recommendation) needsRow() bool {
	return !slices.Contains([]string{"information_and_support", "process_standard", "rule_modifier"}, r.Action)
}

// citations gives every row that cites the guideline, once for each number.
func citations(lib *engine.Library) []citing {
	var out []citing
	for _, p := range lib.Pathways() {
		for _, r := range append(slices.Clone(p.Rows()), p.AlsoRows()...) {
			o, _ := p.Outcome(r.Outcome)
			for _, e := range r.Evidence {
				if e.ID == "ng12" {
					c := claim{e.Place, o.Action, o.Within, r.Strength}
					out = append(out, citing{c, p, r, o, !r.Otherwise && o.Action != engine.OtherPathway})
				}
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return before(out[i].Number, out[j].Number) })
	return out
}

// before orders numbers as the guideline does: 1.2.9 before 1.2.10.
func before(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, _ := strconv.Atoi(x[i])
		n, _ := strconv.Atoi(y[i])
		if m != n {
			return m < n
		}
	}
	return len(x) < len(y)
}

func TestEveryRecommendationThatActsIsARow(t *testing.T) {
	rows := map[claim][]citing{}
	for _, c := range citations(library(t)) {
		if c.Claims {
			rows[c.claim] = append(rows[c.claim], c)
		}
	}
	var missing []string
	for _, r := range index(t) {
		if !r.needsRow() {
			continue
		}
		found := rows[r.wants(t)]
		if len(found) == 0 {
			missing = append(missing, r.ID+" wants a row that says "+r.wants(t).String())
		}
		if r.Test != "" && len(found) > 0 && !slices.ContainsFunc(found, func(c citing) bool {
			return slices.Contains(c.Outcome.Tests, r.Test)
		}) {
			missing = append(missing, r.ID+" wants the test "+r.Test)
		}
	}
	require.Empty(t, missing)
}

func TestNoRowClaimsWhatTheGuidelineDoesNotSay(t *testing.T) {
	exists, numbers := map[claim]bool{}, map[string]bool{}
	for _, r := range index(t) {
		exists[r.wants(t)], numbers[r.Number] = true, true
	}
	var wrong []string
	lib := library(t)
	for _, c := range citations(lib) {
		if !numbers[c.Number] || c.Claims && !exists[c.claim] {
			wrong = append(wrong, c.Pathway.About().ID+" "+c.Row.ID+" claims "+c.String())
		}
	}
	for _, p := range lib.Pathways() {
		for _, k := range p.Criteria() {
			for _, e := range k.Evidence {
				if e.ID == "ng12" && !numbers[e.Place] {
					wrong = append(wrong, p.About().ID+" "+k.ID+" cites "+e.Place)
				}
			}
		}
	}
	require.Empty(t, wrong)
}

func TestDoubtfulRecommendationsCarryANoteForSigners(t *testing.T) {
	notes := map[string]bool{}
	for _, c := range citations(library(t)) {
		notes[c.Number] = notes[c.Number] || strings.HasPrefix(c.Row.Note, "for signers: ")
	}
	for _, r := range index(t) {
		if r.needsRow() && (r.Confidence != "high" || r.Disputed) {
			require.True(t, notes[r.Number], "%s is doubtful and no row says so to signers", r.ID)
		}
	}
}

// TestDoubtsAreNotedForSigners: a row that carries a recommendation in doubt
// says so to those who sign it.
func TestDoubtsAreNotedForSigners(t *testing.T) {
	doubts := map[claim]string{}
	for _, r := range index(t) {
		if d := r.doubt(); d != "" {
			action, within, strength := r.reading()
			doubts[claim{r.Number, action, within, strength}] = d
		}
	}
	for _, c := range citations(library(t)) {
		if d, ok := doubts[c.claim]; ok && c.Claims {
			require.Contains(t, c.Row.Note, "for signers: ", "%s %s carries %s, which is in doubt (%s)", c.Pathway.About().ID, c.Row.ID, c.Number, d)
		}
	}
}

package pathways_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// What the guideline says on informing, waiting and following up is a set of
// checklists, and stands in the words of the outcomes too, where a referral is
// made. These tests hold those words in place.

// advised gives every outcome that a row of decide citing the guideline leads
// to; further advice stands beside one of them.
func advised(t testing.TB) map[string]*engine.Outcome {
	t.Helper()
	out := map[string]*engine.Outcome{}
	for _, c := range citations(library(t)) {
		if slices.Contains(c.Pathway.Rows(), c.Row) {
			out[c.Pathway.About().ID+" "+c.Outcome.ID] = c.Outcome
		}
	}
	return out
}

func requireSteps(t *testing.T, id string, o *engine.Outcome, words ...string) {
	t.Helper()
	steps := strings.Join(o.Steps, " ")
	for _, w := range words {
		require.Contains(t, steps, w, id)
	}
}

func TestSuspectedCancerReferralsInformAndFollowUp(t *testing.T) {
	for id, o := range advised(t) {
		if o.Action != engine.Refer || o.Within != engine.SuspectedCancer {
			continue
		}
		requireSteps(t, id, o, "Say plainly", "what else it may be", "1 working day", "local suspected cancer form", "missed appointment")
		require.Contains(t, o.TellPatient, "28 days", id)
		require.Contains(t, o.TellPatient, "If you have not heard", id)
		require.Subset(t, o.Requires, []string{"patient_knows_suspected_cancer_referral", "support_needed_for_appointment"}, id)
		require.NotEmpty(t, o.SafetyNet, id)
		require.NotEmpty(t, o.ChaseAfter, id)
	}
}

func TestVeryUrgentReferralsArePhoned(t *testing.T) {
	for id, o := range advised(t) {
		if o.Action == engine.Refer && o.Within == engine.Hours48 {
			requireSteps(t, id, o, "Phone the team now", "Agree with the parents or carers", "Say plainly", "missed appointment")
			require.Contains(t, o.Requires, "support_needed_for_appointment", id)
		}
	}
}

func TestTestsNameWhoLooksForTheResult(t *testing.T) {
	for id, o := range advised(t) {
		if o.Action == engine.Test {
			requireSteps(t, id, o, "ook for the re", "hand that over by name")
			require.NotEmpty(t, o.SafetyNet, id)
		}
	}
}

func TestWhateverIsNoRowStandsInTheText(t *testing.T) {
	var text map[string]string
	readJSON(t, "ng12_text.json", &text)
	o := newOracle(t, library(t), readFacts(t))
	var held []string
	for id, is := range o.held {
		if is {
			held = append(held, id)
		}
	}
	var told []string
	for id := range text {
		told = append(told, id)
	}
	slices.Sort(held)
	slices.Sort(told)
	require.Equal(t, held, told)
}

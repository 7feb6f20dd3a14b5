package engine_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

func TestRecognise(t *testing.T) {
	lib := shipped(t)
	tests := []struct {
		text    string
		want    []string
		unknown []string
	}{
		{text: "weight loss, tired, 62", want: []string{"weight_loss", "fatigue"}},
		{text: "Haemoptysis", want: []string{"haemoptysis"}},
		{text: "wieght loss; cough", want: []string{"weight_loss", "cough"}},
		{text: "rectal bleeding and abdominal pain", want: []string{"rectal_bleeding", "abdominal_pain"}},
		{text: "breast lump", want: []string{"breast_lump"}},
		{text: "zzzz, jaundice", want: []string{"jaundice"}, unknown: []string{"zzzz"}},
		{text: " , ;; "},
		// A part of a name is not the finding: nothing serious may come of it.
		{text: "milk, bowel, tonsil", unknown: []string{"milk", "bowel", "tonsil"}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			r := lib.Recognise(tt.text)
			var got []string
			for _, f := range r.Found {
				got = append(got, f.Finding)
			}
			require.Equal(t, tt.want, got)
			require.Equal(t, tt.unknown, r.Unknown)
		})
	}
	r := lib.Recognise("weight loss, 62, female")
	require.Equal(t, engine.Number(62), r.Answers["age"])
	require.Equal(t, []string{"female"}, r.Answers["sex"].Options)
}

// TestRecognisedSymptomsScreen: plain words lead to what one more answer would
// meet, and nothing narrower is taken for granted.
func TestRecognisedSymptomsScreen(t *testing.T) {
	lib := shipped(t)
	r := lib.Recognise("coughing blood, 62, male")
	var away []string
	for _, p := range lib.OneAway(r.Answers, []string{r.Found[0].Finding}) {
		if p.Pathway == "suspected_lung_cancer" {
			away = append(away, p.Row)
			require.Equal(t, []string{"unexplained_haemoptysis"}, p.Missing)
		}
	}
	require.Equal(t, []string{"haemoptysis"}, away)
	for _, m := range lib.About(lib.Screen(r.Answers).Met, []string{r.Found[0].Finding}) {
		require.NotEqual(t, "suspected_lung_cancer", m.Pathway, "a cause may be known")
	}

	// One of several is enough: NG12 1.1.2 for somebody who ever smoked.
	r = lib.Recognise("weight loss, tired, 62")
	r.Answers["smoking_status"] = engine.Choice("ex")
	found := false
	for _, p := range lib.OneAway(r.Answers, []string{"weight_loss", "fatigue"}) {
		if p.Pathway == "suspected_lung_cancer" && slices.Contains(p.Evidence, "ng12 1.1.2") {
			found = true
			require.Subset(t, []string{"unexplained_weight_loss", "unexplained_fatigue", "persistent_fatigue"}, p.Missing)
		}
	}
	require.True(t, found)
}

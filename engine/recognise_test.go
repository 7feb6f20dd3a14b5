package engine_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestRecogniseDenials: what a GP denies, wherever the "no" stands, is never
// taken for its presence.
func TestRecogniseDenials(t *testing.T) {
	lib := shipped(t)
	for text, no := range map[string][]string{
		"haemoptysis: none":                       {"haemoptysis"},
		"haemoptysis not present":                 {"haemoptysis"},
		"haemoptysis (-)":                         {"haemoptysis"},
		"-haemoptysis":                            {"haemoptysis"},
		"haemoptysis -ve":                         {"haemoptysis"},
		"haemoptysis absent, weight loss - nil":   {"haemoptysis", "weight_loss"},
		"weight loss? no":                         {"weight_loss"},
		"neither haemoptysis nor cough":           {"haemoptysis", "cough"},
		"no cough or haemoptysis":                 {"cough", "haemoptysis"},
		"never coughed up blood; weight loss nil": {"weight_loss"},
		"weight loss and cough absent":            {},
	} {
		got := lib.Recognise(text).Answers
		require.Len(t, got, len(no), text)
		for _, finding := range no {
			require.Equal(t, engine.Known, got[finding].State, text)
			require.False(t, got[finding].YesNo, text)
		}
	}
	for _, text := range []string{"- haemoptysis\n- tired", "haemoptysis +ve, tired"} {
		require.True(t, lib.Recognise(text).Answers["haemoptysis"].YesNo, text)
	}
}

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
		// As GPs write.
		{text: "wt loss TATT", want: []string{"weight_loss", "fatigue"}},
		{text: "haemoptisis", want: []string{"haemoptysis"}},
		{text: "lump in neck 3 weeks", want: []string{"neck_lump"}, unknown: []string{"3 weeks"}},
		{text: "hoarse voice 4/52", want: []string{"hoarseness"}, unknown: []string{"4/52"}},
		{text: "SOB/cough", want: []string{"shortness_of_breath", "cough"}},
		{text: "?cauda equina", want: []string{"cauda_equina_features"}},
		{text: "PSA 8.2", want: []string{"psa"}},
		{text: "raised PSA", want: []string{"psa"}, unknown: []string{"raised"}},
		{text: "ex-smoker", want: []string{"smoking_status"}},
		// What makes it narrower is to be asked, so that only the finding is named.
		{text: "nipple discharge", want: []string{"unilateral_nipple_discharge"}},
		{text: "bleeding from back passage", want: []string{"rectal_bleeding"}},
		{text: "back, bleed", want: []string{"bleeding"}, unknown: []string{"back"}},
		// What is denied, and what may be.
		{text: "no energy", want: []string{"fatigue"}},
		{text: "tired, no weight loss or fever", want: []string{"fatigue", "weight_loss", "fever"}},
		{text: "no weight loss but tired", want: []string{"weight_loss", "fatigue"}},
		{text: "no fever weight loss", want: []string{"fever"}, unknown: []string{"weight loss"}},
		{text: "no fever, weight loss or cough", want: []string{"fever"}, unknown: []string{"weight loss or cough"}},
		{text: "no fever, weight loss", want: []string{"fever", "weight_loss"}},
		{text: "no sinister features weight loss", unknown: []string{"no sinister features weight loss"}},
		// Of somebody else, or past.
		{text: "mother had a breast lump", unknown: []string{"mother had a breast lump"}},
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
	for _, text := range []string{"weight loss, 62, female", "weight loss 62 year old woman", "62F weight loss", "62 yo female. weight loss"} {
		r := lib.Recognise(text)
		require.Equal(t, engine.Number(62), r.Answers["age"], text)
		require.Equal(t, []string{"female"}, r.Answers["sex"].Options, text)
		require.Contains(t, r.Answers, "weight_loss", text)
	}
	require.NotContains(t, lib.Recognise("cough 3m").Answers, "age", "it may be months")
	r := lib.Recognise("tired, no weight loss or fever, PSA >8.2, nipple discharge, PMB")
	require.Equal(t, engine.Yes(), r.Answers["fatigue"])
	require.Equal(t, engine.No(), r.Answers["weight_loss"])
	require.Equal(t, engine.No(), r.Answers["fever"])
	require.GreaterOrEqual(t, r.Answers["psa"].Number.Min, 8.2)
	require.NotContains(t, r.Answers, "unilateral_nipple_discharge")
	require.False(t, r.Found[0].Guessed)
	require.True(t, lib.Recognise("haemoptisis").Found[0].Guessed)
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

// FuzzRecognise: any text is read, and what is taken for a finding is one.
func FuzzRecognise(f *testing.F) {
	lib := shipped(f)
	for _, seed := range []string{"weight loss, tired, 62", "no fever or cough but PSA >8.2", "?cauda equina 4/52", "62f/62 yo. 0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		r := lib.Recognise(text)
		for _, x := range r.Found {
			_, ok := lib.Finding(x.Finding)
			require.True(t, ok)
			require.Equal(t, x.Named, r.Answers[x.Finding].State == "")
		}
		lib.Screen(r.Answers)
	})
}

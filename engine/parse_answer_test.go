package engine_test

import (
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

func TestParseAnswer(t *testing.T) {
	lib := shipped(t)
	tests := []struct {
		name, finding string
		raw           any
		want          string // as Show writes it
		err           string
	}{
		{name: "yes", finding: "rectal_mass", raw: true, want: "Yes"},
		{name: "no as a word", finding: "rectal_mass", raw: "No", want: "No"},
		{name: "not known", finding: "rectal_mass", raw: "not_known", want: "Not known"},
		{name: "a number", finding: "fit_result", raw: 12.0, want: "12\u00a0\u00b5g/g"},
		{name: "between grid points, exactly", finding: "fit_result", raw: json.Number("9.99"), want: "9.99\u00a0\u00b5g/g"},
		{name: "above the range", finding: "fit_result", raw: ">400", want: "400\u00a0\u00b5g/g"},
		{name: "more than", finding: "fit_result", raw: ">100", want: "more than 100\u00a0\u00b5g/g"},
		{name: "a range", finding: "fit_result", raw: "10..20", want: "10 to 20\u00a0\u00b5g/g"},
		{name: "less than", finding: "fit_result", raw: "<4", want: "less than 4\u00a0\u00b5g/g"},
		{name: "with its own unit", finding: "fit_result", raw: "12 ug/g", want: "12\u00a0\u00b5g/g"},
		{name: "with its own unit in words", finding: "age_at_symptom_onset", raw: "40 years", want: "40\u00a0years"},
		{name: "with one of its own unit", finding: "weeks_of_conservative_care", raw: "1 week", want: "1\u00a0week"},
		{name: "with a micro sign", finding: "fit_result", raw: "12 \u03bcg/g", want: "12\u00a0\u00b5g/g"},
		{name: "an option", finding: "smoking_status", raw: "ex", want: "Ex-smoker"},
		{name: "not done", finding: "fit_result", raw: map[string]any{"value": "not_known", "why": "not_done"}, want: "Not known (not done)"},
		{
			name: "dated", finding: "fit_result", raw: map[string]any{"value": 12.0, "date": "2026-03-14"},
			want: "12\u00a0\u00b5g/g (14-Mar-2026)",
		},

		{name: "above the range, as it was typed", finding: "spo2_on_air", raw: ">200", err: `">200" is not an answer`},
		{name: "yes for a number", finding: "spo2_on_air", raw: "yes", err: `"yes" is not an answer; it takes a number from`},
		{name: "thousands with a comma", finding: "fit_result", raw: "1,200", err: "leave out the comma: thousands are written 1200"},
		{name: "a word for a number", finding: "fit_result", raw: "high", err: `finding "fit_result": "high" is not an answer; it takes a number from 0 to 400`},
		{name: "outside the domain", finding: "fit_result", raw: 401.0, err: `a result above the range is written ">400"`},
		{name: "below the domain", finding: "fit_result", raw: -1.0, err: `finding "fit_result": -1 is not an answer`},
		{name: "an unknown unit", finding: "fit_result", raw: "12 stone", err: `unit "stone" is not known; use ug/g`},
		{name: "an unknown unit of an age", finding: "age_at_symptom_onset", raw: "40 stone", err: `unit "stone" is not known; use years)`},
		{name: "a unit that can be converted", finding: "weeks_of_conservative_care", raw: "2 moons", err: `unit "moons" is not known; use weeks)`},
		{name: "a unit where there is none", finding: "mrc_dyspnoea_grade", raw: "3 stone", err: `unit "stone" is not known; write the number alone)`},
		{name: "an empty range", finding: "fit_result", raw: "20..10", err: "the range is empty"},
		{name: "a near option", finding: "smoking_status", raw: "curent", err: "did you mean current?"},
		{name: "a bool for an option", finding: "smoking_status", raw: true, err: "it takes one of"},
		{name: "a number for a yes/no", finding: "rectal_mass", raw: 1.0, err: "it takes yes, no or not_known"},
		{name: "no finding of that name", finding: "rectal_mas", raw: true, err: "did you mean rectal_mass?"},
		{name: "nothing", finding: "rectal_mass", raw: nil, err: "leave the finding out if nobody asked"},
		{name: "an unknown part", finding: "rectal_mass", raw: map[string]any{"value": true, "when": "x"}, err: `"when" is not part of an answer`},
		{name: "a date that is none", finding: "rectal_mass", raw: map[string]any{"value": true, "date": "2026-02-30"}, err: "a date is year, month and day"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := lib.ParseAnswer(tt.finding, tt.raw)
			if tt.err != "" {
				var refused *engine.AnswerError
				require.ErrorAs(t, err, &refused)
				require.ErrorContains(t, err, tt.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, tt.want, lib.Show(tt.finding, a))
		})
	}
}

// FuzzParseAnswer holds that any JSON is an answer or a kind refusal, and that
// an accepted answer decides without trouble.
func FuzzParseAnswer(f *testing.F) {
	lib := shipped(f)
	p, _ := lib.Pathway("suspected_lower_gi_cancer")
	for _, seed := range []string{
		`true`, `"yes"`, `12`, `">400"`, `"10..20"`, `"12 ug/g"`, `["a"]`, `{"value":12,"unit":"ug/g","date":"2026-01-01"}`,
		`{"value":"not_known","why":"not_done"}`, `null`, `"\ud83d\ude00"`, `1e400`, `-0`, `"NaN"`, `">="`, `".."`, `"<"`,
	} {
		f.Add("fit_result", seed)
		f.Add("rectal_mass", seed)
		f.Add("smoking_status", seed)
	}
	f.Fuzz(func(t *testing.T, finding, text string) {
		var raw any
		if json.Unmarshal([]byte(text), &raw) != nil {
			raw = text
		}
		a, err := lib.ParseAnswer(finding, raw)
		if err != nil {
			var refused *engine.AnswerError
			if !errors.As(err, &refused) {
				t.Fatalf("not a refusal: %v", err)
			}
			if len(err.Error()) > 2000 {
				t.Fatalf("a refusal of %d bytes", len(err.Error()))
			}
			return
		}
		if s := lib.Show(finding, a); utf8.ValidString(text) && !utf8.ValidString(s) {
			t.Fatalf("shown as invalid text: %q", s)
		}
		p.Decide(engine.Answers{finding: a})
	})
}

package tracking_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func whole() tracking.Consultation {
	at := time.Date(2026, 11, 21, 9, 30, 0, int(123*time.Millisecond), time.UTC)
	before := engine.Unknown(engine.WhyOutOfDate)
	return tracking.Consultation{
		ID: "c-1", Practice: "FP001", Version: 3, State: tracking.Sent,
		Patient: tracking.Patient{
			ID: "p-1", Practice: "FP001", Title: "Mrs", Given: "Test", Family: "Fernside", Born: "1961-04-05", NHSNumber: "9990000018",
			Allergies: tracking.Allergies{State: tracking.AllergiesKnown, Known: []tracking.Allergy{{Substance: "Penicillin", Reaction: "Rash"}}},
			Needs:     tracking.Needs{Interpreter: "Polish"},
		},
		Background: tracking.Background{
			Medicines:   []tracking.Entry{{Text: "Ramipril 5 mg capsules, one a day", Date: "2026-10-01", Code: "318902004"}},
			PastHistory: []tracking.Entry{{Text: "Hypertension", Date: "2014-02-03"}},
		},
		Pathway: engine.Identity{ID: "copd", Version: "1.0.0", Digest: "d"},
		Answers: engine.Answers{
			"fit_result":     {State: engine.Known, Number: &engine.Interval{Min: 400, Max: 1000, MinOpen: true}, Given: ">400"},
			"smoking_status": engine.Choice("ex"), "cyanosis": engine.No(), "haemoptysis": engine.Unknown(engine.WhyUnsure),
		},
		Steps:    []tracking.Step{{Before: map[string]*engine.Answer{"fit_result": &before, "cyanosis": nil}}},
		FreeText: "Text \u2028 <b>&", Override: &tracking.Override{Reason: tracking.ClinicalJudgement},
		StartedBy: tracking.Actor{ID: "gp-1", Role: tracking.RoleGP, Practice: "FP001"},
		Started:   at, Updated: at, Expires: at.Add(tracking.KeepDraft), Ended: at,
		Decision: &engine.Decision{Status: engine.Decided, Outcome: &engine.Outcome{ID: "refer", Action: engine.Refer}},
		Referral: &tracking.Referral{Letter: "l-1", SentAt: at, ChaseOn: "2026-12-05"},
	}
}

func TestDecodeConsultation_gives_back_what_was_encoded(t *testing.T) {
	b, err := whole().Encode()
	require.NoError(t, err)
	got, err := tracking.DecodeConsultation(b)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(whole(), got))
}

func TestDecodeConsultation_says_where_it_is_damaged_and_not_with_what(t *testing.T) {
	for name, c := range map[string]struct{ given, says string }{
		"not JSON":       {`{"id": `, `stored consultation: unexpected end of JSON input`},
		"no id":          {`{}`, `stored consultation "": has no id or version`},
		"state":          {`{"id":"c","version":1,"state":"lost"}`, `stored consultation "c": unknown state "lost"`},
		"wrong type":     {`{"id":"c","patient":{"family":19610405}}`, `stored consultation: byte 38: patient.family is not of type string`},
		"NHS number":     {`{"id":"c","patient":{"nhs_number":"9990000019"}}`, `stored consultation: the check digit of the NHS number does not fit`},
		"answer's state": {`{"id":"c","version":1,"state":"draft","answers":{"fit_result":{}}}`, `stored consultation "c": invalid: Say whether the answer is known or not_known.`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tracking.DecodeConsultation([]byte(c.given))
			require.EqualError(t, err, c.says)
		})
	}
}

func TestDecodeConsultation_passes_over_keys_of_another_version(t *testing.T) {
	got, err := tracking.DecodeConsultation([]byte(`{"id":"c","version":1,"state":"draft","once_there_was":1}`))
	require.NoError(t, err)
	require.Equal(t, engine.Answers{}, got.Answers)
}

func TestDecodeSummary_gives_the_line_of_the_whole(t *testing.T) {
	b, err := whole().Encode()
	require.NoError(t, err)
	line, err := tracking.DecodeSummary(b)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(whole().Summary(), line))
	require.Equal(t, 4, line.Answered)
	require.Equal(t, "2026-12-05", line.ChaseOn)
}

func FuzzDecodeConsultation(f *testing.F) {
	b, err := whole().Encode()
	require.NoError(f, err)
	f.Add(b)
	f.Add([]byte(`{"id":"c","version":1,"state":"draft","answers":{"fit_result":{"state":"known","number":{"min":1e308,"max":1e309}}}}`))
	f.Add([]byte(`{"id":"c","version":1,"state":"draft","answers":{"x":{"state":"known","options":[]}},"steps":[{"before":{"x":null}}]}`))
	f.Add([]byte(`{"id":"c","version":1,"state":"draft","started":"2026-11-21T09:30:00+14:00","override":{"reason":"clinical_judgement"}}`))
	f.Fuzz(func(t *testing.T, stored []byte) {
		c, err := tracking.DecodeConsultation(stored)
		if err != nil {
			return
		}
		// What can be read can be written, and then means the same.
		again, err := c.Encode()
		require.NoError(t, err)
		same, err := tracking.DecodeConsultation(again)
		require.NoError(t, err)
		bytes, err := same.Encode()
		require.NoError(t, err)
		require.Equal(t, string(again), string(bytes))
		line, err := tracking.DecodeSummary(stored)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(c.Summary(), line))
	})
}

func FuzzDecodeRecord(f *testing.F) {
	r := tracking.Record{Patient: whole().Patient, Answers: whole().Answers, Background: whole().Background}
	b, err := r.Encode()
	require.NoError(f, err)
	f.Add(b)
	f.Add([]byte(`{"patient":{"id":"p","family":"F","born":"2020-02-30","allergies":{"state":"known"}}}`))
	f.Fuzz(func(t *testing.T, stored []byte) {
		r, err := tracking.DecodeRecord(stored)
		if err != nil {
			return
		}
		again, err := r.Encode()
		require.NoError(t, err)
		same, err := tracking.DecodeRecord(again)
		require.NoError(t, err)
		bytes, err := same.Encode()
		require.NoError(t, err)
		require.Equal(t, string(again), string(bytes))
	})
}

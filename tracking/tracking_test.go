package tracking_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func TestParseNHSNumber(t *testing.T) {
	for name, c := range map[string]struct {
		given, want, says string
	}{
		"valid":             {"9990000018", "999 000 0018", ""},
		"spaced":            {"999 000 0018", "999 000 0018", ""},
		"check digit":       {"9990000019", "", "the check digit of the NHS number does not fit"},
		"swapped digits":    {"9990000108", "", "the check digit of the NHS number does not fit"},
		"check would be 10": {"9990000040", "", "the check digit of the NHS number does not fit"},
		"short":             {"999000001", "", "an NHS number has 10 digits"},
		"letters":           {"99900000I8", "", "an NHS number has 10 digits"},
		"empty":             {"", "", "an NHS number has 10 digits"},
		"ten alike":         {"1111111111", "", "ten digits alike are nobody's NHS number"},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := tracking.ParseNHSNumber(c.given)
			if c.says != "" {
				require.EqualError(t, err, c.says)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.want, n.String())
		})
	}
}

func TestNHSNumber_that_is_wrong_cannot_come_in_as_JSON(t *testing.T) {
	var p tracking.Patient
	require.Error(t, json.Unmarshal([]byte(`{"nhs_number": "1234567890"}`), &p))
	require.NoError(t, json.Unmarshal([]byte(`{"nhs_number": ""}`), &p))
	require.Empty(t, p.NHSNumber)
}

func TestPatients_never_print(t *testing.T) {
	p := tracking.Patient{ID: "p", Family: "Fernside", NHSNumber: "9990000018"}
	r := tracking.Record{Patient: p, Answers: engine.Answers{"fit_result": engine.Number(12)}}
	c := tracking.Consultation{ID: "c-1", Patient: p, FreeText: "Fernside is worried"}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		require.Equal(t, "[patient]", fmt.Sprintf(verb, p), verb)
		require.Equal(t, "[patient]", fmt.Sprintf(verb, r), verb)
		require.Equal(t, "consultation c-1", fmt.Sprintf(verb, c), verb)
		for _, hidden := range []any{tracking.LocalNumber{Value: "7"}, p.Allergies, p.Needs, tracking.Background{}, tracking.Entry{Text: "Fernside"}, tracking.Image{Caption: "Fernside"}, tracking.NewImage{}, tracking.Picture{}, tracking.Words{}, tracking.Letter{}} {
			require.Equal(t, "[patient]", fmt.Sprintf(verb, hidden), "%s of %T", verb, hidden)
		}
		require.Equal(t, "consultation c-1", fmt.Sprintf(verb, tracking.LetterRequest{Consultation: c}), verb)
		require.NotContains(t, fmt.Sprintf(verb, []any{&p, &r, &c, []tracking.Patient{p}, tracking.Summary{Patient: p}}), "Fernside", verb)
	}
	var out bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("seen", "patient", p, "record", r, "consultation", c, "line", c.Summary(),
			"allergies", p.Allergies, "needs", p.Needs, "words", tracking.Words{FreeText: &c.FreeText},
			"letter", tracking.Letter{Input: []byte("Fernside")}, "request", tracking.LetterRequest{Consultation: c})
	}
	require.Contains(t, out.String(), "[patient]")
	require.NotContains(t, out.String(), "Fernside")
	require.NotContains(t, out.String(), "9990000018")
}

func TestErrors_carry_a_code_and_their_cause(t *testing.T) {
	cause := errors.New("disk on fire")
	err := fmt.Errorf("answer: %w", tracking.Errorf(tracking.Unavailable, cause, "Try again."))
	require.Equal(t, tracking.Unavailable, tracking.CodeOf(err))
	require.ErrorIs(t, err, cause)
	require.EqualError(t, err, "answer: unavailable: Try again.: disk on fire")
	require.Empty(t, tracking.CodeOf(cause))
}

func TestAfter_adds_calendar_lengths(t *testing.T) {
	from := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	for length, want := range map[string]string{
		"72 hours": "2026-02-03", "1 day": "2026-02-01", "6 weeks": "2026-03-14",
		"1 month": "2026-03-03", "2 years": "2028-01-31",
	} {
		due, err := tracking.After(from, length)
		require.NoError(t, err)
		require.Equal(t, want, due.Format(time.DateOnly), length)
	}
	for _, wrong := range []string{"", "soon", "6", "-1 weeks", "2 fortnights", "6 weeks or so"} {
		_, err := tracking.After(from, wrong)
		require.ErrorContains(t, err, "is not a length of time such as 6 weeks", wrong)
	}
}

func TestNew_needs_every_port(t *testing.T) {
	_, err := tracking.New(tracking.Ports{})
	require.EqualError(t, err, "tracking service: a port is missing")
}

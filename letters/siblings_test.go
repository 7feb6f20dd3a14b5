package letters_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

func patientCopy(t *testing.T, in letters.Input) *letters.Letter {
	t.Helper()
	l, err := letters.ComposePatientCopy(in)
	require.NoError(t, err)
	return l
}

func TestPatientCopiesReadAsBefore(t *testing.T) {
	all := cases()
	for _, name := range []string{"referral", "suspected_cancer", "test_request", "advice", "emergency", "bare", "signs"} {
		t.Run(name, func(t *testing.T) {
			l := patientCopy(t, all[name])
			data := pdfOf(t, l, letters.Options{})
			golden(t, "patient/"+name+".txt", tool(t, data, "pdftotext", "-layout", "FILE", "-"))
			tool(t, data, "qpdf", "--check", "FILE")
			want := words(asDrawn(t, htmlOf(t, l)))
			require.Equal(t, want, words(asDrawn(t, textOf(t, l))), "plain text")
			require.Equal(t, want, words(spoken(t, data)), "PDF")
		})
	}
}

func TestThePatientsCopyHasLongDates(t *testing.T) {
	text := textOf(t, patientCopy(t, copd()))
	require.Contains(t, text, "21 November 2026")
	require.Contains(t, text, "by 2 January 2027")
	require.NotRegexp(t, `\d\d-[A-Z][a-z][a-z]-\d{4}`, text)
}

// TestHoursStayHours: who is sent to hospital now must not read that they may
// wait for a date.
func TestHoursStayHours(t *testing.T) {
	at := func(hour, minute int) time.Time {
		return time.Date(2026, time.November, 21, hour, minute, 0, 0, time.UTC)
	}
	for _, c := range []struct {
		name   string
		at     time.Time
		length string
		want   string
	}{
		{"the same day", at(14, 5), "4 hours", "within 4 hours (by 6:05pm today), phone the practice on 01632 960 001. If it is closed, phone 111."},
		{"one hour", at(8, 0), "1 hour", "within 1 hour (by 9am today), phone the practice"},
		{"in the night", at(22, 30), "4 hours", "within 4 hours (by 2:30am tomorrow), phone the practice"},
		{"midday", at(8, 0), "4 hours", "within 4 hours (by midday today), phone the practice"},
		{"midnight", at(20, 0), "4 hours", "within 4 hours (by midnight today), phone the practice"},
		{"tomorrow", at(14, 5), "24 hours", "within 24 hours (by 2:05pm tomorrow), phone the practice"},
		{"two days", at(14, 5), "48 hours", "within 48 hours (by 2:05pm on 23 November 2026), phone the practice"},
		{"no time is known", at(0, 0), "4 hours", "within 4 hours, phone the practice"},
		{"days are dates", at(14, 5), "2 days", "by 23 November 2026, phone the practice on 01632 960 001."},
		{"the end of a month", at(14, 5), "2 weeks", "by 5 December 2026, phone the practice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := copd()
			in.ComposedAt = c.at
			in.Decision.Outcome.ChaseAfter = c.length
			in.Decision.Outcome.Within = engine.SameDay
			text := strings.Join(strings.Fields(strings.ReplaceAll(textOf(t, patientCopy(t, in)), "\u00A0", " ")), " ")
			require.Contains(t, text, "If you have heard nothing "+c.want)
			message, err := letters.Message(in, 1000)
			require.NoError(t, err)
			told, _, _ := strings.Cut(c.want, ", phone")
			require.Contains(t, message, "If you have heard nothing "+told+", phone us")
		})
	}
}

func TestTextMessages(t *testing.T) {
	const whole = "Fern Street Surgery: we have sent your referral. " +
		"If you have heard nothing by 2 January 2027, phone us on 01632 960 001. " +
		"If you feel worse, phone 111, or 999 in an emergency."
	for _, c := range []struct {
		name  string
		in    letters.Input
		limit int
		want  string
	}{
		{"all of it", copd(), 306, whole},
		{"to the last character", copd(), len(whole), whole},
		{"one character short", copd(), len(whole) - 1, whole[:strings.Index(whole, " If you feel")]},
		{"only what was done", copd(), 60, "Fern Street Surgery: we have sent your referral."},
		{"a test", fitRequest(), 60, "Fern Street Surgery: we have requested a test for you."},
		{"nothing known", bare(), 306, "Your GP practice: we have written down what we agreed. If you feel worse, phone 111, or 999 in an emergency."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := letters.Message(c.in, c.limit)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
		})
	}
}

func TestTextMessageThatCannotFit(t *testing.T) {
	_, err := letters.Message(copd(), 20)
	var short *letters.LengthError
	require.ErrorAs(t, err, &short)
	require.EqualError(t, err, "letter: the shortest text message has 48 characters; the limit is 20")
}

func TestTextMessageTellsNothingOfThePatient(t *testing.T) {
	got, err := letters.Message(lungCancer(), 1000)
	require.NoError(t, err)
	for _, private := range []string{"Ashdown", "999", "cancer", "lung", "blood"} {
		require.NotContains(t, strings.ReplaceAll(got, "999 in an emergency", ""), private)
	}
}

func TestEveryLineLeadsBackToWhatItWasMadeFrom(t *testing.T) {
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			for _, l := range []*letters.Letter{compose(t, in), patientCopy(t, in)} {
				for _, s := range l.Sections {
					for _, line := range s.Lines {
						requireTrace(t, in, s, line)
					}
				}
			}
		})
	}
}

func requireTrace(t *testing.T, in letters.Input, s letters.Section, line letters.Line) {
	t.Helper()
	trace := line.Trace
	switch trace.Origin {
	case letters.FromAnswer:
		require.Contains(t, in.Answers, trace.Finding, "%s: %s", s.ID, line.Label)
	case letters.FromCriterion:
		require.True(t, contains(in.Decision.Criteria, trace.Rule), "%s: %s", s.ID, line.Label)
	case letters.FromOutcome:
		outcome := in.Decision.Outcome
		if in.Override != nil && in.Override.Chosen != nil {
			outcome = in.Override.Chosen
		}
		require.Equal(t, outcome.ID, trace.Rule)
	case letters.FromDecision, letters.FromPathway, letters.FromPatient, letters.FromRecord, letters.FromGP, letters.FromLetter:
	default:
		t.Errorf("%s: %q has no origin", s.ID, line.Label+line.Text)
	}
}

func contains(criteria []engine.CriterionResult, id string) bool {
	for _, c := range criteria {
		if c.ID == id {
			return true
		}
	}
	return false
}

func TestThePatientsCopyLeavesOutWhatNobodyTold(t *testing.T) {
	in := lungCancer()
	in.Decision.Implied = append(in.Decision.Implied, engine.ImpliedAnswer{Finding: "unexplained_haemoptysis", Answer: engine.Yes()})
	delete(in.Answers, "unexplained_haemoptysis")
	require.NotContains(t, textOf(t, patientCopy(t, in)), "coughing up blood", "it only follows from others")
	in.Answers["unexplained_haemoptysis"] = engine.Yes()
	require.Contains(t, textOf(t, patientCopy(t, in)), "coughing up blood")
}

func TestALetterWithoutAPathwaySaysSo(t *testing.T) {
	in := copd()
	in.WithoutPathway = true
	in.Decision = engine.Decision{Status: engine.Decided, Outcome: in.Decision.Outcome, Pathway: engine.Identity{Digest: "sha256:abc"}}
	l := compose(t, in)
	text := textOf(t, l)
	require.Contains(t, text, "Written without a pathway")
	require.Contains(t, text, "None: the GP wrote this letter without a pathway")
	require.NotContains(t, text, "DRAFT PATHWAY")
	require.NotContains(t, text, "NHS NG115")
	require.NotContains(t, textOf(t, patientCopy(t, in)), "DRAFT PATHWAY")
}

package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

func TestDecisions(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, c := range []struct {
		name, body string
		status     engine.Status
		outcome    string
	}{
		{
			name: "nothing known is open", status: engine.Open,
			body: `{"pathway":"knee","patient":{"age":65,"sex":"female"},"answers":{}}`,
		},
		{
			name: "a lump leaves for its own pathway", status: engine.Decided, outcome: "sarcoma",
			body: `{"pathway":"knee","patient":{"born":"1961-04-05"},"answers":{"knee_lump":true},"others":"absent"}`,
		},
		{
			name: "a child is outside", status: engine.DoesNotApply,
			body: `{"pathway":"knee","patient":{"age":7}}`,
		},
		{
			name: "all that matters is not known", status: engine.Undecided,
			body: `{"pathway":"knee","patient":{"age":65},"others":"absent","answers":{"hot_knee":"not_known","locked_knee":{"value":"yes","note":"since the match"}}}`,
		},
		{
			name: "the day of the decision counts", status: engine.DoesNotApply,
			body: `{"pathway":"knee","patient":{"born":"2000-01-01"},"at":"2010-01-01"}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := s.do(http.MethodPost, "/api/v1/decisions", c.body)
			require.Equal(t, http.StatusOK, got.status, string(got.body))
			var d engine.Decision
			got.json(&d)
			require.Equal(t, c.status, d.Status)
			if c.outcome != "" {
				require.Equal(t, c.outcome, d.Outcome.ID)
			}
			require.Equal(t, "knee", d.Pathway.ID)
		})
	}
}

func TestDecisionIsTheLibrarysOwn(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	library, _ := knees()
	pathway, _ := library.Pathway("knee")
	answers := library.PatientAnswers(engine.Patient{Born: "1961-04-05", Sex: "female"}, s.clock)
	answers["hot_knee"] = engine.Yes()
	want, err := json.Marshal(library.Advise(pathway, answers))
	require.NoError(t, err)
	got := s.do(http.MethodPost, "/api/v1/decisions", `{"pathway":"knee","patient":{"born":"1961-04-05","sex":"female"},"answers":{"hot_knee":{"value":true}}}`)
	require.JSONEq(t, string(want), string(got.body))
}

func TestScreenings(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	got := s.do(http.MethodPost, "/api/v1/screenings", `{"patient":{"age":62,"sex":"female"},"answers":{"knee_lump":true,"urate":400},"others":"absent"}`)
	require.Equal(t, http.StatusOK, got.status, string(got.body))
	var screening engine.Screening
	got.json(&screening)
	require.NotEmpty(t, screening.Met)
	require.Equal(t, engine.SuspectedCancer, screening.Met[0].Within)
}

// TestValuesOfAWrongDayAreListed: a program is told which values given no rule
// uses, and why, as a reader of the page is.
func TestValuesOfAWrongDayAreListed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, others := range []string{"not_asked", "absent"} {
		for path, body := range map[string]string{
			"/api/v1/decisions":  `{"pathway":"knee","patient":{"age":62},"others":"` + others + `","answers":{"urate":{"value":400,"date":"2024-01-05"}}}`,
			"/api/v1/screenings": `{"patient":{"age":62},"others":"` + others + `","answers":{"urate":{"value":400,"date":"2027-01-05","source":"record"}}}`,
		} {
			r := s.request(http.MethodPost, path, body)
			r.Header.Set("Content-Type", "application/json")
			got := s.raw(r)
			require.Equal(t, http.StatusOK, got.status, string(got.body))
			conforms(t, s.request(http.MethodPost, path, body), got)
			var told struct{ Unused []engine.Unused }
			got.json(&told)
			want := engine.Unused{Finding: "urate", Why: engine.WhyOutOfDate, Given: "400 umol/L", Date: "2024-01-05"}
			if path == "/api/v1/screenings" {
				want.Why, want.Date = engine.WhyFuture, "2027-01-05"
			}
			require.Equal(t, []engine.Unused{want}, told.Unused, path)
		}
	}
	got := s.do(http.MethodPost, "/api/v1/decisions", `{"pathway":"knee","patient":{"age":62},"answers":{"urate":{"value":400,"date":"2026-01-05"}}}`)
	require.NotContains(t, string(got.body), "unused")
}

// TestRefusals holds that a bad request is told which field is wrong, and
// what it takes.
func TestRefusals(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, c := range []struct {
		name, body, pointer, detail string
		status                      int
	}{
		{"empty", ``, "", "empty", http.StatusBadRequest},
		{"not JSON", `{"pathway":`, "", "ends too early", http.StatusBadRequest},
		{"a stray byte", `{"pathway":?}`, "", "not JSON at byte", http.StatusBadRequest},
		{"not UTF-8", "{\"pathway\":\"\xff\"}", "", "not valid UTF-8", http.StatusBadRequest},
		{"more after it", `{"pathway":"knee"} {}`, "", "more text after", http.StatusBadRequest},
		{"unknown field", `{"pathway":"knee","color":1}`, "/color", "not a known field", http.StatusUnprocessableEntity},
		{"other case", `{"Pathway":"knee"}`, "/Pathway", "lower case", http.StatusUnprocessableEntity},
		{"field twice", `{"pathway":"knee","pathway":"x"}`, "/pathway", "given twice", http.StatusUnprocessableEntity},
		{"answer twice", `{"pathway":"knee","answers":{"hot_knee":true,"hot_knee":false}}`, "/answers/hot_knee", "given twice", http.StatusUnprocessableEntity},
		{"wrong type", `{"pathway":7}`, "/pathway", "takes a string", http.StatusUnprocessableEntity},
		{"wrong type inside", `{"pathway":"knee","patient":{"age":"old"}}`, "/patient/age", "takes a number", http.StatusUnprocessableEntity},
		{"no pathway", `{}`, "/pathway", "is missing", http.StatusUnprocessableEntity},
		{"unknown pathway", `{"pathway":"gout"}`, "/pathway", "not the id", http.StatusUnprocessableEntity},
		{"unknown finding", `{"pathway":"knee","answers":{"hot_kne":true}}`, "/answers/hot_kne", `finding "hot_kne": there is no finding of this name (did you mean hot_knee?)`, http.StatusUnprocessableEntity},
		{"out of range", `{"pathway":"knee","answers":{"urate":4000}}`, "/answers/urate", "number from", http.StatusUnprocessableEntity},
		{"null answer", `{"pathway":"knee","answers":{"hot_knee":null}}`, "/answers/hot_knee", "leave the finding out", http.StatusUnprocessableEntity},
		{"bad birth", `{"pathway":"knee","patient":{"born":"5 April"}}`, "/patient/born", "1961-04-05", http.StatusUnprocessableEntity},
		{"not born yet", `{"pathway":"knee","patient":{"born":"2031-01-01"}}`, "/patient/born", "after the day", http.StatusUnprocessableEntity},
		{"too old", `{"pathway":"knee","patient":{"age":121}}`, "/patient/age", "0 to 120", http.StatusUnprocessableEntity},
		{"born too long ago", `{"pathway":"knee","patient":{"born":"1905-01-01"}}`, "/patient/born", "older than 120 years", http.StatusUnprocessableEntity},
		{"a result to come", `{"pathway":"knee","answers":{"urate":{"value":400,"date":"2027-01-05"}}}`, "/answers/urate", "its date, 2027-01-05, is after the day of the decision, 2026-11-21 (give the day of the result, or leave the date out)", http.StatusUnprocessableEntity},
		{"another age", `{"pathway":"knee","patient":{"born":"1961-04-05"},"answers":{"age":40}}`, "/answers/age", "40 years is not the patient's own, which is 65 years (leave one of the two out)", http.StatusUnprocessableEntity},
		{"another sex", `{"pathway":"knee","patient":{"sex":"female"},"answers":{"sex":"male"}}`, "/answers/sex", "Male is not the patient's own, which is Female", http.StatusUnprocessableEntity},
		{"beyond any number", `{"pathway":"knee","answers":{"urate":1e400}}`, "/answers/urate", "1e400 is not an answer; it takes a number from", http.StatusUnprocessableEntity},
		{"a note too long", `{"pathway":"knee","answers":{"hot_knee":{"value":true,"note":"` + strings.Repeat("x", 8001) + `"}}}`, "/answers/hot_knee", "its note is longer than 8,000 bytes, the most that it takes", http.StatusUnprocessableEntity},
		{"age and birth", `{"pathway":"knee","patient":{"age":62,"born":"2020-01-01"}}`, "/patient/age", "born then", http.StatusUnprocessableEntity},
		{"sex", `{"pathway":"knee","patient":{"sex":"F"}}`, "/patient/sex", "female or male", http.StatusUnprocessableEntity},
		{"others", `{"pathway":"knee","others":"no"}`, "/others", "not_asked or absent", http.StatusUnprocessableEntity},
		{"at", `{"pathway":"knee","at":"today"}`, "/at", "2026-11-21", http.StatusUnprocessableEntity},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := s.request(http.MethodPost, "/api/v1/decisions", c.body)
			r.Header.Set("Content-Type", "application/json")
			got := s.raw(r)
			p := got.problem()
			require.Equal(t, c.status, got.status, string(got.body))
			require.Len(t, p.Errors, 1)
			require.Equal(t, c.pointer, p.Errors[0].Pointer)
			require.Contains(t, p.Errors[0].Detail, c.detail)
			require.NotEmpty(t, p.RequestID)
			conforms(t, s.request(http.MethodPost, "/api/v1/decisions", c.body), got)
		})
	}
}

func TestEveryWrongAnswerIsNamed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	p := s.do(http.MethodPost, "/api/v1/decisions", `{"pathway":"knee","answers":{"hot_knee":"maybe","urate":"blue"}}`).problem()
	require.Len(t, p.Errors, 2)
	require.Equal(t, "/answers/hot_knee", p.Errors[0].Pointer)
	require.Equal(t, "/answers/urate", p.Errors[1].Pointer)
	require.Equal(t, "Some answers cannot be used.", p.Detail, "nothing would have been saved")
}

// TestHalfACharacterInAName: programs that cut a text leave one; it is refused
// as a finding that there is not, not as JSON.
func TestHalfACharacterInAName(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	got := s.raw(s.request(http.MethodPost, "/api/v1/decisions", `{"pathway":"knee","answers":{"knee_\ud83d":true}}`))
	require.Equal(t, http.StatusUnprocessableEntity, got.status)
	require.Contains(t, string(got.body), `/answers/knee_`+"\ufffd")
	require.Contains(t, string(got.body), "there is no finding of this name")
}

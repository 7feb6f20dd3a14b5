package api_test

import (
	"encoding/json"
	"net/http"
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
			body: `{"pathway":"copd","patient":{"age":65,"sex":"female"},"answers":{}}`,
		},
		{
			name: "haemoptysis at forty leaves for lung cancer", status: engine.Decided, outcome: "lung_cancer",
			body: `{"pathway":"copd","patient":{"born":"1961-04-05"},"answers":{"unexplained_haemoptysis":true},"others":"absent"}`,
		},
		{
			name: "a child is outside", status: engine.DoesNotApply,
			body: `{"pathway":"copd","patient":{"age":7}}`,
		},
		{
			name: "all that matters is not known", status: engine.Undecided,
			body: `{"pathway":"copd","patient":{"age":65},"others":"absent","answers":{"cyanosis":"not_known","uncontrolled_on_optimised_treatment":{"value":"yes","note":"three courses"}}}`,
		},
		{
			name: "the day of the decision counts", status: engine.DoesNotApply,
			body: `{"pathway":"copd","patient":{"born":"2000-01-01"},"at":"2010-01-01"}`,
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
			require.Equal(t, "copd", d.Pathway.ID)
		})
	}
}

func TestDecisionIsTheLibrarysOwn(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	library, _ := shipped()
	pathway, _ := library.Pathway("copd")
	answers := library.PatientAnswers(engine.Patient{Born: "1961-04-05", Sex: "female"}, s.clock)
	answers["cyanosis"] = engine.Yes()
	want, err := json.Marshal(library.Advise(pathway, answers))
	require.NoError(t, err)
	got := s.do(http.MethodPost, "/api/v1/decisions", `{"pathway":"copd","patient":{"born":"1961-04-05","sex":"female"},"answers":{"cyanosis":{"value":true}}}`)
	require.JSONEq(t, string(want), string(got.body))
}

func TestScreenings(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	got := s.do(http.MethodPost, "/api/v1/screenings", `{"patient":{"age":62,"sex":"female"},"answers":{"unexplained_haemoptysis":true,"fit_result":12},"others":"absent"}`)
	require.Equal(t, http.StatusOK, got.status, string(got.body))
	var screening engine.Screening
	got.json(&screening)
	require.NotEmpty(t, screening.Met)
	require.Equal(t, engine.SuspectedCancer, screening.Met[0].Within)
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
		{"more after it", `{"pathway":"copd"} {}`, "", "more text after", http.StatusBadRequest},
		{"unknown field", `{"pathway":"copd","color":1}`, "/color", "not a known field", http.StatusUnprocessableEntity},
		{"other case", `{"Pathway":"copd"}`, "/Pathway", "lower case", http.StatusUnprocessableEntity},
		{"field twice", `{"pathway":"copd","pathway":"x"}`, "/pathway", "given twice", http.StatusUnprocessableEntity},
		{"answer twice", `{"pathway":"copd","answers":{"cyanosis":true,"cyanosis":false}}`, "/answers/cyanosis", "given twice", http.StatusUnprocessableEntity},
		{"wrong type", `{"pathway":7}`, "/pathway", "takes a string", http.StatusUnprocessableEntity},
		{"wrong type inside", `{"pathway":"copd","patient":{"age":"old"}}`, "/patient/age", "takes a number", http.StatusUnprocessableEntity},
		{"no pathway", `{}`, "/pathway", "is missing", http.StatusUnprocessableEntity},
		{"unknown pathway", `{"pathway":"gout"}`, "/pathway", "not the id", http.StatusUnprocessableEntity},
		{"unknown finding", `{"pathway":"copd","answers":{"cyanosi":true}}`, "/answers/cyanosi", "cyanosis", http.StatusUnprocessableEntity},
		{"out of range", `{"pathway":"copd","answers":{"spo2_on_air":400}}`, "/answers/spo2_on_air", "number from", http.StatusUnprocessableEntity},
		{"null answer", `{"pathway":"copd","answers":{"cyanosis":null}}`, "/answers/cyanosis", "leave the finding out", http.StatusUnprocessableEntity},
		{"bad birth", `{"pathway":"copd","patient":{"born":"5 April"}}`, "/patient/born", "1961-04-05", http.StatusUnprocessableEntity},
		{"not born yet", `{"pathway":"copd","patient":{"born":"2031-01-01"}}`, "/patient/born", "after the day", http.StatusUnprocessableEntity},
		{"too old", `{"pathway":"copd","patient":{"age":200}}`, "/patient/age", "0 to 130", http.StatusUnprocessableEntity},
		{"sex", `{"pathway":"copd","patient":{"sex":"F"}}`, "/patient/sex", "female or male", http.StatusUnprocessableEntity},
		{"others", `{"pathway":"copd","others":"no"}`, "/others", "not_asked or absent", http.StatusUnprocessableEntity},
		{"at", `{"pathway":"copd","at":"today"}`, "/at", "2026-11-21", http.StatusUnprocessableEntity},
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
	p := s.do(http.MethodPost, "/api/v1/decisions", `{"pathway":"copd","answers":{"cyanosis":"maybe","spo2_on_air":"blue"}}`).problem()
	require.Len(t, p.Errors, 2)
	require.Equal(t, "/answers/cyanosis", p.Errors[0].Pointer)
	require.Equal(t, "/answers/spo2_on_air", p.Errors[1].Pointer)
}

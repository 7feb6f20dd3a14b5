package api_test

import (
	"net/http"
	"testing"
)

// FuzzDecisions sends any body: it is answered or refused with a problem, and
// the answer is as openapi.yaml says.
func FuzzDecisions(f *testing.F) {
	for _, body := range []string{
		`{"pathway":"knee","patient":{"age":65,"sex":"female"},"answers":{"hot_knee":true}}`, `{"pathway":"knee","others":"absent"}`,
		`{"pathway":"knee","answers":{"urate":">400"}}`, `{"pathway":"knee","answers":{"urate":{"value":1e400}}}`,
		`{"a":{"a":{"a":[[[[]]]]}}}`, `[]`, `null`, `"`, `{"pathway":"knee","pathway":"knee"}`, "\xff", `{"pathway":"knee"}x`,
		`{"pathway":"knee","answers":{"knee_story":"\ud800"}}`, `{"pathway":"knee","at":"0000-00-00"}`, `{"patient":{"born":"9999-12-31"}}`,
	} {
		f.Add(body)
	}
	s := newSurgery(f)
	f.Fuzz(func(t *testing.T, body string) {
		s.t = t
		r := s.request(http.MethodPost, "/api/v1/decisions", body)
		r.Header.Set("Content-Type", "application/json")
		got := s.raw(r)
		if got.status >= http.StatusInternalServerError {
			t.Fatalf("%d: %s", got.status, got.body)
		}
		if got.status >= http.StatusBadRequest {
			got.problem()
		}
	})
}

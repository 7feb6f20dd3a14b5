package panel_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzAnswerForm sends any body as a page of answers: it is saved, refused or
// asked again, and never breaks a page or the server.
func FuzzAnswerForm(f *testing.F) {
	for _, body := range []string{
		"rest=absent&tick=hot_knee&tick=knee_lump&go=next", "a.urate=%3E400&n.urate=x&go=next", "a.urate=1&u.urate=not_known",
		"a.knee_tried=rest&a.knee_tried=rest", "u.knee_tried=none", "a.knee_since=31%2F2%2F2026", "go=later", "go=advice&colour=red",
		"a.knee_story=%00", "a.=x", "mark=x&take=urate&key=k&go=version", "entry=locked_knee&chosen=1", "words=%ff&key=k", "library=x", "tick=urate&rest=absent", "change=moon&a.moon=yes", "%zz", "a.age=200&a.sex=both", ";;&&==",
	} {
		f.Add(body)
	}
	s := newSurgery(f)
	at := s.start("p-ada", "knee")
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{at + "/questions", at + "/live", at + "/advice", at + "/changed", at + "/file", at + "/filing", "/patients/p-ada/asked", "/news"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			s.handler.ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError {
				t.Fatalf("%s: %d: %s", path, w.Code, w.Body)
			}
			if w.Code == http.StatusUnprocessableEntity && !strings.HasSuffix(strings.TrimSpace(w.Body.String()), "</html>") {
				t.Fatalf("%s: the page ends early", path)
			}
		}
	})
}

package panel_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkQuestionsPage opens a page of questions: one audited read, one
// decision over the whole library, one template.
func BenchmarkQuestionsPage(b *testing.B) {
	s := newSurgery(b)
	at := s.start("p-ada", "knee")
	b.ReportAllocs()
	for b.Loop() {
		require.Equal(b, http.StatusOK, s.do(http.MethodGet, at+"/questions", nil).status)
	}
}

// BenchmarkAnswerPage saves the first page of answers of a consultation, until
// they are on disk.
func BenchmarkAnswerPage(b *testing.B) {
	s := newSurgery(b)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		at := s.start("p-ada", "knee")
		form := s.get(at+"/questions").form(b, at+"/questions")
		form.Set("rest", "absent")
		form.Set("go", "next")
		b.StartTimer()
		require.Equal(b, http.StatusSeeOther, s.do(http.MethodPost, at+"/questions", form).status)
	}
}

// BenchmarkLists opens the lists of a practice with a hundred drafts on the
// shipped library: the practice's, and the pathways of one patient. "first" is
// before anything is known of what leads the drafts.
func BenchmarkLists(b *testing.B) {
	s := openSurgery(b, shipped(), filepath.Join(b.TempDir(), "signpost.db"), fstest.MapFS{})
	pathways := []string{"copd", "suspected_lung_cancer", "suspected_lower_gi_cancer"}
	for i := range 100 {
		at := s.start("p-ada", pathways[i%len(pathways)])
		s.post(at+"/questions", url.Values{"a.unexplained_haemoptysis": {"yes"}, "a.smoking_status": {"ex"}, "go": {"advice"}})
	}
	for name, path := range map[string]string{"practice": "/consultations", "patient": "/patients/p-bo"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				require.Equal(b, http.StatusOK, s.do(http.MethodGet, path, nil).status)
			}
		})
	}
	b.Run("practice, first", func(b *testing.B) {
		for b.Loop() {
			s.clock = s.clock.Add(time.Hour)
			require.Equal(b, http.StatusOK, s.do(http.MethodGet, "/consultations", nil).status)
		}
	})
}

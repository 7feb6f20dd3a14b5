package panel_test

import (
	"net/http"
	"net/url"
	"testing"

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

// BenchmarkAnswerPage saves a page of answers, until they are on disk.
func BenchmarkAnswerPage(b *testing.B) {
	s := newSurgery(b)
	at := s.start("p-ada", "knee")
	urate := []string{"360", "361"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		form := url.Values{"a.urate": {urate[i%2]}, "go": {"next"}}
		require.Equal(b, http.StatusSeeOther, s.do(http.MethodPost, at+"/questions", form).status)
	}
}

package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// stalled is a form that has begun and does not end until it is let go.
type stalled struct {
	begun   *atomic.Int32
	release chan struct{}
	once    bool
}

func (b *stalled) Read([]byte) (int, error) {
	if !b.once {
		b.once = true
		b.begun.Add(1)
	}
	<-b.release
	return 0, io.EOF
}

// stall begins to send pictures, as often as there is somebody to let go, and
// gives what each was answered.
func (s *surgery) stall(at string, begun *atomic.Int32, let []chan struct{}) <-chan int {
	done := make(chan int, len(let))
	for i := range let {
		let[i] = make(chan struct{})
		r := httptest.NewRequestWithContext(s.t.Context(), http.MethodPost, at+"/images", &stalled{begun: begun, release: let[i]})
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		r.Header.Set("Idempotency-Key", "k")
		go func() {
			w := httptest.NewRecorder()
			s.handler.ServeHTTP(w, r)
			done <- w.Code
		}()
	}
	return done
}

func TestPicturesWaitBeforeTheyTakeMemory(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	var begun atomic.Int32
	var let [5]chan struct{}
	done := s.stall(at, &begun, let[:])
	require.Eventually(t, func() bool { return begun.Load() == 3 }, 5*time.Second, time.Millisecond)
	require.Never(t, func() bool { return begun.Load() > 3 }, 50*time.Millisecond, 5*time.Millisecond, "the others are not read yet")
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, at, "")).status, "all else goes on")
	for i := range let {
		close(let[i])
	}
	for range let {
		require.NotEqual(t, http.StatusServiceUnavailable, <-done)
	}
	require.EqualValues(t, len(let), begun.Load(), "each had its turn")
}

package bench

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkEndpoint is promise 5: POST /api/v1/decisions over the loopback, by
// four clients that keep their connections. cpu-us is the server's processor
// time for one request: each server is a process of its own. Signpost's whole
// answer stands beside one by the usual means that holds the same facts, and
// one that gives the row alone. Canned bytes are sent by gin alone, and by gin
// where Signpost has it: with an id, limits, metrics and what browsers are told.
func BenchmarkEndpoint(b *testing.B) {
	for _, kind := range []string{"canned", "signpost canned", "gin+json+cel-go row", "gin+json+cel-go answer", "signpost"} {
		b.Run(kind, func(b *testing.B) {
			s := start(b, kind)
			to := "POST /api/v1/decisions"
			if kind == "signpost canned" {
				to = "GET /preview"
			}
			requests := s.requests(b, to, 512)
			_, size := s.send(b, requests, 2000) // warm
			before := s.cpu(b)
			took, _ := s.send(b, requests, max(b.N, 1))
			spent := s.cpu(b) - before
			slices.Sort(took)
			b.ReportMetric(float64(spent.Nanoseconds())/float64(len(took))/1000, "cpu-us/op")
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e6, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e6, "p99-ms")
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

// server is a process that serves.
type server struct {
	address string
	in      io.Writer
	out     *bufio.Scanner
}

func start(b *testing.B, kind string) *server {
	b.Helper()
	c := exec.Command(os.Args[0])
	// GOGC is what `signpost serve` sets for itself.
	c.Env, c.Stderr = append(os.Environ(), serverKind+"="+kind, "GOGC=400"), os.Stderr
	in, err := c.StdinPipe()
	require.NoError(b, err)
	out, err := c.StdoutPipe()
	require.NoError(b, err)
	require.NoError(b, c.Start())
	b.Cleanup(func() {
		require.NoError(b, in.Close())
		require.NoError(b, c.Wait())
	})
	s := &server{in: in, out: bufio.NewScanner(out)}
	require.True(b, s.out.Scan(), "the server says where it listens")
	s.address = s.out.Text()
	return s
}

// cpu is the processor time that the server has taken.
func (s *server) cpu(b *testing.B) time.Duration {
	b.Helper()
	_, err := fmt.Fprintln(s.in)
	require.NoError(b, err)
	require.True(b, s.out.Scan())
	n, err := strconv.ParseInt(s.out.Text(), 10, 64)
	require.NoError(b, err)
	return time.Duration(n)
}

// requests are decisions for whole patients of the subject, as bytes.
func (s *server) requests(b *testing.B, to string, n int) [][]byte {
	b.Helper()
	var out [][]byte
	for _, who := range patients(n) {
		body, err := json.Marshal(map[string]any{"pathway": "subject", "answers": who.input()})
		require.NoError(b, err)
		out = append(out, fmt.Appendf(nil,
			"%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			to, s.address, len(body), body))
	}
	return out
}

// send sends so many requests and says how long each took, and how long the
// last answer was.
func (s *server) send(b *testing.B, requests [][]byte, n int) (took []time.Duration, size int64) {
	b.Helper()
	took = make([]time.Duration, n)
	var next, length atomic.Int64
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			conn, err := net.Dial("tcp", s.address)
			if err != nil {
				b.Error(err)
				return
			}
			defer conn.Close()
			r := bufio.NewReader(conn)
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				begin := time.Now()
				got, err := ask(conn, r, requests[i%len(requests)])
				if err != nil {
					b.Error(err)
					return
				}
				took[i] = time.Since(begin)
				length.Store(got)
			}
		})
	}
	all.Wait()
	require.False(b, b.Failed())
	return took, length.Load()
}

// ask sends one request and reads its answer to the end.
func ask(to io.Writer, from *bufio.Reader, request []byte) (int64, error) {
	if _, err := to.Write(request); err != nil {
		return 0, err
	}
	r, err := http.ReadResponse(from, nil)
	if err != nil {
		return 0, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		said, err := io.ReadAll(r.Body)
		return 0, errors.Join(fmt.Errorf("status %d: %s", r.StatusCode, said), err)
	}
	return io.Copy(io.Discard, r.Body)
}

package store_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// crashFile names the file to a copy of this test that answers until killed.
const crashFile = "SIGNPOST_TEST_CRASH_FILE"

// TestCrash_loses_no_acknowledged_answer kills a program that answers for
// several clients at once, at moments it does not choose, and looks for every
// answer that it said was kept.
func TestCrash_loses_no_acknowledged_answer(t *testing.T) {
	if path := os.Getenv(crashFile); path != "" {
		answerUntilKilled(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "signpost.db")
	kept, pictured := map[tracking.ID]int{}, map[string]tracking.ID{}
	for life := range 8 {
		for id, n := range liveAndDie(t, path, time.Duration(3+life*7)*time.Millisecond, pictured) {
			kept[id] = n
		}
		p := openPractice(t, path, store.Options{})
		for id, n := range kept {
			c, err := p.Resume(t.Context(), p.gp, id)
			require.NoError(t, err)
			for i := range n {
				require.Contains(t, c.Answers, fmt.Sprintf("finding_%d", i), "life %d", life)
			}
		}
		for image, id := range pictured {
			c, err := p.Resume(t.Context(), p.gp, id)
			require.NoError(t, err)
			at := slices.IndexFunc(c.Images, func(i tracking.Image) bool { return i.ID == image })
			require.GreaterOrEqual(t, at, 0, "life %d", life)
			whole, err := p.store.Picture(t.Context(), id, image)
			require.NoError(t, err)
			require.Equal(t, c.Images[at].SHA256, digestOf(whole.Full), "life %d", life)
		}
		_, err := audit.Verify(audit.Head{}, p.store.Events(t.Context(), 0))
		require.NoError(t, err)
		require.NoError(t, p.store.Close())
	}
	require.NotEmpty(t, kept)
	require.NotEmpty(t, pictured)
}

// liveAndDie runs the copy, kills it some time after its first answer, and
// gives how many answers it had acknowledged for each consultation. It adds the
// pictures that it had acknowledged.
func liveAndDie(t *testing.T, path string, after time.Duration, pictured map[string]tracking.ID) map[tracking.ID]int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestCrash_loses_no_acknowledged_answer$")
	child.Env = append(os.Environ(), crashFile+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())

	lines := bufio.NewReader(out)
	acknowledged := map[tracking.ID]int{}
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if err != nil {
			require.ErrorIs(t, err, io.EOF) // half a line was not acknowledged
			break
		}
		var id tracking.ID
		var n int
		if _, err := fmt.Sscanf(line, "kept %s %d\n", &id, &n); err == nil {
			acknowledged[id] = n
		}
		var image string
		if _, err := fmt.Sscanf(line, "pictured %s %s\n", &id, &image); err == nil {
			pictured[image] = id
		}
		if first {
			time.AfterFunc(after, func() { _ = child.Process.Kill() }) // it may have ended by itself
		}
	}
	require.Error(t, child.Wait(), "it was killed")
	return acknowledged
}

// answerUntilKilled is the life of the copy: four clients, an answer after
// the other, each said to be kept once it is.
func answerUntilKilled(t *testing.T, path string) {
	p := openPractice(t, path, store.Options{})
	var saying sync.Mutex
	var all sync.WaitGroup
	for range 4 {
		c := p.start(t)
		all.Go(func() {
			for n := range 100_000 {
				_, err := p.Answer(context.Background(), p.by(), c.ID, engine.Answers{fmt.Sprintf("finding_%d", n%40): engine.Number(float64(n))})
				if err != nil {
					t.Error(err)
					return
				}
				saying.Lock()
				fmt.Printf("kept %s %d\n", c.ID, min(n+1, 40))
				saying.Unlock()
			}
		})
	}
	all.Go(func() {
		for n := range 100_000 {
			c := p.start(t)
			c, err := p.AddImage(context.Background(), p.by(), c.ID, tracking.NewImage{
				Data: picture(t, uint8(n)), View: tracking.CloseUp, Consent: tracking.Consent{By: tracking.ByPatient},
			})
			if err != nil {
				t.Error(err)
				return
			}
			saying.Lock()
			fmt.Printf("pictured %s %s\n", c.ID, c.Images[0].ID)
			saying.Unlock()
		}
	})
	all.Wait()
}

package store_test

import (
	"bytes"
	"image"
	"image/png"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestLarge_pictures_at_once_take_the_memory_of_one(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, image.NewNRGBA(image.Rect(0, 0, 5000, 5000))))
	p := newPractice(t, store.Options{})
	const many = 6
	writes, ids := make([]tracking.Write, many), make([]tracking.ID, many)
	for i := range many {
		c := p.start(t)
		writes[i], ids[i] = tracking.Write{Actor: p.gp, Key: "picture-" + strconv.Itoa(i)}, c.ID
	}
	var work sync.WaitGroup
	for i := range many {
		work.Go(func() {
			n := closeUp(t, 1)
			n.Data = b.Bytes()
			if _, err := p.AddImage(t.Context(), writes[i], ids[i], n); err != nil {
				t.Error(err)
			}
		})
	}
	ended := make(chan struct{})
	go func() { work.Wait(); close(ended) }()
	var most uint64
	for tick := time.NewTicker(2 * time.Millisecond); ; {
		select {
		case <-ended:
			tick.Stop()
			t.Log("peak", most>>20, "MB")
			require.Less(t, most, uint64(250<<20), "25 million pixels are 100 MB")
			return
		case <-tick.C:
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
	}
}

package letters_test

import (
	"io"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// BenchmarkPDF draws the two-page letter with an image.
func BenchmarkPDF(b *testing.B) {
	l := twoPages(b)
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, letters.PDF(io.Discard, l, letters.Options{}))
	}
}

// BenchmarkPDFParallel draws letters on all cores.
func BenchmarkPDFParallel(b *testing.B) {
	l := twoPages(b)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			require.NoError(b, letters.PDF(io.Discard, l, letters.Options{}))
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "letters/s")
}

// TestTheTwoPageLetterIsCheapToDraw holds the letter of the benchmarks to two
// pages, and what drawing it allocates to 25 MB.
func TestTheTwoPageLetterIsCheapToDraw(t *testing.T) {
	l := twoPages(t)
	require.Contains(t, tool(t, pdfOf(t, l, letters.Options{}), "pdfinfo", "FILE"), "Pages:           2\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	require.NoError(t, letters.PDF(io.Discard, l, letters.Options{}))
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(25_000_000))
}

// BenchmarkCompose makes the letter as a server does at each look: its images
// were made safe when they came in. Twelve are the most that it takes.
func BenchmarkCompose(b *testing.B) {
	for _, n := range []int{1, 12} {
		in := copd()
		in.Images = kept(b, n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := letters.Compose(in)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkComposeWithAFile makes safe an image that nobody has looked at.
func BenchmarkComposeWithAFile(b *testing.B) {
	in := copd()
	in.Images = []letters.Image{{Data: mole(b, 1600, 1200)}}
	b.ReportAllocs()
	for b.Loop() {
		_, err := letters.Compose(in)
		require.NoError(b, err)
	}
}

// BenchmarkHTML writes the same letter as a page.
func BenchmarkHTML(b *testing.B) {
	l := twoPages(b)
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, letters.HTML(io.Discard, l))
	}
}

func twoPages(b testing.TB) *letters.Letter {
	b.Helper()
	in := copd()
	in.FreeText, in.Record = "", letters.Record{NoMedicines: true}
	in.Images = []letters.Image{{Data: mole(b, 1600, 1200), Site: "left shoulder", View: "overview"}}
	l, err := letters.Compose(in)
	require.NoError(b, err)
	return l
}

// BenchmarkReadPhotograph reads what a phone sends: 24 million pixels.
func BenchmarkReadPhotograph(b *testing.B) {
	data := mole(b, 5712, 4284)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, err := letters.ReadPhotograph(data)
		require.NoError(b, err)
	}
}

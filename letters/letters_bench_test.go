package letters_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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

// BenchmarkBrowser prints the HTML of the same letter with a headless browser
// that is started for it, for comparison. It needs chromium.
func BenchmarkBrowser(b *testing.B) {
	var page bytes.Buffer
	require.NoError(b, letters.HTML(&page, twoPages(b)))
	dir := b.TempDir()
	path := filepath.Join(dir, "letter.html")
	require.NoError(b, os.WriteFile(path, page.Bytes(), 0o600))
	for b.Loop() {
		out, err := exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir,
			"--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "letter.pdf"), "file://"+path).CombinedOutput()
		require.NoError(b, err, string(out))
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
}

// BenchmarkCompose makes the letter, its image included.
func BenchmarkCompose(b *testing.B) {
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

func twoPages(b *testing.B) *letters.Letter {
	b.Helper()
	in := copd()
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

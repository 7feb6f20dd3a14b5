package letters_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// TestFirstPagesLookAsBefore holds what text cannot: boxes, rules, weights and
// places. UPDATE=1 draws the pictures anew; look at each before it is kept.
func TestFirstPagesLookAsBefore(t *testing.T) {
	all := cases()
	for _, further := range []string{"long", "monster"} {
		delete(all, further)
	}
	for name, in := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sameLook(t, name, pdfOf(t, compose(t, in), letters.Options{}))
		})
	}
	t.Run("referral_large", func(t *testing.T) {
		sameLook(t, "referral_large", pdfOf(t, compose(t, copd()), letters.Options{LargePrint: true}))
	})
	t.Run("patient_copy", func(t *testing.T) {
		sameLook(t, "patient_copy", pdfOf(t, patientCopy(t, copd()), letters.Options{}))
	})
}

// sameLook allows for small differences between versions of the tool that
// draws: some pixels in a thousand, none of them by much.
func sameLook(t *testing.T, name string, pdf []byte) {
	t.Helper()
	got := []byte(tool(t, pdf, "pdftoppm", "-r", "45", "-mono", "-aa", "no", "-aaVector", "no", "-png", "-singlefile", "FILE"))
	path := filepath.Join("testdata", "look", name+".png")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, got, 0o600))
	}
	before, err := os.ReadFile(path)
	require.NoError(t, err, "run with UPDATE=1 to draw it")
	require.Less(t, difference(t, before, got), 0.005, "%s no longer looks the same", path)
}

// difference is the share of pixels that are clearly lighter or darker.
func difference(t *testing.T, before, after []byte) float64 {
	t.Helper()
	a, b := picture(t, before), picture(t, after)
	require.Equal(t, a.Bounds(), b.Bounds())
	size := a.Bounds().Size()
	n := 0
	for y := range size.Y {
		for x := range size.X {
			p, _, _, _ := a.At(x, y).RGBA()
			q, _, _, _ := b.At(x, y).RGBA()
			if max(p, q)-min(p, q) > 0x4000 {
				n++
			}
		}
	}
	return float64(n) / float64(size.X*size.Y)
}

func picture(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	return img
}

package letters_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters"
)

// golden holds text to a file of testdata. UPDATE=1 writes the file anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run with UPDATE=1 to write it")
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// tool runs a PDF tool of the system on a file, and needs it to succeed.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	require.NoError(t, os.WriteFile(path, pdf, 0o600))
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	require.NoError(t, err, "%s (packages poppler-utils and qpdf): %s", name, errs.String())
	require.Empty(t, errs.String())
	return string(out)
}

func TestLettersReadAsBefore(t *testing.T) {
	all := cases()
	// Nobody reads 40 pages in a difference; TestALongLetterLosesNothing holds them.
	delete(all, "monster")
	for name, in := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := pdfOf(t, compose(t, in), letters.Options{})
			golden(t, "pdf/"+name+".txt", tool(t, data, "pdftotext", "-layout", "FILE", "-"))
		})
	}
}

func TestLargePrintReadsAsBefore(t *testing.T) {
	data := pdfOf(t, compose(t, copd()), letters.Options{LargePrint: true})
	golden(t, "pdf/referral_large.txt", tool(t, data, "pdftotext", "-layout", "FILE", "-"))
}

func TestTextAndHTMLReadAsBefore(t *testing.T) {
	l := compose(t, copd())
	var text, page bytes.Buffer
	require.NoError(t, letters.Text(&text, l))
	require.NoError(t, letters.HTML(&page, l))
	golden(t, "text/referral.txt", text.String())
	golden(t, "html/referral.html", page.String())
}

func TestEveryLetterIsASoundPDF(t *testing.T) {
	for name, in := range cases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, o := range []letters.Options{{}, {LargePrint: true}} {
				tool(t, pdfOf(t, compose(t, in), o), "qpdf", "--check", "FILE")
			}
		})
	}
}

// TestFontsAreInTheFile holds that each letter carries what it uses of its
// fonts, and says which characters that is.
func TestFontsAreInTheFile(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(tool(t, pdfOf(t, compose(t, signs()), letters.Options{}), "pdffonts", "FILE")), "\n")
	require.Len(t, lines[2:], 3)
	for _, l := range lines[2:] {
		require.Regexp(t, `^[A-Z]{6}\+(LiberationSans|LiberationSans-Bold|DejaVuSans) +CID TrueType +Identity-H +yes yes yes`, l)
	}
}

package bench

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/preview"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/pathways"
)

// letterInputs are the shipped examples, one for each action and urgency that
// they advise, and one letter with pictures and with text from everywhere.
func letterInputs(t testing.TB) map[string]letters.Input {
	t.Helper()
	lib := library(t, shippedFiles(t))
	var files []*source.File
	names, err := fs.Glob(pathways.Files, "*/*.examples.yaml")
	require.NoError(t, err)
	for _, n := range names {
		data, err := pathways.Files.ReadFile(n)
		require.NoError(t, err)
		files = append(files, source.NewFile(n, data))
	}
	var c source.Collector
	out := map[string]letters.Input{}
	for _, s := range examples.Read(files, &c) {
		p, ok := lib.Pathway(s.Pathway)
		require.True(t, ok, s.Pathway)
		for _, k := range s.Cases {
			a, ok := k.AnswersOf(lib, &c)
			require.True(t, ok, "%s: %v", k.Name, c.All())
			in := preview.Example(p, k.Patient, a, k.Today)
			name := "undecided"
			if o := in.Decision.Outcome; o != nil {
				name = string(o.Action) + " " + string(o.Within)
			}
			if _, seen := out[name]; !seen {
				out[name] = in
			}
		}
	}
	require.Contains(t, out, "refer suspected_cancer")
	full := out["refer suspected_cancer"]
	full.FreeText = "Signs ≥ ½ ☑, emoji \U0001F600, Hebrew שלום, Arabic سلام, Hindi दर्द, bell \x07, bad \xff, (brackets) \\ {nb}."
	full.Patient.Given, full.Patient.Family = "Siân", "Nguyễn-Łukasiewicz"
	for _, view := range []string{"overview", "close-up"} {
		full.Images = append(full.Images, letters.Image{Name: view + ".png", Data: photograph(t), Site: "left shoulder", View: view})
	}
	out["pictures and signs"] = full
	return out
}

// photograph is a picture of one colour that changes from side to side.
func photograph(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 600, 400))
	for y := range 400 {
		for x := range 600 {
			img.SetRGBA(x, y, color.RGBA{R: 220, G: uint8(x / 4), B: uint8(y / 2), A: 255})
		}
	}
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return b.Bytes()
}

// letterPDFs are the letters and patients' copies of the inputs as PDF.
func letterPDFs(t testing.TB, o letters.Options) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, in := range letterInputs(t) {
		letter, err := letters.Compose(in)
		require.NoError(t, err)
		patients, err := letters.ComposePatientCopy(in)
		require.NoError(t, err)
		for what, l := range map[string]*letters.Letter{name: letter, name + ", patient's copy": patients} {
			var b bytes.Buffer
			require.NoError(t, letters.PDF(&b, l, o))
			out[what] = b.Bytes()
		}
	}
	return out
}

// TestLettersAreValidPDF has another implementation of PDF read every object
// of the letters, and refuse what the format does not allow.
func TestLettersAreValidPDF(t *testing.T) {
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	for form, o := range map[string]letters.Options{"letter": {}, "large print": {LargePrint: true}, "archival": {Archival: true}} {
		for name, data := range letterPDFs(t, o) {
			t.Run(form+" "+name, func(t *testing.T) {
				require.NoError(t, api.Validate(bytes.NewReader(data), conf))
			})
		}
	}
}

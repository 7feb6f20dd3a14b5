package letters

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf"
)

// Options say how a PDF is drawn.
type Options struct {
	// LargePrint sets the letter in 18 point instead of 12.
	LargePrint bool
	// Archival writes PDF/A-1b, which carries no attachment.
	Archival bool
}

// PDF writes the letter as PDF. The same letter and options give the same
// bytes.
func PDF(w io.Writer, l *Letter, o Options) error {
	size := float64(pdf.BodySize)
	if o.LargePrint {
		size = pdf.LargeSize
	}
	d := flatten(l)
	data, err := asData(l)
	if err != nil {
		return err
	}
	d.Files = []block.File{{
		Name: attachmentName(l.Kind), MIME: "application/json", Describe: "The letter as data, with where each line came from", Data: data,
	}}
	return pdf.Write(w, d, pdf.Options{Size: size, Archival: o.Archival})
}

// attachmentName is what the letter's data is called: what asks a service for
// something is a referral to the system that reads it.
func attachmentName(k Kind) string {
	switch k {
	case Referral, AdviceRequest, TestRequest:
		return "referral.json"
	case Information, PatientCopy:
	}
	return "letter.json"
}

// asData is the letter as JSON, without the pictures that it shows.
func asData(l *Letter) ([]byte, error) {
	bare := *l
	bare.Images = slices.Clone(l.Images)
	for i := range bare.Images {
		bare.Images[i].JPEG = nil
	}
	data, err := json.MarshalIndent(bare, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write letter as JSON: %w", err)
	}
	return data, nil
}

// Uncovered lists the characters of a text that no font of the PDF has, each
// once. The PDF shows them as code points, such as [U+1F600].
func Uncovered(text string) ([]rune, error) { return pdf.Uncovered(text) }

package letters

import (
	"io"

	"signpost.health/signpost/letters/internal/pdf"
)

// Options say how a PDF is drawn.
type Options struct {
	// LargePrint sets the letter in 18 point instead of 12.
	LargePrint bool
}

// PDF writes the letter as PDF. The same letter and options give the same
// bytes.
func PDF(w io.Writer, l *Letter, o Options) error {
	size := float64(pdf.BodySize)
	if o.LargePrint {
		size = pdf.LargeSize
	}
	return pdf.Write(w, flatten(l), size)
}

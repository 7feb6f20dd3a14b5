// Package pdf draws a letter as PDF. It is the only package that knows the
// drawing library, and it trusts that library with nothing that was seen to
// crash it or to change text in silence: text is cleaned and its coverage is
// checked first, lines and pages are broken here, and page numbers are drawn
// once the number of pages is known.
package pdf

import (
	"fmt"
	"io"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// The type sizes of a letter.
const (
	BodySize  = 12
	LargeSize = 18
)

// Write draws a document in a type size. The same document gives the same
// bytes.
func Write(w io.Writer, doc block.Document, size float64) error {
	faces, err := newFaces()
	if err != nil {
		return err
	}
	sheet := layout.A4(size)
	set, err := layout.Set(doc, sheet, faces)
	if err != nil {
		return fmt.Errorf("set letter on pages: %w", err)
	}
	drawn, err := draw(doc, set, sheet)
	if err != nil {
		return fmt.Errorf("draw letter: %w", err)
	}
	_, err = w.Write(drawn)
	return err
}

// Uncovered lists the runes of a text that no font has, each once. The PDF
// shows them as code points.
func Uncovered(text string) ([]rune, error) {
	faces, err := newFaces()
	if err != nil {
		return nil, err
	}
	return faces.uncovered(text), nil
}

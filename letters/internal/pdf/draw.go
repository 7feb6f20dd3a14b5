package pdf

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/finish"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// pen draws set pages. It marks each piece of content with the element it
// belongs to, so that the structure can be written afterwards.
type pen struct {
	*gofpdf.Fpdf
	faces  *faces
	height float64
	inks   [4]*ink
	// line is the room that a run is written in before it goes to the page.
	line  []byte
	open  int
	marks [][]int
}

// drawing is what was drawn: pages without fonts, the fonts they ask for, and
// which element each mark on each page belongs to.
type drawing struct {
	data  []byte
	fonts []finish.Font
	marks [][]int
}

const nothingOpen = -2

// drawPages draws the pages. The library panics on input that it does not
// expect; none is known to reach it, and one that does is an error.
func drawPages(doc block.Document, set *layout.Result, sheet layout.Sheet, f *faces) (out drawing, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = drawing{}, fmt.Errorf("drawing library: %v", r)
		}
	}()
	p := &pen{
		Fpdf: gofpdf.NewCustom(&gofpdf.InitType{
			UnitStr: "pt",
			Size:    gofpdf.SizeType{Wd: sheet.Width, Ht: sheet.Height},
		}),
		faces: f, height: sheet.Height, open: nothingOpen,
	}
	// Without these three the same letter gives different bytes.
	p.SetCatalogSort(true)
	p.SetCreationDate(doc.Created.UTC())
	p.SetModificationDate(doc.Created.UTC())
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	// The pages are packed when they are finished.
	p.SetCompression(false)
	for _, page := range set.Pages {
		p.page(page, set.Elements)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return drawing{}, err
	}
	fonts, err := p.fonts()
	if err != nil {
		return drawing{}, fmt.Errorf("cut fonts: %w", err)
	}
	return drawing{data: b.Bytes(), fonts: fonts, marks: p.marks}, nil
}

func (p *pen) page(page layout.Page, elements []layout.Element) {
	p.AddPage()
	p.marks = append(p.marks, nil)
	for _, item := range page.Items {
		p.mark(layout.ElementOf(item), elements)
		switch item := item.(type) {
		case layout.Run:
			p.run(item)
		case layout.Line:
			p.rule(item)
		case layout.Frame:
			p.frame(item)
		case layout.Picture:
			p.picture(item)
		}
	}
	p.closeMark()
}

func (p *pen) rule(l layout.Line) {
	grey := 0
	if l.Light {
		grey = 0xB1
	}
	p.SetDrawColor(grey, grey, grey)
	p.SetLineWidth(l.Weight)
	p.Line(l.X1, l.Y1, l.X2, l.Y2)
}

func (p *pen) frame(f layout.Frame) {
	if f.Fill {
		p.SetFillColor(232, 237, 238)
		p.Rect(f.X, f.Y, f.W, f.H, "F")
		// Text is filled too, and black.
		p.SetFillColor(0, 0, 0)
		return
	}
	p.SetDrawColor(0, 0, 0)
	p.SetLineWidth(f.Weight)
	p.Rect(f.X+f.Weight/2, f.Y+f.Weight/2, f.W-f.Weight, f.H-f.Weight, "D")
}

func (p *pen) picture(pic layout.Picture) {
	name := "picture" + strconv.Itoa(pic.Element)
	options := gofpdf.ImageOptions{ImageType: "JPG"}
	p.RegisterImageOptionsReader(name, options, bytes.NewReader(pic.JPEG))
	p.ImageOptions(name, pic.X, pic.Y, pic.W, pic.H, false, options, 0, "")
}

// mark opens the marked content of an element, and closes the one before.
func (p *pen) mark(element int, elements []layout.Element) {
	if element == p.open {
		return
	}
	p.closeMark()
	p.open = element
	if element == layout.Artifact {
		p.RawWriteStr("/Artifact BMC")
		return
	}
	page := len(p.marks) - 1
	p.RawWriteStr("/" + elements[element].Role + " <</MCID " + strconv.Itoa(len(p.marks[page])) + ">> BDC")
	p.marks[page] = append(p.marks[page], element)
}

func (p *pen) closeMark() {
	if p.open != nothingOpen {
		p.RawWriteStr("EMC")
	}
	p.open = nothingOpen
}

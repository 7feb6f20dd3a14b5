package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// pen draws set pages. It marks each piece of content with the element it
// belongs to, so that the structure can be written afterwards.
type pen struct {
	*gofpdf.Fpdf
	face  layout.Face
	size  float64
	open  int
	marks [][]int
	loads [4]bool
}

const nothingOpen = -2

// drawPages makes the PDF bytes, and says which element each mark on each page
// belongs to. The library panics on input that it does not
// expect; none is known to reach it, and one that does is an error.
func drawPages(doc block.Document, set *layout.Result, sheet layout.Sheet) (out []byte, marks [][]int, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, marks, err = nil, nil, fmt.Errorf("drawing library: %v", r)
		}
	}()
	p := &pen{
		Fpdf: gofpdf.NewCustom(&gofpdf.InitType{
			UnitStr: "pt",
			Size:    gofpdf.SizeType{Wd: sheet.Width, Ht: sheet.Height},
		}),
		open: nothingOpen,
	}
	// Without these three the same letter gives different bytes.
	p.SetCatalogSort(true)
	p.SetCreationDate(doc.Created.UTC())
	p.SetModificationDate(doc.Created.UTC())
	p.SetMargins(0, 0, 0)
	p.SetAutoPageBreak(false, 0)
	p.load(set)
	if err := p.Error(); err != nil {
		return nil, nil, fmt.Errorf("load fonts: %w", err)
	}
	for _, page := range set.Pages {
		p.page(page, set.Elements)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, nil, err
	}
	return b.Bytes(), p.marks, nil
}

// load adds the faces that are used, each from its own copy of the font file:
// the library writes into the bytes it is given.
func (p *pen) load(set *layout.Result) {
	all := files()
	for _, page := range set.Pages {
		for _, item := range page.Items {
			run, ok := item.(layout.Run)
			if !ok || p.loads[run.Face] {
				continue
			}
			p.loads[run.Face] = true
			p.AddUTF8FontFromBytes(family(run.Face), "", slices.Clone(all[run.Face]))
		}
	}
}

func family(f layout.Face) string { return "face" + strconv.Itoa(int(f)) }

func (p *pen) page(page layout.Page, elements []layout.Element) {
	p.AddPage()
	p.face, p.size = -1, 0
	p.marks = append(p.marks, nil)
	for _, item := range page.Items {
		p.mark(layout.ElementOf(item), elements)
		switch item := item.(type) {
		case layout.Run:
			p.run(item)
		case layout.Line:
			p.line(item)
		case layout.Frame:
			p.frame(item)
		case layout.Picture:
			p.picture(item)
		}
	}
	p.closeMark()
}

func (p *pen) run(r layout.Run) {
	if r.Face != p.face || r.Size != p.size {
		p.SetFont(family(r.Face), "", r.Size)
		p.face, p.size = r.Face, r.Size
	}
	p.Text(r.X, r.Y, r.Text)
}

func (p *pen) line(l layout.Line) {
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

package layout

import (
	"errors"
	"slices"
	"strconv"

	"signpost.health/signpost/letters/internal/block"
)

// ErrNoRoom means that heads and feet leave no room for the letter itself.
var ErrNoRoom = errors.New("heads and feet leave no room on the page")

// Set lays a document out on sheets.
func Set(doc block.Document, sheet Sheet, faces Faces) (*Result, error) {
	f := &flow{shaper: &shaper{faces: faces, seen: map[rune]bool{}}, sheet: sheet}
	f.element("Document", -1)
	for _, b := range doc.Blocks {
		f.block(b)
	}
	fur := f.furnish(doc)
	p := &pages{sheet: sheet, furniture: fur}
	if sheet.Height-sheet.Top-sheet.Bottom-fur.headHeight-fur.footHeight < sheet.Height/3 {
		return nil, ErrNoRoom
	}
	p.newPage()
	for i, s := range f.strips {
		p.place(s, p.need(f.strips[i:]))
	}
	p.closeBox()
	fur.draw(f, p.out)
	return &Result{Pages: p.out, Elements: f.elements, Substituted: f.substituted}, nil
}

// pages fills pages from the top.
type pages struct {
	sheet     Sheet
	furniture *furniture
	out       []Page
	y         float64
	// fresh is true until something stands on the page.
	fresh bool
	box   *frame
	boxY  float64
}

func (p *pages) newPage() {
	p.closeBox()
	p.out = append(p.out, Page{})
	p.y = p.sheet.Top
	if len(p.out) > 1 {
		p.y += p.furniture.headHeight
	}
	p.fresh = true
}

func (p *pages) bottom() float64 {
	b := p.sheet.Height - p.sheet.Bottom - p.furniture.footHeight
	if p.box != nil {
		b -= p.box.padding
	}
	return b
}

// need is the height that must be free for the first of the strips to begin,
// with all that it has to be kept with.
func (p *pages) need(strips []*strip) float64 {
	h := 0.0
	for i, s := range strips {
		if i > 0 {
			h += s.before
		}
		if !s.keepNext || i == len(strips)-1 || s.height() > s.whole {
			h += s.least()
			break
		}
		h += s.height()
	}
	return h
}

func (p *pages) place(s *strip, need float64) {
	p.enter(s)
	if !p.fresh && p.y+p.gap(s)+need > p.bottom() && need < p.frame() {
		p.goOn(s)
	}
	for rest := s; ; {
		p.enter(rest)
		room := p.bottom() - p.y - p.gap(rest)
		if rest.height() <= room {
			p.draw(rest)
			return
		}
		first, tail := rest.split(room, p.fresh)
		if first != nil {
			p.draw(first)
			if tail == nil {
				return
			}
			rest = tail
		}
		p.goOn(rest)
	}
}

// frame is the height of a whole page for the letter itself.
func (p *pages) frame() float64 {
	return p.sheet.Height - p.sheet.Top - p.sheet.Bottom - p.furniture.headHeight - p.furniture.footHeight
}

func (p *pages) gap(s *strip) float64 {
	if p.fresh {
		return 0
	}
	return s.before
}

// goOn starts a page with the heads of what is continued there.
func (p *pages) goOn(s *strip) {
	p.newPage()
	room := p.frame() / 4
	for _, head := range []*strip{s.section, s.head} {
		if head == nil || head.height() > room {
			continue
		}
		p.draw(head)
		p.y += 2
	}
	p.fresh = true
}

func (p *pages) enter(s *strip) {
	if p.box == s.box {
		return
	}
	p.closeBox()
	if s.box == nil {
		return
	}
	if !p.fresh {
		p.y += s.box.before
	}
	p.box, p.boxY = s.box, p.y
	p.y += s.box.padding
}

func (p *pages) closeBox() {
	if p.box == nil {
		return
	}
	b := p.box
	p.box = nil
	p.y += b.padding
	p.add(Frame{X: p.sheet.Side, Y: p.boxY, W: p.sheet.Width - 2*p.sheet.Side, H: p.y - p.boxY, Weight: b.weight})
	p.y += b.after
}

func (p *pages) add(i Item) {
	page := &p.out[len(p.out)-1]
	page.Items = append(page.Items, i)
}

func (p *pages) draw(s *strip) {
	p.y += p.gap(s)
	p.fresh = false
	h := s.height()
	if s.fill {
		p.add(Frame{X: p.sheet.Side, Y: p.y, W: p.sheet.Width - 2*p.sheet.Side, H: h, Fill: true})
	}
	if s.picture != nil {
		pic := *s.picture
		pic.Y = p.y + s.padding
		p.add(pic)
	}
	for _, c := range s.columns {
		p.drawColumn(c, p.y+s.padding)
	}
	p.y += h
	if s.rule != noRule {
		light := s.rule == lightRule
		p.add(Line{X1: p.sheet.Side, Y1: p.y, X2: p.sheet.Width - p.sheet.Side, Y2: p.y, Weight: 0.6, Light: light})
	}
}

func (p *pages) drawColumn(c column, y float64) {
	for _, l := range c.lines {
		y += l.gap
		for _, r := range l.runs {
			r.X += c.x
			r.Y = y + l.rise
			r.Element = l.element
			p.add(r)
		}
		y += l.height
	}
}

// furniture is what stands on every page around the letter.
type furniture struct {
	head, foot             []line
	headHeight, footHeight float64
	identity               []line
}

// furnish measures heads and feet before any page is filled.
func (f *flow) furnish(doc block.Document) *furniture {
	const most = 3
	fur := &furniture{}
	size, foot := f.sheet.Size*0.92, f.sheet.Foot
	identity := func(width, size float64) []line {
		lines := f.lines(block.Strong(doc.Identity), width, size, Artifact)
		if len(lines) > most {
			lines = f.lines(block.Strong(doc.Brief), width, size, Artifact)
		}
		return lines
	}
	if doc.Warning != "" {
		fur.head = append(fur.head, f.lines(block.Strong(doc.Warning), f.inner(), foot, Artifact)...)
	}
	fur.head = append(fur.head, identity(f.inner(), size)...)
	fur.headHeight = column{lines: fur.head}.height() + size*0.8
	fur.identity = identity(f.inner()-foot*9, foot)
	for _, text := range doc.Foot {
		fur.foot = append(fur.foot, f.lines(block.Plain(text), f.inner(), foot, Artifact)...)
	}
	fur.footHeight = column{lines: slices.Concat(fur.identity, fur.foot)}.height() + foot
	return fur
}

// draw puts heads and feet on pages whose number is now known.
func (fur *furniture) draw(f *flow, out []Page) {
	sheet := f.sheet
	right := sheet.Width - sheet.Side
	for i := range out {
		p := &pages{sheet: sheet, out: out[i : i+1]}
		if i > 0 {
			p.drawColumn(column{x: sheet.Side, lines: fur.head}, sheet.Top)
			y := sheet.Top + fur.headHeight - sheet.Size*0.5
			p.add(Line{X1: sheet.Side, Y1: y, X2: right, Y2: y, Weight: 0.8})
		}
		y := sheet.Height - sheet.Bottom - fur.footHeight + sheet.Foot*0.6
		p.add(Line{X1: sheet.Side, Y1: y, X2: right, Y2: y, Weight: 0.8})
		y += sheet.Foot * 0.25
		p.drawColumn(column{x: sheet.Side, lines: fur.identity}, y)
		number := f.lines(block.Strong(pageNumber(i+1, len(out))), f.inner(), sheet.Foot, Artifact)
		p.drawColumn(column{x: right - number[0].width, lines: number}, y)
		p.drawColumn(column{x: sheet.Side, lines: fur.foot}, y+column{lines: fur.identity}.height())
	}
}

func pageNumber(n, of int) string {
	return "Page " + strconv.Itoa(n) + " of " + strconv.Itoa(of)
}

package layout

import (
	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/clean"
)

// flow turns blocks into strips, and builds the elements they belong to.
type flow struct {
	*shaper
	sheet    Sheet
	elements []Element
	strips   []*strip
	// section is the head of the section being set, as it is repeated.
	section *strip
}

func (f *flow) element(role string, parent int) int {
	n := len(f.elements)
	f.elements = append(f.elements, Element{Role: role, Parent: parent})
	if parent >= 0 {
		f.elements[parent].Kids = append(f.elements[parent].Kids, n)
	}
	return n
}

func (f *flow) add(s *strip) {
	if s.section == nil {
		s.section = f.section
	}
	f.strips = append(f.strips, s)
}

// lines sets a paragraph on lines of a width.
func (f *flow) lines(p block.Paragraph, width, size float64, element int) []line {
	if p.Small {
		size = max(size*0.8, f.sheet.Foot)
	}
	sets := breakLines(f.shape(p.Spans), width, size)
	lines := make([]line, len(sets))
	for i, t := range sets {
		lines[i] = line{typeset: t, height: size * 1.19, rise: size * 0.94, element: element}
	}
	return lines
}

func (f *flow) stack(ps []block.Paragraph, width, size float64, parent int) []line {
	var out []line
	for _, p := range ps {
		out = append(out, f.lines(p, width, size, f.element("P", parent))...)
	}
	return out
}

func (f *flow) block(b block.Block) {
	switch b := b.(type) {
	case block.Heading:
		f.heading(b)
	case block.Paragraph:
		f.paragraph(b)
	case block.Box:
		f.boxed(b)
	case block.Columns:
		f.pair(b)
	case block.Table:
		f.table(b)
	case block.List:
		f.list(b)
	case block.Figure:
		f.figure(b)
	}
}

func (f *flow) paragraph(p block.Paragraph) {
	size := f.sheet.Size
	lines := f.lines(p, f.inner(), size, f.element("P", 0))
	f.add(&strip{columns: []column{{x: f.sheet.Side, lines: lines}}, before: size * 0.3, whole: size * 4})
}

func (f *flow) inner() float64 { return f.sheet.Width - 2*f.sheet.Side }

func (f *flow) heading(h block.Heading) {
	size := f.sheet.Size * 1.06
	f.section = nil
	n := f.element("H2", 0)
	f.elements[n].Text, _ = clean.Text(h.Text)
	head := f.headStrip(h.Text, size, f.sheet.Size*0.7, n)
	head.rule = strongRule
	f.add(head)
	f.section = f.headStrip(h.Text+" (continued)", size, 0, Artifact)
	f.section.rule = strongRule
}

func (f *flow) headStrip(text string, size, before float64, element int) *strip {
	lines := f.lines(block.Strong(text), f.inner(), size, element)
	return &strip{
		columns: []column{{x: f.sheet.Side, lines: lines}},
		before:  before, keepNext: true, whole: f.sheet.Size * 12,
	}
}

// boxed sets each paragraph of a box as a strip, so that a long one can go on
// to the next page inside its border.
func (f *flow) boxed(b block.Box) {
	size := f.sheet.Size
	fr := &frame{weight: 0.8, padding: size * 0.3, before: size * 0.35, after: size * 0.1}
	switch b.Role {
	case block.Priority:
		fr.weight = 2.2
	case block.Override, block.Warning:
		fr.weight = 1.6
	case block.Banner:
	}
	parent := f.element("Div", 0)
	add := func(p block.Paragraph, size float64, role string) {
		lines := f.lines(p, f.inner()-2*fr.padding-8, size, f.element(role, parent))
		f.add(&strip{
			columns: []column{{x: f.sheet.Side + fr.padding + 4, lines: lines}},
			box:     fr, whole: size * 8, before: size * 0.1,
		})
	}
	if b.Title != "" {
		add(block.Strong(b.Title), size*1.25, "H1")
	}
	for _, p := range b.Paragraphs {
		add(p, size, "P")
	}
}

// pair sets two columns side by side, or one after the other when the type is
// large or they are long.
func (f *flow) pair(c block.Columns) {
	size, gap := f.sheet.Size, f.sheet.Size
	half := (f.inner() - gap) / 2
	left, right := f.element("Div", 0), f.element("Div", 0)
	if f.inner() < size*34 {
		for i, side := range [][]block.Paragraph{c.Left, c.Right} {
			lines := f.stack(side, f.inner(), size, []int{left, right}[i])
			f.add(&strip{columns: []column{{x: f.sheet.Side, lines: lines}}, before: size * 0.5, whole: size * 8})
		}
		return
	}
	f.add(&strip{
		columns: []column{
			{x: f.sheet.Side, lines: f.stack(c.Left, half, size, left)},
			{x: f.sheet.Side + half + gap, lines: f.stack(c.Right, half, size, right)},
		},
		before: size * 0.5, whole: size * 16,
	})
}

func (f *flow) list(l block.List) {
	size := f.sheet.Size
	parent := f.element("L", 0)
	for i, item := range l.Items {
		li := f.element("LI", parent)
		label := f.lines(block.Plain("•"), size, size, f.element("Lbl", li))
		body := f.lines(item, f.inner()-size, size, f.element("LBody", li))
		f.add(&strip{
			columns: []column{{x: f.sheet.Side, lines: label}, {x: f.sheet.Side + size, lines: body}},
			before:  size * 0.15, whole: size * 4,
			// The first two items stay together, and so do the last two.
			keepNext: i+1 < len(l.Items) && (i == 0 || i == len(l.Items)-2),
		})
	}
}

// figure sets the picture on the left and its caption beside it.
func (f *flow) figure(fig block.Figure) {
	size := f.sheet.Size
	if len(fig.JPEG) == 0 || fig.Width < 1 || fig.Height < 1 {
		f.paragraph(block.Plain("Image not held with this letter. " + fig.Alt))
		f.paragraph(fig.Caption)
		return
	}
	n := f.element("Figure", 0)
	f.elements[n].Alt = fig.Alt
	w, h := 170.0, 170.0*float64(fig.Height)/float64(fig.Width)
	if h > 128 {
		w, h = w*128/h, 128
	}
	x := f.sheet.Side + w + size
	caption := f.lines(fig.Caption, f.inner()-w-size, size, f.element("P", 0))
	f.add(&strip{
		columns: []column{{x: x, lines: caption}},
		picture: &Picture{X: f.sheet.Side, W: w, H: h, JPEG: fig.JPEG, Element: n},
		before:  size * 0.5, whole: max(h+1, size*6),
	})
}

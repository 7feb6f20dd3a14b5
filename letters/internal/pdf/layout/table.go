package layout

import (
	"slices"

	"signpost.health/signpost/letters/internal/block"
)

// table sets each row as a strip, with the head again on each new page.
func (f *flow) table(t block.Table) {
	size := f.sheet.Size
	table := f.element("Table", 0)
	f.elements[table].Alt = t.Name
	xs, widths := f.grid(t.Widths)
	var again *strip
	if len(t.Head) > 0 {
		row := f.element("TR", table)
		head := &strip{before: size * 0.3, padding: 2, keepNext: true, rule: strongRule, fill: true, whole: size * 8}
		again = &strip{padding: 2, rule: strongRule, fill: true, whole: size * 8, keepNext: true}
		for i, text := range t.Head {
			th := f.element("TH", row)
			f.elements[th].Scope = "Column"
			p := block.Strong(text)
			head.columns = append(head.columns, column{x: xs[i], lines: f.lines(p, widths[i], size, th)})
			again.columns = append(again.columns, column{x: xs[i], lines: f.lines(p, widths[i], size, Artifact)})
		}
		f.add(head)
	}
	for i, r := range t.Rows {
		s := f.row(r, t.LabelFirst, table, xs, widths)
		s.head = again
		// The first two rows stay together, and so do the last two.
		short := s.height() < f.sheet.Size*4
		s.keepNext = short && i+1 < len(t.Rows) && (i == 0 || i == len(t.Rows)-2)
		f.add(s)
	}
}

func (f *flow) row(r block.Row, labelFirst bool, table int, xs, widths []float64) *strip {
	size := f.sheet.Size
	tr := f.element("TR", table)
	s := &strip{padding: 2, rule: lightRule, whole: size * 9}
	if labelFirst && len(r.Cells) > 0 && len(r.Cells[0].Paragraphs) > 0 {
		label := r.Cells[0].Paragraphs[0]
		label.Spans = append(slices.Clone(label.Spans), block.Span{Text: " (continued)"})
		s.label = f.lines(label, widths[0], size, Artifact)
	}
	for i, c := range r.Cells {
		role := "TD"
		if i == 0 && labelFirst {
			role = "TH"
		}
		cell := f.element(role, tr)
		if role == "TH" {
			f.elements[cell].Scope = "Row"
		}
		s.columns = append(s.columns, column{x: xs[i], lines: f.stack(c.Paragraphs, widths[i], size, cell)})
	}
	return s
}

// grid gives each column's place and width from its share of the line.
func (f *flow) grid(shares []float64) (xs, widths []float64) {
	const pad = 4
	total := 0.0
	for _, s := range shares {
		total += s
	}
	x := f.sheet.Side
	for _, s := range shares {
		w := f.inner() * s / total
		xs = append(xs, x+pad)
		widths = append(widths, w-2*pad)
		x += w
	}
	return xs, widths
}

package graph

// The measures of a picture, in pixels at its own width.
const (
	textSize   = 14
	lineHeight = 18
	padding    = 9
	margin     = 8
	// narrow is the width under which an outcome stands below its question
	// instead of beside it.
	narrow = 560
)

// box is a framed text.
type box struct {
	x, y, w, h float64
	lines      []textLine
	// heavy frames an outcome; flagged bars a red flag.
	heavy, flagged bool
	outcome        string
}

// textLine is one line of a box.
type textLine struct {
	text string
	bold bool
}

// arrow is a line down or to the right, with its answer.
type arrow struct {
	x1, y1, x2, y2 float64
	label          string
	labelX, labelY float64
}

// part is what belongs together, in reading order.
type part struct {
	boxes  []box
	arrows []arrow
	// heading stands over the further advice.
	heading string
	y       float64
}

// picture is the parts between two heights.
type picture struct {
	width, top, height float64
	parts              []part
}

// lay places a flow. Where it is higher than most it is cut between steps; 0
// cuts nothing.
func lay(f Flow, width, most float64) []picture {
	l := &layer{width: width, y: margin}
	for i, s := range f.Steps {
		l.step(s, i == len(f.Steps)-1)
	}
	if len(f.Also) > 0 {
		l.y += lineHeight
		l.parts = append(l.parts, part{heading: "Also, whatever the advice above: each that fits", y: l.y})
		l.y += lineHeight
		for _, s := range f.Also {
			l.step(s, true)
		}
	}
	return cutAt(l.parts, width, most)
}

func cutAt(parts []part, width, most float64) []picture {
	var out []picture
	for i, p := range parts {
		last := len(out) - 1
		bottom := p.bottom()
		if p.heading != "" && i+1 < len(parts) {
			bottom = parts[i+1].bottom() // a heading stays with what it heads
		}
		if last < 0 || (most > 0 && bottom-out[last].top > most && len(out[last].parts) > 0) {
			top := 0.0
			if last >= 0 {
				top = p.top() - margin
			}
			out = append(out, picture{width: width, top: top})
			last++
		}
		out[last].parts = append(out[last].parts, p)
		out[last].height = p.bottom() + margin - out[last].top
	}
	return out
}

func (p part) top() float64 {
	if p.heading != "" {
		return p.y - lineHeight
	}
	return p.boxes[0].y
}

func (p part) bottom() float64 {
	low := p.y
	for _, b := range p.boxes {
		low = max(low, b.y+b.h)
	}
	for _, a := range p.arrows {
		low = max(low, a.y2)
	}
	return low
}

// layer places one step after another.
type layer struct {
	width, y float64
	parts    []part
}

func (l *layer) beside() bool { return l.width >= narrow }

// gap is the space between two steps, which holds the answer that leads on.
func (l *layer) gap() float64 { return 28 }

func (l *layer) step(s Step, last bool) {
	var p part
	if s.When == "" {
		// What is left over needs no question: the way on leads to it.
		end := l.ending(s, margin, l.y, l.width-2*margin, s.question())
		p.boxes = append(p.boxes, end)
		l.parts = append(l.parts, p)
		l.y += end.h + l.gap()
		return
	}
	if l.beside() {
		l.sideBySide(s, last, &p)
	} else {
		l.stacked(s, last, &p)
	}
	l.parts = append(l.parts, p)
}

func (l *layer) sideBySide(s Step, last bool, p *part) {
	const across = 64
	left := (l.width - 2*margin - across) * 0.58
	ask := question(s, margin, l.y, left)
	end := l.ending(s, margin+left+across, l.y, l.width-2*margin-left-across, "")
	height := max(ask.h, end.h)
	ask.h, end.h = height, height
	middle := l.y + height/2
	p.boxes = append(p.boxes, ask, end)
	p.arrows = append(p.arrows, arrow{
		x1: ask.x + ask.w, y1: middle, x2: end.x, y2: middle, label: s.Leave, labelX: ask.x + ask.w + 12, labelY: middle - 6,
	})
	l.y += height
	l.goOn(s, last, p, l.y)
}

func (l *layer) stacked(s Step, last bool, p *part) {
	const indent, down = 56, 26
	ask := question(s, margin, l.y, l.width-2*margin)
	top := l.y + ask.h + down
	end := l.ending(s, margin+indent, top, l.width-2*margin-indent, "")
	p.boxes = append(p.boxes, ask, end)
	at := margin + indent + 24.0
	p.arrows = append(p.arrows, arrow{x1: at, y1: l.y + ask.h, x2: at, y2: top, label: s.Leave, labelX: at + 8, labelY: top - 8})
	below := l.y + ask.h
	l.y = top + end.h
	l.goOn(s, last, p, below)
}

// goOn draws the way from a question to the next step.
func (l *layer) goOn(s Step, last bool, p *part, from float64) {
	if last {
		l.y += l.gap() / 2
		return
	}
	x := margin + 22.0
	l.y += l.gap()
	p.arrows = append(p.arrows, arrow{x1: x, y1: from, x2: x, y2: l.y, label: s.Stay, labelX: x + 8, labelY: l.y - 10})
}

func question(s Step, x, y, w float64) box {
	b := box{x: x, y: y, w: w, flagged: s.Note == "Red flag"}
	b.add(s.head(), true)
	b.add(s.question(), false)
	return b.sized()
}

func (l *layer) ending(s Step, x, y, w float64, head string) box {
	b := box{x: x, y: y, w: w, heavy: true, outcome: s.Ending.ID}
	b.add(head, true)
	b.add(s.Ending.Urgency, true)
	b.add(s.Ending.Says, false)
	return b.sized()
}

func (b *box) add(text string, bold bool) {
	if text == "" {
		return
	}
	size := float64(textSize)
	if bold {
		size *= 1.08
	}
	for _, line := range wrap(text, b.w-2*padding-6, size) {
		b.lines = append(b.lines, textLine{text: line, bold: bold})
	}
}

func (b box) sized() box {
	b.h = float64(len(b.lines))*lineHeight + 2*padding
	return b
}

package layout

// strip is what the pages are made of: columns of lines side by side that
// stand or split together. A paragraph is a strip of one column, a table row
// one of several.
type strip struct {
	columns []column
	before  float64
	padding float64
	// whole keeps a strip of up to so many points on one page.
	whole    float64
	keepNext bool
	rule     ruling
	fill     bool
	box      *frame
	// section and head are set again, marked as continued, where the strip
	// starts a new page.
	section, head *strip
	// label is the first column again, where the rest of a row goes on alone.
	label   []line
	picture *Picture
}

// ruling is the rule under a strip.
type ruling int

const (
	noRule ruling = iota
	lightRule
	strongRule
)

// frame is a border around one or more strips.
type frame struct{ weight, padding, before, after float64 }

type column struct {
	x     float64
	lines []line
}

type line struct {
	typeset
	gap, height float64
	// rise is the distance from the line's top to its baseline.
	rise    float64
	element int
}

func (c column) height() float64 {
	h := 0.0
	for _, l := range c.lines {
		h += l.gap + l.height
	}
	return h
}

func (s *strip) height() float64 {
	h := 0.0
	for _, c := range s.columns {
		h = max(h, c.height())
	}
	if s.picture != nil {
		h = max(h, s.picture.H)
	}
	return h + 2*s.padding
}

// least is the height that must fit for the strip to begin on a page.
func (s *strip) least() float64 {
	h := s.height()
	if h <= s.whole {
		return h
	}
	least := 0.0
	for _, c := range s.columns {
		least = max(least, column{lines: c.lines[:min(2, len(c.lines))]}.height())
	}
	if s.picture != nil {
		least = max(least, s.picture.H)
	}
	return min(h, least+2*s.padding)
}

// split divides the strip so that the first part is no higher than room. The
// first part is nil when not even its first lines fit; force gives it at least
// one line all the same. The rest is nil when nothing is left.
func (s *strip) split(room float64, force bool) (first, rest *strip) {
	if !force && (s.height() <= s.whole || s.least() > room) {
		return nil, s
	}
	a, b := *s, *s
	a.columns, b.columns = make([]column, len(s.columns)), make([]column, len(s.columns))
	b.picture, b.before = nil, 0
	moved, left := false, false
	for i, c := range s.columns {
		n := c.fitting(room - 2*s.padding)
		if force && n == 0 && len(c.lines) > 0 {
			n = 1
		}
		moved, left = moved || n > 0, left || n < len(c.lines)
		a.columns[i] = column{x: c.x, lines: c.lines[:n]}
		b.columns[i] = column{x: c.x, lines: c.lines[n:]}
	}
	if !moved {
		return nil, s
	}
	if !left {
		return &a, nil
	}
	a.rule = noRule
	if label := (column{lines: s.label}); len(b.columns[0].lines) == 0 && label.height() < room/4 {
		b.columns[0].lines = s.label
	}
	return &a, &b
}

// fitting is how many lines fit, leaving no single line for the next page.
func (c column) fitting(room float64) int {
	n, h := 0, 0.0
	for _, l := range c.lines {
		h += l.gap + l.height
		if h > room {
			break
		}
		n++
	}
	if n == len(c.lines)-1 && n > 2 {
		n--
	}
	return n
}

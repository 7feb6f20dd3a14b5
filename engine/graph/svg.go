package graph

import (
	"fmt"
	"strings"
)

// SVGOptions say how a picture is drawn.
type SVGOptions struct {
	// Width is the picture's own width in pixels; 0 is 760. Under 560 each
	// outcome stands below its question, for a narrow screen.
	Width int
	// Height is the most that one picture may have; 0 draws one picture. A
	// higher flow is cut between steps, so that it can be printed.
	Height int
	// Link gives the address of an outcome's details. With it the outcomes
	// can be tabbed to, in reading order; nil makes a plain picture.
	Link func(outcome string) string
}

// SVG draws the flow as one picture. It has real text in reading order, a
// title and a description that says all of it, no script and no style of its
// own that could reach the page around it.
func SVG(f Flow, o SVGOptions) string {
	o.Height = 0
	return SVGs(f, o)[0]
}

// SVGs draws the flow as pictures no higher than the options say.
func SVGs(f Flow, o SVGOptions) []string {
	if o.Width <= 0 {
		o.Width = 760
	}
	pictures := lay(f, float64(o.Width), float64(o.Height))
	out := make([]string, len(pictures))
	for i, p := range pictures {
		title := "Flow of " + f.Title
		if len(pictures) > 1 {
			title += fmt.Sprintf(", part %d of %d", i+1, len(pictures))
		}
		w := &svgWriter{link: o.Link}
		w.picture(p, fmt.Sprintf("flow-%s-%d-%d", f.ID, o.Width, i+1), title, f.Describe())
		out[i] = w.b.String()
	}
	return out
}

func (w *svgWriter) picture(p picture, id, title, describe string) {
	role := "img"
	if w.link != nil {
		// What is inside a picture cannot be tabbed to; a group's text is read
		// as it stands, so it needs no second telling.
		role, describe = "group", "Each question with the advice it leads to. The tables say the same."
	}
	w.line(`<svg xmlns="http://www.w3.org/2000/svg" role="%s" aria-labelledby="%s-title" aria-describedby="%s-desc" viewBox="0 %s %s %s" width="%s" height="%s" font-family="Arial, Helvetica, sans-serif" font-size="%d" fill="#212b32">`,
		role, id, id, px(p.top), px(p.width), px(p.height), px(p.width), px(p.height), textSize)
	w.line(`<title id="%s-title">%s</title>`, id, escape(title))
	w.line(`<desc id="%s-desc">%s</desc>`, id, escape(describe))
	w.line(`<rect y="%s" width="%s" height="%s" fill="#ffffff"/>`, px(p.top), px(p.width), px(p.height))
	for _, part := range p.parts {
		w.part(part)
	}
	w.line(`</svg>`)
}

type svgWriter struct {
	b    strings.Builder
	link func(string) string
}

func (w *svgWriter) line(format string, args ...any) {
	fmt.Fprintf(&w.b, format+"\n", args...)
}

func (w *svgWriter) part(p part) {
	if p.heading != "" {
		w.line(`<text x="%s" y="%s" font-weight="bold">%s</text>`, px(margin), px(p.y), escape(p.heading))
		return
	}
	for i, b := range p.boxes {
		w.box(b)
		if i < len(p.arrows) {
			w.arrow(p.arrows[i])
		}
	}
	for i := len(p.boxes); i < len(p.arrows); i++ {
		w.arrow(p.arrows[i])
	}
}

func (w *svgWriter) box(b box) {
	linked := b.outcome != "" && w.link != nil
	if linked {
		w.line(`<a href="%s">`, escape(w.link(b.outcome)))
	}
	stroke, weight, fill := "#4c6272", "1", "#ffffff"
	if b.heavy {
		stroke, weight, fill = "#005eb8", "2", "#f0f4f5"
	}
	w.line(`<rect x="%s" y="%s" width="%s" height="%s" rx="4" fill="%s" stroke="%s" stroke-width="%s"/>`,
		px(b.x), px(b.y), px(b.w), px(b.h), fill, stroke, weight)
	if b.flagged {
		w.line(`<rect x="%s" y="%s" width="6" height="%s" fill="#d5281b"/>`, px(b.x), px(b.y), px(b.h))
	}
	for i, l := range b.lines {
		bold := ""
		if l.bold {
			bold = ` font-weight="bold"`
		}
		w.line(`<text x="%s" y="%s"%s>%s</text>`, px(b.x+padding+5), px(b.y+padding+float64(i)*lineHeight+13.5), bold, escape(l.text))
	}
	if linked {
		w.line(`</a>`)
	}
}

func (w *svgWriter) arrow(a arrow) {
	w.line(`<path d="M%s %sL%s %s" stroke="#4c6272" stroke-width="1.5" fill="none"/>`, px(a.x1), px(a.y1), px(a.x2), px(a.y2))
	head := fmt.Sprintf("M%s %sl-5 -8h10z", px(a.x2), px(a.y2))
	if a.y1 == a.y2 {
		head = fmt.Sprintf("M%s %sl-8 -5v10z", px(a.x2), px(a.y2))
	}
	w.line(`<path d="%s" fill="#4c6272"/>`, head)
	if a.label != "" {
		w.line(`<text x="%s" y="%s">%s</text>`, px(a.labelX), px(a.labelY), escape(a.label))
	}
}

// px writes a length with at most one decimal.
func px(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

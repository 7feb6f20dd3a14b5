package pdf

import (
	"strconv"

	"signpost.health/signpost/letters/internal/pdf/finish"
	"signpost.health/signpost/letters/internal/pdf/layout"
	"signpost.health/signpost/letters/internal/pdf/subset"
)

// ink is what has been drawn in one face: each sign has a code, from 1.
type ink struct {
	codes  map[sign]uint16
	says   []string
	glyphs []uint16
	widths []float64
}

// sign is a rune that is drawn, and the characters that it says if they are
// others.
type sign struct {
	drawn rune
	says  string
}

// code is a sign's code in a face. Runes that share a glyph have codes of their
// own, so that each is read back as what it was.
func (p *pen) code(face layout.Face, s sign) uint16 {
	in := p.inks[face]
	if in == nil {
		in = &ink{codes: map[sign]uint16{}}
		p.inks[face] = in
	}
	if c, known := in.codes[s]; known {
		return c
	}
	glyph, width := p.faces.glyph(face, s.drawn)
	says := s.says
	if says == "" {
		says = string(s.drawn)
	}
	in.says, in.glyphs, in.widths = append(in.says, says), append(in.glyphs, glyph), append(in.widths, width)
	c := uint16(len(in.says))
	in.codes[s] = c
	return c
}

// run writes a text as codes. The library's own way with text is not used: it
// reads each font twice for a document, and knows no more than what is here.
func (p *pen) run(r layout.Run) {
	const digits = "0123456789ABCDEF"
	b := append(p.line[:0], "BT /"+resource(r.Face)+" "...)
	for _, v := range []struct {
		number float64
		then   string
	}{{r.Size, " Tf "}, {r.X, " "}, {p.height - r.Y, " Td <"}} {
		b = append(strconv.AppendFloat(b, v.number, 'f', 2, 64), v.then...)
	}
	write := func(s sign) {
		code := p.code(r.Face, s)
		b = append(b, digits[code>>12], digits[code>>8&15], digits[code>>4&15], digits[code&15])
	}
	if r.Drawn != 0 {
		write(sign{r.Drawn, r.Text})
	} else {
		for _, c := range r.Text {
			write(sign{drawn: c})
		}
	}
	b = append(b, "> Tj ET"...)
	p.line = b
	p.RawWriteStr(string(b))
}

func resource(f layout.Face) string { return "F" + strconv.Itoa(int(f)) }

// fonts are the faces cut down to what was drawn in them.
func (p *pen) fonts() ([]finish.Font, error) {
	var out []finish.Font
	all := files()
	names := [4]string{
		layout.Main: "LiberationSans", layout.MainBold: "LiberationSans-Bold",
		layout.Fallback: "DejaVuSans", layout.FallbackBold: "DejaVuSans-Bold",
	}
	for face, in := range p.inks {
		if in == nil {
			continue
		}
		cut, err := subset.Cut(all[face], in.glyphs)
		if err != nil {
			return nil, err
		}
		f := layout.Face(face)
		out = append(out, finish.Font{
			Resource: resource(f), Name: names[face], Cut: cut, Says: in.says, Widths: in.widths,
			Bold: f == layout.MainBold || f == layout.FallbackBold,
		})
	}
	return out, nil
}

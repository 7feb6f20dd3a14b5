// Package subset cuts a TrueType font down to the glyphs that a letter uses.
// It knows the tables that a PDF needs and no others, and writes the same bytes
// for the same glyphs.
package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// ErrFont means that the bytes are no TrueType font with outlines.
var ErrFont = errors.New("not a TrueType font that can be cut")

// Font is a font cut down to some glyphs.
type Font struct {
	// File is a TrueType file with the glyphs alone; Glyphs gives each one's
	// number in it, in the order they were asked for.
	File   []byte
	Glyphs []uint16
	// Box, Ascent and Descent are in thousandths of the type size.
	Box             [4]int
	Ascent, Descent int
}

// source is the font that is cut.
type source struct {
	tables map[string][]byte
	long   bool
	glyphs int
	// metrics is how many glyphs have an advance of their own.
	metrics int
	units   int
}

// Cut makes a font of the named glyphs and those they are made from. Glyph 0,
// which stands for what is missing, always comes first.
func Cut(ttf []byte, glyphs []uint16) (Font, error) {
	s, err := open(ttf)
	if err != nil {
		return Font{}, err
	}
	c := &cutter{source: s, place: map[uint16]uint16{}}
	c.take(0)
	for _, g := range glyphs {
		c.take(g)
	}
	// Taking a glyph may append those it is made from.
	for i := 0; i < len(c.order); i++ {
		if err := c.outline(c.order[i]); err != nil {
			return Font{}, err
		}
	}
	out := Font{File: c.file(), Glyphs: make([]uint16, len(glyphs))}
	for i, g := range glyphs {
		out.Glyphs[i] = c.place[g]
	}
	head, hhea := s.tables["head"], s.tables["hhea"]
	for i := range out.Box {
		out.Box[i] = s.thousandths(head[36+2*i:])
	}
	out.Ascent, out.Descent = s.thousandths(hhea[4:]), s.thousandths(hhea[6:])
	return out, nil
}

func (s *source) thousandths(b []byte) int {
	return int(int16(u16(b))) * 1000 / s.units
}

func open(ttf []byte) (*source, error) {
	s := &source{tables: map[string][]byte{}}
	if len(ttf) < 12 {
		return nil, ErrFont
	}
	for i := range int(u16(ttf[4:])) {
		at := 12 + 16*i
		if at+16 > len(ttf) {
			return nil, ErrFont
		}
		from, n := int(u32(ttf[at+8:])), int(u32(ttf[at+12:]))
		if from > len(ttf) || n > len(ttf)-from {
			return nil, ErrFont
		}
		s.tables[string(ttf[at:at+4])] = ttf[from : from+n]
	}
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 32, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := s.tables[name]; !ok || len(t) < least {
			return nil, fmt.Errorf("%w: table %s", ErrFont, name)
		}
	}
	s.long = u16(s.tables["head"][50:]) != 0
	s.units = int(u16(s.tables["head"][18:]))
	s.glyphs = int(u16(s.tables["maxp"][4:]))
	s.metrics = int(u16(s.tables["hhea"][34:]))
	if s.units == 0 || s.metrics == 0 || len(s.tables["hmtx"]) < 4*s.metrics {
		return nil, ErrFont
	}
	return s, nil
}

// outline is a glyph's own bytes; a space has none.
func (s *source) outline(g uint16) ([]byte, error) {
	loca, glyf := s.tables["loca"], s.tables["glyf"]
	from, to := 0, 0
	i := int(g)
	switch {
	case i >= s.glyphs:
		return nil, fmt.Errorf("%w: glyph %d", ErrFont, g)
	case s.long && len(loca) >= 4*i+8:
		from, to = int(u32(loca[4*i:])), int(u32(loca[4*i+4:]))
	case !s.long && len(loca) >= 2*i+4:
		from, to = 2*int(u16(loca[2*i:])), 2*int(u16(loca[2*i+2:]))
	default:
		return nil, fmt.Errorf("%w: glyph %d", ErrFont, g)
	}
	if from > to || to > len(glyf) {
		return nil, fmt.Errorf("%w: glyph %d", ErrFont, g)
	}
	return glyf[from:to], nil
}

// metric is a glyph's advance and left bearing, as the font has them.
func (s *source) metric(g uint16) []byte {
	hmtx, i := s.tables["hmtx"], int(g)
	if i < s.metrics {
		return hmtx[4*i : 4*i+4]
	}
	last := hmtx[4*s.metrics-4 : 4*s.metrics-2]
	bearing := []byte{0, 0}
	if at := 4*s.metrics + 2*(i-s.metrics); at+2 <= len(hmtx) {
		bearing = hmtx[at : at+2]
	}
	return slices.Concat(last, bearing)
}

func u16(b []byte) uint16 { return binary.BigEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }

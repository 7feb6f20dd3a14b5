package subset

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// cutter gathers glyphs under new numbers.
type cutter struct {
	*source
	order    []uint16
	place    map[uint16]uint16
	outlines [][]byte
	size     int
}

func (c *cutter) take(g uint16) uint16 {
	n, taken := c.place[g]
	if !taken {
		n = uint16(len(c.order))
		c.place[g], c.order = n, append(c.order, g)
	}
	return n
}

// The flags of a part of a composite glyph.
const (
	wordArguments = 0x0001
	scale         = 0x0008
	moreParts     = 0x0020
	twoScales     = 0x0040
	twoByTwo      = 0x0080
)

// outline adds a glyph's bytes. One that is made from others names them by
// their new numbers.
func (c *cutter) outline(g uint16) error {
	old, err := c.source.outline(g)
	if err != nil {
		return err
	}
	// Outlines do not overlap in a font: more of them than there are bytes is no
	// font.
	if c.size += len(old); c.size > len(c.tables["glyf"]) {
		return fmt.Errorf("%w: glyph %d", ErrFont, g)
	}
	data := slices.Clone(old)
	if len(data) >= 10 && int16(u16(data)) < 0 {
		for at, more := 10, true; more; {
			if at+4 > len(data) {
				return fmt.Errorf("%w: glyph %d", ErrFont, g)
			}
			flags := u16(data[at:])
			binary.BigEndian.PutUint16(data[at+2:], c.take(u16(data[at+2:])))
			at += 4 + partLength(flags)
			more = flags&moreParts != 0
		}
	}
	c.outlines = append(c.outlines, data)
	return nil
}

// partLength is how many bytes follow a part's flags and number.
func partLength(flags uint16) int {
	n := 2
	if flags&wordArguments != 0 {
		n = 4
	}
	switch {
	case flags&scale != 0:
		n += 2
	case flags&twoScales != 0:
		n += 4
	case flags&twoByTwo != 0:
		n += 8
	}
	return n
}

// file writes the tables that a PDF asks for.
func (c *cutter) file() []byte {
	n := len(c.order)
	var glyf, loca, hmtx []byte
	for i, data := range c.outlines {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = padded(append(glyf, data...))
		hmtx = append(hmtx, c.metric(c.order[i])...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(c.tables["head"]), slices.Clone(c.tables["hhea"]), slices.Clone(c.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	tables := []table{
		{"cvt ", c.tables["cvt "]}, {"fpgm", c.tables["fpgm"]}, {"glyf", glyf}, {"head", head}, {"hhea", hhea},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", c.tables["prep"]},
	}
	tables = slices.DeleteFunc(tables, func(t table) bool { return t.data == nil })
	return write(tables)
}

type table struct {
	name string
	data []byte
}

// write puts the tables, which stand in the order of their names, behind a
// directory.
func write(tables []table) []byte {
	entries, power := 1, 0
	for entries*2 <= len(tables) {
		entries, power = entries*2, power+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tables), entries * 16, power, len(tables)*16 - entries*16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, head := 12+16*len(tables), 0
	var body []byte
	for _, t := range tables {
		if t.name == "head" {
			head = at + len(body)
		}
		out = append(out, t.name...)
		out = binary.BigEndian.AppendUint32(out, sum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body = padded(append(body, t.data...))
	}
	out = append(out, body...)
	// The whole file adds up to this number by the format's definition.
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-sum(out))
	return out
}

func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

func sum(b []byte) uint32 {
	var total uint32
	for ; len(b) >= 4; b = b[4:] {
		total += u32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return total + u32(last[:])
}

package finish

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

// intent writes the output intent: what the letter's plain red, green and blue
// mean. It gives the object's number.
func (f *file) intent() int {
	profile := f.add(stream("/N 3", sRGB()))
	return f.add(fmt.Sprintf("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier %s /Info %s /DestOutputProfile %d 0 R>>",
		text("sRGB"), text("sRGB"), profile))
}

// sRGB is a colour profile with the primaries of sRGB and a gamma of 2.2. A
// letter has only black, white and two greys, for which that is exact enough.
func sRGB() []byte {
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", description("sRGB")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.4360, 0.2225, 0.0139)},
		{"gXYZ", xyz(0.3851, 0.7169, 0.0971)},
		{"bXYZ", xyz(0.1431, 0.0606, 0.7139)},
		{"rTRC", gamma(2.2)}, {"gTRC", gamma(2.2)}, {"bTRC", gamma(2.2)},
	}
	var table, body bytes.Buffer
	start := 128 + 4 + 12*len(tags)
	table.Write(u32(len(tags)))
	for _, t := range tags {
		table.WriteString(t.name)
		table.Write(u32(start + body.Len()))
		table.Write(u32(len(t.data)))
		body.Write(t.data)
		for body.Len()%4 != 0 {
			body.WriteByte(0)
		}
	}
	head := make([]byte, 128)
	copy(head[0:], u32(start+body.Len()))
	copy(head[8:], []byte{2, 0x10, 0, 0})
	copy(head[12:], "mntrRGB XYZ ")
	// A fixed day: a profile made today would differ tomorrow.
	copy(head[24:], []byte{0x07, 0xCF, 0, 6, 0, 3, 0, 0, 0, 0, 0, 0})
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:])
	return bytes.Join([][]byte{head, table.Bytes(), body.Bytes()}, nil)
}

func u32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func xyz(x, y, z float64) []byte {
	out := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		out = append(out, u32(int(math.Round(v*65536)))...)
	}
	return out
}

func gamma(g float64) []byte {
	out := append([]byte("curv\x00\x00\x00\x00"), u32(1)...)
	return binary.BigEndian.AppendUint16(out, uint16(math.Round(g*256)))
}

func description(s string) []byte {
	out := append([]byte("desc\x00\x00\x00\x00"), u32(len(s)+1)...)
	out = append(out, s...)
	out = append(out, 0)
	// Empty Unicode and Macintosh names follow.
	return append(out, make([]byte, 4+4+2+1+67)...)
}

package finish

import (
	"crypto/sha256"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"signpost.health/signpost/letters/internal/pdf/subset"
)

// Font is what the pages use of one font. The text that they show is written
// in codes from 1, two bytes each; code 0 is the sign for what is missing.
type Font struct {
	// Resource is its name on the pages, Name its own.
	Resource, Name string
	Cut            subset.Font
	// Says are the characters that the codes stand for, Widths their widths in
	// thousandths of the size.
	Says   []string
	Widths []float64
	Bold   bool
}

// fonts writes each font, and gives the entry that leads the pages to them.
func (f *file) fonts(all []Font) string {
	var entry strings.Builder
	entry.WriteString("/Font <<")
	for _, font := range all {
		fmt.Fprintf(&entry, "/%s %d 0 R ", font.Resource, f.font(font))
	}
	entry.WriteString(">>")
	return entry.String()
}

// font writes a font as the glyphs used, which glyph each code is, how wide,
// and what it says to who copies or listens.
func (f *file) font(font Font) int {
	name := tag(font.Cut.File) + "+" + font.Name
	program := f.add(f.packed(fmt.Sprintf("/Length1 %d", len(font.Cut.File)), font.Cut.File))
	// Every code of a subset is named as one that is there.
	present := make([]byte, len(font.Says)/8+1)
	for code := range len(font.Says) + 1 {
		present[code/8] |= 0x80 >> (code % 8)
	}
	stem := 80
	if font.Bold {
		stem = 140
	}
	box := font.Cut.Box
	descriptor := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0"+
		" /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R /CIDSet %d 0 R>>",
		name, box[0], box[1], box[2], box[3], font.Cut.Ascent, font.Cut.Descent, font.Cut.Ascent, stem, program, f.add(f.packed("", present))))
	glyphs := make([]byte, 2, 2+2*len(font.Cut.Glyphs))
	for _, g := range font.Cut.Glyphs {
		glyphs = append(glyphs, byte(g>>8), byte(g))
	}
	var widths strings.Builder
	for _, w := range font.Widths {
		fmt.Fprintf(&widths, "%d ", int(math.Round(w)))
	}
	descendant := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s"+
		" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R"+
		" /DW 600 /W [1 [%s]] /CIDToGIDMap %d 0 R>>", name, descriptor, widths.String(), f.add(f.packed("", glyphs))))
	return f.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, f.add(f.packed("", meanings(font.Says)))))
}

// tag names a subset by six letters, made from what is in it.
func tag(data []byte) string {
	sum := sha256.Sum256(data)
	out := make([]byte, 6)
	for i := range out {
		out[i] = 'A' + sum[i]%26
	}
	return string(out)
}

// meanings says which characters each code stands for.
func meanings(says []string) []byte {
	// The format allows so many lines in one list.
	const most = 100
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(says); from += most {
		part := says[from:min(from+most, len(says))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, s := range part {
			fmt.Fprintf(&b, "<%04X> <", from+i+1)
			for _, u := range utf16.Encode([]rune(s)) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}

// contents packs what is drawn on each page.
func (f *file) contents(pages []int) error {
	for _, n := range pages {
		_, after, found := strings.Cut(f.objects[n], "/Contents ")
		drawn := reference(after, "")
		if !found || drawn <= 0 || drawn >= len(f.objects) {
			return errShape
		}
		_, body, found := strings.Cut(f.objects[drawn], "\nstream\n")
		body, ended := strings.CutSuffix(body, "\nendstream")
		if !found || !ended {
			return errShape
		}
		f.objects[drawn] = f.packed("", []byte(body))
	}
	return nil
}

// resources gives the pages the fonts that they name.
func (f *file) resources(entry string) error {
	const place = "/Font <<\n>>"
	for n, o := range f.objects {
		if strings.HasPrefix(o, "<<\n/ProcSet") && strings.Contains(o, place) {
			f.objects[n] = strings.Replace(o, place, entry, 1)
			return nil
		}
	}
	return errShape
}

package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// typewriter is a face in which every character is half an em wide. It has no
// rune from U+4E00 on.
type typewriter struct{}

func (typewriter) Find(r rune, bold bool) (layout.Face, float64, bool) {
	face := layout.Main
	if bold {
		face = layout.MainBold
	}
	return face, 500, r < 0x4E00
}

func set(t require.TestingT, blocks ...block.Block) *layout.Result {
	doc := block.Document{Identity: "ASHDOWN, Margaret", Foot: []string{"copd 1.0.0"}, Blocks: blocks}
	got, err := layout.Set(doc, layout.A4(12), typewriter{})
	require.NoError(t, err)
	return got
}

// lines are the lines of a page's text proper, by their place.
func lines(p layout.Page) []string {
	var out []string
	last := -1.0
	for _, i := range p.Items {
		r, ok := i.(layout.Run)
		if !ok || r.Element == layout.Artifact {
			continue
		}
		if r.Y == last {
			out[len(out)-1] += r.Text
			continue
		}
		last = r.Y
		out = append(out, r.Text)
	}
	return out
}

func TestLinesBreak(t *testing.T) {
	// 83 characters of 6 points fit on a line.
	filler := strings.Repeat("x", 78)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"at a space, which stays for the reader", filler + " 2.5 mg", []string{filler + " 2.5 ", "mg"}},
		{"never at a no-break space", filler + " 2.5\u00A0mg", []string{filler + " ", "2.5 mg"}},
		{"at a line break", "a\nb", []string{"a ", "b"}},
		{"an empty line stays", "a\n\nb", []string{"a ", "b"}},
		{"a long word after a sign", strings.Repeat("x", 70) + "/" + strings.Repeat("y", 20), []string{strings.Repeat("x", 70) + "/", strings.Repeat("y", 20)}},
		{"a long word anywhere", strings.Repeat("x", 90), []string{strings.Repeat("x", 83), strings.Repeat("x", 7)}},
		{"no rune without a face", "高", []string{"[U+9AD8]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := set(t, block.Plain(c.in))
			if diff := cmp.Diff(c.want, lines(got.Pages[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeadingsStayWithWhatFollows(t *testing.T) {
	for filler := 30; filler < 60; filler++ {
		blocks := []block.Block{block.Plain(strings.Repeat("line\n", filler)), block.Heading{Text: "History"}, block.Plain("one\ntwo")}
		for _, p := range set(t, blocks...).Pages {
			got := lines(p)
			require.NotEqual(t, "History", got[len(got)-1])
		}
	}
}

func TestTableHeadsAreRepeatedAndMarkedAsContinued(t *testing.T) {
	table := block.Table{Head: []string{"Criterion", "Result"}, Widths: []float64{1, 1}, LabelFirst: true}
	for range 80 {
		table.Rows = append(table.Rows, block.Row{Cells: []block.Cell{
			{Paragraphs: []block.Paragraph{block.Plain("SpO2")}}, {Paragraphs: []block.Paragraph{block.Plain("Met")}},
		}})
	}
	got := set(t, block.Heading{Text: "Criteria"}, table)
	require.Greater(t, len(got.Pages), 1)
	for _, p := range got.Pages[1:] {
		var artifacts []string
		for _, i := range p.Items {
			if r, ok := i.(layout.Run); ok && r.Element == layout.Artifact {
				artifacts = append(artifacts, r.Text)
			}
		}
		require.Equal(t, []string{"Criteria (continued)", "Criterion", "Result"}, artifacts[:3])
	}
}

func TestNoRoomLeft(t *testing.T) {
	doc := block.Document{Foot: []string{strings.Repeat("x ", 6000)}}
	_, err := layout.Set(doc, layout.A4(12), typewriter{})
	require.ErrorIs(t, err, layout.ErrNoRoom)
}

// TestAllTextIsSetInsideThePage holds the law of the package: whatever the
// text, each character is set once, in order, inside the margins.
func TestAllTextIsSetInsideThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("abc WM-/\n\u00A0"))).Draw(t, "text")
		size := rapid.SampledFrom([]float64{12, 18}).Draw(t, "size")
		sheet := layout.A4(size)
		cell := block.Cell{Paragraphs: []block.Paragraph{block.Plain(text)}}
		doc := block.Document{Blocks: []block.Block{
			block.Plain(text), block.Box{Role: block.Override, Paragraphs: []block.Paragraph{block.Plain(text)}},
			block.Table{Widths: []float64{1, 4}, Rows: []block.Row{{Cells: []block.Cell{cell, cell}}}},
		}}
		got, err := layout.Set(doc, sheet, typewriter{})
		require.NoError(t, err)
		said := map[int]string{}
		for _, p := range got.Pages {
			for _, i := range p.Items {
				r, ok := i.(layout.Run)
				if !ok || r.Element == layout.Artifact {
					continue
				}
				said[r.Element] += r.Text
				width := float64(len([]rune(strings.TrimRight(r.Text, " ")))) * r.Size / 2
				require.True(t, r.X >= sheet.Side && r.X+width <= sheet.Width-sheet.Side+0.01, "%+v", r)
				require.True(t, r.Y >= sheet.Top && r.Y <= sheet.Height-sheet.Bottom)
			}
		}
		want := strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00A0", " ")), "")
		for e, s := range said {
			require.Equal(t, want, strings.Join(strings.Fields(s), ""), "element %d", e)
		}
	})
}

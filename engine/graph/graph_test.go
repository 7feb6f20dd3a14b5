package graph_test

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/graph"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

func shipped(t *testing.T) *engine.Library { return load(t, pathways.Files) }

func load(t *testing.T, from fs.FS) *engine.Library {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(from, path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	return lib
}

func flow(t *testing.T, id string) graph.Flow {
	t.Helper()
	p, ok := shipped(t).Pathway(id)
	require.True(t, ok)
	return graph.Of(p)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs\n%s", path, diff)
	}
}

// TestGoldens draws the invented pathway that has one of everything.
func TestGoldens(t *testing.T) {
	lib := load(t, os.DirFS("../docs/testdata/library"))
	p, ok := lib.Pathway("transformation")
	require.True(t, ok)
	f := graph.Of(p)
	golden(t, "flow.mmd", graph.Mermaid(f))
	golden(t, "flow.dot", graph.DOT(f))
	golden(t, "flow.svg", graph.SVG(f, graph.SVGOptions{}))
	golden(t, "flow-360.svg", graph.SVG(f, graph.SVGOptions{Width: 360}))
}

func TestTheSameBytesEveryTime(t *testing.T) {
	f, again := flow(t, "cows_milk_allergy"), flow(t, "cows_milk_allergy")
	require.Equal(t, graph.SVG(f, graph.SVGOptions{}), graph.SVG(again, graph.SVGOptions{}))
	require.Equal(t, graph.Mermaid(f), graph.Mermaid(again))
	require.Equal(t, graph.DOT(f), graph.DOT(again))
}

// TestEveryPictureIsSound draws every shipped pathway at both widths.
func TestEveryPictureIsSound(t *testing.T) {
	for _, p := range shipped(t).Pathways() {
		for _, width := range []int{360, 760} {
			t.Run(p.About().ID+" at "+strconv.Itoa(width), func(t *testing.T) {
				f := graph.Of(p)
				svg := graph.SVG(f, graph.SVGOptions{Width: width})
				text := wellFormed(t, svg)
				require.NotContains(t, svg, "<script")
				require.Regexp(t, `role="img"`, svg)
				require.NotRegexp(t, `<a |tabindex`, svg, "nothing inside a picture can be tabbed to")
				for _, s := range append(f.Steps, f.Also...) {
					require.Contains(t, text, letters(s.Ending.Says))
					require.Contains(t, text, letters(s.When))
				}
				insideThePicture(t, svg, float64(width))
			})
		}
	}
}

func TestLinkedOutcomesComeInReadingOrder(t *testing.T) {
	f := flow(t, "copd")
	svg := graph.SVG(f, graph.SVGOptions{Link: func(id string) string { return "#outcome-" + id }})
	wellFormed(t, svg)
	require.NotContains(t, svg, `role="img"`, "what is inside a picture cannot be tabbed to")
	var got, want []string
	for _, m := range regexp.MustCompile(`<a href="#outcome-(\w+)">`).FindAllStringSubmatch(svg, -1) {
		got = append(got, m[1])
	}
	for _, s := range append(f.Steps, f.Also...) {
		if s.Ending.ID != "" {
			want = append(want, s.Ending.ID)
		}
	}
	require.Equal(t, want, got)
}

// TestAHighFlowIsCutBetweenSteps holds that the parts say what the whole does.
func TestAHighFlowIsCutBetweenSteps(t *testing.T) {
	f := flow(t, "copd")
	parts := graph.SVGs(f, graph.SVGOptions{Height: 900})
	require.Greater(t, len(parts), 1)
	var text string
	for i, svg := range parts {
		text += wellFormed(t, svg)
		m := regexp.MustCompile(`viewBox="0 ([0-9.]+) 760 ([0-9.]+)"`).FindStringSubmatch(svg)
		require.NotNil(t, m)
		top, err := strconv.ParseFloat(m[1], 64)
		require.NoError(t, err)
		height, err := strconv.ParseFloat(m[2], 64)
		require.NoError(t, err)
		require.LessOrEqual(t, height, 920.0)
		for _, y := range regexp.MustCompile(`<text x="[0-9.]+" y="([0-9.]+)"`).FindAllStringSubmatch(svg, -1) {
			at, err := strconv.ParseFloat(y[1], 64)
			require.NoError(t, err)
			require.True(t, at > top && at < top+height, "part %d", i+1)
		}
	}
	require.Equal(t, wellFormed(t, graph.SVG(f, graph.SVGOptions{})), text)
}

func TestTextCannotBreakOut(t *testing.T) {
	f := graph.Flow{ID: "x", Title: `a "b" <c> & #d`, Steps: []graph.Step{
		{ID: "r", Number: 1, When: `spo2 < 92 & "low" \ ]}`, Leave: "Yes", Stay: "No", Ending: graph.Ending{ID: "o", Says: "</text><script>"}},
		{ID: "otherwise", Number: 2, Ending: graph.Ending{ID: "p", Says: strings.Repeat("w", 400)}},
	}}
	svg := graph.SVG(f, graph.SVGOptions{Width: 360})
	wellFormed(t, svg)
	require.NotContains(t, svg, "<script>")
	insideThePicture(t, svg, 360)
	mermaid := graph.Mermaid(f)
	require.NotContains(t, mermaid, "<script>")
	for _, line := range strings.Split(mermaid, "\n") {
		require.Zero(t, strings.Count(line, `"`)%2, line)
	}
	require.Contains(t, graph.DOT(f), `\"low\" \\ ]}`)
}

// wellFormed reads the picture as XML and gives its letters, for the lines of
// a text break where they must.
func wellFormed(t *testing.T, svg string) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var text strings.Builder
	hidden := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch tok := tok.(type) {
		case xml.StartElement:
			hidden = tok.Name.Local == "desc" || tok.Name.Local == "title"
		case xml.CharData:
			if !hidden {
				text.Write(tok)
			}
		}
	}
	return letters(text.String())
}

func letters(s string) string { return strings.Join(strings.Fields(s), "") }

// insideThePicture holds that every line ends within its box, by an estimate
// of the width that is the package's reader's, not its own.
func insideThePicture(t *testing.T, svg string, width float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<text x="([0-9.]+)" y="([0-9.]+)"[^>]*>([^<]*)</text>`).FindAllStringSubmatch(svg, -1) {
		x, err := strconv.ParseFloat(m[1], 64)
		require.NoError(t, err)
		require.LessOrEqual(t, x+float64(len([]rune(m[3])))*6.3, width, m[3])
	}
}

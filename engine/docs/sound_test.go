package docs_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/docs"
)

// TestEveryPageIsSound reads the page of every shipped pathway, and of the
// invented one, as a browser and a screen reader would.
func TestEveryPageIsSound(t *testing.T) {
	for _, pg := range append(shipped(t), invented(t, everything)) {
		t.Run(pg.About.ID, func(t *testing.T) {
			page := html(t, pg)
			e := parse(t, page)
			require.Empty(t, e.doubled, "an id stands twice")
			for _, to := range e.links {
				if id, ok := strings.CutPrefix(to, "#"); ok {
					require.Contains(t, e.ids, id, "a link leads nowhere")
				}
			}
			require.NotContains(t, page, "<script")
			require.NotRegexp(t, `(src|srcset)=|@import|url\(`, page, "the page asks for something outside itself")
			require.Equal(t, page, html(t, pg))
			tablesAreReadable(t, pg)
			nothingIsLeftOut(t, pg, e.text.String())
		})
	}
}

// tablesAreReadable holds the width of tables, and that every condition has
// its column.
func tablesAreReadable(t *testing.T, pg *docs.Page) {
	t.Helper()
	require.True(t, pg.Proved, "the tables were not held against the rules")
	var rows []string
	for _, list := range [][]docs.Table{pg.Decide, pg.Also, pg.Parts} {
		for _, tb := range list {
			require.LessOrEqual(t, len(tb.Heads), 6, tb.Name)
			require.NotEmpty(t, tb.Lines, tb.Name)
			require.NotEmpty(t, tb.Policy, tb.Name)
			for _, l := range tb.Lines {
				if tb.IsList {
					require.Len(t, l.Cells, 1)
					continue
				}
				require.Len(t, l.Cells, len(tb.Heads), tb.Name)
				asks := l.Everybody || slices.ContainsFunc(l.Cells, docs.Cell.Matters)
				require.True(t, asks, "%s, row %d asks nothing", tb.Name, l.Number)
				rows = append(rows, l.ID)
			}
		}
	}
	for _, r := range append(append([]docs.Row(nil), pg.Rows...), pg.AlsoRows...) {
		require.Contains(t, rows, r.ID)
	}
}

// nothingIsLeftOut holds that every word told to a patient, and every note to
// signers, is on the page.
func nothingIsLeftOut(t *testing.T, pg *docs.Page, text string) {
	t.Helper()
	for _, o := range pg.Outcomes {
		for _, s := range append([]string{o.Summary, o.Question, o.TellPatient, o.SafetyNet, o.ChaseAfter}, o.Steps...) {
			require.Contains(t, text, s)
		}
	}
	for _, n := range pg.Notes {
		require.Contains(t, text, n.Text)
	}
	for _, c := range pg.Criteria {
		require.Contains(t, text, c.Says)
	}
	for _, q := range pg.Questions {
		require.Contains(t, text, q.Ask)
	}
	for _, s := range pg.Sources {
		require.Contains(t, text, s.Notice)
	}
}

type elements struct {
	ids, doubled, links []string
	text                strings.Builder
}

// parse reads a page strictly: every element closed, no block in a paragraph,
// every head of a table with its scope.
func parse(t *testing.T, page string) *elements {
	t.Helper()
	strict := regexp.MustCompile(`<(br|meta)([^>]*)>`).ReplaceAllString(page, "<$1$2/>")
	d := xml.NewDecoder(strings.NewReader(strict))
	e := &elements{}
	var open []string
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			if slices.Contains(open, "p") {
				require.NotContains(t, []string{"p", "ul", "ol", "dl", "div", "table", "blockquote", "h2", "h3", "h4"}, name, "a block in a paragraph")
			}
			if slices.Contains(open, "a") {
				require.NotEqual(t, "a", name, "a link in a link")
			}
			e.read(t, tok)
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if !slices.Contains(open, "style") {
				e.text.Write(tok)
			}
		}
	}
	require.Empty(t, open)
	return e
}

func (e *elements) read(t *testing.T, el xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range el.Attr {
		attrs[a.Name.Local] = a.Value
	}
	if id := attrs["id"]; id != "" {
		if slices.Contains(e.ids, id) {
			e.doubled = append(e.doubled, id)
		}
		e.ids = append(e.ids, id)
	}
	switch el.Name.Local {
	case "a":
		require.NotEmpty(t, attrs["href"])
		e.links = append(e.links, attrs["href"])
	case "th":
		require.Contains(t, []string{"row", "col"}, attrs["scope"])
	}
}

func TestHeadingsGoDownStepByStep(t *testing.T) {
	last := 0
	for _, m := range regexp.MustCompile(`<h([1-6])`).FindAllStringSubmatch(html(t, invented(t, everything)), -1) {
		level := int(m[1][0] - '0')
		require.LessOrEqual(t, level, last+1)
		last = level
	}
}

// TestTheProofSeesWhatIsMissing holds that a page with a condition or a line
// lost is not made.
func TestTheProofSeesWhatIsMissing(t *testing.T) {
	lib, _ := load(t, read(t, os.DirFS("testdata/library")))
	p, _ := lib.Pathway("transformation")
	row, part := docs.Tampered(p)
	require.EqualError(t, row, "tables of transformation: row 1 of Table 1 says other than its rule")
	require.ErrorContains(t, part, "tables of transformation: List A says other than")
}

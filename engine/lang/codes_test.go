package lang_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// readExample reads a file of an invented language with one key of each sort.
func readExample(data string) source.Diagnostics {
	var c source.Collector
	text := func(n *lang.Node) { lang.String(n, &c) }
	row := map[string]func(*lang.Node){"id": text, "when": text}
	root := lang.Parse(source.NewFile("example.yaml", []byte(data)), &c)
	lang.Fields(root, "example", &c, map[string]func(*lang.Node){
		"pathway": text, "says": text, "when": text,
		"steps":     func(n *lang.Node) { lang.Strings(n, &c) },
		"attest":    func(n *lang.Node) { lang.Bool(n, &c) },
		"value":     func(n *lang.Node) { lang.Number(n, &c) },
		"wait_days": func(n *lang.Node) { lang.Int(n, &c) },
		"review_by": func(n *lang.Node) { lang.Date(n, &c) },
		"version":   func(n *lang.Node) { lang.QuotedString(n, &c) },
		"decide": func(n *lang.Node) {
			for _, item := range n.Items {
				lang.Fields(item, "row of decide", &c, row)
			}
		},
	})
	return c.All()
}

func TestCodes(t *testing.T) {
	var ids []string
	for _, code := range lang.Codes() {
		ids = append(ids, code.ID)
		t.Run(code.ID, func(t *testing.T) {
			require.NotEmpty(t, code.Title)
			require.NotEmpty(t, code.Why)
			if code.Bad == "" {
				return
			}
			found := readExample(code.Bad)
			require.Len(t, found, 1)
			require.Equal(t, code.ID, found[0].Code, found[0].Message)
			require.NotEmpty(t, found[0].Help)
			require.Empty(t, readExample(code.Good))
		})
	}
	slices.Sort(ids)
	require.Equal(t, slices.Compact(slices.Clone(ids)), ids, "a code has one meaning")
}

func TestTooLarge(t *testing.T) {
	tests := []struct{ name, data, code string }{
		{"line", "says: " + strings.Repeat("x", 20_000), "P004"},
		{"file", strings.Repeat("# a line of comment\n", 2<<20/20+1), "P004"},
		{"depth", "says: " + strings.Repeat("[", 70) + strings.Repeat("]", 70), "P006"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var codes []string
			for _, d := range readExample(test.data) {
				codes = append(codes, d.Code)
			}
			require.Contains(t, codes, test.code)
		})
	}
}

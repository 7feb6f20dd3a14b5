package lang_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

func FuzzParse(f *testing.F) {
	for _, one := range scalarCases() {
		f.Add([]byte(one.yaml))
	}
	for _, code := range lang.Codes() {
		f.Add([]byte(code.Bad))
		f.Add([]byte(code.Good))
	}
	f.Add([]byte("pathway: copd\nversion: \"1.0.0\"\ndecide:\n  - {id: a, when: x && y, evidence: [ng12, llr]}\n  - id: b\n"))
	f.Add([]byte("a: {b: [c, {d: e}, 'f', \"g\\n\"], h: }\n"))
	f.Add([]byte("? a\n: - b\n  - !x c\n  - &y d\n  - *y\n"))
	f.Add([]byte("- |2-\n    a\n   b\n\n- >+\n\n  c\n  d\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("fuzz.yaml", data)
		var c source.Collector
		root := lang.Parse(file, &c)
		require.True(t, root != nil || c.HasErrors(), "a file is read or refused")
		for _, d := range c.All() {
			requireInside(t, file.Span(0, len(data)), d.Span)
		}
		if root != nil {
			requireTrueTree(t, root)
		}
	})
}

// requireTrueTree checks that every node stands inside its parent and every
// character of a scalar where the file has it.
func requireTrueTree(t *testing.T, n *lang.Node) {
	t.Helper()
	for _, e := range n.Entries {
		requireInside(t, n.Span, e.Key.Span)
		requireInside(t, n.Span, e.Value.Span)
		requireTrueTree(t, e.Key)
		requireTrueTree(t, e.Value)
	}
	for _, item := range n.Items {
		requireInside(t, n.Span, item.Span)
		requireTrueTree(t, item)
	}
	if n.Kind != lang.Scalar || n.Refused {
		return
	}
	for i, r := range n.Value {
		at := n.At(i, i+utf8.RuneLen(r))
		requireInside(t, n.Span, at)
		requireSource(t, r, at)
	}
	requireInside(t, n.Span, n.At(len(n.Value), len(n.Value)))
}

// requireSource checks that a character comes from itself, from an escape, or
// from a fold.
func requireSource(t *testing.T, r rune, at source.Span) {
	t.Helper()
	text := at.Text()
	if text == string(r) {
		return
	}
	made := text == "" || text == "''" || text[0] == '\\' || text[0] == ' ' || text[0] == '\t' ||
		text == "\n" || text == "\r\n" || text == "\r"
	require.True(t, made, "%q stands at %q", r, text)
}

func requireInside(t *testing.T, outer, inner source.Span) {
	t.Helper()
	require.Same(t, outer.File, inner.File)
	require.LessOrEqual(t, inner.Start, inner.End)
	require.LessOrEqual(t, outer.Start, inner.Start)
	require.GreaterOrEqual(t, outer.End, inner.End)
}

package source_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/source"
)

func TestPosition(t *testing.T) {
	file := source.NewFile("a.yaml", []byte("ab\nµg\r\n\nlast"))
	tests := []struct {
		name         string
		offset       int
		line, column int
	}{
		{"start", 0, 1, 1},
		{"line break", 2, 1, 3},
		{"second line", 3, 2, 1},
		{"inside a letter of two bytes", 4, 2, 1},
		{"after it", 5, 2, 2},
		{"empty line", 8, 3, 1},
		{"end", 13, 4, 5},
		{"beyond the end", 99, 4, 5},
		{"before the start", -1, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, source.Position{Path: "a.yaml", Line: test.line, Column: test.column}, file.Position(test.offset))
		})
	}
	require.Equal(t, 4, file.Lines())
}

func TestOffset_refuses_places_the_file_does_not_have(t *testing.T) {
	file := source.NewFile("a.yaml", []byte("ab\ncd"))
	for _, at := range []struct{ line, column int }{{0, 1}, {3, 1}, {1, 0}, {1, 4}, {2, 4}} {
		_, ok := file.Offset(at.line, at.column)
		require.False(t, ok, at)
	}
}

func TestSpan(t *testing.T) {
	file := source.NewFile("a.yaml", []byte("ab\ncd"))
	span := file.Span(1, 4)
	require.Equal(t, "b\nc", span.Text())
	require.Equal(t, "a.yaml:1:2", span.Position().String())
	require.Equal(t, "a.yaml:2:2", span.EndPosition().String())
	require.Equal(t, file.Span(5, 5), file.Span(99, 3), "a span never leaves its file")

	var none source.Span
	require.True(t, none.IsZero())
	require.Empty(t, none.Text())
	require.Empty(t, none.Position().String())
	require.Equal(t, source.Position{}, none.EndPosition())
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte("ab\nµg\r\n\nlast"), 4)
	f.Add([]byte("\xff\xc2\n\xe6\xbc"), 3)
	f.Add([]byte(""), 0)
	f.Fuzz(func(t *testing.T, data []byte, offset int) {
		file := source.NewFile("f", data)
		at := file.Position(offset)
		back, ok := file.Offset(at.Line, at.Column)
		require.True(t, ok, "%v is in the file", at)
		require.Equal(t, at, file.Position(back))
		inside := min(max(offset, 0), len(data))
		require.LessOrEqual(t, back, inside)
		require.Less(t, inside-back, utf8.UTFMax)
		text, start := file.Line(at.Line)
		require.LessOrEqual(t, start, back)
		require.NotContains(t, string(text), "\n")
	})
}

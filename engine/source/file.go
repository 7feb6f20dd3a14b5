package source

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// File is a source file held in memory. Its bytes must not change after
// NewFile.
type File struct {
	Path string
	Data []byte

	lines []int // offset of the first byte of each line
}

// NewFile returns the file of that path and content.
func NewFile(path string, data []byte) *File {
	lines := make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for i, b := range data {
		if b == '\n' {
			lines = append(lines, i+1)
		}
	}
	return &File{Path: path, Data: data, lines: lines}
}

// Lines is the number of lines. A final line break begins one more, empty line.
func (f *File) Lines() int { return len(f.lines) }

// Line returns the bytes of a line, counted from 1, without its line break, and
// the offset at which they start. A line the file does not have is empty and
// stands at its end.
func (f *File) Line(line int) (text []byte, start int) {
	if line < 1 || line > len(f.lines) {
		return nil, len(f.Data)
	}
	start = f.lines[line-1]
	end := len(f.Data)
	if line < len(f.lines) {
		end = f.lines[line] - 1
	}
	return bytes.TrimSuffix(f.Data[start:end], []byte{'\r'}), start
}

// Span returns the span of two offsets, moved into the file where they lie
// outside it.
func (f *File) Span(start, end int) Span {
	start = min(max(start, 0), len(f.Data))
	return Span{File: f, Start: start, End: min(max(end, start), len(f.Data))}
}

// Position returns the position of an offset. An offset within a character is
// the position of that character; one outside the file that of its nearer end.
func (f *File) Position(offset int) Position {
	offset = f.characterStart(min(max(offset, 0), len(f.Data)))
	line := sort.SearchInts(f.lines, offset+1)
	column := utf8.RuneCount(f.Data[f.lines[line-1]:offset]) + 1
	return Position{Path: f.Path, Line: line, Column: column}
}

// Offset is the inverse of Position. It is false for a place the file does not
// have.
func (f *File) Offset(line, column int) (int, bool) {
	if line < 1 || line > len(f.lines) || column < 1 {
		return 0, false
	}
	offset, end := f.lines[line-1], len(f.Data)
	if line < len(f.lines) {
		end = f.lines[line] - 1
	}
	for range column - 1 {
		if offset >= end {
			return 0, false
		}
		_, size := utf8.DecodeRune(f.Data[offset:])
		offset += size
	}
	return offset, true
}

// characterStart moves an offset within a character back to its first byte. A
// byte that is part of no character is one of its own.
func (f *File) characterStart(offset int) int {
	for back := 1; back < utf8.UTFMax && back <= offset; back++ {
		start := offset - back
		if !utf8.RuneStart(f.Data[start]) {
			continue
		}
		if _, size := utf8.DecodeRune(f.Data[start:]); size > back {
			return start
		}
		break
	}
	return offset
}

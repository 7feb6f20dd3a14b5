package source

import "fmt"

// Span is a stretch of a file: from the byte at Start up to, and without, the
// byte at End. The zero Span is no place at all, for a fault that has none.
type Span struct {
	File       *File
	Start, End int
}

// Position is a place as a reader counts it: line and column from 1, the column
// in characters.
type Position struct {
	Path         string
	Line, Column int
}

// String writes the position as "path:line:column"; the zero Position is empty.
func (p Position) String() string {
	if p.Line == 0 {
		return p.Path
	}
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Column)
}

// IsZero reports whether the span is no place.
func (s Span) IsZero() bool { return s.File == nil }

// Position returns where the span starts.
func (s Span) Position() Position {
	if s.IsZero() {
		return Position{}
	}
	return s.File.Position(s.Start)
}

// EndPosition returns the position just after the span.
func (s Span) EndPosition() Position {
	if s.IsZero() {
		return Position{}
	}
	return s.File.Position(s.End)
}

// Text returns what the file says in the span.
func (s Span) Text() string {
	if s.IsZero() {
		return ""
	}
	in := s.File.Span(s.Start, s.End)
	return string(s.File.Data[in.Start:in.End])
}

// path is the file's path, empty for no place.
func (s Span) path() string {
	if s.IsZero() {
		return ""
	}
	return s.File.Path
}

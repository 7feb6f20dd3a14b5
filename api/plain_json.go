package api

import (
	"bytes"
	"encoding/json"
	"slices"
)

// mostNames is how many names of one object isPlain compares with each other.
const mostNames = 64

// isPlain says of most bodies that checkJSON has nothing against them, at a
// fraction of its cost. It says false where it is not sure.
func isPlain(body []byte) bool {
	if !json.Valid(body) {
		return false
	}
	s := plainScan{}
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '{', '[':
			if !s.open(body[i] == '{') {
				return false
			}
		case '}', ']':
			s.close()
		case ',':
			s.atName = s.object[len(s.object)-1]
		case '"':
			end := stringEnd(body, i+1)
			if !s.text(body[i+1 : end]) {
				return false
			}
			i = end
		}
	}
	return true
}

// stringEnd is where the string that starts at i has its closing quote.
func stringEnd(body []byte, i int) int {
	for body[i] != '"' {
		if body[i] == '\\' {
			i++
		}
		i++
	}
	return i
}

// plainScan goes through valid JSON.
type plainScan struct {
	// object says of each open value whether it is an object or a list, from
	// where its names begin among names.
	object []bool
	from   []int
	names  [][]byte
	// atName is set where the next string is a name.
	atName bool
}

func (s *plainScan) open(object bool) bool {
	s.object, s.from = append(s.object, object), append(s.from, len(s.names))
	s.atName = object
	return len(s.object) < maxDepth
}

func (s *plainScan) close() {
	last := len(s.object) - 1
	s.names = s.names[:s.from[last]]
	s.object, s.from = s.object[:last], s.from[:last]
	s.atName = false
}

// text takes a string: a name must be in plain lower case, and new.
func (s *plainScan) text(text []byte) bool {
	if !s.atName {
		return true
	}
	s.atName = false
	for _, c := range text {
		if c < ' ' || c > '~' || c == '\\' || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	own := s.names[s.from[len(s.from)-1]:]
	if len(own) == mostNames || slices.ContainsFunc(own, func(n []byte) bool { return bytes.Equal(n, text) }) {
		return false
	}
	s.names = append(s.names, text)
	return true
}

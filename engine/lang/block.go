package lang

import "strings"

// block follows a literal or folded scalar whose value is known, from its | or >.
// The value tells the indentation, so that the rules for guessing it, which hang
// on the surrounding collection, need not be repeated here.
func (t *tracer) block(i int, value string, folded bool) int {
	end := t.lineEnd(i)
	text := strings.TrimLeft(value, "\n")
	if text == "" {
		t.put(value, end, end)
		t.close(end)
		return end
	}
	line := end + t.lineBreak(end)
	for range len(value) - len(text) {
		end = t.lineEnd(line)
		t.put("\n", end, end+t.lineBreak(end))
		line = end + t.lineBreak(end)
	}
	indent := t.skipSpaces(line, len(t.data)) - line - leadingSpaces(text)
	end = t.blockLines(line, max(indent, 0), folded)

	// What is left is what the chomping indicator keeps of the line breaks.
	if len(value) > len(t.value) {
		t.put(value[len(t.value):], end, end)
	}
	t.close(end)
	return end
}

// blockLines follows the lines of a block scalar and returns the end of the last
// one with text.
func (t *tracer) blockLines(line, indent int, folded bool) int {
	end := line
	first, blankBefore := true, false
	var breaks []int
	for line < len(t.data) {
		text := t.skipSpaces(line, line+indent)
		length := t.lineBreak(text)
		switch {
		case text == len(t.data):
			return end
		case length > 0:
			breaks = append(breaks, text)
			line = text + length
			continue
		case text-line < indent:
			return end
		}
		blank := t.at(text) == ' ' || t.at(text) == '\t'
		if !first {
			t.joinBlockLines(end, breaks, folded && !blank && !blankBefore)
		}
		first, blankBefore, breaks = false, blank, breaks[:0]
		end = t.lineEnd(text)
		t.copy(text, end)
		line = end + t.lineBreak(end)
	}
	return end
}

// joinBlockLines follows the line break at end and the empty lines after it.
func (t *tracer) joinBlockLines(end int, empty []int, folded bool) {
	switch {
	case folded && len(empty) == 0:
		t.put(" ", end, end+t.lineBreak(end))
	case !folded:
		t.put("\n", end, end+t.lineBreak(end))
	}
	for _, at := range empty {
		t.put("\n", at, at+t.lineBreak(at))
	}
}

// skipSpaces returns the offset of the first byte at or after i that is not a
// space, or limit.
func (t *tracer) skipSpaces(i, limit int) int {
	for i < limit && t.at(i) == ' ' {
		i++
	}
	return i
}

func leadingSpaces(text string) int {
	return len(text) - len(strings.TrimLeft(text, " "))
}

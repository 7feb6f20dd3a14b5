package lang

import "sort"

// piece says which stretch of the file a stretch of a scalar's value came from.
// Pieces follow each other without gaps in the value.
type piece struct {
	value    int // where the stretch starts in the value
	from, to int // the stretch of the file
	verbatim bool
}

// place returns the stretch of the file behind the byte of a value at offset i,
// or the empty stretch after the last piece.
func place(pieces []piece, i int) (from, to int) {
	after := sort.Search(len(pieces), func(k int) bool { return pieces[k].value > i })
	p := pieces[max(after-1, 0)]
	if !p.verbatim {
		return p.from, p.to
	}
	at := min(p.from+i-p.value, p.to)
	return at, min(at+1, p.to)
}

// tracer builds a scalar's value from the file and keeps its pieces.
type tracer struct {
	data   []byte
	value  []byte
	pieces []piece
}

// copy takes over the bytes from..to as they are.
func (t *tracer) copy(from, to int) {
	if from == to {
		return
	}
	if k := len(t.pieces) - 1; k >= 0 && t.pieces[k].verbatim && t.pieces[k].to == from {
		t.pieces[k].to = to
	} else {
		t.pieces = append(t.pieces, piece{value: len(t.value), from: from, to: to, verbatim: true})
	}
	t.value = append(t.value, t.data[from:to]...)
}

// put adds text that stands for the bytes from..to.
func (t *tracer) put(text string, from, to int) {
	if text == "" {
		return
	}
	t.pieces = append(t.pieces, piece{value: len(t.value), from: from, to: to})
	t.value = append(t.value, text...)
}

// close marks where the value ends, for a place just after its last byte.
func (t *tracer) close(at int) {
	t.pieces = append(t.pieces, piece{value: len(t.value), from: at, to: at})
}

// at is the byte at an offset, or 0 after the end. A file with a NUL never gets
// this far.
func (t *tracer) at(i int) byte {
	if i < len(t.data) {
		return t.data[i]
	}
	return 0
}

// lineBreak is the length of the line break at an offset, or 0.
func (t *tracer) lineBreak(i int) int {
	switch {
	case t.at(i) == '\n':
		return 1
	case t.at(i) == '\r' && t.at(i+1) == '\n':
		return 2
	}
	return 0
}

func (t *tracer) skipBlanks(i int) int {
	for t.at(i) == ' ' || t.at(i) == '\t' {
		i++
	}
	return i
}

func (t *tracer) lineEnd(i int) int {
	for i < len(t.data) && t.lineBreak(i) == 0 {
		i++
	}
	return i
}

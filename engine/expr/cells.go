package expr

import "encoding/binary"

// split splits one level by the axes of the atoms that read it. It gives the
// cells, the class of each cell on each axis, and how to find a value's cell.
func split(l Level, v *variable, axes []axis) ([]Cell, [][]int, finder) {
	switch {
	case l.Missing || l.Option != "" || v.Kind == YesNo:
		return splitFlag(axes)
	case v.Kind == Number:
		return splitNumber(v, axes)
	default:
		return splitOptions(v, axes)
	}
}

func splitFlag(axes []axis) ([]Cell, [][]int, finder) {
	cells := []Cell{{OnGrid: true}, {Sample: Value{Bool: true}, OnGrid: true}}
	return cells, [][]int{classesAt(axes, 0), classesAt(axes, 1)}, finder{flag: true}
}

// classesAt gives the class of one value on every axis.
func classesAt(axes []axis, value int) []int {
	out := make([]int, len(axes))
	for i, ax := range axes {
		out[i] = ax.class[value]
	}
	return out
}

func splitOptions(v *variable, axes []axis) ([]Cell, [][]int, finder) {
	var cells []Cell
	var classes [][]int
	find := finder{options: map[string]int{}}
	known := signatures{}
	for i, o := range v.Options {
		sign := classesAt(axes, i)
		c, isNew := known.cell(sign)
		if isNew {
			cells = append(cells, Cell{Sample: Value{Text: o}, OnGrid: true})
			classes = append(classes, sign)
		}
		cells[c].Options = append(cells[c].Options, o)
		find.options[o] = c
	}
	return cells, classes, find
}

// signatures numbers the distinct class vectors in order of appearance.
type signatures map[string]int

func (s signatures) cell(classes []int) (int, bool) {
	key := make([]byte, 0, 4*len(classes))
	for _, c := range classes {
		key = binary.LittleEndian.AppendUint32(key, uint32(c))
	}
	if c, ok := s[string(key)]; ok {
		return c, false
	}
	s[string(key)] = len(s)
	return len(s) - 1, true
}

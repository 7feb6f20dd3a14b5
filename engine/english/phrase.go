package english

// Kind says how the parts of a phrase are joined.
type Kind int

// The kinds of phrase.
const (
	// Leaf is one fact.
	Leaf Kind = iota
	// All holds when every part does.
	All
	// Any holds when some part does.
	Any
	// AtLeast holds when N or more parts do.
	AtLeast
	// Fewer holds when fewer than N parts do.
	Fewer
	// If has three parts: a condition, what must hold with it, what without.
	If
)

// Phrase is a condition, or a part of one, in words.
type Phrase struct {
	Kind  Kind
	N     int
	Parts []Phrase

	// Text is a leaf as it reads in the middle of a sentence; Bare is the same
	// where it stands alone.
	Text, Bare string
	// Head and Cell are a leaf as a column of a table and its value there.
	Head, Cell string
	// Finding is what a leaf is about, or empty.
	Finding string
	// Criterion is the criterion or band that a leaf names, or empty.
	Criterion string
	// Not is set on a leaf that says its criterion does not hold.
	Not bool

	fact fact
	// made is what of the condition a leaf was made from.
	made made
}

// Sentence is the phrase on one line, with a capital and without a full stop.
func (p Phrase) Sentence() string {
	if p.Kind == Leaf {
		return upper(p.Bare)
	}
	return upper(p.String())
}

// String is the phrase as it reads in the middle of a sentence.
func (p Phrase) String() string { return p.inline(0) }

// inline writes a phrase at a depth of groups; from the third on it is set in
// brackets, which is the only reading that stays clear.
func (p Phrase) inline(depth int) string {
	switch {
	case p.Kind == Leaf:
		return p.Text
	case depth > 1 && !p.hasGroup():
		return "(" + p.group(0) + ")"
	case depth > 1:
		return "(" + p.group(depth) + ")"
	}
	return p.group(depth)
}

func (p Phrase) group(depth int) string {
	switch p.Kind {
	case All:
		if depth > 0 {
			return lead(len(p.Parts), "both ", "all of ") + p.joined("and", depth)
		}
		return p.joined("and", depth)
	case Any:
		switch {
		case depth > 0:
			return lead(len(p.Parts), "either ", "any of ") + p.joined("or", depth)
		case p.hasGroup():
			return "either " + p.joined("or", depth)
		}
		return p.joined("or", depth)
	case AtLeast:
		return "at least " + number(float64(p.N)) + " of " + p.joined("and", depth)
	case Fewer:
		return "fewer than " + number(float64(p.N)) + " of " + p.joined("and", depth)
	case If:
		return "if " + p.Parts[0].inline(depth+1) + " then " + p.Parts[1].inline(depth+1) +
			", otherwise " + p.Parts[2].inline(depth+1)
	case Leaf:
	}
	return p.Text
}

func lead(n int, two, more string) string {
	if n == 2 {
		return two
	}
	return more
}

func (p Phrase) hasGroup() bool {
	for _, k := range p.Parts {
		if k.Kind != Leaf {
			return true
		}
	}
	return false
}

// joined lists the parts, single facts first: they read faster than groups,
// and the order does not matter to what is joined.
func (p Phrase) joined(word string, depth int) string {
	var facts, groups []string
	for _, k := range p.Parts {
		if k.Kind == Leaf {
			facts = append(facts, k.inline(depth+1))
		} else {
			groups = append(groups, k.inline(depth+1))
		}
	}
	if len(groups) == 0 {
		return list(facts, word)
	}
	out := list(facts, ",")
	for i, g := range groups {
		switch {
		case out == "":
			out = g
		case i < len(groups)-1:
			out += ", " + g
		default:
			out += ", " + word + " " + g
		}
	}
	return out
}

// list writes "a", "a and b", "a, b and c".
func list(items []string, word string) string {
	out := ""
	for i, s := range items {
		switch {
		case i == 0:
			out = s
		case i == len(items)-1 && word != ",":
			out += " " + word + " " + s
		default:
			out += ", " + s
		}
	}
	return out
}

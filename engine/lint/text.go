package lint

import (
	"regexp"
	"slices"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// text is something that an author wrote to be read.
type text struct {
	node *lang.Node
	// key is what it stands under, parent the entry that it belongs to.
	key    string
	parent *lang.Node
	// block is the part of the file, such as outcomes or findings.
	block string
}

// find calls look for every match of a pattern in the text, with its place.
func (t text) find(pattern *regexp.Regexp, look func(match string, at source.Span)) {
	for _, m := range pattern.FindAllStringIndex(t.node.Value, -1) {
		look(t.node.Value[m[0]:m[1]], t.node.At(m[0], m[1]))
	}
}

// readable are the keys of texts that people read.
func readable() []string {
	return []string{
		"title", "purpose", "not_meant_for", "says", "summary", "question", "steps", "tell_patient", "safety_net",
		"ask", "short", "patient_words", "help", "name", "intro", "note", "accepts_says", "where", "because",
	}
}

// toPatient are the keys of texts that a patient reads or hears.
func toPatient() []string { return []string{"tell_patient", "safety_net", "patient_words"} }

// texts calls look for every text of the files that stands under one of keys.
func (c *checker) texts(keys []string, look func(text)) {
	for _, f := range c.files {
		if f.kind == "examples" || f.kind == "proof" || f.kind == "approval" || f.kind == "lint" {
			continue
		}
		for _, e := range f.root.Entries {
			walk(e.Value, f.root, e.Key.Value, e.Key.Value, keys, look)
		}
	}
}

func walk(n, parent *lang.Node, key, block string, keys []string, look func(text)) {
	switch n.Kind {
	case lang.Scalar:
		if slices.Contains(keys, key) && !n.Null {
			look(text{node: n, key: key, parent: parent, block: block})
		}
	case lang.Sequence:
		for _, item := range n.Items {
			walk(item, parent, key, block, keys, look)
		}
	case lang.Mapping:
		for _, e := range n.Entries {
			walk(e.Value, n, e.Key.Value, block, keys, look)
		}
	}
}

// entries calls look for each named entry under a key of files of a kind.
func (c *checker) entries(kind, block string, look func(key, body *lang.Node)) {
	for _, f := range c.of(kind) {
		n := f.root.Get(block)
		if n == nil {
			continue
		}
		for _, e := range n.Entries {
			look(e.Key, e.Value)
		}
	}
}

// rows calls look for each item of a list under a key of a pathway's tree.
func rows(f *file, block string, look func(item *lang.Node)) {
	if n := f.root.Get(block); n != nil {
		for _, item := range n.Items {
			look(item)
		}
	}
}

package lang

import (
	"maps"
	"slices"
	"strings"

	"signpost.health/signpost/engine/source"
)

// Fields calls the reader of each key of a mapping, in the order of the file.
// It reports a key without a reader, and a node that is not a mapping; what
// names the thing being read, such as "finding". A nil node has no fields, and
// what Parse has refused is left out.
func Fields(n *Node, what string, c *source.Collector, readers map[string]func(*Node)) {
	if n == nil || n.Refused {
		return
	}
	if n.Null {
		refuseEmpty(n, what, c)
		return
	}
	if n.Kind != Mapping {
		c.Errorf(codeNotMapping, n.Span, "%s must be keys and values, not %s", subject(n, what), describe(n)).
			Help = "it takes: " + strings.Join(slices.Sorted(maps.Keys(readers)), ", ")
		return
	}
	for _, e := range n.Entries {
		if e.Key.Refused {
			continue
		}
		read, known := readers[e.Key.Value]
		if !known {
			refuseUnknownKey(e.Key, what, c, readers)
			continue
		}
		if !e.Value.Refused {
			read(e.Value)
		}
	}
}

func refuseUnknownKey(key *Node, what string, c *source.Collector, readers map[string]func(*Node)) {
	known := slices.Sorted(maps.Keys(readers))
	d := c.Errorf(codeUnknownKey, key.Span, "unknown key %q in %s", key.Value, what)
	if found, ok := source.FindLookalike(key.Value); ok {
		d.Help = found.String() + "; " + found.Help()
		return
	}
	if near, ok := source.Nearest(key.Value, known); ok {
		d.Help = "did you mean \"" + near + "\"?"
		return
	}
	d.Help = "it takes: " + strings.Join(known, ", ")
}

// subject names a node in a message.
func subject(n *Node, what string) string {
	if what != "" {
		return what
	}
	if n.Name != "" {
		return "\"" + n.Name + "\""
	}
	return "this"
}

// describe says what a node is.
func describe(n *Node) string {
	switch n.Kind {
	case Mapping:
		return "keys and values"
	case Sequence:
		return "a list"
	case Scalar:
	}
	if n.Null {
		return "empty"
	}
	return "text"
}

package lang

import (
	"strings"

	"signpost.health/signpost/engine/source"
)

// keyHelp says how to write a key.
const keyHelp = "write key: value, with the key in quotes if it is not a plain word"

// checkKey refuses a key that is not a word or a line of text.
func (b *builder) checkKey(parent, key *Node) {
	switch {
	case key.Refused:
	case key.Kind != Scalar, key.Style == Literal, key.Style == Folded:
		b.refuseKey(key, "a key must be text, not a list or a block")
	case key.Null && key.Value == "":
		b.refuseKey(key, "a value stands here without a key")
	case b.isExplicit(parent, key):
		b.refuseKey(key, "a key must not start with a question mark")
	case key.Style == Plain && key.Value == "<<":
		key.Refused = true
		b.c.Errorf(codeAnchor, key.Span, "YAML reads << as an order to merge another mapping in").
			Help = "write the keys out"
	}
}

func (b *builder) refuseKey(key *Node, message string) {
	key.Refused = true
	b.c.Errorf(codeKey, key.Span, "%s", message).Help = keyHelp
}

// isExplicit reports whether a key was announced by a question mark.
func (b *builder) isExplicit(parent, key *Node) bool {
	i := key.Span.Start - 1
	for i >= parent.Span.Start && (b.data[i] == ' ' || b.data[i] == '\t') {
		i--
	}
	return i >= parent.Span.Start && b.data[i] == '?'
}

// refuseDuplicates refuses every key that stands in its mapping for the second
// time.
func (b *builder) refuseDuplicates(n *Node) {
	seen := firsts{}
	for i, e := range n.Entries {
		if e.Key.Refused {
			continue
		}
		before := seen.key(n.Entries[:i], e.Key)
		if before == nil {
			continue
		}
		e.Key.Refused = true
		d := b.c.Errorf(codeDuplicateKey, e.Key.Span, "the key %q stands here twice, and YAML would keep only one", e.Key.Value)
		d.Label = "again"
		d.Related = []source.Related{{Span: before.Span, Message: "it stands here first"}}
		d.Help = "delete or rename one of them"
		if before == n.Entries[0].Key && i > 1 && b.afterDash(n) {
			d.Help = "if a new item of the list begins here, put a dash before it: - " + e.Key.Value + ": ...\notherwise delete or rename one of them"
			for _, rest := range n.Entries[i:] {
				rest.Key.Refused = true
			}
			return
		}
	}
}

// afterDash says whether a mapping is an item of a list with dashes.
func (b *builder) afterDash(n *Node) bool {
	return strings.HasSuffix(strings.TrimRight(string(b.data[:n.Span.Start]), " "), "-")
}

// firsts finds keys that stand in a mapping already: by looking at them all
// while they are few, then by name.
type firsts struct{ byName map[string]*Node }

func (f *firsts) key(before []Entry, key *Node) *Node {
	const few = 16
	if len(before) < few {
		for _, e := range before {
			if e.Key.Value == key.Value && !e.Key.Refused {
				return e.Key
			}
		}
		return nil
	}
	if f.byName == nil {
		f.byName = map[string]*Node{}
		for _, e := range before {
			if !e.Key.Refused {
				f.byName[e.Key.Value] = e.Key
			}
		}
	}
	first := f.byName[key.Value]
	if first == nil {
		f.byName[key.Value] = key
	}
	return first
}

// checkEntryCommas refuses an expression that the commas of a mapping in braces
// have cut into entries.
func (b *builder) checkEntryCommas(n *Node) {
	var cut *source.Diagnostic
	for _, e := range n.Entries {
		if e.Key.Refused {
			continue
		}
		if b.standsAlone(e) {
			e.Key.Refused, e.Value.Refused = true, true
			if cut == nil {
				b.c.Errorf(codeComma, e.Key.Span, "%q stands alone between commas", e.Key.Value).
					Help = "give it a value, or put the text it belongs to in quotes"
				continue
			}
			proposeWhole(cut, e.Key)
			continue
		}
		cut = b.refuseCut(e.Value)
	}
}

// checkItemCommas does the same for a list in brackets.
func (b *builder) checkItemCommas(n *Node) {
	var cut *source.Diagnostic
	for _, item := range n.Items {
		if cut != nil {
			item.Refused = true
			if proposeWhole(cut, item) {
				cut = nil
			}
			continue
		}
		cut = b.refuseCut(item)
	}
}

// refuseCut refuses a value with a bracket that a comma keeps it from closing.
func (b *builder) refuseCut(n *Node) *source.Diagnostic {
	if n.Refused || n.Kind != Scalar || n.Style != Plain || opened(n.Value) <= 0 {
		return nil
	}
	n.Refused = true
	d := b.c.Errorf(codeComma, n.Span, "YAML ends this value at the comma")
	d.Label = "a bracket is left open"
	d.Help = "put the whole value in quotes"
	return d
}

// proposeWhole completes the help with the text up to where its brackets close,
// if they close in this node.
func proposeWhole(cut *source.Diagnostic, last *Node) bool {
	whole := last.Span
	whole.Start = cut.Span.Start
	if opened(whole.Text()) != 0 {
		return false
	}
	cut.Help = "put the whole value in quotes: " + quoted(whole.Text())
	return true
}

// opened is how many round brackets a text leaves open.
func opened(text string) int {
	return strings.Count(text, "(") - strings.Count(text, ")")
}

// standsAlone reports whether an entry is a key without even a colon.
func (b *builder) standsAlone(e Entry) bool {
	if !e.Value.Null || e.Value.Span.Start != e.Value.Span.End {
		return false
	}
	i := e.Key.Span.End
	for i < len(b.data) && strings.ContainsRune(" \t\r\n", rune(b.data[i])) {
		i++
	}
	return i == len(b.data) || b.data[i] != ':'
}

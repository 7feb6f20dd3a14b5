package fhir

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// mostText is the longest text taken from one place of a record, in bytes.
const mostText = 400

// node is one object of the bundle. Asking it for what is not there, or is of
// another type, gives nothing: a wrong part spoils no other.
type node map[string]any

// text is a string, on one line and not too long.
func (n node) text(key string) string {
	s, _ := n[key].(string)
	return oneLine(s)
}

func oneLine(s string) string {
	if len(s) > mostText {
		s = strings.ToValidUTF8(s[:mostText], "")
	}
	// Cf are the invisible marks that records pick up from web pages.
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// number is a number as it is written in the bundle.
func (n node) number(key string) string {
	v, _ := n[key].(json.Number)
	return v.String()
}

// flag is a boolean and whether there is one.
func (n node) flag(key string) (value, given bool) {
	value, given = n[key].(bool)
	return value, given
}

func (n node) child(key string) node {
	switch v := n[key].(type) {
	case map[string]any:
		return v
	case []any:
		if len(v) > 0 {
			first, _ := v[0].(map[string]any)
			return first
		}
	}
	return nil
}

// children are the objects of a list; one object alone counts as a list.
func (n node) children(key string) []node {
	switch v := n[key].(type) {
	case map[string]any:
		return []node{v}
	case []any:
		var out []node
		for _, one := range v {
			if o, ok := one.(map[string]any); ok {
				out = append(out, o)
			}
		}
		return out
	}
	return nil
}

// texts are the strings of a list.
func (n node) texts(key string) []string {
	list, ok := n[key].([]any)
	if !ok {
		list = []any{n[key]}
	}
	var out []string
	for _, one := range list {
		if s, ok := one.(string); ok && oneLine(s) != "" {
			out = append(out, oneLine(s))
		}
	}
	return out
}

func (n node) has(key string) bool { _, ok := n[key]; return ok }

// statuses are all that a status says, lower case and with hyphens, whatever
// its shape: codes and words in R4, a bare string in STU3.
func (n node) statuses(key string) []string {
	said := n.texts(key)
	for _, concept := range n.children(key) {
		for _, c := range concept.children("coding") {
			said = append(said, c.text("code"), c.text("display"))
		}
		said = append(said, concept.text("text"))
	}
	var out []string
	for _, s := range said {
		if s = strings.ReplaceAll(strings.ToLower(s), " ", "-"); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// says tells whether a status is one of these.
func (n node) says(key string, any ...string) bool {
	for _, s := range n.statuses(key) {
		if slices.Contains(any, s) {
			return true
		}
	}
	return false
}

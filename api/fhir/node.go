package fhir

import (
	"encoding/json"
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

// status is the first code of a CodeableConcept, whatever its system.
func (n node) status(key string) string {
	for _, c := range n.child(key).children("coding") {
		if s := c.text("code"); s != "" {
			return s
		}
	}
	return ""
}

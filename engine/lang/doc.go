// Package lang reads YAML into a tree that knows where every character came
// from.
//
// It is the only package that sees a YAML library, and reads nothing but its
// node tree. YAML's own types never apply: a scalar is the text its author
// wrote. What YAML would quietly drop or change (a tag, an anchor, a second
// document, an octal number, a repeated key) is refused, with the reason and
// the way out.
//
// Parse reads a file; Fields, String, Strings, Bool, Number, Int, Date and
// QuotedString decode the tree; Codes lists every refusal.
package lang

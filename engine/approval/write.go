package approval

import (
	"fmt"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Write adds an approval to the file of a pathway's approvals. What the file
// held stays as it was, byte for byte: approvals are a record. before is nil
// for the first one.
func Write(pathway string, before *Sheet, a Approval) []byte {
	if before == nil {
		return []byte("approval: " + pathway + "\napprovals:\n" + item(a, "  "))
	}
	if indent, ok := lastItem(before); ok {
		return []byte(strings.TrimRight(string(before.File.Data), "\n") + "\n" + item(a, indent))
	}
	// Somebody wrote the list in a form that nothing can be put after.
	var b strings.Builder
	b.WriteString("approval: " + pathway + "\napprovals:\n")
	for _, old := range before.Approvals {
		b.WriteString(item(old, "  "))
	}
	b.WriteString(item(a, "  "))
	return []byte(b.String())
}

// lastItem gives the indentation of the list's dashes, where the list is the
// last thing of the file.
func lastItem(s *Sheet) (indent string, ok bool) {
	n := len(s.node.Entries)
	if n == 0 || s.node.Entries[n-1].Key.Value != "approvals" || len(s.Approvals) == 0 {
		return "", false
	}
	last := s.Approvals[len(s.Approvals)-1].node
	line, _ := s.File.Line(last.Span.Position().Line)
	indent, rest, found := strings.Cut(string(line), "-")
	if !found || strings.Trim(indent, " ") != "" || !strings.HasPrefix(rest, " ") {
		return "", false
	}
	return indent, true
}

func item(a Approval, indent string) string {
	var b strings.Builder
	mark := indent + "- "
	for _, f := range []struct{ key, value string }{
		{"name", quote(a.Name)}, {"role", string(a.Role)}, {"organisation", quote(a.Organisation)}, {"date", a.Date},
		{"statement", quote(a.Statement)}, {"version", quote(a.Version)}, {"behaviour", quote(a.Behaviour)}, {"content", quote(a.Content)},
	} {
		fmt.Fprintf(&b, "%s%s: %s\n", mark, f.key, f.value)
		mark = indent + "  "
	}
	return b.String()
}

// quote writes a text in double quotes, as YAML reads them.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", " ", "\r", "").Replace(s) + `"`
}

// Reread reads what Write wrote, to be sure of it before it is kept.
func Reread(path string, data []byte) (*Sheet, source.Diagnostics) {
	c := &source.Collector{}
	f := source.NewFile(path, data)
	root := lang.Parse(f, c)
	if root == nil {
		return nil, c.All()
	}
	s := readSheet(f, root, c)
	return s, c.All()
}

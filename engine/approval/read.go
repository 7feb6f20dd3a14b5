package approval

import (
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Read gathers the approvals of the files that hold any; other files are left
// alone.
func Read(files []*source.File, c *source.Collector) []*Sheet {
	var out []*Sheet
	for _, f := range files {
		if !isApproval(f) {
			continue
		}
		if root := lang.Parse(f, c); root != nil {
			out = append(out, readSheet(f, root, c))
		}
	}
	return out
}

// isApproval looks at the first key only: other files have their own readers,
// which say what is wrong with them.
func isApproval(f *source.File) bool {
	for line := range strings.Lines(string(f.Data)) {
		line = strings.TrimSpace(line)
		if line != "" && line != "---" && !strings.HasPrefix(line, "#") {
			return strings.HasPrefix(line, "approval:")
		}
	}
	return false
}

func readSheet(f *source.File, root *lang.Node, c *source.Collector) *Sheet {
	s := &Sheet{File: f, node: root}
	lang.Fields(root, "a file of approvals", c, map[string]func(*lang.Node){
		"approval": func(n *lang.Node) { s.Pathway = lang.String(n, c) },
		"approvals": func(n *lang.Node) {
			for _, item := range n.Items {
				s.Approvals = append(s.Approvals, readApproval(item, c))
			}
		},
	})
	if len(s.Approvals) == 0 {
		c.Errorf(codeEmpty, root.Span, "this file of approvals holds none").Help = "`signpost sign` adds one; or remove the file"
	}
	return s
}

func readApproval(n *lang.Node, c *source.Collector) Approval {
	a := Approval{node: n}
	text := func(to *string) func(*lang.Node) {
		return func(v *lang.Node) { *to = lang.String(v, c) }
	}
	hash := func(to *string) func(*lang.Node) {
		return func(v *lang.Node) { *to = readHash(v, c) }
	}
	lang.Fields(n, "an approval", c, map[string]func(*lang.Node){
		"name": text(&a.Name), "organisation": text(&a.Organisation), "statement": text(&a.Statement),
		"role":      func(v *lang.Node) { a.Role = readRole(v, c) },
		"date":      func(v *lang.Node) { a.Date = lang.Date(v, c) },
		"version":   func(v *lang.Node) { a.Version = lang.QuotedString(v, c) },
		"behaviour": hash(&a.Behaviour), "content": hash(&a.Content),
	})
	var lacks []string
	for _, key := range []string{"name", "role", "organisation", "date", "statement", "version", "behaviour", "content"} {
		if n.Kind == lang.Mapping && n.Get(key) == nil {
			lacks = append(lacks, "`"+key+"`")
		}
	}
	if len(lacks) > 0 {
		c.Errorf(codeIncomplete, n.Span, "this approval has no %s", strings.Join(lacks, ", ")).Help = "let `signpost sign` write it: what is missing says what was agreed, by whom or when"
	}
	return a
}

func readRole(n *lang.Node, c *source.Collector) Role {
	v := lang.String(n, c)
	var known []string
	for _, r := range Roles() {
		if Role(v) == r {
			return r
		}
		known = append(known, string(r))
	}
	d := c.Errorf(codeRole, n.Span, "nobody signs as %q", v)
	d.Help = "use one of: " + strings.Join(known, ", ")
	if near, ok := source.Nearest(v, known); ok {
		d.Help = "did you mean \"" + near + "\"?"
	}
	return Role(v)
}

func readHash(n *lang.Node, c *source.Collector) string {
	v := lang.String(n, c)
	bare := strings.TrimPrefix(v, "text:")
	if len(bare) != 32 || strings.Trim(bare, "0123456789abcdef") != "" {
		c.Errorf(codeHash, n.Span, "%q is not a hash of a pathway", v).Help =
			"let `signpost sign` write it; a hash has 32 digits and letters from a to f, in quotes"
	}
	return v
}

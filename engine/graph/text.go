package graph

import (
	"fmt"
	"strings"
)

// Mermaid writes the flow as a Mermaid flowchart.
func Mermaid(f Flow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "flowchart TD\n  start([%s])\n", mermaidText(f.Title))
	from, label := "start", ""
	for i, s := range f.Steps {
		to := fmt.Sprintf("end%d", i+1)
		ends := mermaidText(s.Ending.Urgency, s.Ending.Says)
		if s.When == "" {
			fmt.Fprintf(&b, "  %s[%s]\n  %s -->%s %s\n", to, ends, from, label, to)
			continue
		}
		step := fmt.Sprintf("step%d", i+1)
		fmt.Fprintf(&b, "  %s{{%s}}\n  %s -->%s %s\n", step, mermaidText(s.head(), s.question()), from, label, step)
		fmt.Fprintf(&b, "  %s[%s]\n  %s -->|%s| %s\n", to, ends, step, s.Leave, to)
		from, label = step, "|"+s.Stay+"|"
	}
	for i, s := range f.Also {
		if i == 0 {
			b.WriteString("  subgraph also[\"Also, each that fits\"]\n")
		}
		fmt.Fprintf(&b, "    also%d{{%s}} -->|%s| alsoend%d[%s]\n", i+1, mermaidText(s.When), s.Leave, i+1, mermaidText(s.Ending.Urgency, s.Ending.Says))
		if i == len(f.Also)-1 {
			b.WriteString("  end\n")
		}
	}
	return b.String()
}

// mermaidText writes lines of text so that nothing in them is taken for
// Mermaid or HTML.
func mermaidText(lines ...string) string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, strings.NewReplacer("#", "#35;", "&", "#amp;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ", "`", "'").Replace(l))
		}
	}
	return `"` + strings.Join(out, "<br>") + `"`
}

// DOT writes the flow as a Graphviz graph.
func DOT(f Flow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %s {\n  node [shape=box, fontname=\"Arial\"];\n  edge [fontname=\"Arial\"];\n", dotText(f.ID))
	fmt.Fprintf(&b, "  start [shape=oval, label=%s];\n", dotText(f.Title))
	from, label := "start", ""
	for i, s := range f.Steps {
		to := fmt.Sprintf("end%d", i+1)
		fmt.Fprintf(&b, "  %s [style=bold, label=%s];\n", to, dotText(s.Ending.Urgency, s.Ending.Says))
		if s.When == "" {
			fmt.Fprintf(&b, "  %s -> %s [label=%s];\n", from, to, dotText(label))
			continue
		}
		step := fmt.Sprintf("step%d", i+1)
		fmt.Fprintf(&b, "  %s [label=%s];\n", step, dotText(s.head(), s.question()))
		fmt.Fprintf(&b, "  %s -> %s [label=%s];\n  %s -> %s [label=%s];\n", from, step, dotText(label), step, to, dotText(s.Leave))
		from, label = step, s.Stay
	}
	for i, s := range f.Also {
		fmt.Fprintf(&b, "  also%d [label=%s];\n  alsoend%d [style=bold, label=%s];\n  also%d -> alsoend%d [label=%s];\n",
			i+1, dotText("Also", s.When), i+1, dotText(s.Ending.Urgency, s.Ending.Says), i+1, i+1, dotText(s.Leave))
	}
	b.WriteString("}\n")
	return b.String()
}

// dotText writes lines as a quoted string; long ones are broken.
func dotText(lines ...string) string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, wrap(l, 260, 14)...)
		}
	}
	for i, l := range out {
		out[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(l)
	}
	return `"` + strings.Join(out, `\n`) + `"`
}

package lint

import (
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// The codes of what is said about leaving findings out.
const (
	codeNoReason = "P490"
	codeNoRule   = "P491"
	codeUnused   = "P492"
	codeSettings = "P493"
)

// excuse leaves the findings of some codes out: on one line, or everywhere.
type excuse struct {
	codes []string
	used  map[string]bool
	at    source.Span
	path  string
	line  int // 0 is every line of every file
}

// excused gives the findings that nothing excuses, and what is wrong with the
// excuses.
func (c *checker) excused() source.Diagnostics {
	about := &source.Collector{}
	var excuses []*excuse
	for _, f := range c.files {
		excuses = append(excuses, inComments(f, about)...)
		if f.kind == "lint" {
			excuses = append(excuses, settings(f, about)...)
		}
	}
	var out source.Diagnostics
	for _, d := range c.found.All() {
		if !slices.ContainsFunc(excuses, func(e *excuse) bool { return e.covers(d) }) {
			out = append(out, d)
		}
	}
	for _, e := range excuses {
		for _, code := range e.codes {
			if !e.used[code] {
				about.Warnf(codeUnused, e.at, "nothing here is found by %s", code).Help = "take the comment away, or the code out of it"
			}
		}
	}
	return append(out, about.All()...).Sorted()
}

func (e *excuse) covers(d source.Diagnostic) bool {
	if !slices.Contains(e.codes, d.Code) {
		return false
	}
	if e.line != 0 && (d.Span.IsZero() || d.Span.File.Path != e.path || d.Span.Position().Line != e.line) {
		return false
	}
	e.used[d.Code] = true
	return true
}

// inComments finds the excuses in a file's comments. One beside a line is about
// that line, one on a line of its own about the next that is none.
func inComments(f *file, about *source.Collector) []*excuse {
	var out []*excuse
	comment := regexp.MustCompile(`(^|\s)#\s*lint:\s*(.*)$`)
	for n := 1; n <= f.Lines(); n++ {
		text, start := f.Line(n)
		m := comment.FindSubmatchIndex(text)
		if m == nil {
			continue
		}
		at := f.Span(start+m[4], start+len(text))
		codes, ok := readExcuse(string(text[m[4]:]), at, about)
		if !ok {
			continue
		}
		line := n
		if strings.TrimSpace(string(text[:m[0]])) == "" {
			line = nextLine(f, n)
		}
		out = append(out, &excuse{codes: codes, used: map[string]bool{}, at: at, path: f.Path, line: line})
	}
	return out
}

// nextLine is the next line that is neither empty nor a comment.
func nextLine(f *file, n int) int {
	for n++; n < f.Lines(); n++ {
		text, _ := f.Line(n)
		if trimmed := strings.TrimSpace(string(text)); trimmed != "" && trimmed[0] != '#' {
			break
		}
	}
	return n
}

// readExcuse reads `ignore P412 P413 because ...`.
func readExcuse(text string, at source.Span, about *source.Collector) ([]string, bool) {
	words, reason, because := strings.Cut(text, " because")
	fields := strings.Fields(words)
	if len(fields) < 2 || fields[0] != "ignore" {
		about.Warnf(codeNoReason, at, "this comment to lint cannot be read").Help = "write `# lint: ignore P412 because ...`"
		return nil, false
	}
	if !because || strings.TrimSpace(reason) == "" {
		about.Warnf(codeNoReason, at, "this comment does not say why").Help = "write `# lint: " + strings.Join(fields, " ") + " because ...` with the reason"
		return nil, false
	}
	var codes []string
	for _, code := range fields[1:] {
		if code = strings.Trim(code, ","); known(code, at, about) {
			codes = append(codes, code)
		}
	}
	return codes, true
}

// known says whether a code is a rule's, and reports one that is not.
func known(code string, at source.Span, about *source.Collector) bool {
	var all []string
	for _, r := range rules() {
		all = append(all, r.code)
	}
	if slices.Contains(all, code) {
		return true
	}
	d := about.Warnf(codeNoRule, at, "no rule of lint has the code %q", code)
	d.Help = "`signpost explain` lists the rules: P400 to P436"
	if near, ok := source.Nearest(code, all); ok {
		d.Help = "did you mean " + near + "?"
	}
	return false
}

// settings reads a lint file: rules that a library does without.
func settings(f *file, about *source.Collector) []*excuse {
	var out []*excuse
	quiet := &source.Collector{}
	text := func(to *string) func(*lang.Node) { return func(n *lang.Node) { *to = lang.String(n, quiet) } }
	var name string
	lang.Fields(f.root, "a lint file", quiet, map[string]func(*lang.Node){
		"lint": text(&name),
		"off": func(n *lang.Node) {
			for _, item := range n.Items {
				var code, because string
				lang.Fields(item, "an entry of off", quiet, map[string]func(*lang.Node){"code": text(&code), "because": text(&because)})
				switch {
				case because == "":
					about.Warnf(codeNoReason, item.Span, "this entry does not say why").Help = "add `because: ...`"
				case known(code, item.Span, about):
					out = append(out, &excuse{codes: []string{code}, used: map[string]bool{}, at: item.Span})
				}
			}
		},
	})
	for _, d := range quiet.All() {
		about.Warnf(codeSettings, d.Span, "%s", d.Message).Help = d.Help
	}
	return out
}

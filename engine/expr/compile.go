package expr

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cel.dev/cel-go/common/ast"
)

// Compile checks a condition and splits it into atoms. It reports everything
// that is wrong at once; the Cond is nil when anything is.
func (e *Env) Compile(text string) (*Cond, []Issue) {
	if is, ok := unreadable(text); ok {
		return nil, []Issue{is}
	}
	checked, r, issues := e.check(text, false)
	if len(issues) > 0 {
		return nil, issues
	}
	s := splitter{env: e, spans: r.spans, fac: r.fac}
	root := s.split(checked.Expr())
	if s.check(); len(s.issues) > 0 {
		return nil, inOrder(s.issues)
	}
	return &Cond{env: e, text: text, root: root, levels: slices.Clone(r.levels), named: r.named}, nil
}

// unreadable refuses texts before any parsing.
func unreadable(text string) (Issue, bool) {
	is := Issue{End: len(text), Code: codeLong}
	switch {
	case len(text) > maxBytes:
		is.Message = "the condition has " + strconv.Itoa(len(text)) + " bytes and may have " + strconv.Itoa(maxBytes)
		is.Help = "give a part of it a name, as a criterion"
	case !utf8.ValidString(text):
		is.Code, is.Message, is.Help = codeSyntax, "the text is not UTF-8", "save the file as UTF-8"
	case strings.TrimSpace(text) == "":
		is.Code, is.Message, is.Help = codeSyntax, "the condition is empty", "write what must be true"
	default:
		return Issue{}, false
	}
	return is, true
}

// check parses, resolves and type-checks a text.
func (e *Env) check(text string, lenient bool) (*ast.AST, *resolver, []Issue) {
	d := repair(text, scan(text))
	src := newSource(text, d)
	parsed, issues := e.machine.parse(src)
	if len(issues) > 0 {
		if name, ok := e.splitName(text, issues[0].Start); ok {
			issues[0].Help = "a name has no spaces: write " + name
		}
		return nil, nil, inOrder(append(d.issues, issues...))
	}
	if n := ast.NodeCount(parsed); n > maxNodes {
		return nil, nil, append(d.issues, Issue{
			End: len(text), Code: codeDeep, Message: "the condition has " + strconv.Itoa(n) + " parts and may have " + strconv.Itoa(maxNodes),
			Help: "give a part of it a name, as a criterion",
		})
	}
	r := newResolver(e, src, parsed)
	r.lenient = lenient
	r.truths(parsed.Expr())
	if issues := append(d.issues, r.issues...); len(issues) > 0 {
		return nil, nil, inOrder(issues)
	}
	checked, errs := e.machine.check(parsed, src, r.decls)
	for _, err := range errs {
		at := src.place(err.Location)
		issues = append(issues, Issue{Start: at.start, End: at.end, Code: codeRefused, Message: "CEL refuses this: " + err.Message})
	}
	return checked, r, issues
}

// inOrder sorts issues by place and drops those said twice.
func inOrder(issues []Issue) []Issue {
	slices.SortStableFunc(issues, func(a, b Issue) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(a.Code, b.Code))
	})
	return slices.Compact(issues)
}

package lint

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// rule is one thing to look for.
type rule struct {
	code string
	// look reports through c.
	look func(c *checker)
}

// rules lists every rule, by code.
func rules() []rule {
	return []rule{
		{"P400", questionMark}, {"P401", fullStop}, {"P402", capitals}, {"P403", longSentence},
		{"P404", clinicalWord}, {"P405", abbreviation}, {"P406", spelling}, {"P407", blame},
		{"P408", exclamation}, {"P409", dateInFigures}, {"P410", straySpaces}, {"P411", netWithoutAction},
		{"P412", noChase}, {"P420", manyConditions}, {"P421", doubleNegation}, {"P422", negatedName},
		{"P423", repeatedCondition}, {"P424", redFlagBelow}, {"P425", fileName}, {"P426", keyOrder},
		{"P427", emptyName}, {"P428", longScreen}, {"P429", tickList}, {"P430", approvedDraft},
		{"P431", noExamples}, {"P432", sameCaseName}, {"P433", insecureLink}, {"P434", repeatedEntry},
		{"P435", noPatientWords}, {"P436", unknownSaysNo},
	}
}

// Codes lists the code of every rule, and of what is said of ignoring them.
func Codes() []string {
	var out []string
	for _, r := range rules() {
		out = append(out, r.code)
	}
	return append(out, codeNoReason, codeNoRule, codeUnused, codeSettings)
}

// Run looks over files that were compiled into a library. What a comment or a
// lint file excuses is left out; an excuse that nothing needs is reported.
func Run(lib *engine.Library, files []*source.File) source.Diagnostics {
	c := &checker{lib: lib, found: &source.Collector{}}
	for _, f := range files {
		if root := lang.Parse(f, &source.Collector{}); root != nil && len(root.Entries) > 0 {
			c.files = append(c.files, &file{File: f, root: root, kind: root.Entries[0].Key.Value})
		}
	}
	for _, r := range rules() {
		c.code = r.code
		r.look(c)
	}
	return c.excused()
}

// checker is one run over a library.
type checker struct {
	lib   *engine.Library
	files []*file
	found *source.Collector
	code  string
}

// file is a file with its tree.
type file struct {
	*source.File
	root *lang.Node
	// kind is its first key.
	kind string
}

func (c *checker) report(at source.Span, help, format string, args ...any) {
	c.found.Warnf(c.code, at, format, args...).Help = help
}

// of gives the files of a kind.
func (c *checker) of(kind string) []*file {
	var out []*file
	for _, f := range c.files {
		if f.kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// pathways calls look for every pathway of the files, with its tree.
func (c *checker) pathways(look func(p *engine.Pathway, f *file)) {
	for _, f := range c.of("pathway") {
		id := f.root.Get("pathway")
		if id == nil {
			continue
		}
		if p, ok := c.lib.Pathway(id.Value); ok {
			look(p, f)
		}
	}
}

package diff_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// vocabulary is a small one; changed gives it lines of its own.
func vocabulary(changed map[string]string) string {
	lines := map[string]string{
		"b0": "{ask: Is b0 there, short: B nought, type: yes_no, implies: [b1]}",
		"b1": "{ask: Is b1 there, short: B one, type: yes_no}",
		"b2": "{ask: Is b2 there, short: B two, type: yes_no, only_if: b1}",
		"n0": "{ask: What is n0, short: N nought, type: number, unit: ug/g, min: 0, max: 6, step: 1}",
		"o0": "{ask: Which o0, short: O nought, type: option, options: {x: {says: Ex}, y: {says: Why}, z: {says: Zed}}}",
		"s0": "{ask: Any of s0, short: S nought, type: options, options: {p: {says: Pea}, q: {says: Queue}}}",
		"d0": "{ask: Is d0 there, short: D nought, type: yes_no, derive: 'b1 && n0 >= 2'}",
	}
	for id, line := range changed {
		lines[id] = line
	}
	var b strings.Builder
	b.WriteString("vocabulary: small\nevidence: {src: {title: A source}}\nfindings:\n")
	b.WriteString("  age: {short: Age, type: number, unit: a, min: 0, max: 9, step: 1, from_patient: age}\n")
	for _, id := range []string{"b0", "b1", "b2", "b9", "n0", "o0", "s0", "d0"} {
		if lines[id] != "" {
			fmt.Fprintf(&b, "  %s: %s\n", id, lines[id])
		}
	}
	b.WriteString("criteria: {shared: {says: Shared, when: 'b1 || n0 > 3', evidence: src}}\n")
	law := "o0 != \"x\" || n0 <= 4.0"
	if strings.Contains(lines["o0"], "yes_no") {
		law = "!o0 || n0 <= 4.0"
	}
	fmt.Fprintf(&b, "constraints: [{says: N nought is small, when: '%s'}]\n", law)
	return b.String()
}

// vocabularies are changes that a later version may make.
func vocabularies() map[string]map[string]string {
	return map[string]map[string]string{
		"same":            nil,
		"renamed":         {"b2": "", "b9": "{ask: Is b2 there, short: B two, type: yes_no, only_if: b1}"},
		"gone":            {"b2": ""},
		"wider number":    {"n0": "{ask: What is n0, short: N nought, type: number, unit: ug/g, min: 0, max: 9, step: 1}"},
		"narrower number": {"n0": "{ask: What is n0, short: N nought, type: number, unit: ug/g, min: 2, max: 6, step: 1}"},
		"finer number":    {"n0": "{ask: What is n0, short: N nought, type: number, unit: ug/g, min: 0, max: 6, step: 0.5}"},
		"another option":  {"o0": "{ask: Which o0, short: O nought, type: option, options: {x: {says: Ex}, y: {says: Why}, z: {says: Zed}, w: {says: Double}}}"},
		"fewer options":   {"s0": "{ask: Any of s0, short: S nought, type: options, options: {p: {says: Pea}}}"},
		"another kind":    {"o0": "{ask: Which o0, short: O nought, type: yes_no}"},
		"another law":     {"b0": "{ask: Is b0 there, short: B nought, type: yes_no}", "d0": "{ask: Is d0 there, short: D nought, type: yes_no, derive: 'b1 && n0 >= 3'}"},
	}
}

// atoms are conditions over the findings of a vocabulary.
func atoms(change string) []string {
	out := []string{"b0", "b1", "n0 < 2", "n0 >= 3", "n0 > 4", "n0 <= 5", "age >= 3", "age < 6", "missing(n0)", `"p" in s0`, "any(s0)", "d0", "shared", "c0"}
	switch change {
	case "renamed":
		out = append(out, "b9")
	case "gone":
	default:
		out = append(out, "b2")
	}
	if change == "another kind" {
		return append(out, "o0")
	}
	return append(out, `o0 == "x"`, `o0 != "y"`, `o0 in ["y", "z"]`)
}

// tree is a condition that can be written in several ways.
type tree struct {
	op   string // atom, and, or, not
	text string
	kids []*tree
}

func draw(t *rapid.T, from []string, depth int) *tree {
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		return &tree{op: "atom", text: rapid.SampledFrom(from).Draw(t, "atom")}
	}
	switch op := rapid.SampledFrom([]string{"and", "or", "not"}).Draw(t, "op"); op {
	case "not":
		return &tree{op: op, kids: []*tree{draw(t, from, depth-1)}}
	default:
		return &tree{op: op, kids: []*tree{draw(t, from, depth-1), draw(t, from, depth-1)}}
	}
}

func (n *tree) String() string {
	switch n.op {
	case "and":
		return "(" + n.kids[0].String() + " && " + n.kids[1].String() + ")"
	case "or":
		return "(" + n.kids[0].String() + " || " + n.kids[1].String() + ")"
	case "not":
		return "!(" + n.kids[0].String() + ")"
	}
	return n.text
}

// deMorgan writes the same by De Morgan's laws.
func (n *tree) deMorgan() string {
	switch n.op {
	case "and":
		return "!(!(" + n.kids[0].deMorgan() + ") || !(" + n.kids[1].deMorgan() + "))"
	case "or":
		return "!(!(" + n.kids[0].deMorgan() + ") && !(" + n.kids[1].deMorgan() + "))"
	case "not":
		return "!(" + n.kids[0].deMorgan() + ")"
	}
	return n.text
}

// pathway is a file in parts.
type pathway struct {
	applies   string
	criterion string
	rows      [][2]string // condition, outcome
	also      [][2]string
}

func drawPathway(t *rapid.T, from []string) pathway {
	plain := make([]string, 0, len(from))
	for _, a := range from {
		if a != "c0" {
			plain = append(plain, a)
		}
	}
	p := pathway{applies: rapid.SampledFrom([]string{"age >= 0", "age >= 2"}).Draw(t, "applies"), criterion: draw(t, plain, 1).String()}
	for range rapid.IntRange(1, 3).Draw(t, "rows") {
		p.rows = append(p.rows, [2]string{draw(t, from, 2).String(), rapid.SampledFrom([]string{"o_a", "o_b", "o_c"}).Draw(t, "outcome")})
	}
	for range rapid.IntRange(0, 2).Draw(t, "also") {
		p.also = append(p.also, [2]string{draw(t, from, 1).String(), rapid.SampledFrom([]string{"o_a", "o_b", "o_c"}).Draw(t, "outcome")})
	}
	return p
}

func (p pathway) String() string {
	quote := func(c string) string { return "'" + strings.ReplaceAll(c, "'", "''") + "'" }
	var b strings.Builder
	b.WriteString("pathway: drawn\nversion: \"1.0.0\"\ntitle: Drawn\nspecialty: none\npurpose: To be drawn.\nowner: Nobody\nreview_by: 2027-01-01\nstatus: draft\n")
	fmt.Fprintf(&b, "applies_to: %s\ncriteria:\n  c0: {says: Criterion, when: %s, evidence: src}\ndecide:\n", quote(p.applies), quote(p.criterion))
	for i, r := range p.rows {
		fmt.Fprintf(&b, "  - {id: r%d, when: %s, outcome: %s, evidence: src}\n", i, quote(r[0]), r[1])
	}
	b.WriteString("  - {id: otherwise, outcome: o_c}\n")
	if len(p.also) > 0 {
		b.WriteString("also:\n")
	}
	for i, r := range p.also {
		fmt.Fprintf(&b, "  - {id: a%d, when: %s, outcome: %s}\n", i, quote(r[0]), r[1])
	}
	b.WriteString("outcomes:\n")
	for i, id := range []string{"o_a", "o_b", "o_c"} {
		fmt.Fprintf(&b, "  %s: {action: manage, within: %s, summary: Outcome %s}\n", id, []string{"urgent", "routine", "none"}[i], id)
	}
	return b.String()
}

func load(t require.TestingT, vocabulary, pathway string) *engine.Library {
	lib, ds := engine.Load([]*source.File{
		source.NewFile("small.yaml", []byte(vocabulary)), source.NewFile("drawn.yaml", []byte(pathway)),
	}, engine.Options{})
	if lib == nil {
		var b strings.Builder
		_ = source.Text(&b, ds, source.TextOptions{})
		require.Fail(t, b.String()+"\n"+pathway)
	}
	return lib
}

func shipped(t testing.TB) *engine.Library {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	return lib
}

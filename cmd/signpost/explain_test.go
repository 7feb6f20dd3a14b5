package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/explain"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// TestExplain_every_code_has_a_page reads the sources: a code that stands in
// any of them must be explained, and a page must be about a code that does.
func TestExplain_every_code_has_a_page(t *testing.T) {
	used := map[string]string{}
	for _, root := range []string{"../../engine", "."} {
		require.NoError(t, filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			data, err := os.ReadFile(path)
			for _, code := range regexp.MustCompile(`"P\d{3}"`).FindAllString(string(data), -1) {
				used[strings.Trim(code, `"`)] = path
			}
			return err
		}))
	}
	pages, err := explainPages()
	require.NoError(t, err)
	explained := map[string]bool{}
	for _, p := range pages {
		explained[p.Code] = true
		require.Contains(t, used, p.Code, "nothing reports the code of this page")
	}
	for code, path := range used {
		require.True(t, explained[code], "%s, which %s uses, has no page: add engine/explain/pages/%s.md", code, path, code)
	}
}

// TestExplain_pages_are_true runs every example of every page.
func TestExplain_pages_are_true(t *testing.T) {
	area, err := filepath.Abs("testdata/area")
	require.NoError(t, err)
	pages, err := explainPages()
	require.NoError(t, err)
	for _, p := range pages {
		if len(p.Wrong) == 0 {
			require.Contains(t, unshowable(), p.Code, "the page lacks an example")
			continue
		}
		t.Run(p.Code, func(t *testing.T) {
			if len(p.Before) == 0 {
				t.Parallel()
			}
			require.Equal(t, []string{p.Code}, codesIn(t, area, p, p.Wrong), "the wrong example")
			require.Empty(t, codesIn(t, area, p, p.Right), "the right example")
		})
	}
}

// unshowable are the codes whose example would not fit on a page, with the test
// that has one.
func unshowable() map[string]string {
	return map[string]string{
		"P004": "engine/lang: a file of 2 MiB", "P006": "engine/lang: 64 levels",
		"P101": "engine/expr: a very long condition", "P102": "engine/expr: a very deep one",
		"P190": "engine/expr: what only CEL refuses", "P226": "nothing that is known of: compiling has its own codes",
		"P428": "engine/lint: 21 questions", "P500": "engine/prove: a node budget of a test",
		"P525": "prove_save.txtar: shown by --hazards alone", "P526": "prove_save.txtar: shown by --hazards alone",
		"P600": "engine/diff: a node budget of a test",
		"P604": "against.txtar: two whole pathways", "P605": "against.txtar: a file that is gone",
	}
}

// codesIn gives the codes that the page's command reports of an example.
func codesIn(t *testing.T, area string, p explain.Page, parts []explain.Part) []string {
	t.Helper()
	if parts[0].File == "" {
		return codesOfText(parts[0].Text)
	}
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(area)))
	if len(p.Before) > 0 {
		overlay(t, dir, p.Before)
		shell(t, dir, 0, "git init -q -b main && git add . && git commit -q -m before")
		t.Chdir(dir)
		dir = "."
	}
	overlay(t, dir, parts)
	var out, errs bytes.Buffer
	args := append(strings.Fields(p.By), "--format", "sarif", dir)
	code := run(environment{args: args, stdout: &out, stderr: &errs, getenv: func(string) string { return "" }})
	require.LessOrEqual(t, code, exitFindings, errs.String())
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID string `json:"ruleId"`
			} `json:"results"`
		} `json:"runs"`
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &log), "%s%s", out.String(), errs.String())
	var codes []string
	for _, r := range log.Runs[0].Results {
		codes = append(codes, r.RuleID)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// overlay lays the parts over the files of a folder.
func overlay(t *testing.T, dir string, parts []explain.Part) {
	t.Helper()
	for _, part := range parts {
		path := filepath.Join(dir, part.File)
		data, err := os.ReadFile(path)
		if err != nil {
			require.ErrorIs(t, err, os.ErrNotExist)
		}
		require.NoError(t, os.WriteFile(path, []byte(overlaid(string(data), part.Text)), 0o600))
	}
	signFor(t, dir)
}

// signFor puts the pathway's own hashes for those that pages show.
func signFor(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, "cough.approval.yaml")
	data, err := os.ReadFile(path)
	if err != nil {
		require.ErrorIs(t, err, os.ErrNotExist)
		return
	}
	files, err := readLibrary([]string{dir})
	require.NoError(t, err)
	lib, _ := engine.Load(files, engine.Options{})
	require.NotNil(t, lib)
	p, ok := lib.Pathway("cough")
	require.True(t, ok)
	own := strings.NewReplacer(
		"00112233445566778899aabbccddeeff", p.Identity().Behaviour, "ffeeddccbbaa99887766554433221100", p.Identity().Content,
	)
	require.NoError(t, os.WriteFile(path, []byte(own.Replace(string(data))), 0o600))
}

// codesOfText gives the codes of a file in the invented language of the
// examples that the reader of YAML explains itself with.
func codesOfText(text string) []string {
	var c source.Collector
	str := func(n *lang.Node) { lang.String(n, &c) }
	row := map[string]func(*lang.Node){"id": str, "when": str}
	lang.Fields(lang.Parse(source.NewFile("example.yaml", []byte(text)), &c), "example", &c, map[string]func(*lang.Node){
		"pathway": str, "says": str, "when": str,
		"steps":     func(n *lang.Node) { lang.Strings(n, &c) },
		"attest":    func(n *lang.Node) { lang.Bool(n, &c) },
		"value":     func(n *lang.Node) { lang.Number(n, &c) },
		"wait_days": func(n *lang.Node) { lang.Int(n, &c) },
		"review_by": func(n *lang.Node) { lang.Date(n, &c) },
		"version":   func(n *lang.Node) { lang.QuotedString(n, &c) },
		"decide": func(n *lang.Node) {
			for _, item := range n.Items {
				lang.Fields(item, "row of decide", &c, row)
			}
		},
	})
	var codes []string
	for _, d := range c.All() {
		codes = append(codes, d.Code)
	}
	return slices.Compact(codes)
}

// overlaid lays the keys of a part over a file. What begins like a whole file
// is one. Under the keys that hold names, names are replaced one by one.
func overlaid(base, part string) string {
	if base == "" || firstKey(base) == firstKey(part) {
		return part
	}
	var out strings.Builder
	added := sections(part, "")
	for _, s := range sections(base, "") {
		i := slices.IndexFunc(added, func(a block) bool { return a.key == s.key })
		if i < 0 {
			out.WriteString(s.text)
			continue
		}
		out.WriteString(merged(s, added[i]))
		added = slices.Delete(added, i, i+1)
	}
	for _, a := range added {
		out.WriteString(a.text)
	}
	return out.String()
}

// block is a key at the margin with all that belongs to it.
type block struct{ key, text string }

func firstKey(text string) string {
	key, _, _ := strings.Cut(text, ":")
	return key
}

func sections(text, indent string) []block {
	var out []block
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(line, indent)
		if ok && rest != "" && !strings.ContainsAny(rest[:1], " -#\n") {
			out = append(out, block{key: firstKey(rest)})
		}
		if len(out) > 0 {
			out[len(out)-1].text += line
		}
	}
	return out
}

func merged(base, part block) string {
	switch base.key {
	case "evidence", "findings", "tests", "bands", "outcomes", "directory":
	default:
		return part.text
	}
	head, names, _ := strings.Cut(base.text, "\n")
	_, added, _ := strings.Cut(part.text, "\n")
	out := head + "\n"
	more := sections(added, "  ")
	for _, s := range sections(names, "  ") {
		if i := slices.IndexFunc(more, func(a block) bool { return a.key == s.key }); i >= 0 {
			out += more[i].text
			more = slices.Delete(more, i, i+1)
			continue
		}
		out += s.text
	}
	for _, s := range more {
		out += s.text
	}
	return out
}

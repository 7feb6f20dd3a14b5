package schema_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/lint"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/schema"
	"signpost.health/signpost/engine/source"
)

// read gives what the reader of a kind of file says of a text.
func read(kind, text string) source.Diagnostics {
	f := source.NewFile("file.yaml", []byte(text))
	c := &source.Collector{}
	switch kind {
	case "examples":
		examples.Read([]*source.File{f}, c)
	case "proof":
		prove.Read([]*source.File{f}, c)
	case "approval":
		approval.Read([]*source.File{f}, c)
	case "lint":
		lib, _ := engine.Load(nil, engine.Options{})
		return lint.Run(lib, []*source.File{f})
	default:
		_, ds := engine.Load([]*source.File{f}, engine.Options{})
		return ds
	}
	return c.All()
}

// at writes a file of a kind in which a value stands under a trail of keys. Each
// step opens what it stands in and closes it again.
type trail []step

type step struct{ open, close string }

func (tr trail) file(kind, inside string) string {
	var b strings.Builder
	for _, s := range tr {
		b.WriteString(s.open)
	}
	b.WriteString(inside)
	for _, s := range slices.Backward(tr) {
		b.WriteString(s.close)
	}
	return kind + ": x\n" + b.String() + "\n"
}

func (tr trail) into(f schema.Field) trail {
	next := slices.Clone(tr)
	switch f.Shape {
	case schema.List, schema.Matrix:
		return append(next, step{f.Key + ": [{", "}]"})
	case schema.Named:
		return append(next, step{f.Key + ": {x: {", "}}"})
	default:
		return append(next, step{f.Key + ": {", "}"})
	}
}

// each calls look for every table of a kind with the trail that leads to it.
func each(kind string, look func(tr trail, t *schema.Table)) {
	root, _ := schema.Of(kind)
	var walk func(tr trail, t *schema.Table)
	walk = func(tr trail, t *schema.Table) {
		look(tr, t)
		for _, f := range t.Fields {
			if f.Of == nil {
				continue
			}
			inner := tr.into(f)
			if f.Shape == schema.Matrix {
				inner = append(inner, step{"expect: {", "}"})
			}
			walk(inner, f.Of)
		}
	}
	walk(nil, root)
}

// TestKeys: wherever a key may stand, the reader knows the same keys as the
// table. The reader is asked by a key that it cannot know.
func TestKeys(t *testing.T) {
	for _, kind := range schema.Kinds() {
		each(kind, func(tr trail, table *schema.Table) {
			t.Run(kind+"/"+table.Name, func(t *testing.T) {
				var want []string
				for _, f := range table.Fields {
					want = append(want, f.Key)
				}
				slices.Sort(want)
				var got []string
				for _, d := range read(kind, tr.file(kind, "zzzzzzzzzzzzzzzz: 1")) {
					if list, ok := strings.CutPrefix(d.Help, "it takes: "); ok && strings.Contains(d.Message, "zzzzzzzzzzzzzzzz") {
						got = strings.Split(list, ", ")
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("keys differ (-table +reader):\n%s", diff)
				}
			})
		})
	}
}

// TestRequired: what the table requires the reader misses, and nothing else but
// what depends on other keys.
func TestRequired(t *testing.T) {
	depends := map[string][]string{
		"finding": {"ask"}, "row": {"when"}, "further_row": {"when"}, // but for otherwise
		"case": {"expect", "source"}, // but for a matrix, and for what nobody has confirmed
	}
	for _, kind := range schema.Kinds() {
		each(kind, func(tr trail, table *schema.Table) {
			t.Run(kind+"/"+table.Name, func(t *testing.T) {
				text := tr.file(kind, "zzzz: 1")
				missed := map[string]bool{}
				for _, d := range read(kind, text) {
					if _, keys, ok := strings.Cut(d.Message, " has no `"); ok && d.Span.Start <= strings.Index(text, "zzzz") {
						for key := range strings.SplitSeq(keys, "`") {
							missed[key] = true
						}
					}
				}
				for _, f := range table.Fields {
					if slices.Contains(depends[table.Name], f.Key) || f.Key == kind {
						continue
					}
					if f.Required && f.Key != "cases" && f.Key != "approvals" && kind != "lint" { // these are missed in other words
						require.True(t, missed[f.Key], "the reader does not miss %s", f.Key)
					}
					if !f.Required && len(tr) < 2 {
						require.False(t, missed[f.Key], "the reader misses %s", f.Key)
					}
				}
			})
		})
	}
}

// TestWords: the reader takes every word of the table, and no other.
func TestWords(t *testing.T) {
	for _, kind := range schema.Kinds() {
		each(kind, func(tr trail, table *schema.Table) {
			for _, f := range table.Fields {
				if f.Shape != schema.Word {
					continue
				}
				t.Run(table.Name+"/"+f.Key, func(t *testing.T) {
					for _, w := range f.Words {
						require.Empty(t, about(kind, tr, f, fmt.Sprintf("%q", w)), w)
					}
					// What a case expects is compared, not read; a wrong word fails
					// the case. Proofs are read with their pathway. Any other sex is
					// not known.
					if table.Name != "expect" && table.Name != "assertion" && f.Key != "sex" {
						require.NotEmpty(t, about(kind, tr, f, "zzzz"))
					}
				})
			}
		})
	}
}

// about gives what the reader says of a value under a key.
func about(kind string, tr trail, f schema.Field, value string) []string {
	text := tr.file(kind, f.Key+": "+value)
	from := strings.Index(text, f.Key+": "+value)
	var out []string
	for _, d := range read(kind, text) {
		inside := d.Span.Start >= from+len(f.Key)+2 && d.Span.Start <= from+len(f.Key)+2+len(value)
		// That a name leads nowhere is no matter of shape.
		if inside && d.Severity == source.Error && d.Code != "P224" && d.Code != "P225" {
			out = append(out, d.Code+": "+d.Message)
		}
	}
	return out
}

// TestShapes: the reader refuses what the table would not have: a list for one
// text, words for a number. It takes what the table has.
func TestShapes(t *testing.T) {
	for _, kind := range schema.Kinds() {
		if kind == "lint" {
			continue // its findings are warnings: see the tests of that package
		}
		each(kind, func(tr trail, table *schema.Table) {
			for _, f := range table.Fields {
				if f.Key == kind {
					continue // the first key is there already
				}
				t.Run(kind+"/"+table.Name+"/"+f.Key, func(t *testing.T) {
					good, bad := samples(f)
					for _, v := range good {
						require.Empty(t, about(kind, tr, f, v), "%s is refused", v)
					}
					for _, v := range bad {
						require.NotEmpty(t, about(kind, tr, f, v), "%s is taken", v)
					}
				})
			}
		})
	}
}

// samples gives values that a shape takes, and values that it does not.
func samples(f schema.Field) (good, bad []string) {
	switch f.Shape {
	case schema.Text, schema.ID:
		if f.Pattern != "" {
			return nil, []string{"[a]"}
		}
		return []string{"some_words"}, []string{"[a]", "{a: b}"}
	case schema.Quoted:
		return nil, []string{"[a]"}
	case schema.Texts, schema.IDs:
		return []string{"a", "[a, b]"}, []string{"{a: b}"}
	case schema.Condition:
		return []string{`"true || false"`}, []string{"[a]"}
	case schema.YesNo:
		if f.Key == "confirmed" {
			return []string{"no", "false"}, []string{"maybe"}
		}
		return []string{"yes", "no", "true", "false"}, []string{"maybe", "[yes]"}
	case schema.Number:
		return []string{"1", "0.5"}, []string{"one", "[1]"}
	case schema.Whole:
		return []string{"1"}, []string{"0.5", "one"}
	case schema.Step:
		return []string{"1", "0.1", "1/12"}, []string{"a/b"}
	case schema.Date:
		return []string{"2026-11-21"}, []string{"21/11/2026"}
	case schema.Duration:
		return []string{"4 weeks", "1 year"}, []string{"soon"}
	case schema.List, schema.Object, schema.Named, schema.Numbers, schema.Answers, schema.Matrix, schema.Word:
	}
	return nil, nil
}

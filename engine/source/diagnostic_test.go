package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/source"
)

func TestCollector_sorts_by_place_and_tells_nothing_twice(t *testing.T) {
	a := source.NewFile("a.yaml", []byte("one two three"))
	b := source.NewFile("b.yaml", []byte("one"))
	var c source.Collector
	c.Errorf("P002", b.Span(0, 3), "last")
	c.Warnf("P002", a.Span(4, 7), "third")
	c.Errorf("P001", a.Span(4, 7), "second %s", "message").Help = "do this"
	c.Errorf("P001", a.Span(4, 7), "second message")
	c.Add(source.Diagnostic{Severity: source.Note, Message: "first"})

	var told []string
	for _, d := range c.All() {
		told = append(told, d.Severity.String()+": "+d.Message+d.Help)
	}
	want := []string{"note: first", "error: second messagedo this", "warning: third", "error: last"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	require.True(t, c.HasErrors())
}

func TestSummary(t *testing.T) {
	a, b := source.NewFile("a", nil), source.NewFile("b", nil)
	fault := func(s source.Severity, f *source.File) source.Diagnostic {
		return source.Diagnostic{Severity: s, Span: f.Span(0, 0)}
	}
	tests := []struct {
		name  string
		files int
		found source.Diagnostics
		want  string
	}{
		{"nothing", 3, nil, "3 files checked: no problems found"},
		{"a note only", 1, source.Diagnostics{fault(source.Note, a)}, "1 file checked: no problems found"},
		{"one error", 1, source.Diagnostics{fault(source.Error, a)}, "1 file checked: 1 error in 1 file"},
		{"a warning", 2, source.Diagnostics{fault(source.Warning, a)}, "2 files checked: 1 warning in 1 file"},
		{"both", 3, source.Diagnostics{fault(source.Error, a), fault(source.Warning, b), fault(source.Error, b)}, "3 files checked: 2 errors, 1 warning in 2 files"},
		{"no place", 3, source.Diagnostics{{Severity: source.Error}}, "3 files checked: 1 error"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, test.found.Summary(test.files))
		})
	}
}

func TestNearest(t *testing.T) {
	known := []string{"haemoglobin", "haematuria", "age", "when", "then", "fit_result", "psa", "sex"}
	tests := []struct{ name, word, want string }{
		{"changed letter", "haemaglobin", "haemoglobin"},
		{"swapped letters", "wehn", "when"},
		{"lost letter", "haemturia", "haematuria"},
		{"hyphen and capitals", "Fit-Result", "fit_result"},
		{"equally near: alphabetical", "hen", "then"},
		{"short", "aeg", "age"},
		{"too short to guess", "ag", ""},
		{"nothing near", "breathlessness", ""},
		{"too many changes", "haemorrhage", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := source.Nearest(test.word, known)
			require.Equal(t, test.want, got)
			require.Equal(t, test.want != "", ok)
		})
	}
}

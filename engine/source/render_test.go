package source_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/source"
)

// findings is one diagnostic of each sort that a renderer must get right.
func findings() source.Diagnostics {
	file := source.NewFile("pathways/colorectal.yaml", []byte(strings.Join([]string{
		`pathway: colorectal`,
		`title: Bowel cancer, 100% sure`,
		"\twhen: age >= 60 &&\thaemaglobin < 110",
		"says: 漢字 and e\u0301 before here",
		"odd: \x1b[31m \u202e here\r",
		`title: again`,
		`long: ` + strings.Repeat("many words ", 30) + `here ` + strings.Repeat("more words ", 30),
		``,
	}, "\n")))
	at := func(word string) source.Span {
		start := strings.Index(string(file.Data), word)
		return file.Span(start, start+len(word))
	}
	long := strings.Index(string(file.Data), "words here") + len("words ")
	return source.Diagnostics{
		{Severity: source.Error, Code: "P030", Span: at("haemaglobin"), Message: `unknown fact "haemaglobin"`, Label: "not declared", Help: `did you mean "haemoglobin"?`},
		{Severity: source.Warning, Code: "P101", Span: at("before"), Message: "a word after wide and combining letters"},
		{Severity: source.Note, Code: "P102", Span: file.Span(len(file.Data), len(file.Data)), Message: "the end of the file"},
		{Severity: source.Error, Code: "P010", Span: at("title: again"), Message: `the key "title" stands here twice`, Label: "again",
			Related: []source.Related{{Span: at("title"), Message: "it stands here first"}}, Help: "delete one,\nor rename it"},
		{Severity: source.Error, Code: "P103", Span: at("here\r"), Message: "a line that would write to the terminal \x1b[31m"},
		{Severity: source.Error, Code: "P104", Span: file.Span(long, long+4), Message: "a long line"},
		{Severity: source.Error, Code: "P105", Span: file.Span(9, 40), Message: "a stretch over two lines"},
		{Severity: source.Warning, Message: "no place, no code"},
	}
}

func TestRenderers(t *testing.T) {
	tool := source.ToolInfo{Name: "signpost", Version: "1.2.3", RulesURL: "https://signpost.example/codes/"}
	tests := []struct {
		golden string
		render func(io.Writer, source.Diagnostics) error
	}{
		{"text.txt", func(w io.Writer, ds source.Diagnostics) error { return source.Text(w, ds, source.TextOptions{}) }},
		{"colour.txt", func(w io.Writer, ds source.Diagnostics) error {
			return source.Text(w, ds, source.TextOptions{Colour: true})
		}},
		{"report.json", source.JSON},
		{"github.txt", source.GitHub},
		{"sarif.json", func(w io.Writer, ds source.Diagnostics) error { return source.SARIF(w, ds, tool) }},
	}
	for _, test := range tests {
		t.Run(test.golden, func(t *testing.T) {
			var got bytes.Buffer
			require.NoError(t, test.render(&got, findings()))
			requireGolden(t, "testdata/"+test.golden, got.Bytes())
		})
	}
}

func TestRenderers_of_nothing(t *testing.T) {
	var text, github, report bytes.Buffer
	require.NoError(t, source.Text(&text, nil, source.TextOptions{}))
	require.NoError(t, source.GitHub(&github, nil))
	require.NoError(t, source.JSON(&report, nil))

	require.Empty(t, text.String())
	require.Empty(t, github.String())
	require.JSONEq(t, `{"errors": 0, "warnings": 0, "diagnostics": []}`, report.String())
}

func TestRenderers_hand_on_what_the_writer_says(t *testing.T) {
	closed, err := os.CreateTemp(t.TempDir(), "")
	require.NoError(t, err)
	require.NoError(t, closed.Close())

	require.ErrorIs(t, source.Text(closed, findings(), source.TextOptions{}), os.ErrClosed)
	require.ErrorIs(t, source.JSON(closed, findings()), os.ErrClosed)
	require.ErrorIs(t, source.GitHub(closed, findings()), os.ErrClosed)
	require.ErrorIs(t, source.SARIF(closed, findings(), source.ToolInfo{}), os.ErrClosed)
}

func requireGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, got, 0o600))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-golden +now):\n%s", path, diff)
	}
}

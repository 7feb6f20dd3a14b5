package docs_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

func read(t *testing.T, from fs.FS) []*source.File {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		data, err := fs.ReadFile(from, path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	return files
}

func load(t *testing.T, files []*source.File) (*engine.Library, docs.Options) {
	t.Helper()
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		var b strings.Builder
		require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
		t.Fatal(b.String())
	}
	found := &source.Collector{}
	o := docs.Options{Suites: examples.Read(files, found), Approvals: approval.Read(files, found)}
	require.Empty(t, found.All())
	return lib, o
}

// invented is the page of a pathway that has one of everything.
func invented(t *testing.T, change func(*docs.Options, *engine.Pathway)) *docs.Page {
	t.Helper()
	lib, o := load(t, read(t, os.DirFS("testdata/library")))
	p, ok := lib.Pathway("transformation")
	require.True(t, ok)
	if change != nil {
		change(&o, p)
	}
	pg, err := docs.Read(p, o)
	require.NoError(t, err)
	return pg
}

// everything adds what a page takes from elsewhere.
func everything(o *docs.Options, p *engine.Pathway) {
	id := p.Identity()
	gp := approval.Approval{Name: "Dr A Example", Role: approval.GP, Organisation: "Fern Street Surgery", Date: "2026-11-21",
		Statement: "I agree.", Version: id.Version, Behaviour: id.Behaviour, Content: id.Content}
	old := gp
	old.Name, old.Role, old.Organisation, old.Content = "Dr B Example", approval.ReceivingService, "Fernshire Towers", strings.Repeat("0", 32)
	o.Approvals = []*approval.Sheet{{Pathway: id.ID, Approvals: []approval.Approval{gp, old}}}
	o.Since = "version 1.1.0"
	o.Changes = func(*engine.Pathway) ([]string, error) {
		return []string{"The lamp test that needs the tower falls from 12 to 10.", "One question was added: warmth."}, nil
	}
	o.Letter = func(_ *engine.Pathway, w docs.Worked) (string, error) {
		return "Dear tower,\n\n" + w.Name + " <&>", nil
	}
}

func html(t *testing.T, pg *docs.Page) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, docs.HTML(&b, pg))
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs\n%s", path, diff)
	}
}

func TestPage(t *testing.T) {
	golden(t, "page.html", html(t, invented(t, everything)))
}

func TestLetters(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, docs.LettersHTML(&b, invented(t, everything)))
	golden(t, "letters.html", b.String())
}

func TestIndex(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, docs.IndexHTML(&b, "sha256:0", []*docs.Page{invented(t, everything)}))
	golden(t, "index.html", b.String())
}

// TestBlocks holds what goes on paper.
func TestBlocks(t *testing.T) {
	var b strings.Builder
	for _, x := range invented(t, everything).Blocks() {
		for _, s := range []string{x.Heading, x.Title, x.Text} {
			if s != "" {
				b.WriteString(s + "\n")
			}
		}
		for _, i := range x.Items {
			b.WriteString("- " + i + "\n")
		}
		if x.Grid != nil {
			require.Equal(t, len(x.Grid.Head), len(x.Grid.Widths), x.Grid.Name)
			for _, row := range append([][]string{x.Grid.Head}, x.Grid.Rows...) {
				require.Len(t, row, len(x.Grid.Widths), x.Grid.Name)
				b.WriteString("| " + strings.ReplaceAll(strings.Join(row, " | "), "\n", " / ") + " |\n")
			}
		}
		b.WriteString("\n")
	}
	golden(t, "blocks.txt", b.String())
}

func TestStatus(t *testing.T) {
	sign := func(roles ...approval.Role) func(*docs.Options, *engine.Pathway) {
		return func(o *docs.Options, p *engine.Pathway) {
			id := p.Identity()
			s := &approval.Sheet{Pathway: id.ID}
			for i, r := range roles {
				s.Approvals = append(s.Approvals, approval.Approval{Name: string(rune('A' + i)), Role: r, Behaviour: id.Behaviour, Content: id.Content})
			}
			o.Approvals = []*approval.Sheet{s}
		}
	}
	require.Equal(t, "Draft: not for use on patients until it is signed by a GP and by the receiving service.", invented(t, nil).Status.Says)
	require.Equal(t, "Draft: not for use on patients until it is signed by the receiving service.", invented(t, sign(approval.GP)).Status.Says)
	both := invented(t, sign(approval.GP, approval.ReceivingService)).Status
	require.False(t, both.Ready, "signed is not yet approved: its authors say so in its status")
	require.Contains(t, both.Says, "signed as it stands")
}

// shipped are the pages of the library that Signpost comes with.
func shipped(t *testing.T) []*docs.Page {
	t.Helper()
	lib, o := load(t, read(t, pathways.Files))
	o.Letter = func(_ *engine.Pathway, w docs.Worked) (string, error) { return w.Name, nil }
	var out []*docs.Page
	for _, p := range lib.Pathways() {
		pg, err := docs.Read(p, o)
		require.NoError(t, err)
		out = append(out, pg)
	}
	return out
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

type docsFlags struct {
	out, format, at, against string
	only                     []string
}

func newDocs(env environment) *cobra.Command {
	var f docsFlags
	c := &cobra.Command{
		Use:   "docs [PATH...]",
		Short: "Write a page per pathway that a clinician can check and sign",
		Long: `Docs writes a page for each pathway, its letters, and an index: criteria and decision tables in plain
English, the flow as a picture, what the patient is told, the worked examples with their letters,
what happens when a thing is not known, and who signed. Nobody needs to read YAML. Without a path
it describes the library that is built in. The same files give the same bytes.`,
		Example: "  signpost docs pathways --out site\n  signpost docs pathways --out site --only copd --against v1.0.0",
		Args:    arguments(0, -1, "files or folders"),
		RunE:    func(_ *cobra.Command, args []string) error { return writeDocs(env, args, f) },
	}
	c.Flags().StringVar(&f.out, "out", "", "the folder to write to; it is made if need be")
	c.Flags().StringVar(&f.format, "format", "html", "html, or pdf with the letters as text")
	c.Flags().StringVar(&f.at, "at", "", "the day that a PDF says it was made, such as 2026-11-21 (default today)")
	completeFormats(c, "html", "pdf")
	c.Flags().StringVar(&f.against, "against", "", "a git revision: say what changed since")
	c.Flags().StringSliceVar(&f.only, "only", nil, "write only these pathways")
	return c
}

func writeDocs(env environment, paths []string, f docsFlags) error {
	if f.out == "" {
		return usage("say where to write: --out DIR")
	}
	write, err := pageWriter(f)
	if err != nil {
		return err
	}
	lib, files, err := loadLibrary(env, paths)
	if err != nil {
		return err
	}
	wanted, err := wantedPathways(lib, f.only)
	if err != nil {
		return err
	}
	o, ds := docsOptions(files)
	if ds.HasErrors() {
		if err := source.Text(env.stderr, ds, source.TextOptions{Colour: colour(env, env.stderr)}); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
		return &exitError{exitFindings, "the examples or approvals have errors; see above"}
	}
	if err := withChanges(env, &o, f.against, paths, files, lib); err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", f.out, err)
	}
	var pages []*docs.Page
	for _, p := range wanted {
		pg, err := docs.Read(p, o)
		if err != nil {
			return fmt.Errorf("describe %s: %w", p.About().ID, err)
		}
		pages = append(pages, pg)
		if err := write(f.out, pg); err != nil {
			return err
		}
	}
	if f.format == "html" {
		if err := writeFile(f.out, "index.html", func(b *bytes.Buffer) error { return docs.IndexHTML(b, lib.Digest(), pages) }); err != nil {
			return err
		}
	}
	_, _ = fmt.Fprintf(env.stderr, "%s described in %s\n", count(len(pages), "pathway"), f.out) // the sentence is a courtesy
	return nil
}

func wantedPathways(lib *engine.Library, only []string) ([]*engine.Pathway, error) {
	if len(only) == 0 {
		return concernedPathways(lib), nil
	}
	var out []*engine.Pathway
	for _, id := range only {
		p, err := pathway(lib, id)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// docsOptions reads what the pages need besides the library.
func docsOptions(files []*source.File) (docs.Options, source.Diagnostics) {
	c := &source.Collector{}
	o := docs.Options{Suites: examples.Read(files, c), Approvals: approval.Read(files, c), Letter: caseLetter}
	return o, c.All()
}

// pageWriter gives what writes one page in the format asked for.
func pageWriter(f docsFlags) (func(dir string, pg *docs.Page) error, error) {
	day, err := dayOf(f.at)
	if err != nil {
		return nil, err
	}
	switch f.format {
	case "html":
		return writePage, nil
	case "pdf":
		return func(dir string, pg *docs.Page) error { return printPage(dir, pg, day) }, nil
	}
	return nil, usage("unknown format %q: use html or pdf", f.format)
}

func writePage(dir string, pg *docs.Page) error {
	if err := writeFile(dir, pg.About.ID+".html", func(b *bytes.Buffer) error { return docs.HTML(b, pg) }); err != nil {
		return err
	}
	if !pg.HasLetters {
		return nil
	}
	return writeFile(dir, pg.About.ID+".letters.html", func(b *bytes.Buffer) error { return docs.LettersHTML(b, pg) })
}

func writeFile(dir, name string, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

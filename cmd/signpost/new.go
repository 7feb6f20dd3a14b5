package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

//go:embed templates/*.tmpl
var skeletons embed.FS

func newNew(env environment) *cobra.Command {
	c := &cobra.Command{
		Use:   "new",
		Short: "Begin a pathway from a working skeleton",
		Long:  `New writes files to begin from. They pass check, lint, test and prove as they are.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("there is no skeleton of %q; write: signpost new pathway ID", args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newPathway(env))
	return c
}

func newPathway(env environment) *cobra.Command {
	var dir, at string
	c := &cobra.Command{
		Use:   "pathway ID",
		Short: "Write ID.yaml and ID.examples.yaml",
		Long: `Pathway writes a small pathway and its examples. They pass check, lint, test and prove as they
are; replace the parts one by one and run those commands again after each.

The skeleton uses findings and a service of the folder's own vocabulary and directory, or of
the built-in ones where the folder has none.`,
		Example: "  signpost new pathway knee_pain --dir pathways/msk",
		Args:    arguments(1, 1, "the id of the pathway, such as knee_pain"),
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := dayOf(at)
			if err != nil {
				return err
			}
			s, err := skeletonOf(args[0], dir, day)
			if err != nil {
				return err
			}
			return s.write(env, dir)
		},
	}
	c.Flags().StringVar(&dir, "dir", ".", "the folder to write to; it is made if it does not exist")
	c.Flags().StringVar(&at, "at", "", "the day to count the review date from, such as 2026-11-21 (default today)")
	return c
}

// skeleton is what the templates of a pathway are filled with.
type skeleton struct {
	ID, Title, Words, ReviewBy string
	// RedFlag and Finding are yes/no findings, Service takes everybody.
	RedFlag, Finding, Service string
}

func skeletonOf(id, dir string, day time.Time) (*skeleton, error) {
	if !isPathwayID(id) {
		return nil, usage("%q cannot be the id of a pathway: use small letters, digits and _, and begin with a letter", id)
	}
	lib, err := libraryAround(dir)
	if err != nil {
		return nil, err
	}
	if _, taken := lib.Pathway(id); taken {
		return nil, usage("there is a pathway %q already", id)
	}
	words := strings.ReplaceAll(id, "_", " ")
	s := &skeleton{
		ID: id, Title: strings.ToUpper(words[:1]) + words[1:], Words: words,
		ReviewBy: day.AddDate(1, 0, 0).Format(time.DateOnly),
	}
	// Of the built-in findings these two fit anything.
	if _, ok := lib.Finding("weight_loss"); ok {
		s.RedFlag = "weight_loss"
	}
	if _, ok := lib.Finding("fatigue"); ok {
		s.Finding = "fatigue"
	}
	for _, f := range lib.Findings() {
		free := f.Kind == engine.KindYesNo && f.FromPatient == "" && f.OnlyIf == "" && f.Derive == "" && len(f.Implies) == 0
		switch {
		case free && f.RaisesUrgency && s.RedFlag == "":
			s.RedFlag = f.ID
		case free && !f.RaisesUrgency && s.Finding == "":
			s.Finding = f.ID
		}
	}
	for _, service := range lib.Services() {
		if service.AcceptsWhen == "" && service.State.Is == "open" && service.Kind == "clinic" && s.Service == "" {
			s.Service = service.ID
		}
	}
	if s.RedFlag == "" || s.Finding == "" || s.Service == "" {
		return nil, usage("a skeleton needs a yes/no finding that raises urgency, one that does not, and an open clinic that accepts everybody; write these first")
	}
	return s, nil
}

func isPathwayID(id string) bool {
	return id != "" && id[0] >= 'a' && id[0] <= 'z' && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// libraryAround loads what a folder holds, completed from the built-in library;
// a folder without files shares all of it.
func libraryAround(dir string) (*engine.Library, error) {
	files, err := readLibrary([]string{dir})
	var e *exitError
	if errors.As(err, &e) && e.code == exitUsage {
		files, err = embedded()
	}
	if err != nil {
		return nil, err
	}
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		return nil, fmt.Errorf("%s has errors; signpost check shows them (%s)", dir, firstError(ds))
	}
	return lib, nil
}

func firstError(ds source.Diagnostics) string {
	for _, d := range ds {
		if d.Severity == source.Error {
			return d.Span.Position().String() + ": " + d.Message
		}
	}
	return ""
}

// write writes the files, and none if one of them is there already.
func (s *skeleton) write(env environment, dir string) error {
	texts := map[string]string{"pathway.yaml.tmpl": s.ID + ".yaml", "examples.yaml.tmpl": s.ID + ".examples.yaml"}
	names := []string{"pathway.yaml.tmpl", "examples.yaml.tmpl"}
	for _, name := range names {
		path := filepath.Join(dir, texts[name])
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return usage("%s is there already", filepath.ToSlash(path))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	filled, err := template.ParseFS(skeletons, "templates/*.tmpl")
	if err != nil {
		return fmt.Errorf("read skeleton: %w", err)
	}
	for _, name := range names {
		var b bytes.Buffer
		if err := filled.ExecuteTemplate(&b, name, s); err != nil {
			return fmt.Errorf("fill skeleton: %w", err)
		}
		path := filepath.Join(dir, texts[name])
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		if _, err := fmt.Fprintln(env.stdout, filepath.ToSlash(path)); err != nil {
			return fmt.Errorf("write names: %w", err)
		}
	}
	_, _ = fmt.Fprintf(env.stderr, "2 files written; next: signpost check %s\n", filepath.ToSlash(dir)) // the sentence is a courtesy
	return nil
}

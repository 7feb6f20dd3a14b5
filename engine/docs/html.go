package docs

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"sort"
	"strings"

	"signpost.health/signpost/engine"
)

//go:embed templates
var templates embed.FS

// HTML writes the page. It stands alone: its style is its own, it has no
// script and asks nobody for anything.
func HTML(w io.Writer, pg *Page) error {
	t, err := parse()
	if err != nil {
		return err
	}
	if err := t.ExecuteTemplate(w, "top", pg); err != nil {
		return fmt.Errorf("write page of %s: %w", pg.About.ID, err)
	}
	// The pictures go in as they are: they were escaped when they were drawn.
	if err := pictures(w, "flow flow-wide", pg.Wide); err != nil {
		return err
	}
	if err := pictures(w, "flow flow-narrow", pg.Narrow); err != nil {
		return err
	}
	if err := t.ExecuteTemplate(w, "bottom", pg); err != nil {
		return fmt.Errorf("write page of %s: %w", pg.About.ID, err)
	}
	return nil
}

func pictures(w io.Writer, class string, svgs []string) error {
	_, err := io.WriteString(w, `<div class="`+class+"\">\n"+strings.Join(svgs, "")+"</div>\n")
	if err != nil {
		return fmt.Errorf("write pictures: %w", err)
	}
	return nil
}

// LettersHTML writes the letters of a page's worked examples.
func LettersHTML(w io.Writer, pg *Page) error {
	return execute(w, "letters", pg)
}

// IndexHTML writes the list of all pages, by specialty and title.
func IndexHTML(w io.Writer, digest string, pages []*Page) error {
	sorted := append([]*Page(nil), pages...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i].About, sorted[j].About
		if a.Specialty != b.Specialty {
			return a.Specialty < b.Specialty
		}
		return a.Title < b.Title
	})
	return execute(w, "index", struct {
		Digest string
		Pages  []*Page
	}{digest, sorted})
}

func execute(w io.Writer, name string, data any) error {
	t, err := parse()
	if err != nil {
		return err
	}
	if err := t.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func parse() (*template.Template, error) {
	css, err := templates.ReadFile("templates/style.css")
	if err != nil {
		return nil, fmt.Errorf("read style: %w", err)
	}
	t, err := template.New("docs").Funcs(template.FuncMap{
		"join":      func(list []string, by string) string { return strings.Join(list, by) },
		"specialty": specialty, "longDate": engine.LongDate, "tablesProved": tablesProved,
		"style":  func() template.CSS { return template.CSS(css) },
		"titled": func(title string) struct{ Title string } { return struct{ Title string }{title} },
	}).ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	return t, nil
}

// tablesProved says what the tables may be relied on for.
func tablesProved(proved bool) string {
	if proved {
		return "Proved when this page was made: for every patient, each row fits exactly when the rule that decides does."
	}
	return "Not proved: the pathway is too large to hold these tables against its rules for every patient."
}

// Summary says how the worked examples stand, for a list of pages.
func (pg *Page) Summary() string {
	run, wrong := 0, 0
	for _, c := range pg.Cases {
		if c.Skipped == "" {
			run++
		}
		if len(c.Wrong) > 0 {
			wrong++
		}
	}
	s := count(run) + " cases reach " + count(pg.Coverage.Reached) + " of " + count(pg.Coverage.Total) + " rows"
	if wrong > 0 {
		s += "; " + count(wrong) + " not as expected"
	}
	return s
}

package explain

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/engine/lang"
)

//go:embed pages/*.md
var pages embed.FS

// Page explains one code.
type Page struct {
	Code  string `json:"code"`
	Title string `json:"title"`
	// By is the command that finds it, such as "check"; Kind says the same of a
	// file alone, whatever the command.
	By  string `json:"found_by"`
	Why string `json:"why"`
	// Before is what was committed before, where the code is about a change.
	Before []Part `json:"before,omitempty"`
	// Wrong gets the code and Right does not. Both are empty where an example
	// would be too long to read.
	Wrong []Part `json:"wrong,omitempty"`
	Right []Part `json:"right,omitempty"`
}

// Part is a file, or the keys of one that replace or join those of a file of
// that name in a small library.
type Part struct {
	// File is the name of the file; empty for an example that needs none.
	File string `json:"file,omitempty"`
	Text string `json:"text"`
}

// Pages gives every page, by code: those of this package, and those of codes
// that other packages explain in Go. Where both do, the file tells more.
func Pages(codes ...lang.Code) ([]Page, error) {
	entries, err := pages.ReadDir("pages")
	if err != nil {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	var out []Page
	for _, e := range entries {
		data, err := pages.ReadFile("pages/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read page: %w", err)
		}
		p, err := parse(string(data))
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", e.Name(), err)
		}
		if p.Code+".md" != e.Name() {
			return nil, fmt.Errorf("page %s explains %s", e.Name(), p.Code)
		}
		out = append(out, p)
	}
	for _, c := range append(lang.Codes(), codes...) {
		if !slices.ContainsFunc(out, func(p Page) bool { return p.Code == c.ID }) {
			out = append(out, ofCode(c))
		}
	}
	slices.SortFunc(out, func(a, b Page) int { return strings.Compare(a.Code, b.Code) })
	return out, nil
}

func ofCode(c lang.Code) Page {
	p := Page{Code: c.ID, Title: c.Title, By: "check", Why: c.Why}
	if c.Bad != "" {
		p.Wrong, p.Right = []Part{{Text: c.Bad}}, []Part{{Text: c.Good}}
	}
	return p
}

// Package finish turns a drawn PDF into a tagged one: it adds the structure
// tree, language, metadata, bookmarks and attachments that the drawing library
// does not know. It reads that library's own plain output and nothing else.
package finish

import (
	"fmt"
	"strings"
	"time"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// Job says what to add to a drawn PDF.
type Job struct {
	Title, Subject, Author, Language string
	Created                          time.Time

	Elements []layout.Element
	// Marks give the element of each marked piece of content, by page.
	Marks [][]int
	// Fonts are those that the pages name.
	Fonts []Font
	// Bookmarks are the headings with their places.
	Bookmarks  []Bookmark
	Files      []block.File
	Properties []block.Property
	// Archival writes PDF/A-1b, which allows no attachments.
	Archival bool
}

// Bookmark is an entry of the outline: a page by its index, and the distance
// from the foot of the page.
type Bookmark struct {
	Text string
	Page int
	Y    float64
}

// Write gives the finished PDF.
func Write(drawn []byte, j Job) ([]byte, error) {
	f, err := read(drawn)
	if err != nil {
		return nil, fmt.Errorf("read drawn pages: %w", err)
	}
	pages := f.pages()
	if len(pages) != len(j.Marks) {
		return nil, fmt.Errorf("%d pages were drawn but %d marked", len(pages), len(j.Marks))
	}
	if err := f.contents(pages); err != nil {
		return nil, fmt.Errorf("read drawn pages: %w", err)
	}
	if err := f.resources(f.fonts(j.Fonts)); err != nil {
		return nil, fmt.Errorf("read drawn pages: %w", err)
	}
	order := "/Tabs /S "
	if j.Archival {
		// The archival form is of a version that has no tab order.
		order = ""
	}
	for i, n := range pages {
		f.objects[n] = strings.Replace(f.objects[n], "<<", fmt.Sprintf("<</StructParents %d %s", i, order), 1)
	}
	tree := f.tree(j, pages)
	catalog := fmt.Sprintf("<</Type /Catalog /Pages 1 0 R /StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /Lang %s\n"+
		"/ViewerPreferences <</DisplayDocTitle true>> /Metadata %d 0 R\n/OutputIntents [%d 0 R]",
		tree, text(j.Language), f.metadata(j), f.intent())
	if len(j.Bookmarks) > 0 {
		catalog += fmt.Sprintf("\n/Outlines %d 0 R", f.outline(j.Bookmarks, pages))
	}
	if len(j.Files) > 0 && !j.Archival {
		catalog += f.attach(j.Files, j.Created)
	}
	f.objects[f.root] = catalog + ">>"
	f.objects[f.info] = info(j)
	return f.bytes(j.Archival), nil
}

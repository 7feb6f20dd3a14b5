package main

import (
	"net/http"
	"time"

	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/internal/preview"
)

// newPreview shows the letters of the examples, from the files as they are at
// each look.
func newPreview(paths []string) (http.Handler, error) {
	return preview.New(preview.Config{
		Files: func() ([]*source.File, error) { return readLibrary(paths) },
		Now:   time.Now,
	})
}

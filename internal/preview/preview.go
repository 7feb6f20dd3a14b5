package preview

import (
	"bytes"
	_ "embed" // for the page's script and style
	"errors"
	"html/template"
	"io"
	"net/http"
	"time"

	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/letters"
)

//go:embed preview.css
var style []byte

//go:embed preview.js
var script []byte

//go:embed preview.html
var pages string

// Config is what the preview needs; both are required.
type Config struct {
	// Files gives the library's files as they are now.
	Files func() ([]*source.File, error)
	// Now is the clock, in the time zone that pages show.
	Now func() time.Time
}

// preview answers requests under /preview.
type preview struct {
	shelf *shelf
	pages *template.Template
}

// New makes the handler of everything under /preview.
func New(c Config) (http.Handler, error) {
	if c.Files == nil || c.Now == nil {
		return nil, errors.New("preview: a part of the configuration is missing")
	}
	t, err := template.New("preview").Parse(pages)
	if err != nil {
		return nil, err
	}
	p := &preview{shelf: &shelf{files: c.Files, now: c.Now}, pages: t}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /preview", p.list)
	mux.HandleFunc("GET /preview/changed", p.changed)
	mux.Handle("GET /preview/style.css", static("text/css; charset=utf-8", style))
	mux.Handle("GET /preview/letter.css", static("text/css; charset=utf-8", []byte(letters.Style())))
	mux.Handle("GET /preview/preview.js", static("text/javascript; charset=utf-8", script))
	mux.HandleFunc("GET /preview/{pathway}/{case}", p.example)
	mux.HandleFunc("GET /preview/{pathway}/{case}/{file}", p.file)
	return mux, nil
}

func static(kind string, content []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { send(w, kind, content) })
}

func send(w http.ResponseWriter, kind string, content []byte) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(content) // the browser is gone: nobody to tell
}

// frame is what every page shows around its own part.
type frame struct {
	Title string
	// Seen names the files that the page was made from; the script asks
	// whether they are still the same.
	Seen     string
	Problems []problem
	// Read is when the letters shown were read, if newer files have errors.
	Read string
}

func (p *preview) frame(title string, e *edition, problems []problem, seen string) frame {
	f := frame{Title: title, Seen: seen, Problems: problems}
	if problems != nil && e != nil {
		f.Read = e.read.Format("15:04:05")
	}
	return f
}

// changed says whether the files are others than those the page was made from.
func (p *preview) changed(w http.ResponseWriter, r *http.Request) {
	if _, _, seen := p.shelf.look(); seen == r.URL.Query().Get("seen") {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	send(w, "text/plain; charset=utf-8", []byte("changed"))
}

func (p *preview) show(w http.ResponseWriter, name string, data any) {
	var b bytes.Buffer
	if err := p.pages.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, "text/html; charset=utf-8", b.Bytes())
}

// writer draws a letter in one form.
type writer func(io.Writer, *letters.Letter) error

func pdf(o letters.Options) writer {
	return func(w io.Writer, l *letters.Letter) error { return letters.PDF(w, l, o) }
}

package panel

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
)

//go:embed templates
var templateFiles embed.FS

// pages holds one template for each kind of page.
type pages map[string]*template.Template

func parsePages() (pages, error) {
	shared, err := template.ParseFS(templateFiles, "templates/frame.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("panel templates: %w", err)
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("panel templates: %w", err)
	}
	p := pages{}
	for _, file := range files {
		if file == "templates/frame.html" || file == "templates/parts.html" {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, fmt.Errorf("panel template %s: %w", file, err)
		}
		if p[file], err = t.ParseFS(templateFiles, file); err != nil {
			return nil, fmt.Errorf("panel template %s: %w", file, err)
		}
	}
	return p, nil
}

// render writes a whole page or an error, never half a page.
func (p pages) render(w http.ResponseWriter, status int, name string, view any) error {
	body, err := p.execute(name, view)
	if err != nil {
		return err
	}
	send(w, status, body)
	return nil
}

// renderWith writes a page with a part that is HTML already, made by another
// template of ours. It stands where the view's slot was, a word that nobody
// else can know.
func (p pages) renderWith(w http.ResponseWriter, status int, name string, view any, slot string, part []byte) error {
	body, err := p.execute(name, view)
	if err != nil {
		return err
	}
	send(w, status, bytes.Replace(body, []byte(slot), part, 1))
	return nil
}

func (p pages) execute(name string, view any) ([]byte, error) {
	var body bytes.Buffer
	if err := p["templates/"+name+".html"].ExecuteTemplate(&body, "frame", view); err != nil {
		return nil, fmt.Errorf("render page %s: %w", name, err)
	}
	return body.Bytes(), nil
}

func send(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser is gone: nobody to tell
}

package preview

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/letters"
)

// listPage names every pathway with its examples.
type listPage struct {
	frame
	Pathways []listed
}

type listed struct {
	Title, ID string
	Cases     []link
}

type link struct {
	Text, Href string
	// Here marks what the page shows now.
	Here bool
}

func (p *preview) list(w http.ResponseWriter, _ *http.Request) {
	e, problems, seen := p.shelf.look()
	page := listPage{frame: p.frame("Letters of the examples", e, problems, seen)}
	if e != nil {
		for _, each := range e.lib.Pathways() {
			about := each.About()
			l := listed{Title: about.Title, ID: about.ID}
			for _, k := range e.cases[about.ID] {
				l.Cases = append(l.Cases, link{Text: k.Name, Href: "/preview/" + about.ID + "/" + k.Slug})
			}
			page.Pathways = append(page.Pathways, l)
		}
	}
	p.show(w, "list", page)
}

// examplePage is the letter of one example, in one of its forms.
type examplePage struct {
	frame
	Pathway string
	// Forms are the ways to look at it, Outcomes what the GP may choose.
	Forms, Outcomes []link
	// One of these is shown: a letter, a file in a frame, or plain text.
	Letter template.HTML
	Frame  string
	Text   string
}

// subject is what a request asks to see.
type subject struct {
	pathway *engine.Pathway
	input   letters.Input
	name    string
	base    string
	// query keeps the outcome chosen instead.
	query string
}

// find gives the example that a request names. It answers the request itself
// when there is none.
func (p *preview) find(w http.ResponseWriter, r *http.Request, e *edition) (subject, bool) {
	id, slug := r.PathValue("pathway"), r.PathValue("case")
	if e == nil {
		http.Error(w, "No version of the files without errors was seen yet. /preview shows the errors.", http.StatusNotFound)
		return subject{}, false
	}
	pathway, ok := e.lib.Pathway(id)
	k, named := e.named(id, slug)
	if !ok || !named {
		http.Error(w, "There is no such example any more. /preview lists those there are.", http.StatusNotFound)
		return subject{}, false
	}
	var c source.Collector
	answers, ok := k.AnswersOf(e.lib, &c)
	if !ok {
		http.Error(w, errorsOf(c.All())[0].Says, http.StatusUnprocessableEntity)
		return subject{}, false
	}
	s := subject{pathway: pathway, name: k.Name, base: "/preview/" + id + "/" + slug}
	s.input = Example(pathway, k.Patient, answers, k.Today)
	if o, chosen := pathway.Outcome(r.URL.Query().Get("chosen")); chosen {
		s.input, s.query = instead(s.input, pathway, o), "?chosen="+url.QueryEscape(o.ID)
	}
	return s, true
}

// form is one way to look at a letter.
type form struct{ name, text, file string }

func forms() []form {
	return []form{
		{"", "Letter", ""}, {"pdf", "PDF", "letter.pdf"}, {"large", "Large print", "letter-large.pdf"},
		{"patient", "Patient's copy", ""}, {"patient-pdf", "Patient's copy, PDF", "patient-copy.pdf"},
		{"text", "Plain text", "letter.txt"}, {"message", "Text message", "message.txt"},
	}
}

// formOf is the form of a name; the letter itself for one that is none.
func formOf(name string) form {
	for _, f := range forms() {
		if f.name == name {
			return f
		}
	}
	return form{}
}

func (p *preview) example(w http.ResponseWriter, r *http.Request) {
	e, problems, seen := p.shelf.look()
	s, ok := p.find(w, r, e)
	if !ok {
		return
	}
	page := examplePage{frame: p.frame(s.name, e, problems, seen), Pathway: s.input.About.Title}
	as := r.URL.Query().Get("as")
	page.links(s, as)
	var err error
	switch f := formOf(as); {
	case strings.HasSuffix(f.file, ".pdf"):
		page.Frame = s.base + "/" + f.file + s.query
		// The general policy forbids frames.
		w.Header().Set("Content-Security-Policy", w.Header().Get("Content-Security-Policy")+"; frame-src 'self'")
	case f.file != "":
		var text []byte
		text, _, err = s.draw(f.file)
		page.Text = string(text)
	default:
		page.Letter, err = fragment(s.input, f.name == "patient")
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	p.show(w, "example", page)
}

func (page *examplePage) links(s subject, as string) {
	address := func(as, chosen string) string {
		q := url.Values{}
		if as != "" {
			q.Set("as", as)
		}
		if chosen != "" {
			q.Set("chosen", chosen)
		}
		if len(q) == 0 {
			return s.base
		}
		return s.base + "?" + q.Encode()
	}
	chosen := ""
	if s.input.Override != nil {
		chosen = s.input.Override.Chosen.ID
	}
	for _, f := range forms() {
		page.Forms = append(page.Forms, link{f.text, address(f.name, chosen), f.name == as})
	}
	page.Outcomes = append(page.Outcomes, link{"As advised", address(as, ""), chosen == ""})
	for _, o := range s.pathway.Outcomes() {
		page.Outcomes = append(page.Outcomes, link{o.Summary, address(as, o.ID), chosen == o.ID})
	}
}

func fragment(in letters.Input, patient bool) (template.HTML, error) {
	l, err := compose(in, patient)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := letters.Fragment(&b, l); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // the letter's own template escaped every text
}

func compose(in letters.Input, patient bool) (*letters.Letter, error) {
	if patient {
		return letters.ComposePatientCopy(in)
	}
	return letters.Compose(in)
}

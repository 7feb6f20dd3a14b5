package preview

import (
	"bytes"
	"net/http"
	"strings"

	"signpost.health/signpost/letters"
)

// messageLength is that of two text messages joined.
const messageLength = 306

func (p *preview) file(w http.ResponseWriter, r *http.Request) {
	e, _, _ := p.shelf.look()
	s, ok := p.find(w, r, e)
	if !ok {
		return
	}
	content, kind, err := s.draw(r.PathValue("file"))
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	case kind == "":
		http.NotFound(w, r)
	default:
		send(w, kind, content)
	}
}

// draw writes one file of the example; the kind is empty for a name that is
// none.
func (s subject) draw(name string) (content []byte, kind string, err error) {
	const text = "text/plain; charset=utf-8"
	if name == "message.txt" {
		words, err := letters.Message(s.input, messageLength)
		return []byte(words), text, err
	}
	kind = "application/pdf"
	var write writer
	switch name {
	case "letter.pdf", "patient-copy.pdf":
		write = pdf(letters.Options{})
	case "letter-large.pdf":
		write = pdf(letters.Options{LargePrint: true})
	case "letter.txt":
		write, kind = letters.Text, text
	default:
		return nil, "", nil
	}
	l, err := compose(s.input, strings.HasPrefix(name, "patient"))
	if err != nil {
		return nil, "", err
	}
	var b bytes.Buffer
	err = write(&b, l)
	return b.Bytes(), kind, err
}

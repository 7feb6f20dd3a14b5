package letters

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"signpost.health/signpost/letters/internal/block"
)

//go:embed letter.gohtml
var letterTemplate string

// HTML writes the letter as a whole page with its own style.
func HTML(w io.Writer, l *Letter) error { return execute(w, l, "page") }

// Fragment writes the letter as one article, for a page that has its own
// style. Every part has a class that starts with "letter".
func Fragment(w io.Writer, l *Letter) error { return execute(w, l, "letter") }

func execute(w io.Writer, l *Letter, name string) error {
	t, err := template.New("letter").Funcs(template.FuncMap{
		"picture": picture,
	}).Parse(letterTemplate)
	if err != nil {
		return fmt.Errorf("read letter template: %w", err)
	}
	if err := t.ExecuteTemplate(w, name, flatten(l)); err != nil {
		return fmt.Errorf("write letter as HTML: %w", err)
	}
	return nil
}

// picture is a figure's own bytes as an address. They were drawn anew from the
// decoded image, so nothing of the file that came in is left.
func picture(f block.Figure) template.URL {
	return template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(f.JPEG))
}

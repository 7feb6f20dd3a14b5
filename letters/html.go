package letters

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"

	"signpost.health/signpost/letters/internal/block"
)

//go:embed letter.gohtml
var letterTemplate string

//go:embed letter.css
var letterStyle string

// pageStyle is that of a whole page around the letter.
const pageStyle = "body { margin: 0; background: #f0f4f5; color: #212b32; font-family: Arial, sans-serif; font-size: 1rem; line-height: 1.4; }"

// Style is the style sheet of a letter's parts, for a page that shows a
// Fragment and has none of its own for it.
func Style() string { return letterStyle }

// PageStyle is what stands in the style element of a page that HTML writes. A
// server can allow exactly this by its hash.
func PageStyle() string { return "\n" + pageStyle + "\n" + letterStyle }

// HTML writes the letter as a whole page with its own style.
func HTML(w io.Writer, l *Letter) error { return execute(w, l, "page") }

// Fragment writes the letter as one article, for a page that has its own
// style. Every part has a class that starts with "letter".
func Fragment(w io.Writer, l *Letter) error { return execute(w, l, "letter") }

func execute(w io.Writer, l *Letter, name string) error {
	t, err := template.New("letter").Funcs(template.FuncMap{
		"picture": picture, "hold": holdUnits,
		// The style is ours, not a person's text.
		"style": func() template.CSS { return template.CSS(PageStyle()) },
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

// holdUnits keeps a number with its unit in text that has words from right to
// left, as the PDF does: a browser would put the number on the one side of such
// a word and the unit on the other. The mark that it adds is not seen.
func holdUnits(text string) string {
	const leftToRight = "\u200E"
	if strings.IndexFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) }) < 0 {
		return text
	}
	words := strings.Split(text, " ")
	for i, w := range words {
		if number, unit, held := strings.Cut(w, nbsp); held && isNumber(number) && isUnit(unit) {
			words[i] = leftToRight + w
		}
	}
	return strings.Join(words, " ")
}

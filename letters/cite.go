package letters

import (
	"strings"

	"signpost.health/signpost/engine"
)

// sourceTitle is a source's whole title.
func sourceTitle(c engine.Citation) string {
	if c.Title == "" {
		return strings.ToUpper(c.ID)
	}
	return oneLine(c.Title)
}

// briefTitle is the title as far as its first sign; the whole stands in the
// last section.
func briefTitle(c engine.Citation) string {
	const least = 6
	title := sourceTitle(c)
	if i := strings.IndexAny(title, ":,(;"); i > least {
		return strings.TrimSpace(title[:i])
	}
	return title
}

// citeAll names each source once, with all places in it.
func citeAll(cs []engine.Citation, name func(engine.Citation) string) string {
	var out []string
	seen := map[string]bool{}
	for i, c := range cs {
		if seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		text := name(c)
		for _, same := range cs[i:] {
			if same.ID == c.ID && same.Place != "" {
				text += ", " + same.Place
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// sources are the whole titles of all that a letter cites, each once.
func sources(l []Section) string {
	var out []string
	seen := map[string]bool{}
	for _, s := range l {
		for _, line := range s.Lines {
			for _, c := range line.Trace.Evidence {
				if title := sourceTitle(c); !seen[title] {
					seen[title] = true
					out = append(out, title)
				}
			}
		}
	}
	return strings.Join(out, "; ")
}

package panel

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"signpost.health/signpost/engine"
)

// actionWords says what an outcome does, with how soon: "Refer, urgent".
func actionWords(o *engine.Outcome) string {
	words := actionName(o.Action)
	if soon := withinWords(o.Within); soon != "" {
		words += ", " + soon
	}
	return words
}

func actionName(a engine.Action) string {
	switch a {
	case engine.Refer:
		return "Refer"
	case engine.Test:
		return "Test first"
	case engine.AdviceAndGuidance:
		return "Advice and guidance"
	case engine.Redirect:
		return "Another service"
	case engine.Manage:
		return "Manage here"
	case engine.OtherPathway:
		return "Another pathway"
	}
	return string(a)
}

func withinWords(w engine.Within) string {
	switch w {
	case engine.Now:
		return "at once"
	case engine.SameDay:
		return "today"
	case engine.Hours48:
		return "within 48 hours"
	case engine.SuspectedCancer:
		return "suspected cancer"
	case engine.Weeks2:
		return "within 2 weeks"
	case engine.Urgent:
		return "urgent"
	case engine.Routine:
		return "routine"
	case engine.NoTime:
		return ""
	}
	return string(w)
}

// cardKind is the colour of advice, from how soon it is.
func cardKind(w engine.Within) string {
	switch w {
	case engine.Now:
		return "emergency"
	case engine.SameDay, engine.Hours48, engine.SuspectedCancer, engine.Weeks2, engine.Urgent:
		return "urgent"
	case engine.Routine, engine.NoTime:
		return "non-urgent"
	}
	return "non-urgent"
}

func spoken(kind string) string {
	switch kind {
	case "emergency":
		return "Immediate action"
	case "urgent":
		return "Urgent advice"
	}
	return "Advice"
}

// sentence begins with a capital letter.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// stopped ends as a sentence does.
func stopped(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// named writes an id as words.
func named(id string) string { return strings.ReplaceAll(id, "_", " ") }

// citations are sources to look up, each once.
func citations(cited []engine.Citation) []Link {
	var links []Link
	for _, c := range cited {
		text := c.Title
		if text == "" {
			text = c.ID
		}
		if c.Place != "" {
			text += ", " + c.Place
		}
		links = append(links, Link{text, c.URL})
	}
	return links
}

// shortCitations name each source by the beginning of its title. The whole
// title stands where the advice says what it is from.
func shortCitations(cited []engine.Citation) []Link {
	links := citations(cited)
	for i, c := range cited {
		title, _, _ := strings.Cut(links[i].Text, ",")
		title, _, _ = strings.Cut(title, ":")
		if c.Place != "" {
			title += ", " + c.Place
		}
		links[i].Text = title
	}
	return links
}

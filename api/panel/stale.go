package panel

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// StalePage asks which of two answers holds, when a page that was opened
// earlier says something else than what was answered since.
type StalePage struct {
	Frame
	Base    string
	Clashes []ClashView
	// Keep posts the form without the answers that clash, Use all of it.
	Keep, Use []Hidden
}

// ClashView is one finding answered in two ways.
type ClashView struct{ Says, Kept, Page string }

// Hidden is a field of a form that is only sent on.
type Hidden struct{ Name, Value string }

// clashes are the findings that a form would answer otherwise than somebody
// did after the form was made.
func clashes(c tracking.Consultation, form url.Values, set engine.Answers, forget []string) []string {
	since := c.AnsweredSince(seenVersion(form))
	var list []string
	for _, finding := range slices.Concat(slices.Sorted(maps.Keys(set)), forget) {
		if since[finding] {
			list = append(list, finding)
		}
	}
	return list
}

func (p *Panel) showStale(v visit, c tracking.Consultation, form url.Values, set engine.Answers, clash []string) error {
	page := StalePage{
		Frame: p.caseFrame("Answered meanwhile", c), Base: base(c.ID),
		Keep: hidden(form, c.Version, clash), Use: hidden(form, c.Version, nil),
	}
	for _, finding := range clash {
		f, ok := p.Library.Finding(finding)
		if !ok {
			continue
		}
		view := ClashView{Says: short(f), Kept: "No answer", Page: "No answer"}
		if a, ok := c.Answers[finding]; ok {
			view.Kept = p.Library.Show(finding, a)
		}
		if a, ok := set[finding]; ok {
			view.Page = p.Library.Show(finding, a)
		}
		page.Clashes = append(page.Clashes, view)
	}
	return p.pages.render(v.w, http.StatusConflict, "stale", page)
}

// hidden are the fields of a form as it was sent, as of a later version and
// without the findings that are left out.
func hidden(form url.Values, version int, without []string) []Hidden {
	left := maps.Clone(form)
	left.Set("version", typedNumber(float64(version)))
	for _, finding := range without {
		for _, prefix := range []string{valueField, otherField, noteField, tickPrefix} {
			left.Del(prefix + finding)
		}
	}
	var list []Hidden
	for _, name := range slices.Sorted(maps.Keys(left)) {
		for _, value := range left[name] {
			if (name == tickField || name == askedField || name == "change") && slices.Contains(without, value) {
				continue
			}
			list = append(list, Hidden{name, strings.TrimSpace(value)})
		}
	}
	return list
}

package panel

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"signpost.health/signpost/tracking"
)

// letterAgain shows the letter as it is now beside what the GP typed, where it
// could not be saved: it was changed or sent meanwhile, or the text is too
// long. Any other error stays as it is.
func (p *Panel) letterAgain(v visit, form url.Values, cause error) error {
	refused, ok := errors.AsType[*tracking.Error](cause)
	status := http.StatusConflict
	switch {
	case !ok:
		return cause
	case refused.Code == tracking.Conflict:
	case refused.Code == tracking.Invalid && (refused.Field == "free_text" || refused.Field == "question"):
		status = http.StatusUnprocessableEntity
	default:
		return cause
	}
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.State != tracking.Draft && c.State != tracking.Sent {
		return cause
	}
	return p.showLetterWith(v, status, c, d, func(page *LetterPage) {
		page.Errors = []ErrorView{{refused.Message + " What you wrote is not saved; it is still here.", refused.Field}}
		page.FreeText.Value, page.Question.Value = lines(form.Get("free_text")), lines(form.Get("question"))
		if page.Own != nil {
			page.Own.Title = strings.TrimSpace(form.Get("title"))
		}
		if c.State == tracking.Sent {
			page.Unsaved = unsaved(c, form)
		}
	})
}

// unsaved are the words of a form that a letter does not have.
func unsaved(c tracking.Consultation, form url.Values) []string {
	var list []string
	for _, words := range []struct{ typed, kept string }{{form.Get("free_text"), c.FreeText}, {form.Get("question"), c.Question}} {
		if typed := lines(words.typed); typed != "" && typed != words.kept {
			list = append(list, typed)
		}
	}
	if title := strings.TrimSpace(form.Get("title")); c.Own != nil && title != "" && title != c.Own.Title {
		list = append(list, title)
	}
	return list
}

// sentBefore answers a form of a letter that has gone: the same form once more
// leads on, other words are given back.
func (p *Panel) sentBefore(v visit, c tracking.Consultation, form url.Values) error {
	if len(unsaved(c, form)) == 0 {
		return v.to(base(c.ID) + "/tell")
	}
	return p.letterAgain(v, form, tracking.Errorf(tracking.Conflict, nil, "This letter was sent before you changed it, and goes on as it was sent."))
}

package panel

import (
	"errors"
	"net/http"

	"signpost.health/signpost/tracking"
)

// visit is one request of a known person.
type visit struct {
	w     http.ResponseWriter
	r     *http.Request
	actor tracking.Actor
}

// to sends the browser on after a write: 303, so that going back or reloading
// does not send the form again.
func (v visit) to(href string) error {
	http.Redirect(v.w, v.r, href, http.StatusSeeOther)
	return nil
}

func (v visit) consultation() tracking.ID { return tracking.ID(v.r.PathValue("consultation")) }

func (v visit) patient() tracking.PatientID { return tracking.PatientID(v.r.PathValue("patient")) }

// handler answers one kind of request. An error becomes a page.
type handler func(visit) error

func (p *Panel) page(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, err := p.Actor(r)
		v := visit{w, r, actor}
		if err == nil {
			err = h(v)
		}
		if err != nil {
			p.fail(v, err)
		}
	})
}

// fail shows an error that is not of one field.
func (p *Panel) fail(v visit, err error) {
	status, page := p.explain(v, err)
	if status >= http.StatusInternalServerError {
		p.Log.ErrorContext(v.r.Context(), "panel", "error", err, "request_id", p.RequestID(v.r))
	}
	p.showMessage(v.w, v.r, status, page)
}

// Say shows a page that says one thing to somebody whom no session makes known:
// it leads nowhere, as every other page is of somebody.
func (p *Panel) Say(w http.ResponseWriter, r *http.Request, status int, title string, says ...string) {
	page := MessagePage{Frame: p.frame(title), Says: says}
	page.Links = nil
	p.showMessage(w, r, status, page)
}

// Refuse shows a page that says why a request went no further, and where to
// go on.
func (p *Panel) Refuse(w http.ResponseWriter, r *http.Request, status int, title string, next []Link, says ...string) {
	p.showMessage(w, r, status, MessagePage{Frame: p.frame(title), Says: says, Next: next})
}

// showMessage draws every page that says one thing.
func (p *Panel) showMessage(w http.ResponseWriter, r *http.Request, status int, page MessagePage) {
	page.RequestID = p.RequestID(r)
	if err := p.pages.render(w, status, "message", page); err != nil {
		p.Log.ErrorContext(r.Context(), "panel", "error", err, "request_id", page.RequestID)
		http.Error(w, "Signpost cannot show this page.", http.StatusInternalServerError)
	}
}

func (p *Panel) explain(v visit, err error) (int, MessagePage) {
	message := func(status int, title string, says ...string) (int, MessagePage) {
		return status, MessagePage{Frame: p.frame(title), Says: says, Next: p.wayOut(v)}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge, MessagePage{Frame: p.frame("This is too long"), Says: []string{ // and no way but back: the text is there
			"Nothing of this page was saved. What you wrote is not lost: go back in your browser, and it still stands there.",
			"Then shorten it. A letter takes about four thousand words.",
		}}
	}
	if bad, ok := errors.AsType[*formError](err); ok {
		return message(http.StatusUnprocessableEntity, "This form cannot be used", bad.Says)
	}
	coded, ok := errors.AsType[*tracking.Error](err)
	if !ok {
		return message(http.StatusInternalServerError, "Something went wrong", "What you saved before is kept. Go back and try again.")
	}
	switch coded.Code {
	case tracking.NotFound:
		return message(http.StatusNotFound, "There is nothing here", "The address may be wrong, or this is of another practice.")
	case tracking.Conflict:
		return message(http.StatusConflict, "This has changed meanwhile", coded.Message)
	case tracking.Forbidden:
		return message(http.StatusForbidden, "This is not open to you", coded.Message)
	case tracking.Invalid:
		return message(http.StatusUnprocessableEntity, "This cannot be saved", coded.Message, "Go back in your browser to change it: what you wrote still stands there.")
	case tracking.Unavailable:
		return message(http.StatusServiceUnavailable, "Signpost cannot do this just now", coded.Message)
	}
	return message(http.StatusInternalServerError, "Something went wrong", "What you saved before is kept. Go back and try again.")
}

// wayOut leads on from a page that has nothing else.
func (p *Panel) wayOut(v visit) []Link {
	var next []Link
	if id := v.consultation(); id != "" {
		next = append(next, Link{"Look at this consultation as it is now", base(id)})
	}
	return append(next, Link{"Practice list", "/consultations"}, Link{"Choose a patient", "/patients"})
}

func (p *Panel) nothingHere(v visit) error {
	return &tracking.Error{Code: tracking.NotFound, Message: "There is nothing here."}
}

// base is the address of a consultation's pages.
func base(id tracking.ID) string { return "/consultations/" + string(id) }

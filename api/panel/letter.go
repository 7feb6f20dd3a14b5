package panel

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// notSent is the name of a letter that has not been sent.
const notSent = "not sent yet"

func (p *Panel) letter(v visit) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.State == tracking.Advised || c.State == tracking.Abandoned {
		return v.to(base(c.ID) + "/advice")
	}
	if !c.OverrideStands(d) {
		return v.to(base(c.ID) + "/advice") // which asks again
	}
	return p.showLetter(v, http.StatusOK, c, d)
}

func (p *Panel) showLetter(v visit, status int, c tracking.Consultation, d engine.Decision, wrong ...ErrorView) error {
	return p.showLetterWith(v, status, c, d, func(page *LetterPage) { page.Errors = wrong })
}

func (p *Panel) showLetterWith(v visit, status int, c tracking.Consultation, d engine.Decision, change func(*LetterPage)) error {
	written, err := p.compose(v, c, d)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := letters.Fragment(&body, written); err != nil {
		return fmt.Errorf("letter of %v: %w", c, err)
	}
	page := p.letterPage(c, d)
	change(&page)
	if page.Urgent, err = p.notActedOn(v, c, p.urgent(c, d)); err != nil {
		return err
	}
	if err := p.withNews(v, &page.Frame, c); err != nil {
		return err
	}
	return p.pages.renderWith(v.w, status, "letter", page, page.Slot, body.Bytes())
}

// compose makes the letter as it would be sent now, or as it was.
func (p *Panel) compose(v visit, c tracking.Consultation, d engine.Decision) (*letters.Letter, error) {
	request := p.letterRequest(v, c, d)
	var err error
	if request.Pictures, err = p.Service.Pictures(v.r.Context(), c); err != nil {
		return nil, err
	}
	written, err := p.Letters.Compose(request)
	if err != nil {
		return nil, fmt.Errorf("compose letter: %w", err)
	}
	return written, nil
}

func (p *Panel) letterRequest(v visit, c tracking.Consultation, d engine.Decision) tracking.LetterRequest {
	request := tracking.LetterRequest{ID: notSent, Consultation: c, Decision: d, Sender: v.actor, At: p.Now()}
	if c.Referral != nil {
		request.ID, request.Sender, request.At = c.Referral.Letter, c.Referral.SentBy, c.Referral.SentAt
	}
	return request
}

// at is the moment that pages about a consultation speak of: its end, or now.
func (p *Panel) at(c tracking.Consultation) time.Time {
	if c.Ended.IsZero() {
		return p.Now()
	}
	return c.Ended.In(p.Now().Location())
}

// send saves what the GP wrote, and marks the letter as sent if that was asked.
func (p *Panel) send(v visit) error {
	form, err := readForm(v.r, fields(append(ownFields(), "key", "version", "question", "free_text", "record", "tell", "go")...))
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return &formError{"It does not say which version of the letter you saw."}
	}
	id := v.consultation()
	c, err := p.Service.Resume(v.r.Context(), v.actor, id)
	if err != nil {
		return err
	}
	if c.State == tracking.Sent {
		return p.sentBefore(v, c, form)
	}
	c.Version = version
	if c, err = p.saveLetter(v, c, form); err != nil {
		return p.letterAgain(v, form, err)
	}
	switch form.Get("go") {
	case "pictures":
		return v.to(base(id) + "/images")
	case "send":
	default:
		return v.to(base(id) + "/letter")
	}
	if c.Own != nil && c.Own.Title == "" {
		return p.untitled(v, c)
	}
	write := tracking.Write{Actor: v.actor, Key: form.Get("key"), Version: c.Version}
	if _, err := p.Service.Send(v.r.Context(), write, id); err != nil {
		return p.letterAgain(v, form, err)
	}
	return v.to(base(id) + "/tell")
}

// saveLetter keeps what the form says that is not as it was.
func (p *Panel) saveLetter(v visit, c tracking.Consultation, form url.Values) (tracking.Consultation, error) {
	var err error
	if c.Own != nil {
		if c, err = p.saveOwn(v, c, form.Get); err != nil {
			return c, err
		}
	}
	question, text, left := lines(form.Get("question")), lines(form.Get("free_text")), leftOut(c, form)
	if question == c.Question && text == c.FreeText && slices.Equal(left, c.LeaveOut) {
		return c, nil
	}
	return p.Service.WriteText(v.r.Context(), p.sameVersion(v, c), c.ID,
		tracking.Words{FreeText: &text, Question: &question, LeaveOut: &left})
}

// lines makes a form's line ends those of the letter.
func lines(s string) string {
	return string(bytes.TrimSpace(bytes.ReplaceAll([]byte(s), []byte("\r\n"), []byte("\n"))))
}

// letterPDF gives the letter that was sent, byte for byte, or how it would be
// now. In large print it is drawn anew from the same.
func (p *Panel) letterPDF(how letters.Options) handler {
	return func(v visit) error {
		c, d, err := p.open(v)
		if err != nil {
			return err
		}
		if c.State == tracking.Sent && !how.LargePrint {
			kept, err := p.Service.Letter(v.r.Context(), v.actor, c.ID)
			if err != nil {
				return err
			}
			return v.pdf("letter.pdf", kept.PDF)
		}
		written, err := p.compose(v, c, d)
		if err != nil {
			return err
		}
		var body bytes.Buffer
		if err := letters.PDF(&body, written, how); err != nil {
			return fmt.Errorf("letter of %v as PDF: %w", c, err)
		}
		return v.pdf("letter.pdf", body.Bytes())
	}
}

// pdf answers with a document to open in the browser.
func (v visit) pdf(name string, body []byte) error { return v.file("application/pdf", name, body) }

// file answers with a file to open in the browser.
func (v visit) file(kind, name string, body []byte) error {
	h := v.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", name))
	v.w.WriteHeader(http.StatusOK)
	_, _ = v.w.Write(body) // the browser is gone: nobody to tell
	return nil
}

func (p *Panel) letterPage(c tracking.Consultation, d engine.Decision) LetterPage {
	page := LetterPage{
		Frame: p.caseFrame("Letter", c), Base: base(c.ID), Key: p.NewID(), Version: c.Version,
		Slot: p.NewID(), PDF: base(c.ID) + "/letter.pdf", Large: base(c.ID) + "/letter-large.pdf", Sent: c.State == tracking.Sent,
		Question: FieldView{ID: "question", Name: "question", Value: c.Question, Label: "Question for the service", Says: p.asksFor(c, d), Most: tracking.MostText},
		FreeText: FieldView{ID: "free_text", Name: "free_text", Value: c.FreeText, Label: "Anything to add", Most: tracking.MostText},
		Send:     p.sendLines(c, d), Copies: copies(c), Pictures: picturesWords(c), Missing: p.missingViews(c),
	}
	if c.State == tracking.Draft {
		page.Record = recordGroups(c)
	}
	if page.Own = p.ownView(c); page.Own != nil {
		page.FreeText.Label, page.FreeText.Rows = "Your letter", 8
	}
	if c.State == tracking.Sent && len(c.Images) > 0 {
		page.Copies = append(page.Copies, Link{"Pictures in full size, to send with the letter", base(c.ID) + "/images"})
	}
	for _, a := range d.Also {
		page.Also = append(page.Also, stopped(a.Outcome.Summary))
	}
	for _, q := range wanted(d) {
		if f, ok := p.Library.Finding(q.Finding); ok {
			page.Wanted = append(page.Wanted, short(f))
		}
	}
	return page
}

// picturesWords names the way to the pictures, with how many there are.
func picturesWords(c tracking.Consultation) string {
	switch n := len(c.Pictured()); n {
	case 0:
		return "Add pictures"
	default:
		return counted(n, "picture")
	}
}

// asksFor is the question that the letter asks when the GP writes none.
func (p *Panel) asksFor(c tracking.Consultation, d engine.Decision) string {
	if o := p.done(c, d); o != nil && o.Question != "" {
		return "If you leave this empty: " + o.Question
	}
	return ""
}

// sendLines say how the letter goes to the service. Signpost does not carry it.
func (p *Panel) sendLines(c tracking.Consultation, d engine.Decision) []string {
	s, ok := p.Library.Service(c.Addressee(d))
	if !ok {
		return []string{"No service is chosen. Send it the way you know."}
	}
	how := "To " + s.Name
	if s.How.Method != "" {
		how += " by " + s.How.Method
	}
	if s.How.To != "" {
		how += ": " + s.How.To
	}
	lines := []string{stopped(how)}
	if s.State.Is == "paused" && c.State == tracking.Draft {
		paused := s.Name + " is " + standing(s.State)
		if other, ok := p.Library.Service(s.Instead); ok {
			paused += ". It says to use " + other.Name + " instead"
		}
		lines = append(lines, stopped(paused))
	}
	return lines
}

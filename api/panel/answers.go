package panel

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// The names of the fields of a question: its value, its "not known" or "none
// of these", and its note. A tick list also names what it offered, and says of
// the rest whether it is absent or was not checked. Red flags that are asked
// one by one are named in asked.
const (
	valueField = "a."
	otherField = "u."
	noteField  = "n."
	tickField  = "tick"
	askedField = "asked"
	restField  = "rest"
	// savedField stands among the faults for what was saved all the same.
	savedField = "saved"
	// emptyField stands among the faults when nothing was answered.
	emptyField = "empty"
	// strangerField stands among the faults when the form is of somebody else.
	strangerField = "stranger"

	tickPrefix = "t."

	none     = "none"
	notKnown = "not_known"
	absent   = "absent"
	unticked = "unchecked"
)

func isAnswerField(name string) bool {
	switch name {
	case tickField, askedField, restField, "go", "change", "for", "version":
		return true
	}
	return strings.HasPrefix(name, valueField) || strings.HasPrefix(name, otherField) ||
		strings.HasPrefix(name, noteField) || strings.HasPrefix(name, tickPrefix)
}

// faults are what is wrong with a form, by finding.
type faults map[string]string

// given are the answers of one form.
type given engine.Answers

// over lays the form's answers over those that were there.
func (g given) over(before engine.Answers) engine.Answers {
	all := engine.Answers{}
	maps.Copy(all, before)
	maps.Copy(all, engine.Answers(g))
	return all
}

// changed leaves out what says the same as before, so that a form sent twice
// makes one step to undo.
func (g given) changed(before engine.Answers) engine.Answers {
	set := engine.Answers{}
	for finding, answer := range g {
		if old, ok := before[finding]; !ok || !same(old, answer) {
			set[finding] = answer
		}
	}
	return set
}

func same(a, b engine.Answer) bool {
	return a.State == b.State && a.Why == b.Why && a.YesNo == b.YesNo && a.Text == b.Text && a.Note == b.Note &&
		a.Source == b.Source && a.Given == b.Given && slices.Equal(a.Options, b.Options) && sameNumber(a.Number, b.Number)
}

func sameNumber(a, b *engine.Interval) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// readAnswers reads what a form answers of a patient. A question left empty is
// not an answer.
func (p *Panel) readAnswers(of tracking.Consultation, form url.Values) (given, faults) {
	answers, wrong := given{}, faults{}
	for _, finding := range form[tickField] {
		f, ok := p.Library.Finding(finding)
		if !ok || f.Kind != engine.KindYesNo {
			wrong[finding] = "This is not a question that can be ticked."
			continue
		}
		switch {
		case form.Get(tickPrefix+finding) == "yes":
			answers[finding] = engine.Yes()
		case form.Get(restField) == absent:
			answers[finding] = engine.No()
		case form.Get(restField) == unticked:
			answers[finding] = engine.Unknown(engine.WhyUnsure)
		}
	}
	for _, finding := range questioned(form) {
		raw, ok, says := rawAnswer(form, finding)
		if says != "" {
			wrong[finding] = says
			continue
		}
		if !ok {
			continue
		}
		if answer, err := p.parse(finding, raw); err != nil {
			wrong[finding] = p.refusal(finding, err)
		} else {
			answers[finding] = answer
		}
	}
	p.ownDetails(of, answers, wrong)
	return answers, wrong
}

// ownDetails leaves an age or sex to the patient's details, where those say it.
// A form that says otherwise was made by somebody else, or before the details
// were known.
func (p *Panel) ownDetails(of tracking.Consultation, answers given, wrong faults) {
	for _, refused := range p.Library.CheckGiven(of.Patient.Engine(), engine.Answers(answers), p.Now()) {
		wrong[refused.Finding] = refused.Says
		if p.Library.TakesPerson(refused.Finding) {
			wrong[refused.Finding] += ". Nothing was saved. Make sure that this is the right patient"
			wrong[strangerField] = refused.Finding
		}
	}
	for finding := range answers {
		if p.inDetails(of, finding) {
			delete(answers, finding)
		}
	}
}

// inDetails says whether a finding is an age or a sex that the patient's details
// say.
func (p *Panel) inDetails(of tracking.Consultation, finding string) bool {
	if !p.Library.TakesPerson(finding) {
		return false
	}
	_, known := p.Library.PatientAnswers(of.Patient.Engine(), p.at(of))[finding]
	return known
}

// questioned are the findings whose fields a form has, in order.
func questioned(form url.Values) []string {
	seen := map[string]bool{}
	for name := range form {
		for _, prefix := range []string{valueField, otherField, noteField} {
			if finding, ok := strings.CutPrefix(name, prefix); ok {
				seen[finding] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// rawAnswer puts the fields of one question together. It says nothing when
// there is no answer, and what is wrong when the fields say two things.
func rawAnswer(form url.Values, finding string) (raw map[string]any, ok bool, says string) {
	values := slices.DeleteFunc(slices.Clone(form[valueField+finding]), func(s string) bool { return strings.TrimSpace(s) == "" })
	other, note := form.Get(otherField+finding), strings.TrimSpace(form.Get(noteField+finding))
	raw = map[string]any{}
	if note != "" {
		raw["note"] = note
	}
	switch {
	case len(values) > 0 && other != "":
		return nil, false, "choose an answer or “not known”, not both"
	case len(values) == 0 && other == none:
		raw["value"] = []string{}
	case len(values) == 0 && other == notKnown:
		raw["value"] = notKnown
	case len(values) == 0 && note != "":
		return nil, false, "answer this, so that the note has something to stand beside"
	case len(values) == 0:
		return nil, false, ""
	case len(values) == 1:
		raw["value"] = values[0]
	default:
		raw["value"] = values
	}
	return raw, true, ""
}

// parse checks an answer against its finding.
func (p *Panel) parse(finding string, raw map[string]any) (engine.Answer, error) {
	f, ok := p.Library.Finding(finding)
	if ok && f.Kind == engine.KindDate {
		if text, isText := raw["value"].(string); isText {
			raw["value"] = dayOf(text)
		}
	}
	if ok && raw["value"] == notKnown && f.ObtainedBy != "" {
		raw["why"] = string(engine.WhyNotDone)
	}
	return p.Library.ParseAnswer(finding, raw)
}

// dayOf reads a day as people write it. What is not one is left as it is, to
// be refused.
func dayOf(text string) string {
	plain := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/.- ", r) }), " ")
	for _, layout := range []string{"2 1 2006", "2 Jan 2006", "2 January 2006", "2006 1 2"} {
		if day, err := time.Parse(layout, plain); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return text
}

// refusal says what a question takes, in the words of its label.
func (p *Panel) refusal(finding string, err error) string {
	refused, ok := errors.AsType[*engine.AnswerError](err)
	f, known := p.Library.Finding(finding)
	if !ok || !known {
		return "this cannot be used"
	}
	takes := refused.Says
	switch {
	case takes != "":
	case f.Kind == engine.KindNumber:
		takes = "enter a number from " + typedNumber(f.Min) + " to " + typedNumber(f.Max) + ", or a range such as >" + typedNumber(f.Max)
	case f.Kind == engine.KindDate:
		takes = "enter a day, such as 27/3/2026"
	case f.Kind == engine.KindText || f.Kind == engine.KindFile:
		takes = "use plain text, and less of it"
	default:
		takes = "choose one of the answers"
	}
	if refused.Hint != "" {
		takes += " (" + refused.Hint + ")"
	}
	return takes
}

// short is how a finding is named in a list or an error.
func short(f *engine.Finding) string { return cmp.Or(f.Short, f.Ask, named(f.ID)) }

package panel

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// FilingOf is what goes back to the record of a consultation that has ended:
// a note, and the coded answers that were given here. What came from the
// record is there already. The letter is for the caller to add.
func FilingOf(l *engine.Library, c tracking.Consultation, d engine.Decision, of tracking.Practice) fhir.Filing {
	f := fhir.Filing{
		Reference: string(c.ID), At: c.Ended,
		Patient: fhir.Patient{
			Title: c.Patient.Title, Given: c.Patient.Given, Family: c.Patient.Family, Born: c.Patient.Born, Sex: c.Patient.Sex,
			NHSNumber: string(c.Patient.NHSNumber),
		},
		By:       fhir.Practitioner{Name: c.StartedBy.Name, GMC: strings.TrimPrefix(c.StartedBy.Registration, "GMC ")},
		Practice: fhir.Organisation{Name: of.Name, ODS: cmp.Or(of.Code, c.Practice)},
		Pathway:  c.Pathway, PathwayTitle: c.Pathway.ID,
	}
	n := noteWriter{library: l, c: c, d: d, answers: l.Fresh(c.Answers, c.Ended)}
	if p, ok := l.Pathway(c.Pathway.ID); ok {
		n.pathway, f.PathwayTitle = p, p.About().Title
	}
	if c.Own != nil {
		f.PathwayTitle = cmp.Or(c.Own.Title, "Letter")
	}
	if c.Referral != nil {
		f.Reference, f.At = c.Referral.Letter, c.Referral.SentAt
		f.By = fhir.Practitioner{Name: c.Referral.SentBy.Name, GMC: strings.TrimPrefix(c.Referral.SentBy.Registration, "GMC ")}
		f.Request = n.request()
	}
	f.Entries, f.Title = n.entries(), f.PathwayTitle+": "+n.done()
	f.Text = n.text(f.PathwayTitle)
	return f
}

// noteWriter writes the note of one consultation.
type noteWriter struct {
	library *engine.Library
	pathway *engine.Pathway
	c       tracking.Consultation
	d       engine.Decision
	answers engine.Answers
}

// outcome is what happened: the GP's own way where it is one of the pathway,
// or the advice.
func (n noteWriter) outcome() *engine.Outcome {
	own := n.c.Override
	if own == nil {
		return n.d.Outcome
	}
	if n.pathway != nil {
		if o, ok := n.pathway.Outcome(own.Outcome); ok {
			return o
		}
	}
	return &engine.Outcome{Action: action(nil, own), Within: own.Within, Summary: actionName(action(nil, own))}
}

// done is what was done in one line.
func (n noteWriter) done() string {
	o := n.outcome()
	if o == nil {
		return "no advice was settled on"
	}
	if o.Summary == actionName(o.Action) {
		return actionWords(o)
	}
	return o.Summary + " (" + actionWords(o) + ")"
}

func (n noteWriter) service() string {
	if s, ok := n.library.Service(n.c.Service); ok {
		return s.Name
	}
	return ""
}

func (n noteWriter) request() *fhir.FiledRequest {
	o := n.outcome()
	if o == nil {
		o = &engine.Outcome{Action: engine.Refer, Within: engine.Routine, Summary: "Referral"}
	}
	return &fhir.FiledRequest{Action: o.Action, Within: o.Within, Summary: o.Summary, To: n.service(), Note: n.reason()}
}

// reason is why the GP went another way; empty when they did not.
func (n noteWriter) reason() string {
	own := n.c.Override
	if own == nil {
		return ""
	}
	says := ""
	for _, r := range reasons(own) {
		if r.Checked {
			says = r.Label
		}
	}
	if own.Text != "" {
		says += ": " + own.Text
	}
	return says
}

// used are the answered findings that the pathway or its letter asks for, in
// its order.
func (n noteWriter) used() []*engine.Finding {
	var ids []string
	if n.pathway != nil {
		ids = slices.Clone(n.pathway.Findings())
		for _, o := range n.pathway.Outcomes() {
			ids = append(ids, o.Requires...)
		}
	}
	var list []*engine.Finding
	seen := map[string]bool{}
	for _, id := range ids {
		f, ok := n.library.Finding(id)
		if _, answered := n.answers[id]; ok && answered && !seen[id] {
			seen[id], list = true, append(list, f)
		}
	}
	return list
}

// entries are the answers given here that have a code.
func (n noteWriter) entries() []fhir.FiledEntry {
	var list []fhir.FiledEntry
	for _, f := range n.used() {
		a := n.answers[f.ID]
		if a.State != engine.Known || a.Source != engine.Asked {
			continue
		}
		e := fhir.FiledEntry{Finding: f.ID, Says: short(f), Date: cmp.Or(a.Date, n.c.Ended.Format(time.DateOnly))}
		a.Date = ""
		e.Value = plainSpaces(n.library.Show(f.ID, a))
		switch f.Kind {
		case engine.KindYesNo:
			if a.YesNo {
				e.Code = f.SNOMED
			}
		case engine.KindNumber:
			e.Code, e.Number, e.Unit, e.Comparator = numberCode(f), a.Number, f.Unit, comparator(f, a.Number)
		case engine.KindOption:
			if i := slices.IndexFunc(f.Options, func(o engine.Option) bool { return len(a.Options) == 1 && o.ID == a.Options[0] }); i >= 0 {
				e.Code, e.OptionSays = f.Options[i].SNOMED, f.Options[i].Says
			}
		case engine.KindOptions, engine.KindDate, engine.KindText, engine.KindFile:
		}
		if e.Code != "" {
			list = append(list, e)
		}
	}
	return list
}

// numberCode is the code to file a number under: the finding's own, or the one
// that it is read from when there is only one.
func numberCode(f *engine.Finding) string {
	if f.SNOMED == "" && len(f.FromRecord.SNOMED) == 1 {
		return f.FromRecord.SNOMED[0]
	}
	return f.SNOMED
}

// comparator is set for a number of which only one end is known.
func comparator(f *engine.Finding, n *engine.Interval) string {
	switch {
	case n.Min == n.Max && !n.MinOpen:
		return ""
	case n.Max >= f.Max && n.MinOpen:
		return ">"
	case n.Max >= f.Max && n.Min < n.Max:
		return ">="
	case n.Min <= f.Min && n.MaxOpen:
		return "<"
	case n.Min <= f.Min && n.Min < n.Max:
		return "<="
	}
	return ""
}

// text is the whole note.
func (n noteWriter) text(title string) string {
	lines := []string{title + ", Signpost pathway version " + n.c.Pathway.Version + "."}
	switch {
	case n.c.Own != nil:
		lines = []string{title + ", a letter written without a pathway."}
	case n.c.Pathway.Status != "approved":
		lines = append(lines, "Draft content: clinicians have not signed this pathway.")
	}
	if n.c.Override != nil {
		advised := "nothing was settled on"
		if n.d.Outcome != nil {
			advised = n.d.Outcome.Summary
		}
		lines = append(lines, "Advised: "+stopped(advised), "Done: "+stopped(n.done()), "Because: "+stopped(n.reason()))
	} else {
		lines = append(lines, "Advised and done: "+stopped(n.done()))
	}
	if r := n.c.Referral; r != nil {
		sent := "Letter marked as sent on " + engine.ShortDate(r.SentAt.Format(time.DateOnly))
		if to := n.service(); to != "" {
			sent += " to " + to
		}
		lines = append(lines, sent+", reference "+r.Letter+".")
		if day := engine.ShortDate(r.ChaseOn); day != "" {
			lines = append(lines, "Patient told to call if they have not heard by "+day+".")
		}
	}
	lines = append(lines, n.answerLines()...)
	if o := n.outcome(); o != nil && o.SafetyNet != "" {
		lines = append(lines, "Safety net: "+stopped(o.SafetyNet))
	}
	if n.c.FreeText != "" {
		lines = append(lines, "Added: "+stopped(n.c.FreeText))
	}
	return plainSpaces(strings.Join(lines, "\n")) + "\n"
}

// plainSpaces writes a text for a record, where a space that holds a number to
// its unit may come out as a strange sign.
func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// answerLines set what is present, absent and not known apart, so that none is
// taken for another.
func (n noteWriter) answerLines() []string {
	groups := []struct {
		title string
		says  []string
	}{{title: "Present"}, {title: "Absent"}, {title: "Findings"}, {title: "Not known"}}
	for _, f := range n.used() {
		a := n.answers[f.ID]
		says, at := short(f), 2
		switch {
		case a.State == engine.NotKnown:
			at = 3
		case f.Kind == engine.KindYesNo && a.YesNo:
			at = 0
		case f.Kind == engine.KindYesNo:
			at = 1
		default:
			says += " " + n.library.Show(f.ID, a)
		}
		if a.Note != "" {
			says += " [" + a.Note + "]"
		}
		groups[at].says = append(groups[at].says, says)
	}
	var lines []string
	for _, g := range groups {
		if len(g.says) > 0 {
			lines = append(lines, g.title+": "+strings.Join(g.says, "; ")+".")
		}
	}
	return lines
}

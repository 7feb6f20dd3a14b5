package letters

import (
	"strings"

	"signpost.health/signpost/engine"
)

// ComposePatientCopy makes the patient's copy: what happens now, in plain
// words and long dates, from the same decision as the letter.
func ComposePatientCopy(in Input) (*Letter, error) {
	if err := check(in); err != nil {
		return nil, err
	}
	c := &composer{in: in, outcome: chosen(in), known: merged(in)}
	p := in.Patient
	l := &Letter{
		Kind: PatientCopy, ID: in.ID, ComposedAt: in.ComposedAt, Title: c.plainTitle(),
		Draft: draftWords(in),
		Banner: Banner{
			Name: plainName(p, p.Given), Born: orNotRecorded(unparted(longDate(p.Born))), NHSNumber: NHSNumber(oneLine(p.NHSNumber)),
		},
		From:    Party{Title: "From", Lines: appendLines(nil, in.Sender.Name, in.Sender.Practice, in.Sender.Address, phoneWords(in.Sender.Phone))},
		Pathway: Provenance{Identity: in.Decision.Pathway, Title: in.About.Title},
	}
	l.To = Party{Title: "To", Lines: appendLines(nil, l.Banner.Name, p.Address)}
	l.Priority = Priority{Words: l.Title, Lines: []string{unparted(in.ComposedAt.Format(longDay))}}
	for _, s := range []Section{
		c.greeting(), c.toldBy(), c.plainTests(), c.plainReasons(), c.soonerHelp(), c.whereTo(), c.chase(), c.reading(),
	} {
		if len(s.Lines) > 0 {
			l.Sections = append(l.Sections, s)
		}
	}
	tidy(l)
	return l, nil
}

func unparted(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

func phoneWords(s string) string {
	if oneLine(s) == "" {
		return ""
	}
	return "Phone" + nbsp + holdPhone(oneLine(s))
}

// plainName is a name as it is written on an envelope.
func plainName(p Patient, given string) string {
	name := strings.Join(appendLines(nil, p.Title, given, p.Family), " ")
	if name == "" {
		return "Patient"
	}
	return name
}

func (c *composer) plainTitle() string {
	switch c.action() {
	case engine.Refer, engine.Redirect:
		return "Your referral"
	case engine.Test:
		return "Your test"
	case engine.AdviceAndGuidance:
		return "Advice we have asked for"
	case engine.Manage, engine.OtherPathway:
	}
	return "What happens now"
}

// did is what the practice has done, as the patient would say it.
func (c *composer) did() string {
	switch c.action() {
	case engine.Refer:
		return "sent your referral"
	case engine.Redirect:
		return "passed your details to another service"
	case engine.Test:
		return "requested a test for you"
	case engine.AdviceAndGuidance:
		return "asked a specialist for advice about your care"
	case engine.Manage, engine.OtherPathway:
	}
	return "written down what we agreed"
}

func plain(id, title string, form Form, lines ...Line) Section {
	return Section{ID: id, Title: title, Form: form, Lines: lines}
}

func (c *composer) fromOutcome() Trace {
	if c.outcome == nil {
		return Trace{Origin: FromDecision}
	}
	return Trace{Origin: FromOutcome, Rule: c.outcome.ID}
}

func (c *composer) greeting() Section {
	given := ""
	if oneLine(c.in.Patient.Title) == "" {
		given = c.in.Patient.Given
	}
	text := "We have " + c.did() + "."
	if name := oneLine(c.in.Recipient.Name); name != "" && c.action() != engine.Manage {
		text = "We have " + c.did() + ". It has gone to: " + name + "."
	}
	return plain("greeting", "Dear "+plainName(c.in.Patient, given), Prose, Line{Text: text, Trace: c.fromOutcome()})
}

func (c *composer) toldBy() Section {
	s := plain("next", "What happens next", Prose)
	if c.outcome != nil && c.outcome.TellPatient != "" {
		s.Lines = append(s.Lines, Line{Text: c.outcome.TellPatient, Trace: c.fromOutcome()})
	}
	if c.in.InformationGiven != "" {
		s.Lines = append(s.Lines, Line{Text: c.in.InformationGiven, Trace: Trace{Origin: FromGP}})
	}
	return s
}

func (c *composer) plainTests() Section {
	s := plain("tests", "Tests", Items)
	if c.outcome == nil {
		return s
	}
	for _, id := range c.outcome.Tests {
		text := strings.ReplaceAll(id, "_", " ")
		if t, ok := c.in.Library.Test(id); ok {
			text = t.Name
			if t.PatientWords != "" {
				text += ": " + t.PatientWords
			}
		}
		s.Lines = append(s.Lines, Line{Text: text, Trace: c.fromOutcome()})
	}
	return s
}

// plainReasons are the findings present that have words of the patient's own.
// What only follows from others is left out, as in the letter: nobody told it.
func (c *composer) plainReasons() Section {
	s := plain("reasons", "What we told them about", Items)
	for _, id := range c.order() {
		f, ok := c.in.Library.Finding(id)
		if !ok || f.PatientWords == "" || f.Kind != engine.KindYesNo || !worthSaying(f, c.known[id]) || standingOf(f, c.known[id]) != Present {
			continue
		}
		s.Lines = append(s.Lines, Line{Text: f.PatientWords, Trace: Trace{Origin: FromAnswer, Finding: id}})
	}
	return s
}

func (c *composer) soonerHelp() Section {
	s := plain("safety", "When to get help sooner", Strong)
	if c.outcome != nil && c.outcome.SafetyNet != "" {
		s.Lines = append(s.Lines, Line{Text: c.outcome.SafetyNet, Trace: c.fromOutcome()})
	}
	return s
}

func (c *composer) whereTo() Section {
	r := c.in.Recipient
	s := plain("where", "Where", Prose)
	if text := strings.Join(appendLines(nil, r.Name, r.Organisation, r.place(), phoneWords(r.Phone)), "\n"); text != "" {
		s.Lines = append(s.Lines, Line{Text: text, Trace: Trace{Origin: FromLetter}})
	}
	return s
}

// chase says when to ask, and whom, if nothing has come.
func (c *composer) chase() Section {
	s := plain("chase", "If you hear nothing", Prose)
	if text := c.chaseWords(); text != "" {
		if strings.HasSuffix(strings.TrimSuffix(c.outcome.ChaseAfter, "s"), "hour") {
			text += " If it is closed, phone 111." // hours may end in the night
		}
		s.Lines = append(s.Lines, Line{Text: text, Trace: c.fromOutcome()})
	}
	return s
}

func (c *composer) chaseWords() string {
	if c.outcome == nil || c.outcome.ChaseAfter == "" {
		return ""
	}
	whom := "contact the practice"
	if phone := oneLine(c.in.Sender.Phone); phone != "" {
		whom = "phone the practice on " + holdPhone(phone)
	}
	return "If you have heard nothing " + due(c.in.ComposedAt, c.outcome.ChaseAfter) + ", " + whom + "."
}

func (c *composer) reading() Section {
	s := plain("reading", "More to read", Items)
	if c.outcome == nil {
		return s
	}
	for _, l := range c.outcome.Leaflets {
		s.Lines = append(s.Lines, Line{Text: strings.Join(appendLines(nil, l.Title, l.URL), ": "), Trace: c.fromOutcome()})
	}
	return s
}

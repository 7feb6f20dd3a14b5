package letters

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// Compose makes the letter of a stored decision.
func Compose(in Input) (*Letter, error) {
	if err := check(in); err != nil {
		return nil, err
	}
	headings, err := Headings()
	if err != nil {
		return nil, err
	}
	pictures, err := prepareImages(in.Images)
	if err != nil {
		return nil, err
	}
	c := &composer{in: in, pictures: pictures, outcome: chosen(in), known: merged(in)}
	kind, action := actionWords(c.action())
	l := &Letter{
		Kind: kind, ID: in.ID, ComposedAt: in.ComposedAt,
		Title:     titleOf(action, in.About),
		Draft:     draftWords(in),
		Banner:    composeBanner(in.Patient, in.ComposedAt),
		Priority:  c.priority(action),
		To:        c.to(),
		From:      c.from(),
		Pathway:   Provenance{Identity: in.Decision.Pathway, Title: in.About.Title},
		Recipient: in.Recipient.Service,
	}
	for _, h := range headings {
		c.written = c.section(c.written, h)
	}
	if c.action() == engine.Test {
		c.testsFirst()
	}
	l.Sections = c.written
	l.Images = c.pictures
	if err := c.appendices(l); err != nil {
		return nil, err
	}
	tidy(l)
	return l, nil
}

// testsFirst moves what a test request asks for to where a laboratory looks:
// right behind the reason.
func (c *composer) testsFirst() {
	at := slices.IndexFunc(c.written, func(s Section) bool { return s.ID == "tests" })
	if at < 0 {
		return
	}
	tests := c.written[at]
	c.written = slices.Insert(slices.Delete(c.written, at, at+1), 1, tests)
}

// composer holds what the sections are made from.
type composer struct {
	in Input
	// outcome is the one the letter asks for; nil when nothing is decided.
	outcome *engine.Outcome
	// known are the answers with those worked out from them.
	known    engine.Answers
	pictures []Picture
	// written are the sections so far.
	written []Section
}

// chosen is the outcome that the letter carries out: the GP's, else the
// decision's.
func chosen(in Input) *engine.Outcome {
	if in.Override != nil && in.Override.Chosen != nil {
		return in.Override.Chosen
	}
	return in.Decision.Outcome
}

func merged(in Input) engine.Answers {
	out := make(engine.Answers, len(in.Answers)+len(in.Decision.Implied))
	for _, i := range in.Decision.Implied {
		a := i.Answer
		a.Source, a.Because = engine.Implied, i.Because
		out[i.Finding] = a
	}
	for id, a := range in.Answers {
		out[id] = a
	}
	return out
}

func (c *composer) action() engine.Action {
	if c.outcome == nil {
		return ""
	}
	return c.outcome.Action
}

// sends says whether the letter asks somebody for something. One that does not
// is a record of what was advised. An undecided one is sent all the same.
func (c *composer) sends() bool {
	return c.action() != engine.Manage && c.action() != engine.OtherPathway
}

func titleOf(action string, a engine.About) string {
	if a.Title == "" {
		return action
	}
	return action + ": " + oneLine(a.Title)
}

func draftWords(in Input) string {
	if in.WithoutPathway {
		return ""
	}
	switch in.Decision.Pathway.Status {
	case "approved":
		return ""
	case "retired":
		return "RETIRED PATHWAY: not for clinical use"
	}
	return "DRAFT PATHWAY: not signed off for clinical use"
}

// about is what the letter is about, and that no pathway says so.
func (c *composer) about() []string {
	lines := appendLines(nil, c.in.About.Title)
	if c.in.WithoutPathway {
		lines = append(lines, "Written"+nbsp+"without"+nbsp+"a"+nbsp+"pathway")
	}
	return lines
}

func (c *composer) priority(action string) Priority {
	written := "Written" + nbsp + moment(c.in.ComposedAt)
	if c.outcome == nil {
		return Priority{Words: "PRIORITY NOT DECIDED", What: action, Lines: appendLines(nil, c.in.About.Title, written)}
	}
	p := Priority{Within: c.outcome.Within, Action: c.outcome.Action, Words: withinWords(c.outcome.Within), What: action}
	if p.Within == engine.NoTime {
		// The kind of letter says more than that nothing is said.
		p.Words, p.What = strings.ToUpper(action), strings.ToLower(p.Words)
		if !c.sends() {
			p.What = ""
		}
	}
	p.Lines = c.about()
	start := c.in.ClockStart
	if c.outcome.Action != engine.Refer || !start.IsZero() {
		p.Lines = append(p.Lines, written)
	}
	if c.outcome.Action == engine.Refer {
		if start.IsZero() {
			start = c.in.ComposedAt
		}
		p.Lines = append(p.Lines, "Clock"+nbsp+"starts"+nbsp+moment(start))
	}
	return p
}

func (c *composer) to() Party {
	r := c.in.Recipient
	p := Party{Title: "To"}
	name := oneLine(r.Name)
	if name == "" && !c.sends() {
		name = "The patient's record"
	}
	if name == "" && c.in.Decision.Status != engine.DoesNotApply {
		name = c.in.About.LetterTo // which takes only the pathway's own patients
	}
	if name == "" {
		name = "The receiving service"
	}
	p.Lines = appendLines(p.Lines, name, withCode(r.Organisation, r.ODS), r.place(), r.Note)
	if r.Phone != "" {
		p.Lines = append(p.Lines, "Phone"+nbsp+holdPhone(oneLine(r.Phone)))
	}
	return p
}

func (c *composer) from() Party {
	s := c.in.Sender
	p := Party{Title: "From"}
	name := orNotRecorded(oneLine(s.Name))
	if s.Role != "" {
		name += ", " + oneLine(s.Role)
	}
	p.Lines = appendLines(p.Lines, name, withCode(s.Practice, s.ODS), s.Address)
	var last []string
	if s.GMC != "" {
		last = append(last, "GMC"+nbsp+oneLine(s.GMC))
	}
	if s.Phone != "" {
		last = append(last, "Phone"+nbsp+holdPhone(oneLine(s.Phone)))
	}
	p.Lines = appendLines(p.Lines, strings.Join(last, gap))
	return p
}

func withCode(name, ods string) string {
	name, ods = oneLine(name), oneLine(ods)
	if ods == "" {
		return name
	}
	return strings.TrimSpace(name + " (" + ods + ")")
}

func appendLines(lines []string, more ...string) []string {
	for _, m := range more {
		if m = oneLine(m); m != "" {
			lines = append(lines, m)
		}
	}
	return lines
}

// section adds the section of a heading, unless it has nothing to say.
func (c *composer) section(to []Section, h Heading) []Section {
	s := Section{ID: h.ID, Title: h.Title, SNOMED: h.SNOMED, Form: Findings}
	switch h.ID {
	case "question":
		c.question(&s)
	case "override":
		c.override(&s)
	case "criteria":
		c.criteria(&s)
	case "contradictions":
		c.contradictions(&s)
	case "tests":
		c.tests(&s)
	case "also":
		c.also(&s)
	case "summary":
		c.summary(&s)
	case "information":
		c.information(&s)
	case "images":
		c.images(&s)
	case "author":
		c.author(&s)
	case "provenance":
		c.provenance(&s)
	default:
		c.needs(&s)
		c.record(&s)
		c.attachments(&s)
		c.findings(&s)
	}
	if len(s.Lines) == 0 && h.Always != "" {
		s.Lines = []Line{{Text: h.Always, Trace: Trace{Origin: FromLetter}}}
		s.Form = Prose
	}
	if len(s.Lines) == 0 {
		return to
	}
	return append(to, s)
}

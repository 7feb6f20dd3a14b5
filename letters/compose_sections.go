package letters

import (
	"strings"

	"signpost.health/signpost/engine"
)

func (c *composer) question(s *Section) {
	s.Form = Strong
	trace := Trace{Origin: FromGP}
	text := c.in.Question
	if text == "" && c.outcome != nil {
		trace = Trace{Origin: FromOutcome, Rule: c.outcome.ID, Evidence: c.outcome.Evidence}
		text = c.outcome.Question
		if text == "" {
			text = c.outcome.Summary
		}
	}
	switch c.action() {
	case engine.AdviceAndGuidance:
		s.Title = "Question for the specialist"
	case engine.Test:
		s.Title = "Reason for the test"
	case engine.Manage, engine.OtherPathway:
		s.Title = "What was decided"
	case engine.Refer, engine.Redirect:
	}
	if text == "" {
		text = "No question was written; please see the criteria and findings below."
		trace = Trace{Origin: FromLetter}
	}
	s.Lines = []Line{{Text: text, Trace: trace}}
	// The pathway's own opening thanks for seeing the patient.
	if c.in.About.LetterIntro != "" && (c.outcome == nil || c.action() == engine.Refer) {
		s.Lines = append(s.Lines, Line{Text: c.in.About.LetterIntro, Trace: Trace{Origin: FromPathway}})
	}
}

// override says plainly that the GP did other than the advice, and why.
func (c *composer) override(s *Section) {
	o := c.in.Override
	if o == nil {
		if c.in.Decision.Outcome != nil || (c.in.Decision.Says == "" && len(c.in.Decision.Possible) == 0) {
			return
		}
		o = &Override{}
	}
	s.Form = Boxed
	if c.in.Decision.Outcome == nil {
		s.Title = "Sent before the advice was decided"
	}
	row := Trace{Origin: FromDecision, Rule: c.in.Decision.Row}
	gp := Trace{Origin: FromGP, Rule: o.Reason}
	s.Lines = append(s.Lines, Line{Label: "Advice", Text: adviceWords(c.in.Decision), Trace: row})
	if o.Chosen != nil {
		s.Lines = append(s.Lines, Line{Label: "Chosen instead", Text: outcomeWords(o.Chosen), Trace: gp})
	}
	reason := o.ReasonSays
	if reason == "" {
		reason = strings.ReplaceAll(o.Reason, "_", " ")
	}
	if reason != "" {
		s.Lines = append(s.Lines, Line{Label: "Reason", Text: reason, Trace: gp})
	}
	if o.Text != "" {
		s.Lines = append(s.Lines, Line{Label: "In the GP's words", Text: o.Text, Trace: gp})
	}
}

func outcomeWords(o *engine.Outcome) string {
	return o.Summary + " (" + strings.ToLower(withinWords(o.Within)) + ")"
}

func adviceWords(d engine.Decision) string {
	if d.Outcome != nil {
		return outcomeWords(d.Outcome)
	}
	if d.Says != "" {
		return d.Says
	}
	if len(d.Possible) == 0 {
		return "Nothing was decided"
	}
	var out []string
	for _, p := range d.Possible {
		out = append(out, outcomeWords(p.Outcome))
	}
	return "Not decided between: " + strings.Join(out, "; ")
}

// recorded says what is known of each finding. What is absent, and what was
// not asked, stands together at the end.
func (c *composer) recorded(findings []string) string {
	var out, absent, notAsked []string
	for _, id := range findings {
		a, asked := c.known[id]
		f, named := c.in.Library.Finding(id)
		switch {
		case !asked:
			notAsked = append(notAsked, c.short(id))
		case named && f.Kind == engine.KindYesNo && standingOf(f, a) == Absent:
			absent = append(absent, c.short(id))
		default:
			out = append(out, c.short(id)+": "+c.in.Library.Show(id, a))
		}
	}
	if len(absent) > 0 {
		out = append(out, "Absent: "+strings.Join(absent, "; "))
	}
	if len(notAsked) > 0 {
		out = append(out, "Not asked: "+strings.Join(notAsked, "; "))
	}
	return strings.Join(out, "\n")
}

func (c *composer) short(id string) string {
	f, ok := c.in.Library.Finding(id)
	if !ok {
		return strings.ReplaceAll(id, "_", " ")
	}
	if f.Short != "" {
		return f.Short
	}
	return f.Ask
}

func (c *composer) contradictions(s *Section) {
	s.Form = Items
	for _, x := range c.in.Decision.Contradictions {
		s.Lines = append(s.Lines, Line{Text: x.Says, Trace: Trace{Origin: FromDecision, Findings: x.Findings}})
	}
}

// tests names what a test request asks for, and what is to go with a referral.
func (c *composer) tests(s *Section) {
	if c.outcome == nil {
		return
	}
	s.Form = Items
	if c.outcome.Action != engine.Test {
		s.Title = "Tests to go with this letter"
	}
	trace := Trace{Origin: FromOutcome, Rule: c.outcome.ID, Evidence: c.outcome.Evidence}
	for _, id := range c.outcome.Tests {
		line := Line{Text: strings.ReplaceAll(id, "_", " "), Trace: trace}
		if t, ok := c.in.Library.Test(id); ok {
			line.Text = testWords(t)
		}
		s.Lines = append(s.Lines, line)
	}
}

func testWords(t *engine.TestKind) string {
	switch {
	case t.Request == "":
		return t.Name
	case strings.HasPrefix(t.Request, t.Name):
		return t.Request
	}
	return t.Name + ": " + t.Request
}

// also names the further advice that goes with the decision.
func (c *composer) also(s *Section) {
	s.Form = Items
	for _, a := range c.in.Decision.Also {
		if a.Outcome == nil {
			continue
		}
		s.Lines = append(s.Lines, Line{
			Text:  a.Outcome.Summary,
			Trace: Trace{Origin: FromDecision, Rule: a.Row, Evidence: a.Evidence},
		})
	}
}

func (c *composer) summary(s *Section) {
	s.Form = Prose
	if strings.TrimSpace(c.in.FreeText) != "" {
		s.Lines = append(s.Lines, Line{Text: c.in.FreeText, Trace: Trace{Origin: FromGP}})
	}
}

func (c *composer) information(s *Section) {
	if c.in.InformationGiven != "" {
		s.Lines = append(s.Lines, Line{
			Label: "The patient was told", Text: c.in.InformationGiven, Trace: Trace{Origin: FromGP},
		})
	}
	if c.outcome == nil {
		return
	}
	trace := Trace{Origin: FromOutcome, Rule: c.outcome.ID}
	if c.outcome.TellPatient != "" {
		s.Lines = append(s.Lines, Line{Label: "The patient's copy says", Text: c.outcome.TellPatient, Trace: trace})
	}
	if c.outcome.SafetyNet != "" {
		s.Lines = append(s.Lines, Line{Label: "Safety net", Text: c.outcome.SafetyNet, Trace: trace})
	}
}

func (c *composer) images(s *Section) {
	if len(c.pictures) == 0 {
		c.findings(s)
		return
	}
	s.Form = Pictures
	for _, p := range c.pictures {
		s.Lines = append(s.Lines, Line{Label: p.Alt, Text: p.Caption, Trace: Trace{Origin: FromGP}})
	}
}

func (c *composer) author(s *Section) {
	s.Form = Prose
	s.Lines = []Line{{
		Text:  c.from().Lines[0] + ", " + gmcWords(c.in.Sender) + moment(c.in.ComposedAt),
		Trace: Trace{Origin: FromGP},
	}}
}

func gmcWords(s Sender) string {
	if s.GMC == "" {
		return ""
	}
	return "GMC" + nbsp + oneLine(s.GMC) + ", "
}

// ownProvenance says that no rule advised the letter.
func (c *composer) ownProvenance(s *Section) {
	gp := Trace{Origin: FromGP}
	s.Lines = append(s.Lines,
		Line{Label: "Pathway", Text: "None: the GP wrote this letter without a pathway, and no rule advised it", Trace: gp},
		Line{Label: "Letter", Text: c.in.ID, Trace: gp},
		Line{Label: "Library digest", Text: c.in.Decision.Pathway.Digest, Trace: gp},
	)
}

// provenance says in full what the foot says in short.
func (c *composer) provenance(s *Section) {
	s.Form = Fine
	id := c.in.Decision.Pathway
	if c.in.WithoutPathway {
		c.ownProvenance(s)
		return
	}
	add := func(label, text string) {
		if text != "" {
			s.Lines = append(s.Lines, Line{Label: label, Text: text, Trace: Trace{Origin: FromPathway}})
		}
	}
	add("Pathway", strings.Join(appendLines(nil, c.in.About.Title, strings.TrimSpace(id.ID+" "+id.Version),
		strings.ReplaceAll(id.Status, "_", " ")), ", "))
	add("Rule", c.in.Decision.Row)
	for _, l := range c.in.Decision.Local {
		add("Local change", l.Words())
	}
	if c.outcome != nil {
		add("Evidence", citeAll(c.outcome.Evidence, briefTitle))
	}
	add("Letter", c.in.ID)
	add("Sources", sources(c.written))
	add("Library digest", id.Digest)
	add("Behaviour hash", id.Behaviour)
	add("Content hash", id.Content)
}

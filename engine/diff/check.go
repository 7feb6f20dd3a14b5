package diff

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// The codes of this package. A code is never given to another meaning.
const (
	codeNotCompared = "P600"
	codeStep        = "P601"
	codeBack        = "P602"
	codeUnsigned    = "P603"
	codeRenamed     = "P604"
	codeGone        = "P605"
)

// Codes explains every code of this package.
func Codes() []lang.Code {
	return []lang.Code{{
		ID:    codeNotCompared,
		Title: "Two versions that could not be compared",
		Why: "Nobody can say which patients move. The vocabularies may give one name two meanings, or the pathway outgrew the " +
			"budget of its proofs. Change it in smaller steps, each of which can be compared.",
	}, {
		ID:    codeStep,
		Title: "A version that does not say how much changed",
		Why: "Whoever uses a pathway reads from its version whether their patients' advice is still the same. Patients who end " +
			"elsewhere are a major step (1.4.2 to 2.0.0), a new question or outcome a minor one (1.5.0), wording a patch (1.4.3). " +
			"Below 1.0.0 nothing is promised yet: there a minor step stands for a major one, and a patch for a minor one.",
	}, {
		ID:    codeBack,
		Title: "A version that goes back",
		Why:   "Two different pathways would have one name (1.4.0 after 1.4.2). What was decided with the first could not be told from the second.",
	}, {
		ID:    codeUnsigned,
		Title: "A signed pathway that changed",
		Why: "A GP and the receiving service signed the pathway as it was. What they agreed to is not what it says now: they sign " +
			"again, or its status goes back to draft.",
	}, {
		ID:    codeRenamed,
		Title: "A pathway with another id",
		Why: "Consultations, referrals, examples, signatures and other pathways know a pathway by its id. With another it is another " +
			"pathway to all of them, although its content is nearly the same: so it is compared as one.",
	}, {
		ID:    codeGone,
		Title: "A pathway that is gone",
		Why: "Nobody is sent to it any more, and nobody was told. What is withdrawn stays, with `status: retired`: then it can still be " +
			"read what was decided by it. A draft that nobody used may go.",
	}}
}

// Check says where a version step is wrong. Signed are the pathways that stood
// approved in the version before, and do not now.
func Check(r *Report, against string, signed []string) source.Diagnostics {
	c := &source.Collector{}
	for _, p := range r.Pathways {
		if p.Is == "removed" {
			p.gone(against, c)
		}
		if p.Is != "changed" {
			continue
		}
		p.renamed(against, c)
		p.check(against, c)
		for _, id := range signed {
			if id == p.ID && (p.Behaviour == "changed" || p.Content == "changed") {
				c.Errorf(codeUnsigned, p.at("status"), "pathway %q was signed at %s, and its %s changed since", p.ID, against, p.changed()).Help =
					"see what changed with: signpost diff; then have it signed again, or set `status: draft`"
			}
		}
	}
	return c.All()
}

func (p *Pathway) check(against string, c *source.Collector) {
	if p.NotCompared != "" {
		c.Errorf(codeNotCompared, p.at("pathway"), "pathway %q could not be compared with %s: %s", p.ID, against, p.NotCompared)
	}
	switch {
	case p.Step.Given == "back":
		c.Errorf(codeBack, p.at("version"), "pathway %q goes back from version %s at %s", p.ID, p.Before.Version, against).Help =
			"make the version at least " + p.Next()
	case !p.Step.Enough:
		d := c.Errorf(codeStep, p.at("version"), "pathway %q needs a new version: since %s (%s) it is %s", p.ID, against, p.Before.Version, p.needs())
		d.Help = "make the version at least " + p.Next()
		if len(p.Moves) > 0 {
			m := p.Moves[0]
			d.Help += "\nfor example, " + m.From.String() + " becomes " + m.To.String() + urgencyWords(m.Urgency) + " for: " + m.Example
		}
	}
}

// gone tells of a pathway that is nowhere now.
func (p *Pathway) gone(against string, c *source.Collector) {
	at := keySpan(p.before, "pathway")
	tell := c.Warnf
	help := "if it was moved, check its new folder too; if its id has changed, give it back; a draft that nobody used may go"
	if p.Before.Status == "approved" {
		tell = c.Errorf
		help = "put it back; to withdraw it, set `status: retired`, so that what was decided by it can still be read"
	}
	tell(codeGone, at, "pathway %q is gone: at %s it was here, %s", p.ID, against, statusWords(p.Before.Status)).Help = help
}

func statusWords(status string) string {
	if status == "draft" {
		return "a draft"
	}
	return strings.ReplaceAll(status, "_", " ")
}

// renamed tells of a pathway with another id.
func (p *Pathway) renamed(against string, c *source.Collector) {
	if p.Was == "" {
		return
	}
	share, _ := Alike(p.before.File().Data, p.after.File().Data)
	d := c.Warnf(codeRenamed, p.at("pathway"), "pathway %q was %q at %s: %.0f%% of its lines are the same, so it is compared as the same pathway", p.ID, p.Was, against, 100*share)
	d.Related = []source.Related{{Span: keySpan(p.before, "pathway"), Message: "its id was here"}}
	d.Help = "give it its old id back: consultations, signatures and other pathways know it by that"
}

// needs says the step that a pathway needs, with the reasons.
func (p *Pathway) needs() string {
	s := "a " + p.Step.Needs + " change"
	for i, why := range p.Step.Because {
		if i == 0 {
			s += " ("
		} else {
			s += "; "
		}
		s += why
	}
	return s + ")"
}

// changed names the hashes that changed.
func (p *Pathway) changed() string {
	switch {
	case p.Content == "kept":
		return "behaviour"
	case p.Behaviour == "kept":
		return "content"
	}
	return "behaviour and content"
}

// at is where a key of the pathway's file stands.
func (p *Pathway) at(key string) source.Span { return keySpan(p.after, key) }

func keySpan(p *engine.Pathway, key string) source.Span {
	f := p.File()
	root := lang.Parse(f, &source.Collector{})
	if root != nil {
		if n := root.Get(key); n != nil {
			return n.Span
		}
	}
	return f.Span(0, 0)
}

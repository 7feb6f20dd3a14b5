package tracking

import (
	"cmp"

	"signpost.health/signpost/engine"
)

// Advice is what was advised when a GP chose another way; empty while nothing
// was.
type Advice struct {
	Outcome string        `json:"outcome,omitempty"`
	Action  engine.Action `json:"action,omitempty"`
	Within  engine.Within `json:"within,omitempty"`
}

// AdvisedBy is what a decision advises.
func AdvisedBy(d engine.Decision) Advice {
	if d.Outcome == nil {
		return Advice{}
	}
	return Advice{Outcome: d.Outcome.ID, Action: d.Outcome.Action, Within: d.Outcome.Within}
}

// OverrideStands says whether the GP's own way, if there is one, answers what
// is advised now. It does not once the advice has become another one that they
// had not seen: they are asked again. What has ended stands as it was.
func (c Consultation) OverrideStands(d engine.Decision) bool {
	if c.Override == nil || c.State != Draft {
		return true
	}
	chosen := d.Outcome != nil && c.Override.Outcome == d.Outcome.ID
	return chosen || c.Override.Advised == AdvisedBy(d)
}

// standing refuses to end a draft by a choice that no longer stands.
func (c Consultation) standing(d engine.Decision) error {
	if c.OverrideStands(d) {
		return nil
	}
	return &Error{Code: Invalid, Field: "override",
		Message: "The advice has changed since you chose another way. Look at it, then choose again."}
}

// getHelp is the safety net where no author wrote one.
const getHelp = "If you get worse or are worried, contact the surgery. When it is closed, call 111. In an emergency, call 999."

// OwnWay is a way that is no outcome of the pathway, with when to chase and
// the safety net of what was advised in its place.
func (o Override) OwnWay(d engine.Decision) *engine.Outcome {
	net := ""
	if d.Outcome != nil {
		net = d.Outcome.SafetyNet
	}
	for _, p := range d.Possible {
		net = cmp.Or(net, p.Outcome.SafetyNet)
	}
	return &engine.Outcome{Action: o.Action, Within: o.Within, ChaseAfter: o.chaseAfter(), SafetyNet: cmp.Or(net, getHelp)}
}

// checkWay holds that an override names a way, and how soon where a letter
// goes: else the letter has no urgency to print and nobody is chased.
func (o Override) checkWay() error {
	if err := o.check(); err != nil || o.Outcome != "" {
		return err
	}
	if o.Action == "" {
		return &Error{Code: Invalid, Field: "action",
			Message: "Say what you do instead: an action and how soon, or an outcome of the pathway."}
	}
	if o.sends() && o.Within == "" {
		return &Error{Code: Invalid, Field: "within", Message: "Say how soon the patient is to be seen, or advice is to come."}
	}
	return nil
}

// sends says whether the way is to write to a service. One that is not named
// counts as one: a letter that went must not be lost.
func (o Override) sends() bool {
	switch o.Action {
	case engine.Test, engine.Manage, engine.OtherPathway:
		return false
	case engine.Refer, engine.AdviceAndGuidance, engine.Redirect:
	}
	return true
}

// chaseAfter is when to ask what became of a letter that no rule advised.
func (o Override) chaseAfter() string {
	if !o.sends() {
		return ""
	}
	switch o.Within {
	case engine.Now, engine.SameDay:
		return "4 hours"
	case engine.Hours48:
		return "48 hours"
	case engine.SuspectedCancer, engine.Weeks2, engine.Urgent:
		return "2 weeks"
	case engine.Routine, engine.NoTime:
	}
	return "6 weeks"
}

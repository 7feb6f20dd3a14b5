package mutate

import (
	"signpost.health/signpost/engine/examples"
)

// Result is how well the examples of one pathway hold its rules.
type Result struct {
	Pathway string `json:"pathway"`
	// Mutants are all that were made.
	Mutants int `json:"mutants"`
	// Refused could not be written: check refuses such a pathway.
	Refused int `json:"refused"`
	// Equivalent advise every patient that can be alike, which is proved.
	Equivalent int `json:"equivalent"`
	// Untried are over the node budget; they count as survivors.
	Untried int `json:"untried"`
	// Confirmed are killed by a confirmed example, Unconfirmed by others only.
	Confirmed   int `json:"killed_by_confirmed"`
	Unconfirmed int `json:"killed_by_unconfirmed_only"`
	// Survivors are killed by none.
	Survivors []Survivor `json:"survivors"`
	// Failing names examples that fail on the pathway as it is: they were left
	// out.
	Failing []string `json:"failing_examples"`

	every []*Mutant
}

// Survivor is a slip that no example notices.
type Survivor struct {
	*Mutant
	// At is the place of the slip.
	At string `json:"at"`
	// Patient would notice it; nil if none was found.
	Patient *examples.Picked `json:"-"`
	// Who and Example describe that patient, Advice what is right for them.
	Who     string `json:"who,omitempty"`
	Example string `json:"example,omitempty"`
	Advice  string `json:"advice,omitempty"`
	// Instead is what the mutant would advise.
	Instead string `json:"instead,omitempty"`
	// Shared is set where the patient of an earlier survivor notices this one.
	Shared bool `json:"shared,omitempty"`
}

// Counted is how many mutants the score is out of: those that change advice.
func (r *Result) Counted() int {
	return r.Confirmed + r.Unconfirmed + len(r.Survivors) + r.Untried
}

// Score is the share of the counted mutants that confirmed examples kill, in
// percent; 100 where there is nothing to kill.
func (r *Result) Score() float64 { return share(r.Confirmed, r.Counted()) }

// ScoreWithUnconfirmed counts what unconfirmed examples kill too.
func (r *Result) ScoreWithUnconfirmed() float64 {
	return share(r.Confirmed+r.Unconfirmed, r.Counted())
}

func share(n, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(n) / float64(of)
}

func (r *run) result() *Result {
	out := &Result{Pathway: r.p.About().ID, Mutants: len(r.mutants), Survivors: []Survivor{}, Failing: r.failing, every: r.mutants}
	if out.Failing == nil {
		out.Failing = []string{}
	}
	for _, m := range r.mutants {
		switch m.fate.is {
		case untried:
			out.Untried++
		case refused:
			out.Refused++
		case equivalent:
			out.Equivalent++
		case killed:
			out.Confirmed++
		case killedUnconfirmed:
			out.Unconfirmed++
		case survived:
			out.Survivors = append(out.Survivors, Survivor{Mutant: m, At: m.Span.Position().String()})
		}
	}
	r.find(out.Survivors)
	return out
}

// Cases gives the patients that would kill the survivors, each once, as
// unconfirmed examples.
func (r *Result) Cases() []*examples.Case {
	var out []*examples.Case
	for _, s := range r.Survivors {
		if s.Patient != nil && !s.Shared {
			out = append(out, s.Patient.Case)
		}
	}
	return out
}

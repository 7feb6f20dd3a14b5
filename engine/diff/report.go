package diff

import (
	"strings"

	"signpost.health/signpost/engine"
)

// Report is what changed between two versions of a library.
type Report struct {
	// Pathways are those that differ, by id.
	Pathways []*Pathway `json:"pathways"`
	// Vocabulary is what changed in what the pathways share.
	Vocabulary []Change `json:"vocabulary"`
	// Same counts the pathways that do not differ.
	Same int `json:"same"`
	// Cohort says how many of some patients move; nil if none were given.
	Cohort *Cohort `json:"cohort,omitempty"`
	// Alike says that both versions share one vocabulary, word for word.
	Alike bool `json:"-"`
}

// Empty says that nothing changed.
func (r *Report) Empty() bool { return len(r.Pathways) == 0 && len(r.Vocabulary) == 0 }

// Pathway is what changed in one pathway.
type Pathway struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Was is the id before, where that was another.
	Was string `json:"was,omitempty"`
	// Is is added, removed or changed.
	Is     string           `json:"is"`
	Before *engine.Identity `json:"before,omitempty"`
	After  *engine.Identity `json:"after,omitempty"`
	// Behaviour and Content say kept or changed; they are empty for a pathway
	// that is added or removed.
	Behaviour string `json:"behaviour,omitempty"`
	Content   string `json:"content,omitempty"`
	Step      Step   `json:"step"`
	// Thresholds are what changed of numbers, each in a sentence.
	Thresholds []string `json:"thresholds"`
	// Moves are the patients whose decision differs, those at most risk first.
	Moves []Move `json:"moves"`
	// Also are the patients who gain or lose further advice.
	Also []Gain `json:"also"`
	// Changes are what else an author wrote otherwise, by kind.
	Changes []Change `json:"changes"`
	// NotCompared says why the patients could not be compared.
	NotCompared string `json:"not_compared,omitempty"`

	before, after *engine.Pathway
	a, b          *engine.Compiled
}

// Change is one thing that is written otherwise.
type Change struct {
	// About names the thing: "row oxygen", "question fit_result".
	About string `json:"about"`
	// Is is added, removed, renamed, reworded, changed or moved.
	Is string `json:"is"`
	// Says is what changed, in a sentence after the name.
	Says   string `json:"says,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// String writes the change in a line.
func (c Change) String() string {
	s := c.About + " " + c.Is
	if c.Says != "" {
		s += ": " + c.Says
	}
	if c.Before != "" || c.After != "" {
		s += ": " + quoted(c.Before) + " becomes " + quoted(c.After)
	}
	return s
}

func quoted(s string) string {
	switch {
	case s == "":
		return "nothing"
	case strings.Contains(s, "\""):
		return "`" + s + "`"
	}
	return "\"" + s + "\""
}

// End is a way in which a pathway can end for a patient.
type End struct {
	// Outcome is empty where the pathway does not apply.
	Outcome string `json:"outcome,omitempty"`
	Summary string `json:"summary,omitempty"`
	// Within is how soon.
	Within engine.Within `json:"within,omitempty"`
	// NotFor is set where the patient is told that the pathway is not for them.
	NotFor bool `json:"not_for,omitempty"`
}

// String names the end.
func (e End) String() string {
	switch {
	case e.Outcome == "":
		return "does not apply"
	case e.NotFor:
		return "not for this pathway, " + e.Outcome
	}
	return e.Outcome
}

// rank orders ends by urgency, most urgent first.
func (e End) rank() int {
	if e.Outcome == "" {
		return engine.NoTime.Rank() + 1
	}
	return e.Within.Rank()
}

// Move is a group of patients whose decision differs.
type Move struct {
	From End `json:"from"`
	To   End `json:"to"`
	// Urgency is less, more or same.
	Urgency string `json:"urgency"`
	// Who says which patients are among them, Example is one. All is set where
	// they are all of them.
	Who     string `json:"who"`
	All     bool   `json:"all,omitempty"`
	Example string `json:"example"`
	// Asks are the new questions that tell them from patients who do not move.
	Asks []string `json:"new_questions,omitempty"`

	region region
}

// Gain is a group of patients who gain or lose further advice.
type Gain struct {
	Outcome string `json:"outcome"`
	Summary string `json:"summary"`
	// Lost is set where the advice is no longer given.
	Lost    bool     `json:"lost,omitempty"`
	Who     string   `json:"who"`
	All     bool     `json:"all,omitempty"`
	Example string   `json:"example"`
	Asks    []string `json:"new_questions,omitempty"`

	region region
}

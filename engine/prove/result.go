package prove

import (
	"signpost.health/signpost/engine/source"
)

// Result is what was found of one pathway.
type Result struct {
	Pathway string `json:"pathway"`
	// Version, Behaviour and Content say what exactly was proved, with Details:
	// a hazard log names them.
	Version   string `json:"version,omitempty"`
	Behaviour string `json:"behaviour,omitempty"`
	Content   string `json:"content,omitempty"`
	// Proved says that nothing was found that is not accepted.
	Proved bool `json:"proved"`
	// Findings are what its authors have not accepted, by place.
	Findings []Finding `json:"findings"`
	// Accepted are findings that its authors accept, each with the reason.
	Accepted []Accepted `json:"accepted"`
	// Hazards say for whom a wrong "no", or a result that is too old, would
	// change the advice. They are shown, not judged, and only with Details.
	Hazards []Hazard `json:"hazards"`
}

// Finding is one statement that does not hold of every patient.
type Finding struct {
	Code string `json:"code"`
	// About names the row, finding, outcome or part that it is about: an
	// acceptance names it so.
	About   string `json:"about"`
	Message string `json:"message"`
	// Place is where it is, as path:line:column.
	Place string `json:"place"`
	// Help says what to do.
	Help string `json:"help"`
	// Patient is one for whom it does not hold; nil where it is not about
	// patients.
	Patient *Patient `json:"patient,omitempty"`

	Span    source.Span      `json:"-"`
	Related []source.Related `json:"-"`
}

// Accepted is a finding that the authors accept.
type Accepted struct {
	Finding
	Because string `json:"because"`
}

// Hazard is what happens to the advice if one finding is wrongly taken.
type Hazard struct {
	Code  string `json:"code"`
	About string `json:"about"`
	Place string `json:"place"`
	Says  string `json:"says"`
	// Moves are worst first.
	Moves []Move `json:"moves"`
}

// Move says that some patients' advice would change.
type Move struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Less says that To is less urgent.
	Less     bool   `json:"less_urgent,omitempty"`
	Patients string `json:"patients"`
}

// Diagnostics gives the findings that are not accepted as errors.
func Diagnostics(results []Result) source.Diagnostics {
	var out source.Diagnostics
	for _, r := range results {
		for _, f := range r.Findings {
			out = append(out, f.diagnostic())
		}
	}
	return out.Sorted()
}

func (f *Finding) diagnostic() source.Diagnostic {
	help := f.Help
	if f.Patient != nil {
		help = "patients: " + f.Patient.Says + "\nfor example: " + f.Patient.Example + "\n" + help
	}
	return source.Diagnostic{
		Severity: source.Error, Code: f.Code, Message: f.Message, Span: f.Span, Related: f.Related, Help: help,
	}
}

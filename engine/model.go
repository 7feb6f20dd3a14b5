package engine

import "strings"

// Kind is a finding's type.
type Kind string

// The kinds of finding.
const (
	KindYesNo   Kind = "yes_no"
	KindOption  Kind = "option"
	KindOptions Kind = "options"
	KindNumber  Kind = "number"
	KindDate    Kind = "date"
	KindText    Kind = "text"
	KindFile    Kind = "file"
)

// Finding is one thing that can be known of a patient, defined once for the
// whole library.
type Finding struct {
	ID           string   `json:"id"`
	Kind         Kind     `json:"type"`
	Ask          string   `json:"ask"`
	Short        string   `json:"short"`
	PatientWords string   `json:"patient_words,omitempty"`
	Help         string   `json:"help,omitempty"`
	Aliases      []string `json:"aliases,omitempty"`
	SNOMED       string   `json:"snomed,omitempty"`

	Options []Option `json:"options,omitempty"`

	// Min, Max and Step are the number grid in Unit (UCUM).
	Min     float64            `json:"min,omitempty"`
	Max     float64            `json:"max,omitempty"`
	Step    float64            `json:"step,omitempty"`
	Unit    string             `json:"unit,omitempty"`
	Convert map[string]float64 `json:"convert,omitempty"`

	Implies []string `json:"implies,omitempty"`
	// OnlyIf and Derive are CEL; empty when absent.
	OnlyIf string `json:"only_if,omitempty"`
	Derive string `json:"derive,omitempty"`

	// FromPatient is age, sex or organ; PresentFor is the sex that has the organ.
	FromPatient string `json:"from_patient,omitempty"`
	PresentFor  string `json:"present_for,omitempty"`

	FromRecord    RecordMapping `json:"from_record,omitzero"`
	ShelfLife     Duration      `json:"shelf_life,omitzero"`
	KeepFor       Duration      `json:"keep_for,omitzero"`
	NoCodeMeans   string        `json:"no_code_means,omitempty"`
	ObtainedBy    string        `json:"obtained_by,omitempty"`
	Attest        bool          `json:"attest,omitempty"`
	RaisesUrgency bool          `json:"raises_urgency,omitempty"`

	// LetterSection is where an answer stands in a letter; LetterPhrase how
	// it reads there, with {value} and {date}.
	LetterSection string `json:"letter_section,omitempty"`
	LetterPhrase  string `json:"letter_phrase,omitempty"`
}

// Option is one value of an option or options finding.
type Option struct {
	ID     string `json:"id"`
	Says   string `json:"says"`
	SNOMED string `json:"snomed,omitempty"`
}

// RecordMapping is how a finding is read from a record: any of these codes.
type RecordMapping struct {
	SNOMED []string `json:"snomed,omitempty"`
	LOINC  []string `json:"loinc,omitempty"`
}

// Duration is a calendar length; one field is set.
type Duration struct {
	Years  int `json:"years,omitempty"`
	Months int `json:"months,omitempty"`
	Days   int `json:"days,omitempty"`
	Hours  int `json:"hours,omitempty"`
}

// TestKind is a test of the vocabulary.
type TestKind struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Request      string `json:"request,omitempty"`
	Kind         string `json:"kind,omitempty"`
	PatientWords string `json:"patient_words,omitempty"`
}

// About is what a reader sees of a pathway before using it.
type About struct {
	ID          string   `json:"id"`
	Version     string   `json:"version"`
	Title       string   `json:"title"`
	Aliases     []string `json:"aliases,omitempty"`
	Symptoms    []string `json:"symptoms,omitempty"`
	Specialty   string   `json:"specialty"`
	Purpose     string   `json:"purpose"`
	NotMeantFor string   `json:"not_meant_for,omitempty"`
	Owner       string   `json:"owner"`
	ReviewBy    string   `json:"review_by"`
	Status      string   `json:"status"`
	// LetterTo and LetterIntro are the letter's own words.
	LetterTo    string     `json:"letter_to,omitempty"`
	LetterIntro string     `json:"letter_intro,omitempty"`
	Evidence    []Citation `json:"evidence,omitempty"`
	File        string     `json:"file"`
	// Local is what the area's overlays changed.
	Local []LocalChange `json:"local,omitempty"`
}

// LocalChange is something that an area's overlay changed of a pathway.
type LocalChange struct {
	Area string `json:"area"`
	// Says is a phrase with both values: "Oxygen saturation ...: 90% here, 92%
	// nationally".
	Says    string `json:"says"`
	Because string `json:"because"`
}

// Words is the change as a sentence.
func (c LocalChange) Words() string {
	return "Changed locally (" + c.Area + "). " + c.Says + ". Why: " + strings.TrimSuffix(c.Because, ".") + "."
}

// Service is an entry of the directory.
type Service struct {
	ServiceOption
	Clinics []string `json:"clinics,omitempty"`
	// AcceptsWhen is CEL; empty accepts everybody.
	AcceptsWhen string `json:"accepts_when,omitempty"`
}

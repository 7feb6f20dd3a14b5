package docs

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
)

// Page is all that a page of a pathway says, ready to be set as HTML or as
// blocks.
type Page struct {
	About    engine.About
	Identity engine.Identity
	ReviewBy string
	Status   Status
	Standing approval.Standing

	For      Clause
	Everyone bool
	NotFor   []NotFor
	Criteria []Criterion
	// Decide are the main tables, chained; Also those of further advice; Parts
	// the tables and lists that both point to.
	Decide, Also, Parts []Table
	Rows, AlsoRows      []Row
	// Proved is set when the tables were held against the rules for every
	// patient.
	Proved bool
	// Wide and Narrow are the flow as SVG, each cut into pictures that fit on
	// a page.
	Wide, Narrow []string

	Outcomes   []Outcome
	Cases      []Case
	Coverage   Coverage
	Unknowns   []Unknown
	NotProved  string
	Changes    Changes
	Notes      []Note
	Parameters []Parameter
	Questions  []Question
	Sources    []engine.Citation
	// HasLetters is set when some case has its letter.
	HasLetters bool
}

// Status is how far the pathway has come, in words.
type Status struct {
	// Word is one word for a list; Says a sentence.
	Word, Says string
	// Ready is set when it is approved and signed as it stands.
	Ready bool
}

// Clause is a condition as text, or as a list with a line that leads it in.
type Clause struct {
	Text string
	// Criterion is the number of the criterion that the text names, or 0.
	Criterion int
	// Detail spells out a list that the text names.
	Detail []string
	// Part is the table or list that the clause is set out in, or nil.
	Part  *Link
	Items []Clause
}

// Link is a name with its place on the page.
type Link struct{ Text, Href string }

// NotFor is whom the pathway is not for.
type NotFor struct {
	When     Clause
	Says     string
	Outcome  Link
	Evidence []engine.Citation
}

// Criterion is a named condition.
type Criterion struct {
	Number int
	// Name is its id as words.
	Name, Says string
	Rule       Clause
	// Band is set for a threshold that depends on another number.
	Band       *Band
	Parameters []Parameter
	Evidence   []engine.Citation
	UsedBy     []string
	// Shared is set when other pathways use it too.
	Shared bool
}

// Band is a threshold for each range of another number.
type Band struct {
	By, Finding string
	Lines       [][2]string
	Else        string
}

// Row is a row of decide or of also.
type Row struct {
	Number   int
	ID       string
	Name     string
	RedFlag  bool
	When     Clause
	Outcome  Link
	Within   string
	Evidence []engine.Citation
	Strength string
	// Because excuses a row that is out of urgency order.
	Because string
	Note    string
	// Reached is the number of worked cases that end here.
	Reached int
}

// Outcome is where rows lead.
type Outcome struct {
	ID, Summary, Action, Within string
	Question                    string
	// GoesTo says who takes the patient.
	GoesTo      []string
	Tests       []string
	Requires    []string
	Steps       []string
	TellPatient string
	SafetyNet   string
	ChaseAfter  string
	Alternative Link
	Leaflets    []engine.Leaflet
	UsedBy      []string
}

// Case is a worked patient.
type Case struct {
	Number  int
	Name    string
	Patient string
	Answers []string
	// Others says what is thought of every finding that is not named.
	Others   string
	Expected []string
	// Wrong holds what came out otherwise; empty is as expected.
	Wrong  []string
	Row    string
	Source string
	// Skipped says why the case was not run.
	Skipped string
	Letter  string
}

// Coverage says which rows the worked cases reach.
type Coverage struct {
	Reached, Total int
	Missing        []string
}

// Unknown says what happens when one finding is not known.
type Unknown struct {
	Finding string
	// Says is the sentence. Open is set when the advice can stay open; For
	// then says how the patient of the example differs from the plainest one.
	Says string
	Open bool
	For  []string
	// Outcomes stay possible, most urgent first.
	Outcomes []Link
	Settles  string
	// settled are the cells of the example's levels.
	settled map[int]int
}

// Changes says what changed since the version before.
type Changes struct {
	// Since names what the pathway was compared with; empty compares nothing.
	Since string
	Says  []string
}

// Note is an open point for those who sign.
type Note struct {
	Row  Link
	Text string
}

// Parameter is a value that an area may change.
type Parameter struct {
	Says, Value string
	// National is the pathway's own value where the area has another.
	National string
	Evidence []engine.Citation
}

// Question is something the GP may be asked.
type Question struct {
	Short, Ask string
	// Answers says what can be answered.
	Answers []string
	// Remarks are what a signer must know: shelf life, what no code means.
	Remarks []string
	// Evidence of the finding's own wording.
	Evidence []engine.Citation
}

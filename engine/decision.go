package engine

// Status is what can be said of a patient on a pathway.
type Status string

// The statuses of a decision.
const (
	DoesNotApply Status = "does_not_apply"
	Open         Status = "open"
	Decided      Status = "decided"
	Undecided    Status = "undecided"
)

// Identity names what gave a decision, for replay.
type Identity struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	// Digest is of the whole library snapshot, overlay included.
	Digest string `json:"digest"`
	// Behaviour is of the decision diagrams; Content of wording and mappings.
	Behaviour string `json:"behaviour"`
	Content   string `json:"content"`
	// Status is the pathway's own: draft, in_review, approved or retired.
	Status string `json:"status"`
}

// Decision is the result for one patient on one pathway.
type Decision struct {
	Status Status `json:"status"`
	// Outcome is set when decided, and for does_not_apply when an
	// alternative is named.
	Outcome *Outcome `json:"outcome,omitempty"`
	// Row is the decide row that fired (or the not_for id), when it is one.
	Row string `json:"row,omitempty"`
	// Because holds the rows that surely led to the outcome, and the findings
	// that made each of them fit. It is set with Row.
	Because []Reason `json:"because,omitempty"`
	// Says explains does_not_apply in a sentence.
	Says string `json:"says,omitempty"`
	// Possible holds every outcome still possible, most urgent first. It has
	// one element when decided.
	Possible []Possible `json:"possible"`
	// Also holds the further advice whose rows fit.
	Also     []Also            `json:"also"`
	Criteria []CriterionResult `json:"criteria"`
	// Tests are worth doing: obtainable findings that could still change the
	// outcome, or that the outcome asks for.
	Tests []TestAdvice `json:"tests"`
	// Services can take the patient, best first, for the leading outcome.
	Services []ServiceOption `json:"services"`
	// Ask holds the screens still worth asking, the next one first.
	Ask []Screen `json:"ask"`
	// Changes says which single answers would change a decided outcome.
	Changes []Change `json:"changes"`
	// Implied answers were worked out from others.
	Implied []ImpliedAnswer `json:"implied,omitempty"`
	// Contradictions are answers that cannot all be true.
	Contradictions []Contradiction `json:"contradictions,omitempty"`
	// Leading holds more urgent rows met elsewhere in the library; set only
	// by Library.Advise.
	Leading []Met `json:"leading,omitempty"`
	// Unused are values given that do not count for their dates; set by whoever
	// took the values.
	Unused []Unused `json:"unused,omitempty"`
	// Local is what the area's overlays changed of the pathway.
	Local   []LocalChange `json:"local,omitempty"`
	Pathway Identity      `json:"pathway"`
}

// Reason is a row that fits, with what made it fit.
type Reason struct {
	Row     string `json:"row"`
	RedFlag bool   `json:"red_flag,omitempty"`
	// Findings are those whose answers made the row fit, in its own order: of
	// alternatives only the ones that hold.
	Findings []string `json:"findings"`
	// Criteria are those of the pathway that the row names, and that hold.
	Criteria []string   `json:"criteria,omitempty"`
	Evidence []Citation `json:"evidence,omitempty"`
}

// Possible is an outcome that some feasible patient with these answers has.
type Possible struct {
	Outcome *Outcome `json:"outcome"`
	Rows    []string `json:"rows"`
}

// Outcome is what a row leads to.
type Outcome struct {
	ID       string   `json:"id"`
	Action   Action   `json:"action"`
	Within   Within   `json:"within"`
	Strength Strength `json:"strength,omitempty"`
	Summary  string   `json:"summary"`
	Question string   `json:"question,omitempty"`
	Route    Route    `json:"route,omitzero"`
	Tests    []string `json:"tests,omitempty"`
	Requires []string `json:"requires,omitempty"`
	Steps    []string `json:"steps,omitempty"`

	TellPatient string    `json:"tell_patient,omitempty"`
	SafetyNet   string    `json:"safety_net,omitempty"`
	ChaseAfter  string    `json:"chase_after,omitempty"`
	Alternative string    `json:"alternative,omitempty"`
	Leaflets    []Leaflet `json:"leaflets,omitempty"`
	// Evidence is that of the row that led here.
	Evidence []Citation `json:"evidence,omitempty"`
}

// Leaflet is something the patient may read.
type Leaflet struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
}

// Route says who takes the patient: one of its fields is set, or none.
type Route struct {
	Clinic  string `json:"clinic,omitempty"`
	Service string `json:"service,omitempty"`
	Pathway string `json:"pathway,omitempty"`
}

// Action is what an outcome does.
type Action string

// The actions.
const (
	Refer             Action = "refer"
	Test              Action = "test"
	AdviceAndGuidance Action = "advice_and_guidance"
	Redirect          Action = "redirect"
	Manage            Action = "manage"
	OtherPathway      Action = "other_pathway"
)

// Within is how soon. Only Within orders outcomes by urgency.
type Within string

// The urgencies, most urgent first.
const (
	Now             Within = "now"
	SameDay         Within = "same_day"
	Hours48         Within = "48h"
	SuspectedCancer Within = "suspected_cancer"
	Weeks2          Within = "2w"
	Urgent          Within = "urgent"
	Routine         Within = "routine"
	NoTime          Within = "none"
)

// Strength is how firmly the evidence speaks.
type Strength string

// The strengths of a recommendation.
const (
	StrengthRefer    Strength = "refer"
	StrengthOffer    Strength = "offer"
	StrengthConsider Strength = "consider"
)

// Citation is a place in a source.
type Citation struct {
	// ID is the source's id, Place where in it: "ng12" and "1.1.1".
	ID     string `json:"id"`
	Place  string `json:"place,omitempty"`
	Title  string `json:"title,omitempty"`
	URL    string `json:"url,omitempty"`
	Notice string `json:"notice,omitempty"`
}

// Truth is what can be said of a condition: met, not_met or not_known.
type Truth string

// The truths.
const (
	IsMet    Truth = "met"
	IsNotMet Truth = "not_met"
	IsOpen   Truth = "not_known"
)

// CriterionResult is one criterion for this patient.
type CriterionResult struct {
	ID       string     `json:"id"`
	Says     string     `json:"says"`
	Truth    Truth      `json:"truth"`
	Evidence []Citation `json:"evidence,omitempty"`
	// Findings are those the criterion reads, in its own order.
	Findings []string `json:"findings"`
	// Missing are the findings that would settle it.
	Missing []string `json:"missing,omitempty"`
}

// Also is an also row that fits.
type Also struct {
	Row      string     `json:"row"`
	Outcome  *Outcome   `json:"outcome"`
	Evidence []Citation `json:"evidence,omitempty"`
}

// TestAdvice is a test worth doing.
type TestAdvice struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Request string `json:"request,omitempty"`
	// Findings are what its result would tell.
	Findings []string `json:"findings"`
	// Because says why: "could change the advice", "goes with the referral",
	// or "is the advice".
	Because string `json:"because"`
}

// ServiceOption is a service that may take the patient.
type ServiceOption struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Organisation string `json:"organisation,omitempty"`
	ODS          string `json:"ods,omitempty"`
	Kind         string `json:"kind"`
	// Accepts is met, not_met or not_known for this patient.
	Accepts     Truth        `json:"accepts"`
	AcceptsSays string       `json:"accepts_says,omitempty"`
	Missing     []string     `json:"missing,omitempty"`
	State       ServiceState `json:"state"`
	Hours       string       `json:"hours,omitempty"`
	Where       string       `json:"where,omitempty"`
	How         HowToSend    `json:"how"`
	// Instead names a service to use while this one is paused.
	Instead       string `json:"instead,omitempty"`
	RefersOnward  bool   `json:"refers_onward,omitempty"`
	PreferredHere bool   `json:"preferred,omitempty"`
}

// ServiceState is how a service stands: open, long_wait, advice_only, paused.
type ServiceState struct {
	Is       string `json:"is"`
	Since    string `json:"since,omitempty"`
	Until    string `json:"until,omitempty"`
	WaitDays int    `json:"wait_days,omitempty"`
	Says     string `json:"says,omitempty"`
}

// HowToSend is how a referral reaches a service.
type HowToSend struct {
	Method string `json:"method,omitempty"`
	To     string `json:"to,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Email  string `json:"email,omitempty"`
}

// Screen is a group of questions shown together.
type Screen struct {
	Title string `json:"title,omitempty"`
	// Style is tick_list or empty.
	Style     string     `json:"style,omitempty"`
	RedFlags  bool       `json:"red_flags,omitempty"`
	Questions []Question `json:"questions"`
	// ForLetter marks what is asked only because the letter needs it.
	ForLetter bool `json:"for_letter,omitempty"`
}

// Question is a finding worth asking, with the reason.
type Question struct {
	Finding string `json:"finding"`
	Ask     string `json:"ask"`
	// Leads says which answers lead to which outcomes.
	Leads []Lead `json:"leads,omitempty"`
	// Row is the first open row that reads the finding.
	Row string `json:"row,omitempty"`
}

// Lead is one group of answers with the outcomes that stay possible after it.
type Lead struct {
	// Answer is in words: "yes", "10 or more", "current".
	Answer   string   `json:"answer"`
	Outcomes []string `json:"outcomes"`
}

// Change is a single different answer that would change the outcome.
type Change struct {
	Finding string `json:"finding"`
	Answer  string `json:"answer"`
	Outcome string `json:"outcome"`
	// Says is a whole sentence.
	Says string `json:"says"`
}

// ImpliedAnswer is an answer worked out from others.
type ImpliedAnswer struct {
	Finding string   `json:"finding"`
	Answer  Answer   `json:"answer"`
	Because []string `json:"because"`
}

// Contradiction is a set of answers that cannot all be true.
type Contradiction struct {
	Findings []string `json:"findings"`
	Says     string   `json:"says"`
}

// Met is a row of some pathway that fits a patient.
type Met struct {
	Pathway  string   `json:"pathway"`
	Row      string   `json:"row"`
	Action   Action   `json:"action"`
	Within   Within   `json:"within"`
	Strength Strength `json:"strength,omitempty"`
	Evidence []string `json:"evidence"`
	Summary  string   `json:"summary,omitempty"`
	Outcome  string   `json:"outcome,omitempty"`
}

// PossibleRow is a row that fits for some values of what is not known.
type PossibleRow struct {
	Met
	// Missing are the findings that would settle it.
	Missing []string `json:"missing"`
}

// Screening is every row of every pathway for one patient.
type Screening struct {
	Met      []Met         `json:"met"`
	Possible []PossibleRow `json:"possible"`
	// Unused are values given that do not count for their dates; set by whoever
	// took the values.
	Unused []Unused `json:"unused,omitempty"`
}

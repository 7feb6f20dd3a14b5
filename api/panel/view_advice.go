package panel

// AdvicePage is the advice, why, and what the GP does with it.
type AdvicePage struct {
	Frame
	Base, Key string
	Urgent    []UrgentView
	// Elsewhere is what other pathways would do, and can wait.
	Elsewhere []UrgentView
	Card      Card
	// Possible are all outcomes still possible, when there is more than one.
	Possible []PossibleView
	// Settle are the answers that would settle it.
	Settle  []Link
	Steps   []string
	Also    []AlsoView
	Tests   []TestView
	Why     WhyView
	Choices []Choice
	// Shown says which advice the page shows.
	Shown    string
	Services []ServiceView
	Reasons  []Choice
	Text     FieldView
	// Wanted are the answers the letter asks for and does not have.
	Wanted []string
	// Closed leads on from a consultation that has ended.
	Closed   string
	Warnings []string
	// Local says what the area changed of the pathway.
	Local []string
}

// Card is the advice in one sentence.
type Card struct {
	// Kind is emergency, urgent, non-urgent or warning.
	Kind string
	// Spoken comes before the heading for those who cannot see the colour.
	Spoken, Heading string
	Lines           []string
}

// PossibleView is an outcome that may still be the one.
type PossibleView struct{ Summary, How string }

// AlsoView is further advice beside the outcome.
type AlsoView struct {
	Summary, How string
	Evidence     []Link
	Steps        []string
}

// TestView is a test worth doing.
type TestView struct{ ID, Name, Request, Because string }

// WhyView is where the advice comes from.
type WhyView struct {
	// Rule says which row fitted.
	Rule     string
	Evidence []Link
	Criteria []CriterionView
	Changes  []string
	Implied  []string
	// Source names the pathway's version, its state and its review date.
	Source []string
	// Answers is where they can be looked at and changed.
	Answers string
}

// CriterionView is one line of the table of criteria.
type CriterionView struct {
	Says, Answers string
	Truth         Tag
	Evidence      []Link
}

// ServiceView is a service that may take the patient.
type ServiceView struct {
	Choice
	State Tag
	Lines []string
}

package panel

// LetterPage shows exactly what will be sent.
type LetterPage struct {
	Frame
	Base, Key string
	Version   int
	// Send says how it goes to the service.
	Send []string
	// Slot is a word that stands where the letter goes.
	Slot     string
	Question FieldView
	FreeText FieldView
	Wanted   []string
	// Also is further advice that is not in the letter's hands.
	Also []string
	// PDF is the letter, Large the same in large print.
	PDF, Large string
	// Copies are for the patient to take away.
	Copies []Link
	// Own is set while a letter without a pathway is written.
	Own *OwnView
	// Record is what the letter takes from the record as it stands, ticked.
	Record []TellGroup
	// Pictures names the button that leads to them; Missing are the views that
	// a skin service still waits for.
	Pictures string
	Missing  []string
	// Sent marks a letter that can no longer be changed.
	Sent bool
	// Urgent is more urgent advice of other pathways that nobody acted on.
	Urgent []UrgentView
	// Unsaved is what the GP typed and was not kept, where no field holds it.
	Unsaved []string
}

// TellGroup is a list of the record, each entry to tell or to leave out.
type TellGroup struct {
	Title   string
	Entries []Choice
}

// OwnView is what the GP says of a letter without a pathway.
type OwnView struct {
	Title string
	// Wrong marks a title that is missing.
	Wrong   bool
	Actions []Choice
	Selects []SelectView
}

// SelectView is a list of which one is chosen.
type SelectView struct {
	Name, Label string
	Choices     []Choice
}

// TellPage is what to tell the patient, before and after the end.
type TellPage struct {
	Frame
	Base, Key string
	Version   int
	// Urgent is more urgent advice of other pathways that nobody acted on.
	Urgent []UrgentView
	// Unsent says that what the patient is told has not been done yet.
	Unsent string
	// Done is what was recorded; empty before.
	Done, Reference string
	Happens         []string
	// Contact is how the patient reaches a service by themselves.
	Contact   string
	SafetyNet string
	// Chase says whom to ask, and on which date.
	Chase    string
	Message  string
	Length   string
	Tests    []TestView
	Leaflets []Link
	PDF      string
	// File leads to what goes back to the record; empty before the end.
	File   string
	Copies []Link
	Next   []Link
}

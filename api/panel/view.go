package panel

// Frame is what every page carries.
type Frame struct {
	// Title is the page's heading and the window's title. It holds nothing of
	// the patient.
	Title   string
	Caption string
	Patient *PatientView
	// Draft says that the content is not signed; empty when it is.
	Draft  string
	Demo   bool
	Errors []ErrorView
	// Changed is where what has changed meanwhile is shown; empty if nothing has.
	Changed string
	Links   []Link
	// Notices are what the sources of the page's content ask to be said.
	Notices []string

	Styles []string
	Script string
}

// Link goes to another page.
type Link struct{ Text, Href string }

// ErrorView is a line of the error summary: what to do, and the input it is
// about.
type ErrorView struct{ Text, Target string }

// PatientView is the patient's banner.
type PatientView struct {
	Name, Born, Age, Sex, NHSNumber string
	// Notes are what must not be missed: allergies, an interpreter.
	Notes []string
}

// Tag is a coloured word. The word carries the meaning, the colour repeats it.
type Tag struct{ Text, Class string }

// Choice is a radio button, a tick box or an option of either.
type Choice struct {
	ID, Name, Value, Label, Hint string
	Checked                      bool
	// Before is a line that divides it from those above.
	Before string
}

// PatientsPage is the list of patients to choose from.
type PatientsPage struct {
	Frame
	Search   string
	Searched bool
	Patients []PatientLine
}

// PatientLine is a patient to choose.
type PatientLine struct{ Href, Name, Born, Age, Sex, NHSNumber string }

// FindPage is where a pathway is found for one patient.
type FindPage struct {
	Frame
	// Base is the address of the patient's pages.
	Base     string
	Key      string
	Search   string
	Searched bool
	Found    []PathwayLine
	// Recent are the pathways this GP used last.
	Recent []PathwayLine
	Drafts []CaseLine
	// Waiting are those that ended while another pathway held something more
	// urgent, which nobody has taken up.
	Waiting []CaseLine
	// Symptoms is set when the words were symptoms.
	Symptoms *SymptomsView
}

// PathwayLine is a pathway to start.
type PathwayLine struct {
	ID, Title, Specialty, Why string
	// Questions says how many there are for this patient: "up to 4 questions".
	Questions string
	// Status says that the content is not signed; empty when it is.
	Status string
	fits   bool
}

// CaseLine is a consultation in a list.
type CaseLine struct {
	Href, Patient, Pathway, When, By, Says string
	State                                  Tag
	Overridden                             bool
	// Urgent leads to what cannot wait on other pathways; More counts those that
	// it does not name.
	Urgent *Link
	More   string
	// Seen says who has seen what cannot wait, and SeenOf leads there.
	Seen   string
	SeenOf *Link
	// Action takes that it was seen, of these rows; From is the list it is said
	// on.
	Action string
	Rows   []string
	From   string
}

// ListPage is the practice's list.
type ListPage struct {
	Frame
	Filters []Filter
	Cases   []CaseLine
	// Empty says so in a sentence when there is nothing.
	Empty string
}

// Filter is one way to see the practice's list.
type Filter struct {
	Link
	Current bool
}

// MessagePage says one thing: that something is not there, or went wrong.
type MessagePage struct {
	Frame
	Says []string
	Next []Link
	// RequestID is what to quote when asking for help; it may be empty.
	RequestID string
}

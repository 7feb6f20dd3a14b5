package panel

import "slices"

// QuestionsPage asks one screen of questions.
type QuestionsPage struct {
	Frame
	// Base is the address of the consultation's pages.
	Base string
	Key  string
	// Version is that of the consultation whose answers the page shows.
	Version int
	// Urgent is more urgent advice that already fits.
	Urgent []UrgentView
	Hint   string
	Tick   *TickList
	// Questions are those that are not in the tick list.
	Questions []QuestionView
	// Noted opens the notes: there is one already.
	Noted bool
	// Live says how many answers could still change the advice.
	Live string
	// Next is the word on the first button.
	Next string
	// Asked are the red flags that are asked one by one.
	Asked []string
	// Change is the one finding asked again; ForLetter marks what only the
	// letter wants.
	Change    string
	ForLetter bool
	Facts     []FactGroup
	// Record is where what the record did not give is listed.
	Record  string
	CanUndo bool
	// Nothing says that there is nothing to ask.
	Nothing bool
}

// UrgentView is advice of another pathway, and the way to it.
type UrgentView struct {
	Says string
	// Pathway is the one to go on with, by a post of Key to Action.
	Pathway, Title, Action, Key string
}

// TickList is a group of yes/no findings with one attestation for those left
// unticked.
type TickList struct {
	ID, Legend string
	Items      []TickItem
	Rest       []Choice
	Error      string
}

// holds says whether the list asks a finding. No list holds none.
func (l *TickList) holds(finding string) bool {
	return l != nil && slices.ContainsFunc(l.Items, func(i TickItem) bool { return i.Finding == finding })
}

// TickItem is a finding of a tick list.
type TickItem struct {
	Choice
	Finding string
	Why     []string
}

// QuestionView is one question.
type QuestionView struct {
	ID, Legend, Hint string
	// Target is the input that an error leads to.
	Target string
	// Shape is the template that shows it: choice, many, number, text or day.
	Shape   string
	Choices []Choice
	// Field is the input of a shape with one.
	Field   FieldView
	Unknown *Choice
	Note    FieldView
	// Why says which answers lead where.
	Why   []string
	Error string
}

// FieldView is an input for text.
type FieldView struct {
	ID, Name, Value, Label string
	// Says stands beside the input: its unit, or a hint.
	Says        string
	DescribedBy string
	Mode        string
	// Rows is the height of a text area; zero is three.
	Rows int
	// Most is how many bytes of text are kept; zero does not say.
	Most int
}

// FactGroup is a block of answers already known.
type FactGroup struct {
	Title string
	Facts []FactView
}

// FactView is one answer with where it came from.
type FactView struct {
	Finding, Says, Value string
	// Long marks a value that needs a line of its own.
	Long bool
	// From is the source with its date: "From the record, 14-Mar-2026".
	From   string
	Note   string
	Change string
}

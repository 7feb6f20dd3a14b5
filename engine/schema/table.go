package schema

// Shape is what a value looks like.
type Shape int

// The shapes of values.
const (
	// Text is one text.
	Text Shape = iota
	// Quoted is a text that must stand in quotes.
	Quoted
	// Texts is a text or a list of texts.
	Texts
	// Condition is CEL.
	Condition
	// YesNo is yes, no, true or false.
	YesNo
	// Number is a number, Whole one without decimals, Step one that may be a
	// fraction.
	Number
	Whole
	Step
	// Date is a day, Duration a length of time.
	Date
	Duration
	// Word is one of Words.
	Word
	// ID is a name that conditions and files can use; IDs is one or a list.
	ID
	IDs
	// Object is keys and values of Of; List is a list of such, Named is such
	// under names of the author's choice.
	Object
	List
	Named
	// Numbers are numbers under names of the author's choice.
	Numbers
	// Answers are answers under the names of findings.
	Answers
	// Matrix is a list of answers with what to expect of each.
	Matrix
)

// Field is a key with what it takes.
type Field struct {
	Key   string
	Shape Shape
	// Says is what an editor shows beside the key.
	Says     string
	Required bool
	// Words are what a Word may be.
	Words []string
	// Pattern is a regular expression for the text.
	Pattern string
	// Of is what an Object, List or Named holds.
	Of *Table
}

// Table is the keys of one kind of thing.
type Table struct {
	// Name is unique among tables.
	Name   string
	Fields []Field
}

// Kinds lists the kinds of file, each by its first key.
func Kinds() []string {
	return []string{"vocabulary", "pathway", "examples", "services", "overlay", "proof", "approval", "lint"}
}

// Of gives the table of a kind of file.
func Of(kind string) (*Table, bool) {
	switch kind {
	case "vocabulary":
		return vocabulary(), true
	case "pathway":
		return pathway(), true
	case "examples":
		return examples(), true
	case "services":
		return services(), true
	case "overlay":
		return overlay(), true
	case "proof":
		return proof(), true
	case "approval":
		return approval(), true
	case "lint":
		return lintFile(), true
	}
	return nil, false
}

func text(key, says string) Field   { return Field{Key: key, Shape: Text, Says: says} }
func texts(key, says string) Field  { return Field{Key: key, Shape: Texts, Says: says} }
func flag(key, says string) Field   { return Field{Key: key, Shape: YesNo, Says: says} }
func number(key, says string) Field { return Field{Key: key, Shape: Number, Says: says} }
func date(key, says string) Field   { return Field{Key: key, Shape: Date, Says: says} }
func id(key, says string) Field     { return Field{Key: key, Shape: ID, Says: says} }
func ids(key, says string) Field    { return Field{Key: key, Shape: IDs, Says: says} }
func when(key, says string) Field   { return Field{Key: key, Shape: Condition, Says: says} }
func lasts(key, says string) Field  { return Field{Key: key, Shape: Duration, Says: says} }

func word(key, says string, words ...string) Field {
	return Field{Key: key, Shape: Word, Says: says, Words: words}
}
func object(key, says string, of *Table) Field {
	return Field{Key: key, Shape: Object, Says: says, Of: of}
}
func list(key, says string, of *Table) Field {
	return Field{Key: key, Shape: List, Says: says, Of: of}
}
func named(key, says string, of *Table) Field {
	return Field{Key: key, Shape: Named, Says: says, Of: of}
}

// must marks a field as required.
func must(f Field) Field {
	f.Required = true
	return f
}

package layout

// Face is one of the fonts a document is drawn in.
type Face int

// The faces: the letter's own in two weights, and the one that has the signs
// the first lacks.
const (
	Main Face = iota
	MainBold
	Fallback
	FallbackBold
)

// Faces finds the face that has a rune.
type Faces interface {
	// Find gives the face for a rune in a weight, and its advance in
	// thousandths of the type size. It is false when no face has the rune.
	Find(r rune, bold bool) (Face, float64, bool)
}

// Result is a document set on pages.
type Result struct {
	Pages    []Page
	Elements []Element
	// Substituted are the runes that no face has, in order of appearance;
	// each is shown as its code point.
	Substituted []rune
}

// Page is one page's items, in drawing order.
type Page struct{ Items []Item }

// Item is a Run, a Line, a Frame or a Picture. Distances are points from the
// top left corner.
type Item interface{ element() int }

// Run is text in one face, drawn from its baseline.
type Run struct {
	X, Y, Size float64
	Face       Face
	Text       string
	// Drawn is the one rune that is drawn for all of Text, where it is not the
	// text itself: a form of an Arabic letter, a bracket turned round.
	Drawn   rune
	Element int
}

// Line is a straight rule, grey when Light.
type Line struct {
	X1, Y1, X2, Y2, Weight float64
	Light                  bool
}

// Frame is a border, or a light ground behind text when Fill is set.
type Frame struct {
	X, Y, W, H, Weight float64
	Fill               bool
}

// Picture is a figure's place.
type Picture struct {
	X, Y, W, H float64
	JPEG       []byte
	Element    int
}

func (r Run) element() int     { return r.Element }
func (Line) element() int      { return Artifact }
func (Frame) element() int     { return Artifact }
func (p Picture) element() int { return p.Element }

// ElementOf is the index of the element that an item belongs to, or Artifact.
func ElementOf(i Item) int { return i.element() }

// Artifact marks what is not part of the text: rules, and heads and feet.
const Artifact = -1

// Element is a node of the document's logical structure. Kids keep the
// reading order; the first element is the document.
type Element struct {
	// Role is a standard PDF structure type: H1, P, Table, TR, TH, TD.
	Role   string
	Parent int
	Kids   []int
	// Scope is Row or Column for a table heading.
	Scope string
	// Alt is the alternative text of a figure, and the name of a table.
	Alt string
	// Box is where a figure stands, in PDF's own coordinates.
	Box [4]float64
	// Text is that of a heading, for the outline.
	Text string
}

// Sheet is the page that a document is set on.
type Sheet struct {
	Width, Height float64
	// Side, Top and Bottom are the margins.
	Side, Top, Bottom float64
	// Size is that of body text; Foot that of the foot.
	Size, Foot float64
}

// A4 is the sheet of a letter in a type size.
func A4(size float64) Sheet {
	return Sheet{
		Width: 595.28, Height: 841.89,
		Side: 48, Top: 30, Bottom: 26,
		Size: size, Foot: size * 0.75,
	}
}

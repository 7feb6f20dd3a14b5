package panel

import "html/template"

// ImagesPage is the pictures that go with a letter, and where more are added.
type ImagesPage struct {
	Frame
	Base, Key string
	// Says is what services like this one ask for; it may be empty.
	Says    string
	Images  []ImageView
	Removed []ImageView
	// Inputs are the files that can be chosen.
	Inputs []FileInput
	Site   string
	// Shows is what the pictures show, as it was typed.
	Shows   string
	Taken   string
	Today   string
	Consent []Choice
	// Teaching says that it was ticked.
	Teaching bool
	// Closed marks a letter that can no longer be changed; Full that it takes
	// no more pictures.
	Closed, Full bool
}

// ImageView is one picture.
type ImageView struct {
	ID, Title, Alt string
	Thumb          template.URL
	Lines          []string
	// Warning says that it may be blurred; it stops nothing.
	Warning string
	// Whole is where the full size is.
	Whole string
}

// FileInput is where a file is chosen.
type FileInput struct {
	ID, Name, Label, Hint, Error string
	Many                         bool
}

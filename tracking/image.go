package tracking

import (
	"cmp"
	"slices"
	"time"

	"signpost.health/signpost/engine"
)

const (
	// MostImages is how many pictures a letter takes.
	MostImages = 12
	// mostKept is how many are kept with those that were removed, which can
	// come back until the end.
	mostKept = 36
)

// View is what part of a picture's story it tells.
type View string

// The views of a picture. Skin services ask for the first three by name.
const (
	Overview    View = "overview"
	CloseUp     View = "close_up"
	Dermoscopic View = "dermoscopic"
	OtherView   View = "other"
)

// Image is a picture that goes with the letter. The picture itself is kept
// beside the consultation.
type Image struct {
	ID   string `json:"id"`
	View View   `json:"view"`
	// Site is where on the body.
	Site string `json:"site,omitempty"`
	// Taken is the day it was taken, as 2006-01-02.
	Taken string `json:"taken,omitempty"`
	// Caption is what it shows, in the GP's words.
	Caption string  `json:"caption,omitempty"`
	Consent Consent `json:"consent"`

	// Width, Height, Bytes and SHA256 are of the picture in full.
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	// Blurred says that it may be: a warning, and no more.
	Blurred bool `json:"blurred,omitempty"`

	// AddedBy recorded the consent, too.
	AddedBy Actor     `json:"added_by"`
	Added   time.Time `json:"added"`
	// Removed pictures are in no letter, and can be brought back until the end.
	Removed bool `json:"removed,omitempty"`
}

// Consent is what was agreed to. It always holds for this letter.
type Consent struct {
	By ConsentBy `json:"by"`
	// Teaching says that teaching was agreed to as well.
	Teaching bool `json:"teaching,omitempty"`
}

// ConsentBy is who agreed.
type ConsentBy string

// Who can agree to a picture.
const (
	ByPatient     ConsentBy = "patient"
	ByCarer       ConsentBy = "carer"
	BestInterests ConsentBy = "best_interests"
)

// Picture is the picture of an Image, made safe: encoded anew from what can be
// seen. It comes in three sizes.
type Picture struct {
	Consultation ID
	ID           string
	// Full is to look at closely, Letter stands in the letter, Thumb in a list.
	Full, Letter, Thumb []byte
}

// Pictured are the images that go with the letter, in the order that it shows
// them: those of one site and day together, from far to near.
func (c Consultation) Pictured() []Image {
	var out []Image
	for _, i := range c.Images {
		if !i.Removed {
			out = append(out, i)
		}
	}
	near := []View{Overview, CloseUp, Dermoscopic, OtherView}
	slices.SortStableFunc(out, func(a, b Image) int {
		return cmp.Or(
			cmp.Compare(a.Site, b.Site), cmp.Compare(a.Taken, b.Taken),
			cmp.Compare(slices.Index(near, a.View), slices.Index(near, b.View)),
		)
	})
	return out
}

func (c Consultation) image(id string) (int, bool) {
	at := slices.IndexFunc(c.Images, func(i Image) bool { return i.ID == id })
	return at, at >= 0
}

// attached is the answer to a question for pictures, once there is one.
func attached(at time.Time) engine.Answer {
	return engine.Answer{State: engine.Known, Text: attachedWords, Source: engine.Asked, Date: at.Format(time.DateOnly)}
}

const attachedWords = "With this letter"

func (i Image) check() error {
	switch i.View {
	case Overview, CloseUp, Dermoscopic, OtherView:
	default:
		return &Error{Code: Invalid, Field: "view", Message: "Say what the picture shows: overview, close_up, dermoscopic or other."}
	}
	switch i.Consent.By {
	case ByPatient, ByCarer, BestInterests:
	default:
		return &Error{Code: Invalid, Field: "consent", Message: "Say who agrees to this picture going with the letter."}
	}
	if i.Taken != "" {
		if _, err := time.Parse(time.DateOnly, i.Taken); err != nil {
			return &Error{Code: Invalid, Field: "taken", Message: "Give the day it was taken as 2006-01-02."}
		}
	}
	if err := checkText("site", i.Site); err != nil {
		return err
	}
	return checkText("caption", i.Caption)
}

func checkImages(images []Image) error {
	if len(images) > mostKept {
		return &Error{Code: Invalid, Field: "images", Message: "Too many pictures were added and removed. Send this letter with the ones that it has."}
	}
	for _, i := range images {
		if err := i.check(); err != nil {
			return err
		}
	}
	return nil
}

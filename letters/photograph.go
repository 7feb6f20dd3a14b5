package letters

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"signpost.health/signpost/letters/internal/photo"
)

// The most that one picture may have to come in.
const (
	MaxPhotographBytes  = photo.MaxBytes
	MaxPhotographPixels = photo.MaxPixels
)

// The reasons why a file is no photograph for a letter. Each is written for
// the person who chose the file, as the end of a sentence.
var (
	ErrNotPhotograph      = photo.ErrNotPicture
	ErrPhotographCutShort = photo.ErrCutShort
	ErrPhotographHEIC     = photo.ErrHEIC
	ErrPhotographTooLarge = photo.ErrTooLarge
)

// The sides of a photograph as it is kept: to look at closely, to stand in a
// letter, and to be told from others.
const (
	fullLong, letterLong, thumbLong = 2400, 1200, 160

	fullQuality, letterQuality = 88, 82
	// mostFull is what a referral service takes of one file, with room to spare.
	mostFull = 4_500_000
)

// Photograph is a picture that was decoded, turned upright and encoded anew,
// in three sizes. Nothing of the file that came in is left but what can be
// seen: no place, no camera, no second picture behind the first.
type Photograph struct {
	Full, Letter, Thumb []byte
	// Width and Height are those of Full.
	Width, Height int
	// SHA256 is of Full, in hexadecimal.
	SHA256 string
	// Blurred says that even the sharpest part of it is soft.
	Blurred bool
}

// ReadPhotograph reads a JPEG, PNG, GIF or WebP. Its errors say in words what
// is wrong with the file.
func ReadPhotograph(data []byte) (Photograph, error) {
	read, err := photo.Read(data)
	if err != nil {
		return Photograph{}, plainReason(err)
	}
	full := read.Fit(fullLong, nil)
	p := Photograph{Width: full.Bounds().Dx(), Height: full.Bounds().Dy(), Blurred: photo.Blurred(photo.Sharpness(full))}
	for quality := fullQuality; ; quality -= 15 {
		if p.Full, err = photo.JPEG(full, quality); err != nil {
			return Photograph{}, err
		}
		if len(p.Full) <= mostFull || quality < 30 {
			break
		}
	}
	sum := sha256.Sum256(p.Full)
	p.SHA256 = hex.EncodeToString(sum[:])
	kept := photo.Of(full)
	// A letter cannot show two pictures of one width. Of two from one camera
	// each has its own, so that a letter seldom has to draw one anew.
	if p.Letter, err = photo.JPEG(kept.Fit(letterLong-int(sum[0]), nil), letterQuality); err != nil {
		return Photograph{}, err
	}
	if p.Thumb, err = photo.JPEG(kept.Fit(thumbLong, nil), letterQuality); err != nil {
		return Photograph{}, err
	}
	return p, nil
}

// plainReason leaves out what a decoder said: it is of no use to a reader, and
// may quote the file.
func plainReason(err error) error {
	for _, reason := range []error{ErrNotPhotograph, ErrPhotographCutShort, ErrPhotographHEIC, ErrPhotographTooLarge} {
		if errors.Is(err, reason) {
			return reason
		}
	}
	return err
}

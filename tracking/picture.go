package tracking

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime/debug"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/letters"
)

// NewImage is a picture as it comes in.
type NewImage struct {
	Data    []byte
	View    View
	Site    string
	Taken   string
	Caption string
	Consent Consent
	// Finding is the question of the pathway that a picture answers; it may be
	// empty.
	Finding string
}

// imageAdded is the content of an AddImage. The picture stands in it as the
// digest of what came in.
type imageAdded struct {
	View    View    `json:"view"`
	Site    string  `json:"site,omitempty"`
	Taken   string  `json:"taken,omitempty"`
	Caption string  `json:"caption,omitempty"`
	Consent Consent `json:"consent"`
	Finding string  `json:"finding,omitempty"`
	SHA256  string  `json:"sha256"`
}

// AddImage keeps a picture with the letter: decoded, turned upright, encoded
// anew, whoever agreed to it on record. Nothing else of the file is kept. It
// returns invalid (file, view, consent, taken, site, caption), and otherwise
// the codes of Answer.
func (s *Service) AddImage(ctx context.Context, w Write, id ID, n NewImage) (Consultation, error) {
	if err := w.check(false); err != nil {
		return Consultation{}, err
	}
	made, err := s.readPhotograph(ctx, n.Data)
	if err != nil {
		return Consultation{}, err
	}
	came := sha256.Sum256(n.Data)
	body := imageAdded{n.View, n.Site, n.Taken, n.Caption, n.Consent, n.Finding, hex.EncodeToString(came[:])}
	return s.write(ctx, w, command{
		kind: audit.ImageAdded, id: id, body: body,
		change: func(c *Consultation, at time.Time) (effect, error) {
			i := Image{
				ID: s.ports.NewID(), View: n.View, Site: n.Site, Taken: n.Taken, Caption: n.Caption, Consent: n.Consent,
				Width: made.Width, Height: made.Height, Bytes: len(made.Full), SHA256: made.SHA256, Blurred: made.Blurred,
				AddedBy: w.Actor, Added: at,
			}
			if err := c.addImage(i, n.Finding, at); err != nil {
				return effect{}, err
			}
			return effect{payload: i, picture: &Picture{
				Consultation: c.ID, ID: i.ID, Full: made.Full, Letter: made.Letter, Thumb: made.Thumb,
			}}, nil
		},
	})
}

func (c *Consultation) addImage(i Image, finding string, at time.Time) error {
	if err := i.check(); err != nil {
		return err
	}
	have := c.Pictured()
	if len(have) >= MostImages {
		return &Error{Code: Invalid, Field: "file", Message: "A letter takes 12 pictures. Remove one first."}
	}
	if slices.ContainsFunc(have, func(h Image) bool { return h.SHA256 == i.SHA256 }) {
		return &Error{Code: Invalid, Field: "file", Message: "This picture is with the letter already."}
	}
	c.Images = append(slices.Clone(c.Images), i)
	if finding != "" && c.Answers[finding].State != engine.Known {
		c.Answers[finding] = attached(at)
	}
	return nil
}

// readPhotograph makes a picture safe, one after the other: each takes as much
// memory as it has pixels.
func (s *Service) readPhotograph(ctx context.Context, data []byte) (letters.Photograph, error) {
	select {
	case s.drawing <- struct{}{}:
		defer func() {
			debug.FreeOSMemory() // before the next unpacks: what is left of this one is as large
			<-s.drawing
		}()
	case <-ctx.Done():
		return letters.Photograph{}, Errorf(Unavailable, ctx.Err(), "This took too long. Nothing was added. Try again.")
	}
	made, err := letters.ReadPhotograph(data)
	for _, known := range []error{
		letters.ErrNotPhotograph, letters.ErrPhotographCutShort, letters.ErrPhotographHEIC, letters.ErrPhotographTooLarge,
	} {
		if errors.Is(err, known) {
			return letters.Photograph{}, &Error{Code: Invalid, Field: "file", Message: "This file cannot be used: " + known.Error() + ".", cause: known}
		}
	}
	if err != nil {
		return letters.Photograph{}, Errorf(Unavailable, err, "This picture cannot be read just now.")
	}
	return made, nil
}

// RemoveImage takes a picture out of the letter. It returns not_found for one
// that is not there, and otherwise the codes of Answer.
func (s *Service) RemoveImage(ctx context.Context, w Write, id ID, image string) (Consultation, error) {
	return s.setRemoved(ctx, w, id, image, audit.ImageRemoved, true)
}

// RestoreImage brings back a picture that was removed. It returns the codes of
// RemoveImage.
func (s *Service) RestoreImage(ctx context.Context, w Write, id ID, image string) (Consultation, error) {
	return s.setRemoved(ctx, w, id, image, audit.ImageRestored, false)
}

func (s *Service) setRemoved(ctx context.Context, w Write, id ID, image string, kind audit.Kind, removed bool) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: kind, id: id, body: image,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			i, ok := c.image(image)
			if !ok {
				return effect{}, Errorf(NotFound, nil, "There is no such picture.")
			}
			if !removed && len(c.Pictured()) >= MostImages {
				return effect{}, &Error{Code: Invalid, Field: "image", Message: "A letter takes 12 pictures. Remove one first."}
			}
			c.Images = slices.Clone(c.Images)
			c.Images[i].Removed = removed
			if len(c.Pictured()) == 0 {
				c.forgetAttached()
			}
			return effect{payload: image}, nil
		},
	})
}

// forgetAttached takes back what the pictures answered.
func (c *Consultation) forgetAttached() {
	for finding, a := range c.Answers {
		if a.Text == attachedWords {
			delete(c.Answers, finding)
		}
	}
}

// dropPictures ends the keeping of pictures that are in no letter, and gives
// their ids.
func (c *Consultation) dropPictures(all bool) []string {
	var dropped []string
	c.Images = slices.DeleteFunc(slices.Clone(c.Images), func(i Image) bool {
		if all || i.Removed {
			dropped = append(dropped, i.ID)
			return true
		}
		return false
	})
	return dropped
}

// Pictures gives the pictures of a consultation's letter as the letter shows
// them, with small ones for lists. The consultation was read by Resume.
func (s *Service) Pictures(ctx context.Context, c Consultation) (map[string]Picture, error) {
	if len(c.Images) == 0 {
		return nil, nil
	}
	list, err := s.ports.Store.Pictures(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Picture, len(list))
	for _, p := range list {
		out[p.ID] = p
	}
	return out, nil
}

// Picture gives one picture in full. It returns not_found, forbidden and
// unavailable.
func (s *Service) Picture(ctx context.Context, a Actor, id ID, image string) (Picture, error) {
	c, err := s.ports.Store.Consultation(ctx, id)
	if err != nil {
		return Picture{}, err
	}
	if err := a.may(c.Practice); err != nil {
		return Picture{}, err
	}
	p, err := s.ports.Store.Picture(ctx, id, image)
	if err != nil {
		return Picture{}, err
	}
	if err := s.record(ctx, a, audit.ImageRead, string(id), []PatientID{c.Patient.ID}); err != nil {
		return Picture{}, err
	}
	return p, nil
}

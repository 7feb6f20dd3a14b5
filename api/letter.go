package api

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// preview is the name of a letter that was not sent.
const preview = "not sent yet"

// letterPDF gives the letter that was sent, byte for byte, or how it would be
// now. In large print it is drawn anew from the same.
func (s *server) letterPDF(c *gin.Context) error {
	of, err := s.opened(c)
	if err != nil {
		return err
	}
	how := letters.Options{}
	switch c.DefaultQuery("print", "standard") {
	case "large":
		how.LargePrint = true
	case "standard":
	default:
		return badParameter("print", "takes standard or large")
	}
	if of.State != tracking.Sent || how.LargePrint {
		return s.draw(c, of, "application/pdf", func(w io.Writer, l *letters.Letter) error { return letters.PDF(w, l, how) })
	}
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	kept, err := s.Service.Letter(c.Request.Context(), actor, of.ID)
	if err != nil {
		return err
	}
	send(c, http.StatusOK, "application/pdf", kept.PDF)
	return nil
}

func (s *server) letterHTML(c *gin.Context) error {
	of, err := s.opened(c)
	if err != nil {
		return err
	}
	allowStyle(c.Writer.Header(), letters.PageStyle())
	return s.draw(c, of, "text/html; charset=utf-8", letters.HTML)
}

func (s *server) letterText(c *gin.Context) error {
	of, err := s.opened(c)
	if err != nil {
		return err
	}
	return s.draw(c, of, "text/plain; charset=utf-8", letters.Text)
}

func (s *server) opened(c *gin.Context) (tracking.Consultation, error) {
	actor, err := s.actor(c)
	if err != nil {
		return tracking.Consultation{}, err
	}
	return s.Service.Resume(c.Request.Context(), actor, consultationID(c))
}

// draw composes the letter and writes it in one form.
func (s *server) draw(c *gin.Context, of tracking.Consultation, kind string, in func(io.Writer, *letters.Letter) error) error {
	whole, err := s.decided(of)
	if err != nil {
		return err
	}
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	request := tracking.LetterRequest{ID: preview, Consultation: of, Decision: whole.Decision, Sender: actor, At: s.Now()}
	if of.Referral != nil {
		request.ID, request.Sender, request.At = of.Referral.Letter, of.Referral.SentBy, of.Referral.SentAt
	}
	if request.Pictures, err = s.Service.Pictures(c.Request.Context(), of); err != nil {
		return err
	}
	l, err := s.Letters.Compose(request)
	if err != nil {
		return fmt.Errorf("compose letter: %w", err)
	}
	var body bytes.Buffer
	if err := in(&body, l); err != nil {
		return fmt.Errorf("draw letter: %w", err)
	}
	send(c, http.StatusOK, kind, body.Bytes())
	return nil
}

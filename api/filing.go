package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/tracking"
)

// filing gives what goes back to the record of a consultation that has ended,
// as a FHIR Bundle: a note, coded entries, and the letter and referral if one
// was sent.
func (s *server) filing(c *gin.Context) error {
	of, err := s.opened(c)
	if err != nil {
		return err
	}
	if of.State != tracking.Sent && of.State != tracking.Advised {
		return problem(http.StatusConflict, "conflict", "This is still a draft, or was closed. Only what was sent or advised is filed.")
	}
	library := s.Library
	if s.Older != nil {
		if l, err := s.Older(of.Pathway.Digest); err == nil {
			library = l
		}
	}
	f := panel.FilingOf(library, of, *of.Decision, s.Practice)
	if of.State == tracking.Sent {
		actor, err := s.actor(c)
		if err != nil {
			return err
		}
		letter, err := s.Service.Letter(c.Request.Context(), actor, of.ID)
		if err != nil {
			return err
		}
		f.Letter = panel.FiledLetter(of, letter)
	}
	body, err := fhir.Write(f)
	if err != nil {
		return err
	}
	send(c, http.StatusOK, "application/fhir+json", body)
	return nil
}

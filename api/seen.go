package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/tracking"
)

// mostSeen is how many rows one request may name: more than lead anybody.
const mostSeen = 200

// seeLeading records that a person has seen what leads a consultation.
func (s *server) seeLeading(c *gin.Context) error {
	var given struct {
		Leading []tracking.LeadingRow `json:"leading"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	if n := len(given.Leading); n == 0 || n > mostSeen {
		return &fieldError{"/leading", "takes from 1 to 200 rows"}
	}
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	of, err := s.Service.SeeLeading(c.Request.Context(), actor, consultationID(c), given.Leading)
	return s.replyConsultation(c, http.StatusOK, of, err)
}

// unseeLeading takes that back.
func (s *server) unseeLeading(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	of, err := s.Service.UnseeLeading(c.Request.Context(), actor, consultationID(c))
	return s.replyConsultation(c, http.StatusOK, of, err)
}

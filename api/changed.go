package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// showChanged gives what has changed since a draft was last worked on, as the
// panel says it.
func (s *server) showChanged(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	of, err := s.Service.Resume(c.Request.Context(), actor, consultationID(c))
	if err != nil {
		return err
	}
	m, err := s.pages.Meanwhile(c.Request.Context(), actor, of)
	if err != nil {
		return err
	}
	m.Aged, m.Answers, m.Advice = some(m.Aged), some(m.Answers), some(m.Advice)
	m.Patient, m.Pathway, m.Services = some(m.Patient), some(m.Pathway), some(m.Services)
	return s.reply(c, http.StatusOK, m)
}

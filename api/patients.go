package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func (s *server) listPatients(c *gin.Context) error { return s.patients(c, "") }

// searchPatients takes the words in the body: they may be a name or a number.
func (s *server) searchPatients(c *gin.Context) error {
	var search struct {
		Words string `json:"words"`
	}
	if err := s.read(c, &search); err != nil {
		return err
	}
	return s.patients(c, search.Words)
}

func (s *server) patients(c *gin.Context, words string) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	found, err := s.Service.Patients(c.Request.Context(), actor, words)
	if err != nil {
		return err
	}
	return s.reply(c, http.StatusOK, gin.H{"patients": some(found)})
}

func (s *server) showPatient(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	record, err := s.Service.Patient(c.Request.Context(), actor, patientID(c))
	if err != nil {
		return err
	}
	return s.reply(c, http.StatusOK, record)
}

// some makes a list that is never null in JSON.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

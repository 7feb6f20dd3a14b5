package api

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// consultation is a consultation with what it decides now, or did at its end.
type consultation struct {
	Consultation tracking.Consultation `json:"consultation"`
	Decision     engine.Decision       `json:"decision"`
}

func consultationID(c *gin.Context) tracking.ID { return tracking.ID(c.Param("consultation")) }

func patientID(c *gin.Context) tracking.PatientID { return tracking.PatientID(c.Param("patient")) }

// decided is a consultation with its decision.
func (s *server) decided(of tracking.Consultation) (consultation, error) {
	if of.Decision != nil {
		d := *of.Decision
		of.Decision = nil
		return consultation{of, d}, nil
	}
	d, err := s.Service.Decide(of)
	return consultation{of, d}, err
}

func (s *server) replyConsultation(c *gin.Context, status int, of tracking.Consultation, err error) error {
	if err != nil {
		return err
	}
	whole, err := s.decided(of)
	if err != nil {
		return err
	}
	return s.reply(c, status, whole)
}

func (s *server) startConsultation(c *gin.Context) error {
	var n tracking.NewConsultation
	if err := s.read(c, &n); err != nil {
		return err
	}
	w, err := s.write(c, 0)
	if err != nil {
		return err
	}
	of, err := s.Service.Start(c.Request.Context(), w, n)
	if err == nil {
		c.Header("Location", "/api/v1/consultations/"+string(of.ID))
	}
	return s.replyConsultation(c, http.StatusCreated, of, err)
}

func (s *server) showConsultation(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	of, err := s.Service.Resume(c.Request.Context(), actor, consultationID(c))
	return s.replyConsultation(c, http.StatusOK, of, err)
}

// mostLines is the longest list that one request gives.
const mostLines = 500

func (s *server) listConsultations(c *gin.Context) error {
	filter, err := filterOf(c)
	if err != nil {
		return err
	}
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	list, err := s.Service.List(c.Request.Context(), actor, filter)
	if err != nil {
		return err
	}
	return s.reply(c, http.StatusOK, gin.H{"consultations": some(list)})
}

func filterOf(c *gin.Context) (tracking.Filter, error) {
	f := tracking.Filter{State: tracking.State(c.Query("state")), Patient: tracking.PatientID(c.Query("patient"))}
	switch f.State {
	case "", tracking.Draft, tracking.Sent, tracking.Advised, tracking.Abandoned:
	default:
		return f, badParameter("state", "takes draft, sent, advised or abandoned")
	}
	switch c.DefaultQuery("overridden", "false") {
	case "true":
		f.Overridden = true
	case "false":
	default:
		return f, badParameter("overridden", "takes true or false")
	}
	if limit, given := c.GetQuery("limit"); given {
		n, err := strconv.Atoi(limit)
		if err != nil || n < 1 || n > mostLines {
			return f, badParameter("limit", "takes a number from 1 to "+strconv.Itoa(mostLines))
		}
		f.Limit = n
	}
	return f, nil
}

func badParameter(name, detail string) error {
	return problem(http.StatusUnprocessableEntity, "invalid", name+" "+detail+".", ProblemField{Parameter: name, Detail: detail})
}

package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// Every write takes the version that the sender saw. Zero takes the
// consultation as it stands; send and finish do not accept zero.

func (s *server) answer(c *gin.Context) error {
	var given struct {
		Version int          `json:"version"`
		Answers givenAnswers `json:"answers"`
		Forget  []string     `json:"forget"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	who, err := s.answeredFor(c, given.Answers)
	if err != nil {
		return err
	}
	set, err := s.parseAnswers(given.Answers, who, s.Now(), "Some answers cannot be used. The others are not saved either.")
	if err != nil {
		return err
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := s.Service.Answer(c.Request.Context(), w, consultationID(c), set, given.Forget...)
	return s.replyConsultation(c, http.StatusOK, of, err)
}

// answeredFor is the patient of the consultation, where the answers say an age
// or a sex to hold against theirs; nobody where they do not.
func (s *server) answeredFor(c *gin.Context, given givenAnswers) (engine.Patient, error) {
	person := slices.ContainsFunc(given, func(g givenAnswer) bool { return s.Library.TakesPerson(g.finding) })
	if !person {
		return engine.Patient{}, nil
	}
	of, err := s.opened(c)
	return of.Patient.Engine(), err
}

func (s *server) undo(c *gin.Context) error {
	return s.plain(c, func(w tracking.Write, id tracking.ID) (tracking.Consultation, error) {
		return s.Service.Undo(c.Request.Context(), w, id)
	})
}

func (s *server) writeWords(c *gin.Context) error {
	var given struct {
		Version  int       `json:"version"`
		FreeText *string   `json:"free_text"`
		Question *string   `json:"question"`
		LeaveOut *[]string `json:"leave_out"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := s.Service.WriteText(c.Request.Context(), w, consultationID(c),
		tracking.Words{FreeText: given.FreeText, Question: given.Question, LeaveOut: given.LeaveOut})
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) override(c *gin.Context) error {
	var given struct {
		Version int             `json:"version"`
		Reason  tracking.Reason `json:"reason"`
		Text    string          `json:"text"`
		Action  engine.Action   `json:"action"`
		Within  engine.Within   `json:"within"`
		Outcome string          `json:"outcome"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	if given.Outcome != "" && (given.Action != "" || given.Within != "") {
		return &fieldError{"/outcome", "has an action and an urgency of its own; give the outcome alone, or an action with its urgency"}
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := s.Service.Override(c.Request.Context(), w, consultationID(c), tracking.Override{
		Reason: given.Reason, Text: given.Text, Action: given.Action, Within: given.Within, Outcome: given.Outcome,
	})
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) writeOwn(c *gin.Context) error {
	var given struct {
		Version int                `json:"version"`
		Own     tracking.OwnLetter `json:"own"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := s.Service.WriteOwn(c.Request.Context(), w, consultationID(c), given.Own)
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) withdrawOverride(c *gin.Context) error {
	w, err := s.write(c, 0)
	if err != nil {
		return err
	}
	of, err := s.Service.WithdrawOverride(c.Request.Context(), w, consultationID(c))
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) chooseService(c *gin.Context) error {
	var given struct {
		Version int    `json:"version"`
		Service string `json:"service"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	if _, ok := s.Library.Service(given.Service); !ok && given.Service != "" {
		return &fieldError{"/service", "is not the id of a service; GET /api/v1/services lists them"}
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := s.Service.ChooseService(c.Request.Context(), w, consultationID(c), given.Service)
	return s.replyConsultation(c, http.StatusOK, of, err)
}

func (s *server) send(c *gin.Context) error {
	return s.plain(c, func(w tracking.Write, id tracking.ID) (tracking.Consultation, error) {
		return s.Service.Send(c.Request.Context(), w, id)
	})
}

func (s *server) finish(c *gin.Context) error {
	return s.plain(c, func(w tracking.Write, id tracking.ID) (tracking.Consultation, error) {
		return s.Service.Finish(c.Request.Context(), w, id)
	})
}

func (s *server) abandon(c *gin.Context) error {
	return s.plain(c, func(w tracking.Write, id tracking.ID) (tracking.Consultation, error) {
		return s.Service.Abandon(c.Request.Context(), w, id)
	})
}

// plain does a write that needs nothing but the version.
func (s *server) plain(c *gin.Context, do func(tracking.Write, tracking.ID) (tracking.Consultation, error)) error {
	var given struct {
		Version int `json:"version"`
	}
	if err := s.read(c, &given); err != nil {
		return err
	}
	w, err := s.write(c, given.Version)
	if err != nil {
		return err
	}
	of, err := do(w, consultationID(c))
	return s.replyConsultation(c, http.StatusOK, of, err)
}

package tracking

import (
	"context"
	"maps"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// NewConsultation is what a consultation begins with.
type NewConsultation struct {
	Patient PatientID `json:"patient"`
	Pathway string    `json:"pathway,omitempty"`
	// Own begins a letter without a pathway, in place of one.
	Own *OwnLetter `json:"own,omitempty"`
	// From takes over the answers of another consultation of the same
	// patient; it may be empty.
	From ID `json:"from,omitempty"`
}

// Start begins a draft with what the patient's record holds. It returns
// invalid for an unknown pathway, a wrong letter of one's own, or a From of another patient, not_found for
// an unknown patient or From, forbidden and unavailable.
func (s *Service) Start(ctx context.Context, w Write, n NewConsultation) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.Started,
		body: n,
		change: func(c *Consultation, at time.Time) (effect, error) {
			pathway, err := s.pin(n)
			if err != nil {
				return effect{}, err
			}
			record, err := s.ports.Store.Patient(ctx, n.Patient)
			if err != nil {
				return effect{}, err
			}
			if err := w.Actor.may(record.Patient.Practice); err != nil {
				return effect{}, err
			}
			answers, recorded, err := s.carryOver(ctx, record, n.From, at)
			if err != nil {
				return effect{}, err
			}
			*c = Consultation{
				ID: ID(s.ports.NewID()), Practice: record.Patient.Practice, Patient: record.Patient, Background: record.Background,
				Pathway: pathway, Own: n.Own, From: n.From, State: Draft, Answers: answers, Recorded: recorded,
				StartedBy: w.Actor, Started: at, Expires: at.Add(KeepDraft),
			}
			return effect{payload: n}, nil
		},
	})
}

// pin names the pathway and its library, or the library alone.
func (s *Service) pin(n NewConsultation) (engine.Identity, error) {
	if n.Own != nil {
		if n.Pathway != "" {
			return engine.Identity{}, &Error{Code: Invalid, Field: "own", Message: "Begin with a pathway or with a letter of your own, not both."}
		}
		return engine.Identity{Digest: s.ports.Advisor.Digest()}, n.Own.check()
	}
	pathway, ok := s.ports.Advisor.Identity(n.Pathway)
	if !ok {
		return engine.Identity{}, &Error{Code: Invalid, Field: "pathway", Message: "There is no such pathway."}
	}
	return pathway, nil
}

// carryOver gives the record's answers with those that an earlier consultation
// heard over them, and what the record says of those that were answered
// otherwise: that is no news to the GP.
func (s *Service) carryOver(ctx context.Context, record Record, from ID, at time.Time) (engine.Answers, map[string]*engine.Answer, error) {
	answers := engine.Answers{}
	maps.Copy(answers, record.Answers)
	if from == "" {
		return answers, nil, nil
	}
	before, err := s.ports.Store.Consultation(ctx, from)
	if err != nil {
		return nil, nil, err
	}
	if p := before.Patient; p.ID != record.Patient.ID || before.Practice != record.Patient.Practice || !p.SamePerson(record.Patient) {
		return nil, nil, &Error{Code: Invalid, Field: "from", Message: "Answers can only be taken over from the same patient."}
	}
	before.forgetAttached() // its pictures stay where they were agreed to
	recorded := map[string]*engine.Answer{}
	for finding, heard := range before.heard(at) {
		said, now := record.Answers[finding]
		if now && (heard.Source == engine.FromRecord || newer(said, heard, before.Updated)) {
			continue
		}
		answers[finding] = heard
		if now {
			recorded[finding] = &said
		}
	}
	return answers, recorded, nil
}

// heard gives what goes along from a consultation. What a finished one heard
// is of its day: that something was absent then says nothing of today, and
// what the record had then it may have taken back.
func (c Consultation) heard(at time.Time) engine.Answers {
	out := engine.Answers{}
	over := c.State != Draft || at.After(c.Expires)
	for finding, a := range c.Answers {
		switch {
		case over && a.Source == engine.FromRecord:
			continue
		case over && a.Date == "" && a.State == engine.Known:
			if absent(a) {
				continue
			}
			a.Date = c.Updated.Format(time.DateOnly)
		}
		out[finding] = a
	}
	return out
}

// absent says whether a yes or no was no.
func absent(a engine.Answer) bool {
	return !a.YesNo && a.Number == nil && a.Text == "" && len(a.Options) == 0
}

// newer says whether the record's entry is of a later day than what the GP
// answered. One that is out of date, or of a day to come, says nothing.
func newer(said, heard engine.Answer, at time.Time) bool {
	if said.WrongDay() {
		return false
	}
	day := heard.Date
	if day == "" {
		day = at.Format(time.DateOnly)
	}
	return said.Date > day
}

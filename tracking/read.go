package tracking

import (
	"context"
	"strings"

	"signpost.health/signpost/internal/audit"
)

// A reading is on record before what was read is handed over.

// Resume gives a consultation as it stands. It returns not_found, forbidden
// and unavailable.
func (s *Service) Resume(ctx context.Context, a Actor, id ID) (Consultation, error) {
	c, err := s.ports.Store.Consultation(ctx, id)
	if err != nil {
		return Consultation{}, err
	}
	if err := a.may(c.Practice); err != nil {
		return Consultation{}, err
	}
	if err := s.record(ctx, a, audit.ConsultationRead, string(id), []PatientID{c.Patient.ID}); err != nil {
		return Consultation{}, err
	}
	return c, nil
}

// List gives the consultations of the person's practice, the newest first:
// drafts by when they began, the others by when they ended. Each says what
// other pathways hold that is more urgent. It returns forbidden and unavailable.
func (s *Service) List(ctx context.Context, a Actor, f Filter) ([]Summary, error) {
	if f.Practice == "" {
		f.Practice = a.Practice
	}
	if err := a.may(f.Practice); err != nil {
		return nil, err
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	f.Limit = min(f.Limit, 500)
	list, err := s.ports.Store.List(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := s.lead(ctx, f.Practice, list); err != nil {
		return nil, err
	}
	seen := make([]PatientID, len(list))
	for i, line := range list {
		seen[i] = line.Patient.ID
	}
	if err := s.record(ctx, a, audit.ConsultationsRead, f.Practice, seen); err != nil {
		return nil, err
	}
	return list, nil
}

// Letter gives the letter of a sent consultation, as it was sent. It returns
// not_found, forbidden and unavailable.
func (s *Service) Letter(ctx context.Context, a Actor, id ID) (Letter, error) {
	c, err := s.ports.Store.Consultation(ctx, id)
	if err != nil {
		return Letter{}, err
	}
	if err := a.may(c.Practice); err != nil {
		return Letter{}, err
	}
	letter, err := s.ports.Store.Letter(ctx, id)
	if err != nil {
		return Letter{}, err
	}
	if err := s.record(ctx, a, audit.LetterRead, string(id), []PatientID{c.Patient.ID}); err != nil {
		return Letter{}, err
	}
	return letter, nil
}

// Patient gives one patient with what their record answers. It returns
// not_found, forbidden and unavailable.
func (s *Service) Patient(ctx context.Context, a Actor, id PatientID) (Record, error) {
	r, err := s.ports.Store.Patient(ctx, id)
	if err != nil {
		return Record{}, err
	}
	if err := a.may(r.Patient.Practice); err != nil {
		return Record{}, err
	}
	if err := s.record(ctx, a, audit.PatientRead, string(id), nil); err != nil {
		return Record{}, err
	}
	return r, nil
}

// Patients lists the patients of the person's practice, or finds those whose
// name, date of birth or NHS number holds every word of the search; at most
// 100. It returns forbidden and unavailable.
func (s *Service) Patients(ctx context.Context, a Actor, search string) ([]Patient, error) {
	if err := a.may(a.Practice); err != nil {
		return nil, err
	}
	found, err := s.ports.Store.Patients(ctx, a.Practice, searchWords(search), 100)
	if err != nil {
		return nil, err
	}
	seen := make([]PatientID, len(found))
	for i, p := range found {
		seen[i] = p.ID
	}
	if err := s.record(ctx, a, audit.PatientsListed, a.Practice, seen); err != nil {
		return nil, err
	}
	return found, nil
}

// searchWords splits a search and keeps its first eight words. An NHS number
// written with spaces is one word.
func searchWords(search string) []string {
	if number, err := ParseNHSNumber(search); err == nil {
		return []string{string(number)}
	}
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(search), ",", " "))
	return words[:min(len(words), 8)]
}

// record keeps a reading, with the patients it showed.
func (s *Service) record(ctx context.Context, a Actor, kind audit.Kind, subject string, seen []PatientID) error {
	var payload any
	if len(seen) > 0 {
		payload = map[string][]PatientID{"patients": seen}
	}
	return s.ports.Store.Commit(ctx, Change{Event: draft(a, kind, subject, payload, s.now())})
}

// AddPatients keeps patients with what their record answers, in place of any
// with the same id. Consultations under way keep the patient they began with.
// It returns invalid, forbidden and unavailable.
func (s *Service) AddPatients(ctx context.Context, a Actor, records []Record) error {
	added := make([]PatientID, len(records))
	for i, r := range records {
		if err := a.mayAdd(r.Patient.Practice); err != nil {
			return err
		}
		if err := r.check(); err != nil {
			return err
		}
		added[i] = r.Patient.ID
	}
	event := draft(a, audit.PatientsAdded, a.Practice, map[string][]PatientID{"patients": added}, s.now())
	return s.ports.Store.Commit(ctx, Change{Event: event, Records: records})
}

package api

import (
	"context"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/tracking"
)

// knownAs finds the patient of the practice whom a record is of: by NHS
// number, or by a number of the record system. Numbers alone are no person:
// doubtful says that somebody else has the NHS number.
func (s *server) knownAs(ctx context.Context, actor tracking.Actor, p tracking.Patient) (before tracking.Patient, doubtful bool, err error) {
	if p.NHSNumber != "" {
		found, err := s.Service.Patients(ctx, actor, string(p.NHSNumber))
		if err != nil {
			return tracking.Patient{}, false, err
		}
		for _, one := range found {
			if one.NHSNumber != p.NHSNumber {
				continue
			}
			if one.SamePerson(p) {
				return one, false, nil
			}
			doubtful = true
		}
	}
	if len(p.Local) == 0 {
		return tracking.Patient{}, doubtful, nil
	}
	for _, search := range []string{p.Born, p.Family} {
		if search == "" {
			continue
		}
		found, err := s.Service.Patients(ctx, actor, search)
		if err != nil {
			return tracking.Patient{}, false, err
		}
		for _, one := range found {
			if one.SharesLocal(p) && one.SamePerson(p) {
				return one, doubtful, nil
			}
		}
	}
	return tracking.Patient{}, doubtful, nil
}

func localNumbers(of []fhir.Number) []tracking.LocalNumber {
	var out []tracking.LocalNumber
	for _, n := range of {
		out = append(out, tracking.LocalNumber(n))
	}
	return out
}

package tracking

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// Preferred is the service that a letter goes to where nobody chose one: the
// best that takes the patient and is not paused. It is empty where there is
// none.
func Preferred(services []engine.ServiceOption) string {
	for _, s := range services {
		if s.Accepts != engine.IsNotMet && s.State.Is != "paused" {
			return s.ID
		}
	}
	return ""
}

// Addressee is the service that the letter goes to. What was chosen for advice
// that has since become other advice holds no longer: a letter for today must
// not go to the routine clinic. It is empty while the advice is not decided and
// nobody chose.
func (c Consultation) Addressee(d engine.Decision) string {
	switch {
	case c.Own != nil || c.Override != nil && c.OverrideStands(d):
		return c.Service
	case d.Status != engine.Decided && d.Status != engine.DoesNotApply:
		return c.Service
	case takes(d.Services, c.Service):
		return c.Service
	}
	return Preferred(d.Services)
}

func takes(services []engine.ServiceOption, id string) bool {
	return slices.ContainsFunc(services, func(s engine.ServiceOption) bool { return s.ID == id })
}

// checkService refuses a service that is not one for what is advised, unless
// the GP has said why they go another way.
func (c Consultation) checkService(d engine.Decision, id string) error {
	if id == "" || c.Own != nil || c.Override != nil || takes(d.Services, id) {
		return nil
	}
	if d.Status != engine.Decided && d.Status != engine.DoesNotApply {
		return nil
	}
	names := make([]string, 0, len(d.Services))
	for _, s := range d.Services {
		names = append(names, s.ID)
	}
	fits := "the advice sends to no service"
	if len(names) > 0 {
		fits = "it takes " + strings.Join(names, ", ")
	}
	return &Error{Code: Invalid, Field: "service",
		Message: "That service is not one for this advice: " + fits + ". To send it elsewhere, say why first (override)."}
}

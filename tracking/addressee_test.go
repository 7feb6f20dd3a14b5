package tracking_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// TestAddressee: the letter goes where today's advice sends it, whatever was
// chosen for advice that no longer holds; a GP who goes another way chooses.
func TestAddressee(t *testing.T) {
	service := func(id, state string, accepts engine.Truth) engine.ServiceOption {
		return engine.ServiceOption{ID: id, State: engine.ServiceState{Is: state}, Accepts: accepts}
	}
	today := engine.Decision{Status: engine.DoesNotApply, Services: []engine.ServiceOption{
		service("paused_unit", "paused", engine.IsMet), service("children_only", "open", engine.IsNotMet),
		service("acute_medicine", "open", engine.IsMet), service("other_unit", "open", engine.IsMet),
	}}
	undecided := engine.Decision{Status: engine.Undecided, Services: today.Services}
	for name, c := range map[string]struct {
		of   tracking.Consultation
		d    engine.Decision
		want string
	}{
		"nobody chose":              {tracking.Consultation{}, today, "acute_medicine"},
		"chosen for other advice":   {tracking.Consultation{Service: "routine_clinic"}, today, "acute_medicine"},
		"chosen for this advice":    {tracking.Consultation{Service: "other_unit"}, today, "other_unit"},
		"chosen though paused":      {tracking.Consultation{Service: "paused_unit"}, today, "paused_unit"},
		"the GP goes another way":   {tracking.Consultation{Service: "routine_clinic", Override: &tracking.Override{}}, today, "routine_clinic"},
		"a letter without pathway":  {tracking.Consultation{Service: "routine_clinic", Own: &tracking.OwnLetter{}}, today, "routine_clinic"},
		"not decided, nobody chose": {tracking.Consultation{}, undecided, ""},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, c.of.Addressee(c.d))
		})
	}
}

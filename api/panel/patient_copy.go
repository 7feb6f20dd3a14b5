package panel

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// patientCopy gives the patient's copy of a letter that was sent. Before that
// it would tell the patient of a referral that has not happened.
func (p *Panel) patientCopy(how letters.Options) handler {
	return func(v visit) error {
		c, d, err := p.open(v)
		if err != nil {
			return err
		}
		if c.State != tracking.Sent {
			return v.to(base(c.ID) + "/letter")
		}
		written, err := p.Letters.ComposePatientCopy(p.letterRequest(v, c, d))
		if err != nil {
			return fmt.Errorf("compose patient's copy: %w", err)
		}
		var body bytes.Buffer
		if err := letters.PDF(&body, written, how); err != nil {
			return fmt.Errorf("patient's copy of %v as PDF: %w", c, err)
		}
		return v.pdf("patient-copy.pdf", body.Bytes())
	}
}

// copies are the letters for the patient to take away, once it was sent.
func copies(c tracking.Consultation) []Link {
	if c.State != tracking.Sent {
		return nil
	}
	list := []Link{
		{"Open the patient’s copy", base(c.ID) + "/patient-copy.pdf"},
		{"Open the patient’s copy in large print", base(c.ID) + "/patient-copy-large.pdf"},
	}
	if readsLargePrint(c.Patient) {
		slices.Reverse(list)
	}
	return list
}

// readsLargePrint says whether the record asks for it.
func readsLargePrint(of tracking.Patient) bool {
	return slices.ContainsFunc(of.Needs.Adjustments, func(need string) bool {
		return strings.Contains(strings.ToLower(need), "large print")
	})
}

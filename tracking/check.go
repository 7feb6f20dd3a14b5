package tracking

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"signpost.health/signpost/engine"
)

// MostText is the longest text a GP may write in one place, in bytes: some
// four thousand words, beyond any letter.
const MostText = 32 << 10

// openForWriting refuses a consultation that is closed or too old.
func (c Consultation) openForWriting(at time.Time) error {
	day := c.Ended.Format("02-Jan-2006")
	switch {
	case c.State == Sent:
		return Errorf(Conflict, nil, "This referral was sent on "+day+" and cannot be changed. You can start another and take its answers over.")
	case c.State == Advised:
		return Errorf(Conflict, nil, "This consultation was finished on "+day+". You can start another and take its answers over.")
	case c.State == Abandoned:
		return Errorf(Conflict, nil, "This draft was closed on "+day+". You can start another and take its answers over.")
	case at.After(c.Expires):
		return Errorf(Conflict, nil, "This draft was kept until "+c.Expires.Format("02-Jan-2006")+
			" and its pathway may have changed since. You can start another and take its answers over.")
	}
	return nil
}

// check holds what is true of every consultation that is stored.
func (c Consultation) check() error {
	if err := checkAnswers(c.Answers); err != nil {
		return err
	}
	for _, t := range []struct{ field, text string }{
		{"free_text", c.FreeText}, {"question", c.Question}, {"service", c.Service},
	} {
		if err := checkText(t.field, t.text); err != nil {
			return err
		}
	}
	if c.Override != nil {
		if err := c.Override.check(); err != nil {
			return err
		}
	}
	if c.Own != nil {
		if err := c.Own.check(); err != nil {
			return err
		}
	}
	if err := checkImages(c.Images); err != nil {
		return err
	}
	for _, text := range c.LeaveOut {
		if err := checkText("leave_out", text); err != nil {
			return err
		}
	}
	return c.Background.check()
}

func (o Override) check() error {
	switch o.Reason {
	case PatientPreference, ClinicalJudgement, CouldNotGetTest, AdvisedByPhone, RuleDoesNotFit:
	default:
		return &Error{Code: Invalid, Field: "reason", Message: "Choose one of the reasons."}
	}
	switch o.Action {
	case "", engine.Refer, engine.Test, engine.AdviceAndGuidance, engine.Redirect, engine.Manage, engine.OtherPathway:
	default:
		return &Error{Code: Invalid, Field: "action", Message: "Choose one of the actions."}
	}
	if err := checkWithin(o.Within); err != nil {
		return err
	}
	if err := checkText("outcome", o.Outcome); err != nil {
		return err
	}
	return checkText("text", o.Text)
}

func checkWithin(w engine.Within) error {
	switch w {
	case "", engine.Now, engine.SameDay, engine.Hours48, engine.SuspectedCancer, engine.Weeks2, engine.Urgent, engine.Routine, engine.NoTime:
		return nil
	}
	return &Error{Code: Invalid, Field: "within", Message: "Choose one of the times."}
}

// check holds what is true of every record that is stored.
func (r Record) check() error {
	p := r.Patient
	if p.ID == "" || p.Family == "" {
		return &Error{Code: Invalid, Field: "patient", Message: "A patient needs an id and a family name."}
	}
	if _, err := time.Parse(time.DateOnly, p.Born); err != nil && p.Born != "" {
		return &Error{Code: Invalid, Field: "born", Message: "Give the date of birth as 2006-01-02."}
	}
	switch p.Allergies.State {
	case AllergiesKnown, AllergiesNoneKnown, AllergiesNotRecorded, AllergiesUnavailable:
	default:
		return &Error{Code: Invalid, Field: "allergies", Message: "Say how allergies stand: known, none_known, not_recorded or unavailable."}
	}
	if err := r.Background.check(); err != nil {
		return err
	}
	return checkAnswers(r.Answers)
}

// checkAnswers sees that each answer has a shape that can be stored and read
// again. Whether the value suits the finding was checked by the library.
func checkAnswers(answers engine.Answers) error {
	for _, finding := range slices.Sorted(maps.Keys(answers)) {
		a := answers[finding]
		if !isID(finding) {
			return &Error{Code: Invalid, Field: "answers", Message: "A finding is named like fit_result."}
		}
		if a.State != engine.Known && a.State != engine.NotKnown {
			return &Error{Code: Invalid, Field: finding, Message: "Say whether the answer is known or not_known."}
		}
		if n := a.Number; n != nil && (n.Min > n.Max || !isFinite(n.Min) || !isFinite(n.Max)) {
			return &Error{Code: Invalid, Field: finding, Message: "The range needs a lowest and a highest number."}
		}
		for _, text := range append([]string{a.Text, a.Given, a.Date, a.Code, a.Display, a.Note}, a.Options...) {
			if err := checkText(finding, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

func isID(s string) bool {
	return s != "" && len(s) <= 200 && s[0] >= 'a' && s[0] <= 'z' &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

func checkText(field, text string) error {
	switch {
	case len(text) > MostText:
		return &Error{Code: Invalid, Field: field, Message: "This text is too long to keep. Shorten it to about four thousand words."}
	case !utf8.ValidString(text):
		return &Error{Code: Invalid, Field: field, Message: "This text holds characters that cannot be read."}
	}
	return nil
}

package letters_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// urgencies are letters that, with the other cases, show every action and
// every urgency.
func urgencies() map[string]letters.Input {
	return map[string]letters.Input{
		"emergency":      emergency(),
		"same_day":       sameDay(),
		"within_48h":     within48Hours(),
		"within_2_weeks": within2Weeks(),
		"urgent":         urgent(),
		"redirect":       redirect(),
		"manage":         manage(),
		"other_pathway":  otherPathway(),
	}
}

// advised is the referral's patient with another outcome and recipient.
func advised(o *engine.Outcome, to letters.Recipient) letters.Input {
	in := copd()
	in.Decision.Outcome, in.Decision.Row, in.Decision.Also = o, o.ID, nil
	in.Decision.Criteria = in.Decision.Criteria[:2]
	in.Recipient, in.FreeText = to, ""
	return in
}

func emergency() letters.Input {
	in := advised(&engine.Outcome{
		ID: "acute_admission", Action: engine.Refer, Within: engine.Now, Summary: "Admit to acute medicine now",
		Question:    "Please assess for admission: drowsy since this morning, SpO2 82% on air, cannot finish a sentence.",
		TellPatient: "You are going to hospital now by ambulance. Take your inhalers and this letter with you.",
		SafetyNet:   "If you get worse before the ambulance comes, call 999 again.",
		ChaseAfter:  "4 hours",
	}, letters.Recipient{Name: "Acute medical unit", Organisation: "Fernshire Hospitals", ODS: "FX101", Address: "Fernminster Infirmary", Phone: "01632 960 199"})
	in.Answers["spo2_on_air"] = engine.Answer{
		State: engine.Known, Number: &engine.Interval{Min: 82, Max: 82}, Source: engine.Asked, Note: "Rose to 90% on 2 L/min by nasal cannula.",
	}
	in.Decision.Criteria[0].Truth, in.Decision.Criteria[0].Missing = engine.IsMet, nil
	in.FreeText = "Ambulance called at 13:40. Her daughter is with her and has the key to the house."
	return in
}

func sameDay() letters.Input {
	return advised(&engine.Outcome{
		ID: "same_day_emergency_care", Action: engine.Redirect, Within: engine.SameDay, Summary: "Send to same day emergency care",
		Question:    "Please rule out pulmonary embolism today.",
		TellPatient: "Please go to same day emergency care now. They expect you before 18:00.",
	}, letters.Recipient{Name: "Same day emergency care", Organisation: "Fernshire Hospitals", ODS: "FX101"})
}

func within48Hours() letters.Input {
	return advised(&engine.Outcome{
		ID: "request_bloods", Action: engine.Test, Within: engine.Hours48, Summary: "Full blood count within 48 hours",
		Question: "Pallor and bruising for two weeks. Please report the same day.", Tests: []string{"full_blood_count"},
	}, letters.Recipient{Name: "Fernshire Pathology"})
}

func within2Weeks() letters.Input {
	return advised(&engine.Outcome{
		ID: "chest_clinic_fast", Action: engine.Refer, Within: engine.Weeks2, Summary: "Refer to the chest clinic within 2 weeks",
		Question: "Please find the cause of six weeks of breathlessness with a normal chest X-ray.", ChaseAfter: "2 weeks",
	}, letters.Recipient{Name: "Fernshire chest clinic", Organisation: "Fernshire Hospitals", ODS: "FX101"})
}

func urgent() letters.Input {
	in := advised(&engine.Outcome{
		ID: "chest_clinic_urgent", Action: engine.Refer, Within: engine.Urgent, Summary: "Refer to the chest clinic, urgently",
		Question: "Please see her before the winter: three courses of steroids since August.", ChaseAfter: "4 weeks",
	}, letters.Recipient{Name: "Fernshire chest clinic", Organisation: "Fernshire Hospitals", ODS: "FX101"})
	in.Patient.Allergies = letters.Allergies{State: letters.AllergiesNone, Confirmed: "2026-03-01"}
	in.Patient.Needs = letters.Needs{
		Interpreter: "Polish, for every contact", Adjustments: "Wheelchair user: needs a hoist",
		Capacity: "Can decide about this referral; assessed 20-Nov-2026",
	}
	in.Decision.Pathway = identity("copd", "approved")
	return in
}

func redirect() letters.Input {
	return advised(&engine.Outcome{
		ID: "stop_smoking_help", Action: engine.Redirect, Within: engine.Routine, Summary: "Offer the stop smoking service",
		TellPatient: "The service will phone you within 1 week.",
	}, letters.Recipient{Name: "Fernshire stop smoking service", How: "phone", Phone: "01632 960 555"})
}

func manage() letters.Input {
	return advised(&engine.Outcome{
		ID: "manage_in_practice", Action: engine.Manage, Within: engine.NoTime, Summary: "Manage in the practice, and look again after 6 weeks",
		TellPatient: "Use your new inhaler every day. We will see you again in 6 weeks.",
		SafetyNet:   "Call us the same day if you cough up blood.",
	}, letters.Recipient{})
}

func otherPathway() letters.Input {
	return advised(&engine.Outcome{
		ID: "lung_cancer", Action: engine.OtherPathway, Within: engine.NoTime, Summary: "Use the pathway for suspected lung cancer",
	}, letters.Recipient{})
}

// TestTheGoldensShowEveryActionAndUrgency holds the list of cases to the
// engine's own lists.
func TestTheGoldensShowEveryActionAndUrgency(t *testing.T) {
	actions, urgencies := map[engine.Action]bool{}, map[engine.Within]bool{}
	for _, in := range cases() {
		l := compose(t, in)
		actions[l.Priority.Action], urgencies[l.Priority.Within] = true, true
	}
	for _, a := range []engine.Action{engine.Refer, engine.Test, engine.AdviceAndGuidance, engine.Redirect, engine.Manage, engine.OtherPathway} {
		require.True(t, actions[a], a)
	}
	for _, w := range []engine.Within{
		engine.Now, engine.SameDay, engine.Hours48, engine.SuspectedCancer, engine.Weeks2, engine.Urgent, engine.Routine, engine.NoTime,
	} {
		require.True(t, urgencies[w], w)
	}
}

package letters_test

import (
	"fmt"
	"maps"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// cases are the letters that the goldens show, by name.
func cases() map[string]letters.Input {
	out := map[string]letters.Input{
		"referral":         copd(),
		"suspected_cancer": lungCancer(),
		"advice":           advice(),
		"test_request":     fitRequest(),
		"override":         overridden(),
		"undecided":        undecided(),
		"bare":             bare(),
		"signs":            signs(),
		"long":             long(12),
		"monster":          long(500),
	}
	maps.Copy(out, urgencies())
	return out
}

func lungCancer() letters.Input {
	in := copd()
	in.ID = "L-2026-000018"
	in.About = engine.About{ID: "lung_cancer", Version: "1.0.0", Title: "Lung cancer, suspected", Specialty: "respiratory"}
	ng12 := []engine.Citation{{ID: "ng12", Title: "NICE NG12", Place: "1.1.1", Notice: "NICE copyright"}}
	in.Decision = engine.Decision{
		Status: engine.Decided, Row: "haemoptysis", Pathway: identity("lung_cancer", "approved"),
		Outcome: &engine.Outcome{
			ID: "suspected_cancer_clinic", Action: engine.Refer, Within: engine.SuspectedCancer, Strength: engine.StrengthRefer,
			Summary: "Refer on a suspected cancer pathway", Question: "Please exclude lung cancer.", Evidence: ng12,
			TellPatient: "This referral is to find out whether you have cancer. Most people referred in this way do not.",
			SafetyNet:   "Phone the practice if you have heard nothing in 2 weeks.", ChaseAfter: "2 weeks",
		},
		Criteria: []engine.CriterionResult{
			{ID: "haemoptysis_at_40", Says: "Unexplained haemoptysis at 40 or over", Truth: engine.IsMet,
				Findings: []string{"unexplained_haemoptysis", "age"}, Evidence: ng12},
		},
	}
	in.Answers = engine.Answers{
		"age":                     engine.Number(65),
		"unexplained_haemoptysis": {State: engine.Known, YesNo: true, Source: engine.Asked, Note: "About a teaspoon on three mornings."},
		"weight_loss":             engine.Unknown(engine.WhyUnsure),
		"smoking_status":          engine.Choice("current"),
	}
	in.Recipient = letters.Recipient{Service: "fernshire_lung", Name: "Fernshire lung cancer clinic", Organisation: "Fernshire Hospitals", ODS: "FX101"}
	in.FreeText, in.Record = "", letters.Record{NoMedicines: true}
	return in
}

func advice() letters.Input {
	in := copd()
	in.Decision.Outcome = &engine.Outcome{
		ID: "respiratory_advice", Action: engine.AdviceAndGuidance, Within: engine.Urgent,
		Summary:  "Ask the respiratory team for advice",
		Question: "Should she start azithromycin before she is seen?",
	}
	in.FreeText = ""
	return in
}

func fitRequest() letters.Input {
	in := copd()
	in.About = engine.About{ID: "lower_gi_cancer", Version: "1.0.0", Title: "Lower GI cancer, suspected", Specialty: "colorectal"}
	in.Decision = engine.Decision{
		Status: engine.Decided, Row: "fit_first", Pathway: identity("lower_gi_cancer", "in_review"),
		Outcome: &engine.Outcome{
			ID: "request_fit", Action: engine.Test, Within: engine.NoTime, Summary: "Request FIT",
			Question: "Rectal bleeding, for FIT before any referral.", Tests: []string{"fit"},
			TellPatient: "Please do the test at home within a week.",
		},
	}
	in.Answers = engine.Answers{"fit_result": engine.Unknown(engine.WhyNotDone), "weight_loss": engine.No()}
	in.Recipient = letters.Recipient{Name: "Fernshire Pathology"}
	in.FreeText, in.Record = "", letters.Record{}
	return in
}

func overridden() letters.Input {
	in := copd()
	in.Override = &letters.Override{
		Reason: "clinical_judgement", ReasonSays: "Clinical judgement",
		Text: "She has had two admissions in six weeks, and her carer cannot go on without help.",
		Chosen: &engine.Outcome{
			ID: "urgent_clinic", Action: engine.Refer, Within: engine.Urgent, Summary: "Refer to the chest clinic, urgently",
			Question: "Please see her within two weeks.",
		},
	}
	return in
}

func undecided() letters.Input {
	in := copd()
	in.Decision.Status = engine.Undecided
	in.Decision.Possible = []engine.Possible{
		{Outcome: in.Decision.Outcome, Rows: []string{"difficult"}},
		{Outcome: &engine.Outcome{ID: "manage", Action: engine.Manage, Within: engine.NoTime, Summary: "Manage in primary care"}, Rows: []string{"otherwise"}},
	}
	in.Decision.Outcome, in.Decision.Row = nil, ""
	in.Answers["cyanosis"] = engine.Yes()
	in.Answers["spo2_on_air"] = engine.Number(99)
	in.Decision.Contradictions = []engine.Contradiction{
		{Findings: []string{"cyanosis", "spo2_on_air"}, Says: "Cyanosis is present, but SpO2 on air is 99%."},
	}
	in.Override = &letters.Override{ReasonSays: "Sent before the answers were complete"}
	return in
}

// bare has no optional data at all.
func bare() letters.Input {
	return letters.Input{ComposedAt: composedAt(), Library: shelf{}}
}

// signs has text from everywhere: what the letter's fonts have, and have not.
func signs() letters.Input {
	in := copd()
	in.Patient.Given, in.Patient.Family = "Siân", "Ŵyn-Nguyễn Łukasiewicz"
	in.FreeText = strings.Join([]string{
		"Signs: ≥ ≤ ± µ ° × ² ⁹ √ → ½ – − ‑ ☐ ☑ ✓ · €",
		"Emoji \U0001F600 and \U0001F937\U0001F3FD\u200D\u2640\uFE0F, Chinese 高血压, Hebrew שלום, Arabic سلام, Hindi दर्द.",
		"Greek αβγ, Russian боль, Polish żółć, Turkish ığdır, Yoruba ẹ̀kọ́, Vietnamese đau đầu.",
		"Accents typed apart: e\u0301 a\u0308 n\u0303. Piled: x\u0301\u0302\u0303\u0304\u0305\u0306\u0307.",
		"Control \x07 and \x00, bad byte \xff in allergic, cut \xe2\x82, tab\there, {nb} stays, 筮扽 too.",
		"Hidden \u202Eright to left\u202C, soft\u00ADhyphen, zero\u200Bwidth, line\u2028separator.",
		"(brackets) \\ backslash <angle> & ampersand 'quotes' \"double\"",
		"https://example.org/a/very/long/address/that/has/no/spaces/" + strings.Repeat("and-goes-on/", 14),
		strings.Repeat("Donaudampfschifffahrtsgesellschaft", 8),
	}, "\n")
	in.Record.Medicines = append(in.Record.Medicines, letters.Entry{Text: strings.Repeat("apixaban 2.5 mg twice a day ", 20)})
	return in
}

// long has free text of so many paragraphs, and a note and a criterion that
// are each longer than a page.
func long(paragraphs int) letters.Input {
	in := copd()
	var b strings.Builder
	for i := range paragraphs {
		fmt.Fprintf(&b, "Paragraph %d. She has been short of breath for some years, at first only on hills and now on the flat, "+
			"and has to stop after about 100 m. The last spirometry on record is from 2019. LASTWORD%d\n\n", i+1, i+1)
	}
	in.FreeText = b.String()
	if paragraphs > 100 {
		pain := in.Answers["chest_pain"]
		pain.Note = strings.Repeat("Sharp at times, dull at others. ", 300) + "LASTNOTE"
		in.Answers["chest_pain"] = pain
		in.Decision.Criteria[0].Says = strings.Repeat("Oxygen at or below the limit. ", 200) + "LASTCRITERION"
	}
	return in
}

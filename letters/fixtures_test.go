package letters_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// shelf is a small clinical library.
type shelf struct {
	findings map[string]*engine.Finding
	tests    map[string]*engine.TestKind
}

func (s shelf) Finding(id string) (*engine.Finding, bool) { f, ok := s.findings[id]; return f, ok }
func (s shelf) Test(id string) (*engine.TestKind, bool)   { t, ok := s.tests[id]; return t, ok }

func (s shelf) Show(id string, a engine.Answer) string {
	f, known := s.findings[id]
	if a.State == engine.NotKnown {
		return "Not known (" + strings.ReplaceAll(string(a.Why), "_", " ") + ")"
	}
	var out string
	switch {
	case a.Number != nil:
		out = strconv.FormatFloat(a.Number.Min, 'f', -1, 64)
		if known && f.Unit != "" {
			out += " " + f.Unit
		}
	case len(a.Options) > 0:
		out = strings.Join(a.Options, ", ")
		if known {
			for _, o := range f.Options {
				out = strings.ReplaceAll(out, o.ID, o.Says)
			}
		}
	case a.Text != "":
		out = a.Text
	case a.YesNo:
		out = "Yes"
	default:
		out = "No"
	}
	if a.Date != "" {
		day, err := time.Parse("2006-01-02", a.Date)
		if err == nil {
			out += " (" + day.Format("02-Jan-2006") + ")"
		}
	}
	return out
}

func respiratory() shelf {
	s := shelf{findings: map[string]*engine.Finding{}, tests: map[string]*engine.TestKind{
		"chest_xray":       {ID: "chest_xray", Name: "Chest X-ray", Request: "Chest X-ray, PA"},
		"fit":              {ID: "fit", Name: "Faecal immunochemical test (FIT)", Request: "FIT, symptomatic, quantitative", PatientWords: "a poo test done at home"},
		"full_blood_count": {ID: "full_blood_count", Name: "Full blood count"},
		"spirometry":       {ID: "spirometry", Name: "Spirometry", PatientWords: "a breathing test"},
	}}
	for _, f := range []*engine.Finding{
		{ID: "age", Short: "Age", Kind: engine.KindNumber, Unit: "years", FromPatient: "age"},
		{ID: "sex", Short: "Sex", Kind: engine.KindOption, FromPatient: "sex"},
		{ID: "unexplained_haemoptysis", Short: "Unexplained haemoptysis", Kind: engine.KindYesNo, LetterSection: "history", PatientWords: "coughing up blood"},
		{ID: "cyanosis", Short: "Cyanosis", Kind: engine.KindYesNo, LetterSection: "examination"},
		{ID: "cor_pulmonale", Short: "Signs of cor pulmonale", Kind: engine.KindYesNo, LetterSection: "examination"},
		{ID: "weight_loss", Short: "Unexplained weight loss", Kind: engine.KindYesNo, LetterSection: "history"},
		{ID: "chest_pain", Short: "Chest pain", Kind: engine.KindYesNo, LetterSection: "history"},
		{ID: "uncontrolled_on_optimised_treatment", Short: "Symptoms not controlled on optimised treatment", Kind: engine.KindYesNo, LetterSection: "history"},
		{ID: "mrc_dyspnoea_grade", Short: "MRC dyspnoea grade", Kind: engine.KindNumber, LetterSection: "history"},
		{ID: "smoking_status", Short: "Smoking", Kind: engine.KindOption, LetterSection: "social", Options: []engine.Option{{ID: "current", Says: "Smokes now"}, {ID: "ex", Says: "Ex-smoker"}}},
		{ID: "pack_years", Short: "Pack years", Kind: engine.KindNumber, LetterSection: "social"},
		{ID: "spo2_on_air", Short: "SpO2 on air", Kind: engine.KindNumber, Unit: "%", LetterSection: "examination"},
		{ID: "fev1_percent_predicted", Short: "FEV1", Kind: engine.KindNumber, Unit: "% predicted", LetterSection: "results", ObtainedBy: "spirometry"},
		{ID: "fit_result", Short: "FIT result", Kind: engine.KindNumber, Unit: "ug/g", LetterSection: "results", ObtainedBy: "fit"},
		{ID: "bmi", Short: "Body mass index", Kind: engine.KindNumber, Unit: "kg/m2", LetterSection: "examination"},
		{ID: "inhaler_technique_checked", Short: "Inhaler technique checked", Kind: engine.KindYesNo, LetterSection: "medicines"},
		{ID: "spirometry_report", Short: "Spirometry report", Kind: engine.KindFile},
	} {
		s.findings[f.ID] = f
	}
	return s
}

func composedAt() time.Time { return time.Date(2026, time.November, 21, 14, 5, 0, 0, time.UTC) }

func identity(id, status string) engine.Identity {
	return engine.Identity{
		ID: id, Version: "1.0.0", Status: status,
		Digest:    "sha256:9f2c61d0a1b7445f8e3dd0ab5c7719e20f4b6a38c1d25e97f0863b4ad1c2e5f7",
		Behaviour: "sha256:04be1c7f2a9d5368e1f0c4b7a2d98356017fe4c3b2a1908d7c6e5f4a3b2c1d0e",
		Content:   "sha256:7d1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6",
	}
}

func patient() letters.Patient {
	return letters.Patient{
		Title: "Mrs", Given: "Margaret", Family: "Ashdown", Born: "1961-04-05", Sex: "female", NHSNumber: "9990000018",
		Address: "14 Larkspur Close, Fernminster, Fernshire FX1 4AB", Phone: "01632 960 014",
		Allergies: letters.Allergies{State: letters.AllergiesKnown, Known: []letters.Allergy{
			{Substance: "Penicillin", Reaction: "widespread rash"}, {Substance: "Ibuprofen", Reaction: "wheeze"},
		}},
		Needs: letters.Needs{Interpreter: "Not needed", Adjustments: "Hard of hearing: please write or text, do not telephone"},
	}
}

func sender() letters.Sender {
	return letters.Sender{
		Name: "Dr Priya Raman", Role: "GP partner", GMC: "0000018", Practice: "Fern Street Surgery", ODS: "FX0001",
		Address: "2 Fern Street, Fernminster FX1 1AA", Phone: "01632 960 001",
	}
}

// copd is a routine referral with everything that a letter can have but images.
func copd() letters.Input {
	complexClinic := &engine.Outcome{
		ID: "complex_clinic", Action: engine.Refer, Within: engine.Routine,
		Summary:     "Refer to the COPD triage service",
		Question:    "Please confirm the diagnosis, and advise on treatment: she stays breathless on a long-acting muscarinic antagonist and beta agonist.",
		Tests:       []string{"chest_xray"},
		TellPatient: "We have asked the breathing clinic to see you. They will write to you within 6 weeks.",
		SafetyNet:   "Call 999 if you cannot finish a sentence, or your lips turn blue.",
		ChaseAfter:  "6 weeks",
		Evidence:    []engine.Citation{{ID: "llr", Title: "COPD referral triage, Fernshire"}},
		Leaflets:    []engine.Leaflet{{Title: "Living with COPD", URL: "https://example.org/copd"}},
	}
	ng115 := func(place string) []engine.Citation {
		return []engine.Citation{{ID: "ng115", Title: "NICE NG115", Place: place}}
	}
	return letters.Input{
		ID: "L-2026-000017", ComposedAt: composedAt(), Library: respiratory(),
		About: engine.About{
			ID: "copd", Version: "1.0.0", Title: "COPD, suspected or difficult to manage", Specialty: "respiratory",
			LetterTo: "Respiratory triage", LetterIntro: "Thank you for seeing this patient.",
		},
		Decision: engine.Decision{
			Status: engine.Decided, Outcome: complexClinic, Row: "difficult", Pathway: identity("copd", "draft"),
			Also: []engine.Also{{Row: "rehab", Outcome: &engine.Outcome{ID: "pulmonary_rehabilitation", Summary: "Offer pulmonary rehabilitation"}, Evidence: ng115("1.2.75")}},
			Criteria: []engine.CriterionResult{
				{ID: "oxygen_assessment", Says: "Resting SpO2 at or below 92% on air, cyanosis, or FEV1 below 30% predicted", Truth: engine.IsOpen,
					Findings: []string{"spo2_on_air", "cyanosis", "fev1_percent_predicted"}, Missing: []string{"fev1_percent_predicted"}, Evidence: ng115("1.2.57")},
				{ID: "difficult", Says: "Symptoms not controlled on optimised treatment", Truth: engine.IsMet,
					Findings: []string{"uncontrolled_on_optimised_treatment"}, Evidence: []engine.Citation{{ID: "llr", Title: "COPD referral triage, Fernshire"}}},
				{ID: "rehabilitation", Says: "MRC dyspnoea grade 3 or worse", Truth: engine.IsMet, Findings: []string{"mrc_dyspnoea_grade"}, Evidence: ng115("1.2.75")},
				{ID: "cancer", Says: "Unexplained haemoptysis at 40 or over", Truth: engine.IsNotMet, Findings: []string{"unexplained_haemoptysis", "age"},
					Evidence: []engine.Citation{{ID: "ng12", Title: "NICE NG12", Place: "1.1.1"}}},
			},
		},
		Answers: engine.Answers{
			"age":                                 {State: engine.Known, Number: &engine.Interval{Min: 65, Max: 65}, Source: engine.FromRecord},
			"unexplained_haemoptysis":             engine.No(),
			"cyanosis":                            engine.No(),
			"cor_pulmonale":                       engine.No(),
			"weight_loss":                         engine.No(),
			"chest_pain":                          {State: engine.Known, YesNo: true, Source: engine.Asked, Note: "Sharp, on the left, when coughing only. No change with walking."},
			"uncontrolled_on_optimised_treatment": engine.Yes(),
			"mrc_dyspnoea_grade":                  engine.Number(4),
			"smoking_status":                      engine.Choice("ex"),
			"pack_years":                          engine.Number(38),
			"spo2_on_air":                         {State: engine.Known, Number: &engine.Interval{Min: 94, Max: 94}, Source: engine.FromRecord, Date: "2026-11-19", Code: "103228002"},
			"fev1_percent_predicted":              engine.Unknown(engine.WhyNotDone),
			"inhaler_technique_checked":           engine.Yes(),
			"spirometry_report":                   engine.Unknown(engine.WhyNotDone),
		},
		Patient: patient(), Sender: sender(),
		Recipient: letters.Recipient{
			Service: "fernshire_copd_triage", Name: "Fernshire COPD triage", Organisation: "Fernshire Hospitals", ODS: "FX101",
			Address: "Chest clinic, Fernminster Infirmary", Phone: "01632 960 101",
		},
		FreeText: "Three courses of prednisolone 30 mg daily this year, the last in October. She looks after her husband, who has dementia, and would find it hard to come before 10:00.\n\nShe is worried that she may have lung cancer, as her brother did.",
		Record: letters.Record{
			Medicines: []letters.Entry{
				{Text: "Umeclidinium 55 micrograms and vilanterol 22 micrograms inhaler, one puff once a day", Date: "2025-03-02"},
				{Text: "Salbutamol 100 micrograms inhaler, two puffs when needed", Date: "2019-06-14"},
			},
			PastHistory: []letters.Entry{{Text: "Hypertension", Date: "2012"}, {Text: "Total hip replacement, right", Date: "2021-09"}},
		},
	}
}

func compose(t *testing.T, in letters.Input) *letters.Letter {
	t.Helper()
	l, err := letters.Compose(in)
	require.NoError(t, err)
	return l
}

func pdfOf(t *testing.T, l *letters.Letter, o letters.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, letters.PDF(&b, l, o))
	return b.Bytes()
}

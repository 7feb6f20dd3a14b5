package demo

import (
	"maps"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// entry is a patient as patients.json has them.
type entry struct {
	ID tracking.PatientID `json:"id"`
	// About says what the patient is there to show.
	About  string `json:"about"`
	Title  string `json:"title"`
	Given  string `json:"given"`
	Family string `json:"family"`
	// Born is a date; BornDaysAgo keeps an infant at the same age.
	Born        string             `json:"born"`
	BornDaysAgo int                `json:"born_days_ago"`
	Sex         string             `json:"sex"`
	NHSNumber   tracking.NHSNumber `json:"nhs_number"`
	Address     string             `json:"address"`
	Phone       string             `json:"phone"`
	Allergies   allergies          `json:"allergies"`
	Needs       tracking.Needs     `json:"needs"`
	// Answers hold, for a finding, value, days_ago, code and display.
	Answers map[string]map[string]any `json:"answers"`
	// Medicines and Problems are what the letter takes as it stands. A list
	// that is empty says that there are none; one that is left out says nothing.
	Medicines []line `json:"medicines"`
	Problems  []line `json:"problems"`
}

// line is a medicine or a diagnosis of the record.
type line struct {
	Text    string `json:"text"`
	DaysAgo int    `json:"days_ago"`
	Code    string `json:"code"`
}

type allergies struct {
	State            tracking.AllergyState `json:"state"`
	Known            []tracking.Allergy    `json:"known"`
	ConfirmedDaysAgo int                   `json:"confirmed_days_ago"`
}

func (e entry) record(lib Library, today time.Time) (tracking.Record, error) {
	r := tracking.Record{
		Patient: tracking.Patient{
			ID: e.ID, Practice: Practice().Code, Title: e.Title, Given: e.Given, Family: e.Family,
			Born: e.Born, Sex: e.Sex, NHSNumber: e.NHSNumber, Address: e.Address, Phone: e.Phone,
			Allergies: tracking.Allergies{State: e.Allergies.State, Known: e.Allergies.Known},
			Needs:     e.Needs,
		},
		Answers: engine.Answers{},
		Background: tracking.Background{
			Medicines: entries(e.Medicines, today), NoMedicines: e.Medicines != nil && len(e.Medicines) == 0,
			PastHistory: entries(e.Problems, today),
		},
	}
	if e.BornDaysAgo > 0 {
		r.Patient.Born = daysBefore(today, e.BornDaysAgo)
	}
	if e.Allergies.ConfirmedDaysAgo > 0 {
		r.Patient.Allergies.Confirmed = daysBefore(today, e.Allergies.ConfirmedDaysAgo)
	}
	for _, finding := range slices.Sorted(maps.Keys(e.Answers)) {
		answer, err := lib.ParseAnswer(finding, dated(e.Answers[finding], today))
		if err != nil {
			return r, err
		}
		r.Answers[finding] = answer
	}
	return r, nil
}

func entries(lines []line, today time.Time) []tracking.Entry {
	var out []tracking.Entry
	newest := slices.SortedStableFunc(slices.Values(lines), func(a, b line) int { return a.DaysAgo - b.DaysAgo })
	for _, l := range newest {
		out = append(out, tracking.Entry{Text: l.Text, Date: daysBefore(today, l.DaysAgo), Code: l.Code})
	}
	return out
}

// dated is an answer of the record as the library reads it: with a date in
// place of days_ago.
func dated(given map[string]any, today time.Time) map[string]any {
	raw := maps.Clone(given)
	delete(raw, "days_ago")
	if days, ok := given["days_ago"].(float64); ok {
		raw["date"] = daysBefore(today, int(days))
	}
	raw["source"] = string(engine.FromRecord)
	return raw
}

func daysBefore(today time.Time, days int) string {
	return today.AddDate(0, 0, -days).Format(time.DateOnly)
}

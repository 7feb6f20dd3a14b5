package panel

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// RecordPage lists what of a record was not used, and why.
type RecordPage struct {
	Frame
	// Read says when the record was read, or that it was not.
	Read string
	// Old are values that are out of date; ToCome are those dated in the future.
	Old, ToCome []FactView
	// Groups are the entries that a pathway could have used, by why it did not.
	Groups []UnusedGroup
	// Others are those that no pathway asks about; Count says how many.
	Others []UnusedGroup
	Count  string
	// Empty says so when there is nothing.
	Empty string
}

// UnusedGroup is what was not used for one reason.
type UnusedGroup struct {
	Why   string
	Lines []string
}

// notUsedHref is where a patient's record is accounted for.
func notUsedHref(id tracking.PatientID) string { return patientHref(id) + "/record" }

// record accounts for what the record did not give: no part of it is dropped
// without a word.
func (p *Panel) record(v visit) error {
	record, err := p.Service.Patient(v.r.Context(), v.actor, v.patient())
	if err != nil {
		return err
	}
	page := RecordPage{
		Frame: p.patientFrame("What the record did not give", record.Patient),
		Read:  "No record system has sent this record. It was entered into Signpost.",
	}
	if !record.ReadAt.IsZero() {
		page.Read = "Read from the record on " + record.ReadAt.In(p.Now().Location()).Format("02-Jan-2006 at 15:04") + "."
	}
	page.Old, page.ToCome = p.wrongDay(record)
	n := 0
	for _, u := range record.NotUsed {
		if u.Expected {
			page.Others, n = grouped(page.Others, u), n+max(1, u.Times)
		} else {
			page.Groups = grouped(page.Groups, u)
		}
	}
	if n > 0 {
		page.Count = fmt.Sprintf("No pathway asks about these (%d)", n)
	}
	if len(page.Old)+len(page.ToCome)+len(page.Groups)+len(page.Others) == 0 {
		page.Empty = "Nothing was left out."
	}
	return p.pages.render(v.w, http.StatusOK, "record", page)
}

// wrongDay are the values that are too old to count, and those of a day still
// to come, with the finding that asks for them anew.
func (p *Panel) wrongDay(record tracking.Record) (old, toCome []FactView) {
	fresh := p.Library.Fresh(record.Answers, p.Now())
	for _, f := range p.Library.Findings() {
		a, ok := fresh[f.ID]
		if !ok || !a.WrongDay() {
			continue
		}
		fact := FactView{
			Finding: f.ID, Says: short(f), Value: oldValue(f, a), Long: len(oldValue(f, a)) > longValue,
			From: sentence(cmp.Or(a.Display, "Record")) + ", " + engine.ShortDate(a.Date) + ".",
		}
		if a.Why == engine.WhyFuture {
			fact.From += " Counts as not known."
			toCome = append(toCome, fact)
			continue
		}
		fact.From = strings.TrimSpace(fact.From + " " + keptFor(f.ShelfLife))
		old = append(old, fact)
	}
	return old, toCome
}

// oldValue is what an answer was before it went out of date.
func oldValue(f *engine.Finding, a engine.Answer) string {
	if f.Kind != engine.KindNumber || strings.HasSuffix(a.Given, f.Unit) || strings.HasPrefix(f.Unit, "{") {
		return cmp.Or(a.Given, a.Display)
	}
	return a.Given + unitAfter(f.Unit)
}

// keptFor says how long a value counts.
func keptFor(d engine.Duration) string {
	switch {
	case d.Years > 0:
		return "Counts for " + counted(d.Years, "year") + "."
	case d.Months > 0:
		return "Counts for " + counted(d.Months, "month") + "."
	case d.Days > 0:
		return "Counts for " + counted(d.Days, "day") + "."
	case d.Hours > 0:
		return "Counts for " + counted(d.Hours, "hour") + "."
	}
	return ""
}

// grouped adds an entry to those with the same reason, in the order of the
// record.
func grouped(groups []UnusedGroup, u tracking.Unused) []UnusedGroup {
	why := sentence(u.Why)
	i := slices.IndexFunc(groups, func(g UnusedGroup) bool { return g.Why == why })
	if i < 0 {
		groups, i = append(groups, UnusedGroup{Why: why}), len(groups)
	}
	groups[i].Lines = append(groups[i].Lines, unusedWords(u))
	return groups
}

func unusedWords(u tracking.Unused) string {
	says := cmp.Or(u.Display, sentence(kindWords(u.Kind))+" without a name")
	if u.Code != "" {
		says += " (" + u.Code + ")"
	}
	if u.Display != "" && u.Kind != "" {
		says += ", " + kindWords(u.Kind)
	}
	if u.Times > 1 {
		says += fmt.Sprintf(", %d times", u.Times)
	}
	return says
}

// kindWords is a kind of entry as a GP knows it.
func kindWords(kind string) string {
	switch kind {
	case "Condition":
		return "problem"
	case "Observation":
		return "result or observation"
	case "MedicationRequest", "MedicationStatement":
		return "medicine"
	case "AllergyIntolerance":
		return "allergy"
	case "Immunization": //nolint:misspell // FHIR's own name
		return "vaccination"
	case "Procedure":
		return "procedure"
	case "Patient":
		return "patient’s details"
	}
	return "entry of the record"
}

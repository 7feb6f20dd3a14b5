package fhir

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/nhsnumber"
)

// patient reads the first patient of the bundle: the record is theirs.
func (r *reader) patient(entries []resource) {
	for _, e := range entries {
		if e.kind != "Patient" {
			continue
		}
		// A second copy of the same patient is no second patient.
		if r.patients > 0 && e.id != "" && e.id == r.subject.id {
			continue
		}
		r.patients++
		if r.patients > 1 {
			r.add("Patient", concept{}, whyManyPatients)
			continue
		}
		r.subject = e
		r.record.Patient = r.demographics(e)
	}
}

func (r *reader) demographics(e resource) Patient {
	p := Patient{ID: e.id, Address: address(e.node), Phone: phone(e.node), NHSNumber: r.nhsNumber(e)}
	p.Title, p.Given, p.Family = personName(e.node)
	switch sex := strings.ToLower(e.text("gender")); sex {
	case "female", "male":
		p.Sex = sex
	}
	p.Numbers = localNumbers(e)
	born := e.text("birthDate")
	day, err := time.Parse(time.DateOnly, born)
	switch partial := parseWhen(born); {
	case err == nil && !day.After(r.at) && day.Year() > 1850:
		p.Born = born
		if r.tooOld(p) {
			r.add("Patient", concept{says: "Date of birth"}, whyTooOld)
		}
	case born == "":
		r.add("Patient", concept{says: "Date of birth"}, whyNotBorn)
	case err != nil && partial.day != "":
		r.add("Patient", concept{says: "Date of birth"}, whyPartBorn)
	default:
		r.add("Patient", concept{says: "Date of birth"}, whyBorn)
	}
	died, _ := e.flag("deceasedBoolean")
	p.Died = died || e.text("deceasedDateTime") != ""
	return p
}

// tooOld says whether the rules take no age as high as the patient's.
func (r *reader) tooOld(p Patient) bool {
	age, known := engine.Patient{Born: p.Born}.AgeAt(r.at)
	for _, f := range r.lib.Findings() {
		if f.FromPatient == "age" {
			return known && age > f.Max
		}
	}
	return false
}

// mostNumbers is how many numbers of a patient are kept.
const mostNumbers = 20

// localNumbers are those by which a record system knows the patient again.
func localNumbers(e resource) []Number {
	var out []Number
	for _, i := range current(e.children("identifier")) {
		n := Number{i.text("system"), i.text("value")}
		if n.System == "" || n.Value == "" || i.text("use") == "temp" || strings.HasSuffix(strings.ToLower(n.System), "/nhs-number") || slices.Contains(out, n) {
			continue
		}
		if out = append(out, n); len(out) == mostNumbers {
			break
		}
	}
	return out
}

func (r *reader) nhsNumber(e resource) string {
	for _, i := range e.children("identifier") {
		system := strings.ToLower(i.text("system"))
		if !strings.HasPrefix(system, "https://fhir.nhs.") && !strings.HasPrefix(system, "http://fhir.nhs.") || !strings.HasSuffix(system, "/nhs-number") {
			continue
		}
		if number, err := nhsnumber.Parse(i.text("value")); err == nil {
			return number
		}
		r.add("Patient", concept{says: "NHS number"}, whyNHSNumber)
	}
	return ""
}

// personName takes the official or usual name before any other, and never an
// old one.
func personName(n node) (title, given, family string) {
	names := current(n.children("name"))
	if len(names) == 0 {
		return "", "", ""
	}
	best := slices.MinFunc(names, func(a, b node) int { return cmp.Compare(formality(a), formality(b)) })
	title = strings.TrimSuffix(strings.Join(best.texts("prefix"), " "), ".")
	given, family = strings.Join(best.texts("given"), " "), best.text("family")
	switch {
	case family != "":
	case given != "": // some people have one name, and lists go by it
		return title, "", given
	default:
		family = best.text("text")
	}
	return title, given, family
}

// formality orders names: what others call a person, or what hides them, is
// no name to send a letter under while there is another.
func formality(name node) int {
	switch name.text("use") {
	case "official":
		return 0
	case "usual":
		return 1
	case "nickname":
		return 3
	case "anonymous":
		return 4
	}
	return 2
}

// current leaves out what is no longer so.
func current(list []node) []node {
	return slices.DeleteFunc(list, func(n node) bool {
		use := n.text("use")
		return use == "old" || use == "maiden"
	})
}

func address(n node) string {
	all := current(n.children("address"))
	if len(all) == 0 {
		return ""
	}
	a := all[0]
	for _, one := range all {
		if one.text("use") == "home" {
			a = one
			break
		}
	}
	parts := a.texts("line")
	for _, key := range []string{"city", "district", "state", "postalCode"} {
		if s := a.text(key); s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return a.text("text")
	}
	return strings.Join(parts, ", ")
}

func phone(n node) string {
	found := ""
	for _, t := range current(n.children("telecom")) {
		if t.text("system") != "phone" || t.text("value") == "" {
			continue
		}
		if t.text("use") == "mobile" {
			return t.text("value")
		}
		if found == "" {
			found = t.text("value")
		}
	}
	return found
}

// practitioner takes the first that has a name.
func (r *reader) practitioner(e resource) {
	title, given, family := personName(e.node)
	name := strings.Join(strings.Fields(title+" "+given+" "+family), " ")
	if r.record.Practitioner.Name != "" || name == "" {
		return
	}
	r.record.Practitioner = Practitioner{ID: e.id, Name: name, GMC: identified(e.node, "/gmc-number")}
}

// organisation takes the first that has a name.
func (r *reader) organisation(e resource) {
	if r.record.Practice.Name != "" || e.text("name") == "" {
		return
	}
	r.record.Practice = Organisation{
		ID: e.id, Name: e.text("name"), ODS: identified(e.node, "/ods-organization-code"), //nolint:misspell // the identifier system's own spelling
		Address: address(e.node), Phone: phone(e.node),
	}
}

func identified(n node, system string) string {
	for _, i := range n.children("identifier") {
		if strings.HasSuffix(strings.ToLower(i.text("system")), system) {
			return i.text("value")
		}
	}
	return ""
}

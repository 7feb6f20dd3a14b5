package panel

import (
	"net/http"

	"signpost.health/signpost/engine"
)

const patientsPath = "/patients"

// patients lists the patients of the practice, or those that were searched for.
func (p *Panel) patients(v visit) error {
	words := p.opened(patientsPath, v.r.URL.Query().Get("find"))
	found, err := p.Service.Patients(v.r.Context(), v.actor, words)
	if err != nil {
		return err
	}
	page := PatientsPage{Frame: p.frame("Choose a patient"), Search: words, Searched: words != ""}
	for _, one := range found {
		page.Patients = append(page.Patients, PatientLine{
			Href: patientHref(one.ID), Name: patientName(one),
			Born: bornWords(one.Born), Age: engine.AgeWords(one.Engine(), p.Now()),
			Sex: sexWords(one.Sex), NHSNumber: numberWords(one.NHSNumber),
		})
	}
	return p.pages.render(v.w, http.StatusOK, "patients", page)
}

func (p *Panel) searchPatients(v visit) error {
	form, err := readForm(v.r, fields("words"))
	if err != nil {
		return err
	}
	return v.to(p.searched(patientsPath, form.Get("words")))
}

// searched is the address that shows what was found for words.
func (p *Panel) searched(path, words string) string {
	if words == "" {
		return path
	}
	return path + "?find=" + p.sealed(path, words)
}

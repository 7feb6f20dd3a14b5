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
	return p.search(v, patientsPath, form.Get("words"))
}

// mostSearch is the longest search, in bytes: the thousand letters that a page
// lets anybody type. Sealed it stands in an address, which nothing on its way
// may find too long.
const mostSearch = 4000

// search goes on to the address that shows what is found for words.
func (p *Panel) search(v visit, path, words string) error {
	switch {
	case words == "":
		return v.to(path)
	case len(words) > mostSearch:
		return &formError{"It searches for too much at once. Go back in your browser and leave the most telling words."}
	}
	return v.to(path + "?find=" + p.sealed(path, words))
}

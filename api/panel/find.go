package panel

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/tracking"
)

// find shows the pathways for one patient, their drafts, and what this GP used
// last.
func (p *Panel) find(v visit) error {
	record, err := p.Service.Patient(v.r.Context(), v.actor, v.patient())
	if err != nil {
		return err
	}
	path := patientHref(record.Patient.ID)
	words := p.opened(path, v.r.URL.Query().Get("find"))
	page := FindPage{
		Frame: p.patientFrame("Find a pathway", record.Patient), Base: path, Key: p.NewID(),
		Search: words, Searched: words != "",
	}
	page.Links = page.Links[1:] // this is the page to find a pathway
	lines := p.pathwayLines(record, p.Now())
	page.Found = lines
	if page.Searched {
		page.Found = p.searchLines(lines, words)
		page.Symptoms = p.symptoms(record, words, path, p.Now())
		return p.pages.render(v.w, http.StatusOK, "find", page)
	}
	begun, err := p.Service.List(v.r.Context(), v.actor, tracking.Filter{Patient: record.Patient.ID, Limit: latest})
	if err != nil {
		return err
	}
	for _, c := range begun {
		switch line := p.caseLine(c, ofPatient, false); {
		case c.State == tracking.Draft:
			page.Drafts = append(page.Drafts, line)
		case line.Urgent != nil:
			page.Waiting = append(page.Waiting, line)
		}
	}
	if page.Recent, err = p.recent(v, lines); err != nil {
		return err
	}
	return p.pages.render(v.w, http.StatusOK, "find", page)
}

// latest is how many of a patient's consultations the page looks through. What
// can still be gone on with is among them.
const latest = 30

// pathwayLines are all pathways, with how much each would ask of this patient.
func (p *Panel) pathwayLines(record tracking.Record, now time.Time) []PathwayLine {
	answers := p.Library.Gather(record.Patient.Engine(), record.Answers, now)
	var lines []PathwayLine
	for _, pathway := range p.Library.Pathways() {
		about := pathway.About()
		if about.Status == "retired" {
			continue
		}
		line := PathwayLine{
			ID: about.ID, Title: about.Title, Specialty: specialty(about.Specialty), fits: true,
		}
		if n, applies := pathway.Questions(answers); applies {
			line.Questions = questionsWords(n)
		} else {
			line.Questions, line.fits = "not for this patient", false
		}
		if about.Status != "approved" {
			line.Status = "draft content"
		}
		lines = append(lines, line)
	}
	slices.SortStableFunc(lines, func(a, b PathwayLine) int {
		if a.fits != b.fits {
			return order(a.fits)
		}
		return strings.Compare(a.Title, b.Title)
	})
	return lines
}

func order(first bool) int {
	if first {
		return -1
	}
	return 1
}

// specialty writes a short name as initials, a longer one as a word.
func specialty(id string) string {
	if len(id) <= len("msk") {
		return strings.ToUpper(id)
	}
	return sentence(named(id))
}

func questionsWords(n int) string {
	switch n {
	case 0:
		return "no questions: the record is enough"
	case 1:
		return "1 question"
	default:
		return fmt.Sprintf("up to %d questions", n)
	}
}

// searchLines are the lines that fit the words, best first, with why. Where
// nothing fits them all, it is those that fit some of the phrases.
func (p *Panel) searchLines(lines []PathwayLine, words string) []PathwayLine {
	hits := p.Library.Search(words)
	if len(hits) == 0 {
		for _, phrase := range p.Library.Recognise(words).Unknown {
			hits = append(hits, p.Library.Search(phrase)...)
		}
	}
	var found []PathwayLine
	for _, hit := range hits {
		i := slices.IndexFunc(lines, func(l PathwayLine) bool { return l.ID == hit.Pathway })
		if i < 0 || slices.ContainsFunc(found, func(l PathwayLine) bool { return l.ID == hit.Pathway }) {
			continue
		}
		line := lines[i]
		if hit.Because != hit.Title {
			line.Why = "Fits “" + hit.Because + "”"
		}
		found = append(found, line)
	}
	return found
}

// mostRecent is how many pathways the page offers again.
const mostRecent = 3

// recent are the pathways that this GP used last.
func (p *Panel) recent(v visit, lines []PathwayLine) ([]PathwayLine, error) {
	used, err := p.Service.LatelyUsed(v.r.Context(), v.actor, mostRecent)
	if err != nil {
		return nil, err
	}
	var recent []PathwayLine
	for _, id := range used {
		if i := slices.IndexFunc(lines, func(l PathwayLine) bool { return l.ID == id }); i >= 0 {
			recent = append(recent, lines[i])
		}
	}
	return recent, nil
}

func (p *Panel) searchPathways(v visit) error {
	form, err := readForm(v.r, fields("words"))
	if err != nil {
		return err
	}
	return p.search(v, patientHref(v.patient()), form.Get("words"))
}

// start begins a consultation.
func (p *Panel) start(v visit) error {
	form, err := readForm(v.r, fields("key", "pathway", "symptoms"))
	if err != nil {
		return err
	}
	c, err := p.Service.Start(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key") + "-" + form.Get("pathway")},
		tracking.NewConsultation{Patient: v.patient(), Pathway: form.Get("pathway")})
	if err != nil {
		return err
	}
	if told := p.carried(c, form.Get("symptoms")); len(told) > 0 && len(c.Steps) == 0 {
		write := tracking.Write{Actor: v.actor, Key: form.Get("key") + "-" + form.Get("pathway") + "-symptoms", Version: c.Version}
		if _, err := p.Service.Answer(v.r.Context(), write, c.ID, told); err != nil {
			return err
		}
	}
	return v.to(base(c.ID))
}

package panel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// Meanwhile is what has changed since a draft was last worked on: what a page
// says, and the API gives.
type Meanwhile struct {
	// Since is when it was last worked on.
	Since time.Time `json:"since"`
	// Any says whether anything has changed at all.
	Any bool `json:"any"`
	// Expired says that the draft can only be begun again.
	Expired bool `json:"expired"`
	// Aged is what time alone has changed.
	Aged []Aged `json:"aged"`
	// Answers are findings of which the record says something else.
	Answers []tracking.RecordChange `json:"answers"`
	// Patient has lines about the patient, their medicines and diagnoses.
	Patient []string `json:"patient"`
	// Pathway is how the pathway differs from the draft's own; Version is the
	// pathway's now, where it can be gone on with.
	Pathway []string `json:"pathway"`
	Version string   `json:"version,omitempty"`
	// Services is how the services differ that the letter may go to.
	Services []string `json:"services"`
	// Library is the digest of the library that all this was compared with.
	Library string `json:"library"`
	// Advice is what was advised then, and would be on each way to go on.
	Advice []AdviceLine `json:"advice"`

	c      tracking.Consultation
	record tracking.Record
}

// Aged is something that time alone has changed; Finding is whose answer is now
// out of date, or empty.
type Aged struct {
	Finding string `json:"finding,omitempty"`
	Says    string `json:"says"`
}

// Meanwhile compares a draft that this person has just read with the record,
// the library and the calendar. What has ended does not change.
func (p *Panel) Meanwhile(ctx context.Context, actor tracking.Actor, c tracking.Consultation) (Meanwhile, error) {
	m, err := p.meanwhile(ctx, actor, c)
	if err == nil && m.Any {
		m.Advice, err = p.advices(m)
	}
	return m, err
}

func (p *Panel) meanwhile(ctx context.Context, actor tracking.Actor, c tracking.Consultation) (Meanwhile, error) {
	m := Meanwhile{c: c, Since: c.Updated, Library: p.Library.Digest()}
	if c.State != tracking.Draft {
		return m, nil
	}
	now := p.Now()
	m.Expired = now.After(c.Expires)
	record, err := p.Service.RecordOf(ctx, actor, c)
	if tracking.CodeOf(err) == tracking.NotFound || err == nil && !record.Patient.SamePerson(c.Patient) {
		record, err = tracking.Record{Patient: c.Patient, Answers: c.Answers, Background: c.Background}, nil
	}
	if err != nil {
		return m, err
	}
	m.record = record
	said := c
	said.Answers = p.Library.Fresh(c.Answers, now)
	said.Recorded = p.freshRecorded(c.Recorded, now)
	m.Answers = said.RecordChanges(p.Library.Fresh(record.Answers, now))
	m.Patient = slices.Concat(detailNews(c.Patient, record.Patient), backgroundNews(c.Background, record.Background))
	m.Aged = p.aged(c, m.Since, now)
	if m.Library != c.Pathway.Digest && m.Library != c.LibrarySeen {
		if c.Own == nil {
			m.Pathway, m.Version = p.newPathway(c)
		}
		m.Services = p.serviceNews(c)
	}
	m.Any = len(m.Answers)+len(m.Patient)+len(m.Aged)+len(m.Pathway)+len(m.Services) > 0 || m.Expired
	return m, nil
}

func (p *Panel) freshRecorded(recorded map[string]*engine.Answer, now time.Time) map[string]*engine.Answer {
	out := map[string]*engine.Answer{}
	for id, said := range recorded {
		if said == nil {
			out[id] = nil
			continue
		}
		a := p.Library.Fresh(engine.Answers{id: *said}, now)[id]
		out[id] = &a
	}
	return out
}

// aged says what time alone has changed.
func (p *Panel) aged(c tracking.Consultation, left, now time.Time) []Aged {
	var news []Aged
	person := c.Patient.Engine()
	if was, is := engine.AgeWords(person, left), engine.AgeWords(person, now); was != is && birthday(c.Patient.Born, left, now) {
		news = append(news, Aged{Says: "The patient was " + was + " and is now " + is + "."})
	}
	answers := p.Library.Fresh(c.Answers, now)
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		a := answers[id]
		if f, ok := p.Library.Finding(id); ok && a.Why == engine.WhyOutOfDate && p.counted(f, a, left) && !p.counted(f, a, now) {
			news = append(news, Aged{id, fmt.Sprintf("%s (%s, %s) is now out of date and counts as not known.", short(f), oldValue(f, a), engine.ShortDate(a.Date))})
		}
	}
	return news
}

// counted says whether an answer that is out of date was not so at a moment by
// its date alone: a record may call a complaint of long ago out of date too.
func (p *Panel) counted(f *engine.Finding, a engine.Answer, at time.Time) bool {
	a.State, a.Why = engine.Known, ""
	if f.Kind == engine.KindNumber {
		a.Number = &engine.Interval{Min: f.Min, Max: f.Min} // only its date is looked at
	}
	return p.Library.Fresh(engine.Answers{f.ID: a}, at)[f.ID].State == engine.Known
}

// birthday says whether a whole year of age lies between two moments, or for
// a child under two a whole month.
func birthday(born string, from, to time.Time) bool {
	day, err := time.Parse(time.DateOnly, born)
	if err != nil {
		return false
	}
	months := func(at time.Time) int {
		n := 12*(at.Year()-day.Year()) + int(at.Month()) - int(day.Month())
		if at.Day() < day.Day() {
			n--
		}
		return n
	}
	a, b := months(from), months(to)
	return a/12 != b/12 || b < 24 && a != b
}

// newPathway says how today's version differs from the one of the draft.
func (p *Panel) newPathway(c tracking.Consultation) (news []string, version string) {
	now, ok := p.Library.Pathway(c.Pathway.ID)
	if !ok || now.Identity().Status == "retired" {
		return []string{"This pathway was withdrawn. Consider finding another, or refer in your own words."}, ""
	}
	is := now.Identity()
	if is.Behaviour == c.Pathway.Behaviour && is.Content == c.Pathway.Content && is.Version == c.Pathway.Version {
		return nil, ""
	}
	if p.Older != nil {
		if library, err := p.Older(c.Pathway.Digest); err == nil {
			if before, ok := library.Pathway(c.Pathway.ID); ok {
				return pathwayNews(before, now), is.Version
			}
		}
	}
	return []string{"Its rules or wording have changed."}, is.Version
}

// detailNews are lines about the patient that a letter would print otherwise.
func detailNews(was, is tracking.Patient) []string {
	var news []string
	line := func(what, before, now string) {
		if before != now {
			news = append(news, what+": "+orNone(now)+" (was "+orNone(before)+")")
		}
	}
	line("Name", patientName(was), patientName(is))
	line("Born", engine.ShortDate(was.Born), engine.ShortDate(is.Born))
	line("Sex", sexWords(was.Sex), sexWords(is.Sex))
	line("NHS number", numberWords(was.NHSNumber), numberWords(is.NHSNumber))
	line("Died", diedWords(was.Died), diedWords(is.Died))
	line("Address", was.Address, is.Address)
	line("Phone", was.Phone, is.Phone)
	line("Allergies", allergyWords(was.Allergies), allergyWords(is.Allergies))
	return news
}

func diedWords(died bool) string {
	if died {
		return "the record says so"
	}
	return ""
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// backgroundNews are medicines and diagnoses that came or went.
func backgroundNews(was, is tracking.Background) []string {
	var news []string
	for _, list := range []struct {
		name     string
		was, now []tracking.Entry
	}{{"medicine", was.Medicines, is.Medicines}, {"diagnosis", was.PastHistory, is.PastHistory}} {
		for _, e := range list.now {
			if !hasEntry(list.was, e) {
				news = append(news, "New "+list.name+": "+e.Text)
			}
		}
		for _, e := range list.was {
			if !hasEntry(list.now, e) {
				news = append(news, "No longer a "+list.name+" of the record: "+e.Text)
			}
		}
	}
	return news
}

func hasEntry(list []tracking.Entry, e tracking.Entry) bool {
	return slices.ContainsFunc(list, func(have tracking.Entry) bool { return have.Text == e.Text })
}

// mark tells whether the record and the library are those a page showed.
func (m Meanwhile) mark(library string) string {
	b, err := json.Marshal(m.record)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(append(b, library...))
	return hex.EncodeToString(sum[:8])
}

// changed shows what has changed, and what it would do to the advice.
func (p *Panel) changed(v visit) error {
	c, err := p.Service.Resume(v.r.Context(), v.actor, v.consultation())
	if err != nil {
		return err
	}
	m, err := p.meanwhile(v.r.Context(), v.actor, c)
	if err != nil {
		return err
	}
	if !m.Any {
		d, err := p.decision(c)
		if err != nil {
			return err
		}
		return v.to(nextPage(c, d))
	}
	page, err := p.changedPage(m)
	if err != nil {
		return err
	}
	return p.pages.render(v.w, http.StatusOK, "changed", page)
}

// takeChanges keeps what the GP chose of the changes, and goes on.
func (p *Panel) takeChanges(v visit) error {
	form, err := readForm(v.r, fields("key", "mark", "take", "go"))
	if err != nil {
		return err
	}
	c, err := p.Service.Resume(v.r.Context(), v.actor, v.consultation())
	if err != nil {
		return err
	}
	m, err := p.meanwhile(v.r.Context(), v.actor, c)
	if err != nil {
		return err
	}
	if !m.Any {
		return v.to(base(c.ID))
	}
	if form.Get("mark") != m.mark(p.Library.Digest()) {
		return v.to(base(c.ID) + "/changed") // it changed again: look at that first
	}
	if !m.Expired {
		c, err = p.Service.TakeRecord(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key")}, c.ID,
			tracking.Looked{Record: m.record, Take: form["take"], Library: p.Library.Digest()})
		if err != nil {
			return err
		}
	}
	if form.Get("go") == "version" || m.Expired {
		return p.startAgain(v, c)
	}
	return v.to(base(c.ID))
}

// startAgain goes on with the same answers on the pathway as it is today, and
// closes the draft that they come from.
func (p *Panel) startAgain(v visit, c tracking.Consultation) error {
	ctx := v.r.Context()
	next, err := p.Service.Start(ctx, tracking.Write{Actor: v.actor, Key: "again-" + string(c.ID) + "-" + p.Library.Digest()},
		tracking.NewConsultation{Patient: c.Patient.ID, Pathway: c.Pathway.ID, Own: c.Own, From: c.ID})
	if err != nil {
		return err
	}
	// Closing a draft deletes its pictures: with some, it stays beside the new one.
	if !p.Now().After(c.Expires) && len(c.Pictured()) == 0 {
		if _, err := p.Service.Abandon(ctx, tracking.Write{Actor: v.actor, Key: p.NewID()}, c.ID); err != nil {
			return err
		}
	}
	return v.to(base(next.ID))
}

// withNews leads from a page to what has changed since the draft was left.
func (p *Panel) withNews(v visit, f *Frame, c tracking.Consultation) error {
	m, err := p.meanwhile(v.r.Context(), v.actor, c)
	if err == nil && m.Any {
		f.Changed = base(c.ID) + "/changed"
	}
	return err
}

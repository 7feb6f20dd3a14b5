package panel

import (
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// stale is how old a service's state may be before the page says that nobody
// has confirmed it.
const stale = 7 * 24 * time.Hour

// services are those that may take the patient, the recommended one chosen.
// None is hidden: one that is paused names what to use instead. Which they are
// and in what order is the draft's own advice; how each stands is as today.
func (p *Panel) services(c tracking.Consultation, d engine.Decision) []ServiceView {
	today := make([]engine.ServiceOption, len(d.Services))
	since := make([]string, len(d.Services))
	for i, s := range d.Services {
		today[i], since[i] = p.today(s)
	}
	chosen := c.Addressee(d)
	if c.Service == "" || chosen != c.Service {
		chosen = tracking.Preferred(slices.DeleteFunc(slices.Clone(today), func(s engine.ServiceOption) bool { return s.State.Is == gone }))
	}
	var list []ServiceView
	for i, s := range today {
		view := ServiceView{
			Choice: Choice{ID: "service-" + s.ID, Name: "service", Value: s.ID, Label: s.Name, Checked: s.ID == chosen},
			State:  p.stateTag(s.State), Lines: p.serviceLines(s),
		}
		if since[i] != "" {
			view.Lines = append([]string{since[i]}, view.Lines...)
		}
		list = append(list, view)
	}
	return list
}

// gone is the state of a service that the directory no longer has.
const gone = "gone"

// today gives a service of a draft as it stands now, and says how that differs
// from what the draft was begun with.
func (p *Panel) today(s engine.ServiceOption) (now engine.ServiceOption, since string) {
	was := s.State
	is, ok := p.Library.Service(s.ID)
	if !ok {
		s.State = engine.ServiceState{Is: gone}
	} else {
		s.State, s.Instead = is.State, is.Instead
	}
	if s.State.Is == was.Is && s.State.Until == was.Until {
		return s, ""
	}
	return s, "When this draft was begun: " + standing(was) + "."
}

// stateTag says how a service stands, in words and colour.
func (p *Panel) stateTag(s engine.ServiceState) Tag {
	if p.isStale(s) {
		return Tag{"Not confirmed since " + engine.ShortDate(s.Since), "sp-not"}
	}
	wait := ""
	if s.WaitDays > 0 {
		wait = ", first seen in about " + counted(s.WaitDays, "day")
	}
	switch s.Is {
	case "open":
		return Tag{"Open" + wait, "sp-met"}
	case "long_wait":
		return Tag{"Long wait" + wait, "sp-open-state"}
	case "advice_only":
		return Tag{"Advice only", "sp-say"}
	case "paused":
		if until := engine.ShortDate(s.Until); until != "" {
			return Tag{"Paused until " + until, "sp-stop"}
		}
		return Tag{"Paused", "sp-stop"}
	case gone:
		return Tag{"No longer in the directory", "sp-stop"}
	}
	return Tag{"State not known", "sp-not"}
}

func (p *Panel) isStale(s engine.ServiceState) bool {
	since, err := time.Parse(time.DateOnly, s.Since)
	return err == nil && p.Now().Sub(since) > stale
}

func (p *Panel) serviceLines(s engine.ServiceOption) []string {
	var lines []string
	add := func(parts ...string) {
		var said []string
		for _, part := range parts {
			if part != "" {
				said = append(said, strings.TrimSuffix(part, "."))
			}
		}
		if len(said) > 0 {
			lines = append(lines, strings.Join(said, ". ")+".")
		}
	}
	switch s.Accepts {
	case engine.IsNotMet:
		add("Does not take this patient: " + s.AcceptsSays)
	case engine.IsOpen:
		add("Takes: "+s.AcceptsSays, "Not known here: "+p.shorts(s.Missing))
	case engine.IsMet:
	}
	add(s.State.Says)
	if other, ok := p.Library.Service(s.Instead); ok {
		add("Use " + other.Name + " instead")
	}
	told, onward := "", ""
	if since := engine.ShortDate(s.State.Since); since != "" && !p.isStale(s.State) {
		told = "As told on " + since
	}
	if s.RefersOnward {
		onward = "Refers onward itself"
	}
	add(s.Where, sentence(s.How.Method), s.How.Phone, s.Hours, onward, told)
	return lines
}

func (p *Panel) shorts(findings []string) string {
	words := make([]string, 0, len(findings))
	for _, id := range findings {
		if f, ok := p.Library.Finding(id); ok {
			words = append(words, short(f))
		}
	}
	return strings.Join(words, ", ")
}

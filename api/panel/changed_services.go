package panel

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// serviceNews says how the services differ that a draft's letter may go to from
// those of its own library: the chosen one, or all that the advice offers.
// Without that library nothing can be compared.
func (p *Panel) serviceNews(c tracking.Consultation) []string {
	if p.Older == nil {
		return nil
	}
	older, err := p.Older(c.Pathway.Digest)
	if err != nil {
		return nil
	}
	var news []string
	for _, id := range p.mayGoTo(c) {
		if was, ok := older.Service(id); ok {
			is, _ := p.Library.Service(id)
			news = append(news, serviceChanges(was, is)...)
		}
	}
	return news
}

// mayGoTo are the services that the letter may go to.
func (p *Panel) mayGoTo(c tracking.Consultation) []string {
	d, err := p.decision(c)
	if err != nil || c.Service != "" && c.Addressee(d) == c.Service {
		return []string{c.Service}
	}
	var list []string
	for _, s := range d.Services {
		if s.Accepts != engine.IsNotMet {
			list = append(list, s.ID)
		}
	}
	return list
}

// serviceChanges says how a service differs; nil is one that is gone. A wait
// changes with every directory, and is no news by itself.
func serviceChanges(was, is *engine.Service) []string {
	if is == nil {
		return []string{was.Name + " is no longer in the directory."}
	}
	var news []string
	differs := func(what, before, now string) {
		if before != now {
			news = append(news, was.Name+": "+what+orNone(now)+" (was "+orNone(before)+").")
		}
	}
	differs("now called ", was.Name, is.Name)
	if was.State.Is != is.State.Is || was.State.Until != is.State.Until {
		differs("", standing(was.State), standing(is.State))
	}
	differs("sent by ", reached(was.How), reached(is.How))
	differs("now at ", was.Where, is.Where)
	return news
}

// standing is how a service stands, however long ago it said so.
func standing(s engine.ServiceState) string {
	words := named(s.Is)
	if until := engine.ShortDate(s.Until); until != "" {
		words += " until " + until
	}
	if s.WaitDays > 0 {
		words += ", first seen in about " + counted(s.WaitDays, "day")
	}
	return words
}

func reached(how engine.HowToSend) string {
	words := how.Method
	for _, more := range []string{how.To, how.Email, how.Phone} {
		if more != "" {
			words += ", " + more
		}
	}
	return words
}

package panel

import (
	"fmt"
	"net/http"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// list shows the practice's consultations.
func (p *Panel) list(v visit) error {
	show := v.r.URL.Query().Get("show")
	filter, ok := filterFor(show)
	if !ok {
		return &tracking.Error{Code: tracking.NotFound, Message: "There is no such list."}
	}
	lines, err := p.Service.List(v.r.Context(), v.actor, filter)
	if err != nil {
		return err
	}
	page := ListPage{Frame: p.frame("Practice list"), Filters: filters(show), Empty: "Nothing here yet."}
	page.Links = page.Links[1:] // this is the practice's list
	for _, line := range lines {
		page.Cases = append(page.Cases, p.caseLine(line, show, true))
	}
	return p.pages.render(v.w, http.StatusOK, "list", page)
}

func filterFor(show string) (tracking.Filter, bool) {
	switch show {
	case "":
		return tracking.Filter{}, true
	case "drafts":
		return tracking.Filter{State: tracking.Draft}, true
	case "sent":
		return tracking.Filter{State: tracking.Sent}, true
	case "advised":
		return tracking.Filter{State: tracking.Advised}, true
	case "overridden":
		return tracking.Filter{Overridden: true}, true
	}
	return tracking.Filter{}, false
}

func filters(show string) []Filter {
	all := []Filter{
		{Link: Link{"All", ""}}, {Link: Link{"Drafts", "drafts"}}, {Link: Link{"Sent", "sent"}},
		{Link: Link{"Advised", "advised"}}, {Link: Link{"Another way", "overridden"}},
	}
	for i, f := range all {
		all[i].Current = f.Href == show
		all[i].Href = "/consultations"
		if f.Href != "" {
			all[i].Href += "?show=" + f.Href
		}
	}
	return all
}

// caseLine writes a consultation for a list that has a name; the patient is
// named where the page does not name them.
func (p *Panel) caseLine(c tracking.Summary, from string, named bool) CaseLine {
	line := CaseLine{
		Href: base(c.ID), Pathway: p.caseTitle(c.Pathway.ID, c.Own),
		When: c.Updated.In(p.Now().Location()).Format("02-Jan-2006, 15:04"), By: c.StartedBy.Name,
		State: stateTag(c.State), Overridden: c.Override != nil,
	}
	if named {
		line.Patient = patientName(c.Patient)
	}
	p.leadLine(&line, c, from)
	var says []string
	if c.Outcome != nil {
		says = append(says, stopped(c.Outcome.Summary))
	}
	if c.State == tracking.Draft && c.Own != nil {
		says = append(says, "Kept until "+c.Expires.In(p.Now().Location()).Format("02-Jan-2006")+".")
	} else if c.State == tracking.Draft {
		says = append(says, counted(c.Answered, "answer")+" so far. Kept until "+c.Expires.In(p.Now().Location()).Format("02-Jan-2006")+".")
	}
	if chase := engine.ShortDate(c.ChaseOn); chase != "" {
		says = append(says, "Chase on "+chase+".")
	}
	line.Says = strings.Join(says, " ")
	return line
}

func stateTag(s tracking.State) Tag {
	switch s {
	case tracking.Draft:
		return Tag{"Draft", "sp-open-state"}
	case tracking.Sent:
		return Tag{"Sent", "sp-met"}
	case tracking.Advised:
		return Tag{"Advised", "sp-say"}
	case tracking.Abandoned:
		return Tag{"Closed", "sp-not"}
	}
	return Tag{string(s), "sp-not"}
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

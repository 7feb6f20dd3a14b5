package panel

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// ofPatient names the list of one patient's consultations, as filters name
// those of the practice.
const ofPatient = "patient"

// leadLine says what cannot wait on other pathways, or who has seen it.
func (p *Panel) leadLine(line *CaseLine, c tracking.Summary, from string) {
	to := base(c.ID) + "/advice"
	line.Action, line.From = base(c.ID)+"/seen", from
	if first, more := foremost(c.Leading); first != "" {
		line.Urgent, line.More = &Link{first, to}, more
		for _, m := range c.Leading {
			line.Rows = append(line.Rows, rowMark(tracking.LeadingRowOf(m)))
		}
	}
	if c.Seen == nil {
		return
	}
	if first, more := foremost(c.Seen.Leading); first != "" {
		line.Seen = "Seen by " + c.Seen.Name + ", " + c.Seen.At.In(p.Now().Location()).Format("02-Jan-2006") + ":"
		line.SeenOf = &Link{first + more, to}
	}
}

// foremost is the most urgent of what cannot wait, and how many more there are.
func foremost(met []engine.Met) (says, more string) {
	first := leads(met, false)
	if len(first) == 0 {
		return "", ""
	}
	if n := len(first) - 1; n > 0 {
		more = " and " + strconv.Itoa(n) + " more"
	}
	return leadWords(first[0]), more
}

// rowMark names a row that leads, in a form.
func rowMark(r tracking.LeadingRow) string {
	return r.Pathway + "/" + r.Row + "/" + string(r.Within)
}

func rowMarked(mark string) tracking.LeadingRow {
	pathway, rest, _ := strings.Cut(mark, "/")
	row, within, _ := strings.Cut(rest, "/")
	return tracking.LeadingRow{Pathway: pathway, Row: row, Within: engine.Within(within)}
}

// seen records that the GP has seen what a list says is more urgent elsewhere,
// or takes that back, and goes back to the list.
func (p *Panel) seen(v visit) error {
	form, err := readForm(v.r, fields("row", "from", "go"))
	if err != nil {
		return err
	}
	var c tracking.Consultation
	if form.Get("go") == "unseen" {
		c, err = p.Service.UnseeLeading(v.r.Context(), v.actor, v.consultation())
	} else {
		rows := make([]tracking.LeadingRow, len(form["row"]))
		for i, mark := range form["row"] {
			rows[i] = rowMarked(mark)
		}
		c, err = p.Service.SeeLeading(v.r.Context(), v.actor, v.consultation(), rows)
	}
	if err != nil {
		return err
	}
	from := form.Get("from")
	if from == ofPatient {
		return v.to(patientHref(c.Patient.ID))
	}
	for _, f := range filters(from) {
		if f.Current {
			return v.to(f.Href)
		}
	}
	return v.to("/consultations")
}

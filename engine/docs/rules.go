package docs

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

func count(n int) string { return strconv.Itoa(n) }

func criterionHref(n int) string { return "#criterion-" + count(n) }

func (r *reader) whoFor(pg *Page) {
	if c := r.p.AppliesTo(); c != nil {
		pg.Everyone = r.w.Phrase(c).Always()
		pg.For = r.condition(c)
	}
	for _, n := range r.p.NotFor() {
		pg.NotFor = append(pg.NotFor, NotFor{
			When: r.condition(n.When), Says: n.Says, Outcome: r.outcomeLink(n.Outcome), Evidence: n.Evidence,
		})
	}
}

func (r *reader) criteria(pg *Page) {
	own := map[string]*engine.Criterion{}
	for _, c := range r.p.Criteria() {
		own[c.ID] = c
	}
	for i, id := range r.names {
		c := Criterion{Number: i + 1, Name: sentence(r.plain(id)), UsedBy: r.usedBy(id)}
		if shared, ok := r.lib.Criterion(id); ok && own[id] == nil {
			own[id], c.Shared = shared, true
		}
		if from := own[id]; from != nil {
			c.Says, c.Evidence = from.Says, from.Evidence
			c.Rule, c.Parameters = r.setOut(from.When, "Criterion "+count(c.Number)+", "+r.plain(id)), r.values(from.When)
		} else if b, ok := r.lib.Band(id); ok {
			c.Says, c.Evidence, c.Shared = b.Says, b.Evidence, true
			c.Band = r.band(b)
		}
		pg.Criteria = append(pg.Criteria, c)
	}
}

// setOut sets a condition out as a list and, where it mixes and with or, as a
// table too.
func (r *reader) setOut(c *engine.Condition, name string) Clause {
	p := r.w.Phrase(c)
	out := r.clause(p)
	for _, k := range p.Parts {
		if k.Kind != english.Leaf {
			// A row of the tables may ask it of its parts; as a whole it is one.
			part := r.tables.part(p)
			r.tables.entitle(p, name)
			out.Part = &part
			break
		}
	}
	return out
}

func (r *reader) band(b *engine.Band) *Band {
	f, _ := r.lib.Finding(b.Finding)
	by, _ := r.lib.Finding(b.By)
	if f == nil || by == nil {
		return nil
	}
	out := &Band{By: english.Lower(by.Short), Finding: f.Short, Else: "Outside these ranges it is not met."}
	sign := map[string]string{">": "above ", ">=": "at or above ", "<": "below ", "<=": "at or below "}[b.Compare]
	for _, l := range b.Lines {
		from, below := r.plainNumber(by, l.From), r.plainNumber(by, l.Below)
		span := "any"
		switch {
		case l.HasFrom && l.HasBelow:
			span = from + " to below " + below
		case l.HasFrom:
			span = from + " or more"
		case l.HasBelow:
			span = "below " + below
		}
		out.Lines = append(out.Lines, [2]string{span, sign + r.lib.Show(f.ID, engine.Number(l.Threshold))})
	}
	return out
}

func (r *reader) plainNumber(f *engine.Finding, v float64) string {
	if f.FromPatient == "age" {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return r.lib.Show(f.ID, engine.Number(v))
}

// usedBy says which rows and criteria name a criterion.
func (r *reader) usedBy(id string) []string {
	var out []string
	uses := func(c *engine.Condition, name string) {
		for _, n := range namesIn(c.Root()) {
			if n == id {
				out = append(out, name)
				return
			}
		}
	}
	for i, row := range r.p.Rows() {
		uses(row.When, "row "+count(i+1))
	}
	for i, row := range r.p.AlsoRows() {
		uses(row.When, "further advice "+count(i+1))
	}
	for _, n := range r.p.NotFor() {
		uses(n.When, "not for")
	}
	uses(r.p.AppliesTo(), "who it is for")
	for i, name := range r.names {
		if inner, ok := r.p.Named(name); ok {
			uses(inner, "criterion "+count(i+1))
		}
	}
	for _, f := range r.p.Findings() {
		if c, ok := r.lib.Derivation(f); ok {
			uses(c, "“"+r.short(f)+"”")
		}
	}
	return out
}

func (r *reader) short(finding string) string {
	if f, ok := r.lib.Finding(finding); ok && f.Short != "" {
		return f.Short
	}
	return words(finding)
}

func (r *reader) rows(pg *Page) {
	for i, row := range r.p.Rows() {
		pg.Rows = append(pg.Rows, r.row(row, i+1))
	}
	for i, row := range r.p.AlsoRows() {
		pg.AlsoRows = append(pg.AlsoRows, r.row(row, i+1))
	}
	pg.Notes = append(notes("Row ", "#row-", pg.Rows), notes("Further advice ", "#also-row-", pg.AlsoRows)...)
}

// notes gathers what rows say to those who sign.
func notes(name, href string, rows []Row) []Note {
	var out []Note
	for _, row := range rows {
		where := Link{Text: name + count(row.Number), Href: href + row.ID}
		if row.Note != "" {
			out = append(out, Note{Row: where, Text: row.Note})
		}
		if row.Because != "" {
			out = append(out, Note{Row: where, Text: "It stands below a less urgent row because: " + english.Lower(row.Because)})
		}
	}
	return out
}

func (r *reader) row(row *engine.Row, number int) Row {
	out := Row{
		Number: number, ID: row.ID, Name: sentence(r.plain(row.ID)), RedFlag: row.RedFlag, Outcome: r.outcomeLink(row.Outcome),
		Evidence: row.Evidence, Strength: strength(row.Strength), Because: sentence(row.Because),
		Note: sentence(strings.TrimSpace(strings.TrimPrefix(row.Note, "for signers:"))),
	}
	if row.Otherwise {
		out.When = Clause{Text: "Everybody whom no row above fits"}
	} else {
		out.When = r.condition(row.When)
	}
	if o, ok := r.p.Outcome(row.Outcome); ok {
		out.Within = english.Within(o.Within)
	}
	return out
}

func strength(s engine.Strength) string {
	switch s {
	case engine.StrengthRefer:
		return "Refer"
	case engine.StrengthOffer:
		return "Offer"
	case engine.StrengthConsider:
		return "Consider"
	}
	return ""
}

// values gives the parameters of a condition.
func (r *reader) values(c *engine.Condition) []Parameter {
	var out []Parameter
	for _, p := range r.w.Parameters(c) {
		out = append(out, r.parameter(p))
	}
	return out
}

func (r *reader) parameters(pg *Page) {
	for _, p := range r.p.Parameters() {
		pg.Parameters = append(pg.Parameters, r.parameter(p))
	}
}

func (r *reader) parameter(p *engine.Parameter) Parameter {
	says := p.Says
	if says == "" {
		says = words(p.ID)
	}
	out := Parameter{Says: says, Value: quantity(p.Value, p.Unit), Evidence: p.Evidence}
	if p.National != nil {
		out.National = quantity(*p.National, p.Unit)
	}
	return out
}

// quantity writes a number with its UCUM unit as a reader knows it.
func quantity(v float64, unit string) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	switch name := strings.Trim(unit, "{}"); {
	case unit == "" || unit == "1" || name == "grade" || name == "score" || name == "points" || name == "count":
		return s
	case unit == "%":
		return s + "%"
	case unit == "a":
		return s + " years"
	case unit == "mo":
		return s + " months"
	case unit == "wk":
		return s + " weeks"
	case unit == "d":
		return s + " days"
	default:
		return s + " " + strings.ReplaceAll(name, "ug/", "µg/")
	}
}

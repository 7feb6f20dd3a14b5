package docs

import (
	"strings"
)

// mostColumns is how many conditions stand side by side on paper; a table
// with more lists what each row asks.
const mostColumns = 4

func (pg *Page) tableBlocks() []Block {
	out := []Block{{Heading: "Decision tables", Text: "Yes and no are answers. “Not known” means asked or looked for, and not known; it is never read as no. “Any” means that it does not matter there. " + tablesProved(pg.Proved)}}
	for _, list := range [][]Table{pg.Decide, pg.Also, pg.Parts} {
		for _, t := range list {
			out = append(out, t.block())
			if t.Next != "" {
				out = append(out, Block{Title: t.Next})
			}
		}
	}
	return out
}

func (t Table) block() Block {
	b := Block{Heading: t.Name, Text: t.Policy, Grid: &Grid{Name: t.Name}}
	if t.Caption != "" {
		b.Text = t.Caption + ".\n" + t.Policy
	}
	switch {
	case t.IsList:
		b.Grid.Head, b.Grid.Widths = []string{"No.", "Condition", "Answer"}, []float64{1, 7, 3}
		for _, l := range t.Lines {
			b.Grid.Rows = append(b.Grid.Rows, []string{count(l.Number), l.About.Text, l.Cells[0].Text})
		}
	case len(t.Heads) > mostColumns:
		t.listed(b.Grid)
	default:
		t.side(b.Grid)
	}
	return b
}

// listed says what each row asks, one below the other.
func (t Table) listed(g *Grid) {
	g.Head, g.Widths = []string{"Row", "If"}, []float64{1.3, 6}
	if t.Advises {
		g.Head, g.Widths = append(g.Head, "Advice"), append(g.Widths, 4)
	}
	for _, l := range t.Lines {
		var asks []string
		for _, c := range l.Cells {
			if c.Matters() && !l.Everybody {
				asks = append(asks, c.Head+": "+c.Text)
			}
		}
		if l.Everybody {
			asks = []string{"Everybody else"}
		}
		row := []string{l.name(), strings.Join(asks, "\n")}
		if t.Advises {
			row = append(row, l.advice())
		}
		g.Rows = append(g.Rows, row)
	}
}

func (t Table) side(g *Grid) {
	g.Head, g.Widths = []string{"Row"}, []float64{1.3}
	for _, h := range t.Heads {
		g.Head, g.Widths = append(g.Head, h.Text), append(g.Widths, 2.4)
	}
	if t.Advises {
		g.Head, g.Widths = append(g.Head, "Advice"), append(g.Widths, 4)
	}
	for _, l := range t.Lines {
		row := []string{l.name()}
		for i, c := range l.Cells {
			text := c.Text
			if l.Everybody {
				text = ""
				if i == 0 {
					text = "Everybody else"
				}
			}
			row = append(row, text)
		}
		if t.Advises {
			row = append(row, l.advice())
		}
		g.Rows = append(g.Rows, row)
	}
}

func (l Line) name() string {
	if l.RedFlag {
		return count(l.Number) + "\nRed flag"
	}
	return count(l.Number)
}

func (l Line) advice() string { return l.Outcome.Text + "\n" + l.Within }

func (pg *Page) rowBlocks() []Block {
	out := []Block{{Heading: "The rows, one by one"}}
	add := func(name string, rows []Row) {
		for _, r := range rows {
			title := r.Name
			if r.RedFlag {
				title += " (red flag)"
			}
			out = append(out, Block{Grid: card(name+count(r.Number), title, "When", r.When.flat(), "Leads to", r.Outcome.Text+" ("+r.Within+")",
				"Strength", r.Strength, "Evidence", cited(r.Evidence), "Why it stands here", r.Because, "For signers", r.Note)})
		}
	}
	add("Row ", pg.Rows)
	add("Advice ", pg.AlsoRows)
	return out
}

func (pg *Page) outcomeBlocks() []Block {
	out := []Block{{Heading: "Outcomes, with what the patient is told"}}
	for _, o := range pg.Outcomes {
		var steps, leaflets []string
		for i, s := range o.Steps {
			steps = append(steps, count(i+1)+". "+s)
		}
		for _, l := range o.Leaflets {
			leaflets = append(leaflets, l.Title)
		}
		chase := ""
		if o.ChaseAfter != "" {
			chase = "The patient asks if nothing has come after " + o.ChaseAfter + "."
		}
		out = append(out, Block{Grid: card("Outcome", o.Summary, "What it is", o.Action, "How soon", o.Within,
			"Who takes it", strings.Join(o.GoesTo, "; "), "Reached by", strings.Join(o.UsedBy, ", "), "Question asked", o.Question,
			"Tests", strings.Join(o.Tests, "; "), "Letter also asks", strings.Join(o.Requires, "; "), "Alternative", o.Alternative.Text,
			"What the GP does", strings.Join(steps, "\n"), "The patient is told", o.TellPatient, "Safety net", o.SafetyNet,
			"If nothing comes", chase, "Leaflets", strings.Join(leaflets, "; "))})
	}
	return out
}

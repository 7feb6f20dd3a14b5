package docs

import (
	"strings"

	"signpost.health/signpost/engine"
)

// Block is a piece of a page for a renderer that has headings, text, lists and
// tables: what HTML says, for paper.
type Block struct {
	Heading, Title string
	Text           string
	Items          []string
	Grid           *Grid
}

// Grid is a table whose first cells name their rows.
type Grid struct {
	Name   string
	Head   []string
	Widths []float64
	Rows   [][]string
}

// Blocks gives the page as a stream. The flow picture is left out: the tables
// say the same.
func (pg *Page) Blocks() []Block {
	out := pg.purposeBlocks()
	out = append(out, pg.openBlocks()...)
	out = append(out, pg.criteriaBlocks()...)
	out = append(out, pg.tableBlocks()...)
	out = append(out, pg.rowBlocks()...)
	out = append(out, pg.outcomeBlocks()...)
	out = append(out, pg.caseBlocks()...)
	out = append(out, pg.unknownBlocks()...)
	out = append(out, pg.questionBlocks()...)
	return append(out, pg.endBlocks()...)
}

// card is a table of names and what is said of them, under a head of its own;
// what is empty is left out.
func card(what, name string, of ...string) *Grid {
	g := &Grid{Name: what + " " + name, Head: []string{what, name}, Widths: []float64{1, 4}}
	for i := 0; i+1 < len(of); i += 2 {
		if of[i+1] != "" {
			g.Rows = append(g.Rows, []string{of[i], of[i+1]})
		}
	}
	return g
}

func (pg *Page) purposeBlocks() []Block {
	a := pg.About
	whom := "Everybody"
	if !pg.Everyone {
		whom = pg.For.flat()
	}
	out := []Block{{
		Heading: "What it is for", Text: a.Purpose,
		Grid: card("Who", "For whom it is meant", "For", whom, "Not meant for", a.NotMeantFor, "Specialty", specialty(a.Specialty),
			"Owner", a.Owner, "Review by", pg.ReviewBy, "Letters go to", a.LetterTo, "Letters begin", a.LetterIntro),
	}}
	for _, n := range pg.NotFor {
		out = append(out, Block{Grid: card("Not for", "", "Who", n.When.flat(), "Why", n.Says, "Instead", n.Outcome.Text, "Evidence", cited(n.Evidence))})
	}
	return out
}

func (pg *Page) openBlocks() []Block {
	var out []Block
	if pg.Changes.Since != "" {
		b := Block{Heading: "What changed", Text: "Compared with " + pg.Changes.Since + ".", Items: pg.Changes.Says}
		if len(b.Items) == 0 {
			b.Text += " Nothing changed."
		}
		out = append(out, b)
	}
	if len(pg.Notes) > 0 {
		b := Block{Heading: "Open points for signers", Text: "The authors ask those who sign to look at these."}
		for _, n := range pg.Notes {
			b.Items = append(b.Items, n.Row.Text+": "+n.Text)
		}
		out = append(out, b)
	}
	return out
}

func (pg *Page) criteriaBlocks() []Block {
	if len(pg.Criteria) == 0 {
		return nil
	}
	out := []Block{{Heading: "Criteria", Text: "“Says” is how the authors word a criterion for readers. “Means” is generated from the rule that decides: the two must agree."}}
	for _, c := range pg.Criteria {
		means := c.Rule.flat()
		if c.Band != nil {
			means = c.Band.Finding + ", by " + c.Band.By + ":"
			for _, l := range c.Band.Lines {
				means += "\n• " + l[0] + ": " + l[1]
			}
			means += "\n" + c.Band.Else
		}
		used := strings.Join(c.UsedBy, ", ")
		if used == "" {
			used = "no row: it is shown beside the advice"
		}
		out = append(out, Block{Grid: card("Criterion "+count(c.Number), c.Name,
			"Says", c.Says, "Means", means, "Local values", values(c.Parameters), "Evidence", cited(c.Evidence), "Used by", used)})
	}
	return out
}

func values(ps []Parameter) string {
	var out []string
	for _, p := range ps {
		s := p.Says + ": " + p.Value
		if p.National != "" {
			s += " (national value: " + p.National + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

// cited writes sources as text.
func cited(cites []engine.Citation) string {
	var out []string
	for _, c := range cites {
		s := c.Title
		if c.Place != "" {
			s += ", " + c.Place
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// flat writes a clause as lines, the deeper the more dashes.
func (c Clause) flat() string { return strings.Join(c.lines(0), "\n") }

func (c Clause) lines(depth int) []string {
	text := c.Text
	if c.Criterion > 0 {
		text = "Criterion " + count(c.Criterion) + ": " + text
	}
	if len(c.Detail) > 0 {
		text += " (the list: " + strings.Join(c.Detail, "; ") + ")"
	}
	if depth > 0 {
		text = strings.Repeat("    ", depth-1) + "• " + text
	}
	out := []string{text}
	for _, k := range c.Items {
		out = append(out, k.lines(depth+1)...)
	}
	return out
}

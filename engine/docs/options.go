package docs

import (
	"fmt"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/graph"
)

// Options are what a page needs besides the pathway.
type Options struct {
	Suites    []*examples.Suite
	Approvals []*approval.Sheet
	// Letter writes the letter of a worked case as plain text; nil writes none.
	Letter func(p *engine.Pathway, w Worked) (string, error)
	// Since names the version before, and Changes says what changed since, one
	// sentence each; without them nothing is compared.
	Since   string
	Changes func(p *engine.Pathway) ([]string, error)
}

// Worked is a worked case as a letter needs it.
type Worked struct {
	Name     string
	Patient  engine.Patient
	Today    time.Time
	Answers  engine.Answers
	Decision engine.Decision
}

// Read makes the page of a pathway.
func Read(p *engine.Pathway, o Options) (*Page, error) {
	r := &reader{p: p, lib: p.Library(), w: english.For(p), o: o, spelt: spellings(p.Library())}
	r.number()
	pg := &Page{About: p.About(), Identity: p.Identity(), ReviewBy: engine.LongDate(p.About().ReviewBy)}
	pg.Standing = approval.Of(pg.Identity, o.Approvals)
	pg.Status = statusOf(pg.About.Status, pg.Standing)
	// Over the node budget there is no compiled pathway, and nothing is proved.
	r.compiled, _ = p.Compile()
	r.tables = &tabler{r: r, parts: map[string]int{}}
	r.whoFor(pg)
	pg.Decide, pg.Also = r.tables.decide(), r.tables.also()
	r.criteria(pg)
	r.rows(pg)
	r.pictures(pg)
	r.outcomes(pg)
	if err := r.cases(pg); err != nil {
		return nil, err
	}
	r.unknowns(pg)
	r.parameters(pg)
	r.questions(pg)
	pg.Sources = r.sources(pg)
	pg.Parts = r.tables.all
	if err := r.prove(pg); err != nil {
		return nil, err
	}
	if o.Changes != nil {
		says, err := o.Changes(p)
		if err != nil {
			return nil, fmt.Errorf("compare %s with %s: %w", pg.About.ID, o.Since, err)
		}
		pg.Changes = Changes{Since: o.Since, Says: says}
	}
	return pg, nil
}

// reader gathers what a page says of one pathway.
type reader struct {
	p   *engine.Pathway
	lib *engine.Library
	w   *english.Writer
	o   Options

	tables *tabler
	// compiled is the pathway for every patient; nil where it is too large.
	compiled *engine.Compiled
	// names are the criteria and bands in order; numbers finds them.
	names   []string
	numbers map[string]int
	// spelt says how the library writes words such as CA125.
	spelt map[string]string
}

// pictureHeight is what fits on a printed page under its heading.
const pictureHeight = 900

func (r *reader) pictures(pg *Page) {
	f := graph.Of(r.p)
	link := func(id string) string { return "#outcome-" + id }
	pg.Wide = graph.SVGs(f, graph.SVGOptions{Width: 760, Height: pictureHeight, Link: link})
	pg.Narrow = graph.SVGs(f, graph.SVGOptions{Width: 350, Link: link})
}

func statusOf(status string, s approval.Standing) Status {
	switch {
	case status == "approved" && s.Approved():
		return Status{Word: "Approved", Says: "Approved: signed as it stands by a GP and by the receiving service.", Ready: true}
	case status == "approved":
		return Status{Word: "Not signed", Says: "It says approved, but as it stands it is not signed by " + missing(s) + ". Not for use on patients."}
	case status == "in_review":
		return Status{Word: "In review", Says: "In review: not for use on patients until it is signed by " + missing(s) + "."}
	case status == "retired":
		return Status{Word: "Retired", Says: "Retired: no longer for use."}
	case s.Approved():
		return Status{Word: "Draft", Says: "Draft, signed as it stands by a GP and by the receiving service; its status is not yet changed to approved."}
	}
	return Status{Word: "Draft", Says: "Draft: not for use on patients until it is signed by " + missing(s) + "."}
}

func missing(s approval.Standing) string {
	out := ""
	for i, role := range s.Missing {
		if i > 0 {
			out += " and by "
		}
		out += role.Who()
	}
	if out == "" {
		return "nobody else"
	}
	return out
}

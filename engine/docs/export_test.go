package docs

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

// NotSettled is the patient of whom it is said what becomes of a finding that is
// not known, as answers.
type NotSettled struct {
	Finding  string
	Answers  engine.Answers
	Outcomes []string
}

// Unsettled gives the patients that stand in a pathway's "when something is
// not known".
func Unsettled(p *engine.Pathway) ([]NotSettled, error) {
	c, err := p.Compile()
	if err != nil {
		return nil, err
	}
	r := &reader{p: p, lib: p.Library(), w: english.For(p)}
	u := &unknowns{r: r, c: c, advice: adviceOf(c), care: c.Care}
	u.withoutDerived()
	u.findPlain()
	var out []NotSettled
	for _, id := range p.Findings() {
		f, ok := r.lib.Finding(id)
		if !ok || f.FromPatient != "" || f.Derive != "" {
			continue
		}
		said := u.of(f)
		if !said.Open {
			continue
		}
		e := NotSettled{Finding: id, Answers: u.answers(said.settled)}
		e.Answers[id] = engine.Unknown(engine.WhyUnsure)
		for _, o := range said.Outcomes {
			e.Outcomes = append(e.Outcomes, o.Href)
		}
		out = append(out, e)
	}
	return out, nil
}

func (u *unknowns) answers(settled map[int]int) engine.Answers {
	out := engine.Answers{}
	for level, l := range u.c.Levels {
		cell, ok := settled[level]
		f, known := u.r.lib.Finding(l.Finding)
		if !ok || !known || f.Derive != "" || l.Missing {
			continue
		}
		v := u.c.Cells[level][cell].Sample
		switch {
		case l.Option != "":
			a := out[l.Finding]
			a.State, a.Source = engine.Known, engine.Asked
			if v.Bool {
				a.Options = append(a.Options, l.Option)
			}
			out[l.Finding] = a
		case f.Kind == engine.KindYesNo:
			out[l.Finding] = engine.Answer{State: engine.Known, YesNo: v.Bool, Source: engine.Asked}
		case f.Kind == engine.KindOption:
			out[l.Finding] = engine.Choice(v.Text)
		case f.Kind == engine.KindNumber:
			out[l.Finding] = engine.Number(v.Number)
		}
	}
	for level, l := range u.c.Levels {
		if cell, ok := settled[level]; ok && l.Missing && u.c.Cells[level][cell].Sample.Bool {
			out[l.Finding] = engine.Unknown(engine.WhyUnsure)
		}
	}
	return out
}

// Tampered says what the proof makes of tables that lost a condition, and of
// parts that lost a line.
func Tampered(p *engine.Pathway) (row, part error) {
	pg, r, err := tabled(p)
	if err != nil {
		return err, err
	}
	line := &pg.Decide[0].Lines[0]
	kept := line.asks
	line.asks = kept[:len(kept)-1]
	row = r.prove(pg)
	line.asks = kept
	t := &r.tables.all[0]
	t.Lines = t.Lines[:len(t.Lines)-1]
	return row, r.prove(pg)
}

func tabled(p *engine.Pathway) (*Page, *reader, error) {
	c, err := p.Compile()
	if err != nil {
		return nil, nil, err
	}
	r := &reader{p: p, lib: p.Library(), w: english.For(p), compiled: c}
	r.number()
	r.tables = &tabler{r: r, parts: map[string]int{}}
	pg := &Page{About: p.About(), Decide: r.tables.decide(), Also: r.tables.also()}
	return pg, r, r.prove(pg)
}

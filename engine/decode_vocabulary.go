package engine

import (
	"fmt"
	"math"
	"sort"

	"signpost.health/signpost/engine/lang"
)

func (d *decoder) vocabulary(root *lang.Node) {
	var name, title string
	lang.Fields(root, "a vocabulary", d.c, map[string]func(*lang.Node){
		"vocabulary": d.str(&name), "title": d.str(&title),
		"evidence": d.sources(d.evidence),
		"findings": func(n *lang.Node) {
			for _, e := range d.mapping(n, "findings") {
				d.finding(e)
			}
		},
		"tests": func(n *lang.Node) {
			for _, e := range d.mapping(n, "tests") {
				d.test(e)
			}
		},
		"criteria": func(n *lang.Node) { d.criteria = append(d.criteria, d.criteriaOf(n)...) },
		"bands": func(n *lang.Node) {
			for _, e := range d.mapping(n, "bands") {
				d.band(e)
			}
		},
		"constraints": d.constraintList,
	})
}

// mapping gives the entries of n, or says that it should have been a mapping.
func (d *decoder) mapping(n *lang.Node, what string) []lang.Entry {
	if n.Kind != lang.Mapping && !n.Null {
		d.c.Errorf("P209", n.Span, "%s: expected names, each followed by a colon", what).Help = "write each name on a line of its own, with a colon and without a dash before it"
		return nil
	}
	return n.Entries
}

func (d *decoder) finding(e lang.Entry) {
	f := &findingSpec{node: e.Value, key: e.Key}
	f.ID = d.id(e.Key)
	f.Min, f.Max, f.Step = math.NaN(), math.NaN(), math.NaN() // until they are read
	what := fmt.Sprintf("finding %q", f.ID)
	var kind string
	lang.Fields(e.Value, what, d.c, map[string]func(*lang.Node){
		"type": d.oneOf(&kind, "type", "yes_no", "option", "options", "number", "date", "text", "file"),
		"ask":  d.str(&f.Ask), "short": d.str(&f.Short), "patient_words": d.str(&f.PatientWords), "help": d.str(&f.Help),
		"aliases": d.strs(&f.Aliases), "snomed": d.str(&f.SNOMED),
		"options": func(n *lang.Node) { f.Options = d.options(n) },
		"min":     d.numberIfAny(&f.Min), "max": d.numberIfAny(&f.Max), "step": d.step(&f.Step), "unit": d.str(&f.Unit),
		"convert": func(n *lang.Node) { f.Convert = d.convert(n) },
		"implies": func(n *lang.Node) {
			f.Implies = lang.Strings(n, d.c)
			f.impliesNodes = scalars(n)
		},
		"only_if": d.condition(&f.onlyIf), "derive": d.condition(&f.derive),
		"from_patient": d.oneOf(&f.FromPatient, "from_patient", "age", "sex", "organ"),
		"present_for":  d.oneOf(&f.PresentFor, "present_for", "female", "male"),
		"from_record":  func(n *lang.Node) { f.FromRecord = d.recordMapping(n) },
		"shelf_life":   d.duration(&f.ShelfLife), "keep_for": d.duration(&f.KeepFor),
		"no_code_means": d.oneOf(&f.NoCodeMeans, "no_code_means", "absent"),
		"obtained_by": func(n *lang.Node) {
			f.ObtainedBy = lang.String(n, d.c)
			f.obtainedByNode = n
		},
		"attest": d.flag(&f.Attest), "raises_urgency": d.flag(&f.RaisesUrgency),
		"evidence": d.citations(&f.evidence),
		"letter": func(n *lang.Node) {
			lang.Fields(n, "letter", d.c, map[string]func(*lang.Node){
				"section": d.oneOf(&f.LetterSection, "section", "history", "examination", "results", "medicines",
					"past_history", "family", "social", "needs", "attachments", "images"),
				"phrase": d.str(&f.LetterPhrase),
			})
		},
	})
	f.Kind = Kind(kind)
	d.need(e.Value, what, "type", "short")
	if f.derive == nil && f.FromPatient == "" {
		d.need(e.Value, what, "ask")
	}
	d.findingShape(f, what)
	d.findings = append(d.findings, f)
}

// rangeOf looks at the range and the steps of a number. Where they are wrong or
// could not be read, the range has no width, and nothing is held against it.
func (d *decoder) rangeOf(f *findingSpec, what string) {
	sound := !math.IsNaN(f.Min + f.Max + f.Step)
	if sound && f.Max <= f.Min {
		d.c.Errorf("P210", f.node.Get("max").Span, "%s: max must be more than min", what).Help =
			"min is the lowest value that a patient can have, max the highest; were they swapped?"
		sound = false
	}
	if sound && f.Step <= 0 {
		d.c.Errorf("P210", f.node.Get("step").Span, "%s: step must be more than 0", what).Help =
			"write how far apart two values are: 1 for whole numbers, 0.1 for one decimal"
		sound = false
	}
	if !sound {
		f.Min, f.Max, f.Step = 0, 0, 1
	}
}

func (d *decoder) findingShape(f *findingSpec, what string) {
	switch f.Kind {
	case KindNumber:
		d.need(f.node, what, "min", "max", "step", "unit")
		d.rangeOf(f, what)
	case KindOption, KindOptions:
		if len(f.Options) == 0 {
			d.c.Errorf("P211", f.key.Span, "%s is of type %s and lists no options", what, f.Kind).Help =
				"add `options:` with a line for each, for example `never: {says: Never smoked}`"
		}
		d.choosable(f)
	case KindYesNo, KindDate, KindText, KindFile:
	}
	if f.Kind != KindNumber {
		f.Min, f.Max, f.Step = 0, 0, 0
	}
	if f.FromPatient == "organ" && f.PresentFor == "" {
		d.c.Errorf("P207", f.key.Span, "%s has no `present_for`", what).Help = "say which recorded sex has the organ: female or male"
	}
}

func (d *decoder) convert(n *lang.Node) map[string]float64 {
	out := map[string]float64{}
	for _, e := range d.mapping(n, "convert") {
		if v, ok := lang.Number(e.Value, d.c); ok && v > 0 {
			out[e.Key.Value] = v
		} else if ok {
			d.c.Errorf("P210", e.Value.Span, "a conversion factor must be more than 0").Help =
				"write what an answer in " + e.Key.Value + " is multiplied by to give the finding's own unit"
		}
	}
	return out
}

func (d *decoder) recordMapping(n *lang.Node) RecordMapping {
	var m RecordMapping
	lang.Fields(n, "from_record", d.c, map[string]func(*lang.Node){"snomed": d.strs(&m.SNOMED), "loinc": d.strs(&m.LOINC)})
	return m
}

func (d *decoder) test(e lang.Entry) {
	t := &TestKind{ID: d.id(e.Key)}
	lang.Fields(e.Value, "test "+t.ID, d.c, map[string]func(*lang.Node){
		"name": d.str(&t.Name), "request": d.str(&t.Request), "kind": d.str(&t.Kind), "patient_words": d.str(&t.PatientWords),
	})
	d.need(e.Value, "test "+t.ID, "name")
	d.unique(d.testNodes, e.Key, t.ID, "test")
	d.tests = append(d.tests, t)
}

func (d *decoder) criteriaOf(n *lang.Node) []*Criterion {
	var out []*Criterion
	for _, e := range d.mapping(n, "criteria") {
		c := &Criterion{ID: d.id(e.Key), node: e.Key, body: e.Value}
		what := fmt.Sprintf("criterion %q", c.ID)
		lang.Fields(e.Value, what, d.c, map[string]func(*lang.Node){
			"says": d.str(&c.Says), "when": d.condition(&c.When), "evidence": d.citations(&c.Evidence),
		})
		d.need(e.Value, what, "says", "when")
		out = append(out, c)
	}
	return out
}

func (d *decoder) constraintList(n *lang.Node) {
	for _, item := range items(n) {
		c := &Constraint{}
		lang.Fields(item, "a constraint", d.c, map[string]func(*lang.Node){"says": d.str(&c.Says), "when": d.condition(&c.When)})
		d.need(item, "a constraint", "says", "when")
		d.constraints = append(d.constraints, c)
	}
}

func (d *decoder) band(e lang.Entry) {
	b := &Band{ID: d.id(e.Key), node: e.Key, body: e.Value}
	what := fmt.Sprintf("band %q", b.ID)
	lang.Fields(e.Value, what, d.c, map[string]func(*lang.Node){
		"says": d.str(&b.Says), "finding": d.str(&b.Finding), "by": d.str(&b.By),
		"compare":  d.oneOf(&b.Compare, "compare", ">", ">=", "<", "<="),
		"evidence": d.citations(&b.Evidence),
		"table": func(n *lang.Node) {
			for _, item := range items(n) {
				b.Lines = append(b.Lines, d.bandLine(item))
			}
		},
	})
	d.need(e.Value, what, "says", "finding", "by", "compare", "table")
	sorted := sort.SliceIsSorted(b.Lines, func(i, j int) bool { return b.Lines[i].From < b.Lines[j].From })
	for i := 1; i < len(b.Lines); i++ {
		if !sorted || b.Lines[i].From < b.Lines[i-1].Below {
			d.c.Errorf("P212", e.Key.Span, "%s: its lines overlap or are out of order", what).Help =
				"list them from the lowest to the highest; `from` is included, `below` is not"
			break
		}
	}
	d.bands = append(d.bands, b)
}

func (d *decoder) bandLine(n *lang.Node) BandLine {
	var l BandLine
	lang.Fields(n, "a line of a band", d.c, map[string]func(*lang.Node){
		"from":      func(v *lang.Node) { l.From, l.HasFrom = lang.Number(v, d.c) },
		"below":     func(v *lang.Node) { l.Below, l.HasBelow = lang.Number(v, d.c) },
		"threshold": d.number(&l.Threshold),
	})
	d.need(n, "a line of a band", "threshold")
	return l
}

// scalars gives the nodes that lang.Strings reads.
func scalars(n *lang.Node) []*lang.Node {
	if n.Kind == lang.Sequence {
		return n.Items
	}
	return []*lang.Node{n}
}

package main

import (
	"os"
	"path/filepath"
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

// saveFound adds the patients of findings to examples, unconfirmed.
func saveFound(lib *engine.Library, results []prove.Result, f proveFlags) error {
	if !f.save && f.saveTo == "" {
		return nil
	}
	for _, r := range results {
		p, ok := lib.Pathway(r.Pathway)
		cases := casesFound(lib, p, r)
		if !ok || len(cases) == 0 {
			continue
		}
		to := f.saveTo
		if to == "" {
			to = filepath.Join(filepath.Dir(filepath.FromSlash(p.About().File)), r.Pathway+".examples.yaml")
		} else if len(results) > 1 {
			return usage("--save-example is one file: choose a pathway with --pathway")
		}
		if cases = notYetIn(to, cases); len(cases) == 0 {
			continue
		}
		if err := addCases(to, r.Pathway, cases); err != nil {
			return err
		}
	}
	return nil
}

// notYetIn leaves out the cases that an earlier run has added to a file.
func notYetIn(file string, cases []*examples.Case) []*examples.Case {
	data, err := os.ReadFile(file)
	if err != nil {
		return cases // adding to it says what is wrong
	}
	there := map[string]bool{}
	for _, s := range examples.Read([]*source.File{source.NewFile(file, data)}, &source.Collector{}) {
		for _, k := range s.Cases {
			there[k.Name] = true
		}
	}
	return slices.DeleteFunc(cases, func(k *examples.Case) bool { return there[k.Name] })
}

// casesFound writes each patient found as an example that expects what the
// pathway says now: a clinician corrects that, or confirms it with a source.
func casesFound(lib *engine.Library, p *engine.Pathway, r prove.Result) []*examples.Case {
	var out []*examples.Case
	for _, f := range r.Findings {
		if f.Patient == nil {
			continue
		}
		k := *f.Patient.Case
		k.Name = f.Code + " " + f.About + ": " + f.Patient.Says
		k.Unconfirmed = true
		if a, ok := k.AnswersOf(lib, &source.Collector{}); ok {
			k.Expecting(p.Decide(a))
			out = append(out, &k)
		}
	}
	return out
}

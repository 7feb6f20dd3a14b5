package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/mutate"
)

// mutantReport is a result with its scores and examples written out.
type mutantReport struct {
	*mutate.Result
	Score                float64  `json:"score"`
	ScoreWithUnconfirmed float64  `json:"score_with_unconfirmed"`
	Examples             []string `json:"examples"`
}

func mutantReports(results []*mutate.Result) []mutantReport {
	out := []mutantReport{}
	for _, r := range results {
		m := mutantReport{Result: r, Score: r.Score(), ScoreWithUnconfirmed: r.ScoreWithUnconfirmed(), Examples: []string{}}
		for _, k := range r.Cases() {
			m.Examples = append(m.Examples, k.YAML(2))
		}
		out = append(out, m)
	}
	return out
}

// saveCases writes the patients who would notice as unconfirmed examples: into
// one file, or into a file for each pathway of a folder.
func saveCases(to string, results []*mutate.Result) error {
	info, err := os.Stat(to)
	folder := err == nil && info.IsDir()
	for _, r := range results {
		cases := r.Cases()
		if len(cases) == 0 {
			continue
		}
		file := to
		if folder {
			file = filepath.Join(to, r.Pathway+".generated.examples.yaml")
		} else if len(results) > 1 {
			return usage("--save %s is one file: choose a pathway with --pathway, or give a folder", to)
		}
		if err := addCases(file, r.Pathway, cases); err != nil {
			return err
		}
	}
	return nil
}

func addCases(file, pathway string, cases []*examples.Case) error {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("save examples: %w", err)
	}
	data, err = examples.Append(file, data, pathway, cases)
	if err != nil {
		return usage("cannot save: %s", err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return fmt.Errorf("save examples: %w", err)
	}
	return nil
}

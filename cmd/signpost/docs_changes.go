package main

import (
	"fmt"
	"runtime"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/source"
)

// withChanges lets the pages say what changed since a git revision.
func withChanges(env environment, o *docs.Options, rev string, paths []string, files []*source.File, after *engine.Library) error {
	if rev == "" {
		return nil
	}
	if len(paths) == 0 {
		paths = []string{"pathways"} // what the built-in library is made of
	}
	before, _, err := libraryAt(env, rev, paths, files)
	if err != nil {
		return err
	}
	watch := newProgress(env)
	r, err := diff.Libraries(before, after, diff.Options{
		Workers: runtime.GOMAXPROCS(0), Done: func(done, of int) { watch.tell("%d of %d pathways compared with %s", done, of, rev) },
	})
	watch.done()
	if err != nil {
		return fmt.Errorf("compare with %s: %w", rev, err)
	}
	says := map[string][]string{}
	for _, p := range r.Pathways {
		says[p.ID] = changeSentences(p)
	}
	o.Since = rev
	o.Changes = func(p *engine.Pathway) ([]string, error) { return says[p.About().ID], nil }
	return nil
}

// changeSentences tells a signer what changed: first for whom, then what.
func changeSentences(p *diff.Pathway) []string {
	if p.Is == "added" {
		return []string{"This pathway is new."}
	}
	var out []string
	if p.Before != nil && p.After != nil && p.Before.Version != p.After.Version {
		out = append(out, "Version "+p.Before.Version+" becomes "+p.After.Version)
	}
	if p.NotCompared != "" {
		out = append(out, "Which patients move could not be worked out: "+p.NotCompared)
	}
	out = append(out, p.Thresholds...)
	for _, m := range p.Moves {
		s := fmt.Sprintf("Some patients move from “%s” to “%s”", endWords(m.From), endWords(m.To))
		switch m.Urgency {
		case "less":
			s += ", which is less urgent"
		case "more":
			s += ", which is more urgent"
		}
		out = append(out, s+". For example: "+m.Example)
	}
	for _, g := range p.Also {
		s := "gain"
		if g.Lost {
			s = "lose"
		}
		out = append(out, fmt.Sprintf("Some patients %s the further advice “%s”. For example: %s", s, g.Summary, g.Example))
	}
	for _, c := range p.Changes {
		out = append(out, english.Upper(c.String()))
	}
	for i, s := range out {
		out[i] = strings.TrimSuffix(s, ".") + "."
	}
	return out
}

func endWords(e diff.End) string {
	switch {
	case e.Outcome == "":
		return "the pathway does not apply"
	case e.NotFor:
		return "not for this pathway: " + e.Summary
	}
	return e.Summary
}

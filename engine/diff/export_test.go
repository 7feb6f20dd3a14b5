package diff

import "signpost.health/signpost/engine"

// Diagrams gives what a pathway's patients were compared in.
func (p *Pathway) Diagrams() (before, after *engine.Compiled) { return p.a, p.b }

// Name is what a finding of before is called in both, for tests that walk
// patients.
func Name(before, after *engine.Library, finding string) string {
	j, err := engine.Join(before, after, renamedFindings(before, after))
	if err != nil {
		panic(err)
	}
	return j.Name(finding)
}

// Longest exposes the order that two lists share.
func Longest(a, b []string) []string { return longest(a, b) }

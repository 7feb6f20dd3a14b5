package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"sync"

	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// Options tune how a library is compiled.
type Options struct {
	// NodeBudget is the most diagram nodes a pathway may take; 0 is 200,000.
	// Over it a pathway still decides, and every proof reads "not proved".
	NodeBudget int
}

// Library is vocabulary, pathways, services and overlays compiled together:
// an immutable snapshot with a digest. It is safe for concurrent use.
type Library struct {
	digest      string
	options     Options
	findings    map[string]*findingSpec
	findingIDs  []string
	tests       map[string]*TestKind
	criteria    map[string]*Criterion
	bands       map[string]*Band
	named       map[string]*Condition
	constraints []*Constraint
	evidence    map[string]Citation
	implied     map[string][]string
	impliedBy   map[string][]string
	pathways    map[string]*Pathway
	pathwayIDs  []string
	services    map[string]*serviceSpec
	serviceIDs  []string

	env    *expr.Env
	rules  *unit // only_if and derive, by finding; lawful constraints
	lawful []int // constraints that can settle a yes/no finding
	accept *unit // acceptance rules, by service

	lawTables *lawTables
	rulebook  *rulebook
	// place is where each finding stands in findingIDs, and in byPlace.
	place   map[string]int32
	byPlace []*findingSpec
	// leadsOn are the findings that a yes of each implies, and a no.
	leadsOn []implications
	// aloof are the findings from which nothing follows and which follow from
	// nothing, whatever else is known.
	aloof []bool
	// absent are what Assume takes each finding for.
	absent []fact
	// derived are the findings that derive from others.
	derived []derived
	// fromPatient are the findings that the person alone tells of.
	fromPatient []*findingSpec
	// partsAt are the parts of each finding.
	partsAt          [][]int32
	reasoners, cases *sync.Pool
	// sieve and names are made when first asked for.
	sieve func() *sieve
	names func() findingNames
}

// Load compiles files together. The diagnostics hold every error of the run;
// the library is nil if any of them is an error.
func Load(files []*source.File, o Options) (*Library, source.Diagnostics) {
	return load(files, o).result()
}

func load(files []*source.File, o Options) *loader {
	c := &source.Collector{}
	d := newDecoder(c)
	sorted := append([]*source.File(nil), files...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Path < sorted[j].Path })
	d.files(sorted)
	l := &Library{
		options: o, findings: map[string]*findingSpec{}, tests: map[string]*TestKind{},
		criteria: map[string]*Criterion{}, bands: map[string]*Band{}, named: map[string]*Condition{},
		evidence: d.evidence, implied: map[string][]string{}, impliedBy: map[string][]string{},
		pathways: map[string]*Pathway{}, services: map[string]*serviceSpec{}, constraints: d.constraints,
		lawTables: &lawTables{}, place: map[string]int32{},
	}
	l.reasoners = &sync.Pool{New: func() any { return l.newReasoner() }}
	l.cases = &sync.Pool{New: func() any { return &Case{lib: l, screener: l.NewScreener(), kept: Answers{}} }}
	l.sieve = sync.OnceValue(l.newSieve)
	l.names = sync.OnceValue(l.findingNames)
	ld := &loader{lib: l, d: d, c: c}
	ld.run()
	l.digest = digest(sorted)
	return ld
}

// result gives the library if nothing kept it from being made.
func (ld *loader) result() (*Library, source.Diagnostics) {
	all := ld.c.All()
	if all.HasErrors() {
		return nil, all
	}
	return ld.lib, all
}

// digest names a snapshot: the path and bytes of every file but those that
// decide nothing, such as examples and proofs.
func digest(sorted []*source.File) string {
	h := sha256.New()
	for _, f := range sorted {
		if decidesNothing(f) {
			continue
		}
		_, _ = fmt.Fprintf(h, "%d %s %d\n", len(f.Path), f.Path, len(f.Data)) // a hash never fails
		_, _ = h.Write(f.Data)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// Digest names this snapshot.
func (l *Library) Digest() string { return l.digest }

// Pathways gives every pathway, by id.
func (l *Library) Pathways() []*Pathway {
	out := make([]*Pathway, len(l.pathwayIDs))
	for i, id := range l.pathwayIDs {
		out[i] = l.pathways[id]
	}
	return out
}

// Pathway finds a pathway by its id.
func (l *Library) Pathway(id string) (*Pathway, bool) {
	p, ok := l.pathways[id]
	return p, ok
}

// Finding finds a finding by its id.
func (l *Library) Finding(id string) (*Finding, bool) {
	f, ok := l.findings[id]
	if !ok {
		return nil, false
	}
	return &f.Finding, true
}

// Findings gives every finding, by id.
func (l *Library) Findings() []*Finding {
	out := make([]*Finding, len(l.findingIDs))
	for i, id := range l.findingIDs {
		out[i] = &l.findings[id].Finding
	}
	return out
}

// Test finds a test by its id.
func (l *Library) Test(id string) (*TestKind, bool) {
	t, ok := l.tests[id]
	return t, ok
}

// Service finds a service by its id.
func (l *Library) Service(id string) (*Service, bool) {
	s, ok := l.services[id]
	if !ok {
		return nil, false
	}
	return &s.Service, true
}

// Services gives the directory, by id.
func (l *Library) Services() []*Service {
	out := make([]*Service, len(l.serviceIDs))
	for i, id := range l.serviceIDs {
		out[i] = &l.services[id].Service
	}
	return out
}

package diff

import (
	"slices"
	"sort"

	"signpost.health/signpost/engine"
)

// Cohort says how many of some patients move.
type Cohort struct {
	Patients int `json:"patients"`
	// Moved counts the patients whose advice differs on some pathway.
	Moved int `json:"moved"`
	// Groups are those who move, by pathway and size.
	Groups []Group `json:"groups"`
}

// Group is the patients of a cohort who move alike on one pathway.
type Group struct {
	Pathway  string `json:"pathway"`
	From     string `json:"from"`
	To       string `json:"to"`
	Patients int    `json:"patients"`
}

// Counter counts the patients of a cohort who move. It is not safe for
// concurrent use; add two of them instead.
type Counter struct {
	pathways []*Pathway
	patients int
	moved    int
	groups   map[Group]int
}

// Counter begins to count over the pathways that a report says differ.
func (r *Report) Counter() *Counter {
	c := &Counter{groups: map[Group]int{}}
	for _, p := range r.Pathways {
		if p.Is == "changed" && (p.NotCompared != "" || len(p.Moves)+len(p.Also) > 0) {
			c.pathways = append(c.pathways, p)
		}
	}
	return c
}

// Count counts one patient, by what is known of them in each version. Where the
// vocabularies are alike, both may be the same.
func (c *Counter) Count(before, after *engine.Reasoned) {
	c.patients++
	moved := false
	for _, p := range c.pathways {
		names := renamedOutcomes(p.before, p.after)
		from, to := brief(p.before.Brief(before), names), brief(p.after.Brief(after), nil)
		if from != to {
			moved = true
			c.groups[Group{Pathway: p.ID, From: from, To: to}]++
		}
	}
	if moved {
		c.moved++
	}
}

// Add adds what another counter counted.
func (c *Counter) Add(other *Counter) {
	c.patients += other.patients
	c.moved += other.moved
	for g, n := range other.groups {
		c.groups[g] += n
	}
}

// Cohort is what was counted.
func (c *Counter) Cohort() *Cohort {
	out := &Cohort{Patients: c.patients, Moved: c.moved, Groups: []Group{}}
	for g, n := range c.groups {
		g.Patients = n
		out.Groups = append(out.Groups, g)
	}
	sort.Slice(out.Groups, func(i, j int) bool {
		a, b := out.Groups[i], out.Groups[j]
		switch {
		case a.Pathway != b.Pathway:
			return a.Pathway < b.Pathway
		case a.Patients != b.Patients:
			return a.Patients > b.Patients
		}
		return a.From+" "+a.To < b.From+" "+b.To
	})
	return out
}

// brief says what a patient is advised, in a few words.
func brief(b engine.Brief, names map[string]string) string {
	now := func(ids []string) []string {
		out := make([]string, len(ids))
		for i, id := range ids {
			if out[i] = id; names[id] != "" {
				out[i] = names[id]
			}
		}
		slices.Sort(out)
		return out
	}
	outcomes := now(b.Outcomes)
	s := ""
	switch b.Status {
	case engine.Decided:
		s = list(outcomes)
	case engine.DoesNotApply:
		s = list(append([]string{"does not apply"}, outcomes...))
	case engine.Open, engine.Undecided:
		s = "open: " + list(outcomes)
	}
	if len(b.Also) > 0 {
		s += ", also " + list(now(b.Also))
	}
	return s
}

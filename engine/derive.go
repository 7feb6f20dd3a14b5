package engine

import (
	"slices"
	"sort"

	"signpost.health/signpost/engine/diagram"
)

// Implied gives the answers that follow from others, and the answers that
// cannot all be true.
func (l *Library) Implied(a Answers) ([]ImpliedAnswer, []Contradiction) {
	r := l.reason(a)
	defer l.reasoners.Put(r)
	return r.implied(), r.contradictions()
}

// derive adds what follows from the answers: narrower findings make broader
// ones true, broader ones that are absent make narrower ones absent, organs
// and scores settle what hangs on them. A derived answer never overrides one
// that was given; where they disagree, that is a contradiction. The answers are
// for reading: where nothing follows, they are those that were given.
func (l *Library) derive(given Answers) (Answers, []ImpliedAnswer, []Contradiction) {
	r := l.reason(given)
	defer l.reasoners.Put(r)
	implied := r.implied()
	if len(implied) == 0 {
		return given, nil, r.contradictions()
	}
	all := make(Answers, len(given)+len(implied))
	for id, a := range given {
		all[id] = a
	}
	for _, i := range implied {
		all[i.Finding] = i.Answer
	}
	return all, implied, r.contradictions()
}

// implied writes what was concluded as answers, by finding.
func (k *knowledge) implied() []ImpliedAnswer {
	if len(k.concluded) == 0 {
		return nil
	}
	slices.SortFunc(k.concluded, func(a, b conclusion) int { return int(a.place - b.place) })
	out := make([]ImpliedAnswer, len(k.concluded))
	for i, c := range k.concluded {
		a := k.answer(c)
		out[i] = ImpliedAnswer{Finding: k.lib.findingIDs[c.place], Answer: a, Because: a.Because}
	}
	return out
}

func (k *knowledge) answer(c conclusion) Answer {
	is := k.facts[c.place]
	a := Answer{State: Known, YesNo: is.yes, Number: is.number, Source: Implied, Note: k.notes[c.place]}
	if is.number != nil {
		a.Because = slices.Clone(k.lib.byPlace[c.place].derivedFindings)
	} else {
		a.Because = []string{k.name(c.because)}
	}
	return a
}

// name is the finding at a place; nothing where there is none.
func (k *knowledge) name(place int32) string {
	if place < 0 {
		return ""
	}
	return k.lib.findingIDs[place]
}

// contradictions writes the answers that cannot all be true.
func (k *knowledge) contradictions() []Contradiction {
	var out []Contradiction
	for _, c := range k.clashes {
		findings := []string{k.name(c[0]), k.name(c[1])}
		sort.Strings(findings)
		out = append(out, Contradiction{Findings: findings, Says: k.lib.clashWords(findings)})
	}
	return out
}

func (l *Library) clashWords(findings []string) string {
	s := "These answers cannot all be right:"
	for i, id := range findings {
		if i > 0 {
			s += ";"
		}
		name := id
		if f, ok := l.findings[id]; ok {
			name = f.Short
		}
		s += " " + name
	}
	return s
}

// clash names the answers of a unit that its laws do not allow together.
func (u *unit) clash(known *knowledge) Contradiction {
	var involved []string
	q := u.pool.Get().(*diagram.Scratch)
	defer u.pool.Put(q)
	k := known.lay(u, q.Nothing())
	for _, id := range u.findings() {
		if known.of(id).state != Known {
			continue
		}
		kept := map[int]diagram.Set{}
		for _, level := range u.levelsOf(id) {
			kept[level] = k.At(level)
			k.Forget(level)
		}
		if !q.Residual(u.care, u.care, k).Infeasible() {
			involved = append(involved, id)
		}
		for level, set := range kept {
			k.Fix(level, set)
		}
	}
	sort.Strings(involved)
	return Contradiction{Findings: involved, Says: known.lib.clashWords(involved)}
}

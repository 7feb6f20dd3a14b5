package engine

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Implied gives the answers that follow from others, and the answers that
// cannot all be true.
func (l *Library) Implied(a Answers) ([]ImpliedAnswer, []Contradiction) {
	_, implied, contradictions := l.derive(a)
	return implied, contradictions
}

// derive adds what follows from the answers: narrower findings make broader
// ones true, broader ones that are absent make narrower ones absent, organs
// and scores settle what hangs on them. A derived answer never overrides one
// that was given; where they disagree, that is a contradiction.
func (l *Library) derive(given Answers) (Answers, []ImpliedAnswer, []Contradiction) {
	r := &reasoner{lib: l, all: make(Answers, len(given)+16), given: given}
	for id, a := range given {
		r.all[id] = a
	}
	todo := keys(given)
	r.spread(todo)
	for range 4 { // rules may feed implications and each other; four rounds settle any sensible vocabulary
		before := len(r.all)
		r.rules()
		if len(r.all) == before {
			break
		}
	}
	sort.Slice(r.implied, func(i, j int) bool { return r.implied[i].Finding < r.implied[j].Finding })
	return r.all, r.implied, r.contradictions
}

type reasoner struct {
	lib            *Library
	given, all     Answers
	implied        []ImpliedAnswer
	contradictions []Contradiction
}

// spread follows implications from each finding, however far.
func (r *reasoner) spread(todo []string) {
	for _, id := range todo {
		a := r.all[id]
		if a.State != Known || r.lib.findings[id] == nil || r.lib.findings[id].Kind != KindYesNo {
			continue
		}
		if a.YesNo {
			for _, to := range r.lib.implied[id] {
				r.conclude(to, true, id)
			}
			continue
		}
		for _, from := range r.lib.impliedBy[id] {
			r.conclude(from, false, id)
		}
	}
}

// conclude adds a yes/no answer that follows from another finding.
func (r *reasoner) conclude(id string, yes bool, because string) bool {
	if old, ok := r.all[id]; ok && old.State == Known {
		if old.YesNo != yes {
			r.clash([]string{because, id})
		}
		return false
	}
	a := Answer{State: Known, YesNo: yes, Source: Implied}
	if because != "" {
		a.Because = []string{because}
	}
	if old, ok := r.all[id]; ok {
		a.Note = old.Note
	}
	r.all[id] = a
	r.implied = append(r.implied, ImpliedAnswer{Finding: id, Answer: a, Because: a.Because})
	return true
}

func (r *reasoner) clash(findings []string) {
	sort.Strings(findings)
	for _, c := range r.contradictions {
		if slices.Equal(c.Findings, findings) {
			return
		}
	}
	r.contradictions = append(r.contradictions, Contradiction{Findings: findings, Says: r.lib.clashWords(findings)})
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

// rules applies only_if and derive.
func (r *reasoner) rules() {
	u := r.lib.rules
	if u == nil || len(u.levels) == 0 || !u.proved {
		return
	}
	k := r.lib.known(u, r.all)
	q := u.pool.Get().(*diagram.Scratch)
	defer u.pool.Put(q)
	var fresh []string
	for _, id := range r.lib.findingIDs {
		f := r.lib.findings[id]
		if f.onlyIf != nil && f.Kind == KindYesNo && r.decided(q, k, "only_if:"+id) == 0 {
			if r.conclude(id, false, r.because(f.onlyIf)) {
				fresh = append(fresh, id)
			}
		}
		if f.derive == nil {
			continue
		}
		switch f.Kind {
		case KindYesNo:
			if t := r.decided(q, k, "derive:"+id); t >= 0 && r.conclude(id, t == 1, r.because(f.derive)) {
				fresh = append(fresh, id)
			}
		case KindNumber:
			r.number(f)
		case KindOption, KindOptions, KindDate, KindText, KindFile:
		}
	}
	fresh = append(fresh, r.laws(q, k)...)
	r.spread(fresh)
}

// laws concludes from constraints: where only one answer to a yes/no finding
// keeps a law, that is the answer.
func (r *reasoner) laws(q *diagram.Scratch, k *diagram.Known) []string {
	var fresh []string
	u := r.lib.rules
	for _, i := range r.lib.lawful {
		c := r.lib.constraints[i]
		reads := r.lib.reads(c.When, r.lib.named)
		if !r.anyKnown(reads) {
			continue
		}
		law := u.refs["law:"+strconv.Itoa(i)]
		for _, lv := range c.When.cond.Levels() {
			f := r.lib.findings[lv.Finding]
			if lv.Missing || f == nil || f.Kind != KindYesNo || r.known(lv.Finding) {
				continue
			}
			set := q.Project(law, k, u.index[lv])
			if set.Len() != 1 {
				continue
			}
			yes := u.part.Cells[u.index[lv]][set.First()].Sample.Bool
			if r.conclude(lv.Finding, yes, other(reads, lv.Finding)) {
				fresh = append(fresh, lv.Finding)
			}
		}
	}
	return fresh
}

func (r *reasoner) known(id string) bool {
	a, ok := r.all[id]
	return ok && a.State == Known
}

func (r *reasoner) anyKnown(ids []string) bool {
	for _, id := range ids {
		if r.known(id) {
			return true
		}
	}
	return false
}

// other is the first of the findings that is not the one concluded.
func other(ids []string, not string) string {
	for _, id := range ids {
		if id != not {
			return id
		}
	}
	return not
}

// decided gives 0 or 1 where a rule is settled, -1 where it is open.
func (r *reasoner) decided(q *diagram.Scratch, k *diagram.Known, ref string) int {
	left := q.Residual(r.lib.rules.refs[ref], diagram.True, k)
	if t, ok := left.IsDecided(); ok {
		return t
	}
	return -1
}

func (r *reasoner) because(c *Condition) string {
	if reads := r.lib.reads(c, r.lib.named); len(reads) > 0 {
		return reads[0]
	}
	return ""
}

// number works out a derived number whose parts are all known: the one value
// of its grid for which its law holds.
func (r *reasoner) number(f *findingSpec) {
	if _, ok := r.all[f.ID]; ok || f.derive.cond == nil {
		return
	}
	for _, part := range f.derivedFindings {
		if a, ok := r.all[part]; !ok || a.State != Known {
			return
		}
	}
	var value float64
	look := func(l expr.Level) expr.Value {
		if l.Finding == f.ID {
			return expr.Value{Number: value}
		}
		return r.value(l)
	}
	for i := 0; ; i++ {
		value = f.Min + float64(i)*f.Step
		if value > f.Max+f.Step/2 || i > 10_000 {
			return
		}
		if ok, err := f.derive.cond.Eval(look, nil); ok && err == nil {
			a := Answer{State: Known, Number: &Interval{Min: value, Max: value}, Source: Implied, Because: slices.Clone(f.derivedFindings)}
			r.all[f.ID] = a
			r.implied = append(r.implied, ImpliedAnswer{Finding: f.ID, Answer: a, Because: a.Because})
			return
		}
	}
}

// value is a known answer as CEL sees it.
func (r *reasoner) value(l expr.Level) expr.Value {
	a := r.all[l.Finding]
	v := expr.Value{Bool: a.YesNo}
	if l.Option != "" {
		v.Bool = has(a.Options, l.Option)
	} else if len(a.Options) > 0 {
		v.Text = a.Options[0]
	}
	if a.Number != nil {
		v.Number = a.Number.Min
		if math.IsInf(v.Number, 0) {
			v.Number = a.Number.Max
		}
	}
	return v
}

// clash names the answers of a unit that its laws do not allow together.
func (l *Library) clash(u *unit, a Answers) Contradiction {
	var involved []string
	q := u.pool.Get().(*diagram.Scratch)
	defer u.pool.Put(q)
	k := l.known(u, a)
	for _, id := range u.findings() {
		if ans, ok := a[id]; !ok || ans.State != Known {
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
	return Contradiction{Findings: involved, Says: l.clashWords(involved)}
}

package engine

// Ask gives the screens still worth asking, the next one first. It is empty
// once nothing can change the advice and the letter has what it needs.
func (p *Pathway) Ask(a Answers) []Screen {
	v := p.view(a)
	defer v.done()
	return v.screens()
}

// screens orders what can still matter: red flags, then the first open row's
// findings, then the rest. Once decided, only what the letter requires is left.
func (v *view) screens() []Screen {
	switch v.status() {
	case DoesNotApply:
		return []Screen{}
	case Decided:
		return append(v.alsoScreens(), v.letterScreens()...)
	case Open, Undecided:
	}
	return v.group(v.inOrder(v.askable()), false)
}

// inOrder puts findings in asking order.
func (v *view) inOrder(findings []string) []string {
	var out []string
	take := func(only []string) {
		for _, f := range only {
			for _, q := range v.lib.asks(f) {
				if has(findings, q) && !has(out, q) {
					out = append(out, q)
				}
			}
		}
	}
	for i, r := range v.p.spec.decide {
		if r.RedFlag {
			take(v.openFindings(i))
		}
	}
	if _, missing := v.truth(v.p.applies, v.p.spec.applies); len(missing) > 0 {
		take(missing)
	}
	for i, n := range v.p.spec.notFor {
		_, missing := v.truth(v.p.notFor[i], n.When)
		take(missing)
	}
	for i := range v.p.spec.decide {
		take(v.openFindings(i))
	}
	take(v.matters)
	return out
}

// openFindings gives the findings that would settle a row, in the unit's
// order; none if the row can no longer fire.
func (v *view) openFindings(row int) []string {
	r := v.p.spec.decide[row]
	if r.When == nil || !v.canFire(row) {
		return nil
	}
	_, missing := v.truth(v.p.rows[row], r.When)
	return missing
}

func (v *view) canFire(row int) bool {
	for _, t := range v.ends {
		if v.p.ends[t].row == row {
			return true
		}
	}
	return false
}

// group puts findings that the author asks together on one screen.
func (v *view) group(ordered []string, forLetter bool) []Screen {
	out := []Screen{}
	if len(ordered) == 0 {
		return out
	}
	placed := map[string]bool{}
	redFlags := v.redFlagFindings()
	for _, f := range ordered {
		if placed[f] {
			continue
		}
		s := Screen{ForLetter: forLetter}
		members := []string{f}
		if g := v.groupOf(f); g != nil {
			s.Title, s.Style, members = g.Title, g.Style, g.Findings
		}
		for _, m := range members {
			if has(ordered, m) && !placed[m] {
				placed[m] = true
				s.Questions = append(s.Questions, v.question(m, forLetter))
				s.RedFlags = s.RedFlags || redFlags[m]
			}
		}
		out = append(out, s)
	}
	return out
}

func (v *view) groupOf(finding string) *Group {
	for _, g := range v.p.spec.groups {
		if has(g.Findings, finding) {
			return g
		}
	}
	return nil
}

func (v *view) redFlagFindings() map[string]bool {
	out := map[string]bool{}
	for _, r := range v.p.spec.decide {
		if r.RedFlag {
			for _, f := range v.lib.reads(r.When, v.u.named) {
				out[f] = true
			}
		}
	}
	return out
}

func (v *view) question(finding string, forLetter bool) Question {
	q := Question{Finding: finding}
	if f, ok := v.lib.findings[finding]; ok {
		q.Ask = f.Ask
		if q.Ask == "" {
			q.Ask = f.Short
		}
	}
	if !forLetter {
		q.Leads = v.leads(finding)
		q.Row = v.firstRow(finding)
	}
	return q
}

// firstRow is the first row still open that the finding can settle.
func (v *view) firstRow(finding string) string {
	for i, r := range v.p.spec.decide {
		for _, f := range v.openFindings(i) {
			if has(v.lib.asks(f), finding) {
				return r.ID
			}
		}
	}
	return ""
}

// letterScreens ask what the decided outcome's letter requires.
func (v *view) letterScreens() []Screen {
	o := v.p.outcomes[v.p.outcomeIDs[v.p.ends[v.advice[0]].outcome]]
	var todo []string
	for _, f := range o.Requires {
		for _, q := range v.lib.asks(f) {
			if !v.asked(q) && !has(todo, q) {
				todo = append(todo, q)
			}
		}
	}
	return v.group(todo, true)
}

// alsoScreens ask what an also row wants asked.
func (v *view) alsoScreens() []Screen { return v.group(v.alsoAskable(), false) }

// alsoAskable gives the findings that an also row wants asked and that were
// not.
func (v *view) alsoAskable() []string {
	var todo []string
	for i, r := range v.p.spec.also {
		if !r.Ask {
			continue
		}
		_, missing := v.truth(v.p.also[i], r.When)
		for _, f := range missing {
			for _, q := range v.lib.asks(f) {
				if !v.asked(q) && !has(todo, q) {
					todo = append(todo, q)
				}
			}
		}
	}
	return todo
}

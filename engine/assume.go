package engine

import "slices"

// Assume answers every finding that was not named: absent means no, for the
// findings that have a no. What follows from the named answers comes first,
// and nothing is assumed that would contradict them.
func (l *Library) Assume(named Answers) Answers {
	r := l.reason(named)
	defer l.reasoners.Put(r)
	out := make(Answers, len(l.findings))
	for id, a := range named {
		out[id] = a
	}
	r.write(out)
	for _, place := range r.assumeAbsent() {
		out[l.findingIDs[place]] = assumed(l.byPlace[place].Kind)
	}
	r.conclude()
	r.write(out)
	for _, place := range r.assumeDerived() {
		out[l.findingIDs[place]] = assumed(KindYesNo)
	}
	return out
}

// assume is Library.Assume's, with all that follows, of what is known already.
func (r *reasoner) assume() {
	r.assumeAbsent()
	r.conclude()
	r.assumeDerived()
	r.conclude()
}

// write puts what was concluded into answers.
func (r *reasoner) write(out Answers) {
	for _, i := range r.implied() {
		out[i.Finding] = i.Answer
	}
}

func assumed(k Kind) Answer {
	if k == KindYesNo || k == KindOptions {
		return Answer{State: Known, Source: Assumed}
	}
	return Answer{State: NotKnown, Why: WhyNotDone, Source: Assumed}
}

// assumeAbsent takes every finding that has no answer as absent, but for those
// that must stay open, and makes all that is known what is given.
func (r *reasoner) assumeAbsent() []int32 {
	r.mustStayOpen()
	r.fill()
	for r.reopen() {
		for _, place := range r.filled {
			r.facts[place] = fact{}
		}
		r.fill()
	}
	r.giveAll()
	return r.filled
}

func (r *reasoner) fill() {
	r.filled = r.filled[:0]
	for i := range r.facts {
		if r.facts[i].state == "" && r.lib.absent[i].state != "" && !r.open[i] {
			r.facts[i] = r.lib.absent[i]
			r.filled = append(r.filled, int32(i))
		}
	}
}

// reopen keeps open what was filled and rules out a finding that is there, or
// that may be: prostate symptoms need a prostate. It says whether it found any.
func (r *reasoner) reopen() bool {
	book := r.lib.rulebook
	if book == nil || !slices.ContainsFunc(book.rules, r.hangsOn) {
		return false
	}
	look := ruling{reasoner: r, book: book}
	defer look.end()
	look.begin()
	found := false
	for i := range book.rules {
		if look.says[i].onlyIf != isFalse || !r.hangsOn(book.rules[i]) {
			continue
		}
		for _, place := range book.rules[i].onlyIf.reads {
			if slices.Contains(r.filled, place) && !r.open[place] {
				r.open[place], found = true, true
			}
		}
	}
	return found
}

// hangsOn says whether a finding is there or may be, and has an only_if.
func (r *reasoner) hangsOn(rule rule) bool {
	is := &r.facts[rule.place]
	return rule.onlyIf != nil && (r.open[rule.place] || is.state == NotKnown || (is.state == Known && is.yes))
}

// mustStayOpen marks the parts of derived findings that were answered as a
// whole: a score of 3 cannot have all its parts absent. What was worked out
// from its parts needs none of them open. What a finding of which somebody said
// that it is not known would imply stays open with it.
func (r *reasoner) mustStayOpen() {
	clear(r.open)
	for i := range r.facts {
		if r.facts[i].state == NotKnown {
			for _, to := range r.lib.leadsOn[i].yes {
				r.open[to] = true
			}
		}
	}
	for _, c := range r.concluded {
		r.facts[c.place].workedOut = r.facts[c.place].number != nil || slices.Contains(r.lib.partsAt[c.place], c.because)
	}
	for _, d := range r.lib.derived {
		if is := &r.facts[d.place]; is.state == "" || is.workedOut {
			continue
		}
		for _, part := range d.parts {
			r.open[part] = true
		}
	}
}

// assumeDerived takes derived findings that nothing is known of as absent: what
// they derive from is not known; not being named, they are absent.
func (r *reasoner) assumeDerived() []int32 {
	r.filled = r.filled[:0]
	for _, d := range r.lib.derived {
		if r.facts[d.place].state == "" && d.yesNo {
			r.facts[d.place] = fact{state: Known}
			r.filled = append(r.filled, d.place)
		}
	}
	r.giveAll()
	return r.filled
}

// giveAll makes all that is known what is given.
func (r *reasoner) giveAll() {
	r.given = slices.Grow(r.given[:0], len(r.facts))
	for i := range r.facts {
		if r.facts[i].state != "" {
			r.given = append(r.given, int32(i))
		}
	}
}

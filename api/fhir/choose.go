package fhir

import (
	"maps"
	"slices"
	"time"

	"signpost.health/signpost/engine"
)

// candidate is one entry that speaks of a finding.
type candidate struct {
	when
	answer engine.Answer
	// void answers nothing, and hides what is older.
	void bool
	kind string
	concept
}

func (r *reader) keep(h hit, c candidate) {
	r.found[h.finding.ID] = append(r.found[h.finding.ID], c)
}

// answer has the library take a value for a finding. A value that cannot be
// read is not known: an older one must not stand for it.
func (r *reader) answer(kind string, h hit, c concept, at when, v reading) {
	if at.future(r.at) {
		r.add(kind, c, whyFuture)
		return
	}
	a := engine.Answer{State: engine.NotKnown, Why: engine.WhyUnsure, Given: v.given}
	why := v.why
	if why == "" {
		read, err := r.lib.ParseAnswer(h.finding.ID, v.raw)
		if err != nil {
			why = whyWrongValue
		} else {
			a = read
		}
	}
	if why == "" && at.day == "" && h.finding.ShelfLife != (engine.Duration{}) {
		why = whyNoDate
		a = engine.Answer{State: engine.NotKnown, Why: engine.WhyOutOfDate, Given: a.Given}
	}
	if why != "" {
		r.add(kind, c, why)
	}
	if v.given != "" && a.State == engine.Known {
		a.Given = v.given
	}
	a.Source, a.Date, a.Code, a.Display = engine.FromRecord, at.day, c.shown(h), c.says
	r.keep(h, candidate{when: at, answer: a, kind: kind, concept: c})
}

// answers takes for each finding what was said of it last.
func (r *reader) answers() engine.Answers {
	out := engine.Answers{}
	for _, f := range r.lib.Findings() {
		said := r.found[f.ID]
		if len(said) == 0 {
			continue
		}
		last := r.newest(said)
		if !last.void {
			out[f.ID] = asOfNow(f, last.answer, r.at)
		}
	}
	return out
}

// newest is what was said last. Where that is two different things, it is not
// known.
func (r *reader) newest(said []candidate) candidate {
	last := said[0]
	for _, c := range said[1:] {
		if last.before(c.when) {
			last = c
		}
	}
	for _, c := range said {
		if !c.same(last.when) || alike(c, last) {
			continue
		}
		r.add(last.kind, last.concept, whyDisagree)
		last.void = false
		last.answer = engine.Answer{
			State: engine.NotKnown, Why: engine.WhyUnsure, Source: engine.FromRecord,
			Date: last.day, Code: last.answer.Code, Display: last.says,
		}
		return last
	}
	return last
}

func alike(a, b candidate) bool {
	x, y := a.answer, b.answer
	if a.void != b.void || x.State != y.State || x.YesNo != y.YesNo || x.Text != y.Text || !slices.Equal(x.Options, y.Options) {
		return false
	}
	if x.Number == nil || y.Number == nil {
		return x.Number == y.Number
	}
	return *x.Number == *y.Number
}

// asOfNow takes a complaint or sign of over a year ago for not known: nothing
// in a record ever says that a cough has gone. What has a shelf life of its
// own, and a diagnosis, keep to theirs.
func asOfNow(f *engine.Finding, a engine.Answer, at time.Time) engine.Answer {
	complaint := f.Kind == engine.KindYesNo && (f.LetterSection == "history" || f.LetterSection == "examination")
	if !complaint || a.State != engine.Known || f.ShelfLife != (engine.Duration{}) {
		return a
	}
	if a.Date != "" && a.Date >= at.AddDate(-1, 0, 0).Format(time.DateOnly) {
		return a
	}
	given := "No"
	if a.YesNo {
		given = "Yes"
	}
	return engine.Answer{
		State: engine.NotKnown, Why: engine.WhyOutOfDate, Given: given, Source: a.Source,
		Date: a.Date, Code: a.Code, Display: a.Display,
	}
}

// letterList orders entries newest first, each once.
func letterList(entries []Entry) []Entry {
	newest := map[string]Entry{}
	for _, e := range entries {
		if have, ok := newest[e.Text]; !ok || have.Date < e.Date {
			newest[e.Text] = e
		}
	}
	texts := slices.Sorted(maps.Keys(newest))
	out := make([]Entry, len(texts))
	for i, text := range texts {
		out[i] = newest[text]
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		switch {
		case a.Date > b.Date:
			return -1
		case a.Date < b.Date:
			return 1
		}
		return 0
	})
	return out[:min(len(out), mostInLetter)]
}

// mostInLetter is how many medicines or diagnoses a letter takes.
const mostInLetter = 200

package prove

import (
	"fmt"
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// hazards shows whose advice hangs on taking a finding rightly: what one tick
// attests as absent, what no code in the record is taken for, and what grows
// too old to count.
func (pr *prover) hazards() {
	for _, id := range pr.p.Findings() {
		f, ok := pr.lib.Finding(id)
		if !ok || pr.where(id).IsZero() {
			continue
		}
		if f.NoCodeMeans != "" {
			pr.noCode(f)
		}
		if f.Attest && pr.options.Details {
			pr.wronglyNo(f, "P525", quote(f.Short)+" wrongly attested as absent")
		}
		if f.ShelfLife != (engine.Duration{}) && pr.options.Details {
			pr.tooOld(f)
		}
	}
}

// move is a change of advice, with whom it happens to and what they share.
type move struct {
	from, to      int
	before, share diagram.Ref
}

// moves gives how the advice can change between two patients who differ in the
// free levels only, worst first.
func (pr *prover) moves(before, after diagram.Ref, free []bool) []move {
	s := pr.s
	advice := s.MapTerminals(pr.c.RowOf, pr.advice)
	with := func(cond diagram.Ref, a int) diagram.Ref {
		return s.Exists(s.And(pr.c.Care, cond, s.MapTerminals(advice, func(t int) int { return one(t == a) })), free)
	}
	var out []move
	for _, a := range s.Terminals(advice) {
		from := with(before, a)
		for _, b := range s.Terminals(advice) {
			if a == b || from == diagram.False || sameOutcome(pr.c.Ends[a].Outcome, pr.c.Ends[b].Outcome) {
				continue
			}
			if share := s.And(from, with(after, b)); share != diagram.False {
				out = append(out, move{from: a, to: b, before: before, share: share})
			}
		}
	}
	fall := func(m move) int { return rankOf(pr.c.Ends[m.to].Outcome) - rankOf(pr.c.Ends[m.from].Outcome) }
	slices.SortStableFunc(out, func(a, b move) int { return fall(b) - fall(a) })
	return out
}

func sameOutcome(a, b *engine.Outcome) bool {
	return a == b || (a != nil && b != nil && a.ID == b.ID)
}

// wronglyNo shows what a wrong "no" changes.
func (pr *prover) wronglyNo(f *engine.Finding, code, says string) []move {
	yes := pr.s.And(pr.present(f.ID), pr.known(f.ID))
	no := pr.outside(pr.known(f.ID), pr.present(f.ID))
	moves := pr.moves(yes, no, pr.levelsOf(f.ID))
	pr.show(f, code, says, moves, func(m move) string { return pr.outcomeWords(m.to) })
	return moves
}

// present is a yes, or any option.
func (pr *prover) present(f string) diagram.Ref {
	is := diagram.False
	for level, l := range pr.c.Levels {
		if l.Finding == f && pr.isYesNo(level) {
			is = pr.s.Or(is, pr.literal(level))
		}
	}
	return is
}

func (pr *prover) noCode(f *engine.Finding) {
	moves := pr.wronglyNo(f, "P521", "no code for "+quote(f.Short)+" wrongly taken for its absence")
	bad := diagram.False
	for _, m := range moves {
		mine := pr.s.MapTerminals(pr.c.RowOf, func(t int) int { return one(pr.advice(t) == m.from) })
		bad = pr.s.Or(bad, pr.s.And(m.share, mine, pr.present(f.ID), pr.known(f.ID)))
	}
	if bad == diagram.False {
		return
	}
	pr.claim(claim{
		code: "P521", about: f.ID, at: pr.where(f.ID), bad: bad,
		message: "no code for " + quote(f.Short) + " counts as no, and if that is wrong the advice changes",
		help:    "leave it not known, or say why the record can be relied on",
	})
}

// tooOld shows what changes when a result has outlived its shelf life.
func (pr *prover) tooOld(f *engine.Finding) {
	says := quote(f.Short) + " older than " + lifeWords(f.ShelfLife) + ", so not known"
	free := pr.levelsOf(f.ID)
	if level, ok := pr.index[expr.Level{Finding: f.ID, Missing: true}]; ok {
		moves := pr.moves(pr.known(f.ID), pr.literal(level), free)
		pr.show(f, "P526", says, moves, func(m move) string { return pr.outcomeWords(m.to) })
		return
	}
	var once []move
	for _, m := range pr.moves(diagram.True, diagram.True, free) {
		if !slices.ContainsFunc(once, func(o move) bool { return o.from == m.to && o.to == m.from }) {
			once = append(once, m)
		}
	}
	pr.show(f, "P526", says, once, func(m move) string { return "stays open: it could also be " + pr.outcomeWords(m.to) })
}

func (pr *prover) show(f *engine.Finding, code, says string, moves []move, to func(move) string) {
	if len(moves) == 0 || !pr.options.Details {
		return
	}
	h := Hazard{Code: code, About: f.ID, Says: says, Place: pr.where(f.ID).Position().String(), Moves: []Move{}}
	for _, m := range moves {
		from := pr.s.MapTerminals(pr.c.RowOf, func(t int) int { return one(pr.advice(t) == m.from) })
		who, ok := pr.pickAny(pr.s.And(m.share, m.before, from))
		if !ok {
			return // over budget, and said so of the whole
		}
		h.Moves = append(h.Moves, Move{
			From: pr.outcomeWords(m.from), To: to(m), Patients: plainSpaces(who.Who),
			Less: rankOf(pr.c.Ends[m.to].Outcome) > rankOf(pr.c.Ends[m.from].Outcome),
		})
	}
	pr.result.Hazards = append(pr.result.Hazards, h)
}

// outcomeWords says what an end tells the patient.
func (pr *prover) outcomeWords(end int) string {
	o := pr.c.Ends[end].Outcome
	if o == nil {
		return "the pathway does not apply"
	}
	return o.Summary + " (" + withinWords(o) + ")"
}

func lifeWords(d engine.Duration) string {
	weeks, days := 0, d.Days
	if days%7 == 0 {
		weeks, days = days/7, 0
	}
	for _, part := range []struct {
		n    int
		unit string
	}{{d.Years, "year"}, {d.Months, "month"}, {weeks, "week"}, {days, "day"}, {d.Hours, "hour"}} {
		if part.n == 1 {
			return "1 " + part.unit
		}
		if part.n > 0 {
			return fmt.Sprintf("%d %ss", part.n, part.unit)
		}
	}
	return ""
}

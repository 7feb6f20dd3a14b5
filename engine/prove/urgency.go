package prove

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// urgency: a finding declared raises_urgency never lowers it. Of two patients
// who differ in it only, and in what is worked out from it, the one with a yes
// is advised no less urgently. Further advice that fits counts as advice.
func (pr *prover) urgency() {
	for level, l := range pr.c.Levels {
		f, ok := pr.lib.Finding(l.Finding)
		if !ok || !f.RaisesUrgency || f.Derive != "" || l.Missing || !pr.isYesNo(level) {
			continue
		}
		yes := pr.literal(level)
		free := pr.levelsOfAny(pr.lib.Follows(l.Finding))
		free[level] = true
		before, after := pr.outside(pr.known(l.Finding), yes), pr.s.And(pr.known(l.Finding), yes)
		about := l.Finding
		if l.Option != "" {
			about += "." + l.Option
		}
		bad := pr.lowered(pr.ranks, before, after, free)
		if bad == diagram.False {
			continue
		}
		pr.claim(claim{
			code: "P520", about: about, at: pr.where(l.Finding), bad: bad,
			message: quote(pr.answer(level)) + " is declared to raise urgency, and lowers it for some patients",
			help:    "let the rows that read it come first, or correct the condition that lets it lead elsewhere",
			twins:   &twins{before: before, after: after, ranks: pr.ranks, free: free, one: "without it", other: "with it"},
		})
	}
}

// lowered gives what two patients share who differ in the free levels only, the
// one in before being advised more urgently than the one in after.
func (pr *prover) lowered(ranks, before, after diagram.Ref, free []bool) diagram.Ref {
	s := pr.s
	bad := diagram.False
	for _, t := range s.Terminals(ranks) {
		soon := s.MapTerminals(ranks, func(r int) int { return one(r <= t) })
		bad = s.Or(bad, s.And(s.Exists(s.And(before, soon), free), s.Exists(pr.outside(after, soon), free)))
	}
	return bad
}

// notKnown: a row that asks whether something is missing never leaves the
// patient with less urgent advice than the worst that not knowing could hide.
func (pr *prover) notKnown() {
	s := pr.s
	for level, l := range pr.c.Levels {
		if !l.Missing {
			continue
		}
		free := pr.levelsOf(l.Finding)
		missing := s.And(pr.c.Care, pr.literal(level))
		known := pr.outside(pr.c.Care, missing)
		bad := diagram.False
		for _, t := range s.Terminals(pr.decideRanks) {
			soon := s.MapTerminals(pr.decideRanks, func(r int) int { return one(r <= t) })
			could := s.Exists(s.And(known, soon), free)
			bad = s.Or(bad, s.And(pr.outside(could, s.Exists(s.And(missing, soon), free)), s.Exists(missing, free)))
		}
		if bad == diagram.False {
			continue
		}
		pr.claim(claim{
			code: "P522", about: l.Finding, at: pr.where(l.Finding), bad: bad,
			message: "not knowing " + quote(pr.short(l.Finding)) + " ends less urgent than the worst that it could hide",
			help:    "advise on what is missing as urgently as on the worst result, or say why it may wait",
			twins: &twins{
				before: known, after: missing, ranks: pr.decideRanks, free: free,
				one: "if it were known and at its worst", other: "while it is not known",
			},
		})
	}
}

// isYesNo says whether a level is a yes/no finding or one option of several.
func (pr *prover) isYesNo(level int) bool {
	l := pr.c.Levels[level]
	f, ok := pr.lib.Finding(l.Finding)
	return ok && !l.Missing && (l.Option != "" || f.Kind == engine.KindYesNo)
}

// literal is a yes of a level that is yes or no.
func (pr *prover) literal(level int) diagram.Ref {
	in := make([]bool, len(pr.c.Cells[level]))
	for i, c := range pr.c.Cells[level] {
		in[i] = c.Sample.Bool
	}
	return pr.s.Literal(level, in)
}

// known are the feasible patients of whom a finding is known, where a rule asks
// about that.
func (pr *prover) known(f string) diagram.Ref {
	if level, ok := pr.index[expr.Level{Finding: f, Missing: true}]; ok {
		return pr.outside(pr.c.Care, pr.literal(level))
	}
	return pr.c.Care
}

// answer names the yes of a level.
func (pr *prover) answer(level int) string {
	l := pr.c.Levels[level]
	if l.Option == "" {
		return pr.short(l.Finding)
	}
	return pr.short(l.Finding) + ": " + pr.c.Words(level, []int{1})
}

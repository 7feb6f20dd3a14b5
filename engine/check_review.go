package engine

import (
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// evidence asks of every row and criterion where it comes from.
func (ck *checker) evidence(p *pathwaySpec) {
	for _, r := range slices.Concat(p.decide, p.also) {
		if len(r.Evidence) == 0 && !r.Otherwise && left(r.node, "evidence") {
			ck.noEvidence(r.node, "row", r.ID)
		}
	}
	for _, c := range p.criteria {
		if len(c.Evidence) == 0 && left(c.body, "evidence") {
			ck.noEvidence(c.node, "criterion", c.ID)
		}
	}
}

func (ck *checker) sharedEvidence() {
	for _, c := range ck.d.criteria {
		if len(c.Evidence) == 0 && left(c.body, "evidence") {
			ck.noEvidence(c.node, "criterion", c.ID)
		}
	}
	for _, b := range ck.d.bands {
		if len(b.Evidence) == 0 && left(b.body, "evidence") {
			ck.noEvidence(b.node, "band", b.ID)
		}
	}
}

func (ck *checker) noEvidence(at *lang.Node, what, id string) {
	span := at.Span
	if v := at.Get("id"); v != nil {
		span = v.Span
	}
	ck.c.Errorf("P235", span, "%s %q does not say what it rests on", what, id).Help =
		"add `evidence:` with the id of a source and where in it, for example `evidence: ng12 1.1.1`"
}

// urgencyOrder holds rows to falling urgency: the first that fits gives the
// advice, so a row above must not hide a more urgent one below it unless
// somebody says why.
func (ck *checker) urgencyOrder(p *pathwaySpec) {
	rank := func(r *Row) (int, bool) {
		for _, o := range p.outcomes {
			if o.ID == r.Outcome && o.Within != "" {
				return o.Within.Rank(), true
			}
		}
		return 0, false
	}
	var slower *Row
	slowest := -1
	for _, r := range p.decide {
		if r.Otherwise {
			return // what stands below is refused as such
		}
		at, ok := rank(r)
		if !ok || r.Because != "" {
			continue
		}
		if slower != nil && at < slowest {
			d := ck.c.Errorf("P236", rowID(r), "row %q is more urgent than row %q above it, which hides it from every patient that fits both", r.ID, slower.ID)
			d.Related = append(d.Related, source.Related{Span: rowID(slower), Message: "this row comes first and is less urgent"})
			d.Help = "move row \"" + r.ID + "\" up; or, if the order is meant, say why: add `because: ...` to row \"" + r.ID + "\", or to each less urgent row above it"
			continue
		}
		if at > slowest {
			slower, slowest = r, at
		}
	}
}

// rowID is where a row's id stands, or the row.
func rowID(r *Row) source.Span {
	if id := r.node.Get("id"); id != nil {
		return id.Span
	}
	return r.Span()
}

// left says whether an author left a key out, rather than wrote it in a way that
// has been refused.
func left(body *lang.Node, key string) bool {
	if body == nil || body.Refused || body.Kind != lang.Mapping || lang.Misspelt(body, key) {
		return false
	}
	v := body.Get(key)
	return v == nil || !v.Refused && v.Kind == lang.Sequence && len(v.Items) == 0
}

// words asks of every outcome what each patient who reaches it needs.
func (ck *checker) words(p *pathwaySpec) {
	for _, o := range p.outcomes {
		var lacks []string
		need := func(ok bool, key string) {
			if !ok && left(o.body, key) {
				lacks = append(lacks, "`"+key+"`")
			}
		}
		need(o.TellPatient != "", "tell_patient")
		need(o.SafetyNet != "", "safety_net")
		need(o.Alternative != "" || o.Action == Refer || o.Action == "", "alternative")
		need(o.Question != "" || o.Action != Refer && o.Action != AdviceAndGuidance, "question")
		if len(lacks) > 0 {
			ck.c.Errorf("P237", o.node.Span, "outcome %q has no %s", o.ID, listWords(lacks)).Help = wordsHelp(lacks)
		}
	}
}

func wordsHelp(lacks []string) string {
	var out []string
	for _, l := range lacks {
		switch l {
		case "`tell_patient`":
			out = append(out, "`tell_patient`: what the GP says to the patient, in the patient's words")
		case "`safety_net`":
			out = append(out, "`safety_net`: what to watch for, and whom to call")
		case "`alternative`":
			out = append(out, "`alternative`: the outcome to take when the GP does not agree")
		case "`question`":
			out = append(out, "`question`: what the service is asked, for the letter")
		}
	}
	return "add " + strings.Join(out, "\nand ")
}

func listWords(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return strings.Join(list[:len(list)-1], ", no ") + " and no " + list[len(list)-1]
}

// reviewDate says when a pathway's review is overdue.
func (ck *checker) reviewDate(p *pathwaySpec) {
	due, err := time.Parse(time.DateOnly, p.about.ReviewBy)
	if err != nil || ck.today.IsZero() || p.about.Status == "retired" || !ck.today.After(due.AddDate(0, 0, 1)) {
		return
	}
	ck.c.Warnf("P238", p.node.Get("review_by").Span, "pathway %q was to be reviewed by %s", p.about.ID, ShortDate(p.about.ReviewBy)).Help =
		"review it against its sources and set a new date, or set `status: retired`"
}

// retired refuses to send anybody to a pathway that has been withdrawn.
func (ck *checker) retired() {
	gone := map[string]bool{}
	for _, p := range ck.d.pathways {
		gone[p.about.ID] = p.about.Status == "retired"
	}
	for _, p := range ck.d.pathways {
		for _, o := range p.outcomes {
			if gone[o.Route.Pathway] && !gone[p.about.ID] {
				ck.c.Errorf("P239", spanOf(o.routeNode), "outcome %q sends patients to pathway %q, which is retired", o.ID, o.Route.Pathway).Help =
					"name the pathway or the service that has taken its place"
			}
		}
	}
}

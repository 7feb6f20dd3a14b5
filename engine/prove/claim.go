package prove

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/source"
)

// claim is a statement found wanting.
type claim struct {
	code, about, message, help string
	at                         source.Span
	related                    []source.Related
	// bad are the patients for whom it fails; False where it is not about
	// patients.
	bad diagram.Ref
	// twins are set where it is about two patients who differ in one answer:
	// bad then says what both share.
	twins *twins
}

// twins are patients who differ in one finding only.
type twins struct {
	// before and after are the patients with the one answer and with the other.
	before, after diagram.Ref
	// ranks orders their advice: after is advised less urgently.
	ranks diagram.Ref
	// free are the levels in which they may differ.
	free []bool
	// one and other say the two answers in words.
	one, other string
}

// claim records a finding, or that it is accepted.
func (pr *prover) claim(c claim) {
	f := Finding{Code: c.code, About: c.about, Message: c.message, Help: c.help, Span: c.at, Related: c.related, Place: c.at.Position().String()}
	bad := c.bad
	because := ""
	for _, proof := range pr.proofs {
		for _, a := range proof.Accept {
			rest, hit := pr.accept(a, c, bad)
			if !hit {
				continue
			}
			pr.use(a, c.about)
			if because = a.Because; rest == diagram.False {
				if pr.options.Details {
					f.Patient = pr.patientOf(c, c.bad)
				}
				pr.result.Accepted = append(pr.result.Accepted, Accepted{Finding: f, Because: because})
				return
			}
			bad = rest
		}
	}
	f.Patient = pr.patientOf(c, bad)
	f.Help += pr.howToAccept(c, because != "")
	pr.result.Findings = append(pr.result.Findings, f)
}

// accept gives the patients that an acceptance leaves, and whether it is about
// this claim at all.
func (pr *prover) accept(a *Acceptance, c claim, bad diagram.Ref) (rest diagram.Ref, hit bool) {
	if a.Code != c.code || !contains(a.About, c.about) {
		return bad, false
	}
	if a.Patients == "" || c.bad == diagram.False {
		return diagram.False, true
	}
	theirs := pr.when(a.Patients)
	if pr.s.And(bad, theirs) == diagram.False {
		return bad, false
	}
	return pr.outside(bad, theirs), true
}

func (pr *prover) use(a *Acceptance, about string) {
	if pr.used[a] == nil {
		pr.used[a] = map[string]bool{}
	}
	pr.used[a][about] = true
}

// howToAccept ends the help of what may be meant.
func (pr *prover) howToAccept(c claim, partly bool) string {
	if !contains(acceptable(), c.code) {
		return ""
	}
	s := "\nif it is meant, accept it in " + pr.result.Pathway + ".proof.yaml: {code: " + c.code + ", about: " + inYAML(c.about) + ", because: ...}"
	if partly {
		s += "\nwhat is accepted there leaves out these patients"
	}
	return s
}

// unmatched reports acceptances that no finding needs: the pathway has changed
// under them.
func (pr *prover) unmatched() {
	for _, proof := range pr.proofs {
		if proof.Lent {
			continue
		}
		for _, a := range proof.Accept {
			for _, about := range a.About {
				if pr.used[a][about] {
					continue
				}
				pr.result.Findings = append(pr.result.Findings, Finding{
					Code: "P540", About: about, Span: a.node.Span, Place: a.node.Span.Position().String(),
					Message: "nothing is found that this acceptance of " + a.Code + " about " + quote(about) + " would accept",
					Help:    "remove it; if the pathway has changed under it, read its reason again first",
				})
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// inYAML quotes what YAML would read as something else than text.
func inYAML(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_.") == "" {
		return s
	}
	return strconv.Quote(s)
}
